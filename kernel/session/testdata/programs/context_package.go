package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

type key struct{}

func work(ctx context.Context, name string, results chan<- string) {
	select {
	case <-ctx.Done():
		results <- name + " " + ctx.Err().Error()
	case <-time.After(time.Minute):
		results <- name + " done"
	}
}

// Contexts: values, cancellation, deadlines and causes.
func main() {
	ctx := context.WithValue(context.Background(), key{}, "value")
	fmt.Println(ctx.Value(key{}), ctx.Value("other"), ctx.Err())
	ctx, cancel := context.WithCancel(ctx)
	results := make(chan string)
	go work(ctx, "a", results)
	cancel()
	fmt.Println(<-results)
	fmt.Println(ctx.Err(), errors.Is(ctx.Err(), context.Canceled), ctx.Value(key{}))
	timed, stop := context.WithTimeout(context.Background(), time.Millisecond)
	defer stop()
	<-timed.Done()
	fmt.Println(timed.Err(), errors.Is(timed.Err(), context.DeadlineExceeded))
	_, has := timed.Deadline()
	fmt.Println(has)
	caused, cancelCause := context.WithCancelCause(context.Background())
	cancelCause(errors.New("the reason"))
	fmt.Println(caused.Err(), context.Cause(caused))
	child, stopChild := context.WithCancel(caused)
	defer stopChild()
	fmt.Println(child.Err(), context.Cause(child))
	fmt.Println(context.Background(), context.TODO())
	without := context.WithoutCancel(ctx)
	fmt.Println(without.Err(), without.Value(key{}))
	called := make(chan bool)
	after, cancelAfter := context.WithCancel(context.Background())
	context.AfterFunc(after, func() { called <- true })
	cancelAfter()
	fmt.Println(<-called)
}
