package main

import "fmt"

type Base[T any] struct {
	Value T
	notes []string
}

func (b *Base[T]) Note(s string) { b.notes = append(b.notes, s) }
func (b Base[T]) Get() T         { return b.Value }
func (b *Base[T]) Count() int    { return len(b.notes) }

type Counter struct {
	Base[int]
	step int
}

func (c *Counter) Next() int {
	c.Base.Value += c.step
	c.Note("next")
	return c.Get()
}

type Labelled[K comparable, V any] struct {
	*Base[V]
	Label K
}

type Getter[T any] interface{ Get() T }

type Both[T any] interface {
	Getter[T]
	Count() int
}

func Read[T any](g Getter[T]) T { return g.Get() }

type Pair[A, B any] struct {
	First  A
	Second B
}

func (p Pair[A, B]) Swap() Pair[B, A] { return Pair[B, A]{p.Second, p.First} }

type Triple[T any] struct {
	Pair[T, T]
	Third T
}

func main() {
	c := Counter{Base: Base[int]{Value: 10}, step: 5}
	fmt.Println(c.Next(), c.Next(), c.Count(), c.Base.Value, c.notes)
	l := Labelled[string, float64]{&Base[float64]{Value: 2.5}, "half"}
	l.Note("x")
	fmt.Println(l.Get(), l.Label, l.Count(), l.Base.notes)
	var b Both[int] = &c
	fmt.Println(Read[int](b), b.Count(), Read[float64](l))
	t := Triple[string]{Pair[string, string]{"a", "b"}, "c"}
	fmt.Println(t.First, t.Swap().First, t.Third, t)
	fmt.Println(Pair[int, string]{1, "x"}.Swap(), t.Pair == Pair[string, string]{"a", "b"})
}
