package worker

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"sync"
	"syscall"
	"time"

	"regan/kernel/display"
	"regan/kernel/internal/engine"
)

// maxStack bounds the stack of the user's recursion: deep enough for 400,000 interpreted calls of functions, and 50,000 of
// methods and closures, which take 4 KiB each. An endless one ends in a second or two instead of eating a gigabyte: a third of that is
// the recursion, a third the memory, a fifth the runtime's walk over the stack that it prints, which nothing switches off. Half of it
// would end it in half the time, and forbid what a tree of 50,000 levels, or filling a picture of 256x256, needs.
const maxStack = 256 << 20

// outOfMemory is the exit code of a worker that exceeds its memory, which is the Go runtime's own in that case.
const outOfMemory = 2

// Main is the worker process: it runs units that arrive on requests until that ends, which it does when the front is gone.
// It returns the process's exit code.
func Main() int {
	debug.SetMaxStack(maxStack)
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE) // else a cell that prints when the front is gone would end us before our end
	requests, replies, err := inherited()
	if err != nil {
		fmt.Fprintln(os.Stderr, "regan worker: this command is started by regan itself:", err)
		return 2
	}
	standard, err := newStandard()
	if err != nil {
		fmt.Fprintln(os.Stderr, "regan worker:", err)
		return 2
	}
	c := &child{standard: standard, replies: sender{w: replies}, answers: make(chan answer, 1)}
	r := bufio.NewReader(requests)
	var first request
	if err := receive(r, &first); err != nil || first.Setup == nil {
		return 2
	}
	c.nonce, c.marked = first.Setup.Nonce, first.Setup.Marks
	input := c.ask
	if first.Setup.Stdin {
		input = nil
	}
	c.interpreter, err = engine.NewInterpreter(input, os.Stdout, os.Stderr, first.Setup.Args, c.show)
	if err != nil {
		fmt.Fprintln(os.Stderr, "regan worker:", err)
		return 2
	}
	c.interpreter.OnDebug(func(e engine.DebugEvent) { c.reply(reply{Debug: &e}) })
	go watchMemory(first.Setup.Memory, func(message string) {
		c.reply(reply{Last: message})
		os.Exit(outOfMemory)
	})
	tasks := make(chan task, 1)
	go c.work(tasks)
	for {
		var q request
		if err := receive(r, &q); err != nil {
			c.end()
			return 0 // the front has closed its end, or died
		}
		switch {
		case q.Run != nil:
			tasks <- c.task(*q.Run)
		case q.Interrupt:
			c.interrupt()
		case q.Answer != nil:
			select {
			case <-c.answers: // to a question that nobody asks any more
			default:
			}
			c.answers <- *q.Answer
		case q.Debug != nil:
			go func() { // what shows a variable may take its time
				a := c.interpreter.Debug(q.Debug.DebugCommand)
				c.reply(reply{Answer: &debugAnswer{Number: q.Debug.Number, DebugAnswer: a}})
			}()
		}
	}
}

// forkTime is how long the start of a process may take that has begun when the worker is about to end.
const forkTime = 200 * time.Millisecond

// A child is the worker's side of the engine.
type child struct {
	interpreter *engine.Interpreter
	nonce       string
	marked      bool // each reply has a mark
	standard    standard
	replies     sender
	answers     chan answer

	ending sync.Mutex // held by who ends the process

	mu     sync.Mutex
	marks  int
	asked  int                // questions
	cancel context.CancelFunc // of the unit that was sent last
}

// A task is a unit to be run until its context ends.
type task struct {
	ctx    context.Context
	cancel context.CancelFunc
	unit   engine.Unit
}

// task makes a task of a unit, which an interrupt finds from now on: it may come before the unit begins.
func (c *child) task(u engine.Unit) task {
	t := task{unit: u}
	t.ctx, t.cancel = context.WithCancel(context.Background())
	c.mu.Lock()
	defer c.mu.Unlock()
	c.cancel = t.cancel
	return t
}

func (c *child) work(tasks <-chan task) {
	for t := range tasks {
		c.standard.reopen()
		result, failure := c.interpreter.Run(t.ctx, t.unit)
		t.cancel()
		c.reply(reply{Event: result, Done: true, Failure: failure})
	}
}

// end ends what cells have started, and has them start nothing more. It is for who then ends this process; nobody else comes through.
func (c *child) end() {
	c.ending.Lock() // for good, as the next
	last := make(chan struct{})
	go func() {
		syscall.ForkLock.Lock()
		close(last)
	}()
	select {
	case <-last:
	case <-time.After(forkTime):
	}
	endSession(os.Getpid())
}

func (c *child) interrupt() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.cancel != nil {
		c.cancel()
	}
}

// ask is an engine.Input that asks the front.
func (c *child) ask(ctx context.Context, q engine.Question) (string, error) {
	c.mu.Lock()
	c.asked++
	number := c.asked
	c.mu.Unlock()
	c.reply(reply{Ask: &question{Number: number, Question: q}})
	for {
		select {
		case a := <-c.answers:
			switch {
			case a.Number != number: // it came too late
			case a.End:
				return "", io.EOF
			case a.Error != "":
				return "", errors.New(a.Error)
			default:
				return a.Text, nil
			}
		case <-ctx.Done():
			return "", ctx.Err()
		}
	}
}

func (c *child) show(e display.Event) { c.reply(reply{Event: &e}) }

// reply sends a reply behind all that has been written to stdout and stderr so far.
func (c *child) reply(r reply) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.marked || r.Event != nil && !r.Done { // else the unit waits, or has ended
		c.marks++
		r.Mark = c.marks
	}
	texts, err := r.cut()
	var frame []byte
	if err == nil {
		frame, err = frameOf(r)
	}
	if err != nil && r.Answer != nil {
		r.Answer.DebugAnswer = engine.DebugAnswer{Error: err.Error()}
		frame, _ = frameOf(r)
	} else if err != nil { // such as a value in a bundle that JSON cannot hold
		r.Event, r.Long, texts = &display.Event{Kind: display.Stderr, Text: "this cannot be shown: " + err.Error() + "\n"}, nil, nil
		frame, _ = frameOf(r)
	}
	if r.Mark != 0 {
		c.standard.mark(c.nonce, r.Mark)
	}
	if err := c.replies.write(frame, texts...); err != nil {
		c.end()
		os.Exit(1) // the front is gone, or waits for what cannot be told any more
	}
}
