package main

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
)

type Number interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~float32 | ~float64
}

type List[T any] []T

func (l List[T]) Map(f func(T) T) List[T] {
	out := make(List[T], 0, len(l))
	for _, x := range l {
		out = append(out, f(x))
	}
	return out
}
func (l List[T]) Filter(f func(T) bool) (out List[T]) {
	for _, x := range l {
		if f(x) {
			out = append(out, x)
		}
	}
	return
}
func (l List[T]) Each() iter.Seq2[int, T] { return slices.All(l) }
func (l *List[T]) Push(xs ...T)           { *l = append(*l, xs...) }
func (l *List[T]) Pop() (x T, err error) {
	if len(*l) == 0 {
		return x, ErrEmpty
	}
	x, *l = (*l)[len(*l)-1], (*l)[:len(*l)-1]
	return x, nil
}

var ErrEmpty = errors.New("empty")

func Reduce[T, A any](l List[T], a A, f func(A, T) A) A {
	for _, x := range l {
		a = f(a, x)
	}
	return a
}

func Sum[T Number](l List[T]) (s T) {
	for _, x := range l {
		s += x
	}
	return
}

type Set[T comparable] map[T]struct{}

func SetOf[T comparable](xs ...T) Set[T] {
	s := make(Set[T])
	for _, x := range xs {
		s[x] = struct{}{}
	}
	return s
}
func (s Set[T]) Has(x T) bool { _, ok := s[x]; return ok }
func (s Set[T]) Union(o Set[T]) Set[T] {
	out := SetOf[T]()
	for _, m := range [...]Set[T]{s, o} {
		for k := range m {
			out[k] = struct{}{}
		}
	}
	return out
}

func SortedKeys[M ~map[K]V, K cmp.Ordered, V any](m M) []K {
	keys := make([]K, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

type Tree[K cmp.Ordered, V any] struct {
	root *tnode[K, V]
	n    int
}
type tnode[K cmp.Ordered, V any] struct {
	k    K
	v    V
	l, r *tnode[K, V]
}

func (t *Tree[K, V]) Set(k K, v V) *Tree[K, V] {
	p := &t.root
	for *p != nil {
		switch c := cmp.Compare(k, (*p).k); {
		case c < 0:
			p = &(*p).l
		case c > 0:
			p = &(*p).r
		default:
			(*p).v = v
			return t
		}
	}
	*p = &tnode[K, V]{k: k, v: v}
	t.n++
	return t
}
func (n *tnode[K, V]) walk(yield func(K, V) bool) bool {
	return n == nil || n.l.walk(yield) && yield(n.k, n.v) && n.r.walk(yield)
}
func (t *Tree[K, V]) All() iter.Seq2[K, V] { return func(y func(K, V) bool) { t.root.walk(y) } }
func (t *Tree[K, V]) Range(lo, hi K) iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		for k, v := range t.All() {
			if k < lo {
				continue
			}
			if k > hi || !yield(k, v) {
				return
			}
		}
	}
}

type Celsius float64
type ID string
type pair[A, B any] struct {
	First  A
	Second B
}

func Zip[A, B any](a []A, b []B) []pair[A, B] {
	out := make([]pair[A, B], min(len(a), len(b)))
	for i := range out {
		out[i] = pair[A, B]{a[i], b[i]}
	}
	return out
}
func (p pair[A, B]) Swap() pair[B, A] { return pair[B, A]{p.Second, p.First} }

func main() {
	l := List[int]{1, 2, 3}
	l.Push(4, 5, 6)
	even := l.Filter(func(i int) bool { return i%2 == 0 }).Map(func(i int) int { return i * i })
	fmt.Println(l, even, Sum(even), Reduce(l, "", func(s string, i int) string { return s + fmt.Sprint(i) }))
	for range 2 {
		fmt.Println(even.Pop())
	}
	even = even[:0]
	fmt.Println(even.Pop())
	fmt.Println(Sum(List[Celsius]{1.5, 2}), Sum(List[int8]{100, 100}))
	fmt.Printf("%T %v %T\n", even, even, Sum(List[Celsius]{}))
	s := SetOf("b", "a").Union(SetOf("c", "a"))
	fmt.Println(SortedKeys(s), s.Has("c"), s.Has("z"), len(s), s)
	t := new(Tree[ID, Celsius])
	for i, w := range strings.Fields("m c x a d z y m") {
		t.Set(ID(w), Celsius(i)/2)
	}
	for k, v := range t.All() {
		fmt.Print(k, "=", v, " ")
	}
	fmt.Println(t.n)
	for k := range t.Range("b", "x") {
		if k == "m" {
			continue
		}
		fmt.Print(k, " ")
	}
	fmt.Println()
	z := Zip([]int{1, 2, 3}, []ID{"a", "b"})
	fmt.Printf("%v %+v %T %#v\n", z, z[0].Swap(), z[1].Swap(), z[0])
	for i, x := range l.Each() {
		if i == 1 {
			break
		}
		fmt.Println(i, x)
	}
}
