package main

import (
	"errors"
	"fmt"
)

var x = "package"

func value() (int, error) { return 7, errors.New("late") }

func shadowed() (err error) {
	if v, err := value(); v > 0 {
		_ = err
	}
	return err
}

// Inner scopes hide outer names, builtin ones included.
func main() {
	fmt.Println(x)
	x := x + "+main"
	fmt.Println(x)
	{
		x := 5
		x++
		fmt.Println(x)
	}
	if x := 3.5; x > 3 {
		fmt.Println(x)
		x := x > 3
		fmt.Println(x)
	} else {
		fmt.Println("else", x)
	}
	for x := range 2 {
		x := x * 10
		fmt.Println(x)
	}
	switch x := len(x); x {
	case 12:
		x := "twelve"
		fmt.Println(x)
	default:
		fmt.Println("length", x)
	}
	func(x int) {
		x *= 2
		fmt.Println(x)
	}(21)
	fmt.Println(x, shadowed())
	len := func(s string) string { return "my " + s }
	fmt.Println(len("len"))
	true := false
	fmt.Println(true)
	type int string
	var s int = "a string called int"
	fmt.Println(s)
	a, b := 1, 2
	b, c := 3, 4
	fmt.Println(a, b, c)
	fmt := "hidden package"
	_ = fmt
	nil := 0
	_ = nil
}
