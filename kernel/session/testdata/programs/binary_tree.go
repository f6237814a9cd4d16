package main

import (
	"fmt"
	"strings"
)

type Node struct {
	Key         int
	Value       string
	Left, Right *Node
	height      int
}

type Tree struct {
	root *Node
	size int
}

func height(n *Node) int {
	if n == nil {
		return 0
	}
	return n.height
}

func (n *Node) fix() { n.height = 1 + max(height(n.Left), height(n.Right)) }

func rotateRight(y *Node) *Node {
	x := y.Left
	y.Left, x.Right = x.Right, y
	y.fix()
	x.fix()
	return x
}

func rotateLeft(x *Node) *Node {
	y := x.Right
	x.Right, y.Left = y.Left, x
	x.fix()
	y.fix()
	return y
}

func balance(n *Node) *Node {
	n.fix()
	switch d := height(n.Left) - height(n.Right); {
	case d > 1:
		if height(n.Left.Left) < height(n.Left.Right) {
			n.Left = rotateLeft(n.Left)
		}
		return rotateRight(n)
	case d < -1:
		if height(n.Right.Right) < height(n.Right.Left) {
			n.Right = rotateRight(n.Right)
		}
		return rotateLeft(n)
	}
	return n
}

func (t *Tree) Put(key int, value string) {
	var put func(n *Node) *Node
	put = func(n *Node) *Node {
		switch {
		case n == nil:
			t.size++
			return &Node{Key: key, Value: value, height: 1}
		case key < n.Key:
			n.Left = put(n.Left)
		case key > n.Key:
			n.Right = put(n.Right)
		default:
			n.Value = value
			return n
		}
		return balance(n)
	}
	t.root = put(t.root)
}

func (t *Tree) Get(key int) (string, bool) {
	for n := t.root; n != nil; {
		switch {
		case key < n.Key:
			n = n.Left
		case key > n.Key:
			n = n.Right
		default:
			return n.Value, true
		}
	}
	return "", false
}

func (t *Tree) Delete(key int) bool {
	deleted := false
	var del func(n *Node, key int) *Node
	del = func(n *Node, key int) *Node {
		if n == nil {
			return nil
		}
		switch {
		case key < n.Key:
			n.Left = del(n.Left, key)
		case key > n.Key:
			n.Right = del(n.Right, key)
		default:
			deleted = true
			if n.Left == nil {
				return n.Right
			}
			if n.Right == nil {
				return n.Left
			}
			m := n.Right
			for m.Left != nil {
				m = m.Left
			}
			n.Key, n.Value = m.Key, m.Value
			n.Right = del(n.Right, m.Key)
		}
		return balance(n)
	}
	t.root = del(t.root, key)
	if deleted {
		t.size--
	}
	return deleted
}

func (t *Tree) All() func(func(int, string) bool) {
	return func(yield func(int, string) bool) {
		var walk func(*Node) bool
		walk = func(n *Node) bool {
			return n == nil || walk(n.Left) && yield(n.Key, n.Value) && walk(n.Right)
		}
		walk(t.root)
	}
}

func (t *Tree) String() string {
	var b strings.Builder
	var show func(n *Node, depth int)
	show = func(n *Node, depth int) {
		if n == nil {
			return
		}
		show(n.Right, depth+1)
		fmt.Fprintf(&b, "%s%d\n", strings.Repeat("    ", depth), n.Key)
		show(n.Left, depth+1)
	}
	show(t.root, 0)
	return b.String()
}

// A balanced search tree.
func main() {
	t := &Tree{}
	for i := range 15 {
		t.Put((i*7)%15, fmt.Sprint("v", i))
	}
	fmt.Print(t)
	fmt.Println(t.size, t.root.height)
	v, ok := t.Get(14)
	fmt.Println(v, ok)
	t.Put(14, "new")
	v, _ = t.Get(14)
	_, ok = t.Get(99)
	fmt.Println(v, ok, t.size)
	for _, k := range []int{7, 0, 99, 3} {
		fmt.Print(t.Delete(k), " ")
	}
	fmt.Println(t.size)
	for k, v := range t.All() {
		if k > 8 {
			break
		}
		fmt.Print(k, "=", v, " ")
	}
	fmt.Println()
}
