package kernel_test

import (
	"context"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"regan/kernel"
	"regan/kernel/display"
	"regan/kernel/internal/wire"
	"regan/kernel/kerneltest"
	"regan/kernel/session"
)

// shower is a session whose only cell sends events.
type shower struct {
	*script
	events []display.Event
}

func (s shower) Run(_ context.Context, _ session.Cell, sink display.Sink) session.Outcome {
	for _, e := range s.events {
		sink(e)
	}
	return session.Outcome{}
}

// shown is what a reader sees of a cell with an output limit: its text, and [kind] for all else.
func shown(t *testing.T, limit int, events ...display.Event) (text string, messages int) {
	t.Helper()
	var b strings.Builder
	synctest.Test(t, func(t *testing.T) {
		client := kerneltest.Start(t, shower{newScript(), events}, &kernel.Options{OutputLimit: limit})
		for _, m := range client.Request(kerneltest.Shell, cell()) {
			switch c := m.Content.(type) {
			case *wire.Stream:
				if !utf8.ValidString(c.Text) {
					t.Errorf("a message cuts a character: %.20q", c.Text)
				}
				b.WriteString(c.Text)
			case *wire.DisplayData, *wire.ClearOutput:
				b.WriteString("[" + m.Header.Type + "]")
			default:
				continue
			}
			messages++
		}
	})
	return b.String(), messages
}

func out(text string) display.Event { return display.Event{Kind: display.Stdout, Text: text} }

// numbered is n lines of eight bytes.
func numbered(n int) (lines []display.Event) {
	for i := range n {
		lines = append(lines, out(fmt.Sprintf("%07d\n", i)))
	}
	return lines
}

// Of a flood, the reader sees the head and the tail, and is told how much is left out between them.
func TestFlood(t *testing.T) {
	picture := display.Event{Kind: display.Display, Data: display.Of("x")}
	clear := display.Event{Kind: display.Clear}
	text, _ := shown(t, 128, append(numbered(1000), picture)...)
	want := "0000000\n0000001\n0000002\n0000003\n0000004\n0000005\n0000006\n0000007\n0000008\n0000009\n" +
		"0000010\n0000011\n0000012\n0000013\n" +
		"\n[regan: more than 128 bytes of stdout: only the end of it follows, when the cell ends]\n" +
		"[display_data]" +
		"[regan: 7872 bytes in 984 lines of stdout are left out here]\n0000998\n0000999\n"
	if text != want {
		t.Errorf("got\n%s\nwant\n%s", text, want)
	}
	text, _ = shown(t, 128, append(numbered(15), picture, out("end"))...)
	if !strings.HasSuffix(text, "0000014\n[display_data]end") {
		t.Errorf("below the limit, text keeps its place: got\n%s", text)
	}
	text, _ = shown(t, 128, append(append(numbered(1000), clear), numbered(16)...)...)
	if _, after, _ := strings.Cut(text, "[clear_output]"); strings.Contains(after, "regan") || strings.Count(after, "\n") != 16 {
		t.Errorf("what was cleared does not count: got\n%s", after)
	}
	text, _ = shown(t, -1, numbered(300_000)...)
	if len(text) != 8*300_000 {
		t.Errorf("without a limit: got %d bytes", len(text))
	}
}

