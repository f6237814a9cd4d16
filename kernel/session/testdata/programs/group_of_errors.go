package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

type Group struct {
	cancel func(error)
	wg     sync.WaitGroup
	sem    chan struct{}
	once   sync.Once
	err    error
}

func WithContext(ctx context.Context) (*Group, context.Context) {
	ctx, cancel := context.WithCancelCause(ctx)
	return &Group{cancel: cancel}, ctx
}

func (g *Group) SetLimit(n int) { g.sem = make(chan struct{}, n) }

func (g *Group) Go(f func() error) {
	if g.sem != nil {
		g.sem <- struct{}{}
	}
	g.wg.Add(1)
	go func() {
		defer func() {
			if g.sem != nil {
				<-g.sem
			}
			g.wg.Done()
		}()
		defer func() {
			if r := recover(); r != nil {
				g.fail(fmt.Errorf("panic: %v", r))
			}
		}()
		if err := f(); err != nil {
			g.fail(err)
		}
	}()
}

func (g *Group) fail(err error) {
	g.once.Do(func() {
		g.err = err
		if g.cancel != nil {
			g.cancel(err)
		}
	})
}

func (g *Group) Wait() error {
	g.wg.Wait()
	if g.cancel != nil {
		g.cancel(g.err)
	}
	return g.err
}

type result struct {
	id, square int
}

func main() {
	g, ctx := WithContext(context.Background())
	g.SetLimit(4)
	var mu sync.Mutex
	var results []result
	var active, peak atomic.Int32
	for i := range 30 {
		g.Go(func() error {
			n := active.Add(1)
			defer active.Add(-1)
			for {
				p := peak.Load()
				if n <= p || peak.CompareAndSwap(p, n) {
					break
				}
			}
			mu.Lock()
			defer mu.Unlock()
			results = append(results, result{i, i * i})
			return nil
		})
	}
	fmt.Println(g.Wait(), ctx.Err(), context.Cause(ctx), peak.Load() <= 4)
	slices.SortFunc(results, func(a, b result) int { return a.id - b.id })
	fmt.Println(len(results), results[0], results[29])

	g, ctx = WithContext(context.Background())
	boom := errors.New("boom")
	for i := range 5 {
		g.Go(func() error {
			if i == 3 {
				return fmt.Errorf("worker %d: %w", i, boom)
			}
			<-ctx.Done()
			return ctx.Err()
		})
	}
	err := g.Wait()
	fmt.Println(err, errors.Is(err, boom), context.Cause(ctx) == err, ctx.Err() == context.Canceled)

	var plain Group
	var l []int
	plain.Go(func() error { _ = l[len(results)]; return nil })
	fmt.Println(plain.Wait())

	parent, stop := context.WithTimeout(context.Background(), 5*time.Millisecond)
	defer stop()
	g, ctx = WithContext(parent)
	for range 3 {
		g.Go(func() error {
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-time.After(10 * time.Second):
				return errors.New("too late")
			}
		})
	}
	fmt.Println(g.Wait(), errors.Is(g.err, context.DeadlineExceeded))

	jobs := make(chan int)
	out := make(chan result)
	var wg sync.WaitGroup
	for w := 0; w < 3; w++ {
		wg.Add(1)
		go func(id int) {
			defer wg.Done()
			for j := range jobs {
				out <- result{j, j * j}
			}
		}(w)
	}
	go func() {
		defer close(jobs)
		for i := 1; i <= 10; i++ {
			jobs <- i
		}
	}()
	go func() { wg.Wait(); close(out) }()
	total := 0
	for r := range out {
		total += r.square
	}
	fmt.Println(total)
}
