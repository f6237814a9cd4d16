package main

import (
	"fmt"
	"strings"
)

type kind int

const (
	a kind = iota
	b
	c
	d
)

func fall(k kind) (s string) {
	switch k {
	case a:
		s += "a"
		fallthrough
	case b, c:
		s += "bc"
		if k == c {
			break
		}
		fallthrough
	default:
		s += "def"
		fallthrough
	case d:
		s += "d"
	}
	return
}

func gotos(n int) string {
	var b strings.Builder
	i := 0
retry:
	i++
	for j := 0; ; j++ {
		switch {
		case j > n:
			goto out
		case i < 3 && j == 1:
			fmt.Fprint(&b, "r")
			goto retry
		case j%2 == 0:
			continue
		}
		fmt.Fprint(&b, j)
	}
out:
	{
		if i > 5 {
			return b.String() + "!"
		}
		i += 3
		goto retry
	}
}

func search(grid [][]int, want int) (r, c int, ok bool) {
rows:
	for r = range grid {
		for c = range grid[r] {
			switch v := grid[r][c]; {
			case v < 0:
				continue rows
			case v == want:
				ok = true
				break rows
			case v > 100:
				return -1, -1, false
			}
		}
	}
	return
}

func selects() (out []string) {
	ch := make(chan int, 3)
	quit := make(chan struct{})
loop:
	for i := 0; ; i++ {
		select {
		case ch <- i:
			if i == 1 {
				continue loop
			}
			out = append(out, fmt.Sprint("sent", i))
		case <-quit:
			out = append(out, "quit")
			break loop
		default:
			select {
			case v, ok := <-ch:
				out = append(out, fmt.Sprint("got", v, ok))
				if v == 2 {
					close(quit)
					ch = nil
				}
			default:
				break
			}
		}
	}
	return
}

func first(xs ...any) (s string) {
	for i, x := range xs {
		switch x := x.(type) {
		case nil:
			s += "nil;"
		case int, int8:
			s += fmt.Sprintf("%T%v;", x, x)
			if i == 0 {
				break
			}
			continue
		case func() string:
			s += x() + ";"
		case error:
			s += "E" + x.Error() + ";"
		case []any:
			s += "[" + first(x...) + "]"
		case kind:
			s += fmt.Sprint("kind", int(x), x == b, ";")
		case struct{ X int }:
			s += fmt.Sprint("X", x.X, ";")
		case *int:
			*x++
			s += fmt.Sprint("p", *x, ";")
		case chan<- int, <-chan int:
			s += fmt.Sprintf("%T;", x)
		case interface{ Name() string }:
			s += x.Name() + ";"
		default:
			s += fmt.Sprintf("?%T;", x)
			return
		}
		s += "."
	}
	return
}

func effects() string {
	var t []string
	f := func(n int) int { t = append(t, fmt.Sprint(n)); return n }
	switch f(2) {
	case f(1), f(2), f(3):
		t = append(t, "hit")
	case f(4):
	}
	switch x := f(9); f(x) {
	default:
		t = append(t, "default")
	case f(8):
	}
	if v := f(5); v > f(6) {
	} else if w := f(v + 2); w > v {
		t = append(t, "else")
	}
	switch {
	}
	switch f(0); true {
	case false:
	}
	for i, n := f(0), f(2); i < n; i, n = i+f(1), n {
	}
	return strings.Join(t, " ")
}

func shadow() (x int, err error) {
	x = 1
	if x := x + 1; x > 1 {
		x := x * 10
		x++
		if x, err := fmt.Sscan("7", &x); x != 1 || err != nil {
			return x, err
		}
		_ = x
	}
	{
		x, y := 5, x
		x, z := y+x, 3
		_, _ = x, z
	}
	for x := x; x < 3; x++ {
		x := -x
		_ = x
	}
	return
}

func endless() (n int) {
	for {
		for range 3 {
			if n++; n == 2 {
				break
			}
		}
		if n > 5 {
			return
		}
	}
}

func main() {
	fmt.Println(fall(a), fall(b), fall(c), fall(d), fall(9))
	fmt.Println(gotos(4), gotos(0))
	fmt.Println(search([][]int{{1, -1, 5}, {2, 3, 5}, {5}}, 5))
	fmt.Println(search([][]int{{1, 101}}, 5))
	fmt.Println(search(nil, 5))
	fmt.Println(selects())
	n := 1
	fmt.Println(first(1, int8(2), nil, func() string { return "f" }, fmt.Errorf("e"), []any{"x", 1}, b, struct{ X int }{3}, &n, make(<-chan int), 2.5, 1), n)
	fmt.Println(effects())
	fmt.Println(shadow())
	fmt.Println(endless())
	var iter, skipped int
outer:
	for i := range 4 {
		for j := range 4 {
			for k := range 4 {
				if iter++; k == i {
					continue
				} else if k+j == 5 {
					skipped++
					continue outer
				} else if i == 3 {
					break outer
				}
			}
		}
	}
	fmt.Println(iter, skipped)
block:
	switch {
	default:
		if iter > 0 {
			break block
		}
		fmt.Println("not here")
	}
	s := []int{1, 2, 3}
	for i := range s {
		s = append(s, i)
		if i == 1 {
			s[2] = 50
		}
	}
	for i, n := 0, len(s); i < n; i++ {
		if s[i]%2 == 0 {
			s = append(s[:i], s[i+1:]...)
			n--
			i--
		}
	}
	fmt.Println(s)
	m := map[int]bool{1: true, 2: true, 3: true}
	for k := range m {
		delete(m, k)
		m[k+10] = false
		if len(m) > 0 && k < 10 {
			continue
		}
		break
	}
	fmt.Println(len(m))
	defer fmt.Println("bye")
}
