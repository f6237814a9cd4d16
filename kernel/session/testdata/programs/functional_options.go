package main

import (
	"fmt"
	"os"
	"sort"
	"strings"
)

type (
	ID    = int
	Names []string
	Pred  func(int) bool
	Graph map[string]map[string]int
	Point struct{ X, Y int }
	Path  []Point
	Opt   func(*cfg) error
)

type cfg struct {
	name string
	n    int
	on   bool
}

func withName(s string) Opt { return func(c *cfg) error { c.name = s; return nil } }
func withN(n int) Opt {
	return func(c *cfg) error {
		if n < 0 {
			return fmt.Errorf("negative %d", n)
		}
		c.n = n
		return nil
	}
}

func build(opts ...Opt) (c cfg, err error) {
	c = cfg{name: "default", on: true}
	for i, o := range opts {
		if err = o(&c); err != nil {
			return cfg{}, fmt.Errorf("option %d: %w", i, err)
		}
	}
	return
}

func (p Pred) and(q Pred) Pred { return func(n int) bool { return p(n) && q(n) } }
func (p Pred) not() Pred       { return func(n int) bool { return !p(n) } }

func (n Names) Len() int           { return len(n) }
func (n Names) Less(i, j int) bool { return n[i] < n[j] }
func (n Names) Swap(i, j int)      { n[i], n[j] = n[j], n[i] }
func (n *Names) Add(s ...string) *Names {
	*n = append(*n, s...)
	return n
}

func (g Graph) link(a, b string, w int) {
	for _, k := range [...]string{a, b} {
		if _, ok := g[k]; !ok {
			g[k] = make(map[string]int)
		}
	}
	g[a][b], g[b][a] = w, w
}

func (g Graph) shortest(from, to string) (path []string, cost int) {
	dist := map[string]int{from: 0}
	prev := map[string]string{}
	done := map[string]bool{}
	for {
		best, found := "", false
		for n, d := range dist {
			if !done[n] && (!found || d < dist[best] || d == dist[best] && n < best) {
				best, found = n, true
			}
		}
		if !found {
			return nil, -1
		}
		if best == to {
			break
		}
		done[best] = true
		for n, w := range g[best] {
			if d, ok := dist[n]; !ok || dist[best]+w < d {
				dist[n], prev[n] = dist[best]+w, best
			}
		}
	}
	for n := to; n != from; n = prev[n] {
		path = append([]string{n}, path...)
	}
	return append([]string{from}, path...), dist[to]
}

func (p Path) length() (n int) {
	for i := 1; i < len(p); i++ {
		dx, dy := p[i].X-p[i-1].X, p[i].Y-p[i-1].Y
		n += max(dx, -dx) + max(dy, -dy)
	}
	return
}

type Stack[T any] struct{ items []T }

func (s *Stack[T]) Push(v T) { s.items = append(s.items, v) }
func (s *Stack[T]) Pop() (v T, ok bool) {
	if len(s.items) == 0 {
		return
	}
	v, s.items = s.items[len(s.items)-1], s.items[:len(s.items)-1]
	return v, true
}

func rpn(text string) (result float64, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("rpn: %v", r)
		}
	}()
	var s Stack[float64]
	for _, f := range strings.Fields(text) {
		switch f {
		case "+", "-", "*", "/":
			b, ok1 := s.Pop()
			a, ok2 := s.Pop()
			if !ok1 || !ok2 {
				panic("too few operands for " + f)
			}
			s.Push(map[string]func() float64{
				"+": func() float64 { return a + b },
				"-": func() float64 { return a - b },
				"*": func() float64 { return a * b },
				"/": func() float64 { return a / b },
			}[f]())
		default:
			var x float64
			if _, err := fmt.Sscanf(f, "%g", &x); err != nil {
				return 0, fmt.Errorf("bad number %q", f)
			}
			s.Push(x)
		}
	}
	result, _ = s.Pop()
	return
}

func wrap(text string, width int) (lines []string) {
	var line strings.Builder
	for word := range strings.SplitSeq(text, " ") {
		if line.Len() > 0 && line.Len()+1+len(word) > width {
			lines = append(lines, line.String())
			line.Reset()
		}
		if line.Len() > 0 {
			line.WriteByte(' ')
		}
		line.WriteString(word)
	}
	if line.Len() > 0 {
		lines = append(lines, line.String())
	}
	return
}

func roman(n int) string {
	var b strings.Builder
	for _, r := range []struct {
		v int
		s string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= r.v; n -= r.v {
			b.WriteString(r.s)
		}
	}
	return b.String()
}

