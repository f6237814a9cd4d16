package main

import "fmt"

type F func(a string, xs ...int) int

type S struct {
	f  func(xs ...int) int
	g  F
	in struct{ h func(...string) }
	p  *S
}

func sum(xs ...int) (n int) {
	for _, x := range xs {
		n += x
	}
	return n + 100*len(xs)
}
func get() func(...int) int { return sum }

type T struct{}

func (T) M(pre string, xs ...float64) string { return fmt.Sprint(pre, xs, len(xs)) }

func main() {
	s := &S{f: sum}
	s.g = func(a string, xs ...int) int { return len(a) + len(xs) }
	s.in.h = func(ss ...string) { fmt.Println(ss, len(ss)) }
	fmt.Println(s.f(), s.f(1), s.f(1, 2), s.f([]int{1, 2, 3}...))
	fmt.Println(s.g("a"), s.g("a", 1), s.g("a", 1, 2))
	s.in.h()
	s.in.h("a")
	s.in.h("a", "b")
	m := map[string]F{"x": s.g}
	l := []func(...int) int{sum, s.f}
	fmt.Println(m["x"]("q"), m["x"]("q", 1), m["x"]("q", 1, 2), l[1](), l[0](1), l[1](1, 2))
	fmt.Println(get()(), get()(5), get()(1, 2))
	v := *s
	fmt.Println(v.f(1, 2, 3), v.g("zz", 1, 2, 3))
	s.p = &v
	fmt.Println(s.p.f(4, 5))
	a := [2]S{*s}
	fmt.Println(a[0].f(7, 8), a[0].p.g("", 1))
	h := s.f
	fmt.Println(h(1, 2))
	t := T{}
	mv := t.M
	me := T.M
	fmt.Println(t.M("x"), t.M("x", 1, 2), mv("y"), mv("y", 3, 4), me(t, "z"), me(t, "z", 5, 6))
	var i interface {
		M(string, ...float64) string
	} = t
	fmt.Println(i.M("i"), i.M("i", 1), i.M("i", 1, 2), i.M("i", []float64{9}...))
	iv := i.M
	fmt.Println(iv("iv", 1, 2))
	defer s.f(1, 2)
	defer s.in.h("deferred", "x")
	done := make(chan bool)
	s.in.h = func(ss ...string) { fmt.Println(ss); done <- true }
	go s.in.h("go", "y")
	<-done
	s.in.h = nil
	func(xs ...any) { fmt.Println(len(xs)) }(1, "a", nil)
	func(pre int, xs ...[]int) { fmt.Println(len(xs), xs) }(1, nil, []int{1})
}
