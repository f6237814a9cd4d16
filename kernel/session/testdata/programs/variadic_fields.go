package main

import "fmt"

type V struct {
	n    int
	call func(args ...int) int
}

// Functions with any number of arguments in fields.
func main() {
	v := V{n: 3}
	v.call = func(args ...int) int { return len(args) }
	fmt.Println(v.call())
	fmt.Println(v.call(1))
	fmt.Println(v.call([]int{1, 2}...))
	fmt.Println((v.call)(4))
	g := v.call
	fmt.Println(g(1, 2, 3))
	fmt.Println(v.call(1, 2, 3))
}
