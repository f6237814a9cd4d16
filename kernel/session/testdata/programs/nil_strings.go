package main

import (
	"fmt"
	"strconv"
	"strings"
)

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

type N string
type S struct{ a int }
type L []int

func main() {
	var ip *int
	var sp *string
	var np *N
	var pp *S
	var lp *L
	var fp *func()
	var ap *[2]int
	var mp *map[string]int
	try(func() { fmt.Println(strconv.Itoa(int(*ip))) })
	try(func() { fmt.Println(strings.ToUpper(string(*sp))) })
	try(func() { fmt.Println(N(*np)) })
	try(func() { fmt.Println(S(*pp)) })
	try(func() { fmt.Println(L(*lp)) })
	try(func() { fmt.Println((func())(*fp)) })
	try(func() { fmt.Println([2]int(*ap)) })
	try(func() { fmt.Println(map[string]int(*mp)) })
	try(func() { fmt.Println(string(*sp) + "x") })
	try(func() { fmt.Println(string(*sp) == "x") })
	try(func() { fmt.Println(*sp == "x") })
	try(func() { fmt.Println(*sp + "x") })
	try(func() {
		if *sp == "x" {
			fmt.Println("yes")
		}
	})
	try(func() {
		if *sp != *sp {
			fmt.Println("yes")
		}
	})
	try(func() {
		switch *sp {
		case "<invalid Value>":
			fmt.Println("yes")
		}
	})
	try(func() {
		for _, c := range *sp {
			fmt.Print(c)
		}
	})
	try(func() { fmt.Println((*sp)[1]) })
	try(func() { s := *sp; fmt.Println(s) })
	try(func() { s := ""; s += *sp; fmt.Println(s) })
	try(func() { s := []byte(*sp); fmt.Println(s) })
	try(func() { fmt.Println(*np == "x") })
	try(func() { fmt.Println(*lp == nil, *mp == nil, *fp == nil) })
	try(func() { fmt.Println(*lp == nil) })
	try(func() { fmt.Println(*mp == nil) })
	try(func() { fmt.Println(*ap == [2]int{}) })
	try(func() { fmt.Println(*pp == S{}) })
	try(func() { fmt.Println(func() string { return *sp }() == "x") })
	try(func() { f := *fp; fmt.Println(f == nil) })
	try(func() { f := []any{*sp}; fmt.Println(f == nil) })
	try(func() { f := []string{*sp}; fmt.Println(f) })
	try(func() { f := struct{ a string }{*sp}; fmt.Println(f) })
	try(func() { m := map[string]string{}; m["x"] = *sp; fmt.Println(m[*sp]) })
	try(func() { m := map[string]string{}; fmt.Println(m[*sp]) })
	try(func() { m := map[string]string{}; m[*sp] = "x"; fmt.Println(m) })
}
