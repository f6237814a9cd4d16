package main

import "fmt"

type point struct{ x, y int }
type poly struct {
	name   string
	points []point
	meta   map[string][]int
}

// Composite literals: nested, keyed, with elided types, of pointers, arrays with indexes, maps of slices.
func main() {
	p := poly{"tri", []point{{0, 0}, {1, 0}, {y: 1}}, map[string][]int{"w": {1, 2}}}
	fmt.Println(p)
	ptrs := []*point{{1, 2}, {3, 4}, nil}
	fmt.Println(*ptrs[0], ptrs[1].y, ptrs[2] == nil)
	mp := map[string]*point{"a": {5, 6}}
	fmt.Println(mp["a"].x)
	vowels := [128]bool{'a': true, 'e': true, 'i': true, 'o': true, 'u': true}
	n := 0
	for _, c := range "composite" {
		if vowels[c] {
			n++
		}
	}
	fmt.Println(n)
	s := []string{3: "d", "e", 0: "a"}
	fmt.Printf("%d %q\n", len(s), s)
	days := [...]string{"mon", "tue", "wed"}
	fmt.Println(len(days), days)
	grid := [2][2]point{{{1, 1}, {1, 2}}, {{2, 1}}}
	fmt.Println(grid)
	mm := map[point]map[string]bool{{1, 2}: {"x": true}, {3, 4}: nil}
	fmt.Println(mm[point{1, 2}]["x"], mm[point{3, 4}] == nil, len(mm))
	pm := &map[string]int{"k": 1}
	(*pm)["l"] = 2
	fmt.Println(len(*pm), (*pm)["k"])
	if (point{1, 2}) == (point{1, 2}) {
		fmt.Println("equal")
	}
	for _, q := range []point{{1, 2}, {3, 4}} {
		q.x = 0
		fmt.Print(q, " ")
	}
	fmt.Println()
	x := 3
	computed := []int{x, x * x, len("four"), func() int { return x + 100 }()}
	fmt.Println(computed)
	fmt.Println([]int{}, [0]int{}, map[int]int{}, struct{}{}, []any{1, "a", nil, []int{2}})
	ps := [...]*point{{1, 1}, {2, 2}}
	ps[0].x = 9
	fmt.Println(*ps[0], len(ps))
	deep := [][][]int{{{1}, {2, 3}}, {}, {{}}}
	fmt.Println(deep, len(deep[0][1]))
	const idx = 2
	table := [...]string{idx: "two", idx + 1: "three"}
	fmt.Printf("%q\n", table)
	fs := []func(int) int{func(i int) int { return i }, nil}
	fmt.Println(fs[0](4), fs[1] == nil)
}
