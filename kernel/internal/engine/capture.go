package engine

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
	"sync"
	"unicode/utf8"

	"regan/kernel/display"
)

// A Capture turns what a unit writes to its two files into events, between the other events that it sends.
//
// Text and other events travel on different ways. To keep their order, the running side writes a mark to both files before
// it sends an event; the reading side holds the event back until it has seen the mark in both, and all text behind the mark
// until the event is delivered.
type Capture struct {
	nonce []byte

	mu    sync.Mutex
	moved *sync.Cond // signalled when one of the numbers below has moved
	sink  display.Sink
	seen  [2]int // the last mark seen in stdout, stderr
	past  int    // the last mark whose event is delivered
	dump  []byte // what looks like the last words of a dying process, held back until it is seen to live on
}

// lastWords start the lines by which the Go runtime says that it ends the process; its own stacks follow, which tell a
// reader nothing.
var lastWords = []string{"fatal error: ", "panic: ", "runtime: goroutine stack exceeds ", "unexpected fault address "}

// maxDump bounds what is held back.
const maxDump = 1 << 20

// marksEnd is what readers have passed when nothing more will come.
const marksEnd = 1 << 62

// NewCapture returns a Capture; the writer of the marks needs its Nonce.
func NewCapture() *Capture {
	c := &Capture{nonce: make([]byte, 16)}
	if _, err := rand.Read(c.nonce); err != nil {
		panic("engine: no random numbers: " + err.Error())
	}
	c.moved = sync.NewCond(&c.mu)
	return c
}

// Nonce makes this capture's marks its own: no program prints them by chance.
func (c *Capture) Nonce() string { return hex.EncodeToString(c.nonce) }

// Mark is the text of mark n.
func Mark(nonce string, n int) []byte { return fmt.Appendf(nil, "\x00%s%016x\x00", nonce, n) }

const markDigits = 16

// Attach sends all events from now on to sink. Text that arrives later, from a goroutine that a cell left behind, goes to
// the sink of the last cell.
func (c *Capture) Attach(sink display.Sink) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sink = sink
}

// Send sends an event that follows all text before mark n.
func (c *Capture) Send(e display.Event, n int) {
	c.reach(n, func() { c.deliver(e) })
}

// Await waits until all text before mark n is delivered, where no event belongs to the mark.
func (c *Capture) Await(n int) { c.reach(n, func() {}) }

// reach calls deliver when both files have been read up to mark n, or to their ends.
func (c *Capture) reach(n int, deliver func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for min(c.seen[0], c.seen[1]) < n {
		c.moved.Wait()
	}
	deliver()
	c.past = max(c.past, n)
	c.moved.Broadcast()
}

// End says that no more events will come: text is held back no longer.
func (c *Capture) End() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.past = marksEnd
	c.moved.Broadcast()
}

// LastWords returns the line by which a process that is gone said why; empty if it ended itself in silence.
func (c *Capture) LastWords() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	var words string
	for line := range strings.Lines(string(c.dump)) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "fatal error: ") || words == "" {
			words = line
		}
		if strings.HasPrefix(line, "goroutine ") || strings.HasPrefix(words, "fatal error: ") {
			break
		}
	}
	return words
}

// isDying returns where a line that starts like last words begins in text; -1 if there is none.
func isDying(text []byte) int {
	for at := 0; at < len(text); {
		for _, words := range lastWords {
			if bytes.HasPrefix(text[at:], []byte(words)) {
				return at
			}
		}
		next := bytes.IndexByte(text[at:], '\n')
		if next < 0 {
			break
		}
		at += next + 1
	}
	return -1
}

func (c *Capture) deliver(e display.Event) {
	if c.sink != nil {
		c.sink(e)
	}
}

// Read reads stdout or stderr to its end.
func (c *Capture) Read(r io.Reader, kind display.EventKind) {
	which := 0
	if kind == display.Stderr {
		which = 1
	}
	prefix := append([]byte{0}, c.Nonce()...)
	buf := make([]byte, 64<<10)
	var held []byte // an unfinished mark or character
	for {
		n, err := r.Read(buf)
		data := append(held, buf[:n]...)
		held = nil
		for {
			at := bytes.Index(data, prefix)
			if at < 0 || len(data) < at+len(prefix)+markDigits+1 {
				break
			}
			c.text(kind, data[:at])
			var mark int
			fmt.Sscanf(string(data[at+len(prefix):at+len(prefix)+markDigits]), "%x", &mark)
			c.pass(which, mark)
			data = data[at+len(prefix)+markDigits+1:]
		}
		keep := unfinished(data, prefix)
		if err != nil {
			keep = 0
		}
		c.text(kind, data[:len(data)-keep])
		held = bytes.Clone(data[len(data)-keep:])
		if err != nil {
			c.pass(which, marksEnd)
			return
		}
	}
}

// unfinished returns how many bytes at the end of data may be the beginning of a mark or of a character.
func unfinished(data, prefix []byte) int {
	if at := bytes.LastIndexByte(data, 0); at >= 0 {
		tail := data[at:]
		if bytes.HasPrefix(prefix, tail[:min(len(tail), len(prefix))]) && len(tail) < len(prefix)+markDigits+1 {
			return len(tail)
		}
	}
	for n := 1; n <= min(utf8.UTFMax-1, len(data)); n++ {
		b := data[len(data)-n]
		if utf8.RuneStart(b) {
			if b >= utf8.RuneSelf && !utf8.FullRune(data[len(data)-n:]) {
				return n
			}
			return 0
		}
	}
	return 0
}

func (c *Capture) text(kind display.EventKind, data []byte) {
	if len(data) == 0 {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if kind == display.Stderr {
		if at := isDying(data); at >= 0 && c.dump == nil {
			c.dump, data = bytes.Clone(data[at:]), data[:at]
		} else if c.dump != nil {
			c.dump = append(c.dump, data[:min(len(data), maxDump-len(c.dump))]...)
			return
		}
		if len(data) == 0 {
			return
		}
	}
	c.deliver(display.Event{Kind: kind, Text: string(data)})
}

// pass notes that a reader has seen a mark, and holds it there until the mark's event is delivered.
func (c *Capture) pass(which, mark int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.seen[which] = mark
	if which == 1 && mark != marksEnd && c.dump != nil { // the process lives: the words were the user's
		c.deliver(display.Event{Kind: display.Stderr, Text: string(c.dump)})
		c.dump = nil
	}
	c.moved.Broadcast()
	for c.past < mark && mark != marksEnd {
		c.moved.Wait()
	}
}
