package session

import (
	"errors"
	"fmt"
	"strings"

	"regan/kernel/internal/cell"
	"regan/kernel/internal/engine"
)

// ANSI colours, as Jupyter's front ends and terminals show them.
const (
	red   = "\x1b[31m"
	green = "\x1b[32m"
	dim   = "\x1b[2m"
	bold  = "\x1b[1m"
	plain = "\x1b[0m"
)

// compileError tells a reader what the type checker or the lowering found wrong, each error with its line and a caret.
func (s *Session) compileError(err error) *Error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var errs cell.Errors
	if !errors.As(err, &errs) {
		return &Error{Name: "CompileError", Value: err.Error(), Traceback: []string{red + "CompileError" + plain + ": " + err.Error()}}
	}
	e := &Error{Name: "CompileError", Value: errs[0].Error()}
	if more := len(errs) - 1; more > 0 {
		e.Value += fmt.Sprintf(" (and %d more)", more)
	}
	for _, one := range errs {
		e.Traceback = append(e.Traceback, fmt.Sprintf("%s%s:%d:%d:%s %s%s%s",
			green, one.Pos.Filename, one.Pos.Line, one.Pos.Column, plain, red, one.Msg, plain))
		if quoted := s.line(one.Pos.Filename, one.Pos.Line); strings.TrimSpace(quoted) != "" {
			number := fmt.Sprintf("%5d | ", one.Pos.Line)
			e.Traceback = append(e.Traceback, dim+number+plain+quoted,
				strings.Repeat(" ", len(number))+caretUnder(quoted, one.Pos.Column))
		}
	}
	return e
}

// caretUnder places a caret under a byte column of a line, with the line's own tabs before it.
func caretUnder(line string, column int) string {
	var b strings.Builder
	for i, c := range line {
		if i >= column-1 {
			break
		}
		if c != '\t' {
			c = ' '
		}
		b.WriteRune(c)
	}
	return b.String() + bold + "^" + plain
}

// runError tells a reader why a cell stopped, and where.
func (s *Session) runError(f *engine.Failure) *Error {
	e := &Error{Value: f.Message, Failure: f}
	switch f.Cause {
	case engine.Panicked:
		e.Name = "panic"
		if f.TypeName == "runtime error" {
			e.Value = strings.TrimPrefix(e.Value, "runtime error: ")
			e.Name = "runtime error"
		}
	case engine.Returned:
		e.Name = f.TypeName
		if e.Name == "" || strings.HasPrefix(e.Name, "*errors.") || strings.HasPrefix(e.Name, "*fmt.") {
			e.Name = "error"
		}
	case engine.Interrupted:
		e.Name = "KeyboardInterrupt" // what nbval and others look for, in every language
		e.Value = "the cell was interrupted; variables keep the values that they had"
	case engine.Exited:
		e.Name = "exit"
	case engine.Rejected:
		e.Name = "InterpreterError"
		e.Value = "the interpreter cannot run this cell, which is correct Go: " + f.Message
	default:
		e.Name = "KernelWorkerDied"
	}
	if f.Lost {
		e.Value += "; the session's variables are lost"
		if len(s.past) > 0 {
			e.Value += ", %restore runs the cells that define them again"
		}
	}
	e.Traceback = append(e.Traceback, red+e.Name+plain+": "+e.Value)
	e.Traceback = append(e.Traceback, s.stack(f.Frames)...)
	return e
}

// endFrames is how many frames of a long stack a reader is shown of each of its ends: with their lines, a screen holds both.
const endFrames = 10

// stack writes frames, the innermost first. A function that calls itself stands there once, with how often it does.
func (s *Session) stack(frames []engine.Frame) (lines []string) {
	type run struct {
		engine.Frame
		times int
	}
	var runs []run
	for _, f := range frames {
		if last := len(runs) - 1; last >= 0 && runs[last].Frame == f {
			runs[last].times++
		} else if f.Line != 0 || f.Func != "" {
			runs = append(runs, run{f, 1})
		}
	}
	show := func(runs []run) {
		for _, r := range runs {
			lines = append(lines, s.frame(r.Frame, r.times)...)
		}
	}
	if len(runs) <= 2*endFrames {
		show(runs)
		return lines
	}
	show(runs[:endFrames])
	between := 0
	for _, r := range runs[endFrames : len(runs)-endFrames] {
		between += r.times
	}
	lines = append(lines, fmt.Sprintf("%s... %d frames are left out%s", dim, between, plain))
	show(runs[len(runs)-endFrames:])
	return lines
}

// frame writes a frame that stands in a stack so many times.
func (s *Session) frame(f engine.Frame, times int) []string {
	where := fmt.Sprintf("%s%s%s", green, f.File, plain)
	if f.Line != 0 {
		where = fmt.Sprintf("%s%s:%d%s", green, f.File, f.Line, plain)
	}
	if f.Func != "" {
		where += " in " + f.Func
	}
	if times > 1 {
		where += fmt.Sprintf(", %d times", times)
	}
	if quoted := s.line(f.File, f.Line); strings.TrimSpace(quoted) != "" {
		return []string{where, fmt.Sprintf("%s%5d | %s%s", dim, f.Line, plain, quoted)}
	}
	return []string{where}
}
