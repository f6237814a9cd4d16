package main

import (
	"cmp"
	"container/heap"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
)

type Graph[K cmp.Ordered, E any] struct {
	adj    map[K]map[K]E
	weight func(E) float64
}

type item[K any] struct {
	key  K
	prio float64
}
type pq[K any] []item[K]

func (q pq[K]) Len() int           { return len(q) }
func (q pq[K]) Less(i, j int) bool { return q[i].prio < q[j].prio }
func (q pq[K]) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *pq[K]) Push(x any)        { *q = append(*q, x.(item[K])) }
func (q *pq[K]) Pop() any {
	o := *q
	x := o[len(o)-1]
	*q = o[:len(o)-1]
	return x
}

func NewGraph[K cmp.Ordered, E any](w func(E) float64) *Graph[K, E] {
	return &Graph[K, E]{adj: map[K]map[K]E{}, weight: w}
}

func (g *Graph[K, E]) Edge(a, b K, e E) *Graph[K, E] {
	for _, k := range []K{a, b} {
		if g.adj[k] == nil {
			g.adj[k] = make(map[K]E)
		}
	}
	g.adj[a][b] = e
	return g
}

type CycleError[K any] struct{ Path []K }

func (e *CycleError[K]) Error() string { return fmt.Sprintf("cycle: %v", e.Path) }

func (g *Graph[K, E]) Sort() (order []K, err error) {
	const (
		white = iota
		grey
		black
	)
	color := map[K]int{}
	var path []K
	var visit func(K) error
	visit = func(k K) error {
		path = append(path, k)
		defer func() { path = path[:len(path)-1] }()
		switch color[k] {
		case black:
			return nil
		case grey:
			return &CycleError[K]{slices.Clone(path[slices.Index(path, k):])}
		}
		color[k] = grey
		for _, n := range slices.Sorted(maps.Keys(g.adj[k])) {
			if err := visit(n); err != nil {
				return err
			}
		}
		color[k] = black
		order = append(order, k)
		return nil
	}
	for _, k := range slices.Sorted(maps.Keys(g.adj)) {
		if err = visit(k); err != nil {
			return nil, err
		}
	}
	slices.Reverse(order)
	return
}

func (g *Graph[K, E]) Shortest(from, to K) (path []K, total float64, ok bool) {
	dist := map[K]float64{from: 0}
	prev := map[K]K{}
	q := &pq[K]{{from, 0}}
	for q.Len() > 0 {
		it := heap.Pop(q).(item[K])
		if it.key == to {
			ok = true
			break
		}
		if it.prio > dist[it.key] {
			continue
		}
		for n, e := range g.adj[it.key] {
			d := it.prio + g.weight(e)
			if old, seen := dist[n]; !seen || d < old {
				dist[n], prev[n] = d, it.key
				heap.Push(q, item[K]{n, d})
			}
		}
	}
	if !ok {
		return nil, math.Inf(1), false
	}
	for k := to; ; k = prev[k] {
		path = append(path, k)
		if k == from {
			break
		}
	}
	slices.Reverse(path)
	return path, dist[to], true
}

func (g *Graph[K, E]) BFS(start K) func(yield func(K, int) bool) {
	return func(yield func(K, int) bool) {
		depth := map[K]int{start: 0}
		for queue := []K{start}; len(queue) > 0; queue = queue[1:] {
			k := queue[0]
			if !yield(k, depth[k]) {
				return
			}
			for _, n := range slices.Sorted(maps.Keys(g.adj[k])) {
				if _, ok := depth[n]; !ok {
					depth[n] = depth[k] + 1
					queue = append(queue, n)
				}
			}
		}
	}
}

func Components[K cmp.Ordered, E any](g *Graph[K, E]) (out [][]K) {
	parent := map[K]K{}
	var find func(K) K
	find = func(k K) K {
		if p, ok := parent[k]; ok && p != k {
			parent[k] = find(p)
			return parent[k]
		}
		return k
	}
	for a, ns := range g.adj {
		for b := range ns {
			ra, rb := find(a), find(b)
			parent[max(ra, rb)] = min(ra, rb)
		}
	}
	groups := map[K][]K{}
	for k := range g.adj {
		groups[find(k)] = append(groups[find(k)], k)
	}
	for _, r := range slices.Sorted(maps.Keys(groups)) {
		slices.Sort(groups[r])
		out = append(out, groups[r])
	}
	return
}

type Road struct {
	km    float64
	names []string
}

func main() {
	g := NewGraph[string](func(r Road) float64 { return r.km })
	g.Edge("a", "b", Road{7, nil}).Edge("a", "c", Road{km: 3}).Edge("c", "b", Road{1, []string{"x"}}).Edge("b", "d", Road{2, nil}).Edge("c", "d", Road{8, nil})
	fmt.Println(g.Shortest("a", "d"))
	fmt.Println(g.Shortest("d", "a"))
	fmt.Println(g.Sort())
	g.Edge("d", "c", Road{})
	_, err := g.Sort()
	var ce *CycleError[string]
	fmt.Println(err, errors.As(err, &ce), len(ce.Path))
	for k, d := range g.BFS("a") {
		if d > 1 {
			break
		}
		fmt.Print(strings.Repeat(">", d), k, " ")
	}
	fmt.Println()
	h := NewGraph[int, struct{}](func(struct{}) float64 { return 1 })
	for _, e := range [][2]int{{1, 2}, {3, 4}, {4, 5}, {6, 6}, {2, 7}} {
		h.Edge(e[0], e[1], struct{}{})
	}
	fmt.Println(Components(h), len(h.adj))
	fmt.Println(h.Shortest(3, 5))
	fmt.Printf("%T %T %v\n", g, ce, errors.As(err, new(*CycleError[int])))
}
