package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"unicode/utf8"
)

type Bits uint8

const (
	F0 Bits = 1 << iota
	F1
	_
	F3
)
const (
	KB = 1 << (10 * (iota + 1))
	MB
)
const typed int8 = -1
const big = 1 << 100
const (
	s1 = "a" + "b"
	l1 = len(s1 + "ü")
	c1 = 'x' + 1
	f1 = 1 / 3.0
	b1 = l1 > 3 && f1 < 1
	z1 = 2i * 2i
)

type Temp float64
type Op func(Temp) Temp

func (o Op) Then(p Op) Op { return func(t Temp) Temp { return p(o(t)) } }

type Chain struct {
	ops  []Op
	name string
}

func (c *Chain) Add(o Op) *Chain     { c.ops = append(c.ops, o); return c }
func (c Chain) Named(s string) Chain { c.name = s; return c }
func (c Chain) Run(t Temp) Temp {
	for _, o := range c.ops {
		t = o(t)
	}
	return t
}

type Node struct {
	Val         int
	Left, Right *Node
}

func (n *Node) Insert(v int) *Node {
	if n == nil {
		return &Node{Val: v}
	}
	if v < n.Val {
		n.Left = n.Left.Insert(v)
	} else {
		n.Right = n.Right.Insert(v)
	}
	return n
}
func (n *Node) Each(f func(int)) {
	if n != nil {
		n.Left.Each(f)
		f(n.Val)
		n.Right.Each(f)
	}
}
func (n *Node) Height() int {
	if n == nil {
		return 0
	}
	return 1 + max(n.Left.Height(), n.Right.Height())
}

func swap(a, b *int)    { *a, *b = *b, *a }
func ptr[T any](v T) *T { return &v }
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
func variadic(pre string, xs ...interface{}) string { return pre + fmt.Sprintln(xs...) }
func multi() (int, string, error)                   { return 1, "m", nil }
func take(i int, s string, e error) string          { return fmt.Sprint(i, s, e) }
func funcs() (f, g func(int) int) {
	f = func(n int) int {
		if n == 0 {
			return 0
		}
		return g(n-1) + 1
	}
	g = func(n int) int { return f(n) * 2 }
	return
}

var (
	pkgA = pkgB + 1
	pkgB = initB()
	_    = fmt.Sprint("blank")
)

func initB() int { return 41 }

func init() { pkgA *= 2 }
func init() { pkgA++ }

func main() {
	fmt.Println(F0, F1, F3, F0|F3, F3&^F3, KB, MB, typed, big>>98, s1, l1, c1, string(rune(c1)), b1, z1, pkgA, pkgB)
	inc, dbl := Op(func(t Temp) Temp { return t + 1 }), Op(func(t Temp) Temp { return t * 2 })
	c := (&Chain{}).Add(inc).Add(dbl).Add(inc.Then(dbl).Then(inc))
	fmt.Println(c.Run(3), c.Named("x").name, c.name == "", inc.Then(dbl)(5))
	var root *Node
	for _, v := range []int{5, 2, 8, 1, 9, 3} {
		root = root.Insert(v)
	}
	var vals []string
	root.Each(func(v int) { vals = append(vals, strconv.Itoa(v)) })
	fmt.Println(strings.Join(vals, ","), root.Height(), (*Node)(nil).Height())
	a, b := 1, 2
	swap(&a, &b)
	p := &a
	pp := &p
	**pp += 10
	*pp = &b
	*p = 77
	fmt.Println(a, b, *ptr("s"), *ptr(3.5), ptr(Bits(1)) != ptr(Bits(1)))
	fmt.Println(must(strconv.Atoi("12")), take(multi()), variadic("v", 1, nil, "x"), variadic("none"), strings.TrimSpace(variadic("s", []any{1, 2}...)))
	f, g := funcs()
	fmt.Println(f(3), g(2))
	func() {
		defer func() {
			r := recover()
			var ne *strconv.NumError
			fmt.Println(errors.As(r.(error), &ne), ne.Func, ne.Num, ne.Err)
		}()
		must(strconv.ParseInt("zz", 36, 8))
	}()
	_, err := os.Open("/nonexistent/file")
	var pe *fs.PathError
	fmt.Println(errors.As(err, &pe), pe.Op, pe.Path, errors.Is(err, fs.ErrNotExist), err)
	type local struct {
		a int
		b string
	}
	ls := []local{{1, "x"}, {b: "y"}, {}}
	lp := &ls[1]
	ls = append(ls, local{a: 4})
	lp.a = 99
	ls[0], ls[2] = ls[2], ls[0]
	fmt.Printf("%v %+v %d %v\n", ls, ls[1:2], len(ls), ls[0] == local{})
	x := []int{1, 2, 3, 4, 5}
	y := x[1:3]
	y = append(y, 100)
	z := append(x[:2:2], 200)
	copy(x[3:], x[:2])
	fmt.Println(x, y, z, len(y), cap(y), cap(z) >= 3, x[len(x)-1:], x[:0], x[5:])
	s := "héllo, 世界\xff"
	for i, r := range s {
		if r == utf8.RuneError {
			fmt.Print("bad@", i, " ")
		} else if r > 127 {
			fmt.Printf("%c@%d ", r, i)
		}
	}
	fmt.Println(len(s), utf8.RuneCountInString(s), []byte(s[1:3]), []rune(s)[1], string([]byte{104, 105}), strings.ToValidUTF8(s, "?"), s[7:10] == "世"[:3])
	var iface interface{} = 3
	switch v, ok := iface.(int); {
	case ok && v > 2:
		fmt.Println("int > 2")
	}
	if n, ok := iface.(fmt.Stringer); !ok {
		fmt.Println(n == nil)
	}
	fmt.Println(7/2, -7/2, 7%-3, -7%3, 7.0/2, 1e3, 0x1p4, 0b11, 0o17, 1_000)
	var arr [5]int
	for i := range arr {
		arr[i], arr[len(arr)-1-i] = i*i, -i
	}
	fmt.Println(arr, arr == [5]int{0, 1, 4, 9, 16}, [...]string{3: "d", 1: "b"})
	lbl := 0
again:
	lbl++
	switch {
	case lbl < 3:
		goto again
	}
	fmt.Println(lbl)
	cplx := complex(3, -4)
	fmt.Println(cplx*cplx, real(cplx), imag(cplx), cplx == 3-4i, -cplx)
	var e1, e2 error = errors.New("same"), errors.New("same")
	fmt.Println(e1 == e2, e1 == e1, errors.Is(fmt.Errorf("w: %w", e1), e1))
	ch := make(chan int)
	go func() {
		defer close(ch)
		for i := range 3 {
			ch <- i
		}
	}()
	sum := 0
	for v := range ch {
		sum += v
	}
	fmt.Println(sum)
}
