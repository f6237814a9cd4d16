package main

import "fmt"

type Stack[T any] struct{ items []T }

func (s *Stack[T]) Push(x T) { s.items = append(s.items, x) }
func (s *Stack[T]) Pop() (x T) {
	if n := len(s.items); n > 0 {
		x, s.items = s.items[n-1], s.items[:n-1]
	}
	return
}

type Queue[T any] struct {
	in, out Stack[T]
}

func (q *Queue[T]) Put(x T) { q.in.Push(x) }
func (q *Queue[T]) Get() T {
	if len(q.out.items) == 0 {
		for len(q.in.items) > 0 {
			q.out.Push(q.in.Pop())
		}
	}
	return q.out.Pop()
}

type Ring[T any] struct {
	buf         []T
	start, size int
}

func NewRing[T any](n int) *Ring[T] { return &Ring[T]{buf: make([]T, n)} }

func (r *Ring[T]) Add(x T) {
	if r.size == len(r.buf) {
		r.buf[r.start] = x
		r.start = (r.start + 1) % len(r.buf)
		return
	}
	r.buf[(r.start+r.size)%len(r.buf)] = x
	r.size++
}

func (r *Ring[T]) All() []T {
	out := make([]T, 0, r.size)
	for i := 0; i < r.size; i++ {
		out = append(out, r.buf[(r.start+i)%len(r.buf)])
	}
	return out
}

type LRU[K comparable, V any] struct {
	limit  int
	order  []K
	values map[K]V
}

func NewLRU[K comparable, V any](limit int) *LRU[K, V] {
	return &LRU[K, V]{limit: limit, values: make(map[K]V)}
}

func (c *LRU[K, V]) touch(k K) {
	for i, o := range c.order {
		if o == k {
			c.order = append(c.order[:i], c.order[i+1:]...)
			break
		}
	}
	c.order = append(c.order, k)
}

func (c *LRU[K, V]) Put(k K, v V) {
	c.touch(k)
	c.values[k] = v
	if len(c.order) > c.limit {
		delete(c.values, c.order[0])
		c.order = c.order[1:]
	}
}

func (c *LRU[K, V]) Get(k K) (v V, ok bool) {
	if v, ok = c.values[k]; ok {
		c.touch(k)
	}
	return
}

func Counter[T comparable]() (add func(T) int, count func() int) {
	seen := map[T]int{}
	return func(x T) int { seen[x]++; return seen[x] }, func() int { return len(seen) }
}

func Memo[K comparable, V any](f func(K) V) func(K) V {
	known := map[K]V{}
	return func(k K) V {
		if v, ok := known[k]; ok {
			return v
		}
		v := f(k)
		known[k] = v
		return v
	}
}

func main() {
	var q Queue[string]
	q.Put("a")
	q.Put("b")
	fmt.Print(q.Get(), " ")
	q.Put("c")
	fmt.Println(q.Get(), q.Get(), q.Get() == "")
	r := NewRing[int](3)
	for i := range 5 {
		r.Add(i)
	}
	fmt.Println(r.All())
	c := NewLRU[string, int](2)
	c.Put("x", 1)
	c.Put("y", 2)
	c.Get("x")
	c.Put("z", 3)
	_, hasY := c.Get("y")
	x, hasX := c.Get("x")
	fmt.Println(hasY, x, hasX, c.order)
	add, count := Counter[[2]int]()
	add([2]int{1, 2})
	fmt.Println(add([2]int{1, 2}), add([2]int{}), count())
	var fib func(int) int
	fib = Memo(func(n int) int {
		if n < 2 {
			return n
		}
		return fib(n-1) + fib(n-2)
	})
	fmt.Println(fib(60))
}
