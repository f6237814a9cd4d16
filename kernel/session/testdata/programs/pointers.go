package main

import "fmt"

type node struct {
	value int
	next  *node
}

func push(head **node, v int) { *head = &node{v, *head} }

func swap(a, b *int) { *a, *b = *b, *a }

func newInt(v int) *int { return &v }

type list struct {
	head *node
	size int
}

func (l *list) add(v int) *list {
	push(&l.head, v)
	l.size++
	return l
}

func (l *list) reverse() {
	var prev *node
	for n := l.head; n != nil; {
		n.next, prev, n = prev, n, n.next
	}
	l.head = prev
}

func (l *list) values() (vs []int) {
	for n := l.head; n != nil; n = n.next {
		vs = append(vs, n.value)
	}
	return vs
}

// Pointers to variables, fields, elements and pointers.
func main() {
	x, y := 1, 2
	swap(&x, &y)
	fmt.Println(x, y)
	p := &x
	pp := &p
	**pp = 10
	fmt.Println(x, *p == **pp, p == *pp)
	*pp = &y
	*p++
	fmt.Println(x, y)
	l := new(list).add(1).add(2).add(3)
	fmt.Println(l.values(), l.size)
	l.reverse()
	fmt.Println(l.values())
	a := [3]int{1, 2, 3}
	second := &a[1]
	*second = 20
	s := a[:]
	third := &s[2]
	*third += 30
	fmt.Println(a)
	n := node{value: 5}
	v := &n.value
	*v *= 2
	fmt.Println(n.value, n.next == nil)
	one, other := newInt(1), newInt(1)
	fmt.Println(*one == *other, one == other)
	m := map[string]*int{"x": &x}
	*m["x"] = 77
	fmt.Println(x)
	type pair struct{ a, b *int }
	q := pair{&x, &x}
	*q.a = 3
	fmt.Println(*q.b, q.a == q.b)
	structs := []*node{{value: 1}, {value: 2}}
	for _, n := range structs {
		n.value *= 10
	}
	fmt.Println(structs[0].value, structs[1].value)
	z := new(int)
	fmt.Println(*z, z != nil)
	arr := &[2]string{"a", "b"}
	arr[0] = "c"
	for i, s := range arr {
		fmt.Print(i, s, " ")
	}
	fmt.Println()
	defer func() { fmt.Println("nil pointer:", recover() != nil) }()
	var none *node
	fmt.Println(none.value)
}
