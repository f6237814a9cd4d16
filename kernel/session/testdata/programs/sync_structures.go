package main

import (
	"errors"
	"fmt"
	"slices"
	"sort"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

type BoundedQueue[T any] struct {
	mu       sync.Mutex
	notEmpty *sync.Cond
	notFull  *sync.Cond
	items    []T
	cap      int
	closed   bool
}

func NewQueue[T any](n int) *BoundedQueue[T] {
	q := &BoundedQueue[T]{cap: n}
	q.notEmpty, q.notFull = sync.NewCond(&q.mu), sync.NewCond(&q.mu)
	return q
}

func (q *BoundedQueue[T]) Put(x T) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == q.cap && !q.closed {
		q.notFull.Wait()
	}
	if q.closed {
		return false
	}
	q.items = append(q.items, x)
	q.notEmpty.Signal()
	return true
}

func (q *BoundedQueue[T]) Get() (x T, ok bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == 0 {
		if q.closed {
			return
		}
		q.notEmpty.Wait()
	}
	x, q.items = q.items[0], q.items[1:]
	q.notFull.Signal()
	return x, true
}

func (q *BoundedQueue[T]) Close() {
	q.mu.Lock()
	q.closed = true
	q.mu.Unlock()
	q.notEmpty.Broadcast()
	q.notFull.Broadcast()
}

type Config struct {
	once sync.Once
	vals map[string]string
	err  error
}

func (c *Config) Get(k string) (string, error) {
	c.once.Do(func() {
		fmt.Println("loading")
		c.vals = map[string]string{"a": "1"}
	})
	v, ok := c.vals[k]
	if !ok {
		return "", fmt.Errorf("no %q", k)
	}
	return v, c.err
}

type Account struct {
	sync.RWMutex
	balance int
	log     []string
}

func (a *Account) Move(to *Account, n int) error {
	first, second := a, to
	if fmt.Sprintf("%p", a) > fmt.Sprintf("%p", to) {
		first, second = second, first
	}
	first.Lock()
	defer first.Unlock()
	second.Lock()
	defer second.Unlock()
	if a.balance < n {
		return errors.New("too little")
	}
	a.balance -= n
	to.balance += n
	return nil
}

type Latch struct{ left atomic.Int64 }

func (l *Latch) Arrive() bool { return l.left.Add(-1) == 0 }

type Buf struct {
	b  []byte
	id int
}

type Semaphore chan struct{}

func (s Semaphore) With(f func()) { s <- struct{}{}; defer func() { <-s }(); f() }

func main() {
	q := NewQueue[[2]int](2)
	var wg sync.WaitGroup
	var mu sync.Mutex
	got := map[int]int{}
	for w := range 3 {
		wg.Go(func() {
			for x, ok := q.Get(); ok; x, ok = q.Get() {
				mu.Lock()
				got[x[0]] += x[1]
				mu.Unlock()
			}
			_ = w
		})
	}
	for i := range 40 {
		q.Put([2]int{i % 4, i})
	}
	q.Close()
	wg.Wait()
	fmt.Println(got, q.Put([2]int{}))
	var c Config
	for _, k := range strings.Fields("a b a") {
		fmt.Println(c.Get(k))
	}
	x, y := &Account{balance: 100}, &Account{balance: 50}
	for i := range 20 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if i%2 == 0 {
				x.Move(y, i)
			} else {
				y.Move(x, i)
			}
		}()
	}
	wg.Wait()
	x.RLock()
	fmt.Println(x.balance+y.balance, x.Move != nil, x.TryLock())
	x.RUnlock()
	var m sync.Map
	for i, w := range strings.Fields("the cat the dog the end") {
		v, loaded := m.LoadOrStore(w, &atomic.Int32{})
		v.(*atomic.Int32).Add(int32(i))
		if loaded {
			fmt.Print(w, " again ")
		}
	}
	var keys []string
	m.Range(func(k, v any) bool {
		keys = append(keys, fmt.Sprint(k, v.(*atomic.Int32).Load()))
		return true
	})
	sort.Strings(keys)
	fmt.Println(keys)
	type key struct{ a, b int }
	m.Store(key{1, 2}, []string{"v"})
	v, ok := m.Load(key{1, 2})
	_, no := m.Load(key{2, 1})
	old, had := m.Swap("cat", nil)
	fmt.Println(v, ok, no, old.(*atomic.Int32).Load(), had, m.CompareAndSwap("cat", nil, 5))
	m.Clear()
	pool := sync.Pool{New: func() any { return &Buf{id: 7} }}
	b := pool.Get().(*Buf)
	b.b = append(b.b[:0], "data"...)
	pool.Put(b)
	fmt.Println(b.id, string(b.b))
	val := sync.OnceValue(func() int { fmt.Print("computed "); return 42 })
	two := sync.OnceValues(func() (string, error) { return "s", errors.New("e") })
	fmt.Println(val(), val())
	s, err := two()
	fmt.Println(s, err)
	bad := sync.OnceFunc(func() { panic("once") })
	for range 2 {
		func() {
			defer func() { fmt.Print("recovered ", recover(), " ") }()
			bad()
		}()
	}
	fmt.Println()
	l := &Latch{}
	l.left.Store(5)
	var last atomic.Bool
	var peak, cur atomic.Int32
	sem := make(Semaphore, 2)
	for range 5 {
		wg.Go(func() {
			sem.With(func() {
				if n := cur.Add(1); n > peak.Load() {
					peak.Store(n)
				}
				cur.Add(-1)
			})
			if l.Arrive() {
				last.Store(true)
			}
		})
	}
	wg.Wait()
	var cfg atomic.Pointer[Config]
	var any atomic.Value
	any.Store([]int{1})
	fmt.Println(last.Load(), peak.Load() <= 2, cfg.Load() == nil, any.Load().([]int)[0], cfg.CompareAndSwap(nil, &c), cfg.Load().vals["a"])
	done, ticks := make(chan struct{}), 0
	timeout := time.After(10 * time.Second)
	go func() { time.Sleep(time.Millisecond); close(done) }()
wait:
	for {
		select {
		case <-done:
			break wait
		case <-timeout:
			fmt.Println("timeout")
			break wait
		default:
			ticks++
			time.Sleep(100 * time.Microsecond)
		}
	}
	order := make(chan int)
	var turn int
	cond := sync.NewCond(new(sync.Mutex))
	for i := range 5 {
		go func() {
			cond.L.Lock()
			for turn != i {
				cond.Wait()
			}
			turn++
			cond.Broadcast()
			cond.L.Unlock()
			order <- i
		}()
	}
	var seq []int
	for range 5 {
		seq = append(seq, <-order)
	}
	slices.Sort(seq)
	fmt.Println(ticks >= 0, seq)
	defer func() { fmt.Println(recover()) }()
	var neg sync.WaitGroup
	neg.Done()
}
