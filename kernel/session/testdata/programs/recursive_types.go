package main

import "fmt"

type Tree struct {
	Left, Right *Tree
	Value       int
}

func (t *Tree) Insert(v int) *Tree {
	if t == nil {
		return &Tree{Value: v}
	}
	if v < t.Value {
		t.Left = t.Left.Insert(v)
	} else {
		t.Right = t.Right.Insert(v)
	}
	return t
}

func (t *Tree) Walk(f func(int)) {
	if t == nil {
		return
	}
	t.Left.Walk(f)
	f(t.Value)
	t.Right.Walk(f)
}

func (t *Tree) Depth() int {
	if t == nil {
		return 0
	}
	return 1 + max(t.Left.Depth(), t.Right.Depth())
}

type Dir struct {
	Name string
	Subs []*Dir
	Meta map[string]*Dir
}

func (d *Dir) Count() int {
	n := 1
	for _, s := range d.Subs {
		n += s.Count()
	}
	return n
}

type A struct{ b *B }
type B struct{ a *A }

type Visitor interface{ Visit(n int) Visitor }
type countdown struct{ seen *[]int }

func (c countdown) Visit(n int) Visitor {
	*c.seen = append(*c.seen, n)
	if n == 0 {
		return nil
	}
	return c
}

// Types that refer to themselves and to each other.
func main() {
	var root *Tree
	for _, v := range []int{5, 2, 8, 1, 9, 3} {
		root = root.Insert(v)
	}
	var out []int
	root.Walk(func(v int) { out = append(out, v) })
	fmt.Println(out, root.Depth())
	d := &Dir{Name: "root", Subs: []*Dir{{Name: "a", Subs: []*Dir{{Name: "b"}}}, {Name: "c"}}, Meta: map[string]*Dir{}}
	d.Meta["self"] = d
	fmt.Println(d.Count(), d.Meta["self"].Subs[0].Subs[0].Name)
	a := &A{}
	a.b = &B{a}
	fmt.Println(a.b.a.b.a == a)
	var seen []int
	n := 3
	for v := Visitor(countdown{&seen}); v != nil; n-- {
		v = v.Visit(n)
	}
	fmt.Println(seen)
	var even, odd func(int) bool
	even = func(n int) bool { return n == 0 || odd(n-1) }
	odd = func(n int) bool { return n != 0 && even(n-1) }
	fmt.Println(even(10), odd(7), even(7))
	var ack func(m, n int) int
	ack = func(m, n int) int {
		switch {
		case m == 0:
			return n + 1
		case n == 0:
			return ack(m-1, 1)
		}
		return ack(m-1, ack(m, n-1))
	}
	fmt.Println(ack(2, 3))
}
