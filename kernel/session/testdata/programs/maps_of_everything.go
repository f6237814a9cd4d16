package main

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"sort"
	"strings"
	"time"
)

type Point struct{ X, Y int }
type Key struct {
	P    Point
	Name string
	A    [2]bool
	I    any
}
type Grid map[Point]rune
type Matrix map[string]map[string]float64
type Graph map[int][]int
type Handlers map[string][]func(...any) any
type Counter[K comparable] map[K]int

func (c Counter[K]) Add(ks ...K) Counter[K] {
	for _, k := range ks {
		c[k]++
	}
	return c
}
func (c Counter[K]) Top(n int, less func(a, b K) bool) []K {
	keys := slices.Collect(maps.Keys(c))
	sort.Slice(keys, func(i, j int) bool {
		if c[keys[i]] != c[keys[j]] {
			return c[keys[i]] > c[keys[j]]
		}
		return less(keys[i], keys[j])
	})
	return keys[:min(n, len(keys))]
}

func (g Grid) String() string {
	var b strings.Builder
	for y := range 3 {
		for x := range 4 {
			r, ok := g[Point{x, y}]
			if !ok {
				r = '.'
			}
			b.WriteRune(r)
		}
		b.WriteByte('/')
	}
	return b.String()
}

func (m Matrix) At(r, c string) *float64 {
	row, ok := m[r]
	if !ok {
		row = make(map[string]float64)
		m[r] = row
	}
	v := row[c]
	return &v
}

func invert[K, V comparable](m map[K]V) map[V][]K {
	out := make(map[V][]K, len(m))
	for k, v := range m {
		out[v] = append(out[v], k)
	}
	return out
}

func main() {
	m := map[Key]int{}
	k := Key{Point{1, 2}, "n", [2]bool{true}, 5}
	m[k]++
	k2 := k
	k2.I = "five"
	m[k2] += 2
	k.P.X = 9
	fmt.Println(len(m), m[Key{Point{1, 2}, "n", [2]bool{true, false}, 5}], m[k], m[k2])
	g := Grid{{0, 0}: '#', {3, 2}: '世'}
	g[Point{1, 1}] = '@'
	for p := range g {
		g[Point{p.X, p.Y}]++
	}
	delete(g, Point{0, 0})
	fmt.Println(g, len(g))
	mt := Matrix{"a": {"x": 1.5}}
	*mt.At("a", "x") = 7
	mt["b"] = map[string]float64{"y": math.Inf(1)}
	mt["b"]["z"] -= 0.5
	fmt.Println(mt, mt["none"]["x"], len(mt["none"]))
	gr := Graph{1: {2, 3}, 2: nil}
	gr[2] = append(gr[2], 4)
	gr[5] = append(gr[5], gr[1]...)
	gr[1][0] = 20
	fmt.Println(gr, gr[99] == nil)
	h := Handlers{}
	h["x"] = append(h["x"], func(a ...any) any { return len(a) }, func(a ...any) any { return a[0] })
	for _, f := range h["x"] {
		fmt.Print(f("p", 1), " ")
	}
	fmt.Println(len(h["y"]))
	c := Counter[string]{}.Add(strings.Fields("a b a c b a")...)
	fmt.Println(c.Top(2, func(a, b string) bool { return a < b }), c, Counter[Point]{}.Add(Point{1, 1}, Point{1, 1}))
	inv := invert(map[string]bool{"p": true, "q": false, "r": true})
	slices.Sort(inv[true])
	fmt.Println(inv)
	nan := map[float64]string{math.NaN(): "a", math.NaN(): "b", 0: "zero", math.Copysign(0, -1): "minus"}
	_, ok := nan[math.NaN()]
	fmt.Println(len(nan), ok, nan[0])
	clear(nan)
	fmt.Println(len(nan))
	var nilm map[string][]int
	fmt.Println(nilm["x"], len(nilm), nilm == nil)
	for range nilm {
		fmt.Println("never")
	}
	delete(nilm, "x")
	type pair struct {
		n  int
		ok bool
	}
	ps := map[string]pair{"a": {1, true}}
	p := ps["a"]
	p.n = 50
	pp := map[string]*pair{"a": &p, "b": {2, false}}
	pp["a"].n++
	pp["b"].ok = !pp["b"].ok
	fmt.Println(ps, *pp["a"], *pp["b"])
	any1 := map[any]any{1: "int", "1": "string", 1.0: "float", Point{}: "point", nil: "nil", true: map[any]any{}, [1]int{1}: []int{1}, time.Second: "sec", 'a': "rune", byte(1): "byte"}
	fmt.Println(len(any1), any1[1], any1[1.0], any1[Point{}], any1[nil], any1[[1]int{1}], any1[1*time.Second], any1[int32(97)], any1[uint8(1)], any1[int64(1)])
	func() {
		defer func() { fmt.Println("recovered:", recover()) }()
		any1[[]string{}] = 1
	}()
	func() {
		defer func() { fmt.Println("recovered:", recover()) }()
		_ = any1[func() {}]
	}()
	fns := map[string]func(float64) float64{"sqrt": math.Sqrt, "dbl": func(x float64) float64 { return 2 * x }}
	if f, ok := fns["dbl"]; ok {
		fmt.Println(f(4), fns["sqrt"](16), fns["none"] == nil)
	}
	sets := map[string]map[string]struct{}{}
	add := func(s, x string) bool {
		if sets[s] == nil {
			sets[s] = map[string]struct{}{}
		}
		_, had := sets[s][x]
		sets[s][x] = struct{}{}
		return !had
	}
	fmt.Println(add("s", "x"), add("s", "x"), add("t", "x"), len(sets))
	deep := map[string]map[int]map[bool][]string{"a": {1: {true: {"x"}}}}
	deep["a"][1][true] = append(deep["a"][1][true], "y")
	deep["a"][1][false] = nil
	fmt.Printf("%v %d %T\n", deep, len(deep["a"][1]), deep)
	arr := map[string][3]int{"z": {1, 2, 3}}
	a := arr["z"]
	a[0] = 100
	fmt.Println(arr["z"][0], a[0], arr["none"][2])
	i := 0
	next := func() string { i++; return fmt.Sprint("k", i) }
	mm := map[string]int{next(): 1, next(): 2}
	mm[next()], mm[next()] = i, i*10
	fmt.Println(mm)
	x, y := mm["k1"], mm["nope"]
	v, present := mm["k2"]
	_, absent := mm["k9"]
	fmt.Println(x, y, v, present, absent)
	copyOf := mm
	copyOf["new"] = 1
	fmt.Println(len(mm) == len(copyOf), maps.Equal(mm, copyOf))
}
