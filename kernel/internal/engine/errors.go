package engine

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// A class is a type of errors that a cell declares: how its methods are called.
type class struct {
	name   string
	text   func(any) string
	unwrap func(any) error
	is     func(any, error) bool
}

// A cellError is a value of a cell's type in a variable of type error. To the interpreter such a value has no type that
// compiled code could compare; two of these are equal if the values are, and their types.
type cellError struct {
	class *class
	value any
}

func (e cellError) Error() string { return e.class.text(e.value) }

func (e cellError) Unwrap() error {
	if e.class.unwrap == nil {
		return nil
	}
	return e.class.unwrap(e.value)
}

func (e cellError) Is(target error) bool { return e.class.is != nil && e.class.is(e.value, target) }

// A classes knows the types of errors by their keys: their names in units.
type classes struct {
	mu    sync.Mutex
	byKey map[string]*class
	again []string // the functions of units that told of them
}

// functions returns the names of the functions that tell of all classes again.
func (c *classes) functions() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.again)
}

func (c *classes) get(key string) *class {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.byKey == nil {
		c.byKey = map[string]*class{}
	}
	if c.byKey[key] == nil {
		name, stars := strings.TrimLeft(key, "*"), strings.Count(key, "*")
		c.byKey[key] = &class{name: strings.Repeat("*", stars) + "main." + readable(name)}
	}
	return c.byKey[key]
}

func (c *classes) helpers() map[string]reflect.Value {
	return map[string]reflect.Value{
		"Classes": reflect.ValueOf(func(function string) {
			c.mu.Lock()
			defer c.mu.Unlock()
			if !slices.Contains(c.again, function) {
				c.again = append(c.again, function)
			}
		}),
		"Class":  reflect.ValueOf(func(key string, text func(any) string) { c.get(key).text = text }),
		"Unwrap": reflect.ValueOf(func(key string, unwrap func(any) error) { c.get(key).unwrap = unwrap }),
		"Is":     reflect.ValueOf(func(key string, is func(any, error) bool) { c.get(key).is = is }),
		"Error":  reflect.ValueOf(func(key string, value any) error { return cellError{c.get(key), value} }),
		"Unbox": reflect.ValueOf(func(v any, key string) (any, bool) {
			if e, ok := v.(cellError); ok && e.class == c.get(key) {
				return e.value, true
			}
			return nil, false
		}),
		"As": reflect.ValueOf(func(err error, key string) (any, bool) {
			e, ok := c.find(err, c.get(key))
			return e.value, ok
		}),
		"Rune":      reflect.ValueOf(func(s string, i int) (rune, int) { return utf8.DecodeRuneInString(s[i:]) }),
		"Clear":     reflect.ValueOf(func(m any) { reflect.ValueOf(m).Clear() }),
		"Compiled":  reflect.ValueOf(func(v any) any { return v }), // takes off what the interpreter wraps values of interface types in
		"Recovered": reflect.ValueOf(recovered),
		"Mismatch":  reflect.ValueOf(mismatch),
		"Lacks":     reflect.ValueOf(lacks),
	}
}

// find looks for an error of a class, as errors.As does.
func (c *classes) find(err error, want *class) (cellError, bool) {
	for err != nil {
		if e, ok := err.(cellError); ok && e.class == want {
			return e, true
		}
		if several, ok := err.(interface{ Unwrap() []error }); ok {
			for _, one := range several.Unwrap() {
				if e, ok := c.find(one, want); ok {
					return e, true
				}
			}
			return cellError{}, false
		}
		err = errors.Unwrap(err)
	}
	return cellError{}, false
}

// A runtimeError is what a program panics with where Go itself does.
type runtimeError string

func (e runtimeError) Error() string { return string(e) }
func (e runtimeError) RuntimeError() {}

// recovered is the value that recover returns, without what the interpreter wraps it in, and in Go's words.
func recovered(value any) any {
	value = unwrap(value)
	if text := panicText(value); text != fmt.Sprint(value) && (strings.HasPrefix(text, "runtime error: ") || conversion.MatchString(fmt.Sprint(value))) {
		return runtimeError(text)
	}
	return value
}

// mismatch panics as Go does where a value in an interface does not have the wanted type.
func mismatch(v any, from, to string, isInterface bool) {
	have := "nil"
	switch e := v.(type) {
	case nil:
	case cellError:
		have = e.class.name
	default:
		have = fmt.Sprintf("%T", v)
		if strings.Contains(have, "struct {") {
			have = "a type declared in a cell"
		}
	}
	switch {
	case isInterface && v == nil:
		panic(runtimeError("interface conversion: interface is nil, not " + to))
	case isInterface:
		panic(runtimeError("interface conversion: " + have + " is not " + to))
	}
	panic(runtimeError("interface conversion: " + from + " is " + have + ", not " + to))
}

// lacks panics if a compiled value has all the methods of an interface that a cell declares: the interpreter would not see
// that it implements it.
func lacks(v any, name string, methods ...string) {
	t := reflect.TypeOf(v)
	if t == nil {
		return
	}
	for _, m := range methods {
		if _, ok := t.MethodByName(m); !ok {
			return
		}
	}
	if e, ok := v.(cellError); ok {
		t = reflect.TypeOf(e.value)
	}
	panic(fmt.Errorf("whether a %s is a %s cannot be told in a cell yet: use an interface type of a package", t, name))
}
