package main

import "fmt"

func trace(s string, i int) int {
	fmt.Print(s, " ")
	return i
}

func three() (int, string, error) { return 3, "three", nil }

// Assignment evaluates operands first, then assigns from left to right.
func main() {
	a, b, c := 1, 2, 3
	a, b, c = c, a, b
	fmt.Println(a, b, c)
	x := []int{1, 2, 3}
	i := 0
	i, x[i] = 1, 20
	fmt.Println(i, x)
	x[0], x[0] = 1, 2
	fmt.Println(x[0])
	x[1], x[2] = x[2], x[1]
	fmt.Println(x)
	i = 2
	x[i], i = 9, 0
	fmt.Println(x, i)
	m := map[string]int{}
	m["a"], m["b"] = 1, len(m)
	fmt.Println(m)
	n, s, err := three()
	fmt.Println(n, s, err)
	_, s, _ = three()
	x[trace("left", 0)], x[trace("right", 1)] = trace("one", 5), trace("two", 6)
	fmt.Println(x)
	v, ok := m["a"]
	w, ok := m["zzz"]
	fmt.Println(v, w, ok)
	type pair struct{ l, r int }
	p := pair{1, 2}
	p.l, p.r = p.r, p.l
	fmt.Println(p)
	q := &p
	q, p.l = &pair{7, 7}, 100
	fmt.Println(p, *q)
	fib := func(n int) int {
		a, b := 0, 1
		for range n {
			a, b = b, a+b
		}
		return a
	}
	fmt.Println(fib(30))
	var e, f, g = 1, "two", 3.0
	fmt.Println(e, f, g)
	var h, k int
	h, k = k+1, h+2
	fmt.Println(h, k)
	gcd := func(a, b int) int {
		for b != 0 {
			a, b = b, a%b
		}
		return a
	}
	fmt.Println(gcd(48, 36))
	x[0] += x[1]
	x[1] <<= 2
	m["c"] += 5
	m["c"] *= 3
	fmt.Println(x, m["c"])
	var iface any
	iface, s = s, "moved"
	fmt.Println(iface, s)
}
