package main

import (
	"errors"
	"fmt"
)

type R struct{ name string }

func (r R) Close()   { fmt.Print("close ", r.name, " ") }
func (r *R) PClose() { fmt.Print("pclose ", r.name, " ") }

func a() {
	for _, n := range []string{"x", "y"} {
		r := R{n}
		defer r.Close()
	}
}
func b() {
	for _, n := range []string{"x", "y"} {
		r := &R{n}
		defer r.PClose()
	}
}
func c() {
	f := func() { fmt.Print("f ") }
	defer f()
	fmt.Print("body ")
}
func d() (err error) {
	defer func() {
		if r := recover(); r != nil {
			if e, ok := r.(error); ok {
				err = fmt.Errorf("got: %w", e)
				return
			}
			err = fmt.Errorf("other: %v", r)
		}
	}()
	panic(errors.New("boom"))
}
func e() (n int) {
	defer func() { n *= 2 }()
	return 21
}
func f() (s string) {
	defer func() { s = fmt.Sprint("rec ", recover()) }()
	var m map[string]int
	m["a"] = 1
	return "no"
}
func g() (s string) {
	defer func() { s = fmt.Sprint("rec ", recover()) }()
	x := 0
	return fmt.Sprint(1 / x)
}
func h() (s string) {
	defer func() { s = fmt.Sprint("rec ", recover()) }()
	var p *R
	return p.name
}
func i() (s string) {
	defer func() { s = fmt.Sprint("rec ", recover()) }()
	var v any = "s"
	return fmt.Sprint(v.(int))
}
func j() (s string) {
	defer func() { s = fmt.Sprint("rec ", recover()) }()
	a := []int{1, 2}
	n := 3
	_ = n
	return fmt.Sprint(a[1:])
}
func k() (err error) {
	defer func() {
		r := recover()
		err, _ = r.(error)
	}()
	panic(myErr{3})
}

type myErr struct{ n int }

func (m myErr) Error() string { return fmt.Sprint("my ", m.n) }

func cleanup(s string) func() {
	fmt.Print("start ", s, " ")
	return func() { fmt.Print("end ", s, " ") }
}
func l() { defer cleanup("l")(); fmt.Print("in ") }

func main() {
	a()
	b()
	c()
	fmt.Println()
	fmt.Println(d())
	fmt.Println(e())
	fmt.Println(f())
	fmt.Println(g())
	fmt.Println(h())
	fmt.Println(i())
	fmt.Println(j())
	err := k()
	var m myErr
	fmt.Println(err, errors.As(err, &m), m.n)
	l()
	fmt.Println()
}
