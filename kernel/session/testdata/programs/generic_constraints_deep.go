package main

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"sort"
	"strconv"
	"strings"
)

type Numeric interface{ ~int | ~int64 | ~float64 }
type Vec[T Numeric] [3]T

func (v Vec[T]) Dot(o Vec[T]) (s T) {
	for i := range v {
		s += v[i] * o[i]
	}
	return
}
func (v *Vec[T]) Scale(f T) *Vec[T] {
	for i := range v {
		v[i] *= f
	}
	return v
}

type Setter[T any] interface {
	*T
	Set(string) error
}
type IntFlag int

func (f *IntFlag) Set(s string) (err error) {
	n, err := strconv.Atoi(s)
	*f = IntFlag(n)
	return
}

type ListFlag []string

func (f *ListFlag) Set(s string) error { *f = append(*f, strings.Split(s, ",")...); return nil }

func ParseAll[T any, P Setter[T]](in ...string) ([]T, error) {
	out := make([]T, len(in))
	var errs []error
	for i, s := range in {
		if err := P(&out[i]).Set(s); err != nil {
			errs = append(errs, fmt.Errorf("%d: %w", i, err))
		}
	}
	return out, errors.Join(errs...)
}

type Optional[T any] struct {
	val *T
}

func Some[T any](v T) Optional[T]  { return Optional[T]{&v} }
func None[T any]() (o Optional[T]) { return }
func (o Optional[T]) OrElse(d T) T {
	if o.val == nil {
		return d
	}
	return *o.val
}
func Then[A, B any](o Optional[A], f func(A) Optional[B]) Optional[B] {
	if o.val == nil {
		return None[B]()
	}
	return f(*o.val)
}
func (o Optional[T]) String() string {
	if o.val == nil {
		return "None"
	}
	return fmt.Sprintf("Some(%v)", *o.val)
}

type Either[L, R any] struct {
	left  *L
	right *R
}

func (e Either[L, R]) Match(l func(L), r func(R)) {
	switch {
	case e.left != nil:
		l(*e.left)
	case e.right != nil:
		r(*e.right)
	}
}

type LinkedList[T any] struct {
	head, tail *link[T]
	n          int
}
type link[T any] struct {
	v    T
	next *link[T]
}

func (l *LinkedList[T]) Append(vs ...T) *LinkedList[T] {
	for _, v := range vs {
		n := &link[T]{v: v}
		if l.tail == nil {
			l.head = n
		} else {
			l.tail.next = n
		}
		l.tail = n
		l.n++
	}
	return l
}
func (l *LinkedList[T]) All() iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		i := 0
		for n := l.head; n != nil; n, i = n.next, i+1 {
			if !yield(i, n.v) {
				return
			}
		}
	}
}
func (l *LinkedList[T]) Reverse() {
	var prev *link[T]
	l.tail = l.head
	for n := l.head; n != nil; {
		n.next, prev, n = prev, n, n.next
	}
	l.head = prev
}
func FromSeq[T any](s iter.Seq[T]) *LinkedList[T] {
	l := new(LinkedList[T])
	for v := range s {
		l.Append(v)
	}
	return l
}

type SortBy[T any, K cmp.Ordered] struct {
	items []T
	key   func(T) K
}

func (s SortBy[T, K]) Len() int           { return len(s.items) }
func (s SortBy[T, K]) Less(i, j int) bool { return s.key(s.items[i]) < s.key(s.items[j]) }
func (s SortBy[T, K]) Swap(i, j int)      { s.items[i], s.items[j] = s.items[j], s.items[i] }

type Cell[T any] interface {
	Get() T
	Set(T)
}
type plain[T any] struct{ v T }

func (p *plain[T]) Get() T  { return p.v }
func (p *plain[T]) Set(v T) { p.v = v }

type logged[T any] struct {
	Cell[T]
	log []string
}

func (l *logged[T]) Set(v T) {
	l.log = append(l.log, fmt.Sprintf("%v->%v", l.Get(), v))
	l.Cell.Set(v)
}

type Pair[A, B any] struct {
	A A
	B B
}
type Flip[A, B any] = Pair[B, A]
type IntPair[T any] = Pair[int, T]

func (p Pair[A, B]) Both() (A, B) { return p.A, p.B }