func caesar(s string, k rune) string {
	return strings.Map(func(r rune) rune {
		switch {
		case 'a' <= r && r <= 'z':
			return 'a' + (r-'a'+k+26)%26
		case 'A' <= r && r <= 'Z':
			return 'A' + (r-'A'+k+26)%26
		}
		return r
	}, s)
}

var (
	_     = fmt.Sprint
	total = compute(base)
	base  = 20
)

func compute(n int) int { return n + len(table) }

var table = [...]string{2: "two", 0: "zero"}

func init() { total++ }
func init() { total *= 2 }

func main() {
	fmt.Println(build())
	fmt.Println(build(withName("x"), withN(3)))
	fmt.Println(build(withN(-1)))
	even := Pred(func(n int) bool { return n%2 == 0 })
	big := Pred(func(n int) bool { return n > 5 })
	for i := range 10 {
		if even.and(big.not())(i) {
			fmt.Print(i, " ")
		}
	}
	fmt.Println()
	names := Names{"c", "a"}
	names.Add("b", "d").Add("e")
	sort.Sort(sort.Reverse(names))
	fmt.Println(names, len(names), names[1:3], Names.Len(names))
	g := Graph{}
	g.link("a", "b", 4)
	g.link("a", "c", 1)
	g.link("c", "b", 2)
	g.link("b", "d", 5)
	fmt.Println(g.shortest("a", "d"))
	fmt.Println(g.shortest("a", "z"))
	fmt.Println(Path{{0, 0}, {3, 4}, {1, -1}}.length())
	for _, s := range []string{"3 4 + 2 *", "1 +", "2 x", "1 0 /", "5"} {
		fmt.Println(rpn(s))
	}
	for _, l := range wrap("the quick brown fox jumps over the lazy dog", 12) {
		fmt.Printf("%-12s|\n", l)
	}
	fmt.Println(roman(1994), roman(3999), caesar("Hello, World", 3), caesar(caesar("abc xyz", 5), -5))
	fmt.Println(total, base, len(table), table)
	var id ID = 3
	var n int = id
	fmt.Printf("%T %d\n", id, n)
	matrix := [][]string{strings.Split("a,b", ","), strings.Split("c,d,e", ",")}
	for y, row := range matrix {
		for x := range row {
			matrix[y][x] += fmt.Sprint(y, x)
		}
	}
	fmt.Println(matrix, len(matrix[1][2:]))
	type kv struct {
		k string
		v int
	}
	freq := map[rune]int{}
	for _, r := range "hello world" {
		freq[r]++
	}
	var kvs []kv
	for r, n := range freq {
		kvs = append(kvs, kv{string(r), n})
	}
	sort.Slice(kvs, func(i, j int) bool {
		if kvs[i].v == kvs[j].v {
			return kvs[i].k < kvs[j].k
		}
		return kvs[i].v > kvs[j].v
	})
	fmt.Println(kvs[:3], len(kvs))
	if len(os.Args) > 5 {
		return
	}
	x := 10
	ptr := &x
	pp := &ptr
	**pp = 20
	fmt.Println(x, *ptr == **pp, ptr == *pp)
	y := *ptr
	y++
	fmt.Println(x, y)
	var arr [3]*int
	for i := range arr {
		arr[i] = new(int)
		*arr[i] = i * i
	}
	fmt.Println(*arr[2], arr[0] == arr[1])
	sw := func(v any) (s string) {
		switch t := v.(type) {
		case nil:
			s = "nil"
		case int, int64:
			s = fmt.Sprintf("integer %v", t)
		case []int:
			s = fmt.Sprintf("slice of %d", len(t))
		case map[string]int:
			s = fmt.Sprintf("map of %d", len(t))
		case func() string:
			s = t()
		case error:
			s = "error " + t.Error()
		case fmt.Stringer:
			s = "stringer " + t.String()
		case *cfg:
			s = t.name
		case Point:
			s = fmt.Sprint("point ", t.X+t.Y)
		case chan int:
			s = fmt.Sprint("chan ", cap(t))
		default:
			s = fmt.Sprintf("%T", t)
		}
		return
	}
	for _, v := range []any{nil, 1, int64(2), []int{1}, map[string]int{}, func() string { return "called" }, fmt.Errorf("e"), &cfg{name: "p"}, Point{1, 2}, make(chan int, 3), 'x', 1.5, [2]bool{}, struct{}{}, Names{}, &names} {
		fmt.Print(sw(v), "; ")
	}
	fmt.Println()
}
