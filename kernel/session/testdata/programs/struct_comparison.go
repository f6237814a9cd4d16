package main

import "fmt"

type point struct{ x, y int }

type line struct {
	from, to point
	name     string
}

type holder struct {
	value any
	next  *holder
}

// Comparison of structs, arrays, pointers, interfaces and channels.
func main() {
	p, q := point{1, 2}, point{1, 2}
	fmt.Println(p == q, p != q, &p == &q, p == point{2, 1})
	l := line{p, q, "l"}
	m := line{point{1, 2}, point{1, 2}, "l"}
	fmt.Println(l == m, l == line{})
	m.to.y = 3
	fmt.Println(l == m)
	a := holder{value: 1}
	b := holder{value: 1}
	fmt.Println(a == b, a == holder{value: "1"}, a == holder{value: 1.0})
	a.next, b.next = &a, &a
	fmt.Println(a == b)
	var i, j any = p, q
	fmt.Println(i == j, i == any(p), i != any(point{}))
	var e1, e2 error
	fmt.Println(e1 == e2, e1 == nil)
	c1, c2 := make(chan int), make(chan int)
	c3 := c1
	fmt.Println(c1 == c2, c1 == c3)
	anonymous := struct{ x, y int }{1, 2}
	fmt.Println(anonymous == p, p == anonymous)
	pp, qp := &p, &p
	fmt.Println(pp == qp, *pp == *qp)
	fmt.Println([2]point{p, q} == [2]point{q, p}, [1]string{"a"} == [1]string{"b"})
	func() {
		defer func() { fmt.Println("recovered:", recover() != nil) }()
		var x, y any = []int{1}, []int{1}
		fmt.Println(x == y)
	}()
	seen := map[line]int{}
	seen[l]++
	seen[line{p, q, "l"}]++
	seen[m]++
	fmt.Println(len(seen), seen[l])
	var n *point
	fmt.Println(n == nil, any(n) == nil)
	switch p {
	case point{0, 0}:
		fmt.Println("origin")
	case point{1, 2}:
		fmt.Println("one two")
	}
}
