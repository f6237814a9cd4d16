package main

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
)

type tree[T cmp.Ordered] struct {
	left, right *tree[T]
	value       T
}

func (t *tree[T]) insert(v T) *tree[T] {
	if t == nil {
		return &tree[T]{value: v}
	}
	switch {
	case v < t.value:
		t.left = t.left.insert(v)
	case v > t.value:
		t.right = t.right.insert(v)
	}
	return t
}

func (t *tree[T]) all() iter.Seq[T] {
	return func(yield func(T) bool) { t.push(yield) }
}

func (t *tree[T]) push(yield func(T) bool) bool {
	return t == nil || t.left.push(yield) && yield(t.value) && t.right.push(yield)
}

func filter[V any](seq iter.Seq[V], keep func(V) bool) iter.Seq[V] {
	return func(yield func(V) bool) {
		for v := range seq {
			if keep(v) && !yield(v) {
				return
			}
		}
	}
}

func mapped[V, W any](seq iter.Seq[V], f func(V) W) iter.Seq[W] {
	return func(yield func(W) bool) {
		seq(func(v V) bool { return yield(f(v)) })
	}
}

func zip[A, B any](a iter.Seq[A], b iter.Seq[B]) iter.Seq2[A, B] {
	return func(yield func(A, B) bool) {
		next, stop := iter.Pull(b)
		defer stop()
		for x := range a {
			y, ok := next()
			if !ok || !yield(x, y) {
				return
			}
		}
	}
}

func fibonacci() iter.Seq[int] {
	return func(yield func(int) bool) {
		for a, b := 0, 1; yield(a); a, b = b, a+b {
		}
	}
}

func first(seq iter.Seq[int], over int) (int, bool) {
	for v := range seq {
		if v > over {
			return v, true
		}
	}
	return 0, false
}

type matrix [][]float64

func (m matrix) cells() iter.Seq2[[2]int, float64] {
	return func(yield func([2]int, float64) bool) {
		for i, row := range m {
			for j, v := range row {
				if !yield([2]int{i, j}, v) {
					return
				}
			}
		}
	}
}

func main() {
	var t *tree[int]
	for _, v := range []int{5, 2, 8, 1, 9, 2} {
		t = t.insert(v)
	}
	for v := range t.all() {
		if v == 9 {
			break
		}
		fmt.Print(v, " ")
	}
	fmt.Println(slices.Collect(t.all()))
	even := filter(t.all(), func(v int) bool { return v%2 == 0 })
	fmt.Println(slices.Collect(mapped(even, func(v int) string { return strings.Repeat("*", v) })))
	for a, b := range zip(fibonacci(), t.all()) {
		fmt.Print(a, "-", b, " ")
	}
	fmt.Println(first(fibonacci(), 100))
outer:
	for i := range 3 {
		for v := range fibonacci() {
			if v > 5 {
				continue outer
			}
			if i == 2 {
				break outer
			}
			fmt.Print(v, ",")
		}
	}
	fmt.Println()
	m := matrix{{1, 2}, {3, 4}}
	sum := 0.0
	for at, v := range m.cells() {
		if at[0] == at[1] {
			sum += v
		}
	}
	fmt.Println(sum, slices.Sorted(maps.Keys(map[string]int{"b": 1, "a": 2})))
	words := slices.Collect(strings.FieldsSeq(" a bc  d "))
	fmt.Println(words, len(words), slices.MaxFunc(words, func(a, b string) int { return cmp.Compare(len(a), len(b)) }))
	next, stop := iter.Pull2(maps.All(map[string]int{"only": 1}))
	k, v, ok := next()
	fmt.Println(k, v, ok)
	stop()
	for i, c := range slices.Backward([]string{"x", "y"}) {
		fmt.Print(i, c, " ")
	}
	for chunk := range slices.Chunk([]int{1, 2, 3, 4, 5}, 2) {
		fmt.Print(chunk)
	}
	fmt.Println()
	defer func() { fmt.Println("recovered", recover()) }()
	for v := range t.all() {
		if v == 5 {
			panic(fmt.Sprint("at ", v))
		}
	}
}
