package debug

import (
	"context"
	"fmt"
	"go/token"
	"strings"

	"github.com/google/go-dap"

	"regan/kernel/display"
	"regan/kernel/internal/engine"
)

// References to variables stand for one of three things: the variables of a frame, those of the session, the parts of a value.
// The kind is in the last two bits.
const (
	ofFrame = iota + 1
	ofSession
	ofValue
)

// jupyterLab is what JupyterLab calls itself.
const jupyterLab = "jupyterlab"

func reference(kind, id int) int { return id<<2 | kind }

func (a *Adapter) threads(ctx context.Context, _ nothing) (any, error) {
	answer, err := a.do(ctx, engine.DebugCommand{Threads: true})
	list := []dap.Thread{}
	for _, t := range answer.Threads {
		list = append(list, dap.Thread{Id: t.ID, Name: t.Name})
	}
	return dap.ThreadsResponseBody{Threads: list}, err
}

func (a *Adapter) stackTrace(ctx context.Context, q dap.StackTraceArguments) (any, error) {
	answer, err := a.do(ctx, engine.DebugCommand{Stack: max(q.ThreadId, 1)})
	if err != nil {
		return nil, err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	frames := []dap.StackFrame{}
	for _, f := range answer.Frames {
		c, line := a.at(f.Mark)
		a.frames[f.ID] = f.Locals
		frames = append(frames, dap.StackFrame{
			Id: f.ID, Name: f.Func, Line: line, Column: 1, Source: &dap.Source{Name: c.name, Path: c.path},
		})
	}
	total := len(frames)
	frames = frames[min(max(q.StartFrame, 0), total):]
	if q.Levels > 0 {
		frames = frames[:min(q.Levels, len(frames))]
	}
	return dap.StackTraceResponseBody{StackFrames: frames, TotalFrames: total}, nil
}

// scopes lists the variables of a function, if it has any, and those of the session. JupyterLab shows the first scope.
func (a *Adapter) scopes(_ context.Context, q dap.ScopesArguments) (any, error) {
	a.mu.Lock()
	locals, known := a.frames[q.FrameId]
	a.mu.Unlock()
	list := []dap.Scope{}
	if locals || !known {
		list = append(list, dap.Scope{Name: "Locals", PresentationHint: "locals", VariablesReference: reference(ofFrame, q.FrameId)})
	}
	return dap.ScopesResponseBody{Scopes: append(list,
		dap.Scope{Name: "Globals", VariablesReference: reference(ofSession, q.FrameId)})}, nil
}

func (a *Adapter) variables(ctx context.Context, q dap.VariablesArguments) (any, error) {
	id, view := q.VariablesReference>>2, engine.View{Start: q.Start, Count: q.Count}
	switch q.VariablesReference & 3 {
	case ofFrame:
		view.Frame = id
	case ofSession:
		view.Globals = a.target.Variables()
	case ofValue:
		view.Part = id
	default:
		return nil, fmt.Errorf("there are no variables %d", q.VariablesReference)
	}
	return a.list(ctx, view)
}

// inspectVariables lists the session's variables, whether anything is stopped or not.
func (a *Adapter) inspectVariables(ctx context.Context, _ nothing) (any, error) {
	all := a.target.Variables()
	if len(all) == 0 { // there may be no process either
		return dap.VariablesResponseBody{Variables: []dap.Variable{}}, nil
	}
	return a.list(ctx, engine.View{Globals: all})
}

func (a *Adapter) list(ctx context.Context, v engine.View) (any, error) {
	answer, err := a.do(ctx, engine.DebugCommand{Variables: &v})
	if err != nil {
		return dap.VariablesResponseBody{Variables: []dap.Variable{}}, err
	}
	list := []dap.Variable{}
	for _, value := range answer.Values {
		list = append(list, a.variable(value))
	}
	return dap.VariablesResponseBody{Variables: list}, nil
}

// variable is how a value is told to the front end. The tree of JupyterLab (4.6) shows a variable's type in the place of its
// value, unless it has none or one of Python's: so it gets none, and the type in the value where a reader could not guess it.
func (a *Adapter) variable(v engine.Value) dap.Variable {
	a.mu.Lock()
	lab := a.client == jupyterLab
	a.mu.Unlock()
	if lab {
		if v.Parts != 0 {
			v.Text = strings.TrimSpace(v.Type + " " + v.Text)
		}
		v.Type = ""
	}
	shown := dap.Variable{Name: v.Name, Value: v.Text, Type: v.Type, NamedVariables: v.Named, IndexedVariables: v.Indexed}
	if v.Parts != 0 {
		shown.VariablesReference = reference(ofValue, v.Parts)
	}
	if token.IsIdentifier(v.Name) {
		shown.EvaluateName = v.Name
	}
	return shown
}

func (a *Adapter) evaluate(ctx context.Context, q dap.EvaluateArguments) (any, error) {
	answer, err := a.do(ctx, engine.DebugCommand{Evaluate: &engine.View{
		Frame: q.FrameId, Globals: a.target.Variables(), Expression: q.Expression,
	}})
	if err != nil {
		return nil, err
	}
	v := a.variable(answer.Values[0])
	return dap.EvaluateResponseBody{
		Result: v.Value, Type: v.Type, VariablesReference: v.VariablesReference,
		NamedVariables: v.NamedVariables, IndexedVariables: v.IndexedVariables,
	}, nil
}

// rich is a variable as a cell would show it.
type rich struct {
	Data     display.Bundle `json:"data"`
	Metadata nothing        `json:"metadata"`
}

func (a *Adapter) richInspectVariables(ctx context.Context, q struct {
	VariableName string `json:"variableName"`
	FrameID      int    `json:"frameId"`
}) (any, error) {
	answer, err := a.do(ctx, engine.DebugCommand{Render: &engine.View{
		Frame: q.FrameID, Globals: a.target.Variables(), Expression: q.VariableName,
	}})
	if err != nil {
		return rich{Data: display.Bundle{}}, err
	}
	return rich{Data: answer.Bundle}, nil
}
