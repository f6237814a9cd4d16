package engine

import (
	"context"
	"errors"
	"io"
	"os"
	"reflect"
	"sync"
	"unicode/utf8"
)

// A Question asks the reader of a cell for a line.
type Question struct {
	Prompt string `json:"prompt"`
	Secret bool   `json:"secret"` // do not show what is typed
}

// An Input answers questions with a line, without its end; with io.EOF where the reader ends the input. It is called for
// one question at a time.
type Input func(context.Context, Question) (string, error)

// ErrNoInput is what questions of a unit without an Input are answered with.
var ErrNoInput = errors.New("there is nobody to ask for input")

// Ask asks in, which may be nil.
func (in Input) Ask(ctx context.Context, q Question) (string, error) {
	if in == nil {
		return "", ErrNoInput
	}
	return in(ctx, q)
}

// A keyboard is the standard input of units that ask for it: it asks for a line whenever it has nothing left to read.
type keyboard struct {
	input   Input
	context func() context.Context // of the running unit

	mu   sync.Mutex // held while a question is open: readers see one at a time
	rest []byte     // of the last line
	back int        // how many bytes UnreadRune gives back
	line []byte     // the last line, with its end
}

// question asks for a line of its own, whatever is left of others.
func (k *keyboard) question(q Question) (string, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	ctx := k.context()
	if err := ctx.Err(); err != nil {
		return "", err
	}
	return k.input(ctx, q)
}

// clear forgets what is left of the last line: the next cell does not expect it.
func (k *keyboard) clear() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.rest, k.line, k.back = nil, nil, 0
}

// fill asks for a line if nothing is left.
func (k *keyboard) fill() error {
	if len(k.rest) > 0 {
		return nil
	}
	ctx := k.context()
	if err := ctx.Err(); err != nil {
		return err
	}
	text, err := k.input(ctx, Question{})
	if err != nil {
		return err
	}
	k.line = append([]byte(text), '\n')
	k.rest, k.back = k.line, 0
	return nil
}

func (k *keyboard) Read(p []byte) (int, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(p) == 0 {
		return 0, nil
	}
	if err := k.fill(); err != nil {
		return 0, err
	}
	n := copy(p, k.rest)
	k.rest, k.back = k.rest[n:], 0
	return n, nil
}

// ReadRune and UnreadRune let fmt.Scan read no further than it needs.
func (k *keyboard) ReadRune() (rune, int, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if err := k.fill(); err != nil {
		return 0, 0, err
	}
	r, n := utf8.DecodeRune(k.rest)
	k.rest, k.back = k.rest[n:], n
	return r, n, nil
}

func (k *keyboard) UnreadRune() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.back == 0 {
		return errors.New("engine: no rune to unread")
	}
	k.rest, k.back = k.line[len(k.line)-len(k.rest)-k.back:], 0
	return nil
}

var _ io.RuneScanner = (*keyboard)(nil)

// replaceStdin makes the functions in a table that take an io.Reader ask for input where they are handed os.Stdin: a *os.File itself
// cannot be made to ask. It adds the functions that it puts in their place to mapTypes.
func (k *keyboard) replaceStdin(table map[string]reflect.Value, mapTypes map[reflect.Value][]reflect.Type) {
	var asks io.Reader = k
	reader := reflect.TypeFor[io.Reader]()
	for name, f := range table {
		if f.Kind() != reflect.Func {
			continue
		}
		var readers []int
		for i := range f.Type().NumIn() {
			if f.Type().In(i) == reader {
				readers = append(readers, i)
			}
		}
		if len(readers) == 0 {
			continue
		}
		table[name] = reflect.MakeFunc(f.Type(), func(args []reflect.Value) []reflect.Value {
			for _, i := range readers {
				if args[i].Interface() == any(os.Stdin) {
					args[i] = reflect.ValueOf(&asks).Elem()
				}
			}
			if f.Type().IsVariadic() {
				return f.CallSlice(args)
			}
			return f.Call(args)
		})
		if types, ok := mapTypes[f]; ok {
			mapTypes[table[name]] = types
		}
	}
}
