package kernel_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"

	"regan/kernel"
	"regan/kernel/comms"
	"regan/kernel/display"
	"regan/kernel/internal/engine"
	"regan/kernel/session"
)

// script is a session whose cells are lists of commands, one a line, so that tests say in a cell what it does:
//
//	print TEXT     stdout           warn TEXT    stderr         display TEXT   display.Display
//	update ID TEXT display.Update   clear        display.Clear  result TEXT    display.Result
//	open TARGET ID a comm that the cell opens
//	page TEXT      display.Page     next TEXT    display.NextInput
//	fail TEXT      an error         panic TEXT   a mistake of the session's
//	ask PROMPT     asks the user, prints the answer                  secret PROMPT  the same for what is not shown
//	hang           until interrupted            ignore       until the session is closed
type script struct {
	mu      sync.Mutex
	entries []session.Entry
	count   int
	comms   map[string]string
	closed  chan struct{}
	once    sync.Once
	closes  atomic.Int32

	debugEvent func(json.RawMessage)
}

var _ kernel.Session = (*script)(nil)

func newScript() *script { return &script{comms: map[string]string{}, closed: make(chan struct{})} }

func (s *script) Run(ctx context.Context, c session.Cell, sink display.Sink) (o session.Outcome) {
	if c.History {
		s.mu.Lock()
		s.count++
		o.Entry = &session.Entry{Line: s.count, Source: c.Source, Output: "out of " + c.Source}
		s.entries = append(s.entries, *o.Entry)
		s.mu.Unlock()
	}
	for line := range strings.Lines(c.Source) {
		if o.Err = s.command(ctx, strings.TrimSuffix(line, "\n"), c.Input, sink); o.Err != nil {
			break
		}
	}
	o.Count = s.Count()
	return o
}

func (s *script) command(ctx context.Context, line string, input engine.Input, sink display.Sink) *session.Error {
	name, text, _ := strings.Cut(line, " ")
	switch name {
	case "print":
		sink(display.Event{Kind: display.Stdout, Text: text + "\n"})
	case "warn":
		sink(display.Event{Kind: display.Stderr, Text: text + "\n"})
	case "display":
		sink(display.Event{Kind: display.Display, Data: display.Of(text), ID: "d1"})
	case "update":
		id, text, _ := strings.Cut(text, " ")
		sink(display.Event{Kind: display.Update, Data: display.Of(text), ID: id})
	case "clear":
		sink(display.Event{Kind: display.Clear, Wait: true})
	case "result":
		sink(display.Event{Kind: display.Result, Data: display.Of(text)})
	case "open": // TARGET ID
		target, id, _ := strings.Cut(text, " ")
		s.comms[id] = target
		sink(display.Event{Kind: display.Comm, Packet: &comms.Packet{Kind: comms.Opened, Comm: id, Target: target,
			Data: map[string]any{"n": 1}, Metadata: map[string]any{"version": "2"}, Buffers: [][]byte{{0, 1}}}})
	case "page":
		sink(display.Event{Kind: display.Page, Data: display.Bundle{display.TextPlain: text, display.TextMarkdown: "*" + text + "*"}})
	case "next":
		sink(display.Event{Kind: display.NextInput, Text: text, Replace: true})
	case "ask", "secret":
		answer, err := input.Ask(ctx, engine.Question{Prompt: text, Secret: name == "secret"})
		if ctx.Err() != nil {
			return &session.Error{Name: "KeyboardInterrupt", Value: "interrupted"}
		}
		sink(display.Event{Kind: display.Stdout, Text: fmt.Sprintf("%q %v\n", answer, err)})
	case "fail":
		return &session.Error{Name: "panic", Value: text, Traceback: []string{"panic: " + text, "In[1]:1"}}
	case "panic":
		panic(text)
	case "hang":
		<-ctx.Done()
		return &session.Error{Name: "KeyboardInterrupt", Value: "interrupted"}
	case "ignore":
		<-s.closed
		return &session.Error{Name: "died", Value: "closed"}
	}
	return nil
}

func (s *script) Evaluate(_ context.Context, expression string) (display.Bundle, *session.Error) {
	if expression == "bad" {
		return nil, &session.Error{Name: "CompileError", Value: "undefined: bad"}
	}
	return display.Of(expression), nil
}

// Complete completes the word "Pr" before the cursor.
func (s *script) Complete(source string, cursor int) session.Completion {
	start := strings.LastIndex(source[:cursor], "Pr")
	if start < 0 {
		return session.Completion{Start: cursor, End: cursor}
	}
	return session.Completion{Start: start, End: cursor, Matches: []session.Match{
		{Text: "Print", Kind: "function", Signature: "func Print(a ...any)"},
		{Text: "Println", Kind: "function", Signature: "func Println(a ...any)"},
	}}
}

// Inspect explains the text before the cursor.
func (s *script) Inspect(source string, cursor, detail int) session.Explanation {
	if source == "panic" {
		panic("a mistake")
	}
	if source[:cursor] == "" {
		return session.Explanation{}
	}
	text := "about " + source[:cursor]
	if detail == 1 {
		text += ", in detail"
	}
	return session.Explanation{Found: true, Data: display.Of(text)}
}

func (s *script) IsComplete(source string) session.Completeness {
	if strings.HasSuffix(source, "{") {
		return session.Completeness{Status: "incomplete", Indent: "\t"}
	}
	return session.Completeness{Status: "complete"}
}

// Deliver shows what it is told, answers a message of the comm with its own data and closes a comm to any target but "known".
func (s *script) Deliver(_ context.Context, p comms.Packet, sink display.Sink) error {
	if _, open := s.comms[p.Comm]; !open && p.Kind != comms.Opened {
		return &session.UnknownCommError{Comm: p.Comm}
	}
	sink(display.Event{Kind: display.Stdout, Text: fmt.Sprintf("%s %v %v %q\n", p.Kind, p.Data, p.Metadata, p.Buffers)})
	switch {
	case p.Kind == comms.Opened && p.Target == "known":
		s.comms[p.Comm] = p.Target
	case p.Kind == comms.Opened:
		sink(display.Event{Kind: display.Comm, Packet: &comms.Packet{Kind: comms.Closed, Comm: p.Comm}})
	case p.Kind == comms.Closed:
		delete(s.comms, p.Comm)
	case p.Data["fail"] != nil:
		return &session.Error{Name: "panic", Value: "boom", Traceback: []string{"panic: boom"}}
	default:
		sink(display.Event{Kind: display.Comm, Packet: &comms.Packet{Kind: comms.Sent, Comm: p.Comm, Data: p.Data, Buffers: p.Buffers}})
	}
	return nil
}

func (s *script) Comms() map[string]string { return s.comms }

func (s *script) History() []session.Entry {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]session.Entry{}, s.entries...)
}

func (s *script) Count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.count
}

func (s *script) Close() error {
	s.closes.Add(1)
	s.once.Do(func() { close(s.closed) })
	return errors.New("an error that nobody can act on")
}
