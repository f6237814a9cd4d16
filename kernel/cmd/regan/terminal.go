package main

import (
	"fmt"
	"io"
	"os"
	"regexp"

	"regan/kernel/session"
)

// colours matches the ANSI escapes that tracebacks carry.
var colours = regexp.MustCompile("\x1b\\[[0-9;]*m")

// printTraceback prints what a reader is told of a failed cell, in colours on a terminal.
func printTraceback(w io.Writer, err *session.Error) {
	lines := err.Traceback
	if len(lines) == 0 {
		lines = []string{err.Error()}
	}
	for _, line := range lines {
		if !isTerminal(w) {
			line = colours.ReplaceAllString(line, "")
		}
		fmt.Fprintln(w, line)
	}
}

// isTerminal reports whether w is a terminal whose reader wants colours (https://no-color.org).
func isTerminal(w io.Writer) bool {
	file, ok := w.(*os.File)
	if !ok || os.Getenv("NO_COLOR") != "" {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
