package main

import (
	"fmt"
	"maps"
	"slices"
	"sort"
	"strings"
)

type point struct{ x, y int }
type employee struct {
	name   string
	salary float64
	tags   []string
	boss   *employee
	at     point
}

type grid map[point]rune

func (g grid) neighbours(p point) (n int) {
	for dx := -1; dx <= 1; dx++ {
		for dy := -1; dy <= 1; dy++ {
			if dx == 0 && dy == 0 {
				continue
			}
			if _, ok := g[point{p.x + dx, p.y + dy}]; ok {
				n++
			}
		}
	}
	return n
}

func (g grid) step() grid {
	next := grid{}
	for p := range g {
		for dx := -1; dx <= 1; dx++ {
			for dy := -1; dy <= 1; dy++ {
				q := point{p.x + dx, p.y + dy}
				n := g.neighbours(q)
				if _, alive := g[q]; n == 3 || alive && n == 2 {
					next[q] = '#'
				}
			}
		}
	}
	return next
}

func (g grid) String() string {
	var lo, hi point
	for p := range g {
		lo.x, lo.y = min(lo.x, p.x), min(lo.y, p.y)
		hi.x, hi.y = max(hi.x, p.x), max(hi.y, p.y)
	}
	var b strings.Builder
	for y := lo.y; y <= hi.y; y++ {
		for x := lo.x; x <= hi.x; x++ {
			c, ok := g[point{x, y}]
			if !ok {
				c = '.'
			}
			b.WriteRune(c)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func main() {
	staff := map[string]employee{
		"ann": {name: "Ann", salary: 10, tags: []string{"a"}},
		"bob": {"Bob", 20, nil, nil, point{1, 2}},
	}
	ann := staff["ann"]
	ann.salary++
	ann.tags = append(ann.tags, "b")
	fmt.Println(staff["ann"].salary, ann.salary, len(staff["ann"].tags), staff["nobody"].name == "")
	staff["ann"] = ann
	bob := staff["bob"]
	bob.boss = &ann
	staff["bob"] = bob
	bob.boss.salary *= 2
	fmt.Println(staff["bob"].boss.salary, staff["ann"].salary, staff["bob"].at.y)
	byName := map[string]*employee{}
	for k, e := range staff {
		byName[k] = &e
	}
	byName["ann"].salary = -1
	fmt.Println(staff["ann"].salary, byName["ann"].salary, len(byName))
	nested := map[string]map[int][]point{}
	for i, w := range strings.Fields("a b a c a") {
		if nested[w] == nil {
			nested[w] = map[int][]point{}
		}
		nested[w][i%2] = append(nested[w][i%2], point{i, len(w)})
	}
	fmt.Println(nested, len(nested["a"][0]), nested["zz"][5] == nil)
	counts := map[point]int{}
	for _, p := range []point{{1, 2}, {2, 1}, {1, 2}} {
		counts[p]++
		counts[point{p.y, p.x}] += 10
	}
	fmt.Println(counts)
	keys := slices.SortedFunc(maps.Keys(counts), func(a, b point) int { return a.x - b.x })
	fmt.Println(keys)
	g := grid{{0, 0}: '#', {1, 0}: '#', {2, 0}: '#'}
	for range 3 {
		fmt.Print(g, "--\n")
		g = g.step()
	}
	arr := map[[2]int]string{{1, 2}: "x"}
	arr[[2]int{3, 4}] += "y"
	v, ok := arr[[2]int{5, 6}]
	fmt.Println(arr, v == "", ok)
	delete(arr, [2]int{1, 2})
	any1 := map[any]string{1: "int", "1": "string", point{1, 1}: "point", 1.0: "float", [1]int{1}: "array", true: "bool"}
	fmt.Println(any1[1], any1["1"], any1[point{1, 1}], any1[1.0], any1[[1]int{1}], any1[true], len(any1))
	type pair struct {
		k string
		v int
	}
	var pairs []pair
	for k, v := range map[string]int{"x": 3, "y": 1, "z": 2} {
		pairs = append(pairs, pair{k, v})
	}
	sort.Slice(pairs, func(i, j int) bool { return pairs[i].v < pairs[j].v })
	fmt.Printf("%v %+v\n", pairs, pairs[0])
	funcs := map[string]func(...int) int{
		"sum": func(v ...int) (s int) {
			for _, n := range v {
				s += n
			}
			return
		},
		"len": func(v ...int) int { return len(v) },
	}
	fmt.Println(funcs["sum"](1, 2, 3), funcs["len"](), funcs["none"] == nil)
	clear(counts)
	fmt.Println(len(counts), maps.Equal(map[int]int{1: 2}, map[int]int{1: 2}))
	for k := range map[string]bool{"only": true} {
		staff[k] = employee{}
	}
	for k := range staff {
		if strings.HasPrefix(k, "o") {
			delete(staff, k)
		}
	}
	fmt.Println(len(staff))
}
