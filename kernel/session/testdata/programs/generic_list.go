package main

import (
	"fmt"
	"strings"
)

type List[T any] struct {
	head, tail *node[T]
	size       int
}

type node[T any] struct {
	value T
	next  *node[T]
}

func (l *List[T]) Push(values ...T) *List[T] {
	for _, v := range values {
		n := &node[T]{value: v}
		if l.tail == nil {
			l.head = n
		} else {
			l.tail.next = n
		}
		l.tail = n
		l.size++
	}
	return l
}

func (l *List[T]) Each(f func(int, T)) {
	i := 0
	for n := l.head; n != nil; n = n.next {
		f(i, n.value)
		i++
	}
}

func (l List[T]) Len() int { return l.size }

func Transform[T, U any](l *List[T], f func(T) U) *List[U] {
	out := new(List[U])
	l.Each(func(_ int, v T) { out.Push(f(v)) })
	return out
}

func (l *List[T]) String() string {
	var b strings.Builder
	l.Each(func(i int, v T) {
		if i > 0 {
			b.WriteString(" -> ")
		}
		fmt.Fprint(&b, v)
	})
	return b.String()
}

type point struct{ X, Y int }

func main() {
	var ints List[int]
	ints.Push(1, 2).Push(3)
	fmt.Println(ints.Len(), ints.String())
	words := Transform(&ints, func(x int) string { return strings.Repeat("*", x) })
	fmt.Println(words.String(), words.Len())
	points := (&List[point]{}).Push(point{1, 2}, point{3, 4})
	sum := 0
	points.Each(func(_ int, p point) { sum += p.X * p.Y })
	fmt.Println(sum, points.head.next.value.Y)
	nested := &List[*List[int]]{}
	nested.Push(&ints, (&List[int]{}).Push(9))
	nested.Each(func(i int, l *List[int]) { fmt.Println(i, l.String()) })
	push := ints.Push
	push(10)
	fmt.Println(ints.Len(), (*List[int]).Len(&ints))
}
