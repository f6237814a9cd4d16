package worker

import (
	"fmt"
	"os"

	"regan/kernel/internal/engine"
)

// The standard files are what cells print to. A cell can close them, by name or by number; the worker's own way to the front's pipes
// stays open all the same.
type standard struct {
	files, own [2]*os.File // standard output and error
}

func newStandard() (standard, error) {
	own, err := standardFiles()
	return standard{files: [2]*os.File{os.Stdout, os.Stderr}, own: own}, err
}

// mark writes a mark behind all that has been written so far.
func (s *standard) mark(nonce string, n int) {
	for _, f := range s.own {
		f.Write(engine.Mark(nonce, n))
	}
}

// reopen opens what an earlier cell has closed, and says so: else all that later cells print would be lost in silence.
func (s *standard) reopen() {
	for i, name := range []string{"standard output", "standard error"} {
		if reopen(s.files[i], s.own[i], 1+i) {
			fmt.Fprintf(s.own[1], "note: %s had been closed, and is open again\n", name)
		}
	}
}
