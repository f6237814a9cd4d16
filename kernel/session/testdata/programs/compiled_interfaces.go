package main

import (
	"bytes"
	"container/heap"
	"container/list"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"sort"
	"strings"
	"sync"
)

type IntHeap []int

func (h IntHeap) Len() int           { return len(h) }
func (h IntHeap) Less(i, j int) bool { return h[i] < h[j] }
func (h IntHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *IntHeap) Push(x any)        { *h = append(*h, x.(int)) }
func (h *IntHeap) Pop() any {
	old := *h
	n := len(old)
	x := old[n-1]
	*h = old[:n-1]
	return x
}

type byLen []string

func (b byLen) Len() int           { return len(b) }
func (b byLen) Less(i, j int) bool { return len(b[i]) < len(b[j]) }
func (b byLen) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

type upper struct{ r io.Reader }

func (u upper) Read(p []byte) (int, error) {
	n, err := u.r.Read(p)
	copy(p, bytes.ToUpper(p[:n]))
	return n, err
}

type counter struct{ n int }

func (c *counter) Write(p []byte) (int, error) { c.n += len(p); return len(p), nil }

type listFlag []string

func (l *listFlag) String() string     { return strings.Join(*l, ",") }
func (l *listFlag) Set(s string) error { *l = append(*l, s); return nil }

type Shape interface {
	Area() float64
	Perimeter() float64
}
type namer interface{ Name() string }
type Named interface {
	Shape
	namer
	fmt.Stringer
}
type Rect struct{ W, H float64 }

func (r Rect) Area() float64      { return r.W * r.H }
func (r Rect) Perimeter() float64 { return 2 * (r.W + r.H) }
func (r Rect) Name() string       { return "rect" }
func (r Rect) String() string     { return fmt.Sprintf("Rect(%g,%g)", r.W, r.H) }

type Sq struct {
	Rect
	label string
}

func (s *Sq) Name() string { return "sq " + s.label }

type key string
type locker struct {
	sync.Mutex
	n int
}

func total(shapes ...Shape) (t float64) {
	for _, s := range shapes {
		t += s.Area()
	}
	return
}

func main() {
	h := &IntHeap{5, 2, 8}
	heap.Init(h)
	heap.Push(h, 3)
	for h.Len() > 0 {
		fmt.Print(heap.Pop(h), " ")
	}
	fmt.Println()
	words := []string{"ccc", "a", "bb"}
	sort.Sort(sort.Reverse(byLen(words)))
	fmt.Println(words)
	data, err := io.ReadAll(upper{strings.NewReader("hello")})
	fmt.Println(string(data), err)
	var c counter
	fmt.Fprintf(&c, "%d %s", 12, "abc")
	n, _ := io.Copy(io.MultiWriter(&c, os.Stdout), upper{strings.NewReader("xyz\n")})
	fmt.Println(c.n, n)
	var l listFlag
	fs := flag.NewFlagSet("t", flag.ContinueOnError)
	fs.Var(&l, "x", "usage")
	fmt.Println(fs.Parse([]string{"-x", "a", "-x", "b"}), l)

	var s Shape = Rect{2, 3}
	fmt.Println(s.Area(), s.Perimeter(), s)
	if st, ok := s.(fmt.Stringer); ok {
		fmt.Println("stringer", st.String())
	}
	var nm Named = &Sq{Rect{1, 1}, "l"}
	fmt.Println(nm.Name(), nm.Area(), nm)
	s = nm
	_, isNamer := s.(namer)
	_, isErr := s.(error)
	fmt.Println(isNamer, isErr, total(s, Rect{1, 2}, &Rect{3, 4}))
	f := s.Area
	s = Rect{10, 10}
	fmt.Println(f(), s.Area(), Shape.Area(s), Rect.Area(Rect{4, 4}))
	shapes := map[string]Shape{"a": Rect{1, 2}}
	fmt.Println(shapes["a"].Area(), shapes)
	lst := list.New()
	lst.PushBack(Rect{1, 1})
	lst.PushBack(&Sq{})
	for e := lst.Front(); e != nil; e = e.Next() {
		fmt.Println(e.Value.(Shape).Area())
	}
	ctx := context.WithValue(context.Background(), key("k"), Rect{5, 5})
	fmt.Println(ctx.Value("k"), ctx.Value(key("k")).(Rect).W)
	lk := &locker{}
	lk.Lock()
	lk.n++
	lk.Unlock()
	var sl sync.Locker = lk
	sl.Lock()
	sl.Unlock()
	var m sync.Map
	m.Store(key("a"), Rect{1, 1})
	v, ok := m.Load(key("a"))
	_, ok2 := m.Load("a")
	fmt.Println(v, ok, ok2)
	var nilShape Shape
	fmt.Println(nilShape == nil, s == Shape(Rect{10, 10}), s != nil)
	defer func() {
		r := recover()
		err, ok := r.(error)
		fmt.Println(ok, err)
		var re interface{ RuntimeError() }
		fmt.Println(errors.As(err, &re))
	}()
	fmt.Println(nilShape.Area())
}
