package main

import "fmt"

func chain(h func(int) int, ms ...func(func(int) int) func(int) int) func(int) int {
	for i := len(ms) - 1; i >= 0; i-- {
		h = ms[i](h)
	}
	return h
}

func memo[K comparable, V any](f func(K) V) (func(K) V, func() int) {
	cache, calls := map[K]V{}, 0
	return func(k K) V {
			if v, ok := cache[k]; ok {
				return v
			}
			calls++
			v := f(k)
			cache[k] = v
			return v
		}, func() int {
			return calls
		}
}
func main() {
	var fib func(int) int
	fib, calls := memo(func(n int) int {
		if n < 2 {
			return n
		}
		return fib(n-1) + fib(n-2)
	})
	fmt.Println(fib(50), calls())
}