// Whatever a cell prints, and in whichever pieces: up to the limit the reader sees exactly that. Beyond it, the head, the
// tail and the number between them make up the whole.
func TestFloodLosesNothingUnseen(t *testing.T) {
	note := regexp.MustCompile(`(?s)^(.*)\n\[regan: more than \d+ bytes[^\n]*\n\[regan: (\d+) bytes in (\d+) lines[^\n]*\n(.*)$`)
	rapid.Check(t, func(r *rapid.T) {
		const limit = 4 << 10
		pieces := rapid.SliceOf(rapid.Custom(func(r *rapid.T) string {
			return strings.Repeat(rapid.SampledFrom([]string{"a", "é", "漢字", "🙂\n", "line\n"}).Draw(r, "text"),
				rapid.IntRange(1, 3000).Draw(r, "times"))
		})).Draw(r, "pieces")
		var events []display.Event
		for _, p := range pieces {
			events = append(events, out(p))
		}
		whole := strings.Join(pieces, "")
		got, _ := shown(t, limit, events...)
		if got == whole {
			return
		}
		if len(whole) <= limit {
			r.Fatalf("%d bytes of %d arrive", len(got), len(whole))
		}
		part := note.FindStringSubmatch(got)
		if part == nil {
			r.Fatalf("no note in %.80q...", got)
		}
		left, _ := strconv.Atoi(part[2])
		lines, _ := strconv.Atoi(part[3])
		head, tail := part[1], part[4]
		if !strings.HasPrefix(whole, head) || !strings.HasSuffix(whole, tail) || len(head)+left+len(tail) != len(whole) {
			r.Fatalf("head of %d, %d left out and tail of %d bytes are not the %d printed", len(head), left, len(tail), len(whole))
		}
		if n := strings.Count(whole[len(head):len(head)+left], "\n"); n != lines {
			r.Fatalf("told of %d lines left out, want %d", lines, n)
		}
		if len(head)+len(tail) > limit+limit/8 {
			r.Fatalf("%d bytes are shown, limit %d", len(head)+len(tail), limit)
		}
	})
}

// However often a cell changes between its streams, it stays below the rate at which a notebook server drops messages.
func TestMessagesStayBelowTheRate(t *testing.T) {
	var events []display.Event
	for range 10_000 {
		events = append(events, out("o\n"), display.Event{Kind: display.Stderr, Text: "e\n"})
	}
	text, messages := shown(t, 0, events...)
	if messages > 1000 || len(text) != 40_000 {
		t.Errorf("%d messages carry %d bytes, want at most 1000 and 40000", messages, len(text))
	}
}

// A goroutine that goes on printing after its cell is bounded too.
func TestFloodAfterTheCell(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &lingerer{script: newScript()}
		client := kerneltest.Start(t, s, &kernel.Options{OutputLimit: 128})
		client.Request(kerneltest.Shell, cell())
		for _, e := range numbered(1000) {
			s.sink(e)
		}
		time.Sleep(time.Second)
		synctest.Wait()
		var text string
		for _, s := range kerneltest.Find[*wire.Stream](client.Received()) {
			text += s.Text
		}
		if strings.Count(text, "\n") != 18 || !strings.HasSuffix(text, "more than 128 bytes of stdout: the rest is left out]\n") {
			t.Errorf("got\n%s", text)
		}
	})
}

type lingerer struct {
	*script
	sink display.Sink
}

func (l *lingerer) Run(_ context.Context, _ session.Cell, sink display.Sink) session.Outcome {
	if l.sink == nil {
		l.sink = sink
	}
	return session.Outcome{}
}

// Who shows more at once than a notebook should hold is told so, once.
func TestLargeDisplays(t *testing.T) {
	show := func(kind display.EventKind, size int) display.Event {
		return display.Event{Kind: kind, ID: "d", Data: display.Bundle{display.TextHTML: strings.Repeat("x", size), display.TextPlain: "x"}}
	}
	const note = "note: the cell shows 10 MiB at once; a notebook that holds so much is slow to open and to save\n"
	for _, c := range []struct {
		events []display.Event
		want   string
	}{
		{[]display.Event{show(display.Display, 1<<20)}, "[display_data]"},
		{[]display.Event{show(display.Display, 10<<20), show(display.Display, 10<<20)}, note + "[display_data][display_data]"},
		{[]display.Event{show(display.Result, 10<<20)}, note},
		{[]display.Event{show(display.Update, 10<<20)}, note},
		{[]display.Event{{Kind: display.Display, Data: display.Bundle{display.ImagePNG: make([]byte, 8<<20)}}}, note + "[display_data]"},
	} {
		if got, _ := shown(t, 0, c.events...); got != c.want {
			t.Errorf("%d events with %s: got %q, want %q", len(c.events), c.events[0].Kind, got, c.want)
		}
	}
}
