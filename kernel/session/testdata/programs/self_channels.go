package main

import (
	"fmt"
)

type C chan C
type req struct {
	n     int
	reply chan req
}
type P *P

// Channels and pointers of themselves.
func main() {
	c := make(C, 1)
	c <- c
	fmt.Println(<-c == c, len(c), cap(c))
	go func() { c <- nil; close(c) }()
	v, ok := <-c
	fmt.Println(v == nil, ok)
	for x := range c {
		fmt.Println(x)
	}
	r := req{1, make(chan req, 1)}
	r.reply <- req{2, r.reply}
	fmt.Println((<-r.reply).n)
	d := make(C)
	go func() { d <- make(C, 3) }()
	select {
	case x := <-d:
		fmt.Println(cap(x))
	}
	var p P
	p = &p
	fmt.Println(*p == p, **p == p)
}
