package session

import (
	"slices"
	"strings"

	"regan/kernel/display"
	"regan/kernel/internal/assist"
	"regan/kernel/internal/cell"
)

// Complete returns what could stand at the cursor, a byte offset in source. It may be called while a cell runs.
func (s *Session) Complete(source string, cursor int) Completion {
	if c, ok := completeMagic(source, cursor); ok {
		return c
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	found, code := cell.Magics(source, s.checker.IsName)
	for _, m := range found {
		if m.Whole || m.Start < cursor && cursor <= m.End {
			return Completion{Start: cursor, End: cursor} // not Go
		}
	}
	matches := assist.Complete(s.checker, code, cursor)
	c := Completion{Start: matches.Start, End: matches.End}
	for _, m := range matches.Matches {
		c.Matches = append(c.Matches, Match(m))
	}
	return c
}

// completeMagic completes the name of a magic, which stands first on its line.
func completeMagic(source string, cursor int) (Completion, bool) {
	start := strings.LastIndexByte(source[:cursor], '\n') + 1
	typed := strings.TrimLeft(source[start:cursor], " \t")
	if !strings.HasPrefix(typed, "%") || strings.ContainsAny(typed, " \t") {
		return Completion{}, false
	}
	c := Completion{Start: cursor - len(typed), End: cursor}
	first := strings.TrimSpace(source[:start]) == "" // only there a whole cell can be a magic's
	all := magics()
	for _, name := range magicNames() {
		for _, sign := range []string{"%", "%%"} {
			text := sign + name
			offered := sign == "%" && !strings.HasPrefix(all[name].usage, "%%") || sign == "%%" && first && strings.Contains(all[name].usage, "%%")
			if offered && strings.HasPrefix(text, typed) {
				c.Matches = append(c.Matches, Match{Text: text, Kind: "magic", Signature: all[name].doc})
			}
		}
	}
	slices.SortFunc(c.Matches, func(a, b Match) int { return strings.Compare(a.Text, b.Text) })
	return c, true
}

// Inspect explains the name at the cursor, a byte offset in source. With detail 1 it adds how a cell declares it. It may be
// called while a cell runs.
func (s *Session) Inspect(source string, cursor, detail int) Explanation {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, code := cell.Magics(source, s.checker.IsName)
	e := assist.Inspect(s.checker, code, cursor)
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
