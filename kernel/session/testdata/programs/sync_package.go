package main

import (
	"fmt"
	"sync"
	"sync/atomic"
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

// Mutexes, wait groups, once, condition variables, maps, pools and atomics.
func main() {
	c := counter{n: map[string]int{}}
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			c.inc([]string{"even", "odd"}[i%2])
		}()
	}
	wg.Wait()
	fmt.Println(c.n)
	var once sync.Once
	for range 3 {
		once.Do(func() { fmt.Println("once") })
	}
	var n atomic.Int64
	var flag atomic.Bool
	for range 10 {
		wg.Go(func() { n.Add(2); flag.Store(true) })
	}
	wg.Wait()
	fmt.Println(n.Load(), flag.Load(), n.CompareAndSwap(20, 5), n.Swap(6), n.Load())
	var old int32
	atomic.AddInt32(&old, 3)
	fmt.Println(atomic.LoadInt32(&old))
	var rw sync.RWMutex
	rw.RLock()
	fmt.Println(rw.TryLock())
	rw.RUnlock()
	fmt.Println(rw.TryLock())
	rw.Unlock()
	var mu sync.Mutex
	cond := sync.NewCond(&mu)
	ready := false
	done := make(chan bool)
	go func() {
		mu.Lock()
		for !ready {
			cond.Wait()
		}
		mu.Unlock()
		done <- true
	}()
	mu.Lock()
	ready = true
	cond.Broadcast()
	mu.Unlock()
	fmt.Println(<-done)
	var m sync.Map
	m.Store("a", 1)
	v, loaded := m.LoadOrStore("a", 2)
	fmt.Println(v, loaded)
	m.Range(func(k, v any) bool { fmt.Println(k, v); return true })
	m.Delete("a")
	_, ok := m.Load("a")
	fmt.Println(ok)
	pool := sync.Pool{New: func() any { return new(int) }}
	p := pool.Get().(*int)
	*p = 4
	pool.Put(p)
	fmt.Println(*p)
	value := sync.OnceValue(func() int { fmt.Println("computed"); return 9 })
	fmt.Println(value(), value())
	var box atomic.Value
	box.Store("text")
	fmt.Println(box.Load())
}
