package main

import "fmt"

func ints(xs ...int)           { fmt.Println("ints", xs) }
func anys(p string, xs ...any) { fmt.Println(p, len(xs), xs) }

type T struct{ f func(...any) }

func (t T) M(xs ...any) { fmt.Println("M", xs) }

func main() {
	xs := []int{1, 2}
	as := []any{1, nil, "x"}
	defer ints(xs...)
	defer anys("a", as...)
	defer anys("b", 1, nil, []any{2})
	defer fmt.Println(as...)
	f := ints
	defer f(xs...)
	g := func(xs ...any) { fmt.Println("g", xs) }
	defer g(as...)
	defer g(1, nil, as)
	t := T{g}
	defer t.f(as...)
	defer t.f(nil, 2)
	defer t.M(as...)
	defer t.M(nil, 2)
	defer func(xs ...int) { fmt.Println("lit", xs) }(1, 2)
	defer func(xs ...int) { fmt.Println("lit", xs) }(xs...)
	defer func(xs ...any) { fmt.Println("lit", xs) }(1, nil)
	as, xs = nil, nil
}
