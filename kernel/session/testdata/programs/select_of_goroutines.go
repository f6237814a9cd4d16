package main

import (
	"fmt"
	"sync"
)

type shape interface{ area() int }
type sq int

func (s sq) area() int { return int(s) * int(s) }

type pair struct{ a, b int }

func main() {
	c, d, e := make(chan pair, 1), make(chan shape, 1), make(chan error, 1)
	var p pair
	var s shape
	var ok bool
	xs := []int{0, 0}
	ints := make(chan int, 3)
	ints <- 7
	for i := range 6 {
		select {
		case c <- pair{i, i}:
			fmt.Println("sent")
		case p, ok = <-c:
			fmt.Println(p, ok)
		}
	}
	d <- sq(3)
	select {
	case s = <-d:
		fmt.Println(s.area())
	}
L:
	for {
	M:
		select {
		case xs[1] = <-ints:
			if xs[1] == 7 {
				ints <- 8
				break M
			}
			fmt.Println(xs)
			break L
		case err := <-e:
			fmt.Println(err)
		}
	}
	e <- fmt.Errorf("bad")
	select {
	case err, open := <-e:
		fmt.Println(err, open)
	default:
		fmt.Println("none")
	}
	var never chan int
	select {
	case <-never:
	default:
		fmt.Println("default")
	}
	close(ints)
	v, open := 1, true
	select {
	case v, open = <-ints:
	}
	fmt.Println(v, open)
	a := make(chan any, 1)
	var x any
	a <- sq(4)
	select {
	case x = <-a:
	}
	fmt.Printf("%v %T\n", x, x)
	select {
	case a <- pair{1, 2}:
	}
	x = <-a
	q, isPair := x.(pair)
	fmt.Println(q, isPair)
	select {
	case d <- sq(5):
	}
	fmt.Println((<-d).area())
	f := func() int {
		fmt.Print("f ")
		return 9
	}
	one := make(chan int, 1)
	get := func() chan int {
		fmt.Print("get ")
		return one
	}
	select {
	case get() <- f():
		fmt.Println(<-one)
	}
	var wg sync.WaitGroup
	out := make(chan int)
	for i := range 5 {
		in := make(chan int)
		wg.Go(func() {
			for {
				select {
				case v, ok := <-in:
					if !ok {
						return
					}
					out <- v * i
				}
			}
		})
		go func() {
			for k := range 50 {
				in <- k
			}
			close(in)
		}()
	}
	go func() { wg.Wait(); close(out) }()
	sum := 0
	for v := range out {
		sum += v
	}
	fmt.Println(sum)
	defer func() { fmt.Println(recover()) }()
	closed := make(chan int)
	close(closed)
	select {
	case closed <- 1:
	}
}
