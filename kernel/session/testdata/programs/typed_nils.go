package main

import "fmt"

type P struct{ p *int }
type L []*P
type S struct {
	p  *P
	m  map[string]*P
	l  L
	f  func(*P) *P
	ch chan *P
}

func v(ps ...*P) int      { return len(ps) }
func vs(ps ...func()) int { return len(ps) }
func vm(a int, ps ...L) (n int) {
	for _, p := range ps {
		if p == nil {
			n++
		}
	}
	return
}
func two() (*P, error)                  { return nil, nil }
func three() (L, map[string]*P, func()) { return nil, nil, nil }
func g[T any](xs ...*T) int             { return len(xs) }

func main() {
	fmt.Println(v(nil), v(nil, &P{}), v(&P{}, nil), vs(nil, nil), vm(1, nil, L{}, nil), g[P](nil, nil))
	l := L{nil, {}, nil}
	m := map[string]*P{"a": nil}
	m["b"] = nil
	l[1] = nil
	a := [2]*P{nil, {}}
	ch := make(chan *P, 3)
	ch <- nil
	x, err := two()
	p, q, r := three()
	s := S{nil, nil, nil, nil, nil}
	s2 := S{p: nil, l: L{nil}}
	s.p, s.m, s.l, s.f = nil, nil, nil, nil
	s.m = map[string]*P{"x": nil}
	fmt.Println(l[0] == nil, len(l), m["a"] == nil, len(m), a[0] == nil, <-ch == nil, x, err, p == nil, q == nil, r == nil, s.f == nil, s2.l[0] == nil, len(s.m))
	var pp **P = new(*P)
	*pp = nil
	*pp = &P{}
	*pp = nil
	fmt.Println(*pp == nil)
	func(p *P, f func()) { fmt.Println(p == nil, f == nil) }(nil, nil)
	l = append(append(l, nil), append(L{}, nil)...)
	fmt.Println(len(l), v(l...), v([]*P(nil)...))
	copy(l[1:], L{{}})
	for i := range l {
		if l[i] != nil {
			fmt.Print(i)
		}
	}
	m2 := map[*P]string{nil: "n", {}: "e"}
	fmt.Println(m2[nil], len(m2))
	ms := map[string]map[string][]*P{}
	ms["a"] = map[string][]*P{}
	ms["a"]["b"] = append(ms["a"]["b"], nil)
	ms["z"] = nil
	fmt.Println(len(ms["a"]["b"]), ms["z"] == nil, len(ms["none"]["x"]))
	delete(m2, nil)
	m2[nil] += "x"
	_, has := m2[nil]
	fmt.Println(m2[nil], has)
	if p := (*P)(nil); p == nil {
		fmt.Println("nil", p)
	}
	var i any = (*P)(nil)
	_, ok := i.(*P)
	fmt.Println(i == nil, i == (*P)(nil), ok)
	type node struct{ kids []*node }
	n := &node{}
	n.kids = append(n.kids, nil, &node{}, nil)
	n.kids[1].kids = append(n.kids[1].kids, n, nil)
	fmt.Println(len(n.kids), n.kids[1].kids[0] == n, n.kids[1].kids[1] == nil)
}
