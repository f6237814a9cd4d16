package session

import (
	"context"
	"encoding/json"
	"go/token"

	"regan/kernel/internal/cell"
	"regan/kernel/internal/debug"
	"regan/kernel/internal/engine"
	"regan/kernel/internal/lower"
)

// CanDebug tells whether the session's engine can be debugged.
func (s *Session) CanDebug() bool { return s.debugger != nil }

// Debug answers a request of a debugger, as package debug describes. It may be called while a cell runs, and does not wait for
// it. It answers where CanDebug holds.
func (s *Session) Debug(ctx context.Context, request json.RawMessage) json.RawMessage {
	return s.debugger.Handle(ctx, request)
}

// OnDebugEvent has each event of the debugger handed to a function, which must not call Debug. What cells have output before
// has been sent by then.
func (s *Session) OnDebugEvent(emit func(json.RawMessage)) {
	if s.debugger != nil {
		s.debugger.OnEvent(emit)
	}
}

func (s *Session) openDebugger() {
	e, ok := s.engine.(engine.Debugger)
	if !ok {
		return
	}
	s.debugger = debug.New(target{s, e})
	e.OnDebug(s.debugger.Event)
}

// lostCells tells the debugger that what cells have declared is gone.
func (s *Session) lostCells() {
	if s.debugger != nil {
		s.debugger.Lost()
	}
	s.debugged()
}

// stopped tells whether a debugger has stopped something: no unit would run then.
func (s *Session) stopped() bool { return s.debugger != nil && s.debugger.Stopped() }

// debugged has cells lowered for the debugger, if one is attached.
func (s *Session) debugged() {
	s.checker.Renew(s.attached)
	s.lowerer.Debug(s.attached)
}

// A target is the session as its debugger sees it.
type target struct {
	session *Session
	engine.Debugger
}

func (t target) Attach(on bool) {
	t.session.mu.Lock()
	defer t.session.mu.Unlock()
	t.session.attached = on
	t.session.debugged()
}

func (t target) Lines(source string) ([]int, error) {
	t.session.mu.Lock()
	_, code := cell.Magics(source, t.session.checker.IsName)
	t.session.mu.Unlock()
	fset := token.NewFileSet()
	c, err := cell.Parse(fset, "cell", code)
	if err != nil {
		return nil, err
	}
	return lower.StopLines(fset, c), nil
}

func (t target) Variables() []engine.Variable {
	t.session.mu.Lock()
	defer t.session.mu.Unlock()
	var list []engine.Variable
	for _, v := range t.session.checker.Variables() {
		list = append(list, engine.Variable(v))
	}
	return list
}
