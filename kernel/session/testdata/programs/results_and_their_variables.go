package main

import "fmt"

type cfg struct {
	name string
	n    int
}

func next(p *cfg) (r cfg) {
	r.n = p.n + 1
	r.name = p.name + "!"
	return
}

func swap(a, b *int) (x int) {
	x = *b
	*b = *a
	return x
}

var total = 10

func add(n int) (t int) {
	t = n
	return t + total
}

func list(l *[]int) (out []int) {
	out = append(out, len(*l))
	out = append(out, *l...)
	return out
}

func two(p, q *int) (a, b int) {
	a = *q
	b = *p
	return
}

func fails(p *int) (n int) {
	defer func() { recover() }()
	n = 99
	panic("x")
}

func early(p *int) int {
	if *p > 0 {
		return *p * 2
	}
	return 0
}

func rec(n int) (r int) {
	r = 1
	if n > 1 {
		r = rec(n-1) * n
		r += rec(n - 2)
	}
	return
}

func str(s string) (r string) {
	for _, c := range s {
		r = string(c) + r
	}
	return
}

func main() {
	c := cfg{"a", 1}
	c = next(&c)
	fmt.Println(c)
	x, y := 1, 2
	x = swap(&x, &y)
	fmt.Println(x, y)
	total = add(5)
	fmt.Println(total)
	total += add(1)
	fmt.Println(total)
	l := []int{1, 2}
	l = list(&l)
	fmt.Println(l)
	x, y = two(&x, &y)
	fmt.Println(x, y)
	z := 7
	z = fails(&z)
	fmt.Println(z)
	z = early(&z)
	fmt.Println(z, rec(5))
	s := "abc"
	s = str(s)
	fmt.Println(s)
	get := func() (t int) { t = 3; return t + total }
	total = get()
	fmt.Println(total)
	m := map[string]int{"a": 1}
	inc := func(k string) (n int) { n = m[k] + 1; m[k] = n; return n * 10 }
	m["a"] = inc("a")
	fmt.Println(m)
	arr := [2]int{1, 2}
	arr[0] = func() (r int) { r = 5; return r + arr[0] }()
	fmt.Println(arr)
	c.n = func() (r int) { r = 5; return r + c.n }()
	fmt.Println(c.n)
	p := &c
	p.n = func(q *cfg) (r int) { r = 1; return r + q.n }(p)
	fmt.Println(p.n, c.n)
	var before, after int
	before = 3
	func() {
		defer func() { after = before; recover() }()
		before = func() (r int) { r = 8; panic("no") }()
	}()
	fmt.Println(before, after)
}
