package kernel_test

import (
	"context"
	"encoding/json"

	"regan/kernel"
)

var _ kernel.Debugger = (*script)(nil)

func (s *script) CanDebug() bool { return true }

// Debug answers with what it is asked, behind an event.
func (s *script) Debug(_ context.Context, request json.RawMessage) json.RawMessage {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.debugEvent(json.RawMessage(`{"seq":1,"type":"event","event":"output","body":{}}`))
	return json.RawMessage(`{"seq":2,"type":"response","success":true,"body":` + string(request) + `}`)
}

func (s *script) OnDebugEvent(emit func(json.RawMessage)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.debugEvent = emit
}
