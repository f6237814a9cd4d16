// Package engine runs Go that package lower has prepared.
//
//	Unit     one lowered file, with the name that its positions carry
//	Engine   what runs units one after another, keeping their state
//	Input    answers what a unit asks its reader
//	Failure  why a unit did not finish: a panic, an interrupt, the death of the process
//	Debugger an Engine whose units can be stopped and looked at
//
// NewYaegi makes the engine that interprets units in this process; package worker runs it in a process of its own.
package engine

import (
	"context"

	"regan/kernel/comms"
	"regan/kernel/display"
)

// A Unit is one lowered Go file, run for its declarations and its init function.
type Unit struct {
	Name    string         `json:"name"`              // what messages about the unit call it, such as "In[3]"
	File    string         `json:"file"`              // the file name in its line comments: no two units of a session share one
	Source  string         `json:"source"`            // Go source text of package main
	Types   string         `json:"types,omitempty"`   // the declarations of its types, where some refer to themselves: see Interpreter.complete
	Vars    string         `json:"vars,omitempty"`    // the declarations of its variables, as a file of their own: see Interpreter.compile
	Files   map[int]string `json:"files,omitempty"`   // the sources that its marks refer to, where they are new: see Marks
	Holders []string       `json:"holders,omitempty"` // where functions keep values in interfaces that no variable of the session leads to
	Debug   *Debugging     `json:"debug,omitempty"`   // nil: it cannot be stopped
	Input   Input          `json:"-"`                 // answers what the unit asks its reader; nil: nobody does

	Packet *comms.Packet `json:"packet,omitempty"` // in place of a source: what the front end has sent on a comm
}

// Marks tell which line is running: lowered code stores one in the variable MarkVariable before each statement, and before
// those that stand at the top of the cell in TopVariable as well. A mark is one number for a source and a line of it: the
// number that Unit.Files has for the source, plus the line. The line comments of a unit hold marks as well, in place of its
// line numbers: all of a unit must be in one file, since the interpreter knows imports by the file's name.
const (
	MarkVariable = "lineˑ"
	TopVariable  = "topˑ"
)

// arrival is the source of units that hand a packet to the function of a cell that waits for it.
const arrival = "package main\nimport cellˑ \"" + Helpers + "\"\nfunc init() { cellˑ.Arrive() }"

// Helpers is the import path of the compiled functions that lowered code calls. Their names:
//
//	Show(failable bool, values ...any)  shows a cell's result; with failable, the last value is an error, shown as a failure
//	Arrive()                            hands the unit's packet to a cell's function
//	Go(f func())                        runs f in a goroutine whose panic does not end the process
//	Call(f func())                      calls f
//	Select, Sends, Receives             choose a clause of a select statement: see choose.go
//	Clear(m any)                        empties a map
//	Rune(s string, i int) (rune, int)   the rune that starts at s[i], and its width
//	Pull, Sort                          what generic functions of iter and slices need compiled: see generic.go
//	Recovered(v any) any                the value of recover, without what the interpreter wraps it in
//	Compiled(v any) any                 the value in an interface, without what the interpreter wraps it in
//	Declare, Method, Form               tell of a cell's types: see package mirror; Renew names the function that does it
//	Box, Unbox, Open                    convert values of those types to and from what compiled code sees in an interface
//	Into                                stores such a value in a variable
//	Bound, Lacks                        find methods of the value in an interface
//	As                                  errors.As, for an interface of a cell
//	Mismatch, Misses                    panic as a failed type assertion does
//	Enter, Leave, At                    let a debugger look and stop: see Debugging
const Helpers = "regan/cell"

// An Engine runs units and keeps what they declare. It runs one unit at a time.
type Engine interface {
	// Run runs a unit to its end and sends what it outputs to sink, all of it before Run returns. Cancelling ctx
	// interrupts the unit; the engine stays usable. A unit that does not finish is reported by a *Failure.
	Run(ctx context.Context, u Unit, sink display.Sink) error

	// Close ends the engine and frees what it holds.
	Close() error
}

// Cause tells why a unit did not finish.
type Cause string

const (
	Panicked    Cause = "panic"     // the cell panicked; state is kept
	Returned    Cause = "error"     // the last expression's error value was not nil; state is kept
	Interrupted Cause = "interrupt" // the context was cancelled; state is kept
	Exited      Cause = "exit"      // the cell called os.Exit or log.Fatal
	Rejected    Cause = "reject"    // the interpreter refused what the type checker accepted: a limit of ours
	Died        Cause = "died"      // the process that ran the unit is gone, and the session's variables with it
)

// A Failure says why a unit did not finish.
type Failure struct {
	Cause    Cause   `json:"cause"`
	Message  string  `json:"message"`            // what a reader needs to know, such as the panic's value
	TypeName string  `json:"typeName,omitempty"` // Panicked, Returned: the Go type of the value, such as runtime.Error
	Frames   []Frame `json:"frames,omitempty"`   // innermost first
	ExitCode int     `json:"exitCode,omitempty"` // Exited
	Lost     bool    `json:"lost,omitempty"`     // the session's variables are gone
}

// A Frame is one function that was running when a unit failed.
type Frame struct {
	Func string `json:"func"` // as the user named it; empty for the statements of a cell
	File string `json:"file"` // "In[3]", or a script's name
	Line int    `json:"line"` // in File; 0 when it is not known: of functions in the middle, the interpreter keeps no line
}

func (f *Failure) Error() string { return string(f.Cause) + ": " + f.Message }
