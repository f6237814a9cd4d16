package main

import (
	"fmt"
	"strings"
)

var trace []string

func t(name string, v int) int { trace = append(trace, name); return v }
func flush()                   { fmt.Println(strings.Join(trace, " ")); trace = nil }

type acc struct{ n int }

func (a *acc) add(n int) *acc { a.n += n; trace = append(trace, fmt.Sprint("add", n)); return a }
func (a acc) val() int        { return a.n }

type rec struct {
	a, b int
	next *rec
	arr  [2]int
}

func pairOf() (int, *rec) { trace = append(trace, "pair"); return 1, &rec{a: 9} }

func vari(xs ...int) string { return fmt.Sprint(len(xs), xs == nil, xs) }

func main() {
	a := []int{1, 2, 3}
	i := 0
	i, a[i] = 1, 9
	fmt.Println(i, a)
	a[t("x", 0)], a[t("y", 1)] = t("z", 5), t("w", 6)
	flush()
	m := map[int]int{}
	m[t("k", 1)] += t("v", 2)
	m[t("k", 1)]++
	flush()
	fmt.Println(m)
	x := &acc{}
	defer fmt.Println("deferred", x.add(1).add(2).val(), x.n)
	x.add(10)
	flush()
	arr := [3]int{1, 2, 3}
	for i, v := range arr {
		arr[2] = 10
		if i == 2 {
			fmt.Println("copy", v)
		}
	}
	for i, v := range &arr {
		arr[2] = 20
		if i == 2 {
			fmt.Println("pointer", v)
		}
	}
	sl := []int{1, 2, 3}
	for i, v := range sl {
		if i == 0 {
			sl = append(sl, 4)
			sl[1] = 50
		}
		fmt.Print(v, " ")
	}
	fmt.Println(len(sl))
	s1 := []int{1, 2, 3, 4}
	s2 := s1[:2]
	s3 := append(s2, 99)
	s4 := append(s1[:1:1], 77)
	fmt.Println(s1, s2, s3, s4, len(s4), cap(s1[1:3]), cap(s1[1:2:3]))
	copy(s1[1:], s1)
	fmt.Println(s1, copy(s1, []int{7}), s1)
	r1 := rec{a: 1, arr: [2]int{1, 2}}
	r2 := r1
	r2.arr[0] = 100
	p := &r1
	p.a, p.b = p.b, p.a
	fmt.Println(r1.arr, r2.arr, r1.a, r1.b, r1 == r2, r1 == rec{b: 1, arr: [2]int{1, 2}})
	var q *rec
	r1.a, q = pairOf()
	fmt.Println(r1.a, q.a, q.next == nil)
	flush()
	p.next, p = q, q
	fmt.Println(r1.next.a, p.a)
	fmt.Println(vari(), vari(nil...), vari([]int{}...), vari(1, 2))
	f := func() (int, string, error) { return 1, "two", nil }
	n, _, err := f()
	n, str, err := f()
	fmt.Println(n, str, err)
	if n, err := fmt.Sscan("5", &n); err == nil && n == 1 {
		fmt.Println("scanned", n)
	} else if n > 1 {
		fmt.Println("never")
	}
	fmt.Println(n)
	switch x := t("switch", 3); {
	case x > 5:
		fmt.Println("big")
	case x > 2:
		fmt.Println("middle")
		if x == 3 {
			break
		}
		fmt.Println("unreached")
	default:
		fmt.Println("small")
	}
	flush()
	funcs := make([]func() int, 3)
	for i := range funcs {
		funcs[i] = func() int { i *= 2; return i }
	}
	fmt.Println(funcs[1](), funcs[1](), funcs[2](), funcs[0]())
	for i := 0; i < 3; i++ {
		defer func() { fmt.Print(i, ";") }()
	}
	k := 0
loop:
	if k < 3 {
		k++
		goto loop
	}
	fmt.Println(k)
	var iface interface{} = r1
	r1.a = 1000
	fmt.Println(iface.(rec).a)
	ch := make(chan [2]int, 1)
	ar := [2]int{1, 2}
	ch <- ar
	ar[0] = 50
	fmt.Println(<-ch, ar)
	mat := [2][3]int{{1, 2, 3}, {4, 5, 6}}
	row := mat[1]
	row[0] = 40
	pm := &mat
	pm[0][2] = 30
	fmt.Println(mat, row, len(mat), len(mat[0]), mat == [2][3]int{{1, 2, 30}, {4, 5, 6}})
	bs := []byte("abc")
	st := string(bs)
	bs[0] = 'z'
	fmt.Println(st, string(bs), st < "abd", st+"d" == "abcd", strings.Compare(st, "b"))
	c := 3 + 4i
	c *= 1i
	fmt.Println(c, real(c), imag(c), c == -4+3i)
	var u uint8 = 250
	u += 10
	var i8 int8 = -128
	i8 = -i8
	fmt.Println(u, i8, ^0, 5&^3, -5>>1, uint32(1)<<31, int8(u)<<3)
	fmt.Println(len("héllo"), []rune("hé")[1], string([]rune{104, 233}), strings.Map(func(r rune) rune {
		if r == 'l' {
			return -1
		}
		return r + 1
	}, "hello"))
	type T struct{ A, B int }
	type U struct{ A, B int }
	fmt.Println(U(T{1, 2}), T(U{3, 4}) == T{3, 4})
	ps := []*T{{1, 2}, {3, 4}}
	mm := map[string]*T{"a": {5, 6}}
	ms := [][]T{{{1, 1}}, {}}
	fmt.Println(ps[1].A, mm["a"].B, ms, *ps[0])
	mm["a"].A = 55
	ps[0].B, ps[1].A = ps[1].A, ps[0].B
	fmt.Println(mm["a"].A, *ps[0], *ps[1])
	var np *T
	defer func() {
		fmt.Println("recovered:", recover())
	}()
	fmt.Println(np.A)
}
