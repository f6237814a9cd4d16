package engine_test

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"regan/kernel/display"
	"regan/kernel/internal/engine"
)

// Whatever a unit writes and sends, a reader sees all text of a stream in its order, and every event behind all text that was
// written before it and before all that was written after it.
func TestTextAndEventsKeepTheirOrder(t *testing.T) {
	for _, watched := range []bool{false, true} {
		t.Run(fmt.Sprintf("watched %t", watched), func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) { captureKeepsOrder(t, watched) })
		})
	}
}

func captureKeepsOrder(t *rapid.T, watched bool) {
	var in, out [2]*os.File
	for i := range in {
		var err error
		if in[i], out[i], err = os.Pipe(); err != nil {
			t.Fatal(err)
		}
		defer in[i].Close()
		defer out[i].Close()
	}
	c := engine.NewCapture(in[0], in[1])
	if watched {
		if err := c.Watch(); errors.Is(err, errors.ErrUnsupported) {
			t.Skip(err)
		} else if err != nil {
			t.Fatal(err)
		}
	}
	var want, got segments
	c.Attach(got.add)
	read := make(chan struct{})
	go func() {
		defer close(read)
		c.Read()
	}()
	sent := make(chan func()) // the way of the events
	received := make(chan struct{})
	go func() {
		defer close(received)
		for receive := range sent {
			receive()
		}
	}()
	marks := 0
	for i, action := range rapid.SliceOf(rapid.SampledFrom([]string{"print", "print", "print much", "panic", "event", "end"})).Draw(t, "actions") {
		stream := rapid.IntRange(0, 1).Draw(t, "stream")
		text := fmt.Sprintf("é%d\n", i)
		switch action {
		case "print much":
			text = strings.Repeat(text, 20_000) // more than a pipe holds
		case "panic":
			text = "panic: " + text // may be a process's last words
		case "event", "end":
			e := display.Event{Kind: display.Display, ID: fmt.Sprint(i)}
			want.add(e)
			if action == "event" || !c.CanDrain() {
				marks++
				n := marks
				for _, f := range out {
					f.Write(engine.Mark(c.Nonce(), n))
				}
				sent <- func() { c.Send(e, n) }
				continue
			}
			done := make(chan struct{})
			sent <- func() { c.Drain(); c.Send(e, 0); close(done) }
			<-done // before it the unit writes nothing
			continue
		}
		want.add(display.Event{Kind: []display.EventKind{display.Stdout, display.Stderr}[stream], Text: text})
		if _, err := out[stream].WriteString(text); err != nil {
			t.Fatal(err)
		}
	}
	close(sent)
	<-received
	marks++
	for _, f := range out {
		f.Write(engine.Mark(c.Nonce(), marks)) // it lives to its end
	}
	c.Await(marks)
	for _, f := range out {
		f.Close()
	}
	c.End()
	<-read
	if diff := cmp.Diff(want.list(), got.list()); diff != "" {
		t.Errorf("(-want +got) %.2000s", diff)
	}
}

// Segments are what was written to each stream between two events.
type segments struct {
	all  []string
	text [2]strings.Builder
}

func (s *segments) add(e display.Event) {
	switch e.Kind {
	case display.Stdout:
		s.text[0].WriteString(e.Text)
	case display.Stderr:
		s.text[1].WriteString(e.Text)
	default:
		s.all = append(s.list(), e.ID)
		s.text[0].Reset()
		s.text[1].Reset()
	}
}

func (s *segments) list() []string { return append(s.all, s.text[0].String(), s.text[1].String()) }
