package main

import (
	"fmt"
	"sort"
	"strings"
	"sync"
	"time"
)

type request struct {
	op    string
	key   string
	val   int
	reply chan response
}
type response struct {
	val int
	ok  bool
	err error
}

type Store struct {
	reqs chan request
	done chan struct{}
	wg   sync.WaitGroup
}

func NewStore() *Store {
	s := &Store{reqs: make(chan request), done: make(chan struct{})}
	s.wg.Add(1)
	go s.loop()
	return s
}

func (s *Store) loop() {
	defer s.wg.Done()
	data := map[string]int{}
	handlers := map[string]func(request) response{
		"get": func(r request) (res response) { res.val, res.ok = data[r.key]; return },
		"set": func(r request) response {
			old, ok := data[r.key]
			data[r.key] = r.val
			return response{old, ok, nil}
		},
		"add": func(r request) response { data[r.key] += r.val; return response{val: data[r.key], ok: true} },
	}
	for {
		select {
		case r := <-s.reqs:
			if h, ok := handlers[r.op]; ok {
				r.reply <- h(r)
			} else {
				r.reply <- response{err: fmt.Errorf("no op %q", r.op)}
			}
		case <-s.done:
			return
		}
	}
}

func (s *Store) do(op, key string, val int) response {
	r := request{op, key, val, make(chan response, 1)}
	s.reqs <- r
	return <-r.reply
}

func (s *Store) Close() { close(s.done); s.wg.Wait() }

type stage func(<-chan int) <-chan int

func pipeline(src <-chan int, stages ...stage) <-chan int {
	for _, s := range stages {
		src = s(src)
	}
	return src
}

func mapping(f func(int) int) stage {
	return func(in <-chan int) <-chan int {
		out := make(chan int)
		go func() {
			defer close(out)
			for x := range in {
				out <- f(x)
			}
		}()
		return out
	}
}

func gen(xs ...int) <-chan int {
	ch := make(chan int, len(xs))
	for _, x := range xs {
		ch <- x
	}
	close(ch)
	return ch
}

func merge[T any](chs ...<-chan T) <-chan T {
	out := make(chan T)
	var wg sync.WaitGroup
	wg.Add(len(chs))
	for _, c := range chs {
		go func(c <-chan T) {
			defer wg.Done()
			for v := range c {
				out <- v
			}
		}(c)
	}
	go func() { wg.Wait(); close(out) }()
	return out
}

type Broker[T any] struct {
	mu   sync.Mutex
	subs []chan<- T
}

func (b *Broker[T]) Sub(n int) <-chan T {
	ch := make(chan T, n)
	b.mu.Lock()
	defer b.mu.Unlock()
	b.subs = append(b.subs, ch)
	return ch
}
func (b *Broker[T]) Pub(v T) (sent int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, s := range b.subs {
		select {
		case s <- v:
			sent++
		default:
		}
	}
	return
}

type future[T any] struct {
	once sync.Once
	ch   chan T
	val  T
}

func async[T any](f func() T) *future[T] {
	fu := &future[T]{ch: make(chan T, 1)}
	go func() { fu.ch <- f() }()
	return fu
}
func (f *future[T]) Get() T { f.once.Do(func() { f.val = <-f.ch }); return f.val }

func main() {
	s := NewStore()
	fmt.Println(s.do("set", "a", 5), s.do("get", "a", 0), s.do("get", "b", 0), s.do("add", "a", 2), s.do("pop", "", 0).err)
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Add(1)
		go func() { defer wg.Done(); s.do("add", "n", i) }()
	}
	wg.Wait()
	fmt.Println(s.do("get", "n", 0).val)
	s.Close()
	var out []string
	for x := range pipeline(gen(1, 2, 3), mapping(func(x int) int { return x * x }), mapping(func(x int) int { return -x })) {
		out = append(out, fmt.Sprint(x))
	}
	fmt.Println(strings.Join(out, " "), <-pipeline(gen(7)))
	var all []int
	for v := range merge(gen(1, 4), gen(2), gen(), gen(3, 5)) {
		all = append(all, v)
	}
	sort.Ints(all)
	fmt.Println(all)
	var b Broker[map[string]int]
	x, y := b.Sub(1), b.Sub(0)
	fmt.Println(b.Pub(map[string]int{"k": 1}), b.Pub(nil), (<-x)["k"], len(y), cap(x))
	f := async(func() []string { time.Sleep(time.Millisecond); return []string{"done"} })
	fmt.Println(f.Get(), f.Get()[0])
	ticker := make(chan chan int, 1)
	ticker <- make(chan int, 1)
	inner := <-ticker
	inner <- 9
	fmt.Println(<-inner)
	var nilCh chan int
	select {
	case v := <-nilCh:
		fmt.Println(v)
	case nilCh <- 1:
	case <-time.After(time.Millisecond):
		fmt.Println("timeout")
	}
	sem := make(chan struct{}, 2)
	chans := map[string]chan int{"a": make(chan int, 1), "b": make(chan int, 1)}
	chans["a"] <- 1
	for _, k := range []string{"a", "b"} {
		sem := sem
		if k == "a" {
			sem = nil
		}
		select {
		case v := <-chans[k]:
			fmt.Println(k, v)
		case sem <- struct{}{}:
			fmt.Println(k, "sem", len(sem))
		default:
			fmt.Println("none")
		}
	}
	arr := [2]chan string{make(chan string, 1), make(chan string, 1)}
	idx := 0
	next := func() int { idx++; return idx - 1 }
	arr[next()] <- fmt.Sprint("x", next())
	fmt.Println(<-arr[0], idx)
	done := make(chan struct{})
	close(done)
	_, open := <-done
	fmt.Println(open, <-done)
	res := make(chan func() (int, error), 1)
	res <- func() (int, error) { return 3, nil }
	fmt.Println((<-res)())
	type pair struct{ a, b int }
	pc := make(chan pair, 2)
	pc <- pair{1, 2}
	pc <- pair{b: 3}
	fmt.Println((<-pc).b, *&[]pair{<-pc}[0])
}
