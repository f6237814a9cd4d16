package main

import "fmt"

type H func(args ...string) (string, error)

func (h H) Call(s string) string { r, _ := h(s); return r }

type C struct {
	Run H
	sub *C
}
type E struct {
	Run H
}
type G func(s string) string

func (h G) Call(s string) string { return h(s) }

type F struct {
	Run G
	sub *F
}

func main() {
	e := &E{}
	e.Run = func(args ...string) (string, error) { return "x", nil }
	fmt.Println(e.Run.Call("x"))
	f := &F{}
	f.Run = func(args string) string { return "x" }
	fmt.Println(f.Run.Call("x"))
}
