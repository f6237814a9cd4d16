package session

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"

	"regan/kernel/display"
	"regan/kernel/docs"
	"regan/kernel/internal/assist"
	"regan/kernel/internal/cell"
	"regan/kernel/internal/check"
	"regan/kernel/internal/debug"
	"regan/kernel/internal/engine"
	"regan/kernel/internal/lower"
)

// A Session is one conversation in Go. Run and Evaluate work one at a time; the other methods can be called meanwhile.
type Session struct {
	engine   engine.Engine
	debugger *debug.Adapter // nil where the engine cannot be debugged

	running sync.Mutex        // held while a cell runs, and guards
	texts   map[string]string // what was asked for since the last cell
	modular modular

	mu       sync.Mutex // guards all below
	checker  *check.Session
	exported assist.Exported
	docs     *docs.Package // of the package that was last asked about; nil before
	docsPath string        // its import path
	lowerer  *lower.Lowerer
	count    int
	history  []Entry
	folder   string            // that cells work in, as far as is known; empty: this process's
	sources  map[string]string // of cells, by the name that positions use
	past     []*pastCell
	lost     bool              // the process that ran them is gone
	earlier  func() []Entry    // the cells of the session that this one follows; nil: it follows none, or they are in past
	restored int               // the session whose cells the running cell has run again; 0: none
	isReset  bool              // the running cell has had all forgotten
	comms    map[string]string // the targets of open comms, by their ids
	attached bool              // a debugger: cells are prepared for it
}

// A job is a cell to be taken through its steps.
type job struct {
	name, source string
	input        engine.Input
	sink         display.Sink
	again        bool // it has run before: what it did to the machine is not done again
}

// New returns a session that runs its cells in an engine, which it closes in the end.
func New(e engine.Engine) *Session {
	s := &Session{engine: e, exported: assist.Exported{}, sources: map[string]string{}, texts: map[string]string{},
		comms: map[string]string{}, modular: newModular()}
	s.modular.loader.Folder = func() string { return s.folder }
	s.reset()
	s.openDebugger()
	return s
}

// reset forgets all that cells declared.
func (s *Session) reset() {
	s.checker = check.New(s.modular.loader)
	s.lowerer = lower.New(s.checker.Fset)
	s.modular.forget()
	s.lostCells()
}

// Close ends the session and its engine.
func (s *Session) Close() error {
	if dir := s.modular.loader.Added; dir != "" {
		_ = os.RemoveAll(dir) // a temporary folder: what stays, the system removes
	}
	return s.engine.Close()
}

// Count returns the number of the last counted cell.
func (s *Session) Count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.count
}

// History returns the counted cells so far.
func (s *Session) History() []Entry {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Entry(nil), s.history...)
}

// Run runs a cell to its end and sends what it shows to sink, all of it before Run returns. Cancelling ctx interrupts it.
func (s *Session) Run(ctx context.Context, c Cell, sink display.Sink) Outcome {
	s.running.Lock()
	defer s.running.Unlock()
	counted := c.History && !c.Silent
	s.mu.Lock()
	if counted {
		s.count++
	}
	count := s.count
	s.mu.Unlock()

	name := c.Name
	if name == "" {
		name = fmt.Sprintf("In[%d]", count)
	}
	var result string
	past := &pastCell{name: name, source: c.Source}
	err := s.runCell(ctx, job{name: name, source: c.Source, input: past.recorder(c.Input), sink: func(e display.Event) {
		if e.Kind == display.Result {
			result = e.Data.Text()
			if c.Silent {
				return
			}
		}
		sink(e)
	}})
	s.mu.Lock()
	defer s.mu.Unlock()
	if err == nil {
		s.keep(past)
	}
	o := Outcome{Count: count, Err: err}
	if counted {
		o.Entry = &Entry{Line: count, Source: c.Source, Output: result, Failed: err != nil, Restored: s.restored, Reset: s.isReset}
		s.history = append(s.history, *o.Entry)
	}
	s.restored, s.isReset = 0, false
	return o
}

// Evaluate evaluates one expression, as Jupyter's user_expressions do.
func (s *Session) Evaluate(ctx context.Context, expr string) (display.Bundle, *Error) {
	s.running.Lock()
	defer s.running.Unlock()
	bundle := display.Bundle{display.TextPlain: ""}
	err := s.run(ctx, job{name: "expression", source: expr, sink: func(e display.Event) {
		if e.Kind == display.Result {
			bundle = e.Data
		}
	}}, expr)
	if err != nil {
		return nil, err
	}
	return bundle, nil
}

// run runs the Go of a source, after the packages that it imports as source. Where there are magics, code differs from the
// source that the reader sees.
func (s *Session) run(ctx context.Context, j job, code string) *Error {
	code, err := s.withPackages(ctx, j, code)
	if err == nil {
		err = s.runCode(ctx, j, code)
	}
	return s.readable(err)
}

// runCode takes Go through its steps: check, lower, run in the engine.
func (s *Session) runCode(ctx context.Context, j job, code string) *Error {
	unit, checked, err := s.prepare(j.name, j.source, code)
	if err != nil {
		return s.compileError(err)
	}
	if len(checked.Notes) > 0 {
		j.sink(display.Event{Kind: display.Stderr, Text: "note: " + strings.Join(checked.Notes, "\nnote: ") + "\n"})
	}
	unit.Input = j.input
	failure := s.runUnit(ctx, unit, j.sink)
	clear(s.texts)
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case failure == nil:
		s.checker.Commit()
		return nil
	case failure.Lost:
	case failure.Cause == engine.Rejected:
		s.checker.Rollback()
	default:
		s.checker.Commit()
	}
	return s.runError(failure)
}

// runUnit runs a unit. When its process is lost, so is what the session knows of it.
func (s *Session) runUnit(ctx context.Context, unit engine.Unit, sink display.Sink) *engine.Failure {
	sink = s.watchComms(sink)
	err := s.engine.Run(ctx, unit, sink)
	if err == nil {
		return nil
	}
	var failure *engine.Failure
	if !errors.As(err, &failure) {
		failure = &engine.Failure{Cause: engine.Died, Message: err.Error(), Lost: true}
	}
	if failure.Lost {
		s.closeComms(sink)
		s.mu.Lock()
		s.reset()
		s.lost = true
		s.mu.Unlock()
	}
	return failure
}

func (s *Session) prepare(name, source, code string) (engine.Unit, *check.Checked, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sources[name] = source
	checked, err := s.checkImporting(name, code)
	if err != nil {
		return engine.Unit{}, nil, err
	}
	unit, err := s.lowerer.Lower(checked)
	if err != nil {
		s.checker.Rollback()
		return engine.Unit{}, nil, err
	}
	if s.debugger != nil {
		s.debugger.Load(&unit, source, s.lowerer.Marks(name))
	}
	return unit, checked, nil
}

// IsComplete tells whether a source could run as it stands.
func (s *Session) IsComplete(source string) Completeness {
	s.mu.Lock()
	_, code := s.goIn(source)
	s.mu.Unlock()
	status, indent := cell.Completeness(code)
	return Completeness{Status: string(status), Indent: indent}
}

// lines of a source, for messages that quote it.
func (s *Session) line(name string, n int) string {
	lines := strings.Split(s.sources[name], "\n")
	if n < 1 || n > len(lines) {
		return ""
	}
	return strings.TrimRight(lines[n-1], "\r")
}
