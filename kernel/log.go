package kernel

import (
	"fmt"
	"io"
	"sync"
	"time"
)

const (
	linesWaiting   = 256                    // lines that wait for a reader of standard error
	linesPerSecond = 20                     // more than a person reads, and less than an attacker could write
	lastLines      = 100 * time.Millisecond // for the lines that wait at the end
)

// A lineWriter writes lines to a file that nobody may be reading, without ever waiting for it: a client that starts a
// kernel with a pipe as its standard error and reads it only in the end must not stop the kernel. It drops lines that come
// too fast or find no room, and says how many.
type lineWriter struct {
	lines chan []byte
	done  chan struct{}

	mu      sync.Mutex
	closed  bool
	second  int64 // the present one
	count   int   // lines in it
	dropped int
}

func newLineWriter(to io.Writer) *lineWriter {
	w := &lineWriter{lines: make(chan []byte, linesWaiting), done: make(chan struct{})}
	go func() {
		defer close(w.done)
		for line := range w.lines {
			to.Write(line) // there is nowhere to report an error to
		}
	}()
	return w
}

// Write takes a line. It implements io.Writer and always succeeds.
func (w *lineWriter) Write(line []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if now := time.Now().Unix(); now != w.second {
		w.second, w.count = now, 0
	}
	if w.closed || w.count == linesPerSecond {
		w.dropped++
		return len(line), nil
	}
	text := append([]byte{}, line...)
	if w.dropped > 0 {
		text = append(fmt.Appendf(nil, "(%d lines left out)\n", w.dropped), text...)
	}
	select {
	case w.lines <- text:
		w.count++
		w.dropped = 0
	default:
		w.dropped++
	}
	return len(line), nil
}

// close waits a moment for the lines that were taken to be written.
func (w *lineWriter) close() {
	w.mu.Lock()
	if !w.closed {
		w.closed = true
		close(w.lines)
	}
	w.mu.Unlock()
	select {
	case <-w.done:
	case <-time.After(lastLines):
	}
}
