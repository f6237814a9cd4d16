package main

import (
	"fmt"
	"strings"
)

type set struct{ m []int }

func values() []int { return []int{7} }
func text() string  { return "t" }

func main() {
	a1, a2 := values(), make([]int, 1)
	fmt.Println(a1, a2)
	b1, b2 := values(), map[int]int{1: 2}
	fmt.Println(b1, b2)
	c1, c2, c3 := text(), set{}, text()
	fmt.Println(c1, c2, c3)
	var d1, d2 = values(), []int{3}
	fmt.Println(d1, d2)
	e1, e2 := values(), append([]int{1}, 2)
	fmt.Println(e1, e2)
	f1, f2 := (values()), new(int)
	fmt.Println(f1, *f2)
	g1, g2 := values(), [...]int{1, 2}
	fmt.Println(g1, g2)
	h1, h2 := strings.ToUpper("x"), make(map[string]int)
	fmt.Println(h1, h2)
	i1, i2 := len("abc"), []string{"x"}
	fmt.Println(i1, i2)
	j1, j2 := (make(chan int, 1)), text()
	fmt.Println(cap(j1), j2)
	if k1, k2 := values(), []int{1}; len(k1) > 0 {
		fmt.Println(k1, k2)
	}
	l1, l2 := a1[0]+1, []int{1}
	fmt.Println(l1, l2)
	m1, m2 := &set{values()}, []int{1}
	fmt.Println(m1.m, m2)
}
