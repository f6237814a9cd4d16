package main

import (
	"fmt"
	"slices"
	"strings"
)

type Pair[A, B any] struct {
	First  A
	Second B
}

func Zip[A, B any](as []A, bs []B) []Pair[A, B] {
	out := make([]Pair[A, B], 0, min(len(as), len(bs)))
	for i := range cap(out) {
		out = append(out, Pair[A, B]{as[i], bs[i]})
	}
	return out
}

func Sorted[T any](xs []T, less func(a, b T) int) []T {
	type entry struct {
		value T
		place int
	}
	entries := make([]entry, 0, len(xs))
	for i, x := range xs {
		entries = append(entries, entry{x, i})
	}
	slices.SortFunc(entries, func(a, b entry) int {
		if c := less(a.value, b.value); c != 0 {
			return c
		}
		return a.place - b.place
	})
	var out []T
	for _, e := range entries {
		out = append(out, e.value)
	}
	return out
}

func main() {
	type person struct {
		name string
		age  int
	}
	people := []person{{"bo", 30}, {"al", 25}, {"cy", 30}}
	byAge := Sorted(people, func(a, b person) int { return a.age - b.age })
	fmt.Println(byAge[0].name, byAge[1].name, byAge[2].name)
	fmt.Println(Zip(people, []string{"x", "y"})[1].First.age)
	type node struct {
		label string
		kids  []*node
	}
	tree := &node{"root", []*node{{"left", nil}, {"right", []*node{{"leaf", nil}}}}}
	var walk func(*node, int)
	var lines []Pair[int, *node]
	walk = func(n *node, depth int) {
		lines = append(lines, Pair[int, *node]{depth, n})
		for _, k := range n.kids {
			walk(k, depth+1)
		}
	}
	walk(tree, 0)
	for _, l := range lines {
		fmt.Println(strings.Repeat("  ", l.First) + l.Second.label)
	}
	{
		type person string
		p := Zip([]person{"shadow"}, []int{1})
		fmt.Println(p[0].First, len(p[0].First))
	}
	type celsius float64
	fmt.Println(slices.Max([]celsius{20.5, 30}), Zip([]celsius{1}, []int{2}))
	const n = 2
	type box [n]int
	fmt.Println(slices.Contains([]box{{1, 2}}, box{1, 2}))
	type ints = []int
	fmt.Println(slices.Equal(ints{1}, []int{1}), Zip[ints, bool]([]ints{{1}}, []bool{true})[0])
}
