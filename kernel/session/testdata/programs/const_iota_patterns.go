package main

import "fmt"

const (
	a = iota
	b
	_
	d
	e = "text"
	f
	g = iota * 10
	h
)

const (
	flagA uint8 = 1 << iota
	flagB
	flagC
	all = flagA | flagB | flagC
)

const (
	x, y = iota, iota + 10
	z, w
)

const (
	mon = iota + 1
	tue
	wed
	count = iota
)

const first = iota

const (
	kb float64 = 1 << (10 * (iota + 1))
	mb
)

const (
	c0 = iota
	c1 = 5
	c2
	c3 = iota
)

// The patterns of iota.
func main() {
	fmt.Println(a, b, d, e, f, g, h)
	fmt.Println(flagA, flagB, flagC, all, all&^flagB)
	fmt.Println(x, y, z, w)
	fmt.Println(mon, tue, wed, count, first)
	fmt.Println(kb, mb, mb/kb)
	fmt.Println(c0, c1, c2, c3)
	const (
		inner = iota
		next
	)
	fmt.Println(inner, next)
	const (
		r = 'a' + iota
		s
	)
	fmt.Printf("%c %c %T\n", r, s, s)
	var v = s + 1
	fmt.Printf("%T %v\n", v, v)
	const long = len("héllo")
	var array [long]int
	fmt.Println(long, len(array))
	const huge = 1 << 62
	fmt.Println(huge/3, huge%7, -huge)
	const third = 1.0 / 3
	fmt.Println(third*3 == 1, float32(third))
}
