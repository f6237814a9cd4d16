package kernel

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// defaultOutputLimit is how many bytes a cell may print to stdout, and as many to stderr, before text is left out. JupyterLab
// takes seconds to draw a megabyte of text, and a notebook keeps it for good.
const defaultOutputLimit = 1 << 20

// tailShare is the part of the limit that is kept for the end of the text, where a program says how it went: an eighth.
const tailShare = 8

// longLine is how far the start of a line is looked for where the end begins.
const longLine = 256

// A flood limits the text of one stream. The head passes at once. What follows is held, and all of it shown in the end if it
// fits into the limit; of more, only the end is.
type flood struct {
	name  string
	limit int // bytes; negative: none
	tail  int // how many of them are for the end; 0 once the cell has ended

	passed int    // bytes shown
	held   []byte // the end so far, at most twice as long as tail
	left   int64  // bytes that are left out
	lines  int64  // how many ends of lines are in them
	told   bool   // the reader knows that text is left out
}

func newFlood(name string, limit int) *flood {
	return &flood{name: name, limit: limit, tail: max(limit/tailShare, 1)}
}

// take returns what of a text is to be shown now.
func (f *flood) take(text string) string {
	if f.limit < 0 {
		return text
	}
	now := 0
	if len(f.held) == 0 && f.left == 0 { // no text overtakes what is held
		now = cut(text, f.limit-f.tail-f.passed)
	}
	f.passed += now
	f.held = append(f.held, text[now:]...)
	if len(f.held) > 2*f.tail {
		f.trim()
	}
	if f.told || f.left == 0 {
		return text[:now]
	}
	f.told = true
	rest := "only the end of it follows, when the cell ends"
	if f.tail == 0 {
		rest = "the rest is left out"
	}
	return text[:now] + fmt.Sprintf("\n[regan: more than %d bytes of %s: %s]\n", f.limit, f.name, rest)
}

// settle returns what is held if it fits into the limit, so that it keeps its place before what else is shown.
func (f *flood) settle() string {
	if f.left > 0 || len(f.held) == 0 || f.passed+len(f.held) > f.limit {
		return ""
	}
	text := string(f.held)
	f.passed += len(text)
	f.held = nil
	return text
}

// end returns what is held, which is the end of the text, and starts anew.
func (f *flood) end() string {
	if f.left > 0 {
		f.trim()
	}
	text := string(f.held)
	if f.left > 0 {
		text = fmt.Sprintf("[regan: %d bytes in %d lines of %s are left out here]\n", f.left, f.lines, f.name) + text
	}
	*f = *newFlood(f.name, f.limit)
	return text
}

// trim leaves out what is not the end, up to the start of a line where one is near.
func (f *flood) trim() {
	from := len(f.held) - f.tail
	if from <= 0 {
		return
	}
	if next := bytes.IndexByte(f.held[from:min(from+longLine, len(f.held))], '\n'); next >= 0 {
		from += next + 1
	}
	for from > 0 && from < len(f.held) && !utf8.RuneStart(f.held[from]) {
		from++
	}
	f.left += int64(from)
	f.lines += int64(bytes.Count(f.held[:from], []byte("\n")))
	f.held = append(f.held[:0], f.held[from:]...)
}

// cut returns how many bytes of a text, at most n, are whole characters.
func cut(text string, n int) int {
	if n >= len(text) {
		return len(text)
	}
	n = max(n, 0)
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	return n
}
