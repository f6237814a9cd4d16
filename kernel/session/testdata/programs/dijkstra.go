package main

import (
	"container/heap"
	"fmt"
	"math"
	"sort"
	"strings"
)

type Graph map[string]map[string]int

func (g Graph) Edge(a, b string, w int) {
	for _, p := range [][2]string{{a, b}, {b, a}} {
		if g[p[0]] == nil {
			g[p[0]] = map[string]int{}
		}
		g[p[0]][p[1]] = w
	}
}

type state struct {
	node string
	dist int
}

type frontier []state

func (f frontier) Len() int { return len(f) }
func (f frontier) Less(i, j int) bool {
	return f[i].dist < f[j].dist || f[i].dist == f[j].dist && f[i].node < f[j].node
}
func (f frontier) Swap(i, j int) { f[i], f[j] = f[j], f[i] }
func (f *frontier) Push(x any)   { *f = append(*f, x.(state)) }
func (f *frontier) Pop() (x any) {
	last := len(*f) - 1
	x = (*f)[last]
	*f = (*f)[:last]
	return
}

func (g Graph) Shortest(from, to string) (path []string, dist int) {
	best := map[string]int{}
	for n := range g {
		best[n] = math.MaxInt
	}
	best[from] = 0
	prev := map[string]string{}
	todo := &frontier{{from, 0}}
	for todo.Len() > 0 {
		s := heap.Pop(todo).(state)
		if s.dist > best[s.node] {
			continue
		}
		if s.node == to {
			break
		}
		for next, w := range g[s.node] {
			if d := s.dist + w; d < best[next] {
				best[next], prev[next] = d, s.node
				heap.Push(todo, state{next, d})
			}
		}
	}
	if best[to] == math.MaxInt {
		return nil, -1
	}
	for n := to; n != ""; n = prev[n] {
		path = append([]string{n}, path...)
	}
	return path, best[to]
}

func (g Graph) Components() (out [][]string) {
	seen := map[string]bool{}
	var nodes []string
	for n := range g {
		nodes = append(nodes, n)
	}
	sort.Strings(nodes)
	for _, n := range nodes {
		if seen[n] {
			continue
		}
		var part []string
		stack := []string{n}
		for len(stack) > 0 {
			top := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			if seen[top] {
				continue
			}
			seen[top] = true
			part = append(part, top)
			for m := range g[top] {
				stack = append(stack, m)
			}
		}
		sort.Strings(part)
		out = append(out, part)
	}
	return out
}

// Shortest paths and connected components of a graph.
func main() {
	g := Graph{}
	for _, e := range []struct {
		a, b string
		w    int
	}{{"a", "b", 7}, {"a", "c", 9}, {"a", "f", 14}, {"b", "c", 10}, {"b", "d", 15}, {"c", "d", 11}, {"c", "f", 2}, {"d", "e", 6}, {"e", "f", 9}, {"x", "y", 1}} {
		g.Edge(e.a, e.b, e.w)
	}
	for _, q := range []string{"a e", "a d", "e b", "a x", "x y", "c c"} {
		from, to, _ := strings.Cut(q, " ")
		path, d := g.Shortest(from, to)
		fmt.Println(q, strings.Join(path, ">"), d)
	}
	fmt.Println(g.Components())
}
