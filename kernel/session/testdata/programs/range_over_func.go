package main

import "fmt"

func count(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		defer fmt.Println("cleanup", n)
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func pairs(words ...string) func(func(int, string) bool) {
	return func(yield func(int, string) bool) {
		for i, w := range words {
			if !yield(i, w) {
				return
			}
		}
	}
}

func find(limit int) (at int) {
	for v := range count(10) {
		if v*v > limit {
			return v
		}
	}
	return -1
}

type tree struct {
	left, right *tree
	value       int
}

func (t *tree) all(yield func(int) bool) bool {
	return t == nil || t.left.all(yield) && yield(t.value) && t.right.all(yield)
}

func (t *tree) Values() func(func(int) bool) {
	return func(yield func(int) bool) { t.all(yield) }
}

// Ranges over functions: break, continue, return, labels, nesting, methods.
func main() {
	for v := range count(3) {
		fmt.Println(v)
	}
	for i, w := range pairs("a", "b", "c", "d") {
		if i == 1 {
			continue
		}
		if i == 3 {
			break
		}
		fmt.Println(i, w)
	}
	fmt.Println(find(20))
	for range count(2) {
		fmt.Println("tick")
	}
outer:
	for i := range count(3) {
		for j := range count(3) {
			if j == 1 && i == 0 {
				continue outer
			}
			if i == 1 {
				break outer
			}
			fmt.Println(i, j)
		}
	}
	t := &tree{&tree{nil, nil, 1}, &tree{nil, &tree{nil, nil, 4}, 3}, 2}
	sum := 0
	for v := range t.Values() {
		if v == 4 {
			break
		}
		sum += v
	}
	fmt.Println(sum)
	var fs []func() int
	for i := range count(2) {
		fs = append(fs, func() int { i++; return i })
	}
	fmt.Println(fs[0](), fs[0](), fs[1]())
	var x int
	for x = range count(4) {
	}
	fmt.Println(x)
	for ok := range func(yield func(bool) bool) { _ = yield(true) && yield(false) } {
		fmt.Println(ok)
	}
}
