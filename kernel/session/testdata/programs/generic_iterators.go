package main

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
)

func Filter[V any](seq iter.Seq[V], keep func(V) bool) iter.Seq[V] {
	return func(yield func(V) bool) {
		for v := range seq {
			if keep(v) && !yield(v) {
				return
			}
		}
	}
}

func Map[V, W any](seq iter.Seq[V], f func(V) W) iter.Seq[W] {
	return func(yield func(W) bool) {
		seq(func(v V) bool { return yield(f(v)) })
	}
}

func Take[V any](seq iter.Seq[V], n int) iter.Seq[V] {
	return func(yield func(V) bool) {
		if n <= 0 {
			return
		}
		i := 0
		for v := range seq {
			i++
			if !yield(v) || i == n {
				return
			}
		}
	}
}

func Zip[A, B any](a iter.Seq[A], b iter.Seq[B]) iter.Seq2[A, B] {
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

func Count() iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := 1; yield(i); i++ {
		}
	}
}

type Set[T comparable] map[T]struct{}

func (s Set[T]) Add(v ...T) Set[T] {
	for _, x := range v {
		s[x] = struct{}{}
	}
	return s
}

func (s Set[T]) All() iter.Seq[T] { return maps.Keys(s) }

func main() {
	even := Filter(Count(), func(x int) bool { return x%2 == 0 })
	fmt.Println(slices.Collect(Take(even, 4)))
	squares := Map(Take(Count(), 5), func(x int) string { return fmt.Sprint(x * x) })
	fmt.Println(strings.Join(slices.Collect(squares), ","))
	for a, b := range Zip(Count(), slices.Values([]string{"a", "b", "c"})) {
		fmt.Print(a, b, " ")
	}
	fmt.Println()
	fmt.Println(slices.Sorted(Set[string]{}.Add("q", "p", "q").All()))
	next, stop := iter.Pull2(slices.All([]string{"x", "y"}))
	i, s, ok := next()
	fmt.Println(i, s, ok)
	stop()
	i, s, ok = next()
	fmt.Println(i, s == "", ok)
	for c := range slices.Chunk([]int{1, 2, 3, 4, 5}, 2) {
		fmt.Print(c, " ")
	}
	fmt.Println()
	for line := range strings.Lines("a\nb\n") {
		fmt.Printf("%q ", line)
	}
	for part := range strings.SplitSeq("x,y", ",") {
		fmt.Print(part, " ")
	}
	fmt.Println(slices.Collect(Map(strings.FieldsSeq(" u  v "), strings.ToUpper)))
}
