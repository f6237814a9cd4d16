package main

import "fmt"

type Cloner[T any] interface{ Clone() T }

type sheep struct{ name string }

func (s *sheep) Clone() *sheep { return &sheep{s.name + "'"} }

func CloneAll[T Cloner[T]](xs []T) []T {
	var out []T
	for _, x := range xs {
		out = append(out, x.Clone())
	}
	return out
}

type Resetter[T any] interface {
	*T
	Reset()
}

type counter struct{ n int }

func (c *counter) Reset() { c.n = 100 }

type Pool[T any, P Resetter[T]] struct{ free []P }

func (p *Pool[T, P]) Get() P {
	if n := len(p.free); n > 0 {
		x := p.free[n-1]
		p.free = p.free[:n-1]
		return x
	}
	x := P(new(T))
	x.Reset()
	return x
}

func (p *Pool[T, P]) Put(x P) { p.free = append(p.free, x) }

func Swap[T any](a, b *T) { *a, *b = *b, *a }

func New[T any](set ...func(*T)) *T {
	x := new(T)
	for _, f := range set {
		f(x)
	}
	return x
}

type Node[T any] struct {
	Value T
	Next  *Node[T]
}

func FromSlice[T any](xs ...T) (head *Node[T]) {
	at := &head
	for _, x := range xs {
		*at = &Node[T]{Value: x}
		at = &(*at).Next
	}
	return head
}

func (n *Node[T]) Reverse() (r *Node[T]) {
	for ; n != nil; n = n.Next {
		r = &Node[T]{n.Value, r}
	}
	return r
}

func (n *Node[T]) Slice() (out []T) {
	for ; n != nil; n = n.Next {
		out = append(out, n.Value)
	}
	return
}

func main() {
	for _, s := range CloneAll([]*sheep{{"dolly"}, {"molly"}}) {
		fmt.Print(s.name, " ")
	}
	fmt.Println()
	var pool Pool[counter, *counter]
	c := pool.Get()
	c.n++
	pool.Put(c)
	fmt.Println(pool.Get().n, pool.Get().n)
	a, b := 1, 2
	Swap(&a, &b)
	s, t := "x", "y"
	Swap(&s, &t)
	fmt.Println(a, b, s, t)
	fmt.Println(New(func(s *sheep) { s.name = "set" }).name, *New[int]())
	fmt.Println(FromSlice(1, 2, 3).Reverse().Slice(), FromSlice("a").Slice(), FromSlice[bool]().Slice() == nil)
}
