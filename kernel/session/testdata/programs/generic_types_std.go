package main

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
)

type config struct{ name string }

type failure struct{ code int }

func (f *failure) Error() string { return fmt.Sprint("failure ", f.code) }

type Cache[K comparable, V any] struct {
	mu     sync.Mutex
	values map[K]V
	load   func(K) (V, error)
}

func NewCache[K comparable, V any](load func(K) (V, error)) *Cache[K, V] {
	return &Cache[K, V]{values: map[K]V{}, load: load}
}

func (c *Cache[K, V]) Get(k K) (V, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if v, ok := c.values[k]; ok {
		return v, nil
	}
	v, err := c.load(k)
	if err == nil {
		c.values[k] = v
	}
	return v, err
}

func main() {
	var p atomic.Pointer[config]
	fmt.Println(p.Load() == nil)
	first := &config{"first"}
	p.Store(first)
	fmt.Println(p.CompareAndSwap(nil, first), p.CompareAndSwap(first, &config{"second"}), p.Load().name)
	fmt.Println(p.Swap(nil).name)
	calls := 0
	once := sync.OnceValue(func() int { calls++; return 42 })
	fmt.Println(once()+once(), calls)
	pair := sync.OnceValues(func() (string, error) { return "v", errors.New("e") })
	fmt.Println(pair())
	n := rand.N(10)
	fmt.Println(n >= 0 && n < 10, rand.N(int8(1)))
	err := fmt.Errorf("outer: %w", &failure{3})
	f, ok := errors.AsType[*failure](err)
	fmt.Println(f.code, ok)
	c := NewCache(func(k int) (string, error) {
		if k < 0 {
			return "", &failure{k}
		}
		return fmt.Sprint("v", k), nil
	})
	fmt.Println(c.Get(3))
	fmt.Println(c.Get(-1))
	fmt.Println(len(c.values))
	var count atomic.Int64
	var wg sync.WaitGroup
	for i := range 10 {
		wg.Go(func() { count.Add(int64(i)) })
	}
	wg.Wait()
	fmt.Println(count.Load())
}
