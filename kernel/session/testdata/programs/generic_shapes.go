package main

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"sort"
	"strings"
)

type number interface {
	~int | ~int64 | ~float64
}

type stringer interface {
	comparable
	String() string
}

type id int

func (i id) String() string { return fmt.Sprintf("#%d", int(i)) }

type meters float64

func sum[T number](list ...T) (total T) {
	for _, v := range list {
		total += v
	}
	return
}

func names[T stringer](list []T) (out []string) {
	seen := map[T]bool{}
	for _, v := range list {
		if !seen[v] {
			seen[v] = true
			out = append(out, v.String())
		}
	}
	return
}

type setter[T any] interface {
	*T
	set(string) error
}

type config struct{ value string }

func (c *config) set(s string) error {
	if s == "" {
		return errors.New("empty")
	}
	c.value = s
	return nil
}

func load[T any, P setter[T]](texts ...string) ([]T, error) {
	var out []T
	for _, s := range texts {
		var v T
		if err := P(&v).set(s); err != nil {
			return out, err
		}
		out = append(out, v)
	}
	return out, nil
}

type list[T any] struct {
	head *node[T]
	size int
}

type node[T any] struct {
	value T
	next  *node[T]
}

func (l *list[T]) push(v T) *list[T] {
	l.head = &node[T]{v, l.head}
	l.size++
	return l
}

func (l *list[T]) each(f func(int, T)) {
	for i, n := 0, l.head; n != nil; i, n = i+1, n.next {
		f(i, n.value)
	}
}

type ordered[K cmp.Ordered, V any] struct {
	m map[K]V
}

func newOrdered[K cmp.Ordered, V any]() *ordered[K, V] { return &ordered[K, V]{m: make(map[K]V)} }
func (o *ordered[K, V]) put(k K, v V) *ordered[K, V]   { o.m[k] = v; return o }
func (o *ordered[K, V]) keys() []K {
	keys := make([]K, 0, len(o.m))
	for k := range o.m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
func (o ordered[K, V]) String() string {
	var parts []string
	for _, k := range o.keys() {
		parts = append(parts, fmt.Sprintf("%v=%v", k, o.m[k]))
	}
	return "{" + strings.Join(parts, " ") + "}"
}

type event[T any] struct{ handlers []func(T) }

func (e *event[T]) on(h func(T)) { e.handlers = append(e.handlers, h) }
func (e event[T]) fire(v T) {
	for _, h := range e.handlers {
		h(v)
	}
}

type option[T any] struct {
	value T
	ok    bool
}

func some[T any](v T) option[T] { return option[T]{v, true} }
func none[T any]() option[T]    { return option[T]{} }
func (o option[T]) or(v T) T {
	if o.ok {
		return o.value
	}
	return v
}

func reduce[T, A any](list []T, start A, f func(A, T) A) A {
	for _, v := range list {
		start = f(start, v)
	}
	return start
}

func group[T any, K comparable](list []T, key func(T) K) map[K][]T {
	out := map[K][]T{}
	for _, v := range list {
		out[key(v)] = append(out[key(v)], v)
	}
	return out
}

func kind[T any](v T) string {
	switch any(v).(type) {
	case int:
		return "int"
	case fmt.Stringer:
		return "stringer"
	case []T:
		return "slice of itself"
	}
	return fmt.Sprintf("%T", v)
}

type tree[T any] struct {
	value       T
	left, right *tree[T]
}

func (t *tree[T]) walk(f func(T) bool) bool {
	return t == nil || t.left.walk(f) && f(t.value) && t.right.walk(f)
}

func sortBy[T any, K cmp.Ordered](list []T, key func(T) K) []T {
	sort.SliceStable(list, func(i, j int) bool { return key(list[i]) < key(list[j]) })
	return list
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

type numeric[T number] []T

func (n numeric[T]) mean() float64 { return float64(sum(n...)) / float64(len(n)) }

func main() {
	fmt.Println(sum(1, 2, 3), sum(1.5, 2), sum[meters](1, 2.5), sum[int]())
	fmt.Println(names([]id{1, 2, 1}))
	fmt.Println(load[config]("a", "b"))
	fmt.Println(load[config]("a", ""))
	l := (&list[string]{}).push("a").push("b")
	l.each(func(i int, s string) { fmt.Print(i, s, " ") })
	fmt.Println(l.size)
	o := newOrdered[string, []int]().put("z", nil).put("a", []int{1})
	fmt.Println(o, *o, o.keys())
	var e event[option[int]]
	total := 0
	e.on(func(o option[int]) { total += o.or(100) })
	e.fire(some(5))
	e.fire(none[int]())
	fmt.Println(total)
	fmt.Println(reduce([]string{"a", "bb"}, 0, func(n int, s string) int { return n + len(s) }))
	fmt.Println(group([]int{1, 2, 3, 4}, func(n int) bool { return n%2 == 0 }))
	fmt.Println(kind(1), kind(id(1)), kind("s"), kind([]int{}), kind(some("x")))
	t := &tree[int]{2, &tree[int]{1, nil, nil}, &tree[int]{3, nil, nil}}
	t.walk(func(v int) bool { fmt.Print(v, " "); return v < 2 })
	fmt.Println(sortBy([]string{"ccc", "a", "bb"}, func(s string) int { return len(s) }))
	fmt.Println(must(fmt.Sprint("ok"), nil), numeric[int]{1, 2}.mean())
	func() {
		defer func() { fmt.Println("panic:", recover()) }()
		must(0, errors.New("must"))
	}()
	fmt.Printf("%T %T %T %v\n", some(1), l, none[map[string]id](), some(id(3)))
	fn := reduce[int, string]
	fmt.Println(fn([]int{1, 2}, "", func(s string, n int) string { return s + fmt.Sprint(n) }))
}
