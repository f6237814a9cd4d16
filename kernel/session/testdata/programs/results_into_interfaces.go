package main

import (
	"fmt"
	"strconv"
)

type T struct{ n int }

func (t T) String() string { return "T" + strconv.Itoa(t.n) }

func pair() (int, string)          { return 3, "p" }
func tees() (T, *T)                { return T{1}, &T{2} }
func num() (int, error)            { return strconv.Atoi("7") }
func bad() (any, error)            { return strconv.Atoi("x") }
func good() (any, error)           { return num() }
func anys() (any, any)             { return pair() }
func three() (any, int, any)       { return trio() }
func trio() (string, int, float64) { return "a", 2, 3.5 }
func ts() (any, fmt.Stringer)      { return tees() }
func ints() (int, any)             { return pair() }
func show(a, b any)                { fmt.Println(a, b) }
func all(xs ...any)                { fmt.Println(len(xs), xs) }
func named() (a any, b any)        { return pair() }
func errs() (any, fmt.Stringer)    { return tees() }
func in(f func() (any, any))       { fmt.Println(f()) }

type holder struct{ a, b any }

func (h holder) get() (any, any) { return pair() }

// Several values become values in interfaces on the way.
func main() {
	fmt.Println(bad())
	fmt.Println(good())
	fmt.Println(anys())
	fmt.Println(three())
	fmt.Println(ts())
	fmt.Println(ints())
	fmt.Println(named())
	fmt.Println(errs())
	show(pair())
	show(tees())
	all(pair())
	all(trio())
	all(tees())
	var a, b any = pair()
	fmt.Println(a, b)
	a, b = tees()
	fmt.Println(a, b)
	var h holder
	h.a, h.b = pair()
	fmt.Println(h)
	m := map[string]any{}
	m["x"], m["y"] = pair()
	fmt.Println(m)
	xs := make([]any, 2)
	xs[0], xs[1] = trio2()
	fmt.Println(xs)
	fmt.Println(h.get())
	in(func() (any, any) { return pair() })
	var err error
	var v any
	v, err = num()
	fmt.Println(v, err)
	if v, err = strconv.Atoi("9"); err == nil {
		fmt.Println(v)
	}
	var e any
	v, e = strconv.Atoi("z")
	fmt.Println(v, e)
}
func trio2() (string, float64) { return "q", 1.5 }
