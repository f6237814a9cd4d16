package main

import (
	"fmt"
	"strings"
)

type Point struct{ X, Y int }

func (p Point) Add(q Point) Point { return Point{p.X + q.X, p.Y + q.Y} }
func (p *Point) Scale(k int)      { p.X *= k; p.Y *= k }
func (p Point) Sum(more ...int) int {
	s := p.X + p.Y
	for _, m := range more {
		s += m
	}
	return s
}

type Adder interface{ Add(Point) Point }

// Method values are bound when they are made; method expressions take the receiver as their first argument.
func main() {
	add := Point.Add
	fmt.Println(add(Point{1, 2}, Point{3, 4}))
	scale := (*Point).Scale
	p := Point{1, 2}
	scale(&p, 5)
	fmt.Println(p)
	viaPointer := (*Point).Add
	fmt.Println(viaPointer(&p, Point{1, 1}))
	bound := p.Add
	p = Point{100, 100}
	fmt.Println(bound(Point{1, 1}))
	grow := p.Scale
	grow(2)
	fmt.Println(p)
	fmt.Println(Point.Sum(p, 1, 2, 3), p.Sum())
	viaInterface := Adder.Add
	fmt.Println(viaInterface(Point{7, 7}, Point{1, 2}))
	var a Adder = Point{5, 5}
	fromInterface := a.Add
	a = Point{0, 0}
	fmt.Println(fromInterface(Point{1, 1}))
	ops := map[string]func(Point, Point) Point{"add": Point.Add}
	fmt.Println(ops["add"](Point{1, 0}, Point{0, 1}))
	upper := strings.ToUpper
	fmt.Println(upper("shout"))
	r := strings.NewReplacer("a", "b")
	replace := r.Replace
	fmt.Println(replace("banana"))
	var b strings.Builder
	write := b.WriteString
	write("built ")
	write("up")
	fmt.Println(b.String())
}
