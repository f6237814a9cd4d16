package main

import "fmt"

type Op func(int) int

func (o Op) Then(p Op) Op { return func(t int) int { return p(o(t)) } }

func main() {
	inc := Op(func(t int) int { return t + 1 })
	fmt.Println(Op.Then(inc, inc)(5))
	f := Op.Then
	fmt.Println(f(inc, inc)(5))
}
