package main

import (
	"errors"
	"fmt"
)

type S struct{ a int }
type N int

func (N) M() {}

type I interface{ M() }

func values() {
	f, s, n, str := 2.5, S{}, N(1), "x"
	fmt.Println(any(f) == nil, any(s) != nil, any(n) == nil, any(str) == nil, any([1]int{}) == nil, I(n) == nil, any(3) == nil, any(nil) == nil)
	fmt.Println(any(f) == any(2.5), any(s) == any(S{}), any(n) == any(1), any(str) == "x", any(f) == 2.5, nil != any(f), I(n) == any(N(1)))
	if any(str) != nil && any(n) != nil {
		fmt.Println("both")
	}
	switch any(f) {
	case nil:
		fmt.Println("nil")
	case 2.5:
		fmt.Println("2.5")
	}
}
func main() {
	var p *int
	var m map[string]int
	var e error
	var f func()
	var a any
	var s []int
	x := 1
	fmt.Println(nil == p, nil == m, nil == e, nil == f, nil == a, nil == s, nil != any(x), nil != errors.New("x"), nil == any(p), nil == any(e))
	if nil != e || nil == p && nil != &x {
		fmt.Println("yes")
	}
	values()
}
