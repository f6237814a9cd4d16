package main

import (
	"errors"
	"fmt"
	"strings"
)

func count(n int) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for i := 0; i < n; i++ {
			if !yield(i) {
				fmt.Print("stopped ")
				return
			}
		}
	}
}

func pairs(m []string) func(func(int, string) bool) {
	return func(yield func(int, string) bool) {
		for i, s := range m {
			if !yield(i, s) {
				return
			}
		}
	}
}

func find(n int) (int, error) {
	for i := range count(10) {
		if i == n {
			return i * 10, nil
		}
	}
	return -1, errors.New("none")
}

func named(n int) (x int, ok bool) {
	for x = range count(10) {
		if x == n {
			ok = true
			return
		}
		if x > 5 {
			return x + 100, false
		}
	}
	return
}

func nested() string {
outer:
	for i := range count(4) {
		for j := range count(4) {
			if j == 2 {
				continue outer
			}
			if i == 2 {
				break outer
			}
			if i == 9 {
				return "no"
			}
			for k := 0; k < 3; k++ {
				if k == 1 {
					continue
				}
				if k == 2 {
					break
				}
				fmt.Print(i, j, k, " ")
			}
			switch j {
			case 0:
				break
			default:
				fmt.Print("d ")
			}
		}
	}
	return "end"
}

func inner() int {
	for i := range count(5) {
		for j := range count(5) {
			if i+j == 6 {
				return i*10 + j
			}
		}
	}
	return 0
}

type list struct {
	v    int
	next *list
}

func (l *list) All() func(func(*list) bool) {
	return func(yield func(*list) bool) {
		for ; l != nil; l = l.next {
			if !yield(l) {
				return
			}
		}
	}
}

func main() {
	fmt.Println(find(3))
	fmt.Println(find(30))
	fmt.Println(named(2))
	fmt.Println(named(20))
	fmt.Println(nested())
	fmt.Println(inner())
	for range count(2) {
		fmt.Print("x")
	}
	fmt.Println()
	for i, s := range pairs([]string{"a", "b"}) {
		fmt.Print(i, s, " ")
	}
	fmt.Println()
	var fs []func() int
	for i := range count(3) {
		fs = append(fs, func() int { i++; return i })
	}
	for _, f := range fs {
		fmt.Print(f(), f(), " ")
	}
	fmt.Println()
	for w := range strings.SplitSeq("a,b,c", ",") {
		if w == "c" {
			continue
		}
		fmt.Print(w, " ")
	}
	fmt.Println()
	l := &list{1, &list{2, nil}}
	for n := range l.All() {
		n.v *= 10
	}
	for n := range l.All() {
		fmt.Print(n.v, " ")
	}
	fmt.Println()
	sum := 0
	for i := range count(5) {
		sum += i
	}
	fmt.Println(sum)
}
