package session_test

import (
	"context"
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
		{"%w|", "%who %whos"},
		{"x := 1\n  %his|", "%history"},
		{"x := 1\n%%|", ""}, // a whole cell's magic comes first
		{"%cd so|", ""},
		{"%nothing|", ""},
		{"!ls\nfmt.Sprintl|", "Sprintln"}, // fmt is imported when it is used
		{"r := strings.NewReader(\"\")\nr.UnreadR|", "UnreadRune"},
		{"strin|", "string strings"},
		{"%time strings.Titl|", "Title"},
		{"%timeit -n 5 strings.Titl|", "Title"},
		{"%%time\nstrings.Titl|", "Title"},
		{"%%timeit\nwidth := 3\nwid|", "width"},
		{"%%capture out\nstrings.Titl|", "Title"},
		{"%%bash\nstrings.Titl|", ""},
		{"?strings.Titl|", "Title"},
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

// A file runs as cells do that are not counted: what it declares stays.
func TestRunFile(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{
		"pot.go":     "package main\n\nimport \"fmt\"\n\ntype Pot struct{ Soil int }\n\nvar pot = Pot{3}\n\nfunc main() {\n\tfmt.Println(\"running\", pot)\n}\n",
		"bad.go":     "package main\n\nfunc main() {\n\tx.y = 3\n}\n",
		"note.ipynb": `{"cells": [{"cell_type": "markdown", "source": "x"}, {"cell_type": "code", "source": ["n := 7\n", "n + 1"]}, {"cell_type": "code", "source": "n.x"}]}`,
		"text.txt":   "",
	} {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.MkdirAll("sub/.hidden", 0o777); err != nil {
		t.Fatal(err)
	}
	s := workerSession(t)
	for _, c := range []struct{ source, want string }{
		{"%run pot.go", "running {3}\n"},
		{"pot.Soil", "=> 3\n"},
		{"%run bad.go", "! bad.go:4:2: undefined: x\n!     4 | \tx.y = 3\n!         \t^\n"},
		{"%run note.ipynb", "=> 8\n! note.ipynb[2]:1:3: n.x undefined (type int has no field or method x)\n!     1 | n.x\n!           ^\n"},
		{"n", "=> 7\n"},
		{"%run none.go", "! In[6]:1: %run none.go: no such file or directory\n"},
		{"%run text.txt", "! In[7]:1: %run text.txt: a program (.go) or a notebook (.ipynb) is right\n"},
		{"%run", "! In[8]:1: %run needs the name of a file, as in %run main.go\n"},
	} {
		if diff := cmp.Diff(c.want, run(s, c.source)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.source, diff)
		}
	}
	for _, c := range []struct{ source, want string }{
		{"%run |", "bad.go note.ipynb pot.go sub/"},
		{"%run po|", "pot.go"},
		{"%cd |", "sub/"},
		{"%cd sub/|", ""},
		{"%cd sub/.|", ".hidden/"},
		{"%load t|", "text.txt"},
		{"%%writefile -a n|", "note.ipynb"},
		{"!cat t|", "text.txt"},
		{"!cat ./t|", "text.txt"},
	} {
		source := strings.TrimSuffix(c.source, "|")
		var got []string
		for _, m := range s.Complete(source, len(source)).Matches {
			got = append(got, m.Text)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %q, want %q", c.source, got, c.want)
		}
	}
	// Files are those of the folder that cells work in.
	run(s, "%cd sub")
	if c := s.Complete("%run ../p", 9); len(c.Matches) != 1 || c.Matches[0].Text != "pot.go" || c.Start != 8 {
		t.Errorf("behind %%cd: %v", c)
	}
	if out := run(s, "%run ../pot.go"); out != "running {3}\n" {
		t.Errorf("behind %%cd: %q", out)
	}
}

// An interrupt ends a magic as it ends a cell, whatever the magic has made of it.
func TestInterruptedMagics(t *testing.T) {
	s := workerSession(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, source := range []string{"%pkg add example.com/none@v1.0.0", "!sleep 1000", "%timeit 1+1", "%restore\nfor {}"} {
		o := s.Run(ctx, session.Cell{Source: source}, func(display.Event) {})
		if o.Err == nil || o.Err.Name != "KeyboardInterrupt" {
			t.Errorf("%s: got %v", source, o.Err)
		}
	}
}
