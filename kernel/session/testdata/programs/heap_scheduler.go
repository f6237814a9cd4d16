package main

import (
	"container/heap"
	"errors"
	"fmt"
	"math/rand"
	"strings"
)

type Priority int

const (
	Low Priority = iota - 1
	Normal
	High
)

func (p Priority) String() string {
	switch p {
	case Low:
		return "low"
	case Normal:
		return "normal"
	case High:
		return "high"
	}
	return fmt.Sprintf("Priority(%d)", int(p))
}

type Task struct {
	Name     string
	Pri      Priority
	Deadline int
	Deps     []*Task
	index    int
	run      func(*Scheduler) error
}

type queue []*Task

func (q queue) Len() int { return len(q) }
func (q queue) Less(i, j int) bool {
	a, b := q[i], q[j]
	if a.Pri != b.Pri {
		return a.Pri > b.Pri
	}
	if a.Deadline != b.Deadline {
		return a.Deadline < b.Deadline
	}
	return a.Name < b.Name
}
func (q queue) Swap(i, j int) {
	q[i], q[j] = q[j], q[i]
	q[i].index, q[j].index = i, j
}
func (q *queue) Push(x any) {
	t := x.(*Task)
	t.index = len(*q)
	*q = append(*q, t)
}
func (q *queue) Pop() any {
	old := *q
	n := len(old) - 1
	t := old[n]
	old[n] = nil
	t.index = -1
	*q = old[:n]
	return t
}

type Scheduler struct {
	queue
	clock int
	done  map[string]int
	fails []error
}

var ErrRetry = errors.New("retry")

type PanicError struct {
	Value any
	Task  string
}

func (e PanicError) Error() string { return fmt.Sprintf("task %s: panic: %v", e.Task, e.Value) }
func (e PanicError) Unwrap() error {
	if err, ok := e.Value.(error); ok {
		return err
	}
	return nil
}

func (s *Scheduler) Add(ts ...*Task) {
	for _, t := range ts {
		heap.Push(&s.queue, t)
	}
}

func (s *Scheduler) do(t *Task) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = PanicError{r, t.Name}
		}
	}()
	if t.run == nil {
		return nil
	}
	return t.run(s)
}

func (s *Scheduler) Run(limit int) {
	for s.Len() > 0 && s.clock < limit {
		s.clock++
		t := heap.Pop(s).(*Task)
		switch err := s.do(t); {
		case err == nil:
			s.done[t.Name] = s.clock
		case errors.Is(err, ErrRetry):
			t.Pri--
			heap.Push(s, t)
			fmt.Printf("%2d %-6s again as %v\n", s.clock, t.Name, t.Pri)
			continue
		default:
			s.fails = append(s.fails, err)
		}
		fmt.Printf("%2d %-6s %-12v left %d\n", s.clock, t.Name, t.Pri, s.Len())
	}
}

func main() {
	s := &Scheduler{done: map[string]int{}}
	tries := 0
	var nilMap map[string]int
	late := &Task{Name: "late", Pri: Low, Deadline: 99}
	s.Add(
		&Task{Name: "write", Pri: Normal, Deadline: 5},
		&Task{Name: "flaky", Pri: High, run: func(*Scheduler) error {
			if tries++; tries < 4 {
				return fmt.Errorf("try %d: %w", tries, ErrRetry)
			}
			return nil
		}},
		&Task{Name: "spawn", Pri: High, Deadline: 1, run: func(s *Scheduler) error {
			for i := range 3 {
				s.Add(&Task{Name: fmt.Sprint("child", i), Deadline: 9 - i})
			}
			return nil
		}},
		&Task{Name: "crash", Deadline: 2, run: func(*Scheduler) error { nilMap["x"]++; return nil }},
		&Task{Name: "throw", Deadline: 2, run: func(*Scheduler) error { panic(errors.New("thrown")) }},
		&Task{Name: "boost", Deadline: 3, run: func(s *Scheduler) error {
			late.Pri = High
			heap.Fix(s, late.index)
			return nil
		}},
		late,
	)
	s.Run(50)
	fmt.Println(len(s.done), errors.Join(s.fails...))
	var pe PanicError
	for _, err := range s.fails {
		if errors.As(err, &pe) {
			fmt.Printf("%q %T %v\n", pe.Task, pe.Value, errors.Unwrap(pe))
		}
	}
	r := rand.New(rand.NewSource(3))
	var q queue
	for i := range 20 {
		heap.Push(&q, &Task{Name: string(rune('a' + i)), Pri: Priority(r.Intn(4) - 1)})
	}
	heap.Remove(&q, 7)
	q[3].Pri = 9
	heap.Init(&q)
	var b strings.Builder
	for q.Len() > 0 {
		t := heap.Pop(&q).(*Task)
		fmt.Fprintf(&b, "%s/%v ", t.Name, t.Pri)
	}
	fmt.Println(b.String())
}
