package main

import (
	"container/heap"
	"container/ring"
	"fmt"
	"sort"
)

type Task struct {
	name     string
	priority int
	index    int
}
type Queue []*Task

func (q Queue) Len() int           { return len(q) }
func (q Queue) Less(i, j int) bool { return q[i].priority > q[j].priority }
func (q Queue) Swap(i, j int)      { q[i], q[j] = q[j], q[i]; q[i].index, q[j].index = i, j }
func (q *Queue) Push(x any)        { t := x.(*Task); t.index = len(*q); *q = append(*q, t) }
func (q *Queue) Pop() any {
	old := *q
	t := old[len(old)-1]
	*q = old[:len(old)-1]
	return t
}

type by[T any] struct {
	list []T
	less func(a, b T) bool
}

func (b by[T]) Len() int           { return len(b.list) }
func (b by[T]) Less(i, j int) bool { return b.less(b.list[i], b.list[j]) }
func (b by[T]) Swap(i, j int)      { b.list[i], b.list[j] = b.list[j], b.list[i] }

func main() {
	q := Queue{}
	for i, n := range []string{"a", "b", "c", "d"} {
		heap.Push(&q, &Task{name: n, priority: (i * 7) % 4})
	}
	q[len(q)-1].priority = 9
	heap.Fix(&q, q[len(q)-1].index)
	for q.Len() > 0 {
		t := heap.Pop(&q).(*Task)
		fmt.Print(t.name, t.priority, " ")
	}
	fmt.Println()
	words := []string{"ccc", "a", "bb"}
	sort.Sort(by[string]{words, func(a, b string) bool { return len(a) < len(b) }})
	fmt.Println(words, sort.IsSorted(by[string]{words, func(a, b string) bool { return a < b }}))
	tasks := []Task{{name: "x", priority: 2}, {name: "y", priority: 1}}
	sort.Slice(tasks, func(i, j int) bool { return tasks[i].priority < tasks[j].priority })
	fmt.Println(tasks)
	r := ring.New(2)
	r.Value = Task{name: "r"}
	r.Next().Value = 3
	r.Do(func(v any) {
		if t, ok := v.(Task); ok {
			fmt.Println("task", t.name)
		} else {
			fmt.Println(v)
		}
	})
}
