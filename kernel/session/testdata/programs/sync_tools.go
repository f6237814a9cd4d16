package main

import (
	"context"
	"errors"
	"fmt"
	"sort"
	"sync"
	"sync/atomic"
	"time"
)

type counter struct {
	mu sync.Mutex
	n  map[string]int
}

func (c *counter) inc(key string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n[key]++
}

type cache[K comparable, V any] struct {
	sync.RWMutex
	m    map[K]V
	miss atomic.Int32
}

func (c *cache[K, V]) get(k K, make func(K) V) V {
	c.RLock()
	v, ok := c.m[k]
	c.RUnlock()
	if ok {
		return v
	}
	c.miss.Add(1)
	v = make(k)
	c.Lock()
	defer c.Unlock()
	c.m[k] = v
	return v
}

type queue struct {
	cond  *sync.Cond
	items []int
	done  bool
}

func (q *queue) put(v int) {
	q.cond.L.Lock()
	q.items = append(q.items, v)
	q.cond.L.Unlock()
	q.cond.Signal()
}

func (q *queue) take() (int, bool) {
	q.cond.L.Lock()
	defer q.cond.L.Unlock()
	for len(q.items) == 0 && !q.done {
		q.cond.Wait()
	}
	if len(q.items) == 0 {
		return 0, false
	}
	v := q.items[0]
	q.items = q.items[1:]
	return v, true
}

type key struct{}

func worker(ctx context.Context, id int, jobs <-chan int, results chan<- string) error {
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case j, ok := <-jobs:
			if !ok {
				return nil
			}
			results <- fmt.Sprint(ctx.Value(key{}), j*j)
		}
	}
}

func main() {
	c := counter{n: map[string]int{}}
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			c.inc(fmt.Sprint("k", i%3))
		}()
	}
	wg.Wait()
	fmt.Println(c.n)

	squares := &cache[int, string]{m: map[int]string{}}
	for i := range 6 {
		squares.get(i%2, func(k int) string { return fmt.Sprint(k * k) })
	}
	fmt.Println(squares.miss.Load(), len(squares.m))

	var once sync.Once
	for range 3 {
		once.Do(func() { fmt.Println("once") })
	}
	value := sync.OnceValue(func() int { fmt.Println("computed"); return 42 })
	fmt.Println(value(), value())

	pool := sync.Pool{New: func() any { return new([]byte) }}
	b := pool.Get().(*[]byte)
	*b = append(*b, 1)
	pool.Put(b)
	fmt.Println(len(*b))

	q := &queue{cond: sync.NewCond(&sync.Mutex{})}
	sum := make(chan int)
	go func() {
		total := 0
		for {
			v, ok := q.take()
			if !ok {
				break
			}
			total += v
		}
		sum <- total
	}()
	for i := 1; i <= 10; i++ {
		q.put(i)
	}
	q.cond.L.Lock()
	q.done = true
	q.cond.L.Unlock()
	q.cond.Broadcast()
	fmt.Println(<-sum)

	ctx, cancel := context.WithCancel(context.WithValue(context.Background(), key{}, "v"))
	jobs, results := make(chan int), make(chan string, 10)
	errs := make(chan error, 2)
	for id := range 2 {
		go func() { errs <- worker(ctx, id, jobs, results) }()
	}
	for j := range 5 {
		jobs <- j
	}
	cancel()
	fmt.Println(<-errs, <-errs)
	close(results)
	var got []string
	for r := range results {
		got = append(got, r)
	}
	sort.Strings(got)
	fmt.Println(got)
	ctx, cancel = context.WithTimeoutCause(context.Background(), time.Millisecond, errors.New("too slow"))
	defer cancel()
	<-ctx.Done()
	fmt.Println(ctx.Err(), context.Cause(ctx), errors.Is(ctx.Err(), context.DeadlineExceeded))

	var m sync.Map
	m.Store("a", 1)
	v, loaded := m.LoadOrStore("a", 2)
	m.Range(func(k, v any) bool { fmt.Println(k, v); return true })
	fmt.Println(v, loaded)
	var flag atomic.Bool
	fmt.Println(flag.CompareAndSwap(false, true), flag.Load())
	var ptr atomic.Pointer[counter]
	ptr.Store(&c)
	fmt.Println(ptr.Load().n["k0"])
	sem := make(chan struct{}, 2)
	var running, most atomic.Int32
	var group sync.WaitGroup
	for range 6 {
		group.Go(func() {
			sem <- struct{}{}
			defer func() { <-sem }()
			if n := running.Add(1); n > most.Load() {
				most.Store(n)
			}
			running.Add(-1)
		})
	}
	group.Wait()
	fmt.Println(most.Load() <= 2)
}
