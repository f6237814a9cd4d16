package main

import (
	"fmt"
)

type F func(F) F
type G func(...G) int
type H func() (H, error)
type K func(map[string]K) []K

// Function types that refer to themselves in every kind of parameter.
func main() {
	n := 0
	var f F
	f = func(g F) F {
		n++
		if n < 3 {
			return g(g)
		}
		return g
	}
	fmt.Println(f(f) != nil, n)
	var g G = func(gs ...G) int {
		t := 1
		for _, g := range gs {
			t += g()
		}
		return t
	}
	fmt.Println(g(g, g, g))
	var h H
	h = func() (H, error) {
		if n++; n > 6 {
			return nil, fmt.Errorf("end")
		}
		return h, nil
	}
	for x := h; ; {
		y, err := x()
		if err != nil {
			fmt.Println(err, y == nil)
			break
		}
		x = y
	}
	var k K = func(m map[string]K) []K { return []K{m["a"], nil} }
	ks := k(map[string]K{"a": k})
	fmt.Println(len(ks), ks[0] != nil, ks[1] == nil)
}
