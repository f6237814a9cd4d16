package main

import "fmt"

type Counter struct{ n int }

func (c *Counter) Inc()      { c.n++ }
func (c Counter) Get() int   { return c.n }
func (c *Counter) Nil() bool { return c == nil }

type Incer interface{ Inc() }
type Getter interface{ Get() int }
type Both interface {
	Incer
	Getter
}

type Ints []int

func (s Ints) Sum() (t int) {
	for _, v := range s {
		t += v
	}
	return
}
func (s *Ints) Add(v int) { *s = append(*s, v) }

type Op func(int) int

func (f Op) Twice(x int) int { return f(f(x)) }

type Table map[string]int

func (t Table) Inc(k string) Table { t[k]++; return t }

type Chain struct{ parts []string }

func (c *Chain) Add(s string) *Chain { c.parts = append(c.parts, s); return c }

// Methods on values and pointers, on slices, functions and maps, on nil, and through interfaces.
func main() {
	var c Counter
	c.Inc()
	(&c).Inc()
	p := &c
	p.Inc()
	fmt.Println(c.Get(), p.Get(), (*p).Get())
	var i Incer = &c
	i.Inc()
	fmt.Println(c.n)
	var g Getter = c
	c.Inc()
	fmt.Println(g.Get(), c.Get())
	g = &c
	c.Inc()
	fmt.Println(g.Get())
	var b Both = p
	b.Inc()
	fmt.Println(b.Get())
	var none *Counter
	fmt.Println(none.Nil())
	s := Ints{1, 2}
	s.Add(3)
	fmt.Println(s.Sum(), len(s))
	fmt.Println(Op(func(x int) int { return x * 3 }).Twice(2))
	fmt.Println(Table{}.Inc("a").Inc("a")["a"])
	fmt.Println(new(Chain).Add("x").Add("y").parts)
	cs := []Counter{{1}, {2}}
	cs[0].Inc()
	for i := range cs {
		cs[i].Inc()
	}
	for _, c := range cs {
		c.Inc()
	}
	fmt.Println(cs[0].n, cs[1].n)
	m := map[string]*Counter{"k": {5}}
	m["k"].Inc()
	fmt.Println(m["k"].Get())
	arr := [2]Counter{}
	arr[1].Inc()
	fmt.Println(arr[1].Get())
	f := c.Inc
	f()
	f()
	fmt.Println(c.n)
	defer c.Inc()
	holder := struct{ Counter }{Counter{7}}
	holder.Inc()
	fmt.Println(holder.Get())
}
