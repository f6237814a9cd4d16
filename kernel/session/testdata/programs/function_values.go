package main

import (
	"fmt"
	"sort"
	"strings"
)

type op func(int, int) int

func (o op) apply(a, b int) int { return o(a, b) }

func compose(fs ...func(int) int) func(int) int {
	return func(x int) int {
		for _, f := range fs {
			x = f(x)
		}
		return x
	}
}

func counter() (next func() int, reset func()) {
	n := 0
	return func() int { n++; return n }, func() { n = 0 }
}

func fibonacci() func() int {
	a, b := 0, 1
	return func() int {
		defer func() { a, b = b, a+b }()
		return a
	}
}

func mapped(s []int, f func(int) int) []int {
	out := make([]int, len(s))
	for i, v := range s {
		out[i] = f(v)
	}
	return out
}

// Functions as values: fields, maps, arguments, results, recursion, memoisation.
func main() {
	inc := func(x int) int { return x + 1 }
	dbl := func(x int) int { return x * 2 }
	fmt.Println(compose(inc, dbl)(3), compose(dbl, inc)(3), compose()(3))
	next, reset := counter()
	next()
	fmt.Println(next(), next())
	reset()
	fmt.Println(next())
	f := fibonacci()
	for range 8 {
		fmt.Print(f(), " ")
	}
	fmt.Println()
	ops := map[string]op{"+": func(a, b int) int { return a + b }, "-": func(a, b int) int { return a - b }}
	fmt.Println(ops["+"](2, 3), ops["-"].apply(2, 3), ops["*"] == nil)
	var fact func(int) int
	fact = func(n int) int {
		if n < 2 {
			return 1
		}
		return n * fact(n-1)
	}
	fmt.Println(fact(10))
	memo := map[int]int{}
	var fib func(int) int
	fib = func(n int) int {
		if n < 2 {
			return n
		}
		if v, ok := memo[n]; ok {
			return v
		}
		memo[n] = fib(n-1) + fib(n-2)
		return memo[n]
	}
	fmt.Println(fib(60))
	fmt.Println(mapped([]int{1, 2, 3}, func(x int) int { return x * x }))
	words := strings.Fields("the quick brown fox")
	sort.Slice(words, func(i, j int) bool {
		return len(words[i]) < len(words[j]) || len(words[i]) == len(words[j]) && words[i] < words[j]
	})
	fmt.Println(words)
	type button struct{ click func(string) string }
	b := button{click: func(s string) string { return "clicked " + s }}
	fmt.Println(b.click("ok"))
	b.click = strings.ToUpper
	fmt.Println(b.click("ok"))
	fmt.Println(func(xs ...int) int { return len(xs) }(1, 2, 3))
	curry := func(a int) func(int) func(int) int {
		return func(b int) func(int) int { return func(c int) int { return a*100 + b*10 + c } }
	}
	fmt.Println(curry(1)(2)(3))
}
