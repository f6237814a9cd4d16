package debug

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"runtime"

	"github.com/google/go-dap"

	"regan/kernel/internal/engine"
)

// capabilities are what the adapter can do beyond the least. The list of filters must be there, and empty, for JupyterLab not to
// offer to stop at panics.
type capabilities struct {
	dap.Capabilities
	ExceptionBreakpointFilters []dap.ExceptionBreakpointsFilter `json:"exceptionBreakpointFilters"`
}

func (a *Adapter) initialize(_ context.Context, q dap.InitializeRequestArguments) (any, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.started, a.client = true, q.ClientID
	return capabilities{
		Capabilities: dap.Capabilities{
			SupportsConfigurationDoneRequest: true, SupportsEvaluateForHovers: true, SupportsModulesRequest: true,
			SupportsDelayedStackTraceLoading: true,
		},
		ExceptionBreakpointFilters: []dap.ExceptionBreakpointsFilter{},
	}, nil
}

func (a *Adapter) attach(ctx context.Context, _ nothing) (any, error) {
	a.mu.Lock()
	a.started, a.attached = true, true
	a.mu.Unlock()
	a.target.Attach(true)
	a.sendBreakpoints(ctx)
	a.tellNow("process", dap.ProcessEventBody{
		Name: "regan", SystemProcessId: os.Getpid(), IsLocalProcess: true, StartMethod: "attach", PointerSize: pointerSize(),
	})
	a.tellNow("initialized", nothing{})
	return nil, nil
}

func pointerSize() int {
	switch runtime.GOARCH {
	case "386", "arm", "mips", "mipsle":
		return 32
	}
	return 64
}

func (a *Adapter) configurationDone(context.Context, nothing) (any, error) { return nil, nil }

func (a *Adapter) disconnect(ctx context.Context, _ nothing) (any, error) {
	a.target.Attach(false)
	_, _ = a.do(ctx, engine.DebugCommand{Detach: true}) // fails where there is no process, and nothing to let go
	a.mu.Lock()
	defer a.mu.Unlock()
	a.started, a.attached = false, false
	clear(a.breakpoints)
	a.goesOn()
	return nil, nil
}

// debugInfo is what JupyterLab asks first, and after it has been loaded anew.
type debugInfo struct {
	IsStarted      bool                `json:"isStarted"`
	HashMethod     string              `json:"hashMethod"`
	HashSeed       uint32              `json:"hashSeed"`
	TmpFilePrefix  string              `json:"tmpFilePrefix"`
	TmpFileSuffix  string              `json:"tmpFileSuffix"`
	Breakpoints    []sourceBreakpoints `json:"breakpoints"`
	StoppedThreads []int               `json:"stoppedThreads"`
	RichRendering  bool                `json:"richRendering"`
	ExceptionPaths []string            `json:"exceptionPaths"`
	CopyToGlobals  bool                `json:"copyToGlobals"`
}

type sourceBreakpoints struct {
	Source      string           `json:"source"`
	Breakpoints []dap.Breakpoint `json:"breakpoints"`
}

func (a *Adapter) debugInfo(context.Context, nothing) (any, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	info := debugInfo{
		IsStarted: a.started, HashMethod: "Murmur2", HashSeed: hashSeed, TmpFilePrefix: a.prefix, TmpFileSuffix: suffix,
		Breakpoints: a.allBreakpoints(), StoppedThreads: []int{}, RichRendering: true, ExceptionPaths: []string{},
	}
	if a.stopped != 0 {
		info.StoppedThreads = append(info.StoppedThreads, a.stopped)
	}
	return info, nil
}

// goOn lets all threads go on, whichever the request names: they stop together. JupyterLab names thread 1 whatever stopped.
func (a *Adapter) goOn(ctx context.Context, _ nothing) (any, error) {
	_, err := a.do(ctx, engine.DebugCommand{Resume: &engine.Resume{}})
	return dap.ContinueResponseBody{AllThreadsContinued: true}, err
}

func step(s engine.Step) func(*Adapter, context.Context, json.RawMessage) (any, error) {
	return with(func(a *Adapter, ctx context.Context, q dap.NextArguments) (any, error) {
		a.mu.Lock()
		thread := a.stopped
		a.mu.Unlock()
		if thread == 0 {
			return nil, errors.New("nothing is stopped")
		}
		_, err := a.do(ctx, engine.DebugCommand{Resume: &engine.Resume{Step: s, Thread: thread}})
		return nil, err
	})
}

func (a *Adapter) pause(ctx context.Context, _ nothing) (any, error) {
	_, err := a.do(ctx, engine.DebugCommand{Pause: true})
	return nil, err
}

func (a *Adapter) setExceptionBreakpoints(_ context.Context, q dap.SetExceptionBreakpointsArguments) (any, error) {
	if len(q.Filters) > 0 || len(q.FilterOptions) > 0 {
		return nil, errors.New("stopping at panics is not supported")
	}
	return nil, nil
}

func (a *Adapter) copyToGlobals(context.Context, nothing) (any, error) {
	return nil, errors.New("a variable cannot be copied: code cannot run while a cell is stopped")
}

// Event takes an event of the process.
func (a *Adapter) Event(e engine.DebugEvent) {
	a.mu.Lock()
	defer a.mu.Unlock()
	switch e.Kind {
	case engine.Stopped:
		a.stopped = e.Thread
		a.tell("stopped", dap.StoppedEventBody{Reason: e.Reason, ThreadId: e.Thread, AllThreadsStopped: true})
	case engine.Continued:
		a.goesOn()
	case engine.ThreadStarted, engine.ThreadExited:
		a.tell("thread", dap.ThreadEventBody{Reason: string(e.Kind), ThreadId: e.Thread})
	}
}

// Stopped tells whether a thread is stopped, and all others with it.
func (a *Adapter) Stopped() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.stopped != 0
}

// goesOn tells that nothing is stopped any more; the mutex is held.
func (a *Adapter) goesOn() {
	if a.stopped == 0 {
		return
	}
	thread := a.stopped
	a.stopped = 0
	clear(a.frames)
	a.tell("continued", dap.ContinuedEventBody{ThreadId: thread, AllThreadsContinued: true})
}
