package engine

import (
	"context"
	"os"
	"sync"

	"regan/kernel/display"
)

// Yaegi is the engine in this process: what a unit can break, it breaks for its host as well. Package worker gives the same
// engine a process of its own.
type Yaegi struct {
	interpreter *Interpreter
	capture     *Capture
	out         [2]*os.File // where units write stdout and stderr

	mu    sync.Mutex // several goroutines of a cell may show things
	marks int
	input Input // of the running unit
}

// NewYaegi returns an engine in this process.
func NewYaegi() (*Yaegi, error) {
	y := &Yaegi{}
	var in [2]*os.File
	for i := range in {
		r, w, err := os.Pipe()
		if err != nil {
			return nil, err
		}
		in[i], y.out[i] = r, w
	}
	y.capture = NewCapture(in[0], in[1])
	go func() {
		y.capture.Read()
		in[0].Close()
		in[1].Close()
	}()
	var err error
	y.interpreter, err = NewInterpreter(y.ask, y.out[0], y.out[1], os.Args, y.emit)
	return y, err
}

func (y *Yaegi) emit(e display.Event) { y.capture.Send(e, y.mark()) }

// ask asks behind all that the unit has written so far.
func (y *Yaegi) ask(ctx context.Context, q Question) (string, error) {
	y.capture.Await(y.mark())
	y.mu.Lock()
	input := y.input
	y.mu.Unlock()
	return input.Ask(ctx, q)
}

// mark writes the next mark to both files.
func (y *Yaegi) mark() int {
	y.mu.Lock()
	defer y.mu.Unlock()
	y.marks++
	for _, f := range y.out {
		f.Write(Mark(y.capture.Nonce(), y.marks))
	}
	return y.marks
}

// Run implements Engine.
func (y *Yaegi) Run(ctx context.Context, u Unit, sink display.Sink) error {
	y.capture.Attach(sink)
	y.mu.Lock()
	y.input = u.Input
	y.mu.Unlock()
	ctx, cancel := context.WithCancel(ctx) // ends what the unit leaves asking
	defer cancel()
	result, failure := y.interpreter.Run(ctx, u)
	if result != nil {
		y.emit(*result)
	} else {
		y.capture.Await(y.mark())
	}
	if failure != nil {
		return failure
	}
	return nil
}

// Debug implements Debugger.
func (y *Yaegi) Debug(_ context.Context, c DebugCommand) (DebugAnswer, error) {
	return y.interpreter.Debug(c), nil
}

// OnDebug implements Debugger.
func (y *Yaegi) OnDebug(f func(DebugEvent)) {
	y.interpreter.OnDebug(func(e DebugEvent) {
		y.capture.Await(y.mark())
		f(e)
	})
}

// Close implements Engine.
func (y *Yaegi) Close() error {
	for _, f := range y.out {
		f.Close()
	}
	y.capture.End()
	y.capture.Await(marksEnd)
	return nil
}

var _ Debugger = (*Yaegi)(nil)
