package main

import (
	"fmt"
	"io"
	"strings"
)

type logger struct {
	prefix string
	lines  []string
}

func (l *logger) log(args ...any) { l.lines = append(l.lines, l.prefix+fmt.Sprint(args...)) }
func (l logger) count() int       { return len(l.lines) }

type base struct {
	*logger
	id int
}

func (b base) ID() int          { return b.id }
func (b *base) setID(id int)    { b.id = id }
func (b base) describe() string { return fmt.Sprint("base ", b.id) }

type middle struct {
	base
	name string
}

func (m middle) describe() string { return m.name + " over " + m.base.describe() }

type top struct {
	middle
	io.Writer
	extra map[string]int
}

type describer interface{ describe() string }
type identified interface {
	describer
	ID() int
}
type both struct {
	describer
	io.Reader
}

type celsius float64
type temps []celsius

func (t temps) max() (m celsius) {
	for i, v := range t {
		if i == 0 || v > m {
			m = v
		}
	}
	return
}

type op func(int, int) int

func (o op) apply(a, b int) int { return o(a, b) }
func (o op) twice() op          { return func(a, b int) int { return o(o(a, b), b) } }

type set map[string]struct{}

func (s set) add(keys ...string) set {
	for _, k := range keys {
		s[k] = struct{}{}
	}
	return s
}
func (s set) has(k string) bool { _, ok := s[k]; return ok }

type pair[A, B any] struct {
	First  A
	Second B
}

func (p pair[A, B]) swap() pair[B, A] { return pair[B, A]{p.Second, p.First} }

type named[T any] struct {
	pair[string, T]
	*logger
}

func main() {
	l := &logger{prefix: "> "}
	t := top{middle{base{l, 1}, "mid"}, &strings.Builder{}, nil}
	t.log("a", 1)
	t.middle.log("b")
	t.base.logger.log("c", 2, 3)
	t.setID(7)
	fmt.Println(t.ID(), t.id, t.count(), l.lines, t.describe(), t.base.describe(), t.extra["x"])
	fmt.Fprintf(t, "written %d", 5)
	fmt.Println(t.Writer.(*strings.Builder).String())
	var d describer = t
	fmt.Println(d.describe())
	var i identified = &t
	t.setID(9)
	fmt.Println(i.ID(), i.describe())
	d = i
	if id, ok := d.(identified); ok {
		fmt.Println("identified", id.ID())
	}
	f, g := t.describe, t.setID
	t.name = "changed"
	g(11)
	fmt.Println(f(), t.id)
	h := (*base).setID
	h(&t.base, 12)
	k := base.describe
	fmt.Println(k(t.base), middle.describe(t.middle), describer.describe(t))
	b := both{t, strings.NewReader("read me")}
	text, _ := io.ReadAll(b)
	fmt.Println(b.describe(), string(text))
	b.describer = base{id: 3}
	fmt.Println(b.describe())
	fmt.Println(temps{1, 5, 3}.max(), temps(nil).max())
	add := op(func(a, b int) int { return a + b })
	fmt.Println(add.apply(1, 2), add.twice().twice()(1, 2), op.apply(add, 3, 4))
	s := set{}.add("a", "b")
	fmt.Println(s.has("a"), s.has("z"), len(s))
	p := pair[string, int]{"x", 1}
	fmt.Printf("%v %+v %T\n", p.swap(), p.swap(), p.swap())
	n := named[[]int]{pair[string, []int]{"n", []int{1}}, l}
	n.log("from ", n.First, n.Second)
	fmt.Println(n.swap().Second, l.count(), n.lines[len(n.lines)-1])
	fs := map[string]func() string{"t": t.describe, "b": t.base.describe}
	t.name = "later"
	fmt.Println(fs["t"](), fs["b"]())
	var nilTop *top
	func() {
		defer func() { fmt.Println(recover() != nil) }()
		fmt.Println(nilTop.describe())
	}()
	people := []*middle{{base{l, 1}, "one"}, {base{l, 2}, "two"}}
	var calls []func()
	for _, p := range people {
		calls = append(calls, func() { p.log(p.name, p.ID()) }, p.bump)
	}
	for _, c := range calls {
		c()
	}
	fmt.Println(l.lines[len(l.lines)-2:], people[0].id, people[1].id)
}

func (m *middle) bump() { m.id += 100 }