func Fold[T, A any](s iter.Seq[T], a A, f func(A, T) A) A {
	for v := range s {
		a = f(a, v)
	}
	return a
}
func kind[T any](v T) string {
	switch x := any(v).(type) {
	case int, int64:
		return "int"
	case string:
		return "string" + x
	case []T:
		return "slice of itself"
	case fmt.Stringer:
		return "stringer " + x.String()
	case interface{ Get() T }:
		return "cell"
	}
	var zero T
	return fmt.Sprintf("%T %v", zero, any(zero) == nil)
}
func Keys[M ~map[K]V, K cmp.Ordered, V any](m M) (ks []K) {
	for k := range m {
		ks = append(ks, k)
	}
	sort.Slice(ks, func(i, j int) bool { return ks[i] < ks[j] })
	return
}

type Registry[K comparable, V any] struct{ m map[K]func() V }

func (r *Registry[K, V]) Register(k K, f func() V) {
	if r.m == nil {
		r.m = make(map[K]func() V)
	}
	r.m[k] = f
}
func Make[V any, K comparable](r *Registry[K, V], k K) (v V, err error) {
	f, ok := r.m[k]
	if !ok {
		return v, fmt.Errorf("no %v in %T", k, r)
	}
	return f(), nil
}

func main() {
	v := Vec[float64]{1, 2, 3}
	fmt.Println(v.Dot(*(&Vec[float64]{1, 1, 1}).Scale(2)), v, Vec[int]{1, 2}.Dot(Vec[int]{3, 4}))
	fmt.Println(ParseAll[IntFlag]("1", "x", "3"))
	fmt.Println(ParseAll[ListFlag]("a,b", "c"))
	o := Then(Some(4), func(i int) Optional[string] { return Some(strconv.Itoa(i * i)) })
	fmt.Println(o, o.OrElse("d"), None[float64]().OrElse(2.5), Then(None[int](), func(int) Optional[bool] { panic("not called") }), []Optional[int]{Some(1), None[int]()})
	n := 3
	for _, e := range []Either[int, error]{{left: &n}, {right: func() *error { e := errors.New("r"); return &e }()}, {}} {
		e.Match(func(i int) { fmt.Print("left ", i, "; ") }, func(err error) { fmt.Print("right ", err, "; ") })
	}
	fmt.Println()
	l := new(LinkedList[string]).Append("a", "b", "c")
	l.Reverse()
	for i, s := range l.All() {
		fmt.Print(i, s, " ")
	}
	l2 := FromSeq(func(yield func(Pair[string, int]) bool) {
		for i, s := range l.All() {
			if !yield(Pair[string, int]{s, i}) {
				return
			}
		}
	})
	fmt.Println(l2.n, l2.tail.v, l2.head.next.v)
	s := SortBy[Pair[string, int], string]{[]Pair[string, int]{{"z", 1}, {"a", 2}}, func(p Pair[string, int]) string { return p.A }}
	sort.Sort(s)
	fmt.Printf("%v %T\n", s.items, s)
	lc := &logged[int]{Cell: &plain[int]{1}}
	var c Cell[int] = lc
	c.Set(5)
	c.Set(c.Get() * 2)
	fmt.Println(c.Get(), lc.log)
	f := Flip[int, string]{"s", 1}
	ip := IntPair[[]int]{1, []int{2}}
	a, b := f.Both()
	fmt.Printf("%v %v %T %T %v\n", a, b, f, ip, ip)
	fmt.Println(Fold(func(y func(int) bool) { _ = y(1) && y(2) && y(3) }, "", func(s string, i int) string { return s + strconv.Itoa(i) }))
	fmt.Println(kind(1), kind("x"), kind(o), kind[error](nil), kind(2.5), kind[any]([]any{}), kind(int64(3)), kind(struct{}{}))
	fmt.Println(Keys(map[IntFlag]bool{3: true, 1: false}), Keys(map[string]int{}) == nil)
	var r Registry[string, Cell[int]]
	r.Register("plain", func() Cell[int] { return &plain[int]{7} })
	cell, err := Make(&r, "plain")
	fmt.Println(cell.Get(), err)
	_, err = Make(&r, "other")
	fmt.Println(err)
	fn := Some[[]int]
	fmt.Println(fn([]int{1}), Vec[int].Dot(Vec[int]{1}, Vec[int]{2}))
}
