package main

import (
	"fmt"
	"sort"
)

// Types, constants and functions declared inside functions.
func main() {
	type point struct{ x, y int }
	const size = 3
	points := make([]point, 0, size)
	for i := range size {
		points = append(points, point{i, size - i})
	}
	fmt.Println(points, len(points) == size)
	type byX []point
	sort.Slice(points, func(i, j int) bool { return points[i].y < points[j].y })
	fmt.Println(byX(points)[0].x)
	type weekday int
	const (
		monday weekday = iota
		tuesday
	)
	fmt.Println(int(tuesday), monday == 0)
	{
		type point string
		var p point = "shadowed"
		fmt.Println(string(p))
	}
	type pair struct {
		key   string
		value *point
	}
	pairs := []pair{{"a", &points[0]}, {"b", nil}}
	for _, p := range pairs {
		fmt.Println(p.key, p.value == nil)
	}
	type node struct {
		v    int
		next *node
	}
	var head *node
	for i := range 3 {
		head = &node{i, head}
	}
	for n := head; n != nil; n = n.next {
		fmt.Print(n.v, " ")
	}
	fmt.Println()
	type op = func(int, int) int
	ops := map[string]op{"add": func(a, b int) int { return a + b }}
	fmt.Println(ops["add"](1, 2))
	visit := map[point]bool{{1, 2}: true}
	fmt.Println(visit[point{1, 2}], visit[point{}])
	type grid [2][2]rune
	var g grid
	g[1][0] = 'x'
	fmt.Println(string(g[1][0]), g[0][0])
	inner := func() int {
		type point struct{ z int }
		const size = 10
		return point{size}.z
	}
	fmt.Println(inner(), size)
	type stack []int
	var s stack
	s = append(s, 1, 2)
	fmt.Println(len(s), s[len(s)-1])
	type holder struct {
		point
		name string
	}
	h := holder{point{1, 2}, "h"}
	fmt.Println(h.x, h.point, h.name)
	ch := make(chan point, 1)
	ch <- point{7, 8}
	fmt.Println((<-ch).y)
}
