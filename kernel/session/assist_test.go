package session

import (
	"context"
	"slices"
	"strings"
	"testing"

	"regan/kernel/display"
	"regan/kernel/internal/engine"
)

// held is an engine whose cells end when they are told to.
type held struct{ started, end chan struct{} }

func (h held) Run(context.Context, engine.Unit, display.Sink) error {
	h.started <- struct{}{}
	<-h.end
	return nil
}
func (h held) Close() error { return nil }

// Tab and Shift-Tab answer while a cell runs, and know what it declares.
func TestAssistWhileRunning(t *testing.T) {
	h := held{make(chan struct{}), make(chan struct{})}
	s := New(h)
	done := make(chan Outcome)
	go func() {
		done <- s.Run(t.Context(), Cell{Source: "type Tree struct{ Height int }\ntree := Tree{Height: 3}", History: true}, func(display.Event) {})
	}()
	<-h.started
	c := s.Complete("1 + tree.He", 11)
	want := []Match{{Text: "Height", Kind: "field", Signature: "int"}}
	if c.Start != 9 || c.End != 11 || !slices.Equal(c.Matches, want) {
		t.Errorf("got %v, want %v from 9 to 11", c, want)
	}
	const text = "var tree Tree\n\ndeclared in In[1], line 2"
	if e := s.Inspect("tree", 2, 0); !e.Found || e.Data[display.TextPlain] != text {
		t.Errorf("got %q, want %q", e.Data[display.TextPlain], text)
	}
	if e := s.Inspect("tree", 2, 1); e.Data[display.TextPlain] != text+"\n\ntree := Tree{Height: 3}" {
		t.Errorf("with source: got %q", e.Data[display.TextPlain])
	}
	if e := s.Inspect("nothing", 2, 0); e.Found || e.Data == nil || len(e.Data) != 0 {
		t.Errorf("got %v for a name that is not there", e)
	}
	close(h.end)
	if o := <-done; o.Err != nil {
		t.Fatal(o.Err)
	}
}

// The value of a variable is that of the moment.
func TestInspectValue(t *testing.T) {
	e, err := engine.NewYaegi()
	if err != nil {
		t.Fatal(err)
	}
	s := New(e)
	defer s.Close()
	for _, tt := range []struct{ cell, name, want string }{
		{"type Tree struct{ Height int; name string }\ntree := &Tree{3, \"oak\"}", "tree", "&{Height:3 name:oak}"},
		{"tree.Height = 4", "tree", "&{Height:4 name:oak}"},
		{"tree := \"felled\"", "tree", "felled"},
		{"var f func()", "f", "<nil>"},
		{"type Celsius float64\nfunc (c Celsius) String() string { return \"warm\" }\nvar air Celsius", "air", "warm"},
		{"const C = 3", "C", ""},
	} {
		if o := s.Run(t.Context(), Cell{Source: tt.cell, History: true}, func(display.Event) {}); o.Err != nil {
			t.Fatal(o.Err)
		}
		for range 2 {
			value := ""
			if _, after, ok := strings.Cut(s.Inspect(tt.name, 1, 0).Data.Text(), "value:\n\n"); ok {
				value, _, _ = strings.Cut(after, "\n")
			}
			if value != tt.want {
				t.Errorf("%q: the value of %s is %q, want %q", tt.cell, tt.name, value, tt.want)
			}
		}
	}
}
