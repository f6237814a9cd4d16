package session

import (
	"slices"
	"strings"

	"regan/kernel/display"
)

// Complete returns what could stand at the cursor, a byte offset in source. It may be called while a cell runs.
func (s *Session) Complete(source string, cursor int) Completion {
	start, end := wordAt(source, cursor)
	s.mu.Lock()
	defer s.mu.Unlock()
	c := Completion{Start: start, End: end}
	for _, name := range s.checker.Names() {
		if strings.HasPrefix(name, source[start:min(max(cursor, start), end)]) {
			c.Matches = append(c.Matches, Match{Text: name})
		}
	}
	return c
}

// Inspect explains the name at the cursor, a byte offset in source. It may be called while a cell runs.
func (s *Session) Inspect(source string, cursor, detail int) Explanation {
	start, end := wordAt(source, cursor)
	s.mu.Lock()
	defer s.mu.Unlock()
	if !slices.Contains(s.checker.Names(), source[start:end]) {
		return Explanation{Data: display.Bundle{}}
	}
	return Explanation{Found: true, Data: display.Bundle{display.TextPlain: source[start:end] + " is declared in this session"}}
}

// wordAt returns the identifier around a byte offset.
func wordAt(source string, cursor int) (start, end int) {
	cursor = min(max(cursor, 0), len(source))
	letter := func(c byte) bool {
		return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c >= 0x80
	}
	start, end = cursor, cursor
	for start > 0 && letter(source[start-1]) {
		start--
	}
	for end < len(source) && letter(source[end]) {
		end++
	}
	return start, end
}
