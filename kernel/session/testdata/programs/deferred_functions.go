package main

import "fmt"

type S struct {
	f  func(int)
	fs []func()
}

func mk(s string) func() { fmt.Println("made", s); return func() { fmt.Println("ran", s) } }

func a() {
	f := func() { fmt.Println("first") }
	defer f()
	f = func() { fmt.Println("second") }
	defer f()
	f = nil
	s := &S{f: func(n int) { fmt.Println("field", n) }}
	defer s.f(1)
	s.f = nil
	m := map[string]func(...int){"a": func(xs ...int) { fmt.Println("map", xs) }}
	defer m["a"](1, 2)
	delete(m, "a")
	defer mk("x")()
	for i := range 3 {
		g := func() { fmt.Println("loop", i) }
		defer g()
		s.fs = append(s.fs, g)
		defer s.fs[i]()
	}
	s.fs = nil
	defer func() func(int) { return func(n int) { fmt.Println("inner", n) } }()(7)
}
func b() {
	defer func() { fmt.Println("recovered", recover()) }()
	var f func()
	defer f()
	fmt.Println("b runs")
}
func c() {
	defer fmt.Println("c", 1)
	p := fmt.Println
	defer p("p", 2)
	p = nil
	defer func() { recover() }()
	defer panic("x")
	ch := make(chan int)
	defer close(ch)
	mm := map[int]int{1: 1}
	defer delete(mm, 1)
}
func main() {
	a()
	c()
	for i := 0; i < 6; i++ {
		f := func() int { i++; return i }
		f()
		i := i * 100
		if i > 200 {
			continue
		}
		fmt.Println(f(), i)
	}
	for i, s := 0, ""; i < 3; i, s = i+1, s+"x" {
		g := func() string { s += "y"; return s }
		if i == 1 {
			s := "inner"
			fmt.Println(s, g())
			continue
		}
		fmt.Println(g(), s)
	}
}
