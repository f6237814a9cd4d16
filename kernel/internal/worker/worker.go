// Package worker runs the engine in a process of its own, so that user code can crash, exit or eat all memory without
// taking the session's sockets, source and history along.
//
//	Engine  the engine as the front sees it: starts the process, hands it units, survives its death
//	Main    the process
//
// Start with New. Both sides are the same binary. They speak in frames over two pipes; what the user's code prints goes
// through two more, its standard output and error.
package worker

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"regan/kernel/display"
	"regan/kernel/internal/engine"
)

// Options say how the worker process is started. The zero value means the documented defaults.
type Options struct {
	Command []string      // program and arguments that call Main; default: this binary's worker command
	Args    []string      // os.Args of the user's code; default: the program's name alone
	Stdin   *os.File      // standard input of the user's code; default: code asks the Input of its unit
	Memory  int64         // bytes that the process may use before it is ended; default: 4/5 of the machine's; negative: no limit
	Grace   time.Duration // how long an interrupted unit may take to end before the process is killed; default 2 s
}

// Engine runs units in a worker process. A unit that kills the process fails with engine.Exited or engine.Died; the next
// one gets a new process.
type Engine struct {
	options Options

	mu      sync.Mutex
	process *process
	closed  bool

	onDebug atomic.Pointer[func(engine.DebugEvent)] // not under mu, which Close holds until the process has said its last
}

// New returns an engine and starts its first process, without waiting for it to be ready.
func New(o Options) (*Engine, error) {
	if len(o.Command) == 0 {
		self, err := os.Executable()
		if err != nil {
			return nil, fmt.Errorf("worker: finding this program's file: %w", err)
		}
		o.Command = []string{self, "worker"}
	}
	if len(o.Args) == 0 {
		o.Args = []string{"regan"}
	}
	if o.Memory == 0 {
		o.Memory = defaultMemory()
	}
	if o.Grace == 0 {
		o.Grace = 2 * time.Second
	}
	e := &Engine{options: o}
	_, err := e.ready()
	return e, err
}

// ready returns the running process, a new one if there is none.
func (e *Engine) ready() (*process, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		return nil, errors.New("worker: the engine is closed")
	}
	if e.process != nil && !e.process.dead() {
		return e.process, nil
	}
	p, err := start(e.options, e.debugEvent)
	if err != nil {
		return nil, fmt.Errorf("worker: starting %s: %w", strings.Join(e.options.Command, " "), err)
	}
	e.process = p
	return p, nil
}

// Run implements engine.Engine.
func (e *Engine) Run(ctx context.Context, u engine.Unit, sink display.Sink) error {
	if ctx.Err() != nil {
		return &engine.Failure{Cause: engine.Interrupted, Message: "interrupted before it started"}
	}
	if failure := e.untold(); failure != nil {
		return failure
	}
	p, err := e.ready()
	if err != nil {
		return &engine.Failure{Cause: engine.Died, Message: err.Error(), Lost: true}
	}
	p.capture.Attach(sink)
	if failure := p.run(ctx, u, e.options.Grace); failure != nil {
		p.told = failure.Lost
		return failure
	}
	return nil
}

// Restart begins anew: the process ends, and the next unit gets another.
func (e *Engine) Restart() error {
	e.mu.Lock()
	p := e.process
	e.process = nil
	e.mu.Unlock()
	if p != nil {
		p.stop(time.Second)
	}
	_, err := e.ready()
	return err
}

// untold says why the process is gone if that happened after its last unit, by a goroutine that the unit left behind or from
// outside. What the next unit refers to is lost, so it does not run.
func (e *Engine) untold() *engine.Failure {
	e.mu.Lock()
	defer e.mu.Unlock()
	p := e.process
	if e.closed || p == nil || !p.dead() || p.told {
		return nil
	}
	p.told = true
	f := p.obituary()
	f.Cause = engine.Died
	f.Message = "this cell has not run, because its process had ended before: " + f.Message
	return f
}

// Close implements engine.Engine. The process ends when it finds its requests closed; one that is busy is killed.
func (e *Engine) Close() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.closed = true
	if e.process != nil {
		e.process.stop(time.Second)
	}
	return nil
}

// daemonTime is how long a process that has ended may seem to live on because a daemon that it has started holds its output.
const daemonTime = time.Second

// A process is one worker process.
type process struct {
	command  *exec.Cmd
	requests io.WriteCloser
	sender   sender
	capture  *engine.Capture
	done     chan *engine.Failure // one value for each unit that ended; nil for success
	gone     chan struct{}        // closed when the process has ended and its output is read

	mu    sync.Mutex
	ctx   context.Context                 // of the running unit
	input engine.Input                    // of the running unit
	last  string                          // why the process ends itself
	calls map[int]chan engine.DebugAnswer // commands to the debugger that have no answer yet, by their numbers
	call  int                             // the last number

	onDebug func(engine.DebugEvent)

	told bool // the death has been reported; for Engine.Run alone
}

