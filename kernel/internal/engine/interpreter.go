package engine

import (
	"context"
	"fmt"
	"go/ast"
	"go/parser"
	"io"
	"maps"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/traefik/yaegi/interp"

	"regan/kernel/comms"
	"regan/kernel/display"
	"regan/kernel/internal/mirror"
	"regan/kernel/internal/symbols"
)

// An Interpreter is yaegi, set up to run units. It writes what they print to two files and hands all else that they show
// to a function; package engine and package worker join both to one stream of events.
type Interpreter struct {
	yaegi   *interp.Interpreter
	stderr  *os.File
	used    map[string]bool // packages whose symbols yaegi has
	files   map[int]string  // sources by the numbers that marks have for them
	bases   []int           // those numbers, sorted
	trace   *trace
	display map[string]reflect.Value // what package display does in a cell
	emit    func(display.Event)
	keys    *keyboard                        // nil: code reads its standard input itself
	types   map[reflect.Value][]reflect.Type // what yaegi knows as its MapTypes
	mu      sync.Mutex                       // guards ctx, fail and result: what an interrupt left behind may still call in
	ctx     context.Context                  // of the running unit
	hub     *comms.Hub
	packet  *comms.Packet   // of the running unit
	arrives *interp.Program // runs a unit with a packet; nil before the first
	fail    *Failure        // what Show was given to fail with
	result  *display.Event  // what Show was given otherwise
	alive   atomic.Int64    // goroutines of cells
	mirrors *mirror.Types   // the types that cells declare
	renewal renewal         // what tells of them again
	aging   bool            // it was said that values cannot be refreshed
	holders []string        // see Unit
	full    bool            // it was said that there are no more methods
	stopped bool            // the last unit was interrupted

	released chan struct{} // closed by an interrupt; guarded by mu
	line     *uintptr      // the mark of the running unit in MarkVariable
	top      *uintptr      // and that in TopVariable

	debugger *debugger
	onDebug  func(DebugEvent) // nil: nobody debugs
}

// NewInterpreter returns an interpreter whose code reads from input, writes to stdout and stderr, and shows things through
// emit. Where input is nil, code reads this process's standard input.
func NewInterpreter(input Input, stdout, stderr *os.File, args []string, emit func(display.Event)) (*Interpreter, error) {
	i := &Interpreter{
		stderr: stderr, used: map[string]bool{}, files: map[int]string{}, trace: &trace{}, emit: emit, ctx: context.Background(),
		mirrors: mirror.New(), released: make(chan struct{}),
	}
	i.hub = comms.NewHub(func(p comms.Packet) { emit(display.Event{Kind: display.Comm, Packet: &p}) })
	var stdin io.Reader = os.Stdin
	if input != nil {
		i.keys = &keyboard{input: input, context: i.context}
		stdin = i.keys
	}
	i.debugger = newDebugger(i.debugEvent, func() map[string]reflect.Value { return i.yaegi.Globals() })
	i.yaegi = interp.New(interp.Options{
		Stdin: stdin, Stdout: stdout, Stderr: i.trace, Args: args, Unrestricted: true,
	})
	helpers := i.helpers()
	mapTypes := symbols.MapTypes()
	i.types = mapTypes
	mapTypes[helpers["Show"]] = mapTypes[reflect.ValueOf(display.Show)]
	i.display = i.displayFunctions()
	for name, function := range map[string]any{"Show": display.Show, "ShowAs": display.ShowAs, "Replace": display.Replace} {
		mapTypes[i.display[name]] = mapTypes[reflect.ValueOf(function)]
	}
	if err := i.yaegi.Use(interp.Exports{
		".":                  {"MapTypes": reflect.ValueOf(mapTypes)},
		Helpers + "/helpers": helpers,
	}); err != nil {
		return nil, err
	}
	// fmt and os go in together: yaegi then makes the one's functions write to the other's files.
	if err := i.use("fmt", "os"); err != nil {
		return nil, err
	}
	osPackage := i.yaegi.Symbols("os")["os"]
	osPackage["Stderr"] = reflect.ValueOf(&stderr).Elem()
	if err := i.compileMark(); err != nil {
		return nil, err
	}
	i.line, i.top = i.place(MarkVariable), i.place(TopVariable)
	return i, nil
}

