package engine

import (
	"context"

	"regan/kernel/display"
)

// A Debugger is an Engine whose units can be stopped before their statements and looked at. All goroutines stop together, each
// when it comes to its next statement in a unit that has sites.
type Debugger interface {
	Engine

	// Debug asks or tells the running process something. It does not wait for units, and fails when there is no process.
	Debug(ctx context.Context, c DebugCommand) (DebugAnswer, error)

	// OnDebug has each event handed to a function, in their order and behind all that the units wrote before. The
	// function must not call Debug. It is called once, before the first unit runs.
	OnDebug(func(DebugEvent))
}

// Debugging is what a unit brings that is to be debugged. Lowered code calls, of Helpers, Enter(site) where a function begins,
// Leave() where it ends, and At(site, pointers to its Vars...) before each statement.
type Debugging struct {
	Sites       map[int]Site `json:"sites"` // by numbers that no two units of a session share
	Breakpoints Breakpoints  `json:"breakpoints"`
}

// A Site is a place in a unit: a statement, or the beginning of a function.
type Site struct {
	Mark int        `json:"mark"` // the line
	Func string     `json:"func"` // the function around it, such as "f", "T.Method", "f.func1", or the cell's name
	Vars []Variable `json:"vars,omitempty"`
}

// A Variable is one that code at a site can name, or one of the session.
type Variable struct {
	Name string `json:"name"`
	Run  string `json:"run,omitempty"` // of the session's: the name that the interpreter knows it by
	Type string `json:"type"`          // as the reader writes it
}

// Breakpoints are the marks before whose statements to stop. Those with the highest version hold, in whichever order they come.
type Breakpoints struct {
	Version int   `json:"version"`
	Marks   []int `json:"marks,omitempty"`
}

// A DebugCommand has one of its fields set.
type DebugCommand struct {
	Attach    *Breakpoints `json:"attach,omitempty"` // stop at these, from now on
	Detach    bool         `json:"detach,omitempty"` // go on, and stop nowhere
	Resume    *Resume      `json:"resume,omitempty"` // let all goroutines go on
	Pause     bool         `json:"pause,omitempty"`  // stop before the next statement, whichever it is
	Threads   bool         `json:"threads,omitempty"`
	Stack     int          `json:"stack,omitempty"` // the frames of a thread, by its id
	Variables *View        `json:"variables,omitempty"`
	Evaluate  *View        `json:"evaluate,omitempty"` // View.Expression
	Render    *View        `json:"render,omitempty"`   // the same, as a bundle
}

// Resume says how far the stopped goroutines go on.
type Resume struct {
	Step   Step `json:"step"`
	Thread int  `json:"thread"` // whose step it is
}

// A Step is where a thread stops again.
type Step string

const (
	StepNone Step = ""     // at breakpoints only
	StepOver Step = "over" // in the same function on another line, or where it returns to
	StepIn   Step = "in"   // at the next statement, in a called function as well
	StepOut  Step = "out"  // where the function returns to
)

// A View says which variables are asked for: those of a frame, of the session, or the parts of another variable.
type View struct {
	Frame      int        `json:"frame,omitempty"`   // by its id
	Globals    []Variable `json:"globals,omitempty"` // the session's variables; of these, Variables are asked where Frame and Part are 0
	Part       int        `json:"part,omitempty"`    // Value.Parts of a variable
	Start      int        `json:"start,omitempty"`   // the first element of a slice
	Count      int        `json:"count,omitempty"`   // how many; 0 means as many as are sensible to look at
	Expression string     `json:"expression,omitempty"`
}

// A DebugAnswer answers a command.
type DebugAnswer struct {
	Error   string         `json:"error,omitempty"` // why there is no answer, for the reader
	Threads []Thread       `json:"threads,omitempty"`
	Frames  []StackFrame   `json:"frames,omitempty"` // innermost first
	Values  []Value        `json:"values,omitempty"`
	Bundle  display.Bundle `json:"bundle,omitempty"`
}

// A Thread is a goroutine that runs a function of a unit with sites.
type Thread struct {
	ID   int    `json:"id"`
	Name string `json:"name"`
}

// A StackFrame is a call of a function that is being run.
type StackFrame struct {
	ID     int    `json:"id"` // 0 while the thread runs
	Func   string `json:"func"`
	Mark   int    `json:"mark"`
	Locals bool   `json:"locals"` // it has variables of its own
}

// A Value is a variable with what it holds at present.
type Value struct {
	Name    string `json:"name"`
	Text    string `json:"text"` // one line, without addresses
	Type    string `json:"type"`
	Parts   int    `json:"parts,omitempty"`   // what to ask for its parts by; 0 if it has none
	Named   int    `json:"named,omitempty"`   // how many fields it has
	Indexed int    `json:"indexed,omitempty"` // how many elements it has
}

// A DebugEvent tells of a change. The ids of frames, and of the parts of values, hold until the next Continued.
type DebugEvent struct {
	Kind   DebugEventKind `json:"kind"`
	Thread int            `json:"thread"`
	Reason string         `json:"reason,omitempty"` // Stopped: breakpoint, step or pause
}

// A DebugEventKind is a kind of DebugEvent.
type DebugEventKind string

const (
	ThreadStarted DebugEventKind = "started" // told of threads that stop, before
	ThreadExited  DebugEventKind = "exited"  // told of threads whose start was told
	Stopped       DebugEventKind = "stopped"
	Continued     DebugEventKind = "continued"
)
