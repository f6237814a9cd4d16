package main

import (
	"fmt"
	"sort"
	"strings"
)

func Map[S ~[]E, E, R any](s S, f func(E) R) []R {
	r := make([]R, len(s))
	for i, x := range s {
		r[i] = f(x)
	}
	return r
}

func Fold[E, A any](s []E, a A, f func(A, E) A) A {
	for _, x := range s {
		a = f(a, x)
	}
	return a
}

func Curry[A, B, C any](f func(A, B) C) func(A) func(B) C {
	return func(a A) func(B) C { return func(b B) C { return f(a, b) } }
}

func Flip[A, B, C any](f func(A, B) C) func(B, A) C { return func(b B, a A) C { return f(a, b) } }

func Pipe[T any](fs ...func(T) T) func(T) T {
	return func(x T) T { return Fold(fs, x, func(x T, f func(T) T) T { return f(x) }) }
}

func Partition[T any](xs []T, p func(T) bool) (yes, no []T) {
	for _, x := range xs {
		if p(x) {
			yes = append(yes, x)
		} else {
			no = append(no, x)
		}
	}
	return
}

func Unfold[S, T any](state S, step func(S) (T, S, bool)) []T {
	var out []T
	for {
		x, next, ok := step(state)
		if !ok {
			return out
		}
		out, state = append(out, x), next
	}
}

func Fix[A, B any](f func(func(A) B, A) B) func(A) B {
	var g func(A) B
	g = func(a A) B { return f(g, a) }
	return g
}

func double[T int | float64](x T) T { return x * 2 }

func SortBy[T any, K int | string | float64](xs []T, key func(T) K) []T {
	out := append([]T(nil), xs...)
	sort.Slice(out, func(i, j int) bool { return key(out[i]) < key(out[j]) })
	return out
}

type words []string

func main() {
	fmt.Println(Map(words{"a", "bb"}, func(s string) int { return len(s) }), Map([]int{1, 2}, double))
	fmt.Println(Fold(words{"x", "y"}, "", func(a, s string) string { return s + a }))
	add := Curry(func(a int, b string) string { return strings.Repeat(b, a) })
	fmt.Println(add(3)("ab"), Flip(strings.Repeat)(2, "z"), Map([]string{"p", "q"}, add(2)))
	fmt.Println(Pipe(strings.TrimSpace, strings.ToUpper, func(s string) string { return s + "!" })("  hi "))
	fmt.Println(Partition([]float64{1, -2, 3}, func(x float64) bool { return x > 0 }))
	fmt.Println(Unfold([2]int{0, 1}, func(s [2]int) (int, [2]int, bool) { return s[0], [2]int{s[1], s[0] + s[1]}, s[0] < 30 }))
	fmt.Println(Fix(func(self func(int) int, n int) int {
		if n == 0 {
			return 1
		}
		return n * self(n-1)
	})(6))
	fmt.Println(SortBy([]string{"ccc", "a", "bb"}, func(s string) int { return len(s) }))
	f := double[float64]
	g := Map[[]float64, float64, string]
	fmt.Println(f(1.25), g([]float64{1}, func(x float64) string { return fmt.Sprint(x, "s") }))
	table := map[string]func(int) int{"double": double[int], "id": Pipe[int]()}
	fmt.Println(table["double"](4), table["id"](5))
}
