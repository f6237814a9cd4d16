package main

import (
	"errors"
	"fmt"
)

type point struct{ x, y int }
type num int

func try(f func()) {
	defer func() {
		r := recover()
		fmt.Printf("%T %v\n", r, r)
	}()
	f()
}

func named() (n int) {
	defer func() {
		n = 5
		if r := recover(); r != nil {
			fmt.Println("recovered", r, r == 0)
		}
	}()
	panic(n)
}

func main() {
	try(func() { x := 1; defer func() { x += 7 }(); panic(x) })
	try(func() { p := point{1, 2}; defer func() { p.x = 9 }(); panic(p) })
	try(func() { p := &point{1, 2}; defer func() { p.x = 9 }(); panic(p.x) })
	try(func() { s := "a"; defer func() { s = "b" }(); panic(s) })
	try(func() { a := [2]int{1, 2}; defer func() { a[0] = 3 }(); panic(a) })
	try(func() { n := num(3); defer func() { n = 4 }(); panic(n) })
	try(func() { l := []int{1}; defer func() { l[0] = 4 }(); panic(l) })
	try(func() { err := errors.New("e"); defer func() { err = nil }(); panic(err) })
	try(func() { var err error; panic(err) })
	try(func() { panic(fmt.Sprint("x", 1)) })
	try(func() { panic(map[string]int{"a": 1}) })
	try(func() { var f func(); panic(f == nil) })
	try(func() { var v any = 3; defer func() { v = 4 }(); panic(v) })
	fmt.Println(named())
}
