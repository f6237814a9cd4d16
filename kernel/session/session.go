// Package session is one conversation in Go: cells in order, what they declared, their counter and their history. It knows
// no socket and no Jupyter.
//
//	Cell     source to run, with how to treat it
//	Outcome  how a cell ended
//	Session  runs cells, completes and explains names
//
// Start with New and Session.Run.
package session

import (
	"regan/kernel/display"
	"regan/kernel/internal/engine"
)

// A Cell is source to run.
type Cell struct {
	Source  string
	Name    string // what positions call it; empty for In[n]
	Silent  bool   // do not count it, keep it out of the history and show no result
	History bool   // count it and keep it in the history; implied false by Silent

	Input engine.Input // answers what the cell asks its reader; nil: nobody does
}

// An Outcome is how a cell ended. Its outputs have gone to the sink by then; the result, if any, as a display.Result event.
type Outcome struct {
	Count int    // the cell's number: what In[n] shows
	Err   *Error // nil when the cell ran to its end
	Entry *Entry // what the history keeps of the cell; nil for one that it does not keep
}

// An Error is what a reader is told of a failed cell, in Jupyter's three parts.
type Error struct {
	Name      string          // what kind: "CompileError", "panic", "KeyboardInterrupt", or an error value's Go type
	Value     string          // one sentence
	Traceback []string        // lines to print, ANSI colours allowed, the first naming the error
	Failure   *engine.Failure // what the engine said; nil for a source that did not start
}

func (e *Error) Error() string { return e.Name + ": " + e.Value }

// Completion is what could stand at a cursor.
type Completion struct {
	Start, End int // byte offsets in the source: what a match replaces
	Matches    []Match
}

// A Match is one possible completion.
type Match struct {
	Text      string
	Kind      string // function, variable, type, constant, package, field, method, keyword
	Signature string // the declaration, in one line
}

// Explanation tells what a name is: its declaration and its documentation.
type Explanation struct {
	Found bool
	Data  display.Bundle
}

// Completeness tells whether a source could run as it stands.
type Completeness struct {
	Status string // complete, incomplete, invalid
	Indent string // incomplete: what the next line starts with
}

// Entry is one cell of the history.
type Entry struct {
	Session int // 0 is the present session
	Line    int
	Source  string
	Output  string // the result's text/plain form
	Failed  bool   // it did not run to its end

	Restored int  // the session whose cells it has run again; 0: none
	Reset    bool // it has had the session forgotten
}
