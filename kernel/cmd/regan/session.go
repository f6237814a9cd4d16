package main

import (
	"context"
	"errors"
	"os"
	"runtime"
	"strings"

	"regan/install"
	"regan/kernel/display"
	"regan/kernel/internal/engine"
	"regan/kernel/internal/worker"
	"regan/kernel/notebook"
	"regan/kernel/session"
)

// newSession returns a session whose cells run in a worker process.
func newSession() (*session.Session, error) {
	e, err := worker.New(worker.Options{})
	if err != nil {
		return nil, err
	}
	return session.New(e), nil
}

// newProgram returns a session for one program, which sees args as os.Args and our standard input, and the place where its
// exit code will be.
func newProgram(args []string) (*session.Session, *exitWatch, error) {
	e, err := worker.New(worker.Options{Args: args, Stdin: os.Stdin})
	if err != nil {
		return nil, nil, err
	}
	watch := &exitWatch{Engine: e}
	return session.New(watch), watch, nil
}

// An exitWatch is an engine that remembers how its last unit failed: a session tells that in words for readers.
type exitWatch struct {
	engine.Engine
	failure *engine.Failure
}

func (w *exitWatch) Run(ctx context.Context, u engine.Unit, sink display.Sink) error {
	err := w.Engine.Run(ctx, u, sink)
	errors.As(err, &w.failure)
	return err
}

// kernelInfo is what a notebook's metadata say of this kernel.
func kernelInfo() notebook.Kernel {
	return notebook.Kernel{
		Name:        install.DefaultName,
		DisplayName: install.DefaultDisplayName,
		Language:    "go",
		LanguageInfo: map[string]any{ // as in package kernel's kernel_info_reply
			"name":               "go",
			"version":            strings.TrimPrefix(runtime.Version(), "go"),
			"mimetype":           "text/x-go",
			"file_extension":     ".go",
			"pygments_lexer":     "go",
			"codemirror_mode":    "go",
			"nbconvert_exporter": "script",
		},
	}
}
