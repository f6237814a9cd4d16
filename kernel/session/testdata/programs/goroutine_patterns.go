package main

import (
	"errors"
	"fmt"
	"sort"
	"sync"
)

type result struct {
	id  int
	val string
	err error
}

func worker(id int, jobs <-chan int, out chan<- result) {
	for j := range jobs {
		if j%4 == 3 {
			out <- result{j, "", errors.New("unlucky")}
			continue
		}
		out <- result{id: j, val: fmt.Sprintf("job %d", j)}
	}
}

type future struct {
	once sync.Once
	done chan struct{}
	val  int
}

func run(f func() int) *future {
	fu := &future{done: make(chan struct{})}
	go func() {
		defer close(fu.done)
		fu.val = f()
	}()
	return fu
}

func (f *future) get() int { <-f.done; return f.val }

// Worker pools, futures, barriers, first result, and a mutex-protected total.
func main() {
	jobs, out := make(chan int), make(chan result)
	var wg sync.WaitGroup
	for id := range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			worker(id, jobs, out)
		}()
	}
	go func() {
		for j := range 8 {
			jobs <- j
		}
		close(jobs)
		wg.Wait()
		close(out)
	}()
	var all []result
	for r := range out {
		all = append(all, r)
	}
	sort.Slice(all, func(i, j int) bool { return all[i].id < all[j].id })
	for _, r := range all {
		fmt.Println(r.id, r.val, r.err)
	}
	fs := []*future{}
	for i := range 4 {
		fs = append(fs, run(func() int { return i * i }))
	}
	sum := 0
	for _, f := range fs {
		sum += f.get()
	}
	fmt.Println(sum)
	var mu sync.Mutex
	counts := map[int]int{}
	for i := range 30 {
		wg.Add(1)
		go func(n int) {
			defer wg.Done()
			mu.Lock()
			counts[n%3]++
			mu.Unlock()
		}(i)
	}
	wg.Wait()
	fmt.Println(counts)
	ping, pong := make(chan int), make(chan int)
	go func() {
		for v := range ping {
			pong <- v + 1
		}
		close(pong)
	}()
	v := 0
	for range 5 {
		ping <- v
		v = <-pong
	}
	close(ping)
	_, open := <-pong
	fmt.Println(v, open)
	errs := make(chan error, 3)
	for i := range 3 {
		go func() {
			defer func() {
				if r := recover(); r != nil {
					errs <- fmt.Errorf("task %d: %v", i, r)
					return
				}
				errs <- nil
			}()
			if i == 1 {
				panic("failed")
			}
		}()
	}
	failed := 0
	for range 3 {
		if err := <-errs; err != nil {
			fmt.Println(err)
			failed++
		}
	}
	fmt.Println(failed)
}
