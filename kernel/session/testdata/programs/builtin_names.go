package main

import "fmt"

type stack struct{ items []int }

func (s *stack) append(v int) { s.items = append(s.items, v) }
func (s stack) len() int      { return len(s.items) }
func (s stack) cap() int      { return 99 }
func (s *stack) delete(i int) { s.items = append(s.items[:i], s.items[i+1:]...) }
func (s *stack) close() error { s.items = nil; return nil }
func (s stack) copy() stack   { return stack{append([]int(nil), s.items...)} }
func (s stack) print()        { fmt.Println(s.items) }
func (s stack) min() (m int) {
	m = s.items[0]
	for _, v := range s.items {
		m = min(m, v)
	}
	return
}
func (s stack) max() (m int) {
	for _, v := range s.items {
		m = max(m, v)
	}
	return
}
func (s *stack) clear()          { clear(s.items) }
func (s stack) new() *stack      { return new(stack) }
func (s stack) make() []int      { return make([]int, 2) }
func (s stack) panic(v any)      { panic(v) }
func (s stack) recover() any     { return "no" }
func (s stack) string() string   { return "stack" }
func (s stack) error() error     { return nil }
func (s stack) real() complex128 { return complex(1, 2) }
func (s stack) int() int         { return int(2.0) }
func (s stack) any() any         { return any(1) }

type sized interface {
	len() int
	cap() int
	string() string
}

type closer interface{ close() error }

type fields struct {
	len, cap int
	string   string
	new      func() int
	error
}

func total(len int, cap ...int) (new int) {
	for _, max := range cap {
		new += max
	}
	return new + len
}

func main() {
	s := &stack{}
	s.append(3)
	s.append(1)
	s.append(2)
	fmt.Println(s.len(), s.cap(), s.min(), s.max(), s.string(), s.error(), s.real(), s.int(), s.any(), s.recover())
	c := s.copy()
	c.delete(0)
	c.print()
	s.print()
	var z sized = s
	fmt.Println(z.len(), z.cap(), z.string(), s.new().len(), len(s.make()))
	f := s.len
	g := (*stack).append
	g(s, 7)
	fmt.Println(f(), s.len(), sized.len(s))
	s.clear()
	s.print()
	var cl closer = s
	fmt.Println(cl.close(), s.len())
	x := fields{1, 2, "s", func() int { return 4 }, nil}
	fmt.Println(x.len, x.cap, x.string, x.new(), x.error)
	fmt.Printf("%+v\n", struct{ len, string int }{1, 2})
	fmt.Println(total(1, 2, 3))
	len := 5
	string := "shadow"
	fmt.Println(len, string, s.len(), x.string)
	func() {
		defer func() { fmt.Println(recover()) }()
		s.panic("p")
	}()
	true := false
	nil := 3
	iota := 4
	fmt.Println(true, nil, iota)
}
