package main

import (
	"os"

	"regan/install"
	"regan/kernel"
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

// newProgram returns a session for one program, which sees args as os.Args and our standard input.
func newProgram(args []string) (*session.Session, error) {
	e, err := worker.New(worker.Options{Args: args, Stdin: os.Stdin})
	if err != nil {
		return nil, err
	}
	return session.New(e), nil
}

// kernelInfo is what a notebook's metadata say of this kernel.
func kernelInfo() notebook.Kernel {
	return notebook.Kernel{
		Name:         install.DefaultName,
		DisplayName:  install.DefaultDisplayName,
		Language:     "go",
		LanguageInfo: kernel.LanguageInfo(),
	}
}
