package main

import (
	"fmt"
)

type Opt func(*Conf)
type Conf struct {
	opts []Opt
	by   map[string]func(*Conf) int
	n    int
	last func(Conf) Conf
}

func with(n int) Opt { return func(c *Conf) { c.n += n } }
func New(opts ...Opt) *Conf {
	c := &Conf{opts: opts}
	for _, o := range opts {
		o(c)
	}
	return c
}
func (c *Conf) again() {
	for _, o := range c.opts {
		o(c)
	}
}

type Server struct {
	handlers map[string]Handler
	hooks    []func(*Server) error
	log      []string
}
type Handler func(s *Server, args ...string) Handler

func (s *Server) on(name string, h Handler) {
	if s.handlers == nil {
		s.handlers = map[string]Handler{}
	}
	s.handlers[name] = h
}

type Menu struct {
	items []struct {
		name string
		act  func(*Menu) int
	}
	n int
}
type Box struct {
	in struct {
		f    func(*Box) int
		next *Box
	}
	n int
}

// Structs hold functions of themselves in slices, maps and structs: options, handlers, hooks.
func main() {
	c := New(with(1), with(2))
	c.again()
	c.opts = append(c.opts, func(c *Conf) { c.n *= 10 })
	c.again()
	c.by = map[string]func(*Conf) int{"n": func(c *Conf) int { return c.n }}
	c.by["m"] = (*Conf).m
	c.last = func(c Conf) Conf { c.n = 0; return c }
	fmt.Println(c.n, c.by["n"](c), c.by["m"](c), c.last(*c).n, len(c.last(*c).opts))
	s := &Server{}
	s.on("a", func(s *Server, args ...string) Handler { s.log = append(s.log, args...); return s.handlers["b"] })
	s.on("b", func(s *Server, args ...string) Handler { s.log = append(s.log, "b"); return nil })
	s.hooks = append(s.hooks, func(s *Server) error { s.log = append(s.log, "hook"); return nil })
	for _, h := range s.hooks {
		fmt.Println(h(s))
	}
	for h := s.handlers["a"]; h != nil; {
		h = h(s, "x", "y")
	}
	fmt.Println(s.log)
	m := &Menu{}
	m.items = append(m.items, struct {
		name string
		act  func(*Menu) int
	}{"x", func(m *Menu) int { m.n++; return m.n }})
	fmt.Println(m.items[0].act(m), m.items[0].act(m))
	b := &Box{n: 3}
	b.in.f = func(b *Box) int { return b.n }
	b.in.next = b
	fmt.Println(b.in.next.in.f(b))
}
func (c *Conf) m() int { return -c.n }
