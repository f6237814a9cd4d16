package main

import "fmt"

type n1 int
type flag bool

func main() {
	a, b, n := 1, 2, 3
	t, u := true, flag(false)
	x, y := 1.5, "s"
	for _, f := range []func() any{
		func() any { return a + b },
		func() any { return a << n },
		func() any { return a < n },
		func() any { return a == n && t },
		func() any { return t || a > b },
		func() any { return !t },
		func() any { return !u },
		func() any { return -a },
		func() any { return ^a },
		func() any { return -x },
		func() any { return n1(a) + n1(b) },
		func() any { return n1(a) < n1(b) },
		func() any { return flag(a < b) },
		func() any { return y + "t" },
		func() any { return y == "t" },
		func() any { return uint8(a) >> 1 },
		func() any { return x / 2 },
		func() any { return a % 2 },
		func() any { return a != b },
		func() any { return any(a) == any(b) },
		func() any { return (a < b) },
		func() any { return &a != nil },
		func() any { return len(y) > 0 },
		func() any { return [2]int{} == [2]int{1} },
		func() any { return &a == &a },
	} {
		v := f()
		fmt.Printf("%T %v\n", v, v)
	}
	var e any = a < b
	m := map[string]any{"k": a < b, "s": a << n}
	s := []any{a < b, a << n, !t}
	fmt.Println(e, m, s)
	c := make(chan any, 1)
	c <- a < b
	fmt.Println(<-c)
	func(v any) { fmt.Println(v) }(a > b)
	two := func() (any, any) { return a < b, a << n }
	fmt.Println(two())
	var r struct{ v any }
	r.v = a <= b
	r.v, e = e, a >= b
	fmt.Println(r, e)
	named := func() (v any) { v = a < b; return }
	fmt.Println(named())
	named2 := func() (v any) { return a < b }
	fmt.Println(named2())
}
