package kernel

import (
	"context"
	"encoding/json"

	"regan/kernel/internal/wire"
)

// debuggerOf is a session as a debugger sees it; nil if it cannot be debugged.
func debuggerOf(s Session) Debugger {
	if d, ok := s.(Debugger); ok && d.CanDebug() {
		return d
	}
	return nil
}

func (k *Kernel) debug(ctx context.Context, r *request, q *wire.DebugRequest) wire.Content {
	if k.debugger == nil {
		return k.fail(r, "NotDebuggable", "this session cannot be debugged")
	}
	k.mu.Lock()
	k.debugging = r
	k.mu.Unlock()
	return &wire.DebugReply{Raw: k.debugger.Debug(ctx, q.Raw)}
}

// debugEvent publishes an event of the debugger, behind what the running cell has printed. It belongs to the last debug_request.
func (k *Kernel) debugEvent(event json.RawMessage) {
	k.mu.Lock()
	r, out := k.debugging, k.out
	k.mu.Unlock()
	if out != nil {
		out.flush()
	}
	k.publish(r, &wire.DebugEvent{Raw: event})
}