// compileMark declares the variables that hold the running line.
func (i *Interpreter) compileMark() error {
	_, err := i.yaegi.Eval("package main\nvar " + MarkVariable + ", " + TopVariable + " int")
	return err
}

// use gives yaegi the symbols of packages, and of those that their symbols mention.
func (i *Interpreter) use(paths ...string) error {
	exports := interp.Exports{}
	for _, path := range paths {
		for _, need := range symbols.Needs(path) {
			if i.used[need] {
				continue
			}
			table, _ := symbols.Exports(need)
			switch need {
			case displayPath:
				maps.Copy(table, i.display)
			case commsPath:
				table["Open"] = reflect.ValueOf(i.hub.Open)
				table["Register"] = reflect.ValueOf(i.hub.Register)
			}
			if i.keys != nil {
				i.keys.replaceStdin(table, i.types)
			}
			exports[symbols.Key(need)] = table
		}
	}
	if len(exports) == 0 {
		return nil
	}
	exports["."] = map[string]reflect.Value{"MapTypes": reflect.ValueOf(i.types)}
	if err := i.yaegi.Use(exports); err != nil {
		return fmt.Errorf("engine: loading the symbols of %s: %w", strings.Join(paths, ", "), err)
	}
	for _, path := range paths {
		for _, need := range symbols.Needs(path) {
			i.used[need] = true
		}
	}
	return nil
}

// Run runs a unit. The result is the event that shows it, which is not emitted, since it comes last and can travel with the news of
// the unit's end; it is nil for none. The failure is nil where the unit ran to its end.
func (i *Interpreter) Run(ctx context.Context, u Unit) (result *display.Event, failure *Failure) {
	failure = i.run(ctx, u)
	i.mu.Lock()
	defer i.mu.Unlock()
	result, i.result = i.result, nil
	return result, failure
}

func (i *Interpreter) run(ctx context.Context, u Unit) *Failure {
	if err := ctx.Err(); err != nil {
		return &Failure{Cause: Interrupted, Message: "interrupted before it started"}
	}
	for base, name := range u.Files {
		i.files[base] = name
		i.bases = append(i.bases, base)
	}
	slices.Sort(i.bases)
	var program *interp.Program
	var err error
	i.debugger.begin(u, func() { program, err = i.program(u) })
	if err != nil {
		i.debugger.end(false)
		return &Failure{Cause: Rejected, Message: err.Error()}
	}
	i.renew()
	i.refresh()
	i.trace.reset()
	i.begin(ctx)
	if i.keys != nil {
		i.keys.clear()
	}
	i.packet = u.Packet
	i.makeRoom()
	err = i.execute(ctx, program)
	i.hold(u.Holders)
	i.stopped = ctx.Err() != nil
	i.debugger.end(i.stopped)
	if i.stopped {
		i.release()
		i.endComms()
	}
	if i.stopped { // the code that was interrupted may store its own result over yaegi's error
		err = ctx.Err()
	} else if f := i.failed(); f != nil {
		return f
	}
	return i.failure(err)
}

// hold keeps in mind which functions hold values that refresh does not find.
func (i *Interpreter) hold(holders []string) {
	for _, h := range holders {
		if !slices.Contains(i.holders, h) {
			i.holders = append(i.holders, h)
		}
	}
}

// program returns what runs a unit. That of packets is compiled once: a widget sends many.
func (i *Interpreter) program(u Unit) (*interp.Program, error) {
	if u.Packet == nil {
		return i.compile(u)
	}
	var err error
	if i.arrives == nil {
		i.arrives, err = i.compile(Unit{File: "comm", Source: arrival})
	}
	return i.arrives, err
}

