package main

import (
	"errors"
	"fmt"
	"strconv"
)

func g() (int, error) { return 1, errors.New("g") }

func f() (err error) {
	defer func() { fmt.Println("deferred", err) }()
	x, err := g()
	_ = x
	return
}
func f2() (err error) {
	p := &err
	x, err := strconv.Atoi("x")
	_ = x
	fmt.Println(*p)
	y, err := 5, errors.New("plain")
	fmt.Println(*p, y)
	m := map[string]error{"a": errors.New("m")}
	z, err := 1, m["a"]
	fmt.Println(*p, z)
	return
}
func f3() {
	n := 1
	show := func() { fmt.Print(n, " ") }
	n, m := 2, 3
	show()
	n, o := m, n
	show()
	n, q := func() (int, int) { return 7, n }()
	show()
	var c any = 9
	n, ok := c.(int)
	show()
	ch := make(chan int, 1)
	ch <- 11
	n, ok2 := <-ch
	show()
	mm := map[string]int{"a": 13}
	n, ok3 := mm["a"]
	show()
	n, r := n+1, n+2
	show()
	fmt.Println(o, q, ok, ok2, ok3, r)
}
func f4() {
	var s struct{ a int }
	get := func() int { return s.a }
	s, t := struct{ a int }{5}, 1
	fmt.Println(get(), t)
	var fn func() int
	call := func() int { return fn() }
	fn, u := func() int { return 42 }, 1
	fmt.Println(call(), u)
	l := []int{1}
	ln := func() int { return len(l) }
	l, v := append(l, 2, 3), 0
	fmt.Println(ln(), v)
	l, w := []int{}, 0
	fmt.Println(ln(), w)
}
func two() (func() int, int) { return func() int { return 3 }, 4 }
func f5() {
	var fn func() int
	call := func() int { return fn() }
	fn, u := two()
	fmt.Println(call(), u)
	for i := range 2 {
		fn, v := two()
		fmt.Println(fn(), v+i)
	}
}
func main() {
	f()
	f2()
	f3()
	f4()
	f5()
}
