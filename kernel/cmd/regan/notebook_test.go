package main

import (
	"strings"
	"testing"

	"regan/kernel/display"
	"regan/kernel/notebook"
	"regan/kernel/session"
)

func TestTitleOfACell(t *testing.T) {
	for _, c := range []struct{ source, want string }{
		{"x := 1\ny := 2", "x := 1"},
		{"\n\n  x", "x"},
		{"import \"fmt\"\n\nfmt.Println(1)", "fmt.Println(1)"},
		{"import (\n\t\"fmt\"\n)\n// a comment\nx := 1", "x := 1"},
		{"import (\n\t\"fmt\"\n)", "import ("},
		{"// only a comment", "// only a comment"},
		{strings.Repeat("ä", 80), strings.Repeat("ä", 71) + "…"},
	} {
		if got := title(c.source); got != c.want {
			t.Errorf("title(%q) = %q, want %q", c.source, got, c.want)
		}
	}
}

func TestWhatATerminalShows(t *testing.T) {
	text := func(s string) display.Bundle {
		return display.Bundle{display.TextPlain: s, display.TextHTML: "<b>" + s + "</b>"}
	}
	for _, c := range []struct {
		about, want string
		events      []display.Event
	}{
		{"text as it is", "a\r\nb\n", []display.Event{{Kind: display.Stdout, Text: "a\r\n"}, {Kind: display.Stdout, Text: "b\n"}}},
		{"an open line ends with the cell", "a\n", []display.Event{{Kind: display.Stdout, Text: "a"}}},
		{"a result starts a line", "a\n42\n", []display.Event{{Kind: display.Stdout, Text: "a"}, {Kind: display.Result, Data: text("42")}}},
		{"text that ends in a line end gets no second one", "t\n", []display.Event{{Kind: display.Display, Data: text("t\n")}}},
		{"of many updates the last", "0 %\n100 %\n", []display.Event{
			{Kind: display.Display, ID: "bar", Data: text("0 %")},
			{Kind: display.Update, ID: "bar", Data: text("50 %")},
			{Kind: display.Update, ID: "bar", Data: text("100 %")},
		}},
		{"standard error apart", "", []display.Event{{Kind: display.Stderr, Text: "warning\n"}}},
	} {
		var stdout, stderr strings.Builder
		p := &printer{stdout: &stdout, stderr: &stderr}
		step := notebook.Step{Number: 1, Total: 1, Cell: &notebook.Cell{Source: "x"}}
		p.started(step)
		for _, e := range c.events {
			p.output(step, e)
		}
		p.finished(step, session.Outcome{Err: &session.Error{Name: "panic", Traceback: []string{"\x1b[31mpanic\x1b[0m: boom"}}})
		if stdout.String() != c.want {
			t.Errorf("%s: %q, want %q", c.about, stdout.String(), c.want)
		}
		if want := "panic: boom\n"; !strings.HasSuffix(stderr.String(), want) || strings.Contains(stderr.String(), "\x1b") {
			t.Errorf("%s: standard error is %q, want a traceback without colours", c.about, stderr.String())
		}
	}
}
