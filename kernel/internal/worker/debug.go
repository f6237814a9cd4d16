package worker

import (
	"context"
	"errors"

	"regan/kernel/internal/engine"
)

// errNoProcess is what Debug fails with where nothing is there to be debugged.
var errNoProcess = errors.New("the process that runs the cells has ended; the next cell gets a new one")

// OnDebug implements engine.Debugger.
func (e *Engine) OnDebug(f func(engine.DebugEvent)) { e.onDebug.Store(&f) }

func (e *Engine) debugEvent(event engine.DebugEvent) {
	if f := e.onDebug.Load(); f != nil {
		(*f)(event)
	}
}

// Debug implements engine.Debugger.
func (e *Engine) Debug(ctx context.Context, c engine.DebugCommand) (engine.DebugAnswer, error) {
	e.mu.Lock()
	p := e.process
	e.mu.Unlock()
	if p == nil || p.dead() {
		return engine.DebugAnswer{}, errNoProcess
	}
	return p.debug(ctx, c)
}

// debug sends a command and waits for its answer, or for the end of the process.
func (p *process) debug(ctx context.Context, c engine.DebugCommand) (engine.DebugAnswer, error) {
	answer := make(chan engine.DebugAnswer, 1)
	p.mu.Lock()
	p.call++
	number := p.call
	p.calls[number] = answer
	p.mu.Unlock()
	defer func() {
		p.mu.Lock()
		delete(p.calls, number)
		p.mu.Unlock()
	}()
	if err := p.sender.send(request{Debug: &debugCall{Number: number, DebugCommand: c}}); err != nil {
		return engine.DebugAnswer{}, errNoProcess
	}
	select {
	case a := <-answer:
		return a, nil
	case <-p.gone:
		return engine.DebugAnswer{}, errNoProcess
	case <-ctx.Done():
		return engine.DebugAnswer{}, ctx.Err()
	}
}

// debugged hands an answer to whoever waits for it.
func (p *process) debugged(a debugAnswer) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if answer := p.calls[a.Number]; answer != nil {
		answer <- a.DebugAnswer
	}
}
