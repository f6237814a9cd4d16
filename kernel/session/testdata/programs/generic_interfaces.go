package main

import (
	"fmt"
	"sort"
	"strings"
)

type Container[T any] interface {
	Len() int
	At(int) T
}

type Slice[T any] []T

func (s Slice[T]) Len() int   { return len(s) }
func (s Slice[T]) At(i int) T { return s[i] }

type Repeat[T any] struct {
	Value T
	Times int
}

func (r Repeat[T]) Len() int { return r.Times }
func (r Repeat[T]) At(int) T { return r.Value }

type Joined[T any] struct{ parts []Container[T] }

func (j *Joined[T]) Len() (n int) {
	for _, p := range j.parts {
		n += p.Len()
	}
	return n
}

func (j *Joined[T]) At(i int) T {
	for _, p := range j.parts {
		if i < p.Len() {
			return p.At(i)
		}
		i -= p.Len()
	}
	panic("out of range")
}

func Collect[T any, C Container[T]](c C) []T {
	var out []T
	for i := range c.Len() {
		out = append(out, c.At(i))
	}
	return out
}

type entry[K, V any] struct {
	key   K
	value V
}

type byKey[K interface{ ~int | ~string }, V any] []entry[K, V]

func (b byKey[K, V]) Len() int           { return len(b) }
func (b byKey[K, V]) Less(i, j int) bool { return b[i].key < b[j].key }
func (b byKey[K, V]) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

type Visitor[R any] interface {
	Num(int) R
	Add(a, b Expr) R
}

type Expr interface {
	Show() string
	Eval() int
}

type num int
type sum struct{ a, b Expr }

func (n num) Show() string { return fmt.Sprint(int(n)) }
func (n num) Eval() int    { return int(n) }
func (s sum) Show() string { return "(" + s.a.Show() + "+" + s.b.Show() + ")" }
func (s sum) Eval() int    { return s.a.Eval() + s.b.Eval() }

func Accept[R any](e Expr, v Visitor[R]) R {
	if s, ok := e.(sum); ok {
		return v.Add(s.a, s.b)
	}
	return v.Num(e.Eval())
}

type depth struct{}

func (depth) Num(int) int         { return 1 }
func (d depth) Add(a, b Expr) int { return 1 + max(Accept[int](a, d), Accept[int](b, d)) }

type text struct{ b *strings.Builder }

func (t text) Num(n int) string     { return fmt.Sprint("#", n) }
func (t text) Add(a, b Expr) string { return Accept[string](a, t) + " & " + Accept[string](b, t) }

func main() {
	j := &Joined[string]{[]Container[string]{Slice[string]{"a", "b"}, Repeat[string]{"r", 2}}}
	fmt.Println(Collect[string](j), j.At(3), Collect[int](Slice[int]{4}))
	b := byKey[string, int]{{"z", 1}, {"a", 2}, {"m", 3}}
	sort.Sort(b)
	fmt.Println(b)
	e := sum{num(1), sum{num(2), num(3)}}
	fmt.Println(e.Show(), e.Eval(), Accept[int](e, depth{}), Accept[string](e, text{}))
	var c Container[int] = Repeat[int]{1, 2}
	_, isRepeat := c.(Repeat[int])
	_, isJoined := c.(*Joined[int])
	fmt.Println(isRepeat, isJoined)
}
