package main

import (
	"fmt"
)

type Tree[T any] map[string]Tree[T]
type List[T any] []List[T]
type Node[T any] struct {
	kids map[string]Node[T]
	on   []func(*Node[T], T) T
	v    T
}

// Generic types that refer to themselves.
func main() {
	t := Tree[int]{"a": {"b": nil}}
	fmt.Println(t, len(t["a"]))
	l := List[string]{{}, {{}}}
	fmt.Println(l, len(l[1]))
	n := Node[int]{v: 1}
	n.kids = map[string]Node[int]{"k": {v: 2}}
	n.on = append(n.on, func(n *Node[int], x int) int { return n.v + x })
	fmt.Println(n.on[0](&n, 5), n.kids["k"].v)
}
