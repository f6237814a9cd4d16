package session_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

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
