package main

import "fmt"

type E struct{ s string }

func (e *E) Error() string { return e.s }

func main() {
	var p *int
	var err error
	var f float64
	var a any
	look := func() string { return fmt.Sprint(p == nil, err, f, a) }
	x := 3
	p, b := &x, 1
	fmt.Println(look(), b)
	p, c := nil, 1
	fmt.Println(look(), c)
	err, d := &E{"e"}, 2
	fmt.Println(look(), d)
	f, e := 2, 2
	fmt.Println(look(), e)
	a, g := x > 2, "s"
	fmt.Println(look(), g)
	a, h := 'c', 1<<3
	fmt.Println(look(), h)
	a, err, i := E{"v"}, nil, x
	fmt.Println(look(), i)
	{
		x, x2 := x+1, x+2
		fmt.Println(x, x2)
		x, x3 := x2, x
		fmt.Println(x, x3)
	}
	switch {
	case x > 0:
		y, z := 1, 2
		get := func() int { return y }
		y, w := z, y
		fmt.Println(y, z, w, get())
	}
	fmt.Println(x)
	func(n int, s ...string) {
		show := func() { fmt.Println(n, s) }
		n, m := 7, n
		s, t := append(s, "q"), s
		show()
		fmt.Println(m, t)
	}(1, "a")
}
