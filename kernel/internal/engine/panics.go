package engine

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/traefik/yaegi/interp"
)

// failure explains how a unit ended.
func (i *Interpreter) failure(err error) *Failure {
	var p interp.Panic
	switch {
	case err == nil:
		return nil
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return &Failure{Cause: Interrupted, Message: "interrupted", Frames: []Frame{i.reached(i.line)}}
	case errors.As(err, &p):
		value := unwrap(p.Value)
		return &Failure{Cause: Panicked, Message: panicText(value), TypeName: typeName(value), Frames: i.frames()}
	}
	return &Failure{Cause: Rejected, Message: err.Error()}
}

// reached is where the running unit is, by one of the places of marks.
func (i *Interpreter) reached(mark *uintptr) Frame { return i.frameAt(int(atomic.LoadUintptr(mark))) }

func (i *Interpreter) frameAt(mark int) Frame {
	n, found := slices.BinarySearch(i.bases, mark)
	if found || n == 0 {
		return Frame{} // the line after a base is the first of a source
	}
	base := i.bases[n-1]
	return Frame{File: i.files[base], Line: mark - base}
}

// frames is what was running when the unit panicked, innermost first. Of each function yaegi tells the line on which it
// starts; marks tell the lines on which the innermost one failed and the cell itself stopped. While goroutines of cells run,
// the marks may be theirs: then the line on which the innermost function starts has to do.
func (i *Interpreter) frames() []Frame {
	frames := i.trace.frames(i.frameAt)
	if len(frames) == 0 {
		return []Frame{i.reached(i.line)}
	}
	for n := range frames {
		f := &frames[n]
		starts := f.Line
		if n == 0 && i.alive.Load() > 0 {
			continue
		}
		f.Line = 0
		if at := i.reached(i.line); n == 0 && at.File == f.File && at.Line >= starts {
			f.Line = at.Line
		} else if at := i.reached(i.top); f.Func == "" && at.File == f.File {
			f.Line = at.Line
		}
	}
	return frames
}

// unwrap returns what was handed to panic: yaegi wraps the values of cells.
func unwrap(value any) any {
	for {
		v, ok := value.(reflect.Value)
		if !ok {
			return value
		}
		if !v.IsValid() || !v.CanInterface() {
			return fmt.Sprint(v)
		}
		value = v.Interface()
	}
}

// panicText is what a reader is told of a panic. Where the interpreter runs into reflect's own checks, Go's words stand.
func panicText(value any) string {
	text := fmt.Sprint(value) // which survives methods that panic in their turn
	switch {
	case strings.HasPrefix(text, "reflect: ") && strings.HasSuffix(text, "index out of range"):
		return "runtime error: index out of range"
	case strings.HasPrefix(text, "reflect.Value.Slice") && strings.HasSuffix(text, "out of bounds"):
		return "runtime error: slice bounds out of range"
	case text == "reflect: Method on nil interface value", text == "reflect.Value.Call: call of nil function":
		return "runtime error: invalid memory address or nil pointer dereference"
	case strings.HasPrefix(text, "reflect.MakeSlice: negative len"):
		return "runtime error: makeslice: len out of range"
	case strings.HasPrefix(text, "reflect.MakeSlice: "):
		return "runtime error: makeslice: cap out of range"
	case strings.HasPrefix(text, "reflect.MakeChan: "):
		return "makechan: size out of range"
	case sliceToArray.MatchString(text):
		return sliceToArray.ReplaceAllString(text, "runtime error: cannot convert slice with length $1 to array or pointer to array with length $2")
	case conversion.MatchString(text):
		return conversion.ReplaceAllString(text, "$1")
	case strings.HasPrefix(text, "reflect: call of ") && strings.HasSuffix(text, "on zero Value"),
		strings.HasPrefix(text, "reflect.") && strings.Contains(text, "nil pointer"):
		return "runtime error: invalid memory address or nil pointer dereference"
	}
	switch value.(type) {
	case error, fmt.Stringer:
		return text
	}
	switch t := reflect.TypeOf(value); {
	case t == nil || t.PkgPath() == "":
	case t.Kind() == reflect.String:
		return fmt.Sprintf("%v(\"%v\")", t, value)
	case t.Kind() < reflect.Array: // numbers
		return fmt.Sprintf("%v(%v)", t, value)
	}
	return text
}

// conversion matches what the interpreter says of a failed type assertion, with a place in the unit before it.
var conversion = regexp.MustCompile(`^unit\d+:\d+(?::\d+)?: (interface conversion: )`)

