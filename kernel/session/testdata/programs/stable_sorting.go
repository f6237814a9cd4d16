package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"sort"
	"strings"
)

type Emp struct {
	Name string
	Dept string
	Age  int
	Pay  float64
}

type by func(a, b *Emp) bool

type multi struct {
	emps []Emp
	less []by
}

func (m *multi) Sort(e []Emp) { m.emps = e; sort.Stable(m) }
func (m *multi) Len() int     { return len(m.emps) }
func (m *multi) Swap(i, j int) {
	m.emps[i], m.emps[j] = m.emps[j], m.emps[i]
}
func (m *multi) Less(i, j int) bool {
	p, q := &m.emps[i], &m.emps[j]
	var k int
	for k = 0; k < len(m.less)-1; k++ {
		switch {
		case m.less[k](p, q):
			return true
		case m.less[k](q, p):
			return false
		}
	}
	return m.less[k](p, q)
}

type natural []string

func (n natural) Len() int           { return len(n) }
func (n natural) Swap(i, j int)      { n[i], n[j] = n[j], n[i] }
func (n natural) Less(i, j int) bool { return strings.ToLower(n[i]) < strings.ToLower(n[j]) }

type ByLen struct{ natural }

func (b ByLen) Less(i, j int) bool { return len(b.natural[i]) < len(b.natural[j]) }

type Grade rune

func (g Grade) Compare(o Grade) int { return cmp.Compare(o, g) }

func GroupBy[K comparable, V any, S ~[]V](s S, key func(V) K) map[K]S {
	m := map[K]S{}
	for _, v := range s {
		m[key(v)] = append(m[key(v)], v)
	}
	return m
}

func names(e []Emp) string {
	return strings.Join(slices.Collect(func(y func(string) bool) {
		for _, x := range e {
			if !y(x.Name) {
				return
			}
		}
	}), " ")
}

func main() {
	emps := []Emp{{"Ann", "it", 30, 10}, {"Bob", "hr", 25, 20}, {"Cy", "it", 25, 30}, {"Di", "hr", 30, 5}, {"Ed", "it", 40, 30}, {"Flo", "pr", 25, 10}}
	e := slices.Clone(emps)
	sort.SliceStable(e, func(i, j int) bool { return e[i].Age < e[j].Age })
	fmt.Println(names(e))
	sort.SliceStable(e, func(i, j int) bool { return e[i].Dept < e[j].Dept })
	fmt.Println(names(e), sort.SliceIsSorted(e, func(i, j int) bool { return e[i].Age < e[j].Age }))
	(&multi{less: []by{func(a, b *Emp) bool { return a.Pay > b.Pay }, func(a, b *Emp) bool { return a.Dept < b.Dept }}}).Sort(e)
	fmt.Println(names(e))
	slices.SortStableFunc(e, func(a, b Emp) int {
		return cmp.Or(cmp.Compare(a.Dept, b.Dept), -cmp.Compare(a.Pay, b.Pay), strings.Compare(a.Name, b.Name))
	})
	fmt.Println(names(e))
	i, found := slices.BinarySearchFunc(e, "it", func(e Emp, d string) int { return strings.Compare(e.Dept, d) })
	fmt.Println(i, found, e[i].Name)
	oldest := slices.MaxFunc(e, func(a, b Emp) int { return a.Age - b.Age })
	fmt.Println(oldest, slices.IndexFunc(e, func(e Emp) bool { return e.Pay > 25 }), slices.ContainsFunc(e, func(e Emp) bool { return e.Age > 99 }))
	g := GroupBy(emps, func(e Emp) string { return e.Dept })
	for _, d := range slices.Sorted(maps.Keys(g)) {
		sum := 0.0
		for _, x := range g[d] {
			sum += x.Pay
		}
		fmt.Printf("%s %s %.2f; ", d, names(g[d]), sum/float64(len(g[d])))
	}
	fmt.Println()
	n := natural{"banana", "Apple", "cherry", "apple", "fig", "Kiwi"}
	sort.Stable(n)
	fmt.Println(n, sort.IsSorted(n))
	sort.Stable(ByLen{n})
	fmt.Println(n, n.Less(0, 1), sort.IsSorted(sort.Reverse(ByLen{n})))
	sort.Sort(sort.Reverse(sort.StringSlice(n)))
	fmt.Println(n)
	gr := []Grade("BAFCA")
	slices.SortFunc(gr, Grade.Compare)
	fmt.Println(string([]rune(string(gr2(gr)))), slices.IsSortedFunc(gr, Grade.Compare))
	x := []int{5, 2, 8, 2, 9, 1, 5}
	idx := make([]int, len(x))
	for i := range idx {
		idx[i] = i
	}
	sort.SliceStable(idx, func(a, b int) bool { return x[idx[a]] < x[idx[b]] })
	fmt.Println(idx, sort.SearchInts([]int{1, 3, 5}, 4), sort.Search(100, func(i int) bool { return i*i >= 50 }))
	at, ok := sort.Find(3, func(i int) int { return cmp.Compare(3, []int{1, 3, 5}[i]) })
	fmt.Println(at, ok)
	y := slices.Compact(slices.Sorted(slices.Values(x)))
	y = slices.Insert(y, 1, 100, 200)
	y = slices.Delete(y, 3, 4)
	y = slices.Replace(y, 0, 1, -1, -2)
	fmt.Println(y, len(y), slices.Index(y, 200), slices.Equal(y, x), slices.Compare(y, x), slices.Max(y), slices.Min(x))
	slices.Reverse(y)
	fmt.Println(y, slices.Repeat([]string{"a", "b"}, 2), slices.Concat(y[:1], y[2:3]), slices.Grow(y, 10)[:2], len(slices.Clip(y)))
	for c := range slices.Chunk([]int{1, 2, 3, 4, 5}, 2) {
		fmt.Print(c, cap(c))
	}
	fmt.Println()
	m1 := map[string]int{"a": 1, "b": 2}
	m2 := maps.Clone(m1)
	m2["c"] = 3
	maps.DeleteFunc(m2, func(k string, v int) bool { return v == 1 })
	maps.Copy(m1, m2)
	fmt.Println(m1, m2, maps.Equal(m1, m2), maps.EqualFunc(m1, m1, func(a, b int) bool { return a == b }))
	maps.Insert(m2, maps.All(map[string]int{"z": 26}))
	pairs := slices.SortedFunc(maps.Keys(m2), func(a, b string) int { return -strings.Compare(a, b) })
	fmt.Println(pairs, slices.EqualFunc(pairs, []int{1, 1, 1}, func(s string, n int) bool { return len(s) == n }))
	s1 := []string{"x", "y", "z"}
	s2 := slices.DeleteFunc(s1, func(s string) bool { return s == "x" })
	fmt.Printf("%q %q\n", s1, s2)
	func() {
		defer func() { fmt.Println(recover()) }()
		slices.Insert(s2, 9, "q")
	}()
	defer func() { fmt.Println(recover()) }()
	slices.Max([]int{})
}

func gr2(g []Grade) (r []rune) {
	for _, x := range g {
		r = append(r, rune(x))
	}
	return
}
