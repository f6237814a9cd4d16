package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"strings"
	"time"
)

type Logger struct {
	*log.Logger
	level int
	buf   *bytes.Buffer
}

func NewLogger(prefix string) *Logger {
	var buf bytes.Buffer
	return &Logger{Logger: log.New(&buf, prefix, log.Lmsgprefix), buf: &buf}
}
func (l *Logger) Debugf(format string, args ...any) {
	if l.level > 0 {
		l.Printf("DEBUG "+format, args...)
	}
}

type Retry struct {
	Max     int
	Backoff func(try int) time.Duration
	Sleep   func(time.Duration)
	OnRetry []func(try int, err error)
}

type temporary interface{ Temporary() bool }
type tempErr struct{ n int }

func (t tempErr) Error() string   { return fmt.Sprintf("temp %d", t.n) }
func (t tempErr) Temporary() bool { return t.n < 3 }

func (r Retry) Do(f func(try int) error) (err error) {
	var all []error
	for try := 1; ; try++ {
		if err = f(try); err == nil {
			return nil
		}
		all = append(all, err)
		var t temporary
		if !errors.As(err, &t) || !t.Temporary() || try == r.Max {
			return errors.Join(all...)
		}
		for _, h := range r.OnRetry {
			h(try, err)
		}
		if d := r.Backoff(try); d > 0 && r.Sleep != nil {
			r.Sleep(d)
		}
	}
}

type Parser[T any] func(string) (T, string, error)

func Map[A, B any](p Parser[A], f func(A) B) Parser[B] {
	return func(s string) (b B, rest string, err error) {
		a, rest, err := p(s)
		if err != nil {
			return b, s, err
		}
		return f(a), rest, nil
	}
}
func Many[T any](p Parser[T]) Parser[[]T] {
	return func(s string) (out []T, rest string, _ error) {
		rest = s
		for {
			v, r, err := p(rest)
			if err != nil {
				return out, rest, nil
			}
			out, rest = append(out, v), r
		}
	}
}
func Or[T any](ps ...Parser[T]) Parser[T] {
	return func(s string) (v T, rest string, err error) {
		for _, p := range ps {
			if v, rest, err = p(s); err == nil {
				return
			}
		}
		return v, s, fmt.Errorf("none of %d at %.5q", len(ps), s)
	}
}
func Char(ok func(rune) bool) Parser[rune] {
	return func(s string) (rune, string, error) {
		for i, r := range s {
			if i > 0 || !ok(r) {
				break
			}
			return r, s[len(string(r)):], nil
		}
		return 0, s, errors.New("no match")
	}
}

type event struct {
	at   time.Duration
	name string
	f    func(now time.Duration) []event
}

func simulate(start ...event) (log []string) {
	queue := start
	for len(queue) > 0 && len(log) < 12 {
		best := 0
		for i, e := range queue {
			if e.at < queue[best].at {
				best = i
			}
		}
		e := queue[best]
		queue = append(queue[:best:best], queue[best+1:]...)
		log = append(log, fmt.Sprintf("%v:%s", e.at, e.name))
		if e.f != nil {
			queue = append(queue, e.f(e.at)...)
		}
	}
	return
}

type multiCloser []io.Closer

func (m multiCloser) Close() (err error) {
	for i := len(m) - 1; i >= 0; i-- {
		defer func(c io.Closer) {
			if cerr := c.Close(); cerr != nil {
				err = errors.Join(err, cerr)
			}
		}(m[i])
	}
	return
}

type closeFunc func() error

func (f closeFunc) Close() error { return f() }

func main() {
	l := NewLogger("[x] ")
	l.Debugf("hidden %d", 1)
	l.level++
	l.Debugf("seen %d %v", 2, []string{"a"})
	l.Println("plain", 3)
	l.SetPrefix("[y] ")
	l.Print("p")
	fmt.Print(l.buf.String(), l.Prefix(), "\n")
	var slept []time.Duration
	var notes []string
	r := Retry{Max: 5, Backoff: func(try int) time.Duration { return time.Duration(1<<try) * time.Millisecond }}
	r.Sleep = func(d time.Duration) { slept = append(slept, d) }
	r.OnRetry = append(r.OnRetry, func(try int, err error) { notes = append(notes, fmt.Sprint(try, err)) })
	fmt.Println(r.Do(func(try int) error {
		if try < 3 {
			return fmt.Errorf("wrapped: %w", tempErr{try})
		}
		return nil
	}), slept, notes)
	fmt.Printf("%q\n", r.Do(func(try int) error { return tempErr{try} }).Error())
	fmt.Println(r.Do(func(int) error { return io.ErrClosedPipe }) != nil, len(slept))
	digit := Char(func(r rune) bool { return r >= '0' && r <= '9' })
	letter := Char(func(r rune) bool { return r >= 'a' && r <= 'z' || r > 127 })
	number := Map(Many(digit), func(rs []rune) int {
		n := 0
		for _, r := range rs {
			n = n*10 + int(r-'0')
		}
		return n
	})
	fmt.Println(number("123abc"))
	word := Map(Many(Or(letter, digit)), func(rs []rune) string { return strings.ToUpper(string(rs)) })
	fmt.Println(word("héy9!"))
	_, _, err := Or(digit, letter)("!oops")
	fmt.Println(err)
	var tick func(time.Duration) []event
	n := 0
	tick = func(now time.Duration) []event {
		if n++; n > 3 {
			return nil
		}
		id := n
		return []event{{now + time.Second, "tick", tick}, {now + 300*time.Millisecond, fmt.Sprint("once", id), func(time.Duration) []event { n += id % 2; return nil }}}
	}
	fmt.Println(simulate(event{0, "start", tick}, event{1500 * time.Millisecond, "mid", nil}))
	var order []string
	mc := multiCloser{closeFunc(func() error { order = append(order, "1"); return nil }), closeFunc(func() error { order = append(order, "2"); return os.ErrClosed }), io.NopCloser(nil)}
	fmt.Println(mc.Close(), order)
}
