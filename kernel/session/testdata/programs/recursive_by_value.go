package main

import "fmt"

type Node struct {
	graph *Graph
	name  string
	n     int
}

type Graph struct {
	root  Node
	other [2]Node
	k     int
}

type info struct {
	look func(in input, i int) int
	next step
	text string
}

type step func(*Iter) []byte

type input struct {
	bytes []byte
	str   string
}

type buffer struct {
	runes [3]rune
	info  info
	src   input
	flush func(*buffer) bool
}

type Iter struct {
	buf  buffer
	next step
	p    int
}

var table = []*info{{look: func(in input, i int) int { return len(in.str) + i }, next: first, text: "t"}}

func first(i *Iter) []byte {
	i.p++
	i.next = second
	return []byte(i.buf.info.text)
}

func second(i *Iter) []byte {
	i.p += 10
	i.buf.flush = func(b *buffer) bool { return b == &i.buf && b.src.str == "src" }
	return nil
}

type Pair[T any] struct {
	left, right Box[T]
	owner       *Box[T]
}

type Box[T any] struct {
	val  T
	in   *Pair[T]
	tags map[string]*Pair[T]
}

type City struct {
	roads   []Road
	country *Country
	name    string
}

type Road struct {
	to   *City
	len  float64
	back *Road
}

type Country struct {
	capital City
	cities  map[string]City
	flag    [2]uint8
}

func main() {
	var node Node
	graph := &Graph{root: Node{name: "r", n: 1}, k: 7}
	graph.root.graph = graph
	graph.other[1] = Node{graph, "x", 3}
	fmt.Println(graph.k, graph.root.n, graph.other[1].name, graph.root.graph.k, node)

	it := &Iter{buf: buffer{info: *table[0], src: input{str: "src"}}}
	it.next = it.buf.info.next
	fmt.Println(string(it.next(it)), it.p, it.buf.info.look(it.buf.src, 2))
	it.next(it)
	fmt.Println(it.p, it.buf.flush(&it.buf), it.buf.runes)
	copied := *it
	copied.buf.info.text = "changed"
	fmt.Println(it.buf.info.text, copied.buf.info.text, copied.p)

	pair := Pair[string]{left: Box[string]{val: "l"}, right: Box[string]{val: "r"}}
	pair.owner = &pair.right
	pair.right.in = &pair
	pair.right.tags = map[string]*Pair[string]{"self": &pair}
	fmt.Println(pair.owner.in.left.val, pair.right.tags["self"].right.val)

	country := Country{capital: City{name: "a"}, cities: map[string]City{}, flag: [2]uint8{1, 2}}
	b := City{name: "b", country: &country}
	country.capital.roads = append(country.capital.roads, Road{to: &b, len: 1.5})
	b.roads = append(b.roads, Road{to: &country.capital, len: 1.5, back: &country.capital.roads[0]})
	country.cities["b"] = b
	for _, r := range country.capital.roads {
		fmt.Println(r.to.name, r.len, r.to.roads[0].to.name, r.to.roads[0].back.len, r.to.country.flag)
	}
	fmt.Println(country.cities["b"].roads[0].to.roads[0].to.country.cities["b"].name, len(country.capital.name))
}
