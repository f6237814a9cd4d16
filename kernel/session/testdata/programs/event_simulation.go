package main

import (
	"container/heap"
	"fmt"
	"math/rand"
	"strings"
)

type event struct {
	at   int
	seq  int
	run  func(*simulation)
	name string
}

type agenda []*event

func (a agenda) Len() int { return len(a) }
func (a agenda) Less(i, j int) bool {
	if a[i].at != a[j].at {
		return a[i].at < a[j].at
	}
	return a[i].seq < a[j].seq
}
func (a agenda) Swap(i, j int) { a[i], a[j] = a[j], a[i] }
func (a *agenda) Push(x any)   { *a = append(*a, x.(*event)) }
func (a *agenda) Pop() any {
	old := *a
	e := old[len(old)-1]
	*a = old[:len(old)-1]
	return e
}

type simulation struct {
	now, seq int
	todo     agenda
	log      []string
	rng      *rand.Rand
}

func (s *simulation) after(delay int, name string, f func(*simulation)) {
	s.seq++
	heap.Push(&s.todo, &event{s.now + delay, s.seq, f, name})
}

func (s *simulation) run(until int) (handled int) {
	for s.todo.Len() > 0 && s.todo[0].at <= until {
		e := heap.Pop(&s.todo).(*event)
		s.now = e.at
		s.log = append(s.log, fmt.Sprintf("%d:%s", e.at, e.name))
		e.run(s)
		handled++
	}
	s.now = until
	return handled
}

type teller struct {
	id     int
	busy   bool
	served int
}

type office struct {
	tellers []*teller
	queue   []int
	waits   []int
	arrived map[int]int
}

func (o *office) arrive(id int) func(*simulation) {
	return func(s *simulation) {
		o.arrived[id] = s.now
		o.queue = append(o.queue, id)
		o.dispatch(s)
		if id < 8 {
			s.after(1+s.rng.Intn(4), fmt.Sprint("arrive", id+1), o.arrive(id+1))
		}
	}
}

func (o *office) dispatch(s *simulation) {
	for _, t := range o.tellers {
		if t.busy || len(o.queue) == 0 {
			continue
		}
		id := o.queue[0]
		o.queue = o.queue[1:]
		t.busy = true
		o.waits = append(o.waits, s.now-o.arrived[id])
		s.after(3+s.rng.Intn(5), fmt.Sprintf("leave%d/%d", id, t.id), func(s *simulation) {
			t.busy = false
			t.served++
			o.dispatch(s)
		})
	}
}

// A discrete-event simulation of an office with two tellers.
func main() {
	s := &simulation{rng: rand.New(rand.NewSource(11))}
	o := &office{tellers: []*teller{{id: 1}, {id: 2}}, arrived: map[int]int{}}
	s.after(0, "arrive1", o.arrive(1))
	n := s.run(15)
	fmt.Println(n, s.now, len(s.todo))
	n += s.run(1000)
	fmt.Println(n, s.now, len(s.todo))
	fmt.Println(strings.Join(s.log, " "))
	fmt.Println(o.waits, o.tellers[0].served+o.tellers[1].served, len(o.queue))
	ticks := 0
	var tick func(*simulation)
	tick = func(s *simulation) {
		if ticks++; ticks < 5 {
			s.after(10, "tick", tick)
		}
	}
	s.after(5, "tick", tick)
	fmt.Println(s.run(2000), ticks)
}
