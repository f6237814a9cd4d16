package debug

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/google/go-dap"

	"regan/kernel/internal/engine"
)

// A breakpoint is a line of a source before whose first statement to stop.
type breakpoint struct {
	id       int
	path     string
	line     int
	wrong    string // why there is no such place
	verified bool   // as last told
}

// setBreakpoints replaces the breakpoints of a source.
func (a *Adapter) setBreakpoints(ctx context.Context, q dap.SetBreakpointsArguments) (any, error) {
	path := q.Source.Path
	a.mu.Lock()
	source, known := a.sources[path]
	a.mu.Unlock()
	var lines []int
	wrong := fmt.Sprintf("the kernel does not know the source %q: send it by dumpCell first", path)
	if known {
		var err error
		wrong = ""
		if lines, err = a.target.Lines(source); err != nil {
			wrong = err.Error()
		}
	}
	var list []*breakpoint
	for _, asked := range q.Breakpoints {
		b := &breakpoint{path: path, line: asked.Line, wrong: wrong}
		switch i, _ := slices.BinarySearch(lines, asked.Line); {
		case wrong != "":
		case asked.Condition != "" || asked.HitCondition != "" || asked.LogMessage != "":
			b.wrong = "conditions and messages are not supported: code cannot run while a cell is stopped"
		case i == len(lines):
			b.wrong = "no statement begins on this line or below it"
		default:
			b.line = lines[i]
		}
		list = append(list, b)
	}
	a.mu.Lock()
	for _, b := range list {
		a.lastID++
		b.id = a.lastID
	}
	if len(list) > 0 {
		a.breakpoints[path] = list
	} else {
		delete(a.breakpoints, path)
	}
	shown := a.shown(list)
	a.mu.Unlock()
	a.sendBreakpoints(ctx)
	return dap.SetBreakpointsResponseBody{Breakpoints: shown}, nil
}

// shown is how breakpoints are told to the front end; the mutex is held.
func (a *Adapter) shown(list []*breakpoint) []dap.Breakpoint {
	shown := []dap.Breakpoint{}
	for _, b := range list {
		why := a.inactive(b)
		b.verified = why == ""
		shown = append(shown, dap.Breakpoint{
			Id: b.id, Verified: b.verified, Message: why, Line: b.line, Source: &dap.Source{Path: b.path},
		})
	}
	return shown
}

// inactive tells why a breakpoint does not stop anything; empty if it does, or will when its cell runs.
func (a *Adapter) inactive(b *breakpoint) string {
	if b.wrong != "" {
		return b.wrong
	}
	ran := false
	for _, c := range a.cells {
		if c.path == b.path {
			ran = true
			if a.armed[c.marks+b.line] {
				return ""
			}
		}
	}
	if ran {
		return "the cell ran before the debugger was attached: run it again"
	}
	return ""
}

// tellChanged tells of breakpoints that stop now, and did not before; the mutex is held.
func (a *Adapter) tellChanged() {
	for _, path := range slices.Sorted(maps.Keys(a.breakpoints)) {
		for _, b := range a.breakpoints[path] {
			if !b.verified && a.inactive(b) == "" {
				a.tell("breakpoint", dap.BreakpointEventBody{Reason: "changed", Breakpoint: a.shown([]*breakpoint{b})[0]})
			}
		}
	}
}

func (a *Adapter) allBreakpoints() []sourceBreakpoints {
	all := []sourceBreakpoints{}
	for _, path := range slices.Sorted(maps.Keys(a.breakpoints)) {
		all = append(all, sourceBreakpoints{Source: path, Breakpoints: a.shown(a.breakpoints[path])})
	}
	return all
}

// toProcess is the breakpoints as the process knows them, by the marks of all cells with their sources; the mutex is held.
func (a *Adapter) toProcess() engine.Breakpoints {
	a.version++
	b := engine.Breakpoints{Version: a.version}
	for _, c := range a.cells {
		for _, one := range a.breakpoints[c.path] {
			if one.wrong == "" {
				b.Marks = append(b.Marks, c.marks+one.line)
			}
		}
	}
	return b
}

// sendBreakpoints tells the process of them. One that is started later gets them with its units.
func (a *Adapter) sendBreakpoints(ctx context.Context) {
	a.mu.Lock()
	attached, b := a.attached, a.toProcess()
	a.mu.Unlock()
	if attached {
		_, _ = a.do(ctx, engine.DebugCommand{Attach: &b})
	}
}
