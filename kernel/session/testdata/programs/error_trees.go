package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

type notFound struct{ name string }

func (n notFound) Error() string        { return n.name + " not found" }
func (n notFound) Is(target error) bool { return target == fs.ErrNotExist }

type temporary interface{ Temporary() bool }
type network struct {
	op  string
	err error
}

func (n *network) Error() string   { return n.op + ": " + n.err.Error() }
func (n *network) Unwrap() error   { return n.err }
func (n *network) Temporary() bool { return n.op == "dial" }

type multi []error

func (m multi) Error() string   { return fmt.Sprintf("%d errors", len(m)) }
func (m multi) Unwrap() []error { return m }

type code int

func (c code) Error() string { return fmt.Sprint("code ", int(c)) }

var errBase = errors.New("base")

func open(name string) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = errors.Join(err, fmt.Errorf("recovered: %v", r))
		}
	}()
	switch name {
	case "":
		return errBase
	case "panic":
		panic(name)
	case "net":
		return &network{"dial", io.ErrUnexpectedEOF}
	case "multi":
		return multi{errBase, notFound{"x"}, nil}
	case "code":
		return fmt.Errorf("a %w and %w", code(3), errBase)
	}
	return notFound{name}
}

func main() {
	for _, name := range []string{"", "file", "panic", "net", "multi", "code"} {
		err := open(name)
		var nf notFound
		var net *network
		var temp temporary
		var c code
		fmt.Println(err, "|", errors.Is(err, errBase), errors.Is(err, fs.ErrNotExist), errors.Is(err, io.ErrUnexpectedEOF),
			errors.As(err, &nf), errors.As(err, &net), errors.As(err, &temp), errors.As(err, &c), nf.name, c, errors.Unwrap(err))
		if temp != nil {
			fmt.Println("temporary", temp.Temporary())
		}
	}
	joined := errors.Join(nil, errBase, notFound{"j"})
	fmt.Printf("%v|%q|%T %v\n", joined, joined.Error(), joined, errors.Join(nil, nil) == nil)
	wrapped := fmt.Errorf("w: %w", joined)
	fmt.Println(errors.Is(wrapped, errBase), errors.Is(wrapped, notFound{"j"}), errors.Is(wrapped, notFound{"k"}))
	_, err := os.Open("/does/not/exist")
	var pe *fs.PathError
	fmt.Println(errors.As(err, &pe), pe.Op, pe.Path, errors.Is(err, os.ErrNotExist))
	var target error = notFound{"a"}
	fmt.Println(target == error(notFound{"a"}), target != error(notFound{"b"}), errors.Is(code(1), code(1)))
	if nf, ok := target.(notFound); ok {
		fmt.Printf("%v %+v %#v %s\n", nf, nf, nf, nf)
	}
	if e, ok := errors.AsType[notFound](fmt.Errorf("x: %w", target)); ok {
		fmt.Println("found", e.name)
	}
	var nilNet *network
	var e error = nilNet
	fmt.Println(e == nil, nilNet == nil, e != nil)
	for err := target; err != nil; err = errors.Unwrap(err) {
		fmt.Printf("%T\n", err)
	}
}
