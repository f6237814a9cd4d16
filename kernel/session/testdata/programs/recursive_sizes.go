package main

import (
	"fmt"
)

type bag struct {
	name    string
	wrapped []wrapped
	numbers []numbered
}
type wrapped struct {
	in bag
	n  int
}
type numbered struct {
	n  int
	in bag
}
type U struct {
	a *A
	b *B
	n int
}
type A struct {
	root U
	k    int
}
type B struct {
	root U
	k    string
	arr  [2]U
}
type X struct {
	ys map[string]Y
	f  func(Y) X
}
type Y struct {
	x  X
	zs []Z
	n  int
}
type Z struct {
	y Y
	x X
	m map[Key]Z
	s string
}
type Key struct {
	a, b int
	z    *Z
}

// Struct types that hold each other by value in more than one way.
func main() {
	b := bag{name: "b", wrapped: []wrapped{{bag{name: "in"}, 3}}, numbers: []numbered{{4, bag{name: "num"}}}}
	fmt.Println(b.wrapped[0].in.name, b.wrapped[0].n, b.numbers[0].n, b.numbers[0].in.name)
	a := A{U{n: 1}, 2}
	a.root.a = &a
	a.root.b = &B{root: a.root, k: "k", arr: [2]U{{n: 5}, a.root}}
	fmt.Println(a.root.a.k, a.root.b.root.n, a.root.b.k, a.root.b.arr[1].a.k, a.root.b.arr[0].n)
	z := Z{s: "s", m: map[Key]Z{{a: 1}: {s: "t"}}}
	z.y = Y{n: 7, zs: []Z{{s: "u"}}}
	z.x = X{ys: map[string]Y{"y": z.y}, f: func(y Y) X { return y.x }}
	z.y.x = z.x
	z.m[Key{2, 3, &z}] = z
	fmt.Println(z.y.n, z.x.ys["y"].zs[0].s, z.x.f(z.y).ys["y"].n, z.m[Key{2, 3, &z}].s, z.m[Key{a: 1}].s, len(z.m))
	fmt.Printf("%T %T\n", z.x.f, z.m)
}
