package main

import (
	"container/list"
	"errors"
	"fmt"
	"iter"
	"sort"
	"strings"
	"sync"
	"time"
)

type entry[K comparable, V any] struct {
	key     K
	value   V
	expires time.Duration
}

type Clock interface{ Now() time.Duration }

type fakeClock struct{ now time.Duration }

func (c *fakeClock) Now() time.Duration      { return c.now }
func (c *fakeClock) Advance(d time.Duration) { c.now += d }

type Cache[K comparable, V any] struct {
	mu      sync.Mutex
	cap     int
	ttl     time.Duration
	order   *list.List
	items   map[K]*list.Element
	clock   Clock
	onEvict []func(K, V, Reason)
	stats   struct{ hits, misses, evictions int }
}

type Reason uint8

const (
	Full Reason = iota + 1
	Expired
	Removed
)

func (r Reason) String() string {
	return [...]string{Full: "full", Expired: "expired", Removed: "removed"}[r]
}

type Option[K comparable, V any] func(*Cache[K, V]) error

func WithTTL[K comparable, V any](d time.Duration) Option[K, V] {
	return func(c *Cache[K, V]) error {
		if d <= 0 {
			return fmt.Errorf("ttl %v: %w", d, ErrOption)
		}
		c.ttl = d
		return nil
	}
}

func OnEvict[K comparable, V any](f func(K, V, Reason)) Option[K, V] {
	return func(c *Cache[K, V]) error { c.onEvict = append(c.onEvict, f); return nil }
}

var ErrOption = errors.New("bad option")

func New[K comparable, V any](cap int, clock Clock, opts ...Option[K, V]) (*Cache[K, V], error) {
	c := &Cache[K, V]{cap: cap, order: list.New(), items: make(map[K]*list.Element), clock: clock}
	var errs []error
	for i, o := range opts {
		if err := o(c); err != nil {
			errs = append(errs, fmt.Errorf("option %d: %w", i, err))
		}
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return c, nil
}

func (c *Cache[K, V]) remove(e *list.Element, why Reason) {
	en := c.order.Remove(e).(*entry[K, V])
	delete(c.items, en.key)
	for _, f := range c.onEvict {
		f(en.key, en.value, why)
	}
	if why != Removed {
		c.stats.evictions++
	}
}

func (c *Cache[K, V]) Get(k K) (v V, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	defer func() {
		if ok {
			c.stats.hits++
		} else {
			c.stats.misses++
		}
	}()
	e, ok := c.items[k]
	if !ok {
		return
	}
	en := e.Value.(*entry[K, V])
	if c.ttl > 0 && c.clock.Now() >= en.expires {
		c.remove(e, Expired)
		return v, false
	}
	c.order.MoveToFront(e)
	return en.value, true
}

func (c *Cache[K, V]) Put(k K, v V) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.items[k]; ok {
		en := e.Value.(*entry[K, V])
		en.value, en.expires = v, c.clock.Now()+c.ttl
		c.order.MoveToFront(e)
		return
	}
	if c.order.Len() >= c.cap {
		c.remove(c.order.Back(), Full)
	}
	c.items[k] = c.order.PushFront(&entry[K, V]{k, v, c.clock.Now() + c.ttl})
}

func (c *Cache[K, V]) All() iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		for e := c.order.Front(); e != nil; e = e.Next() {
			if en := e.Value.(*entry[K, V]); !yield(en.key, en.value) {
				return
			}
		}
	}
}

func main() {
	clock := &fakeClock{}
	var log []string
	c, err := New(3, clock, WithTTL[string, int](time.Minute), OnEvict(func(k string, v int, r Reason) {
		log = append(log, fmt.Sprintf("%s=%d(%v)", k, v, r))
	}))
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, w := range strings.Fields("a b c a d e a") {
		if v, ok := c.Get(w); ok {
			fmt.Println("hit", w, v)
			continue
		}
		c.Put(w, i)
		clock.Advance(15 * time.Second)
	}
	for k, v := range c.All() {
		fmt.Print(k, ":", v, " ")
	}
	fmt.Println()
	clock.Advance(50 * time.Second)
	_, ok := c.Get("a")
	fmt.Println(ok, log, c.stats)
	fmt.Printf("%+v %v\n", c.stats, len(c.items))
	_, err = New(1, Clock(clock), WithTTL[int, []byte](-1), WithTTL[int, []byte](0))
	fmt.Println(err, errors.Is(err, ErrOption))
	type point struct{ x, y int }
	pc, _ := New[point, []string](2, clock)
	pc.Put(point{1, 2}, []string{"a"})
	pc.Put(point{1, 2}, append(pc.items[point{1, 2}].Value.(*entry[point, []string]).value, "b"))
	pc.Put(point{0, 1}, nil)
	pc.Put(point{5, 5}, []string{})
	keys := []point{}
	for k := range pc.All() {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool { return keys[i].x < keys[j].x })
	fmt.Printf("%v %+v\n", keys, keys)
	fmt.Printf("%T %T\n", c, &entry[string, []int]{})
}
