package session

import (
	"context"
	"slices"
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
