package kernel

import (
	"strings"
	"sync"
	"time"

	"regan/kernel/display"
	"regan/kernel/internal/wire"
)

const (
	// streamEvery is how much time lies between two stream messages of a cell that prints all the time: often enough to
	// look immediate, and far below the 1000 messages a second at which a notebook server drops messages.
	streamEvery = 75 * time.Millisecond

	// streamSize is the length, in bytes, at which text is sent earlier.
	streamSize = 64 << 10
)

// outputs turns the events of one cell into messages, in order. Text is collected: the first of it goes out at once, what
// follows with others of its kind. Each event's text is whole characters, and so each message's.
//
// A goroutine that the cell left running may send events after the cell has ended; they keep the cell as their parent.
type outputs struct {
	count int // of the cell
	send  func(wire.Content)

	mu     sync.Mutex
	stream display.EventKind // of text
	text   strings.Builder
	sent   time.Time   // when text was last sent
	timer  *time.Timer // sends text; nil when nothing waits
}

func newOutputs(count int, send func(wire.Content)) *outputs {
	return &outputs{count: count, send: send}
}

// event is a display.Sink.
func (o *outputs) event(e display.Event) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if e.Kind == display.Stdout || e.Kind == display.Stderr {
		o.print(e)
		return
	}
	o.flushLocked()
	switch e.Kind {
	case display.Display:
		o.send(&wire.DisplayData{Data: orEmpty(e.Data), Metadata: map[string]any{}, Transient: wire.Transient{DisplayID: e.ID}})
	case display.Update:
		o.send(&wire.UpdateDisplayData{Data: orEmpty(e.Data), Metadata: map[string]any{}, Transient: wire.Transient{DisplayID: e.ID}})
	case display.Clear:
		o.send(&wire.ClearOutput{Wait: e.Wait})
	case display.Result:
		o.send(&wire.ExecuteResult{ExecutionCount: o.count, Data: orEmpty(e.Data), Metadata: map[string]any{}})
	}
}

func (o *outputs) print(e display.Event) {
	if e.Text == "" {
		return
	}
	if e.Kind != o.stream {
		o.flushLocked()
		o.stream = e.Kind
	}
	o.text.WriteString(e.Text)
	wait := streamEvery - time.Since(o.sent)
	switch {
	case wait <= 0 || o.text.Len() >= streamSize:
		o.flushLocked()
	case o.timer == nil:
		o.timer = time.AfterFunc(wait, o.flush)
	}
}

// flush sends the text that waits.
func (o *outputs) flush() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.flushLocked()
}

func (o *outputs) flushLocked() {
	if o.timer != nil {
		o.timer.Stop()
		o.timer = nil
	}
	if o.text.Len() == 0 {
		return
	}
	o.send(&wire.Stream{Name: string(o.stream), Text: o.text.String()})
	o.text.Reset()
	o.sent = time.Now()
}
