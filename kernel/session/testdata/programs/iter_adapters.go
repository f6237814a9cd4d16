package main

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
)

func Map[A, B any](s iter.Seq[A], f func(A) B) iter.Seq[B] {
	return func(yield func(B) bool) {
		for a := range s {
			if !yield(f(a)) {
				return
			}
		}
	}
}

func Filter[A any](s iter.Seq[A], keep func(A) bool) iter.Seq[A] {
	return func(yield func(A) bool) {
		s(func(a A) bool { return !keep(a) || yield(a) })
	}
}

func Take[A any](s iter.Seq[A], n int) iter.Seq[A] {
	return func(yield func(A) bool) {
		if n <= 0 {
			return
		}
		i := 0
		for a := range s {
			if i++; !yield(a) || i == n {
				return
			}
		}
	}
}

func Zip[A, B any](a iter.Seq[A], b iter.Seq[B]) iter.Seq2[A, B] {
	return func(yield func(A, B) bool) {
		na, sa := iter.Pull(a)
		defer sa()
		nb, sb := iter.Pull(b)
		defer sb()
		for {
			x, ok := na()
			y, ok2 := nb()
			if !ok || !ok2 || !yield(x, y) {
				return
			}
		}
	}
}

func Chunk[A any](s iter.Seq[A], n int) iter.Seq[[]A] {
	return func(yield func([]A) bool) {
		var c []A
		for a := range s {
			if c = append(c, a); len(c) == n {
				if !yield(c) {
					return
				}
				c = nil
			}
		}
		if len(c) > 0 {
			yield(c)
		}
	}
}

func Naturals() iter.Seq[int] {
	return func(yield func(int) bool) {
		defer fmt.Print("[naturals end]")
		for i := 0; yield(i); i++ {
		}
	}
}

func Concat[A any](ss ...iter.Seq[A]) iter.Seq[A] {
	return func(yield func(A) bool) {
		for _, s := range ss {
			for a := range s {
				if !yield(a) {
					return
				}
			}
		}
	}
}

type matrix [2][3]int

func (m *matrix) cells() iter.Seq2[[2]int, *int] {
	return func(yield func([2]int, *int) bool) {
		for i := range m {
			for j := range m[i] {
				if !yield([2]int{i, j}, &m[i][j]) {
					return
				}
			}
		}
	}
}

func find(s iter.Seq[int], want int) (pos int, found bool) {
	for x := range s {
		if x == want {
			return pos, true
		}
		pos++
	}
	return -1, false
}

func labelled() string {
	var b strings.Builder
outer:
	for i := range Take(Naturals(), 5) {
		for j := range Take(Naturals(), 5) {
			switch {
			case j == 3:
				continue outer
			case i == 3:
				break outer
			case i == j:
				continue
			}
			fmt.Fprintf(&b, "%d%d ", i, j)
		}
	}
	return b.String()
}

func deferred() (s string) {
	for i := range Take(Naturals(), 3) {
		func() {
			defer func() { s += fmt.Sprint(i) }()
		}()
	}
	return "d"
}

func main() {
	sq := Map(Filter(Naturals(), func(i int) bool { return i%3 == 1 }), func(i int) string { return fmt.Sprint(i * i) })
	fmt.Println(strings.Join(slices.Collect(Take(sq, 4)), ","))
	for a, b := range Zip(Naturals(), slices.Values([]string{"x", "y", "z"})) {
		fmt.Print(a, b, " ")
	}
	fmt.Println()
	for c := range Chunk(Take(Naturals(), 7), 3) {
		fmt.Print(c)
	}
	fmt.Println()
	var m matrix
	for at, p := range m.cells() {
		if *p = at[0]*10 + at[1]; at == [2]int{1, 1} {
			break
		}
	}
	fmt.Println(m)
	fmt.Println(find(Naturals(), 6))
	fmt.Println(find(Take(Naturals(), 3), 6))
	fmt.Println(labelled())
	fmt.Println(deferred())
	fmt.Println(slices.Collect(Concat(slices.Values([]int{1}), Take(Naturals(), 2), maps.Values(map[string]int{"a": 9}))))
	next, stop := iter.Pull2(maps.All(map[string]bool{"k": true}))
	k, v, ok := next()
	fmt.Println(k, v, ok)
	k, v, ok = next()
	fmt.Printf("%q %v %v\n", k, v, ok)
	stop()
	stop()
	fmt.Println(slices.Sorted(maps.Keys(maps.Collect(slices.All([]string{"p", "q"})))))
	func() {
		defer func() { fmt.Println("recovered", recover()) }()
		for i := range Naturals() {
			if i == 2 {
				panic("in the body")
			}
		}
	}()
	var fib iter.Seq[int] = func(yield func(int) bool) {
		for a, b := 0, 1; yield(a); a, b = b, a+b {
		}
	}
	for x := range fib {
		if x > 50 {
			fmt.Println()
			break
		}
		fmt.Print(x, " ")
	}
	for range Take(fib, 2) {
		fmt.Print("tick ")
	}
	fmt.Println()
	for x := range slices.Backward([]rune("añb")) {
		fmt.Print(x)
	}
	for w := range strings.SplitSeq("a-b-c", "-") {
		fmt.Print(w)
	}
	for l := range strings.Lines("one\ntwo") {
		fmt.Printf("%q", l)
	}
	fmt.Println()
}
