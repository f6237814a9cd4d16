package main

import (
	"errors"
	"fmt"
)

type PE struct{ k string }

func (n *PE) Error() string { return "pe " + n.k }

type NF struct {
	k string
	n int
}

func (n NF) Error() string { return "nf " + n.k }

type Shape interface{ Area() float64 }
type Sq float64
type Ci int

func (s Sq) Area() float64 { return float64(s) }
func (s Ci) Area() float64 { return float64(s) * 3 }

type Tr struct{ a, b float64 }

func (s Tr) Area() float64    { return s.a * s.b }
func (s *Tr) Scale(f float64) { s.a *= f }

var ErrX error = &PE{"x"}
var ErrN error = NF{"x", 1}

func a() {
	defer func() { fmt.Println("r", recover()) }()
	fmt.Println("errors.Is ptr", errors.Is(ErrX, ErrX))
}
func b() { defer func() { fmt.Println("r", recover()) }(); fmt.Println("== ptr", ErrX == ErrX) }
func c() { defer func() { fmt.Println("r", recover()) }(); fmt.Println("== val", ErrN == ErrN) }
func d() {
	defer func() { fmt.Println("r", recover()) }()
	var pe *PE
	fmt.Println("As", errors.As(fmt.Errorf("w %w", ErrX), &pe))
	fmt.Println(pe)
}
func e() {
	defer func() { fmt.Println("r", recover()) }()
	x, ok := ErrN.(NF)
	fmt.Println("assert NF", x.k, ok)
}
func f() {
	defer func() { fmt.Println("r", recover()) }()
	x, ok := ErrX.(*PE)
	fmt.Println("assert *PE", x.k, ok)
}
func g() {
	defer func() { fmt.Println("r", recover()) }()
	for _, s := range []Shape{Sq(2), Ci(2), Tr{2, 3}, &Tr{1, 2}} {
		_, ok := s.(Sq)
		fmt.Print("Sq ", ok)
		_, ok = s.(Tr)
		fmt.Print(" Tr ", ok)
		_, ok = s.(*Tr)
		fmt.Print(" *Tr ", ok)
		_, ok = s.(interface{ Scale(float64) })
		fmt.Print(" Scale ", ok)
		_, ok = s.(fmt.Stringer)
		fmt.Print(" Stringer ", ok)
		var x any = s
		_, ok = x.(Tr)
		fmt.Print(" any Tr ", ok)
		_, ok = x.(*Tr)
		fmt.Print(" any *Tr ", ok)
		fmt.Println()
	}
}
func h() {
	defer func() { fmt.Println("r", recover()) }()
	for _, s := range []Shape{Sq(2), Ci(2), Tr{2, 3}, &Tr{1, 2}} {
		switch v := s.(type) {
		case Sq:
			fmt.Println("Sq", v)
		case Ci:
			fmt.Println("Ci", v)
		case Tr:
			fmt.Println("Tr", v)
		case *Tr:
			fmt.Println("*Tr", v.a)
		}
	}
}
func main() {
	a()
	b()
	c()
	d()
	e()
	f()
	g()
	h()
}
