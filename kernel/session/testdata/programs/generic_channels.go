package main

import (
	"fmt"
	"slices"
	"sync"
)

func Generate[T any](values ...T) <-chan T {
	out := make(chan T)
	go func() {
		defer close(out)
		for _, v := range values {
			out <- v
		}
	}()
	return out
}

func Parallel[In, Out any](in []In, workers int, f func(In) Out) []Out {
	out := make([]Out, len(in))
	next := make(chan int)
	var wg sync.WaitGroup
	for range workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range next {
				out[i] = f(in[i])
			}
		}()
	}
	for i := range in {
		next <- i
	}
	close(next)
	wg.Wait()
	return out
}

func Merge[T any](channels ...<-chan T) []T {
	var mu sync.Mutex
	var wg sync.WaitGroup
	var all []T
	for _, c := range channels {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for v := range c {
				mu.Lock()
				all = append(all, v)
				mu.Unlock()
			}
		}()
	}
	wg.Wait()
	return all
}

type Broker[T any] struct {
	mu   sync.Mutex
	subs []chan T
}

func (b *Broker[T]) Subscribe() <-chan T {
	b.mu.Lock()
	defer b.mu.Unlock()
	c := make(chan T, 4)
	b.subs = append(b.subs, c)
	return c
}

func (b *Broker[T]) Publish(v T) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, c := range b.subs {
		c <- v
	}
}

type event struct {
	id   int
	text string
}

func main() {
	total := 0
	for v := range Generate(1, 2, 3) {
		total += v
	}
	fmt.Println(total)
	fmt.Println(Parallel([]int{1, 2, 3, 4}, 2, func(x int) string { return fmt.Sprint(x * x) }))
	all := Merge(Generate("a", "b"), Generate("c"))
	slices.Sort(all)
	fmt.Println(all)
	var b Broker[event]
	first, second := b.Subscribe(), b.Subscribe()
	b.Publish(event{1, "start"})
	b.Publish(event{2, "stop"})
	fmt.Println(<-first, (<-second).text, (<-first).id)
}
