package main

import "fmt"

type P struct{ n int }

func f() string                     { ch := make(chan string, 1); ch <- "x"; return <-ch }
func f2() (int, error)              { ch := make(chan int, 1); ch <- 3; return <-ch, nil }
func f3() (n int)                   { ch := make(chan int, 1); ch <- 4; n = <-ch; return n }
func f4() *P                        { ch := make(chan *P, 1); ch <- &P{5}; return <-ch }
func f5() P                         { ch := make(chan P, 1); ch <- P{6}; return <-ch }
func f6() any                       { ch := make(chan P, 1); ch <- P{7}; return <-ch }
func f7() error                     { ch := make(chan error, 1); ch <- nil; return <-ch }
func f8() (x []int)                 { ch := make(chan []int, 1); ch <- []int{8}; return <-ch }
func f9(ch chan int) int            { return <-ch + 1 }
func f10(ch <-chan int) int         { return <-ch }
func f11(ch <-chan int) (int, bool) { v, ok := <-ch; return v, ok }

func main() {
	fmt.Println(f())
	fmt.Println(f2())
	fmt.Println(f3(), f4().n, f5(), f6(), f7(), f8())
	ch := make(chan int, 2)
	ch <- 1
	ch <- 2
	fmt.Println(f9(ch), f10(ch))
	close(ch)
	fmt.Println(f11(ch))
	g := func() int { return <-ch }
	fmt.Println(g())
}
