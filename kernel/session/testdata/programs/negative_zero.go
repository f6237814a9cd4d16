package main

import (
	"fmt"
	"math"
)

func same(x float64) float64              { return x }
func same32(x float32) float32            { return x }
func samec(x complex128) complex128       { return x }
func sign(x float64) bool                 { return math.Signbit(x) }
func two(a, b float64) (float64, float64) { return b, a }
func rest(n int, xs ...float64) []float64 { return xs }

type P struct{ X, Y float64 }

func point(p P) P                 { return p }
func arr(a [3]float64) [3]float64 { return a }

type C float64

func (c C) sign(x float64) (bool, bool) { return math.Signbit(float64(c)), math.Signbit(x) }
func (p P) sign() (bool, bool)          { return math.Signbit(p.X), math.Signbit(p.Y) }

type I interface{ sign(x float64) (bool, bool) }

func apply(f func(float64) float64, x float64) float64 { return f(x) }
func gen[T any](x T) T                                 { return x }
func rec(n int, x float64) float64 {
	if n == 0 {
		return x
	}
	return rec(n-1, x)
}

var global = math.Copysign(0, -1)

type holder struct{ f func(float64) float64 }

// Negative zero stays what it is on its way through functions, alone or in what holds it.
func main() {
	z := math.Copysign(0, -1)
	z32 := float32(z)
	fmt.Println(same(z), same32(z32), samec(complex(z, z)), sign(z), same(-0.0), same(global))
	fmt.Println(two(z, 0))
	fmt.Println(two(two(z, 1)))
	fmt.Println(rest(1, z, 0, z))
	fmt.Println(point(P{z, z}), arr([3]float64{0, z, 0}))
	c := C(z)
	fmt.Println(c.sign(z))
	fmt.Println(P{z, 0}.sign())
	var i I = c
	fmt.Println(i.sign(z))
	f := same
	fmt.Println(f(z), apply(same, z), apply(f, z), apply(func(x float64) float64 { return x }, z), gen(z), gen(P{z, 0}))
	g := c.sign
	fmt.Println(g(z))
	h := C.sign
	fmt.Println(h(c, z))
	hh := holder{same}
	fmt.Println(hh.f(z), rec(3, z), func(x float64) float64 { return x }(z), same(same(z)), same(-z), same(z*1))
	defer func() { fmt.Println(recover()) }()
	defer fmt.Println(same(z))
	ch := make(chan float64, 1)
	go func(x float64) { ch <- x }(z)
	fmt.Println(<-ch)
	m := map[string]func(float64) float64{"a": same}
	fmt.Println(m["a"](z), []func(float64) float64{same}[0](z))
	for range 2 {
		y := same(z)
		fmt.Print(y, " ")
	}
	if sign(z) && !sign(0) {
		fmt.Println("ok")
	}
	var a, b = two(z, z)
	a, b = two(a, b)
	fmt.Println(a, b)
}
