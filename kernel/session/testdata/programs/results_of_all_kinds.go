package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
)

type T struct{ n int }
type E int

func (e E) Error() string  { return fmt.Sprint("E", int(e)) }
func (t T) String() string { return "T" }
func one() int             { return 1 }
func str() string          { return "s" }
func tee() T               { return T{2} }
func pair() (int, string)  { return 3, "p" }
func none() error          { return nil }
func some() error          { return E(4) }
func fn() func() int       { return one }

func a() (int, any)                               { return 1, one() }
func b() (int, any)                               { return 1, strings.Count("aa", "a") }
func c() (any, any, error)                        { return strings.ToUpper("x"), errors.New("y"), some() }
func d() (any, int)                               { return one(), one() }
func e() (string, fmt.Stringer)                   { return str(), tee() }
func f() (any, any)                               { return pair() }
func g() (any, error)                             { return tee(), none() }
func h() (x any, err error)                       { return one(), some() }
func i() (int, any, any)                          { return len("abc"), -one(), one() + 1 }
func j() (any, bool, any)                         { return one() == 1, one() < 2, !(one() == 1) }
func k() (func() int, any)                        { return fn(), fn()() }
func l() (error, any)                             { return os.ErrNotExist, os.Getenv("NONE_SUCH") }
func m() (uint8, any, float64)                    { return uint8(one()), uint8(one()), float64(one()) / 2 }
func n(x any) (int, any, bool)                    { v, ok := x.(int); return v, x, ok }
func o(x any) (any, any)                          { return x.(int), x }
func p(xs []int, ms map[string]T) (any, any, any) { return xs[0], ms["a"], xs[1:] }
func q(t *T) (any, any, *int)                     { return t.n, *t, &t.n }
func r(ch chan int) (any, int)                    { return <-ch, <-ch }
func s() (fmt.Stringer, error, any)               { return T{1}, E(2), []E{3} }
func t() (interface{ Error() string }, any)       { return some(), E(5) }
func u() (x, y int)                               { x, y = 1, 2; return y, x }
func v() (int, string)                            { return pair() }
func w() (a, b any)                               { return pair() }
func y(z ...any) (int, any)                       { return len(z), z }
func z() (int, int, int)                          { x := 1; inc := func() int { x++; return x }; return x, inc(), x }

// Several values become values in interfaces on the way.
func main() {
	fmt.Println(a())
	fmt.Println(b())
	fmt.Println(c())
	fmt.Println(d())
	fmt.Println(e())
	fmt.Println(f())
	fmt.Println(g())
	fmt.Println(h())
	fmt.Println(i())
	fmt.Println(j())
	kf, kv := k()
	fmt.Println(kf(), kv)
	fmt.Println(l())
	fmt.Println(m())
	fmt.Println(n(3))
	fmt.Println(n("x"))
	fmt.Println(o(3))
	fmt.Println(p([]int{1, 2}, map[string]T{"a": {1}}))
	qa, qb, qc := q(&T{7})
	fmt.Println(qa, qb, *qc)
	ch := make(chan int, 2)
	ch <- 1
	ch <- 2
	fmt.Println(r(ch))
	fmt.Println(s())
	fmt.Println(t())
	fmt.Println(u())
	fmt.Println(v())
	fmt.Println(w())
	fmt.Println(y(1, nil))
	fmt.Println(z())
	for _, x := range []any{tee(), E(1), one(), some(), nil} {
		fmt.Printf("%T %v\n", x, x)
	}
}
