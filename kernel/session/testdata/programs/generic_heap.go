package main

import (
	"cmp"
	"fmt"
)

// A Heap keeps the least of its items, by less, at the front.
type Heap[T any] struct {
	items []T
	less  func(a, b T) bool
}

func NewHeap[T any](less func(a, b T) bool, items ...T) *Heap[T] {
	h := &Heap[T]{less: less}
	for _, x := range items {
		h.Push(x)
	}
	return h
}

func NewOrdered[T cmp.Ordered](items ...T) *Heap[T] { return NewHeap(cmp.Less[T], items...) }

func (h *Heap[T]) Push(x T) {
	h.items = append(h.items, x)
	i := len(h.items) - 1
	for i > 0 {
		up := (i - 1) / 2
		if !h.less(h.items[i], h.items[up]) {
			break
		}
		h.items[i], h.items[up] = h.items[up], h.items[i]
		i = up
	}
}

func (h *Heap[T]) Pop() (least T, ok bool) {
	if len(h.items) == 0 {
		return
	}
	least = h.items[0]
	last := len(h.items) - 1
	h.items[0] = h.items[last]
	h.items = h.items[:last]
	for i := 0; ; {
		down := 2*i + 1
		if down >= last {
			break
		}
		if down+1 < last && h.less(h.items[down+1], h.items[down]) {
			down++
		}
		if !h.less(h.items[down], h.items[i]) {
			break
		}
		h.items[i], h.items[down] = h.items[down], h.items[i]
		i = down
	}
	return least, true
}

type job struct {
	name     string
	priority int
}

// Shortest is Dijkstra's algorithm over any kind of node.
func Shortest[N comparable](edges map[N]map[N]int, from, to N) int {
	type reached struct {
		node N
		cost int
	}
	heap := NewHeap(func(a, b reached) bool { return a.cost < b.cost }, reached{from, 0})
	done := map[N]bool{}
	for {
		r, ok := heap.Pop()
		if !ok {
			return -1
		}
		if r.node == to {
			return r.cost
		}
		if done[r.node] {
			continue
		}
		done[r.node] = true
		for next, cost := range edges[r.node] {
			heap.Push(reached{next, r.cost + cost})
		}
	}
}

func main() {
	h := NewOrdered(5, 1, 4, 1, 3)
	for x, ok := h.Pop(); ok; x, ok = h.Pop() {
		fmt.Print(x, " ")
	}
	fmt.Println()
	jobs := NewHeap(func(a, b job) bool { return a.priority > b.priority })
	jobs.Push(job{"low", 1})
	jobs.Push(job{"high", 9})
	jobs.Push(job{"mid", 5})
	for range 3 {
		j, _ := jobs.Pop()
		fmt.Print(j.name, " ")
	}
	_, ok := jobs.Pop()
	fmt.Println(ok)
	fmt.Println(Shortest(map[string]map[string]int{"a": {"b": 7, "c": 2}, "c": {"b": 3, "d": 9}, "b": {"d": 1}}, "a", "d"))
	fmt.Println(Shortest(map[int]map[int]int{1: {2: 1}}, 2, 1))
}
