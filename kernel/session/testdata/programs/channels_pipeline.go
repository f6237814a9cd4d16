package main

import (
	"fmt"
	"sync"
)

func generate(n int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for i := 1; i <= n; i++ {
			out <- i
		}
	}()
	return out
}

func square(in <-chan int) <-chan int {
	out := make(chan int)
	go func() {
		for v := range in {
			out <- v * v
		}
		close(out)
	}()
	return out
}

func merge(ins ...<-chan int) <-chan int {
	var wg sync.WaitGroup
	out := make(chan int)
	for _, in := range ins {
		wg.Add(1)
		go func(c <-chan int) {
			defer wg.Done()
			for v := range c {
				out <- v
			}
		}(in)
	}
	go func() { wg.Wait(); close(out) }()
	return out
}

func sieve(n int) (primes []int) {
	ch := make(chan int)
	stop := make(chan struct{})
	defer close(stop)
	go func(out chan<- int) {
		for i := 2; ; i++ {
			select {
			case out <- i:
			case <-stop:
				return
			}
		}
	}(ch)
	for range n {
		prime := <-ch
		primes = append(primes, prime)
		next := make(chan int)
		go func(in <-chan int, out chan<- int) {
			for {
				select {
				case i := <-in:
					if i%prime != 0 {
						select {
						case out <- i:
						case <-stop:
							return
						}
					}
				case <-stop:
					return
				}
			}
		}(ch, next)
		ch = next
	}
	return primes
}

// Pipelines, fan-out, fan-in, semaphores and results in order.
func main() {
	for v := range square(generate(5)) {
		fmt.Print(v, " ")
	}
	fmt.Println()
	in := generate(100)
	sum := 0
	for v := range merge(square(in), square(in), square(in)) {
		sum += v
	}
	fmt.Println(sum)
	fmt.Println(sieve(10))
	sem := make(chan struct{}, 2)
	results := make([]int, 6)
	var wg sync.WaitGroup
	for i := range results {
		wg.Add(1)
		sem <- struct{}{}
		go func() {
			defer func() { <-sem; wg.Done() }()
			results[i] = i * 10
		}()
	}
	wg.Wait()
	fmt.Println(results, len(sem), cap(sem))
	type request struct {
		n     int
		reply chan int
	}
	server := make(chan request)
	go func() {
		total := 0
		for r := range server {
			total += r.n
			r.reply <- total
		}
	}()
	for i := range 4 {
		reply := make(chan int)
		server <- request{i, reply}
		fmt.Print(<-reply, " ")
	}
	close(server)
	fmt.Println()
	b := make(chan int, 3)
	b <- 1
	b <- 2
	fmt.Println(len(b), cap(b), <-b)
	close(b)
	v, ok := <-b
	fmt.Println(v, ok)
	v, ok = <-b
	fmt.Println(v, ok)
	defer func() { fmt.Println(recover()) }()
	b <- 1
}
