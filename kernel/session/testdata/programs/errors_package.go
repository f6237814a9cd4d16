package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

type NotFound struct{ Name string }

func (e *NotFound) Error() string        { return e.Name + " not found" }
func (e *NotFound) Is(target error) bool { return target == fs.ErrNotExist }

type Temporary struct{ cause error }

func (e Temporary) Error() string { return "temporary: " + e.cause.Error() }
func (e Temporary) Unwrap() error { return e.cause }
func (e Temporary) Timeout() bool { return true }

var ErrBase = errors.New("base")

func find(name string) error {
	if name == "" {
		return fmt.Errorf("find: %w", ErrBase)
	}
	if name == "tmp" {
		return Temporary{io.ErrUnexpectedEOF}
	}
	return &NotFound{name}
}

// Errors: wrapping, Is, As, Join, own types.
func main() {
	err := find("")
	fmt.Println(err, errors.Is(err, ErrBase), errors.Unwrap(err) == ErrBase)
	err = find("x")
	var nf *NotFound
	fmt.Println(errors.As(err, &nf), nf.Name, errors.Is(err, fs.ErrNotExist), errors.Is(err, os.ErrNotExist))
	wrapped := fmt.Errorf("outer: %w", fmt.Errorf("inner: %w", err))
	fmt.Println(wrapped, errors.Is(wrapped, fs.ErrNotExist))
	nf = nil
	fmt.Println(errors.As(wrapped, &nf), nf != nil && nf.Name == "x")
	err = find("tmp")
	fmt.Println(err, errors.Is(err, io.ErrUnexpectedEOF))
	var tmp Temporary
	fmt.Println(errors.As(err, &tmp), tmp.Timeout())
	joined := errors.Join(ErrBase, nil, io.EOF)
	fmt.Println(joined, errors.Is(joined, io.EOF), errors.Is(joined, io.ErrClosedPipe), errors.Join(nil, nil) == nil)
	both := fmt.Errorf("%w and %w", ErrBase, io.EOF)
	fmt.Println(both, errors.Is(both, ErrBase), errors.Is(both, io.EOF), errors.Unwrap(both))
	fmt.Println(errors.New("a") == errors.New("a"), ErrBase == ErrBase)
	_, err = os.Open("/does/not/exist")
	var pathErr *fs.PathError
	fmt.Println(errors.As(err, &pathErr), pathErr.Op, pathErr.Path, os.IsNotExist(err))
	var none *NotFound
	fmt.Println(none == nil, fmt.Errorf("plain %v", ErrBase))
	check := func(e error) string {
		switch e := e.(type) {
		case nil:
			return "nil"
		case *NotFound:
			return "not found " + e.Name
		case Temporary:
			return "temporary"
		default:
			return "other"
		}
	}
	fmt.Println(check(nil), check(find("n")), check(find("tmp")), check(io.EOF))
	if e, ok := find("tmp").(interface{ Timeout() bool }); ok {
		fmt.Println("timeout", e.Timeout())
	}
}
