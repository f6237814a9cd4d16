package main

import (
	"container/heap"
	"container/list"
	"container/ring"
	"fmt"
)

type intHeap []int

func (h intHeap) Len() int           { return len(h) }
func (h intHeap) Less(i, j int) bool { return h[i] < h[j] }
func (h intHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *intHeap) Push(x any)        { *h = append(*h, x.(int)) }
func (h *intHeap) Pop() any {
	old := *h
	x := old[len(old)-1]
	*h = old[:len(old)-1]
	return x
}

type task struct {
	name     string
	priority int
	index    int
}

type queue []*task

func (q queue) Len() int           { return len(q) }
func (q queue) Less(i, j int) bool { return q[i].priority > q[j].priority }
func (q queue) Swap(i, j int) {
	q[i], q[j] = q[j], q[i]
	q[i].index, q[j].index = i, j
}
func (q *queue) Push(x any) {
	t := x.(*task)
	t.index = len(*q)
	*q = append(*q, t)
}
func (q *queue) Pop() any {
	old := *q
	t := old[len(old)-1]
	*q = old[:len(old)-1]
	return t
}

// Heaps, lists and rings.
func main() {
	h := &intHeap{5, 2, 8}
	heap.Init(h)
	heap.Push(h, 1)
	for h.Len() > 0 {
		fmt.Print(heap.Pop(h), " ")
	}
	fmt.Println()
	q := &queue{}
	tasks := map[string]*task{}
	for i, name := range []string{"low", "mid", "high"} {
		tasks[name] = &task{name: name, priority: i}
		heap.Push(q, tasks[name])
	}
	tasks["low"].priority = 10
	heap.Fix(q, tasks["low"].index)
	for q.Len() > 0 {
		t := heap.Pop(q).(*task)
		fmt.Print(t.name, t.priority, " ")
	}
	fmt.Println()
	l := list.New()
	e4 := l.PushBack(4)
	l.PushFront(1)
	l.InsertBefore(3, e4)
	l.InsertAfter(5, e4)
	l.MoveToFront(e4)
	for e := l.Front(); e != nil; e = e.Next() {
		fmt.Print(e.Value, " ")
	}
	sum := 0
	for e := l.Back(); e != nil; e = e.Prev() {
		sum += e.Value.(int)
	}
	fmt.Println(l.Len(), sum, l.Remove(e4))
	r := ring.New(4)
	for i := range r.Len() {
		r.Value = i
		r = r.Next()
	}
	r.Do(func(v any) { fmt.Print(v, " ") })
	r = r.Move(2)
	fmt.Println(r.Value)
}
