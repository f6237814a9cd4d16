package main

import "fmt"

type request struct {
	op    string
	value int
	reply chan<- int
}

func server(in <-chan request, done chan<- struct{}) {
	total := 0
	for r := range in {
		switch r.op {
		case "add":
			total += r.value
		case "reset":
			total = 0
		}
		if r.reply != nil {
			r.reply <- total
		}
	}
	close(done)
}

func producer(n int) <-chan <-chan int {
	out := make(chan (<-chan int))
	go func() {
		defer close(out)
		for i := range n {
			c := make(chan int, i)
			for j := range i {
				c <- j
			}
			close(c)
			out <- c
		}
	}()
	return out
}

func toggle(a, b chan int, n int) (log []string) {
	for range n {
		select {
		case v := <-a:
			log = append(log, fmt.Sprint("a", v))
			a, b = nil, make(chan int, 1)
			b <- v + 1
		case v := <-b:
			log = append(log, fmt.Sprint("b", v))
			b, a = nil, make(chan int, 1)
			a <- v + 1
		}
	}
	return log
}

// Channels of channels, directions, nil channels, len and cap.
func main() {
	in, done := make(chan request), make(chan struct{})
	go server(in, done)
	reply := make(chan int)
	for i := 1; i <= 3; i++ {
		in <- request{"add", i, reply}
		fmt.Print(<-reply, " ")
	}
	in <- request{op: "reset"}
	in <- request{"add", 10, reply}
	fmt.Println(<-reply)
	close(in)
	<-done
	for c := range producer(4) {
		sum := 0
		for v := range c {
			sum += v
		}
		fmt.Print(sum, " ")
	}
	fmt.Println()
	start := make(chan int, 1)
	start <- 1
	fmt.Println(toggle(start, nil, 4))
	c := make(chan int, 5)
	var send chan<- int = c
	var recv <-chan int = c
	send <- 1
	send <- 2
	fmt.Println(len(c), cap(c), len(recv), <-recv)
	v, ok := <-c
	fmt.Println(v, ok)
	cc := make(chan chan string, 1)
	inner := make(chan string, 1)
	cc <- inner
	inner <- "nested"
	fmt.Println(<-<-cc)
	var none chan int
	fmt.Println(none == nil, len(none), cap(none))
	same := c
	fmt.Println(same == c, same != make(chan int))
	funcs := make(chan func(int) int, 2)
	funcs <- func(x int) int { return x * x }
	fmt.Println((<-funcs)(7))
	ticks := make(chan struct{}, 3)
	for range 3 {
		ticks <- struct{}{}
	}
	close(ticks)
	n := 0
	for range ticks {
		n++
	}
	fmt.Println(n)
}
