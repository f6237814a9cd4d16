package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"
)

type key int

const (
	user key = iota
	trace
)

type otherKey int

type span struct {
	name     string
	parent   *span
	children []*span
	err      error
}

func (s *span) path() string {
	if s == nil {
		return ""
	}
	return s.parent.path() + "/" + s.name
}

func start(ctx context.Context, name string) (context.Context, *span, func(*error)) {
	parent, _ := ctx.Value(trace).(*span)
	s := &span{name: name, parent: parent}
	if parent != nil {
		parent.children = append(parent.children, s)
	}
	return context.WithValue(ctx, trace, s), s, func(err *error) {
		if err != nil {
			s.err = *err
		}
	}
}

func (s *span) dump(depth int) {
	mark := "ok"
	if s.err != nil {
		mark = s.err.Error()
	}
	fmt.Printf("%s%s: %s\n", strings.Repeat("  ", depth), s.name, mark)
	for _, c := range s.children {
		c.dump(depth + 1)
	}
}

func query(ctx context.Context, sql string) (rows int, err error) {
	_, s, end := start(ctx, "query "+sql)
	defer func() { end(&err) }()
	if err := ctx.Err(); err != nil {
		return 0, fmt.Errorf("%s: %w", s.path(), context.Cause(ctx))
	}
	return len(sql), nil
}

func handle(ctx context.Context) (err error) {
	ctx, _, end := start(ctx, "handle")
	defer end(&err)
	defer func() {
		if err != nil {
			err = fmt.Errorf("handle: %w", err)
		}
	}()
	if _, err = query(ctx, "select 1"); err != nil {
		return
	}
	ctx, cancel := context.WithCancelCause(ctx)
	cancel(errQuota)
	if n, err := query(ctx, "select 2"); err != nil {
		return err
	} else {
		fmt.Println(n)
	}
	return nil
}

var errQuota = errors.New("quota exceeded")

type tracked struct {
	context.Context
	asked *[]any
}

func (t tracked) Value(k any) any {
	*t.asked = append(*t.asked, k)
	return t.Context.Value(k)
}

func main() {
	root, s, end := start(context.Background(), "root")
	root = context.WithValue(root, user, "ann")
	err := handle(root)
	end(nil)
	fmt.Println(err, errors.Is(err, errQuota))
	s.dump(0)
	fmt.Println(root.Value(user), root.Value(otherKey(0)), root.Value(0), root.Value(user).(string))

	ctx, cancel := context.WithCancel(context.Background())
	var wg sync.WaitGroup
	names := make(chan string, 10)
	var spawn func(ctx context.Context, name string, depth int)
	spawn = func(ctx context.Context, name string, depth int) {
		defer wg.Done()
		if depth > 0 {
			for _, side := range "LR" {
				wg.Add(1)
				child, stop := context.WithCancel(ctx)
				defer stop()
				go spawn(child, name+string(side), depth-1)
			}
		}
		<-ctx.Done()
		names <- name
	}
	wg.Add(1)
	go spawn(ctx, "T", 2)
	cancel()
	wg.Wait()
	close(names)
	total := 0
	for n := range names {
		total += len(n)
	}
	fmt.Println("ended", total)

	var asked []any
	tc := tracked{context.WithValue(context.Background(), user, "bob"), &asked}
	child := context.WithValue(tc, trace, (*span)(nil))
	fmt.Println(child.Value(user), child.Value(otherKey(1)), asked)
	fmt.Printf("%T %T\n", asked[0], asked[1])
	dctx, stop := context.WithTimeoutCause(context.Background(), time.Millisecond, errors.New("too slow"))
	defer stop()
	<-dctx.Done()
	fmt.Println(dctx.Err(), context.Cause(dctx))
	_, has := dctx.Deadline()
	fmt.Println(has)
	fired := make(chan bool)
	actx, acancel := context.WithCancel(context.Background())
	stopf := context.AfterFunc(actx, func() { fired <- true })
	acancel()
	fmt.Println(<-fired, stopf())
	fmt.Println(context.WithoutCancel(actx).Err(), actx.Err())
	fmt.Println(context.Background(), context.TODO())
}
