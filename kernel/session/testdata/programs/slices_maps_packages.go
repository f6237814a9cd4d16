package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

type item struct {
	name string
	n    int
}

// Packages slices, maps and cmp.
func main() {
	s := []int{3, 1, 2}
	slices.Sort(s)
	fmt.Println(s, slices.Contains(s, 2), slices.Index(s, 3), slices.Max(s), slices.Min(s))
	i, found := slices.BinarySearch(s, 2)
	fmt.Println(i, found, slices.Equal(s, []int{1, 2, 3}))
	s = slices.Insert(s, 1, 10, 11)
	s = slices.Delete(s, 0, 1)
	fmt.Println(s, slices.Compact([]int{1, 1, 2, 2, 1}), slices.Clone(s))
	items := []item{{"b", 2}, {"a", 2}, {"c", 1}}
	slices.SortFunc(items, func(x, y item) int {
		return cmp.Or(cmp.Compare(x.n, y.n), strings.Compare(x.name, y.name))
	})
	fmt.Println(items, slices.IndexFunc(items, func(i item) bool { return i.n == 2 }))
	fmt.Println(slices.ContainsFunc(items, func(i item) bool { return i.name == "z" }))
	m := map[string]int{"x": 1, "y": 2, "z": 3}
	keys := slices.Sorted(maps.Keys(m))
	fmt.Println(keys, slices.Collect(slices.Values([]int{1, 2})))
	sum := 0
	for v := range maps.Values(m) {
		sum += v
	}
	fmt.Println(sum, len(maps.Clone(m)), maps.Equal(m, maps.Clone(m)))
	maps.DeleteFunc(m, func(k string, v int) bool { return v%2 == 1 })
	fmt.Println(m)
	for i, v := range slices.Backward([]string{"a", "b"}) {
		fmt.Print(i, v, " ")
	}
	fmt.Println()
	for c := range slices.Chunk([]int{1, 2, 3, 4, 5}, 2) {
		fmt.Print(c, " ")
	}
	fmt.Println()
	fmt.Println(slices.Concat([]int{1}, []int{2, 3}), slices.Repeat([]string{"r"}, 3), min(4, 2), cmp.Less(1, 2))
	fmt.Println(slices.MaxFunc(items, func(a, b item) int { return cmp.Compare(a.n, b.n) }).name, slices.IsSorted(keys))
	d := slices.DeleteFunc([]int{1, 2, 3, 4}, func(v int) bool { return v > 2 })
	fmt.Println(d, slices.Compare([]int{1, 2}, []int{1, 3}), slices.Replace([]int{1, 2, 3}, 0, 2, 9))
}
