package session_test

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"regan/kernel/display"
	"regan/kernel/internal/engine"
	"regan/kernel/session"
)

func TestCompletionOfMagics(t *testing.T) {
	e, err := engine.NewYaegi()
	if err != nil {
		t.Fatal(err)
	}
	s := session.New(e)
	defer s.Close()
	tests := []struct{ source, want string }{ // | is the cursor
		{"%ti|", "%time %timeit"},
		{"%%w|", "%%writefile"},
		{"%w|", "%who"},
		{"x := 1\n  %his|", "%history"},
		{"x := 1\n%%|", ""}, // a whole cell's magic comes first
		{"%cd so|", ""},
		{"%nothing|", ""},
		{"!ls\nfmt.Sprintl|", ""}, // fmt is not imported
		{"import \"fmt\"\n!it's\nfmt.Sprintl|", "Sprintln"},
	}
	for _, tt := range tests {
		source, after, _ := strings.Cut(tt.source, "|")
		var got []string
		for _, m := range s.Complete(source+after, len(source)).Matches {
			got = append(got, m.Text)
		}
		if diff := cmp.Diff(tt.want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%q (-want +got):\n%s", tt.source, diff)
		}
	}
	if c := s.IsComplete("!echo 'x\ny := 1"); c.Status != "complete" {
		t.Errorf("a cell with a command line is %s", c.Status)
	}
}

func TestLoad(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("cell.go", []byte("loaded := 7\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("picture", []byte{0xff, 0xd8}, 0o666); err != nil {
		t.Fatal(err)
	}
	s := workerSession(t)
	for _, c := range []struct {
		source string
		want   display.Event
		err    string
	}{
		{"%load cell.go", display.Event{Kind: display.NextInput, Text: "// %load cell.go\nloaded := 7\n", Replace: true}, ""},
		{"%load picture", display.Event{}, "shell: picture is not text in UTF-8"},
		{"%load none.go", display.Event{}, "open none.go: no such file or directory"},
		{"%load", display.Event{}, "%load needs the name of a file, as in %load main.go"},
	} {
		var got display.Event
		o := s.Run(t.Context(), session.Cell{Source: c.source, History: true}, func(e display.Event) { got = e })
		said := ""
		if o.Err != nil {
			said = o.Err.Value
		}
		if diff := cmp.Diff(c.want, got); diff != "" || said != c.err {
			t.Errorf("%s: error %q, want %q; event (-want +got):\n%s", c.source, said, c.err, diff)
		}
	}
}
