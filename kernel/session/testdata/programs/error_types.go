package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

type NotFound struct{ Key string }

func (e NotFound) Error() string { return "not found: " + e.Key }

type Op struct {
	Name string
	Err  error
}

func (o *Op) Error() string { return o.Name + ": " + o.Err.Error() }
func (o *Op) Unwrap() error { return o.Err }

type Code int

func (c Code) Error() string        { return fmt.Sprint("code ", int(c)) }
func (c Code) Is(target error) bool { return target == ErrBase }
func (c Code) Temporary() bool      { return c > 3 }

var ErrBase = errors.New("base")

type temporary interface{ Temporary() bool }

func find(k string) error {
	if k == "" {
		return nil
	}
	return &Op{"find", NotFound{k}}
}
func code(n int) error {
	if n == 0 {
		return nil
	}
	return Code(n)
}
func multi() (int, *Op)     { return 1, &Op{"m", ErrBase} }
func wrapped() (any, error) { return multi() }
func nilPtr() error         { var o *Op; return o }

func main() {
	err := find("x")
	var nf NotFound
	var op *Op
	fmt.Println(errors.As(err, &nf), nf.Key, errors.As(err, &op), op.Name, errors.Is(err, NotFound{"x"}), errors.Is(err, NotFound{"y"}))
	fmt.Println(find("") == nil, code(0) == nil, code(1) == Code(1), code(1) == code(1), code(1) == code(2))
	w := fmt.Errorf("w: %w", code(5))
	var c Code
	var t temporary
	fmt.Println(errors.Is(w, ErrBase), errors.As(w, &c), c, errors.As(w, &t), t.Temporary(), errors.As(err, &t))
	j := errors.Join(err, w, ErrBase)
	c = 0
	fmt.Println(errors.As(j, &c), int(c), errors.Is(j, Code(5)), j)
	n, e := wrapped()
	fmt.Println(n, e, nilPtr() == nil, errors.Unwrap(e) == ErrBase)
	_, perr := os.Open("/does/not/exist")
	var pe *fs.PathError
	fmt.Println(errors.As(perr, &pe), errors.Is(perr, fs.ErrNotExist))
	switch e := err.(type) {
	case *Op:
		switch inner := e.Err.(type) {
		case NotFound:
			fmt.Println("inner", inner.Key)
		}
	}
	fmt.Printf("%v %+v %T %q\n", err, err, err, code(3))
	defer func() {
		r := recover()
		e, ok := r.(error)
		fmt.Println(ok, e, r == any(Code(9)))
		defer func() { fmt.Println(recover()) }()
		panic(fmt.Sprintf("%v", r))
	}()
	panic(Code(9))
}