// sliceToArray matches what package reflect says of a slice that is too short for an array.
var sliceToArray = regexp.MustCompile(`^reflect: cannot convert slice with length (\d+) to (?:pointer to )?array with length (\d+)$`)

func typeName(value any) string {
	if strings.HasPrefix(panicText(value), "runtime error: ") {
		return "runtime error"
	}
	return fmt.Sprintf("%T", value)
}

// A runtimeError is a panic of the interpreter that Go's runtime would make, with its text.
type runtimeError string

func (e runtimeError) Error() string { return string(e) }
func (e runtimeError) RuntimeError() {}

// recovered is what recover returns in a cell: an error of the runtime where the interpreter panicked with its own words.
func recovered(value any) any {
	value = unwrap(value)
	if text := panicText(value); text != fmt.Sprint(value) && (strings.HasPrefix(text, "runtime error: ") || strings.HasPrefix(text, "makechan: ") ||
		conversion.MatchString(fmt.Sprint(value))) {
		return runtimeError(text)
	}
	return value
}

// panicked is what a panic with a value panics with.
func panicked(value any) any {
	if value == nil {
		return new(runtime.PanicNilError)
	}
	return value
}

// mismatch panics as a failed assertion of a concrete type does. A type that was declared again differs from what it was.
func mismatch(v any, from, to string) {
	have := "nil"
	if v != nil {
		have = reflect.TypeOf(v).String()
	}
	if spaceless(have) == spaceless(to) {
		to = have + " (the type was declared again: make the value anew)"
	}
	panic(runtimeError("interface conversion: " + from + " is " + have + ", not " + to))
}

func spaceless(text string) string { return strings.ReplaceAll(text, " ", "") }

// misses panics as a failed assertion of an interface does.
func misses(v any, to, method string) {
	if v == nil {
		panic(runtimeError("interface conversion: interface is nil, not " + to))
	}
	panic(runtimeError("interface conversion: " + reflect.TypeOf(v).String() + " is not " + to + ": missing method " + method))
}

// A keptPanic is one of a deferred function, kept while the function that deferred it makes the deferred calls that are left.
type keptPanic struct {
	value any // nil: there is none, or it is recovered
	line  uintptr
}

// keepPanic keeps what a deferred function has recovered from its own body, and the line that it had reached.
func (i *Interpreter) keepPanic(p *keptPanic, value any) {
	if value != nil {
		p.value, p.line = value, atomic.LoadUintptr(i.line)
	}
}

// recoverPanic is what recover returns in a deferred function: the newest panic, which has taken the place of any before.
func recoverPanic(p *keptPanic, value any) any {
	if p.value != nil {
		value, p.value = p.value, nil
	}
	return value
}

// raisePanic comes after all other deferred calls: what nobody has recovered goes on from the line on which it began, in a literal of
// a function.
func (i *Interpreter) raisePanic(p *keptPanic, function string) {
	if p.value != nil {
		atomic.StoreUintptr(i.line, p.line)
		fmt.Fprintf(i.trace, "kept:%d: panic: %s(...)\n", p.line, function) // as yaegi says it
		panic(p.value)
	}
}

// trace collects what yaegi says of a panic on its way up: one line a function, innermost first, such as
// "unit3:4194311:7: panic: main.f(...)", with the position where the function starts.
type trace struct {
	mu    sync.Mutex
	lines []string
}

func (t *trace) reset() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.lines = nil
}

func (t *trace) Write(text []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.lines = append(t.lines, strings.Split(strings.TrimRight(string(text), "\n"), "\n")...)
	return len(text), nil
}

func (t *trace) frames(at func(mark int) Frame) []Frame {
	t.mu.Lock()
	defer t.mu.Unlock()
	var frames []Frame
	for _, line := range t.lines {
		place, function, ok := strings.Cut(line, ": panic: ")
		if !ok {
			continue
		}
		_, number, _ := strings.Cut(place, ":")
		number, _, _ = strings.Cut(number, ":")
		mark, err := strconv.Atoi(number)
		frame := at(mark)
		if err != nil || frame.File == "" {
			continue // a function of the unit's own
		}
		frame.Func = sourceName(strings.TrimSuffix(strings.TrimPrefix(function, "main."), "(...)"))
		frames = append(frames, frame)
	}
	return frames
}

// sourceName is a function's name as the user wrote it: versions and the function around a cell's statements are ours.
func sourceName(run string) string {
	function, closure, inside := strings.Cut(run, ".")
	name, rest, _ := strings.Cut(function, "ˑ")
	switch {
	case function == "main" && !inside:
		return ""
	case name == "cell" && rest != "":
		return closure
	case inside:
		return readable(function) + "." + closure
	}
	return readable(function)
}
