package engine

import (
	"context"
	"reflect"
	"sync/atomic"
	"time"

	"github.com/traefik/yaegi/interp"
)

// How long an interrupt waits for a unit to begin, and how often it looks. A unit without a statement at its top that has a mark does
// not tell when it begins.
const (
	beginTime  = 100 * time.Millisecond
	beginEvery = 100 * time.Microsecond
)

// execute runs a program until ctx ends. yaegi's interrupt ends what it has running at that time: a unit that begins after it, as
// yaegi still makes its closures, would go on for ever, unseen. So an interrupt waits for the first mark of the cell.
func (i *Interpreter) execute(ctx context.Context, p *interp.Program) error {
	atomic.StoreUintptr(i.top, 0)
	over := make(chan struct{})
	defer close(over)
	late := lateContext{ctx, make(chan struct{})}
	stop := context.AfterFunc(ctx, func() {
		defer close(late.done)
		for last := time.Now().Add(beginTime); atomic.LoadUintptr(i.top) == 0 && time.Now().Before(last); {
			select {
			case <-time.After(beginEvery):
			case <-over:
				return
			}
		}
	})
	defer stop()
	_, err := i.yaegi.ExecuteWithContext(late, p)
	return err
}

// A lateContext is a context whose end is told later.
type lateContext struct {
	context.Context
	done chan struct{}
}

func (c lateContext) Done() <-chan struct{} { return c.done }

// place is where one of the variables for marks stands, which is an int and keeps its place; or a zero that nobody sets.
func (i *Interpreter) place(variable string) *uintptr {
	v := i.yaegi.Globals()[variable]
	if v.Kind() != reflect.Int || !v.CanAddr() {
		return new(uintptr)
	}
	return (*uintptr)(v.Addr().UnsafePointer())
}