func start(o Options, onDebug func(engine.DebugEvent)) (*process, error) {
	p := &process{done: make(chan *engine.Failure, 1), gone: make(chan struct{}),
		onDebug: onDebug, calls: map[int]chan engine.DebugAnswer{}}
	p.command = exec.Command(o.Command[0], o.Command[1:]...)
	p.command.Stdin = stdinOrNil(o.Stdin)
	var ours, theirs pipes
	closeAll := func() { ours.close(); theirs.close() }
	for i := range ours {
		makePipe := os.Pipe
		if i == workerOut || i == workerErr {
			makePipe = textPipe
		}
		r, w, err := makePipe()
		if err != nil {
			closeAll()
			return nil, err
		}
		if i == toWorker {
			ours[i], theirs[i] = w, r
		} else {
			ours[i], theirs[i] = r, w
		}
	}
	p.command.Stdout, p.command.Stderr = theirs[workerOut], theirs[workerErr]
	inherit(p.command, theirs[toWorker], theirs[fromWorker])
	if err := p.command.Start(); err != nil {
		closeAll()
		return nil, err
	}
	theirs.close() // else we would never see their ends
	p.requests = ours[toWorker]
	p.sender.w = ours[toWorker]

	p.capture = engine.NewCapture(ours[workerOut], ours[workerErr])
	_ = p.capture.Watch() // where that is not possible, there are more marks
	var readers sync.WaitGroup
	readers.Go(p.capture.Read)
	readers.Go(func() { p.receive(ours[fromWorker]) })
	go func() {
		p.command.Wait()
		kill(p.command) // what it has started
		read := make(chan struct{})
		go func() {
			readers.Wait()
			ours.close()
			close(read)
		}()
		select {
		case <-read:
		case <-time.After(daemonTime):
		}
		close(p.gone)
	}()
	// A worker that cannot even take this is seen to be dead by its first unit.
	_ = p.sender.send(request{Setup: &setup{Nonce: p.capture.Nonce(), Marks: !p.capture.CanDrain(), Args: o.Args, Stdin: o.Stdin != nil, Memory: o.Memory}})
	return p, nil
}

// pipes are one end each of the four ways between the processes.
type pipes [4]*os.File

const (
	toWorker = iota
	fromWorker
	workerOut
	workerErr
)

func (p *pipes) close() {
	for _, f := range p {
		if f != nil {
			f.Close()
		}
	}
}

func stdinOrNil(f *os.File) io.Reader {
	if f == nil {
		return nil // reads as empty
	}
	return f
}

// receive takes the worker's replies until it ends.
func (p *process) receive(replies io.Reader) {
	defer p.capture.End()
	buffered := bufio.NewReaderSize(replies, 64<<10)
	for {
		r, err := receiveReply(buffered)
		if err != nil {
			return
		}
		if r.Mark == 0 {
			p.capture.Drain()
		}
		if r.Event != nil {
			p.capture.Send(*r.Event, r.Mark)
		}
		if r.Ask != nil {
			p.capture.Await(r.Mark)
			go p.answer(*r.Ask)
		}
		if r.Debug != nil {
			p.capture.Await(r.Mark)
			p.onDebug(*r.Debug)
		}
		if r.Answer != nil {
			p.capture.Await(r.Mark)
			p.debugged(*r.Answer)
		}
		if r.Last != "" {
			p.mu.Lock()
			p.last = r.Last
			p.mu.Unlock()
		}
		if r.Done {
			p.capture.Await(r.Mark)
			p.done <- r.Failure
		}
	}
}

// answer passes a question to the running unit's Input.
func (p *process) answer(q question) {
	p.mu.Lock()
	ctx, input := p.ctx, p.input
	p.mu.Unlock()
	a := answer{Number: q.Number}
	text, err := input.Ask(ctx, q.Question)
	switch {
	case ctx.Err() != nil:
		return // the unit has ended, or is told of the interrupt and by nothing else
	case errors.Is(err, io.EOF):
		a.End = true
	case err != nil:
		a.Error = err.Error()
	default:
		a.Text = text
	}
	_ = p.sender.send(request{Answer: &a}) // fails only when there is nobody left to answer
}

// dead tells whether the process has ended. The system knows that before its output is read.
func (p *process) dead() bool {
	select {
	case <-p.gone:
		return true
	default:
		return errors.Is(p.command.Process.Signal(syscall.Signal(0)), os.ErrProcessDone)
	}
}

// run runs one unit to its end, or to the process's.
func (p *process) run(ctx context.Context, u engine.Unit, grace time.Duration) *engine.Failure {
	asking, answered := context.WithCancel(ctx)
	defer answered()
	p.mu.Lock()
	p.ctx, p.input = asking, u.Input
	p.mu.Unlock()
	if err := p.sender.send(request{Run: &u}); err != nil {
		p.stop(0)
		return p.obituary()
	}
	select {
	case failure := <-p.done:
		return failure
	case <-p.gone:
		return p.obituary()
	case <-ctx.Done():
	}
	_ = p.sender.send(request{Interrupt: true})
	patience := time.NewTimer(grace)
	defer patience.Stop()
	select {
	case failure := <-p.done:
		return failure
	case <-p.gone:
		return p.obituary()
	case <-patience.C:
	}
	p.stop(0)
	return &engine.Failure{Cause: engine.Died, Lost: true,
		Message: fmt.Sprintf("the cell did not stop within %v of the interrupt, and its process was ended", grace)}
}

// obituary says why the process is gone.
func (p *process) obituary() *engine.Failure {
	<-p.gone
	state := p.command.ProcessState
	f := &engine.Failure{Cause: engine.Died, Lost: true, ExitCode: state.ExitCode()}
	last := p.capture.LastWords()
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case p.last != "":
		f.Message = p.last
	case strings.Contains(last, "stack overflow"):
		f.Message = "stack overflow: a function calls itself without end"
	case last != "":
		f.Message = last
	case state.Exited():
		f.Cause = engine.Exited
		f.Message = fmt.Sprintf("the cell ended its process with exit code %d", state.ExitCode())
	default:
		f.Message = "the process that ran the cell was ended from outside: " + state.String()
	}
	return f
}

// stop ends the process: by closing its requests, and by force after patience.
func (p *process) stop(patience time.Duration) {
	p.requests.Close()
	if patience > 0 {
		select {
		case <-p.gone:
			return
		case <-time.After(patience):
		}
	}
	kill(p.command)
	<-p.gone
}

var _ engine.Debugger = (*Engine)(nil)
