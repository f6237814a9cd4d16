package engine

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"regan/kernel/internal/mirror"
)

// A renewal lists the functions of units that tell of cells' types. An interrupt ends what the interpreter has running, the
// methods of types included: they are handed over again.
type renewal struct {
	mu        sync.Mutex
	functions []string
}

func (r *renewal) add(function string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !slices.Contains(r.functions, function) {
		r.functions = append(r.functions, function)
	}
}

func (r *renewal) list() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.functions)
}

// typeHelpers are what lowered code calls to tell of types, and to convert values to and from interfaces.
func (i *Interpreter) typeHelpers() map[string]reflect.Value {
	t := i.mirrors
	return map[string]reflect.Value{
		"Renew":         reflect.ValueOf(i.renewal.add),
		"Declare":       reflect.ValueOf(t.Declare),
		"Method":        reflect.ValueOf(t.Method),
		"Form":          reflect.ValueOf(t.Form),
		"Told":          reflect.ValueOf(i.refresh),
		"Box":           reflect.ValueOf(t.Box),
		"Unbox":         reflect.ValueOf(t.Unbox),
		"Open":          reflect.ValueOf(t.Open),
		"Into":          reflect.ValueOf(mirror.Into),
		"Bound":         reflect.ValueOf(t.Bound),
		"Lacks":         reflect.ValueOf(t.Lacks),
		"Implements":    reflect.ValueOf(t.Implements),
		"AssignableTo":  reflect.ValueOf(t.AssignableTo),
		"ConvertibleTo": reflect.ValueOf(t.ConvertibleTo),
		"NumMethod":     reflect.ValueOf(t.NumMethod),
		"Rune":          reflect.ValueOf(func(s string, i int) (rune, int) { return utf8.DecodeRuneInString(s[i:]) }),
		"Clear":         reflect.ValueOf(func(m any) { reflect.ValueOf(m).Clear() }),
		"Compiled":      reflect.ValueOf(func(v any) any { return v }), // takes off what the interpreter wraps values of interface types in
		"Recovered":     reflect.ValueOf(recovered),
		"Panicked":      reflect.ValueOf(panicked),
		"Mismatch":      reflect.ValueOf(mismatch),
		"Misses": reflect.ValueOf(func(v any, to string, methods ...string) {
			misses(v, to, t.Lacks(v, methods...))
		}),
		"As": reflect.ValueOf(func(err error, target any, methods ...string) bool {
			found := find(t, err, methods)
			if found != nil {
				reflect.ValueOf(target).Elem().Set(reflect.ValueOf(found))
			}
			return found != nil
		}),
	}
}

// refresh has values that variables hold in interfaces get the methods that a cell has added to their types. Goroutines of cells
// could be using them at the same time: while there are any, it only says so.
func (i *Interpreter) refresh() {
	if err := i.mirrors.Full(); err != nil && !i.full {
		i.full = true
		fmt.Fprintf(i.stderr, "note: %v\n", err)
	}
	aged := i.mirrors.Aged()
	if len(aged) == 0 {
		return
	}
	if i.alive.Load() > 0 {
		if i.aging {
			return
		}
		i.aging = true
		fmt.Fprintln(i.stderr, "note: methods were added to a type while goroutines of cells run: until these have ended, "+
			"compiled packages do not see the methods of values that are already in interfaces")
		return
	}
	i.aging = false
	if len(i.holders) > 0 {
		fmt.Fprintf(i.stderr, "note: methods were added to %s; a value that is already in an interface stays without them in %s: make it anew\n",
			strings.Join(aged, " and "), strings.Join(i.holders, " and in "))
		i.holders = nil
	}
	i.mirrors.Refresh(slices.Collect(maps.Values(i.globals())))
}

// globals are the variables of cells; none if a unit that panicked before its first statement has left yaegi without room for them.
func (i *Interpreter) globals() (variables map[string]reflect.Value) {
	defer func() {
		if recover() != nil {
			variables = nil
		}
	}()
	return i.yaegi.Globals()
}

// find looks for an error with methods as errors.As looks for one of a type: depth first through what errors wrap.
func find(t *mirror.Types, err error, methods []string) any {
	for err != nil {
		if t.Lacks(err, methods...) == "" {
			return err
		}
		if several, ok := err.(interface{ Unwrap() []error }); ok {
			for _, one := range several.Unwrap() {
				if found := find(t, one, methods); found != nil {
					return found
				}
			}
			return nil
		}
		err = errors.Unwrap(err)
	}
	return nil
}
