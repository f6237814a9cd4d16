package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
)

func catch(name string, f func()) {
	defer func() {
		r := recover()
		switch v := r.(type) {
		case nil:
			fmt.Println(name, "fine")
		case error:
			fmt.Println(name, "error:", v)
		case string:
			fmt.Println(name, "string:", v)
		default:
			fmt.Println(name, "other:", v)
		}
	}()
	f()
}

type custom struct{ code int }

func nested() (s string) {
	defer func() {
		if r := recover(); r != nil {
			s = fmt.Sprint("outer caught ", r)
		}
	}()
	func() {
		defer func() {
			if r := recover(); r != "ours" {
				panic(r)
			}
		}()
		panic("theirs")
	}()
	return "not reached"
}

func cleanup() {
	defer fmt.Println("cleanup 1")
	defer func() {
		defer func() { fmt.Println("inner", recover()) }()
		panic("from deferred")
	}()
	panic("first")
}

func must(v int, err error) int {
	if err != nil {
		panic(err)
	}
	return v
}

// Run-time panics and their texts, and panics of our own.
func main() {
	var m map[string]int
	var p *custom
	var e any = "text"
	zero := 0
	catch("nil map", func() { m["a"] = 1 })
	catch("nil pointer", func() { p.code = 1 })
	catch("divide", func() { fmt.Println(1 / zero) })
	catch("modulo", func() { fmt.Println(1 % zero) })
	catch("assert", func() { fmt.Println(e.(int)) })
	catch("close", func() { var c chan int; close(c) })
	catch("closed twice", func() { c := make(chan int); close(c); close(c) })
	catch("makeslice", func() { n := -1; _ = make([]int, n) })
	catch("own", func() { panic(custom{7}) })
	catch("error", func() { panic(errors.New("own error")) })
	catch("formatted", func() { panic(fmt.Sprintf("%03d", 7)) })
	catch("must", func() { must(os.Stdout.Write(nil)); must(0, os.ErrNotExist) })
	catch("nothing", func() {})
	catch("repeat", func() { strings.Repeat("x", -1) })
	fmt.Println(nested())
	catch("cleanup", cleanup)
	fmt.Println(func() (n int) {
		defer func() { n = recover().(int) + 1 }()
		panic(41)
	}())
}
