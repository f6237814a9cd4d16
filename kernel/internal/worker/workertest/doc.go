// Package workertest gives tests a worker process to run.
//
// A test binary can be its own worker: Main in its TestMain makes it one. Under the race detector that would watch the
// interpreter, too, whose ways with interrupted cells are not ours to mend; there Options has a worker built without it, so
// that the detector watches the front, which is what such a test is about.
package workertest

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"regan/kernel/internal/worker"
)

// Main runs the tests of a binary, or the worker if it was started as one. Call it from TestMain.
func Main(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == "worker" {
		os.Exit(worker.Main())
	}
	if !RaceDetector {
		os.Exit(m.Run())
	}
	dir, err := os.MkdirTemp("", "regan-worker")
	if err != nil {
		panic(err)
	}
	os.Setenv(variable, filepath.Join(dir, "regan"))
	build := exec.Command("go", "build", "-o", os.Getenv(variable), "regan/kernel/cmd/regan")
	build.Stdout, build.Stderr = os.Stderr, os.Stderr
	if err := build.Run(); err != nil {
		panic(fmt.Sprintf("building a worker without the race detector: %v", err))
	}
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

// variable names the worker that Main has built.
const variable = "REGAN_TEST_WORKER"

// Options starts the worker that Main provides.
func Options() worker.Options {
	if program := os.Getenv(variable); program != "" {
		return worker.Options{Command: []string{program, "worker"}}
	}
	return worker.Options{}
}