// endComms ends the comms after an interrupt, which has ended the functions of cells that they call.
func (i *Interpreter) endComms() {
	if comms, targets := i.hub.End(); comms+targets > 0 {
		fmt.Fprintf(i.stderr, "note: the interrupt has closed %d comms and forgotten %d targets; run the cells that made them again\n", comms, targets)
	}
}

// Debug is Debugger's.
func (i *Interpreter) Debug(c DebugCommand) DebugAnswer { return i.debugger.do(c) }

// OnDebug is Debugger's. Until the function returns, no goroutine stops or goes on.
func (i *Interpreter) OnDebug(f func(DebugEvent)) { i.onDebug = f }

func (i *Interpreter) debugEvent(e DebugEvent) {
	if i.onDebug != nil {
		i.onDebug(e)
	}
}

// renew has the types of errors told again after an interrupt: it ends all that the interpreter has running, and with it the
// functions that call the methods of errors.
func (i *Interpreter) renew() {
	if !i.stopped {
		return
	}
	for _, function := range i.renewal.list() {
		if _, err := i.yaegi.Eval(function + "()"); err != nil {
			fmt.Fprintf(i.stderr, "the methods of types are lost: %v\n", err)
		}
	}
}

func (i *Interpreter) begin(ctx context.Context) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.fail, i.result, i.ctx = nil, nil, ctx
}

func (i *Interpreter) failed() *Failure {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.fail
}

func (i *Interpreter) fails(f *Failure) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.fail = f
}

func (i *Interpreter) shows(result display.Bundle) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.result = &display.Event{Kind: display.Result, Data: result}
}

// context is what display.Context returns in a cell.
func (i *Interpreter) context() context.Context {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.ctx
}

// compile prepares a unit. yaegi keeps the syntax tree of a file for as long as one of its variables, which is for ever: they have a
// file of their own where that is possible, so that it forgets the statements of a cell.
func (i *Interpreter) compile(u Unit) (*interp.Program, error) {
	defer i.forget()
	if u.Types != "" {
		if _, err := i.compileFile(u.File+"types", u.Types, i.complete); err != nil {
			return nil, err
		}
	}
	if u.Vars != "" {
		if _, err := i.compileFile(u.File+"vars", u.Vars, nil); err != nil {
			return nil, err
		}
	}
	return i.compileFile(u.File, u.Source, nil)
}

