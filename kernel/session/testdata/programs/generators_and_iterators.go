package main

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
)

func fibonacci() iter.Seq[int] {
	return func(yield func(int) bool) {
		a, b := 0, 1
		for yield(a) {
			a, b = b, a+b
		}
	}
}

func take(seq iter.Seq[int], n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		if n <= 0 {
			return
		}
		i := 0
		for v := range seq {
			if !yield(v) {
				return
			}
			if i++; i == n {
				return
			}
		}
	}
}

func filter(seq iter.Seq[int], keep func(int) bool) iter.Seq[int] {
	return func(yield func(int) bool) {
		seq(func(v int) bool {
			if keep(v) {
				return yield(v)
			}
			return true
		})
	}
}

func enumerate(words []string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for i, w := range words {
			if !yield(i+1, strings.ToUpper(w)) {
				return
			}
		}
	}
}

// Iterators made of iterators.
func main() {
	for v := range take(fibonacci(), 10) {
		fmt.Print(v, " ")
	}
	fmt.Println()
	even := filter(fibonacci(), func(v int) bool { return v%2 == 0 })
	for v := range even {
		if v > 100 {
			break
		}
		fmt.Print(v, " ")
	}
	fmt.Println()
	fmt.Println(slices.Collect(take(even, 4)))
	for i, w := range enumerate([]string{"a", "b", "c"}) {
		fmt.Print(i, w, " ")
	}
	fmt.Println()
	fmt.Println(slices.Sorted(maps.Keys(map[string]int{"x": 1, "y": 2})))
	total := 0
	for i := range take(fibonacci(), 5) {
		for j := range take(fibonacci(), 3) {
			total += i * j
		}
	}
	fmt.Println(total)
	first := func(seq iter.Seq[int], ok func(int) bool) (int, bool) {
		for v := range seq {
			if ok(v) {
				return v, true
			}
		}
		return 0, false
	}
	fmt.Println(first(fibonacci(), func(v int) bool { return v > 1000 }))
	fmt.Println(first(take(fibonacci(), 3), func(v int) bool { return v > 1000 }))
}
