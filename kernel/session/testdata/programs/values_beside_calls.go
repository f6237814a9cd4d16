package main

import "fmt"

type num int
type pt struct{ x, y int }

func main() {
	a, k, b := 3, 1, "ab"
	f, g := 2.5, 1.5
	ok, no := true, false
	l := []int{7, 8, 9}
	m := map[string]int{"a": 5}
	p := &pt{1, 2}
	var c chan int = make(chan int, 9)
	c <- 4
	c <- 5
	var v any = 6
	s, t := "s", "t"
	n1, n2 := num(1), num(2)
	u, w := uint8(250), uint8(10)
	k, a = a, len(b)
	fmt.Println(k, a)
	k, a = a, int(f)
	fmt.Println(k, a)
	f, g = g, float64(a)
	fmt.Println(f, g)
	k, a = a, -k
	fmt.Println(k, a)
	k, a = a, ^k
	fmt.Println(k, a)
	k, a = a, l[2]
	fmt.Println(k, a)
	k, a = a, m["a"]
	fmt.Println(k, a)
	k, a = a, p.y
	fmt.Println(k, a)
	k, a = a, *&p.x
	fmt.Println(k, a)
	k, a = a, <-c
	fmt.Println(k, a)
	k, a = a, v.(int)
	fmt.Println(k, a)
	ok, no = no, !ok
	fmt.Println(ok, no)
	ok, no = no, k < a
	fmt.Println(ok, no)
	ok, no = no, ok && no
	fmt.Println(ok, no)
	ok, no = no, k > a || no
	fmt.Println(ok, no)
	s, t = t, s+t
	fmt.Println(s, t)
	s, t = t, s[1:]
	fmt.Println(s, t)
	n1, n2 = n2, n1+n2
	fmt.Println(n1, n2)
	u, w = w, u+w
	fmt.Println(u, w)
	k, a = a, k<<2
	fmt.Println(k, a)
	k, a = a, k%a
	fmt.Println(k, a)
	k, a = a, (k)
	fmt.Println(k, a)
	k, a, l[0] = a, k+a, k
	fmt.Println(k, a, l)
	l[0], l[1], k = l[1], l[0], l[0]+l[1]
	fmt.Println(k, l)
	p.x, p.y = p.y, p.x
	fmt.Println(*p)
	k, p.x = p.x, k
	fmt.Println(k, *p)
	m["a"], k = k, m["a"]
	fmt.Println(k, m)
	l, k = l[1:], len(l)
	fmt.Println(k, l)
	x, y := k, a
	x, z := y, x
	fmt.Println(x, y, z)
	x, q := len(b), x
	fmt.Println(x, q)
	for i, j := 0, 5; i < j; i, j = i+1, len(l)+j-3 {
		fmt.Print(i, j, " ")
	}
	fmt.Println()
	a, b2 := 1, 2
	a, b2 = b2, func() int { return a * 10 }()
	fmt.Println(a, b2)
}
