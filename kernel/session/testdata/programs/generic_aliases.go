package main

import (
	"fmt"
	"strings"
)

type Set[T comparable] = map[T]struct{}
type Pairs[V any] = []Pair[string, V]
type Pair[A, B any] struct {
	A A
	B B
}
type Ints = List[int]
type List[T any] []T
type Func[A, B any] func(A) B
type Pred[T any] = func(T) bool

func (l List[T]) Len() int { return len(l) }
func (l List[T]) Filter(keep Pred[T]) List[T] {
	var out List[T]
	for _, x := range l {
		if keep(x) {
			out = append(out, x)
		}
	}
	return out
}
func (f Func[A, B]) Twice(a A) [2]B { return [2]B{f(a), f(a)} }

func Union[T comparable](a, b Set[T]) Set[T] {
	out := Set[T]{}
	for k := range a {
		out[k] = struct{}{}
	}
	for k := range b {
		out[k] = struct{}{}
	}
	return out
}

type Matrix[T any] = List[List[T]]

type Celsius float64
type Temps = List[Celsius]

type Bag[T comparable] map[T]int

func (b Bag[T]) Add(xs ...T) Bag[T] {
	for _, x := range xs {
		b[x]++
	}
	return b
}

type Handler[T any] chan T

func (h Handler[T]) Send(v T) { h <- v }

type Ptr[T any] struct{ *List[T] }

func main() {
	fmt.Println(len(Union(Set[int]{1: {}}, Set[int]{1: {}, 2: {}})))
	p := Pairs[bool]{{"x", true}}
	fmt.Println(p, p[0].B)
	fmt.Println(Ints{1, 2, 3}.Filter(func(x int) bool { return x > 1 }), Ints{}.Len())
	fmt.Println(Func[string, string](strings.ToUpper).Twice("a"))
	fmt.Println(Matrix[string]{{"a"}, {"b", "c"}}[1].Len(), Temps{1.5}.Len())
	fmt.Println(Bag[rune]{}.Add('a', 'b', 'a')['a'], len(Bag[string]{}.Add("x")))
	h := make(Handler[int], 1)
	h.Send(4)
	fmt.Println(<-h)
	l := List[string]{"q"}
	fmt.Println(Ptr[string]{&l}.Len())
}
