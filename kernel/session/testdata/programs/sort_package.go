package main

import (
	"fmt"
	"sort"
)

type person struct {
	name string
	age  int
}

type byAge []person

func (p byAge) Len() int           { return len(p) }
func (p byAge) Less(i, j int) bool { return p[i].age < p[j].age }
func (p byAge) Swap(i, j int)      { p[i], p[j] = p[j], p[i] }

type lessFunc func(a, b *person) bool

type multi struct {
	people []person
	less   []lessFunc
}

func (m *multi) Len() int      { return len(m.people) }
func (m *multi) Swap(i, j int) { m.people[i], m.people[j] = m.people[j], m.people[i] }
func (m *multi) Less(i, j int) bool {
	p, q := &m.people[i], &m.people[j]
	for _, less := range m.less {
		if less(p, q) {
			return true
		}
		if less(q, p) {
			return false
		}
	}
	return false
}

// Package sort: interfaces, functions, stability and searching.
func main() {
	people := []person{{"Bob", 31}, {"Ann", 42}, {"Cid", 17}, {"Dan", 31}}
	sort.Sort(byAge(people))
	fmt.Println(people[0], people[3])
	sort.Sort(sort.Reverse(byAge(people)))
	fmt.Println(people[0].name, people[3].name)
	sort.Slice(people, func(i, j int) bool { return people[i].name < people[j].name })
	fmt.Println(people)
	sort.SliceStable(people, func(i, j int) bool { return people[i].age < people[j].age })
	fmt.Println(people)
	m := &multi{people, []lessFunc{
		func(a, b *person) bool { return a.age > b.age },
		func(a, b *person) bool { return a.name < b.name },
	}}
	sort.Sort(m)
	fmt.Println(m.people)
	ints := []int{5, 2, 8, 1}
	sort.Ints(ints)
	fmt.Println(ints, sort.SearchInts(ints, 5), sort.IntsAreSorted(ints))
	strs := []string{"c", "a", "b"}
	sort.Strings(strs)
	fmt.Println(strs, sort.SearchStrings(strs, "bb"))
	floats := []float64{2.5, -1, 3}
	sort.Float64s(floats)
	fmt.Println(floats)
	sort.Sort(sort.Reverse(sort.IntSlice(ints)))
	fmt.Println(ints)
	i := sort.Search(100, func(i int) bool { return i*i >= 50 })
	fmt.Println(i)
	at, found := sort.Find(len(strs), func(i int) int {
		switch {
		case "b" < strs[i]:
			return -1
		case "b" > strs[i]:
			return 1
		}
		return 0
	})
	fmt.Println(at, found)
	fmt.Println(sort.SliceIsSorted(people, func(i, j int) bool { return people[i].age > people[j].age }))
}
