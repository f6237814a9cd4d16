package session_test

import (
	"fmt"
	"go/format"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"regan/kernel/internal/worker"
	"regan/kernel/internal/worker/workertest"
	"regan/kernel/session"
)

// FuzzLowering holds that programs made at random print the same in a session and under the Go tool. A seed stands for a
// program of many functions, since the Go tool takes longer to link one than a session to run it.
func FuzzLowering(f *testing.F) {
	if _, err := exec.LookPath("go"); err != nil {
		f.Skip("the Go tool is not installed")
	}
	seeds := uint64(8)
	if workertest.RaceDetector {
		seeds = 1 // it watches only the front
	}
	for seed := range seeds {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		formatted, err := format.Source([]byte(generateProgram(seed, 30)))
		if err != nil {
			t.Fatal(err)
		}
		program := string(formatted)
		want := printedBy(goRun(t, map[string]string{"program": program})["program"])
		e, err := worker.New(workertest.Options())
		if err != nil {
			t.Fatal(err)
		}
		s := session.New(e)
		defer s.Close()
		got := printedBy(run(s, program))
		if len(got.names) == 1 {
			t.Fatalf("seed %d: the cell says %s", seed, got.text[""])
		}
		for _, name := range want.names {
			if want.text[name] != got.text[name] {
				t.Errorf("seed %d: go run and cell print\n%q\n%q\n%s", seed, want.text[name], got.text[name], sourceOf(program, name))
			}
		}
	})
}

// printed is what each function of a generated program printed.
type printed struct {
	names []string
	text  map[string]string
}

var startOfFunction = regexp.MustCompile(`(?m)^p\d+: `)

// numbers are what an error lacks in a cell where no check can stand before the index: see lower/bounds.go.
var numbers = regexp.MustCompile(`(out of range)( \[[-:\d]+\])( with (?:length|capacity) \d+)?`)

func printedBy(out string) printed {
	out = numbers.ReplaceAllString(out, "$1")
	p := printed{names: []string{""}, text: map[string]string{}}
	starts := startOfFunction.FindAllStringIndex(out, -1)
	for i, at := range starts {
		end := len(out)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		name := strings.TrimSuffix(out[at[0]:at[1]], ": ")
		p.names = append(p.names, name)
		p.text[name] = out[at[1]:end]
	}
	if len(starts) == 0 {
		p.text[""] = out
	}
	return p
}

// sourceOf returns the text of a function.
func sourceOf(program, name string) string {
	_, rest, _ := strings.Cut(program, "func "+name+"(")
	body, _, _ := strings.Cut(rest, "\n}\n")
	return fmt.Sprintf("func %s(%s\n}", name, body)
}
