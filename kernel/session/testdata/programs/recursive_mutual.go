package main

import (
	"fmt"
)

type A struct {
	f func(*B)
	b *B
	n int
}
type B struct {
	g func(A) B
	n int
}
type Rule struct {
	match func(string) []Rule
	name  string
}
type Node struct {
	children map[rune]*Node
	visit    func(func(*Node) bool) int
	end      bool
}
type Value struct {
	kind int
	obj  map[string]Value
	arr  []Value
	call func(args ...Value) (Value, error)
}

// Struct types that need each other, by values and functions.
func main() {
	a := A{n: 1}
	b := B{n: 2}
	a.b = &b
	a.f = func(b *B) { b.n++ }
	b.g = func(a A) B { return B{n: a.n * 100, g: a.b.g} }
	a.f(a.b)
	fmt.Println(b.n, b.g(a).n, b.g(a).g(a).n)
	leaf := Rule{func(s string) []Rule { return nil }, "leaf"}
	root := Rule{func(s string) []Rule { return []Rule{leaf, {name: s}} }, "root"}
	for _, r := range root.match("x") {
		fmt.Println(r.name, r.match == nil)
	}
	n := &Node{children: map[rune]*Node{'a': {end: true}}}
	n.visit = func(f func(*Node) bool) int {
		k := 0
		for _, c := range n.children {
			if f(c) {
				k++
			}
		}
		return k
	}
	fmt.Println(n.visit(func(n *Node) bool { return n.end }))
	v := Value{obj: map[string]Value{"x": {kind: 1}}, arr: []Value{{kind: 2, arr: []Value{{kind: 3}}}}}
	v.call = func(args ...Value) (Value, error) { return args[0], nil }
	w, err := v.call(v.arr[0].arr[0], v)
	fmt.Println(w.kind, err, v.obj["x"].kind)
	v.obj["y"] = v
	fmt.Println(v.obj["y"].arr[0].kind, len(v.obj["y"].obj))
}
