package main

import (
	"cmp"
	"fmt"
)

type Tree[K cmp.Ordered, V any] struct {
	root *branch[K, V]
	size int
}

type branch[K cmp.Ordered, V any] struct {
	key         K
	value       V
	left, right *branch[K, V]
}

func (t *Tree[K, V]) Put(key K, value V) {
	at := &t.root
	for *at != nil {
		switch c := cmp.Compare(key, (*at).key); {
		case c < 0:
			at = &(*at).left
		case c > 0:
			at = &(*at).right
		default:
			(*at).value = value
			return
		}
	}
	*at = &branch[K, V]{key: key, value: value}
	t.size++
}

func (t *Tree[K, V]) Get(key K) (V, bool) {
	for b := t.root; b != nil; {
		switch {
		case key < b.key:
			b = b.left
		case key > b.key:
			b = b.right
		default:
			return b.value, true
		}
	}
	var zero V
	return zero, false
}

func (t *Tree[K, V]) All() func(yield func(K, V) bool) {
	return func(yield func(K, V) bool) { t.root.walk(yield) }
}

func (b *branch[K, V]) walk(yield func(K, V) bool) bool {
	return b == nil || b.left.walk(yield) && yield(b.key, b.value) && b.right.walk(yield)
}

func (b *branch[K, V]) depth() int {
	if b == nil {
		return 0
	}
	return 1 + max(b.left.depth(), b.right.depth())
}

func main() {
	var t Tree[string, int]
	for i, w := range []string{"m", "c", "x", "a", "d", "z", "c"} {
		t.Put(w, i)
	}
	for k, v := range t.All() {
		fmt.Print(k, "=", v, " ")
	}
	fmt.Println(t.size, t.root.depth())
	v, ok := t.Get("c")
	fmt.Println(v, ok)
	v, ok = t.Get("q")
	fmt.Println(v, ok)
	var f Tree[float64, []string]
	f.Put(2.5, []string{"b"})
	f.Put(-1, nil)
	for k, v := range f.All() {
		if v == nil {
			continue
		}
		fmt.Println(k, v)
		break
	}
	nested := Tree[int, *Tree[string, int]]{}
	nested.Put(1, &t)
	inner, _ := nested.Get(1)
	fmt.Println(inner.Get("z"))
}
