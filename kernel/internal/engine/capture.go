package engine

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"io"
	"sync"
	"unicode/utf8"

	"regan/kernel/display"
)

// A Capture turns what a unit writes to its two files into events, between the other events that it sends.
//
// Text and other events travel on different ways. To keep their order, the running side writes a mark to both files before
// it sends an event; the reading side holds the event back until it has seen the mark in both.
type Capture struct {
	nonce []byte

	mu    sync.Mutex
	moved *sync.Cond // signalled when a reader has passed a mark or come to its end
	sink  display.Sink
	seen  [2]int // the last mark passed in stdout, stderr
	tail  []byte // the last of stderr, where a dying process says why
}

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

// Send sends an event after all text before mark n.
func (c *Capture) Send(e display.Event, n int) {
	c.Await(n)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.deliver(e)
}

// Await waits until both files have been read up to mark n, or to their ends.
func (c *Capture) Await(n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for min(c.seen[0], c.seen[1]) < n {
		c.moved.Wait()
	}
}

// Tail returns the last of what was written to stderr.
func (c *Capture) Tail() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return string(c.tail)
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
		const keep = 8 << 10
		c.tail = append(c.tail, data...)
		c.tail = c.tail[max(len(c.tail)-keep, 0):]
	}
	c.deliver(display.Event{Kind: kind, Text: string(data)})
}

func (c *Capture) pass(which, mark int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.seen[which] = mark
	c.moved.Broadcast()
}
