package main

import (
	"encoding/json"
	"fmt"
	"sort"
	"strings"
	"sync"
	"time"
)

type Solo struct{ *Solo }
type Emb struct {
	Base
	*Emb2
	sync.Mutex
	n int
}
type Base struct {
	up   *Emb
	name string
}
type Emb2 struct {
	of   []Emb
	when time.Time
}

func (b Base) Name() string { return b.name }
func (e *Emb2) Count() int  { return len(e.of) }
func (e *Emb) Deep() string { return e.up.up.Name() }

type Grid struct {
	cells [2][2]struct {
		of   *Grid
		f    func(g Grid) [2]*Grid
		next [1]Small
	}
	n int
}
type Small struct {
	g  *Grid
	by map[Pos]*Small
}
type Pos [2]int
type Alias = Small
type Other Small
type Twice Other

type Shape interface {
	Area() float64
	Parts() []Shape
}
type Group struct {
	shapes []Shape
	named  map[string]Shape
	filter func(Shape) bool
	sub    map[string]Group
}
type Sq float64

func (s Sq) Area() float64  { return float64(s * s) }
func (s Sq) Parts() []Shape { return nil }
func (g Group) Area() (a float64) {
	for _, s := range g.shapes {
		if g.filter == nil || g.filter(s) {
			a += s.Area()
		}
	}
	for _, s := range g.sub {
		a += s.Area()
	}
	return a
}
func (g Group) Parts() []Shape { return g.shapes }

type Event struct {
	at time.Time
	ch chan Event
	on map[string][]func(Event, ...Event) (Event, error)
}

type state func(*machine) state
type machine struct {
	table map[string]state
	trace []string
	stack []state
	hook  [2]func(state, *machine) state
}

type JSON struct {
	Name string          `json:"name"`
	Kids []JSON          `json:"kids,omitempty"`
	By   map[string]JSON `json:"by,omitempty"`
	hid  func(JSON) JSON
}

type byName []JSON

func (b byName) Len() int           { return len(b) }
func (b byName) Less(i, j int) bool { return b[i].Name < b[j].Name }
func (b byName) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

type Pair[K comparable, V any] struct {
	key  K
	val  V
	next *Pair[K, V]
	all  map[K][]Pair[K, V]
	walk func(func(Pair[K, V]) bool)
}

// Struct types that refer to themselves in every kind of field.
func main() {
	s := Solo{}
	s.Solo = &s
	fmt.Println(s.Solo.Solo == &s)
	e := &Emb{Base: Base{name: "e"}, n: 1}
	e.up = e
	e.Emb2 = &Emb2{of: make([]Emb, 3)}
	e.of[1].n = 5
	e.Lock()
	e.Unlock()
	fmt.Println(e.Name(), e.Count(), e.Deep(), e.of[1].n, e.when.IsZero())
	g := Grid{n: 3}
	g.cells[1][0].of = &g
	g.cells[0][1].f = func(g Grid) [2]*Grid { return [2]*Grid{g.cells[1][0].of, nil} }
	g.cells[1][1].next[0].by = map[Pos]*Small{{1, 2}: {g: &g}}
	fmt.Println(g.cells[1][0].of.n, g.cells[0][1].f(g)[0] == &g, g.cells[1][1].next[0].by[Pos{1, 2}].g.n)
	var a Alias = g.cells[1][1].next[0]
	o := Other(a)
	t := Twice(o)
	fmt.Println(len(t.by), o.by[Pos{1, 2}].g.n, Small(t).g == nil)
	gr := Group{shapes: []Shape{Sq(2), Sq(3)}, named: map[string]Shape{"a": Sq(1)}, sub: map[string]Group{"x": {shapes: []Shape{Sq(1)}}}}
	gr.filter = func(s Shape) bool { return s.Area() > 5 }
	gr.shapes = append(gr.shapes, gr)
	fmt.Println(gr.Area(), len(gr.Parts()), gr.named["a"].Area())
	ev := Event{ch: make(chan Event, 1)}
	ev.on = map[string][]func(Event, ...Event) (Event, error){"x": {func(e Event, more ...Event) (Event, error) {
		return e, fmt.Errorf("%d more", len(more))
	}}}
	ev.ch <- ev
	got := <-ev.ch
	back, err := got.on["x"][0](ev, ev, got)
	fmt.Println(err, len(back.ch), len(back.on))
	m := &machine{table: map[string]state{}}
	m.table["start"] = func(m *machine) state { m.trace = append(m.trace, "start"); return m.table["end"] }
	m.table["end"] = func(m *machine) state { m.trace = append(m.trace, "end"); return nil }
	m.stack = append(m.stack, m.table["start"])
	m.hook[0] = func(s state, m *machine) state { return s(m) }
	m.hook[0](m.stack[0], m)
	for st := m.stack[0]; st != nil; {
		st = st(m)
	}
	fmt.Println(strings.Join(m.trace, ","), m.hook[1] == nil)
	j := JSON{Name: "root", Kids: []JSON{{Name: "b"}, {Name: "a"}}, By: map[string]JSON{"k": {Name: "k"}}}
	j.hid = func(j JSON) JSON { return j.Kids[0] }
	sort.Sort(byName(j.Kids))
	text, err := json.Marshal(j)
	fmt.Println(string(text), err, j.hid(j).Name)
	var j2 JSON
	fmt.Println(json.Unmarshal(text, &j2), j2.Kids[1].Name, j2.By["k"].Name)
	fmt.Printf("%v %+v %T\n", j2, j2.Kids, j.hid)
	p := &Pair[string, int]{key: "k", val: 2}
	p.all = map[string][]Pair[string, int]{"k": {*p, {key: "z"}}}
	p.walk = func(yield func(Pair[string, int]) bool) {
		for _, q := range p.all["k"] {
			if !yield(q) {
				return
			}
		}
	}
	for q := range p.walk {
		fmt.Println(q.key, q.val)
	}
	type local struct {
		kids map[string]local
		f    func(*local) []local
	}
	l := local{kids: map[string]local{"a": {}}}
	l.f = func(l *local) []local { return []local{*l, l.kids["a"]} }
	fmt.Println(len(l.f(&l)), l.f(&l)[1].f == nil)
	var any1 any = l.kids["a"]
	_, ok := any1.(local)
	var any2 any = gr.sub["x"]
	_, isShape := any2.(Shape)
	fmt.Println(ok, isShape)
	sm := map[Solo]int{s: 1}
	fmt.Println(sm[s], sm[Solo{}])
}
