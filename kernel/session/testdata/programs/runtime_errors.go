package main

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
)

func try(name string, f func()) {
	defer func() {
		r := recover()
		_, isRuntime := r.(runtime.Error)
		err, isError := r.(error)
		text := ""
		if isError {
			text = err.Error()
		}
		fmt.Printf("%s: %v | %v %v | %s\n", name, r, isRuntime, isError, strings.TrimPrefix(text, "runtime error: "))
	}()
	f()
}

type point struct{ x, y int }

func (p *point) move()   { p.x++ }
func (p point) sum() int { return p.x + p.y }

type shape interface{ area() float64 }
type square struct{}

func (square) area() float64 { return 1 }

type grid [3][4]int

type box struct {
	items []int
	name  string
	at    *int
}

var table = []int{1, 2, 3}

func pick(list []int, i int) int { return list[i] }

func named(list []int) (n int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("named: %v", r)
		}
	}()
	return list[len(list)], nil
}

func main() {
	five, minus, zero := 5, -1, 0
	list := []int{1, 2, 3}
	array := [4]string{"a", "b"}
	text := "héllo"
	var none []int
	var g grid
	b := box{items: list, name: "box"}
	var u8 uint8 = 200

	// Indexes.
	try("slice", func() { fmt.Println(list[five]) })
	try("slice -1", func() { fmt.Println(list[minus]) })
	try("none", func() { fmt.Println(none[zero]) })
	try("constant", func() { fmt.Println(none[0]) })
	try("constant 3", func() { list[3] = 1 })
	try("array", func() { fmt.Println(array[five]) })
	try("array pointer", func() { p := &array; fmt.Println(p[five]) })
	try("string", func() { fmt.Println(text[five*2]) })
	try("uint8", func() { fmt.Println(list[u8]) })
	try("store", func() { list[five] = 1 })
	try("add", func() { list[five] += 1 })
	try("inc", func() { list[five]++ })
	try("grid", func() { g[1][five] = 1 })
	try("grid row", func() { g[five][1]++ })
	try("field", func() { fmt.Println(b.items[five]) })
	try("global", func() { table[five-1] = 2 })
	try("computed", func() { fmt.Println(list[five*2+1]) })
	try("address", func() { p := &list[five]; *p = 1 })
	try("param", func() { pick(list, 7) })
	try("in call", func() { fmt.Println(fmt.Sprint("x"), list[five]) })
	try("in return", func() { fmt.Println(func() int { return list[five] }()) })
	try("swap", func() { list[0], list[five] = list[five], list[0] })
	try("if", func() {
		if list[five] > 1 {
			fmt.Println("no")
		}
	})
	try("and", func() {
		if five > 3 && list[five] > 1 {
			fmt.Println("no")
		}
	})
	try("or", func() {
		if five < 3 || list[five] > 1 {
			fmt.Println("no")
		}
	})
	try("for", func() {
		for i := 0; list[i] > 0; i++ {
			fmt.Print(i, " ")
		}
	})
	try("for and", func() {
		for i := 2; i >= -1 && list[i] > 0; i-- {
			fmt.Print(i, " ")
		}
	})
	try("switch", func() {
		switch list[five] {
		case 1:
		}
	})
	try("case", func() {
		switch {
		case zero > 1:
		case list[five] == 1:
		}
	})
	try("loop", func() {
		for i := 0; i <= len(list); i++ {
			fmt.Print(i, " ")
			list[i] = i + 1
		}
	})
	try("range", func() {
		for i := range list {
			fmt.Print(i, " ")
			list[i+1] = i + 1
		}
	})
	try("nested", func() { fmt.Println(list[list[2]+five]) })
	try("literal", func() { fmt.Println([]int{1, 2}[five]) })
	try("of call", func() { fmt.Println(strings.Fields("a b")[five]) })
	fmt.Println(named(list))

	// Slices.
	try("high", func() { fmt.Println(list[:five]) })
	try("low", func() { fmt.Println(list[five:]) })
	try("negative low", func() { fmt.Println(list[minus:]) })
	try("negative high", func() { fmt.Println(list[:minus]) })
	try("crossed", func() { fmt.Println(list[2:zero]) })
	try("crossed literal", func() { a, b := 3, 1; fmt.Println(list[a:b]) })
	try("max", func() { fmt.Println(list[0:1:five]) })
	try("max high", func() { fmt.Println(list[0:five:2]) })
	try("max low", func() { fmt.Println(list[five:2:2]) })
	try("string high", func() { fmt.Println(text[:five*4]) })
	try("string low", func() { fmt.Println(text[five*4:]) })
	try("string crossed", func() { fmt.Println(text[3:zero]) })
	try("array high", func() { fmt.Println(array[:five]) })
	try("array low", func() { fmt.Println(array[five:]) })
	try("bytes", func() { fmt.Println([]byte(text)[2 : 1+zero]) })
	try("capacity", func() { s := make([]int, 2, 4); fmt.Println(s[:4], s[:five]) })

	// Others.
	try("nil map", func() { var m map[string]int; m["a"] = 1 })
	try("nil pointer", func() { var p *point; fmt.Println(p.x) })
	try("nil store", func() { var p *point; p.x = 1 })
	try("nil method", func() { var p *point; p.move() })
	try("nil value method", func() { var p *point; fmt.Println(p.sum()) })
	try("nil interface", func() { var s shape; s.area() })
	try("nil error", func() { var err error; fmt.Println(err.Error()) })
	try("nil function", func() { var f func(); f() })
	try("nil star", func() { fmt.Println(*b.at) })
	try("divide", func() { fmt.Println(five / zero) })
	try("remainder", func() { five %= zero })
	try("makeslice", func() { fmt.Println(make([]int, minus)) })
	try("makeslice cap", func() { fmt.Println(make([]int, 2, 1+zero)) })
	try("makechan", func() { fmt.Println(make(chan int, minus)) })
	try("send closed", func() { c := make(chan int, 1); close(c); c <- 1 })
	try("close closed", func() { c := make(chan int); close(c); close(c) })
	try("close nil", func() { var c chan int; close(c) })
	try("to array", func() { fmt.Println([4]int(list)) })
	try("to array pointer", func() { fmt.Println((*[4]int)(list)) })
	try("unhashable", func() { m := map[any]int{1: 1}; m[[]int{1}] = 1 })
	try("unhashable get", func() { m := map[any]int{}; fmt.Println(m[map[string]int{}]) })
	try("unhashable struct", func() { m := map[any]int{1: 1}; m[box{}] = 1 })
	try("uncomparable", func() { var a, b any = list, list; fmt.Println(a == b) })
	try("uncomparable struct", func() { var a, b any = b, b; fmt.Println(a == b) })
	try("uncomparable func", func() { var a, b any = main, main; fmt.Println(a != b) })

	// Interface conversions.
	var v any = "text"
	try("to int", func() { fmt.Println(v.(int)) })
	try("to struct", func() { fmt.Println(v.(point)) })
	try("to pointer", func() { fmt.Println(v.(*point)) })
	try("to interface", func() { fmt.Println(v.(shape)) })
	try("to stringer", func() { fmt.Println(v.(fmt.Stringer)) })
	try("nil to int", func() { var n any; fmt.Println(n.(int)) })
	try("nil to interface", func() { var n any; fmt.Println(n.(shape)) })
	try("shape to point", func() { var s shape = square{}; fmt.Println(s.(*circle)) })
	try("pointer method", func() { var p any = point{}; p.(interface{ move() }).move() })
	try("error", func() { panic(errors.New("own")) })
	try("wrapped", func() { panic(fmt.Errorf("in %w", errors.ErrUnsupported)) })
	try("value", func() { panic(point{1, 2}) })
	try("nil panic", func() { panic(nil) })
}

type circle struct{}

func (*circle) area() float64 { return 2 }
