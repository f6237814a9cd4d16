package session_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"regan/kernel/internal/worker"
	"regan/kernel/internal/worker/workertest"
	"regan/kernel/session"
)

// Each program in testdata/programs prints, run through a session, what it prints when go run runs it: the file .out beside
// it. Those that do not yet are named in failures.txt, each with the reason. A program there that starts to pass fails the
// test, so that the list only shrinks.
func TestPrograms(t *testing.T) {
	const folder = "testdata/programs/"
	files, err := filepath.Glob(folder + "*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no programs: %v", err)
	}
	failures := readFailures(t, folder+"failures.txt")
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".go")
		t.Run(name, func(t *testing.T) {
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			want, err := os.ReadFile(strings.TrimSuffix(file, ".go") + ".out")
			if err != nil {
				t.Fatal(err)
			}
			e, err := worker.New(workertest.Options())
			if err != nil {
				t.Fatal(err)
			}
			s := session.New(e)
			defer s.Close()
			diff := cmp.Diff(string(want), run(s, string(source)))
			reason, known := failures[name]
			switch {
			case diff == "" && known:
				t.Errorf("passes now: take it off failures.txt (%s)", reason)
			case diff != "" && !known:
				t.Errorf("(-go run +cell):\n%s", diff)
			}
		})
		delete(failures, name)
	}
	for name := range failures {
		t.Errorf("failures.txt names %s, which is no program", name)
	}
}

// readFailures reads lines of a program's name, a colon and a reason.
func readFailures(t *testing.T, file string) map[string]string {
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	failures := map[string]string{}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, reason, ok := strings.Cut(line, ": ")
		if !ok {
			t.Fatal(fmt.Errorf("%s: %q is not a name, a colon and a reason", file, line))
		}
		failures[name] = reason
	}
	return failures
}
