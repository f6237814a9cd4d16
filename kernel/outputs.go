package kernel

import (
	"context"
	"fmt"
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

// largeDisplay is how many bytes of one display a notebook holds without trouble. Its editor saves all of them with each change, and
// Jupyter's own servers and proxies are set up for messages of some megabytes.
const largeDisplay = 10 << 20

// perSecond is how many messages a cell sends in a second: below the 1000 at which a notebook server drops some. Text is
// collected for longer then; other outputs wait, and the cell with them.
const perSecond = 800

// outputs turns the events of one cell into messages, in order. Text is collected: the first of it goes out at once, what
// follows with others of its kind. Each event's text is whole characters, and so each message's.
//
// A goroutine that the cell left running may send events after the cell has ended; they keep the cell as their parent.
type outputs struct {
	count int // of the cell
	send  func(*wire.Message)
	quiet bool            // a silent cell: only what concerns comms is sent
	over  <-chan struct{} // closed when nothing needs to wait any more

	mu    sync.Mutex
	texts [2]strings.Builder // of stdout and stderr, to be sent in this order
	flood [2]*flood
	last  int         // the stream that was printed to last
	sent  time.Time   // when text was last sent
	timer *time.Timer // sends text; nil when nothing waits

	payloads payloads // for the reply
	warned   bool     // that something shown is large

	second time.Time // when the present second of perSecond began
	spent  int       // messages sent in it
}

// newOutputs returns the outputs of what a request runs. They wait for nothing when running has ended.
func (k *Kernel) newOutputs(r *request, count int, quiet bool, running context.Context) *outputs {
	o := &outputs{
		count: count, quiet: quiet, over: running.Done(),
		send:  func(m *wire.Message) { k.publishMessage(r, m) },
		flood: [2]*flood{newFlood(string(display.Stdout), k.outputLimit), newFlood(string(display.Stderr), k.outputLimit)},
	}
	k.mu.Lock()
	k.out = o
	k.mu.Unlock()
	return o
}

// event is a display.Sink.
func (o *outputs) event(e display.Event) {
	o.mu.Lock()
	defer o.mu.Unlock()
	switch e.Kind {
	case display.Stdout:
		o.print(0, e.Text)
		return
	case display.Stderr:
		o.print(1, e.Text)
		return
	}
	switch e.Kind {
	case display.Page:
		o.payloads.turn(e.Data)
		return
	case display.NextInput:
		o.payloads.next = &wire.NextInput{Source: "set_next_input", Text: e.Text, Replace: e.Replace}
		return
	}
	for stream, f := range o.flood {
		o.texts[stream].WriteString(f.settle())
	}
	if e.Kind == display.Clear { // what is cleared does not count
		o.endTexts()
	}
	o.flushLocked()
	o.await()
	switch e.Kind {
	case display.Display:
		o.warn(e.Data)
		o.tell(&wire.DisplayData{Data: orEmpty(e.Data), Metadata: map[string]any{}, Transient: wire.Transient{DisplayID: e.ID}})
	case display.Update:
		o.warn(e.Data)
		o.tell(&wire.UpdateDisplayData{Data: orEmpty(e.Data), Metadata: map[string]any{}, Transient: wire.Transient{DisplayID: e.ID}})
	case display.Clear:
		o.tell(&wire.ClearOutput{Wait: e.Wait})
	case display.Comm:
		m, err := commMessageOf(e.Packet)
		if err != nil {
			o.tell(&wire.Stream{Name: string(display.Stderr), Text: "a message of a comm cannot be sent: " + err.Error() + "\n"})
			return
		}
		o.sendNow(m)
	case display.Result:
		o.warn(e.Data)
		o.tell(&wire.ExecuteResult{ExecutionCount: o.count, Data: orEmpty(e.Data), Metadata: map[string]any{}})
	}
}

func (o *outputs) print(stream int, text string) {
	text = o.flood[stream].take(text)
	if text == "" {
		return
	}
	if stream != o.last {
		o.texts[o.last].WriteString(o.flood[o.last].settle())
		if o.left() > 0 { // else their order is lost, within streamEvery
			o.flushLocked()
		}
		o.last = stream
	}
	o.texts[stream].WriteString(text)
	wait := streamEvery - time.Since(o.sent)
	switch {
	case wait <= 0 || o.texts[stream].Len() >= streamSize:
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

// payload returns what the reply of a cell that ran to its end carries.
func (o *outputs) payload() []any {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.payloads.list()
}

// showPage shows the page of a cell that failed: front ends look for one only in the reply to a cell that did not.
func (o *outputs) showPage() {
	o.mu.Lock()
	page := o.payloads.page
	o.mu.Unlock()
	if page != nil {
		o.event(display.Event{Kind: display.Display, Data: page})
	}
}

// end sends what is held of a flood. The cell has ended: nobody will come again to send what is held from now on.
func (o *outputs) end() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.endTexts()
	o.flushLocked()
	for _, f := range o.flood {
		f.tail = 0
	}
}

func (o *outputs) endTexts() {
	for stream, f := range o.flood {
		o.texts[stream].WriteString(f.end())
	}
}

func (o *outputs) flushLocked() {
	if o.timer != nil {
		o.timer.Stop()
		o.timer = nil
	}
	for stream, name := range []display.EventKind{display.Stdout, display.Stderr} {
		text := &o.texts[stream]
		if text.Len() == 0 {
			continue
		}
		o.tell(&wire.Stream{Name: string(name), Text: text.String()})
		text.Reset()
		o.sent = time.Now()
	}
}

func (o *outputs) tell(c wire.Content) {
	if !o.quiet {
		o.sendNow(&wire.Message{Content: c})
	}
}

// warn tells the reader of a cell that shows much at once what that costs.
func (o *outputs) warn(data display.Bundle) {
	size := 0
	for _, form := range data {
		switch form := form.(type) {
		case string:
			size += len(form)
		case []byte: // becomes base64
			size += len(form) / 3 * 4
		}
	}
	if size <= largeDisplay || o.warned {
		return
	}
	o.warned = true
	o.tell(&wire.Stream{Name: string(display.Stderr), Text: fmt.Sprintf(
		"note: the cell shows %d MiB at once; a notebook that holds so much is slow to open and to save\n", size>>20)})
}

func (o *outputs) sendNow(m *wire.Message) {
	o.left()
	o.spent++
	o.send(m)
}

// left returns how many messages may still be sent in the present second.
func (o *outputs) left() int {
	if now := time.Now(); now.Sub(o.second) >= time.Second {
		o.second, o.spent = now, 0
	}
	return perSecond - o.spent
}

// await waits for the next second, if nothing is left of this one.
func (o *outputs) await() {
	if o.left() > 0 {
		return
	}
	select {
	case <-time.After(time.Until(o.second.Add(time.Second))):
	case <-o.over:
	}
}
