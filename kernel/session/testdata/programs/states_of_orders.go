package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

type State int

const (
	New State = iota
	Paid
	Shipped
	Done
	Cancelled
	numStates
)

var names = [numStates]string{"new", "paid", "shipped", "done", "cancelled"}

func (s State) String() string {
	if s < 0 || s >= numStates {
		return fmt.Sprintf("State(%d)", int(s))
	}
	return names[s]
}

type Event string

type transition struct {
	from State
	on   Event
}

type guard func(*Machine) error
type action func(m *Machine, from, to State)

type edge struct {
	to     State
	guards []guard
	do     action
}

type Machine struct {
	State
	table   map[transition]edge
	hooks   map[State][]action
	history []State
	data    map[string]any
}

type TransitionError struct {
	transition
	Cause error
}

func (e *TransitionError) Error() string {
	s := fmt.Sprintf("%v --%s-->", e.from, e.on)
	if e.Cause != nil {
		s += ": " + e.Cause.Error()
	}
	return s
}
func (e *TransitionError) Unwrap() error { return e.Cause }
func (e *TransitionError) Is(target error) bool {
	t, ok := target.(*TransitionError)
	return ok && t.transition == e.transition && t.Cause == nil
}

func (m *Machine) Fire(on Event) (err error) {
	key := transition{m.State, on}
	e, ok := m.table[key]
	if !ok {
		return &TransitionError{key, nil}
	}
	for _, g := range e.guards {
		if err := g(m); err != nil {
			return &TransitionError{transition: key, Cause: err}
		}
	}
	from := m.State
	defer func() {
		if r := recover(); r != nil {
			m.State = from
			err = &TransitionError{key, fmt.Errorf("action: %v", r)}
			return
		}
		m.history = append(m.history, m.State)
	}()
	m.State = e.to
	if e.do != nil {
		e.do(m, from, e.to)
	}
	for _, h := range m.hooks[e.to] {
		h(m, from, e.to)
	}
	return nil
}

func atLeast(key string, n int) guard {
	return func(m *Machine) error {
		if have, _ := m.data[key].(int); have < n {
			return fmt.Errorf("%s is %d: %w", key, have, errTooLittle)
		}
		return nil
	}
}

var errTooLittle = errors.New("too little")

func (m *Machine) note(_, to State) { m.data["last"] = to }

// lexer states as functions that return functions
type stateFn func(*lexer) stateFn
type lexer struct {
	in    string
	out   []string
	start int
	pos   int
}

func (l *lexer) emit(kind string) {
	l.out = append(l.out, kind+"("+l.in[l.start:l.pos]+")")
	l.start = l.pos
}

func lexStart(l *lexer) stateFn {
	if l.pos >= len(l.in) {
		return nil
	}
	switch c := l.in[l.pos]; {
	case c == ' ':
		l.pos++
		l.start = l.pos
		return lexStart
	case '0' <= c && c <= '9':
		return lexWhile("num", func(b byte) bool { return '0' <= b && b <= '9' || b == '.' })
	case 'a' <= c && c <= 'z':
		return lexWhile("id", func(b byte) bool { return 'a' <= b && b <= 'z' })
	}
	l.pos++
	l.emit("op")
	return lexStart
}

func lexWhile(kind string, in func(byte) bool) stateFn {
	return func(l *lexer) stateFn {
		for l.pos < len(l.in) && in(l.in[l.pos]) {
			l.pos++
		}
		l.emit(kind)
		return lexStart
	}
}

func main() {
	m := &Machine{data: map[string]any{}}
	m.hooks = map[State][]action{
		Paid: {(*Machine).note, func(_ *Machine, f, t State) { fmt.Println("hook", f, "->", t) }},
		Done: {(*Machine).printed, func(_ *Machine, f, t State) { g := m.printed; g(f, t) }},
	}
	m.table = map[transition]edge{
		{New, "pay"}:      {Paid, []guard{atLeast("money", 10)}, func(m *Machine, _, _ State) { m.data["money"] = m.data["money"].(int) - 10 }},
		{Paid, "ship"}:    {to: Shipped},
		{Shipped, "done"}: {Done, nil, nil},
		{New, "cancel"}:   {to: Cancelled},
		{Paid, "cancel"}:  {to: Cancelled, do: func(m *Machine, _, _ State) { _ = m.data["none"].(string) }},
	}
	fire := func(events ...Event) {
		for _, e := range events {
			if err := m.Fire(e); err != nil {
				fmt.Println("refused:", err, errors.Is(err, errTooLittle), errors.Is(err, &TransitionError{transition: transition{m.State, e}}))
			}
		}
	}
	fire("ship", "pay")
	m.data["money"] = 25
	fire("pay", "cancel", "ship", "done", "pay")
	fmt.Println(m.State, m.history, m.data, State(7), m)
	fmt.Println(slices.Contains(m.history, Shipped), m.State == Done, m.String())
	l := &lexer{in: "foo = 12.5*bar1 + é"}
	for s := stateFn(lexStart); s != nil; {
		s = s(l)
	}
	fmt.Println(strings.Join(l.out[:8], " "), len(l.out))
}

func (m *Machine) printed(from, to State) {
	fmt.Printf("%v reached from %d, %v\n", to, from, m.data["last"])
}
