package session_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"regan/kernel/display"
	"regan/kernel/internal/engine"
	"regan/kernel/internal/worker"
	"regan/kernel/internal/worker/workertest"
	"regan/kernel/session"
)

var update = flag.Bool("update", false, "write what the cells show into testdata")

func TestMain(m *testing.M) { workertest.Main(m) }

// Each archive in testdata is a session, each in testdata/spec one of a section of the Go specification, with what must be
// refused, and each in testdata/types one of types of cells: how compiled packages see them, and what becomes of values when
// types are declared again or get methods. The file In is a cell, the file Out after it is what a reader sees of it.
//
//	text          standard output
//	stderr: text  standard error
//	display: text display.Show
//	page: text    help
//	=> text       the result
//	! line        the traceback of an error
func TestTranscripts(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no transcripts: %v", err)
	}
	specification, err := filepath.Glob("testdata/spec/*.txtar")
	if err != nil || len(specification) == 0 {
		t.Fatalf("no transcripts of the specification: %v", err)
	}
	redeclared, err := filepath.Glob("testdata/types/*.txtar")
	if err != nil || len(redeclared) == 0 {
		t.Fatalf("no transcripts of types: %v", err)
	}
	files = slices.Concat(files, specification, redeclared)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			e, err := worker.New(workertest.Options())
			if err != nil {
				t.Fatal(err)
			}
			s := session.New(e)
			defer s.Close()
			shown := &txtar.Archive{Comment: archive.Comment}
			for _, f := range archive.Files {
				if f.Name != "In" {
					continue
				}
				out := run(s, string(f.Data))
				shown.Files = append(shown.Files, f, txtar.File{Name: "Out", Data: []byte(out)})
			}
			got, want := txtar.Format(shown), txtar.Format(archive)
			if *update {
				if err := os.WriteFile(file, got, 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

var colours = regexp.MustCompile("\x1b\\[[0-9;]*m")

// run runs a cell and returns what a reader sees.
func run(s *session.Session, source string) string {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	var out strings.Builder
	outcome := s.Run(ctx, session.Cell{Source: strings.TrimSuffix(source, "\n"), History: true}, func(e display.Event) {
		text := e.Text
		switch e.Kind {
		case display.Stdout:
			out.WriteString(text)
			return
		case display.Display, display.Page:
			text = e.Data.Text()
		case display.Result:
			fmt.Fprintf(&out, "=> %s\n", e.Data.Text())
			return
		}
		fmt.Fprintf(&out, "%s: %s\n", e.Kind, strings.TrimSuffix(text, "\n"))
	})
	if outcome.Err != nil {
		for _, line := range outcome.Err.Traceback {
			fmt.Fprintf(&out, "! %s\n", strings.TrimRight(colours.ReplaceAllString(line, ""), " "))
		}
	}
	return out.String()
}

func TestLostState(t *testing.T) {
	e, err := worker.New(workertest.Options())
	if err != nil {
		t.Fatal(err)
	}
	s := session.New(e)
	defer s.Close()
	run(s, "x := 1")
	out := run(s, "import \"os\"\nos.Exit(4)")
	for _, want := range []string{"exit code 4", "variables are lost"} {
		if !strings.Contains(out, want) {
			t.Errorf("got %q, want %q in it", out, want)
		}
	}
	if out := run(s, "x"); !strings.Contains(out, "undefined: x") {
		t.Errorf("a lost variable: %q", out)
	}
	if out := run(s, "y := 2\ny"); out != "=> 2\n" {
		t.Errorf("the next cell: %q", out)
	}
}

func TestSilentAndHistory(t *testing.T) {
	e, err := engine.NewYaegi()
	if err != nil {
		t.Fatal(err)
	}
	s := session.New(e)
	defer s.Close()
	ctx := context.Background()
	var events []display.Event
	sink := func(e display.Event) { events = append(events, e) }
	s.Run(ctx, session.Cell{Source: "a := 40", History: true}, sink)
	s.Run(ctx, session.Cell{Source: "a + 1", Silent: true, History: true}, sink)
	if len(events) != 0 || s.Count() != 1 {
		t.Errorf("a silent cell showed %v, count %d", events, s.Count())
	}
	if o := s.Run(ctx, session.Cell{Source: "a + 2"}, sink); o.Count != 1 || len(events) != 1 {
		t.Errorf("a cell without history: count %d, %d events", o.Count, len(events))
	}
	s.Run(ctx, session.Cell{Source: "a + 3", History: true}, sink)
	want := []session.Entry{{Line: 1, Source: "a := 40"}, {Line: 2, Source: "a + 3", Output: "43"}}
	if diff := cmp.Diff(want, s.History()); diff != "" {
		t.Errorf("history (-want +got):\n%s", diff)
	}
	if b, err := s.Evaluate(ctx, "a * 2"); err != nil || b.Text() != "80" {
		t.Errorf("Evaluate: %v, %v", b, err)
	}
	if _, err := s.Evaluate(ctx, "nothing"); err == nil || err.Name != "CompileError" {
		t.Errorf("Evaluate of an unknown name: %v", err)
	}
}
