package main

import "fmt"

var (
	a = c + b
	b = f("b", 1)
	c = f("c", b+1)
	d = 3
)

var x, y = pair()

var table = map[string]int{"a": a, "d": d}

var _ = f("blank", 0)

func pair() (int, int) {
	fmt.Println("pair sees d =", d)
	return d, d * 2
}

func f(name string, v int) int {
	fmt.Println("init", name, v, "calls", calls)
	calls++
	return v
}

var calls int

func init() {
	fmt.Println("init 1", a, b, c)
	a++
}

func init() {
	fmt.Println("init 2", a)
}

type counter struct{ n int }

func (c *counter) next() int { c.n++; return c.n }

var gen = &counter{10}
var first, second = gen.next(), gen.next()

// Package variables are initialised in the order of their dependencies, then init functions run, then main.
func main() {
	fmt.Println(a, b, c, d, x, y, table)
	fmt.Println(first, second, calls)
}
