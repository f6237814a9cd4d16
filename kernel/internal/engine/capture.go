package engine

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"regan/kernel/display"
)

// A Capture turns what a unit writes to its two files into events, between the other events that it sends.
//
// Text and other events travel on different ways. To keep their order, the running side writes a mark to both files before
// it sends an event; the reading side holds the event back until it has read up to the mark in both, and all text behind the
// mark until the event is delivered.
type Capture struct {
	nonce  []byte
	prefix []byte // of a mark
	watch  *watch // nil: each file is read by a goroutine that waits for it

	mu      sync.Mutex
	moved   *sync.Cond // signalled when a stream has read or may read on
	sink    display.Sink
	past    int // the last mark whose event is delivered
	streams [2]stream
	dump    []byte // what looks like the last words of a dying process, held back until it is seen to live on
}

// A stream is stdout or stderr.
type stream struct {
	kind display.EventKind
	file *os.File
	fd   int    // of the file, where it is watched
	text []byte // read and not delivered: behind a mark that is not past, or the beginning of a mark or of a character
	seen int    // the last mark that was read
	over bool   // read to its end
}

// lastWords start the lines by which the Go runtime says that it ends the process; its own stacks follow, which tell a
// reader nothing. Those with SIG tell of signals that something else has sent.
var lastWords = []string{"fatal error: ", "panic: ", "runtime: goroutine stack exceeds ", "unexpected fault address ",
	"SIGABRT: ", "SIGBUS: ", "SIGFPE: ", "SIGILL: ", "SIGQUIT: ", "SIGSEGV: ", "SIGSYS: ", "SIGTRAP: "}

// maxDump bounds what is held back.
const maxDump = 1 << 20

// marksEnd is what readers have passed when nothing more will come.
const marksEnd = 1 << 62

// NewCapture returns a Capture of what is written to pipes; the writer of the marks needs its Nonce. Read reads them.
func NewCapture(stdout, stderr *os.File) *Capture {
	c := &Capture{nonce: make([]byte, 16), streams: [2]stream{{kind: display.Stdout, file: stdout}, {kind: display.Stderr, file: stderr}}}
	if _, err := rand.Read(c.nonce); err != nil {
		panic("engine: no random numbers: " + err.Error())
	}
	c.prefix = append([]byte{0}, c.Nonce()...)
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
	for i := range c.streams {
		for s := &c.streams[i]; s.seen < n; {
			if c.take(s) == 0 {
				c.moved.Wait()
			}
		}
	}
	deliver()
	c.goOn(n)
}

// Drain delivers all text that was written before now, where CanDrain holds. The writer has sent something since, so it lives.
func (c *Capture) Drain() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for i := range c.streams {
		s := &c.streams[i]
		if c.takeAll(s) < maxPipe && s.seen <= c.past { // what looks like the beginning of a mark or of a character is none: marks are written whole
			c.text(s.kind, s.text)
			s.text = s.text[:0]
		}
	}
	c.lives()
}

// takeAll takes what is in a pipe, and not what somebody writes into it without end. It returns how many bytes that was.
func (c *Capture) takeAll(s *stream) (size int) {
	for s.seen <= c.past && size < maxPipe {
		n := c.take(s)
		if n == 0 {
			break
		}
		size += n
	}
	return size
}

// End says that no more events will come: text is held back no longer.
func (c *Capture) End() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.goOn(marksEnd)
	for i := range c.streams {
		c.arm(i) // so that the end of a stream is seen, by whomever it was read
	}
}

// goOn notes that the event of a mark is delivered, and delivers the text behind it.
func (c *Capture) goOn(n int) {
	before := c.past
	c.past = max(c.past, n)
	for i := range c.streams {
		if c.streams[i].seen > before {
			c.advance(&c.streams[i])
			c.arm(i)
		}
	}
	c.moved.Broadcast()
}

// CanDrain tells whether Drain can be used: Watch has succeeded.
func (c *Capture) CanDrain() bool { return c.watch != nil }

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

// Read reads stdout and stderr to their ends.
func (c *Capture) Read() {
	if c.watch != nil {
		c.readWatched()
		return
	}
	var both sync.WaitGroup
	for i := range c.streams {
		both.Go(func() { c.read(&c.streams[i]) })
	}
	both.Wait()
}

func (c *Capture) read(s *stream) {
	buffer := make([]byte, bufferSize)
	for over := false; !over; {
		n, err := s.file.Read(buffer)
		over = err != nil
		c.mu.Lock()
		c.add(s, buffer[:n], over)
		for s.seen > c.past && !over { // no more than a buffer is held
			c.moved.Wait()
		}
		c.mu.Unlock()
	}
}

// bufferSize is how many bytes are read at a time, and maxPipe the most that a pipe of any system holds.
const (
	bufferSize = 64 << 10
	maxPipe    = 1 << 20
)

// add takes what was read of a stream.
func (c *Capture) add(s *stream, text []byte, over bool) {
	s.text, s.over = append(s.text, text...), over
	c.advance(s)
	c.moved.Broadcast()
}

// advance delivers the text of a stream up to the next mark whose event is not delivered.
func (c *Capture) advance(s *stream) {
	text := s.text
	for s.seen <= c.past {
		at := bytes.Index(text, c.prefix)
		if at < 0 || len(text) < at+len(c.prefix)+markDigits+1 {
			keep := 0
			if !s.over {
				keep = unfinished(text, c.prefix)
			}
			c.text(s.kind, text[:len(text)-keep])
			text = text[len(text)-keep:]
			break
		}
		c.text(s.kind, text[:at])
		number := text[at+len(c.prefix):][:markDigits]
		text = text[at+len(c.prefix)+markDigits+1:]
		if mark, err := strconv.ParseInt(string(number), 16, 64); err == nil {
			s.seen = int(mark)
		}
		if s.kind == display.Stderr {
			c.lives()
		}
	}
	s.text = append(s.text[:0], text...)
	if s.over && len(s.text) == 0 {
		s.seen = marksEnd
	}
}

// lives notes that the process lives on: its last words were none but the user's.
func (c *Capture) lives() {
	if c.dump != nil {
		c.deliver(display.Event{Kind: display.Stderr, Text: string(c.dump)})
		c.dump = nil
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
	if kind == display.Stderr {
		if at := isDying(data); at >= 0 && c.dump == nil {
			c.dump, data = bytes.Clone(data[at:]), data[:at]
		} else if c.dump != nil {
			c.dump = append(c.dump, data[:min(len(data), maxDump-len(c.dump))]...)
			return
		}
	}
	if len(data) > 0 {
		c.deliver(display.Event{Kind: kind, Text: string(data)})
	}
}
