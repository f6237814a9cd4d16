package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
)

type money float64

func main() {
	x := []int{5, 2, 8, 2, 9}
	fmt.Println(slices.Replace(slices.Clone(x), 1, 3, 7, 7, 7), slices.Replace([]int{1, 2, 3}, 0, 3))
	fmt.Println(slices.Insert(slices.Clone(x), 2, x[1:3]...), slices.Insert([]string{}, 0, "a"))
	fmt.Println(slices.Concat(x[:1], nil, x[3:]), slices.Repeat([]string{"a", "b"}, 2))
	fmt.Println(slices.EqualFunc(x, []string{"5", "2", "8", "2", "9"}, func(a int, b string) bool { return fmt.Sprint(a) == b }))
	fmt.Println(slices.CompareFunc(x, []int{5, 3}, func(a, b int) int { return cmp.Compare(a, b) }), slices.Compare(x, x[:2]))
	fmt.Println(slices.CompactFunc([]string{"a", "A", "b"}, strings.EqualFold))
	fmt.Println(slices.Sorted(slices.Values(x)), slices.SortedFunc(slices.Values(x), func(a, b int) int { return b - a }))
	fmt.Println(slices.SortedStableFunc(slices.Values([]string{"bb", "a", "cc"}), func(a, b string) int { return len(a) - len(b) }))
	fmt.Println(slices.AppendSeq([]int{0}, slices.Values(x)), slices.Collect(slices.Chunk(x, 2)))
	fmt.Println(slices.IsSortedFunc(x, func(a, b int) int { return 0 }), slices.MinFunc(x, cmp.Compare[int]))
	f := []float64{2, math.NaN(), -1, math.Inf(1)}
	slices.Sort(f)
	fmt.Println(f, slices.IsSorted(f), math.IsNaN(slices.Max(f)), slices.Index(f, math.NaN()))
	m := []money{2.5, 1}
	slices.Sort(m)
	fmt.Println(m, slices.Max(m), slices.Contains(m, 1))
	b := []byte("hello")
	slices.Sort(b)
	slices.Reverse(b)
	fmt.Println(string(b), slices.IndexFunc(b, func(c byte) bool { return c == 'e' }))
	i, ok := slices.BinarySearchFunc([]string{"a", "ccc"}, 2, func(s string, n int) int { return len(s) - n })
	fmt.Println(i, ok, len(slices.Grow(x, 10)), cap(slices.Clip(x[:2])))
	y := []*int{new(int), nil, new(int)}
	y = slices.DeleteFunc(y, func(p *int) bool { return p == nil })
	fmt.Println(len(y), slices.Delete([]int{1, 2, 3, 4}, 1, 3))
	defer func() { fmt.Println(recover()) }()
	slices.Chunk(x, 0)
}
