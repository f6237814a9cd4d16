package kernel

import (
	"context"
	"encoding/json"

	"regan/kernel/comms"
	"regan/kernel/display"
	"regan/kernel/session"
)

// A Session is what a Kernel serves. Run, Evaluate and Deliver are called one at a time; the others may be called meanwhile.
type Session interface {
	// Run runs a cell and sends its outputs to sink, all of them before it returns. Cancelling ctx interrupts the cell.
	Run(ctx context.Context, cell session.Cell, sink display.Sink) session.Outcome

	// Evaluate returns the value of an expression, which is not counted as a cell.
	Evaluate(ctx context.Context, expression string) (display.Bundle, *session.Error)

	// Complete returns what could stand at a cursor, a byte offset in source.
	Complete(source string, cursor int) session.Completion

	// Inspect explains the name at a cursor, a byte offset in source. With detail 1 it tells more than with 0.
	Inspect(source string, cursor, detail int) session.Explanation

	// IsComplete tells whether source could run as it stands.
	IsComplete(source string) session.Completeness

	// Deliver hands the cells what a front end sends on a comm. The error tells what became of it, as a *session.Error or a
	// *session.UnknownCommError.
	Deliver(ctx context.Context, p comms.Packet, sink display.Sink) error

	// Comms returns the targets of the open comms, by the comms' ids.
	Comms() map[string]string

	// History returns the cells that ran, oldest first.
	History() []session.Entry

	// Count returns the number of the last counted cell.
	Count() int

	// Close ends the session and whatever it runs.
	Close() error
}

// A Debugger is a Session that can be debugged, where CanDebug holds. Its methods may be called while a cell runs.
type Debugger interface {
	CanDebug() bool

	// Debug answers a request of the Debug Adapter Protocol, in a few seconds at most.
	Debug(ctx context.Context, request json.RawMessage) json.RawMessage

	// OnDebugEvent has each event handed to a function, behind all outputs that came before. The function must not call Debug.
	OnDebugEvent(func(event json.RawMessage))
}

// A follower is a Session that can run the cells of another session again, the one before a restart of the kernel.
type follower interface {
	Follow(earlier func() []session.Entry)
}
