package main

import (
	"fmt"
	"time"
)

// Select with a default, a timeout, nil channels and closed channels.
func main() {
	c := make(chan int)
	select {
	case v := <-c:
		fmt.Println("got", v)
	default:
		fmt.Println("nothing ready")
	}
	select {
	case v := <-c:
		fmt.Println("got", v)
	case <-time.After(time.Millisecond):
		fmt.Println("timed out")
	}
	b := make(chan string, 1)
	select {
	case b <- "first":
		fmt.Println("sent")
	default:
		fmt.Println("full")
	}
	select {
	case b <- "second":
		fmt.Println("sent")
	default:
		fmt.Println("full")
	}
	close(c)
	select {
	case v, ok := <-c:
		fmt.Println("closed:", v, ok)
	case <-time.After(time.Minute):
		fmt.Println("too late")
	}
	var never chan int
	select {
	case never <- 1:
		fmt.Println("impossible")
	case v := <-b:
		fmt.Println("buffered:", v)
	}
	done := make(chan struct{})
	numbers := make(chan int)
	go func() {
		defer close(done)
		for i := range 4 {
			numbers <- i * i
		}
	}()
	sum := 0
loop:
	for {
		select {
		case n := <-numbers:
			sum += n
		case <-done:
			break loop
		}
	}
	fmt.Println("sum", sum)
}
