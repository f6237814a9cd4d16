// Package debug answers the requests of a debugger's front end: those of the Debug Adapter Protocol, as Jupyter carries them in
// debug_request messages, and the ones that Jupyter adds (Jupyter enhancement proposals 47 and 80).
//
//	Adapter  answers requests and tells of events; knows the sources, the breakpoints and what is stopped
//	Target   what is debugged: a session
//
// Start with New and Adapter.Handle. What stops goroutines and reads variables is package engine's.
package debug

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"github.com/google/go-dap"

	"regan/kernel/internal/engine"
)

// A Target is what an Adapter debugs.
type Target interface {
	// Attach has the cells from now on prepared for a debugger, or no longer.
	Attach(on bool)

	// Debug asks or tells the process that runs the cells something.
	Debug(ctx context.Context, c engine.DebugCommand) (engine.DebugAnswer, error)

	// Lines lists the lines of a source on which a statement begins, in order.
	Lines(source string) ([]int, error)

	// Variables lists the session's variables.
	Variables() []engine.Variable
}

// patience is how long the process may take for an answer: far more than it needs, and short enough for a user who wants to
// interrupt, since both go one way.
const patience = 2 * time.Second

// An Adapter serves one front end of a debugger. All methods may be called at any time.
type Adapter struct {
	target Target
	prefix string // of the paths of sources

	mu          sync.Mutex // never held while the target is called
	emit        func(json.RawMessage)
	seq         int
	started     bool                     // a front end is there
	client      string                   // what it calls itself
	attached    bool                     // it debugs
	sources     map[string]string        // by their paths
	cells       []loaded                 // in the order of their marks
	armed       map[int]bool             // the marks of statements that can stop
	breakpoints map[string][]*breakpoint // by the path of the source
	lastID      int                      // of a breakpoint
	version     int                      // of the breakpoints that the process knows
	stopped     int                      // the thread that has stopped; 0 while all run
	frames      map[int]bool             // of the frames last listed, those with variables of their own
}

// New returns an Adapter that nobody uses yet.
func New(t Target) *Adapter {
	return &Adapter{target: t, prefix: folder(), sources: map[string]string{}, armed: map[int]bool{},
		breakpoints: map[string][]*breakpoint{}, frames: map[int]bool{}, emit: func(json.RawMessage) {}}
}

// OnEvent has each event, a JSON object, handed to a function, which must not call the Adapter.
func (a *Adapter) OnEvent(emit func(json.RawMessage)) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.emit = emit
}

// A response is the answer to a request. go-dap has a type for each kind of answer, of which only the bodies differ.
type response struct {
	dap.Response
	Body any `json:"body"`
}

// An event is one that the adapter sends by itself.
type event struct {
	dap.Event
	Body any `json:"body"`
}

// nothing is the body of a response that says no more than that it worked.
type nothing struct{}

// Handle answers a request, a JSON object. The answer is a JSON object.
func (a *Adapter) Handle(ctx context.Context, request json.RawMessage) json.RawMessage {
	var q struct {
		Seq       int             `json:"seq"`
		Command   string          `json:"command"`
		Arguments json.RawMessage `json:"arguments"`
	}
	err := json.Unmarshal(request, &q)
	var body any
	if err == nil {
		ctx, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		body, err = a.answer(ctx, q.Command, q.Arguments)
	}
	r := response{Body: body}
	r.Seq, r.Type = a.next(), "response"
	r.RequestSeq, r.Command, r.Success = q.Seq, q.Command, err == nil
	if err != nil {
		r.Message = err.Error()
	}
	if r.Body == nil {
		r.Body = nothing{}
	}
	return encode(r)
}

func encode(v any) json.RawMessage {
	text, err := json.Marshal(v)
	if err != nil {
		panic("debug: a message that is no JSON: " + err.Error())
	}
	return text
}

func (a *Adapter) next() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.seq++
	return a.seq
}

// tell sends an event; the mutex is held.
func (a *Adapter) tell(name string, body any) {
	a.seq++
	e := event{Body: body}
	e.Seq, e.Type, e.Event.Event = a.seq, "event", name
	a.emit(encode(e))
}

func (a *Adapter) tellNow(name string, body any) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.tell(name, body)
}

// answer returns the body of the response to a request.
func (a *Adapter) answer(ctx context.Context, command string, arguments json.RawMessage) (any, error) {
	handle, ok := commands()[command]
	if !ok {
		return nil, fmt.Errorf("%q is not supported", command)
	}
	if handle.attached && !a.isAttached() {
		return nil, fmt.Errorf("%s needs an attached debugger: send initialize and attach first", command)
	}
	return handle.call(a, ctx, arguments)
}

func (a *Adapter) isAttached() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.attached
}

// A command is how a request is handled.
type command struct {
	attached bool // it needs an attached debugger
	call     func(a *Adapter, ctx context.Context, arguments json.RawMessage) (any, error)
}

func commands() map[string]command {
	return map[string]command{
		"debugInfo":               {false, with((*Adapter).debugInfo)},
		"initialize":              {false, with((*Adapter).initialize)},
		"attach":                  {false, with((*Adapter).attach)},
		"configurationDone":       {true, with((*Adapter).configurationDone)},
		"disconnect":              {false, with((*Adapter).disconnect)},
		"dumpCell":                {false, with((*Adapter).dumpCell)},
		"source":                  {false, with((*Adapter).source)},
		"modules":                 {false, with((*Adapter).modules)},
		"setBreakpoints":          {false, with((*Adapter).setBreakpoints)},
		"setExceptionBreakpoints": {false, with((*Adapter).setExceptionBreakpoints)},
		"inspectVariables":        {false, with((*Adapter).inspectVariables)},
		"richInspectVariables":    {false, with((*Adapter).richInspectVariables)},
		"copyToGlobals":           {false, with((*Adapter).copyToGlobals)},
		"variables":               {false, with((*Adapter).variables)},
		"evaluate":                {false, with((*Adapter).evaluate)},
		"threads":                 {true, with((*Adapter).threads)},
		"stackTrace":              {true, with((*Adapter).stackTrace)},
		"scopes":                  {true, with((*Adapter).scopes)},
		"continue":                {true, with((*Adapter).goOn)},
		"next":                    {true, step(engine.StepOver)},
		"stepIn":                  {true, step(engine.StepIn)},
		"stepOut":                 {true, step(engine.StepOut)},
		"pause":                   {true, with((*Adapter).pause)},
	}
}

// with makes a handler of a method that takes one type of arguments.
func with[A any](method func(*Adapter, context.Context, A) (any, error)) func(*Adapter, context.Context, json.RawMessage) (any, error) {
	return func(a *Adapter, ctx context.Context, text json.RawMessage) (any, error) {
		var arguments A
		if len(text) > 0 {
			if err := json.Unmarshal(text, &arguments); err != nil {
				return nil, fmt.Errorf("the request's arguments: %w", err)
			}
		}
		return method(a, ctx, arguments)
	}
}

// do gives the process a command.
func (a *Adapter) do(ctx context.Context, c engine.DebugCommand) (engine.DebugAnswer, error) {
	answer, err := a.target.Debug(ctx, c)
	if err == nil && answer.Error != "" {
		err = refusal(answer.Error)
	}
	return answer, err
}

// A refusal is why the process does not do what it is told.
type refusal string

func (r refusal) Error() string { return string(r) }
