package main

import "fmt"

func f(name string, v int) int {
	fmt.Print(name, " ")
	return v
}

func pair(s string) (int, int) { fmt.Print(s, " "); return 1, 2 }

type t struct{ n int }

func (x t) add(n int) t { fmt.Print("add", n, " "); return t{x.n + n} }

func b(name string, v bool) bool { fmt.Print(name, " "); return v }

// Calls happen in the order in which they are written.
func main() {
	fmt.Println(f("a", 1) + f("b", 2)*f("c", 3))
	x := []int{f("d", 4), f("e", 5)}
	x[f("i", 0)] = f("v", 9)
	fmt.Println(x)
	m := map[int]int{f("k1", 1): f("v1", 10), f("k2", 2): f("v2", 20)}
	fmt.Println(m)
	fmt.Println(b("x", false) && b("y", true), b("z", true) || b("w", false))
	fmt.Println(b("p", true) && (b("q", false) || b("r", true)))
	fmt.Println(t{}.add(f("g", 1)).add(f("h", 2)).n)
	s := struct{ a, b int }{b: f("fb", 2), a: f("fa", 1)}
	fmt.Println(s)
	func(vs ...int) { fmt.Println(vs) }(f("v", 1), f("w", 2))
	if v := f("if", 1); v > f("cond", 0) {
		fmt.Println()
	}
	for i := f("init", 0); i < f("test", 2); i += f("post", 1) {
		fmt.Print("body ")
	}
	fmt.Println()
	defer fmt.Println("deferred", f("now", 1))
	y, z := pair("pair")
	y, z = z+f("l", 1), y+f("r", 2)
	fmt.Println(y, z)
	arr := [3]int{f("0", 0), 2: f("2", 2)}
	fmt.Println(arr)
	switch f("tag", 2) {
	case f("one", 1):
	case f("two", 2):
		fmt.Println("matched")
	case f("three", 3):
	}
	fmt.Println(f("out", f("in", 3)))
	c := make(chan int, 1)
	c <- f("send", 5)
	fmt.Println(<-c, -f("neg", 1), !b("not", true))
}
