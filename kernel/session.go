package kernel

import (
	"context"

	"regan/kernel/display"
	"regan/kernel/session"
)

// A Session is what a Kernel serves. Run and Evaluate are called by one goroutine; the methods from Complete to History may
// be called meanwhile by others.
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

	// History returns the cells that ran, oldest first.
	History() []session.Entry

	// Count returns the number of the last counted cell.
	Count() int

	// Close ends the session and whatever it runs.
	Close() error
}
