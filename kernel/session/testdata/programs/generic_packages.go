package main

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
)

type person struct {
	name string
	age  int
}
type names []string
type level int

func evens(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := 0; i < n; i += 2 {
			if !yield(i) {
				return
			}
		}
	}
}

func main() {
	m := map[string]int{"b": 2, "a": 1, "c": 3}
	fmt.Println(slices.Sorted(maps.Keys(m)), slices.Sorted(maps.Values(m)))
	for _, k := range slices.Sorted(maps.Keys(m)) {
		fmt.Print(k, m[k], " ")
	}
	fmt.Println()
	keys := slices.Collect(maps.Keys(m))
	slices.SortFunc(keys, func(a, b string) int { return cmp.Compare(b, a) })
	fmt.Println(keys)
	ps := []person{{"bob", 30}, {"al", 25}, {"cy", 30}}
	slices.SortStableFunc(ps, func(a, b person) int { return cmp.Compare(a.age, b.age) })
	fmt.Println(ps)
	slices.SortFunc(ps, func(a, b person) int {
		return cmp.Or(-cmp.Compare(a.age, b.age), strings.Compare(a.name, b.name))
	})
	fmt.Println(ps, slices.Contains(ps, person{"al", 25}), slices.Index(ps, person{"cy", 30}))
	fmt.Println(slices.IndexFunc(ps, func(p person) bool { return p.age < 30 }))
	oldest := slices.MaxFunc(ps, func(a, b person) int { return cmp.Compare(a.age, b.age) })
	fmt.Println(oldest)
	ns := names{"x", "b", "m"}
	slices.Sort(ns)
	fmt.Println(ns, slices.IsSorted(ns))
	i, ok := slices.BinarySearch(ns, "m")
	fmt.Println(i, ok)
	ls := []level{3, 1, 2}
	slices.Sort(ls)
	fmt.Println(ls, slices.Min(ls), slices.Max(ls))
	fs := []float64{2.5, -1, 3}
	slices.Sort(fs)
	slices.Reverse(fs)
	fmt.Println(fs)
	x := []int{1, 2, 3, 4, 5}
	x = slices.Insert(x, 1, 10, 11)
	x = slices.Delete(x, 0, 2)
	fmt.Println(x)
	x = slices.DeleteFunc(x, func(v int) bool { return v%2 == 0 })
	fmt.Println(x, slices.Compact([]int{1, 1, 2, 2, 1}))
	y := slices.Clone(x)
	y[0] = 99
	fmt.Println(x[0], y[0], slices.Equal(x, y), slices.Concat(x, y), slices.Repeat([]int{1, 2}, 2))
	fmt.Println(slices.ContainsFunc(x, func(v int) bool { return v > 100 }))
	for i, v := range slices.Backward([]string{"p", "q"}) {
		fmt.Print(i, v, " ")
	}
	for i, v := range slices.All([]string{"p", "q"}) {
		fmt.Print(i, v, " ")
	}
	for v := range slices.Values([]string{"p", "q"}) {
		fmt.Print(v, " ")
	}
	fmt.Println()
	fmt.Println(slices.Collect(evens(7)), slices.Sorted(evens(5)))
	var seq iter.Seq2[string, int] = maps.All(m)
	n := 0
	for k, v := range seq {
		n += v + len(k)
	}
	fmt.Println(n)
	c := maps.Clone(m)
	maps.DeleteFunc(c, func(k string, v int) bool { return v > 1 })
	fmt.Println(c, maps.Equal(c, m))
	maps.Copy(c, map[string]int{"z": 26})
	fmt.Println(c, maps.Collect(slices.All([]string{"u"})))
	fmt.Println(min(3, 2), cmp.Less(1, 2), slices.Compare([]int{1, 2}, []int{1, 3}))
	words := strings.Fields("the cat the dog")
	slices.Sort(words)
	fmt.Println(slices.Compact(words))
	fmt.Println(slices.BinarySearchFunc(ps, 30, func(p person, age int) int { return -cmp.Compare(p.age, age) }))
	fmt.Println(slices.Contains([]any{1, "a"}, any("a")))
	var none []int
	fmt.Println(slices.Clone(none) == nil, slices.Index(none, 1))
}
