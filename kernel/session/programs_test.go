package session_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"regan/kernel/internal/worker"
	"regan/kernel/internal/worker/workertest"
	"regan/kernel/session"
)

var underGo = flag.Bool("go", false, "have the Go tool run the programs as well, and compare; with -update, store what they print")

const programs = "testdata/programs/"

// Each program in testdata/programs prints, run through a session, what it prints when go run runs it: the file .out beside
// it. Those that do not yet are named in failures.txt, each with the reason. A program there that starts to pass fails the
// test, so that the list only shrinks.
//
// The race detector watches only the front, for which a few programs do.
func TestPrograms(t *testing.T) {
	names := programNames(t)
	failures := readFailures(t, programs+"failures.txt")
	for i, name := range names {
		reason, known := failures[name]
		delete(failures, name)
		if workertest.RaceDetector && i%8 != 0 {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e, err := worker.New(workertest.Options())
			if err != nil {
				t.Fatal(err)
			}
			s := session.New(e)
			defer s.Close()
			diff := cmp.Diff(readText(t, programs+name+".out"), run(s, readText(t, programs+name+".go")))
			switch {
			case diff == "" && known:
				t.Errorf("passes now: take it off failures.txt (%s)", reason)
			case diff != "" && !known:
				t.Errorf("(-go run +cell):\n%s", diff)
			}
		})
	}
	for name := range failures {
		t.Errorf("failures.txt names %s, which is no program", name)
	}
}

// The stored outputs are what the programs print under the Go tool: go test -run UnderGo -go ./kernel/session.
func TestProgramsUnderGo(t *testing.T) {
	if !*underGo {
		t.Skip("runs with -go: it links all programs, which takes a minute")
	}
	names := programNames(t)
	sources := map[string]string{}
	for _, name := range names {
		sources[name] = readText(t, programs+name+".go")
	}
	printed := goRun(t, sources)
	for _, name := range names {
		out := programs + name + ".out"
		if *update {
			if err := os.WriteFile(out, []byte(printed[name]), 0o666); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if diff := cmp.Diff(readText(t, out), printed[name]); diff != "" {
			t.Errorf("%s (-stored +go run):\n%s", name, diff)
		}
	}
}

// goRun returns what programs print under the Go tool, by name. All are built at once.
func goRun(t *testing.T, sources map[string]string) map[string]string {
	dir := t.TempDir()
	write := func(name, text string) {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("go.mod", "module programs\n\ngo 1.26\n")
	for name, source := range sources {
		write(filepath.Join(name, "main.go"), source)
	}
	bin := filepath.Join(dir, "bin") + string(filepath.Separator)
	build := exec.Command("go", "build", "-o", bin, "./...")
	build.Dir = dir
	build.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-trimpath")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	var mu sync.Mutex
	var group sync.WaitGroup
	printed := map[string]string{}
	slots := make(chan struct{}, runtime.NumCPU())
	for name := range sources {
		group.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
			defer cancel()
			program := exec.CommandContext(ctx, bin+name)
			out, err := program.Output()
			if err != nil {
				t.Errorf("%s under Go: %v", name, err)
			}
			mu.Lock()
			defer mu.Unlock()
			printed[name] = string(out)
		})
	}
	group.Wait()
	return printed
}

func programNames(t *testing.T) []string {
	files, err := filepath.Glob(programs + "*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no programs: %v", err)
	}
	for i, file := range files {
		files[i] = strings.TrimSuffix(filepath.Base(file), ".go")
	}
	return files
}

func readText(t *testing.T, file string) string {
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// readFailures reads lines of a program's name, a colon and a reason.
func readFailures(t *testing.T, file string) map[string]string {
	failures := map[string]string{}
	for line := range strings.Lines(readText(t, file)) {
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
