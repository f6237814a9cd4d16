package main

import (
	"fmt"
	"strconv"
	"strings"
)

func Map[T, U any](xs []T, f func(T) U) []U {
	out := make([]U, 0, len(xs))
	for _, x := range xs {
		out = append(out, f(x))
	}
	return out
}

func Reduce[T, A any](xs []T, start A, f func(A, T) A) A {
	for _, x := range xs {
		start = f(start, x)
	}
	return start
}

func Compose[A, B, C any](f func(A) B, g func(B) C) func(A) C {
	return func(a A) C { return g(f(a)) }
}

func Apply[T any](x T, fs ...func(T) T) T {
	for _, f := range fs {
		x = f(x)
	}
	return x
}

func identity[T any](x T) T { return x }

func Keys[M ~map[K]V, K comparable, V any](m M) int { return len(m) }

type table map[string][]int

func Convert[To, From ~int | ~float64](x From) To { return To(x) }

func main() {
	fmt.Println(Map([]int{1, 2, 3}, strconv.Itoa))
	fmt.Println(Map([]string{"a", "b"}, strings.ToUpper))
	fmt.Println(Reduce([]int{1, 2, 3}, "", func(s string, x int) string { return s + strconv.Itoa(x) }))
	fmt.Println(Compose(strconv.Itoa, func(s string) []byte { return []byte(s + "!") })(42))
	fmt.Println(Apply(3, func(x int) int { return x * x }, identity))
	var f func(string) string = identity
	fmt.Println(f("value"))
	fmt.Println(Map([]float64{1.5}, identity[float64]), Keys(table{"a": nil}))
	fmt.Println(Convert[int](2.75), Convert[float64](7)/2)
	g := Map[int, string]
	fmt.Println(g([]int{4}, func(int) string { return "four" }))
	fmt.Println(Reduce(Map([]string{"x", "yy"}, func(s string) int { return len(s) }), 0, func(a, b int) int { return a + b }))
}
