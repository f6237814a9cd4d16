package session

import (
	"strings"

	"regan/kernel/display"
	"regan/kernel/internal/assist"
)

// Complete returns what could stand at the cursor, a byte offset in source. It may be called while a cell runs.
func (s *Session) Complete(source string, cursor int) Completion {
	s.mu.Lock()
	defer s.mu.Unlock()
	found := assist.Complete(s.checker, source, cursor)
	c := Completion{Start: found.Start, End: found.End}
	for _, m := range found.Matches {
		c.Matches = append(c.Matches, Match(m))
	}
	return c
}

// Inspect explains the name at the cursor, a byte offset in source. With detail 1 it adds how a cell declares it. It may be
// called while a cell runs.
func (s *Session) Inspect(source string, cursor, detail int) Explanation {
	s.mu.Lock()
	defer s.mu.Unlock()
	e := assist.Inspect(s.checker, source, cursor)
	if !e.Found {
		return Explanation{Data: display.Bundle{}}
	}
	if e.Source == "" && e.Cell != "" {
		e.Source = strings.TrimSpace(s.line(e.Cell, e.Line)) // a variable's
	}
	return Explanation{Found: true, Data: display.Bundle{
		display.TextPlain:    e.Text(detail),
		display.TextMarkdown: e.Markdown(detail),
	}}
}
