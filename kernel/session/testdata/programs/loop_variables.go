package main

import "fmt"

type T struct{ n int }

func (t T) Get() int         { return t.n }
func (t *T) Inc()            { t.n++ }
func (t T) Add(a, b int) int { return t.n + a + b }
func (t T) Sum(xs ...int) int {
	s := t.n
	for _, x := range xs {
		s += x
	}
	return s
}

type G interface{ Get() int }
type E struct {
	T
	name string
}

func defers() {
	for i := 0; i < 3; i++ {
		defer func() { fmt.Print("d", i, " ") }()
		i := i * 2
		defer func() { fmt.Print("e", i, " ") }()
	}
	for _, s := range []string{"x", "y"} {
		defer func() { fmt.Print(s, " ") }()
	}
}

func main() {
	var fs []func() int
	for i := 0; i < 6; i++ {
		if i == 1 {
			i++
			fs = append(fs, func() int { i += 10; return i })
			continue
		}
		fs = append(fs, func() int { return i })
	}
	for _, f := range fs {
		fmt.Print(f(), " ", f(), " ")
	}
	fmt.Println()
	var ps []*int
outer:
	for i := 0; i < 5; i++ {
		p := &i
		for j := 0; j < 2; j++ {
			if i == 2 {
				*p = 3
				continue outer
			}
		}
		ps = append(ps, p)
	}
	for _, p := range ps {
		fmt.Print(*p, " ")
	}
	fmt.Println()
	for i, n := 0, 3; i < n; i++ {
		defer func() { fmt.Print(i, n, ";") }()
		n--
	}
	defers()
	fmt.Println()
	t := T{1}
	get, inc, add, sum := t.Get, t.Inc, t.Add, t.Sum
	inc()
	inc()
	fmt.Println(get(), t.Get(), add(1, 2), sum(1, 2, 3), t.n)
	p := &t
	pget := p.Get
	p.Inc()
	fmt.Println(pget(), p.Get())
	var g G = t
	gget := g.Get
	g = T{50}
	fmt.Println(gget(), g.Get())
	e := E{T{7}, "e"}
	einc, eget := e.Inc, e.Get
	einc()
	fmt.Println(e.n, eget())
	m := map[string]func() int{"a": t.Get}
	t.Inc()
	fmt.Println(m["a"](), t.Get())
	call := func(f func() int) int { t.Inc(); return f() }
	fmt.Println(call(t.Get))
}
