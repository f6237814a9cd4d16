package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

type inventory map[string]int

func sum[M ~map[K]V, K comparable, V int | float64](m M) (total V) {
	for _, v := range m {
		total += v
	}
	return total
}

func invert[K, V comparable](m map[K]V) map[V][]K {
	out := make(map[V][]K)
	for k, v := range m {
		out[v] = append(out[v], k)
	}
	return out
}

func groupBy[T any, K comparable](list []T, key func(T) K) map[K][]T {
	groups := map[K][]T{}
	for _, x := range list {
		groups[key(x)] = append(groups[key(x)], x)
	}
	return groups
}

func main() {
	inv := inventory{"nut": 3, "bolt": 4}
	fmt.Println(sum(inv), sum(map[int]float64{1: 0.5, 2: 0.25}))
	c := maps.Clone(inv)
	c["nut"]++
	fmt.Printf("%T %v %v\n", sum(inv), c["nut"], inv["nut"])
	fmt.Println(maps.Equal(inv, c), maps.EqualFunc(inv, map[string]string{"nut": "3", "bolt": "4"}, func(a int, b string) bool { return fmt.Sprint(a) == b }))
	maps.Insert(c, maps.All(map[string]int{"pin": 1}))
	fmt.Println(c, len(maps.Collect(maps.All(c))))
	maps.DeleteFunc(c, func(k string, n int) bool { return strings.HasPrefix(k, "b") || n == 1 })
	fmt.Println(c)
	fmt.Println(slices.Sorted(maps.Keys(inv)), slices.Sorted(maps.Values(inv)))
	back := invert(map[string]int{"a": 1, "b": 2, "c": 1})
	slices.Sort(back[1])
	fmt.Println(back)
	fmt.Println(groupBy([]string{"x", "yy", "zz"}, func(s string) int { return len(s) }))
	var none map[string]bool
	fmt.Println(maps.Clone(none) == nil, maps.Equal(none, map[string]bool{}))
}
