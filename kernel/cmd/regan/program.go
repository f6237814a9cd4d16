package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"regan/kernel/display"
	"regan/kernel/internal/engine"
	"regan/kernel/session"
)

// What a program that does not end itself leaves as exit code, as under a shell.
const (
	panicked    = 2   // the Go runtime's
	interrupted = 130 // 128 + SIGINT
)

// runProgram runs a Go program as go run would, and ends with its exit code.
func runProgram(cmd *cobra.Command, file string, args []string) error {
	source, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	ctx, stop := untilInterrupt(cmd.Context())
	defer stop()
	s, err := newProgram(append([]string{file}, args...))
	if err != nil {
		return err
	}
	defer s.Close()
	stdout, stderr := cmd.OutOrStdout(), cmd.ErrOrStderr()
	outcome := s.Run(ctx, session.Cell{Source: string(source), Name: file}, func(e display.Event) {
		switch e.Kind {
		case display.Stdout:
			io.WriteString(stdout, e.Text)
		case display.Stderr:
			io.WriteString(stderr, e.Text)
		case display.Display, display.Update:
			io.WriteString(stdout, e.Data.Text()+"\n") // what package display prints under go run
		}
	})
	if outcome.Err == nil {
		return nil
	}
	switch f := outcome.Err.Failure; {
	case f == nil: // it did not start
		printTraceback(stderr, outcome.Err)
		return &exit{code: failed}
	case f.Cause == engine.Exited:
		return &exit{code: f.ExitCode} // it has said what it wants to say
	case f.Cause == engine.Interrupted:
		return &exit{code: interrupted}
	default:
		printTraceback(stderr, outcome.Err)
		return &exit{code: panicked}
	}
}

// untilInterrupt returns a context that ends with the first interrupt from the keyboard. The second one ends the program.
func untilInterrupt(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}