// compileFile compiles a file. yaegi's compiler panics on some correct programs; that is a limit of ours, not the user's error.
// A function may see the file when it is compiled, and nothing has used it.
func (i *Interpreter) compileFile(name, source string, then func(*ast.File)) (program *interp.Program, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	file, err := parser.ParseFile(i.yaegi.FileSet(), name, source, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	if err := i.use(importsOf(file)...); err != nil {
		return nil, err
	}
	if program, err = i.yaegi.CompileAST(file); err != nil {
		return nil, err
	}
	if then != nil {
		then(file)
	}
	return program, nil
}

func importsOf(file *ast.File) []string {
	var paths []string
	for _, spec := range file.Imports {
		path, _ := strconv.Unquote(spec.Path.Value)
		paths = append(paths, path)
	}
	return paths
}

const (
	displayPath = "regan/kernel/display"
	commsPath   = "regan/kernel/comms"
)

// displayFunctions are the functions of package display that reach the reader only inside a cell.
func (i *Interpreter) displayFunctions() map[string]reflect.Value {
	functions := map[string]reflect.Value{
		"Show": reflect.ValueOf(func(values ...any) {
			for _, v := range values {
				i.emit(display.Event{Kind: display.Display, Data: bundle(v)})
			}
		}),
		"ShowAs": reflect.ValueOf(func(id string, v any) {
			i.emit(display.Event{Kind: display.Display, ID: id, Data: bundle(v)})
		}),
		"Replace": reflect.ValueOf(func(id string, v any) {
			i.emit(display.Event{Kind: display.Update, ID: id, Data: bundle(v)})
		}),
		"SetNextInput": reflect.ValueOf(func(source string, replace bool) {
			i.emit(display.Event{Kind: display.NextInput, Text: source, Replace: replace})
		}),
		"ClearOutput": reflect.ValueOf(func(wait bool) { i.emit(display.Event{Kind: display.Clear, Wait: wait}) }),
		"Context":     reflect.ValueOf(i.context),
	}
	if i.keys != nil {
		functions["Input"] = reflect.ValueOf(func(prompt string) (string, error) {
			return i.keys.question(Question{Prompt: prompt})
		})
		functions["Password"] = reflect.ValueOf(func(prompt string) (string, error) {
			return i.keys.question(Question{Prompt: prompt, Secret: true})
		})
	}
	return functions
}

// helpers are the functions that lowered code calls: see Helpers.
func (i *Interpreter) helpers() map[string]reflect.Value {
	helpers := i.typeHelpers()
	helpers["Show"] = reflect.ValueOf(i.show)
	helpers["Go"] = reflect.ValueOf(i.spawn)
	helpers["Arrive"] = reflect.ValueOf(func() { i.hub.Receive(*i.packet) })
	helpers["Call"] = reflect.ValueOf(func(f func()) { f() })
	helpers["Pull"] = reflect.ValueOf(pull)
	helpers["Select"] = reflect.ValueOf(i.choose)
	helpers["Sends"] = reflect.ValueOf(sends)
	helpers["Receives"] = reflect.ValueOf(receives)
	helpers["Sort"] = reflect.ValueOf(sortOrdered)
	helpers["Index"] = reflect.ValueOf(outOfRange)
	helpers["Slice"] = reflect.ValueOf(sliceOutOfRange)
	helpers["Slice3"] = reflect.ValueOf(slice3OutOfRange)
	helpers["NewPanic"] = reflect.ValueOf(func() *keptPanic { return new(keptPanic) })
	helpers["KeepPanic"] = reflect.ValueOf(i.keepPanic)
	helpers["RecoverPanic"] = reflect.ValueOf(recoverPanic)
	helpers["RaisePanic"] = reflect.ValueOf(i.raisePanic)
	helpers["Shift"] = reflect.ValueOf(negativeShift)
	maps.Copy(helpers, i.debugger.helpers())
	return helpers
}

// show shows a cell's result. Of a call like f() (T, error) the reader wants to see T, or to be told of the error.
func (i *Interpreter) show(failable bool, values ...any) {
	if failable {
		last := values[len(values)-1]
		values = values[:len(values)-1]
		if err, ok := last.(error); ok && err != nil {
			at := i.reached(i.line) // before the error's own method runs, which may be a cell's
			i.fails(&Failure{Cause: Returned, Message: err.Error(), TypeName: typeName(err), Frames: []Frame{at}})
			return
		}
	}
	switch len(values) {
	case 0:
		return
	case 1:
		if values[0] != nil {
			i.shows(bundle(values[0]))
			return
		}
	}
	texts := make([]string, len(values))
	for n, v := range values {
		texts[n] = bundle(v).Text()
	}
	i.shows(display.Bundle{display.TextPlain: strings.Join(texts, ", ")})
}

// spawn runs a cell's goroutine. A panic in it would end the process, and with it the session; it is reported instead.
func (i *Interpreter) spawn(f func()) {
	i.alive.Add(1)
	go func() {
		defer i.alive.Add(-1)
		defer func() {
			if r := recover(); r != nil {
				fmt.Fprintf(i.stderr, "panic in a goroutine: %s\n", panicText(unwrap(r)))
			}
		}()
		f()
	}()
}
