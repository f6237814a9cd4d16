package main

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

type node struct {
	children map[rune]*node
	ends     bool
	count    int
}

type Trie struct {
	root node
	fold bool
}

func (t *Trie) Insert(words ...string) *Trie {
	for _, w := range words {
		n := &t.root
		for _, r := range w {
			if t.fold {
				r = unicode.ToLower(r)
			}
			if n.children == nil {
				n.children = map[rune]*node{}
			}
			next, ok := n.children[r]
			if !ok {
				next = new(node)
				n.children[r] = next
			}
			n.count++
			n = next
		}
		n.ends = true
		n.count++
	}
	return t
}

func (t *Trie) find(prefix string) *node {
	n := &t.root
	for _, r := range prefix {
		if n = n.children[r]; n == nil {
			return nil
		}
	}
	return n
}

func (n *node) walk(prefix []rune, yield func(string) bool) bool {
	if n.ends && !yield(string(prefix)) {
		return false
	}
	for _, r := range slices.Sorted(maps.Keys(n.children)) {
		if !n.children[r].walk(append(prefix, r), yield) {
			return false
		}
	}
	return true
}

func (t *Trie) WithPrefix(p string) iter.Seq[string] {
	return func(yield func(string) bool) {
		if n := t.find(p); n != nil {
			n.walk([]rune(p), yield)
		}
	}
}

// Delete returns whether the word was there, and prunes.
func (t *Trie) Delete(word string) bool {
	var del func(n *node, rest string) (bool, bool)
	del = func(n *node, rest string) (found, empty bool) {
		if rest == "" {
			found = n.ends
			n.ends = false
			return found, len(n.children) == 0
		}
		r, size := utf8.DecodeRuneInString(rest)
		child := n.children[r]
		if child == nil {
			return false, false
		}
		found, empty = del(child, rest[size:])
		if found {
			n.count--
		}
		if empty {
			delete(n.children, r)
		}
		return found, empty && len(n.children) == 0 && !n.ends
	}
	found, _ := del(&t.root, word)
	return found
}

func (t *Trie) String() string {
	var b strings.Builder
	var draw func(n *node, depth int)
	draw = func(n *node, depth int) {
		for _, r := range slices.Sorted(maps.Keys(n.children)) {
			c := n.children[r]
			mark := ' '
			if c.ends {
				mark = '*'
			}
			fmt.Fprintf(&b, "%s%c%c%d\n", strings.Repeat(". ", depth), r, mark, c.count)
			draw(c, depth+1)
		}
	}
	draw(&t.root, 0)
	return b.String()
}

func main() {
	t := new(Trie).Insert("go", "gopher", "golang", "été", "étable", "étage", "世界", "世", "", "gone")
	fmt.Print(t)
	for w := range t.WithPrefix("go") {
		fmt.Printf("%q ", w)
	}
	fmt.Println()
	n := 0
	for w := range t.WithPrefix("") {
		if n++; n > 4 {
			break
		}
		fmt.Printf("%q ", w)
	}
	fmt.Println(n)
	fmt.Println(t.Delete("go"), t.Delete("go"), t.Delete("golang"), t.Delete("世"), t.Delete("nope"))
	fmt.Print(t)
	fmt.Println(slices.Collect(t.WithPrefix("é")), slices.Collect(t.WithPrefix("x")) == nil)
	next, stop := iter.Pull(t.WithPrefix("世"))
	fmt.Println(next())
	fmt.Println(next())
	stop()
	f := Trie{fold: true}
	f.Insert("Straße", "STRASSE", "İstanbul")
	fmt.Print(&f)
	fmt.Printf("%v %d\n", f.root.ends, f.root.count)
}
