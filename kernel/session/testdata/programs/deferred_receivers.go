package main

import (
	"fmt"
	"runtime"
)

func goexit() string {
	ch := make(chan string, 2)
	go func() {
		defer close(ch)
		defer func() { ch <- fmt.Sprint("recover: ", recover()) }()
		ch <- "unreached"
	}()
	return <-ch + <-ch
}
func goexit2() string {
	ch := make(chan string, 2)
	go func() {
		defer close(ch)
		defer func() { ch <- fmt.Sprint("recover: ") }()
		runtime.Goexit()
		ch <- "unreached"
	}()
	return <-ch + <-ch
}
func goexit3() string {
	ch := make(chan string, 2)
	go func() {
		defer close(ch)
		defer func() { r := recover(); ch <- fmt.Sprint("recover: ", r) }()
		runtime.Goexit()
		ch <- "unreached"
	}()
	return <-ch + <-ch
}

type T struct{ n int }

func (t T) Val(s string)  { fmt.Print(s, t.n, " ") }
func (t *T) Ptr(s string) { fmt.Print(s, t.n, " ") }

func recv() {
	t := &T{1}
	u := T{5}
	defer t.Ptr("p")
	defer t.Val("v")
	defer u.Val("u")
	defer u.Ptr("up")
	t = &T{2}
	u = T{6}
	u.n++
	t.n++
}
func main() {
	fmt.Println(goexit())
	fmt.Println(goexit2())
	recv()
	fmt.Println()
	fmt.Println(goexit3())
}
