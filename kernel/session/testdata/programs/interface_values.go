package main

import (
	"fmt"
	"io"
	"os"
	"strings"
)

type T struct{ n int }

func (t T) String() string { return fmt.Sprintf("T(%d)", t.n) }

type P struct{ n int }

func (p *P) String() string {
	if p == nil {
		return "nil P"
	}
	return fmt.Sprintf("P(%d)", p.n)
}

type failure struct{}

func (*failure) Error() string { return "failure" }

func mayFail(fail bool) error {
	var f *failure
	if fail {
		f = &failure{}
	}
	return f
}

func clean(fail bool) error {
	if fail {
		return &failure{}
	}
	return nil
}

// What interfaces hold: values, pointers, nil pointers, nothing.
func main() {
	var s fmt.Stringer
	fmt.Println(s == nil)
	s = T{1}
	fmt.Println(s, s.String())
	t := s.(T)
	t.n = 5
	fmt.Println(s.String(), t.String())
	p := &P{2}
	s = p
	p.n = 3
	fmt.Println(s.String())
	var np *P
	s = np
	fmt.Println(s == nil, s.String(), s.(*P) == nil)
	fmt.Println(mayFail(true) == nil, mayFail(false) == nil, clean(false) == nil, clean(true))
	var e any
	fmt.Println(e == nil)
	e = 1
	fmt.Println(e == 1, e == 1.0, e == "1", e != nil)
	e = []int{1}
	_, ok := e.([]int)
	fmt.Println(ok)
	_, ok = e.([]string)
	fmt.Println(ok)
	var w io.Writer = os.Stdout
	fmt.Fprintln(w, "writer")
	_, ok = w.(io.Reader)
	fmt.Println(ok)
	_, ok = w.(*strings.Builder)
	fmt.Println(ok)
	list := []any{1, "a", nil, 2.5, []int{1}, map[string]int{"k": 1}, T{9}, true, 'x'}
	fmt.Println(list...)
	fmt.Println(len(list), list[6].(T).n, list[6].(fmt.Stringer).String())
	var a, b any = T{1}, T{1}
	fmt.Println(a == b, a == any(T{2}))
	a, b = &T{1}, &T{1}
	fmt.Println(a == b)
	func() {
		defer func() { fmt.Println(recover() != nil) }()
		var x fmt.Stringer
		x.String()
	}()
	stringers := map[string]fmt.Stringer{"t": T{7}, "p": &P{8}}
	fmt.Println(stringers["t"].String(), stringers["p"].String(), stringers["none"] == nil)
}
