package session

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"regan/kernel/display"
	"regan/kernel/internal/assist"
	"regan/kernel/internal/cell"
	"regan/kernel/internal/symbols"
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
	matches := assist.Complete(s.checker, s.sourcesOfHelp(), code, cursor)
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

// maxLook bounds how long the value of a variable may take to write: its type may have a String method.
const maxLook = time.Second

// Inspect explains the name at the cursor, a byte offset in source. With detail 1 it tells all that it knows. It may be
// called while a cell runs; then it does not tell the values of variables.
func (s *Session) Inspect(source string, cursor, detail int) Explanation {
	return s.inspect(source, cursor, detail, func(name string) string {
		if !s.running.TryLock() {
			return ""
		}
		defer s.running.Unlock()
		return s.value(name)
	})
}

func (s *Session) inspect(source string, cursor, detail int, value func(name string) string) Explanation {
	s.mu.Lock()
	_, code := cell.Magics(source, s.checker.IsName)
	e := assist.Inspect(s.checker, s.sourcesOfHelp(), code, cursor)
	if e.Source == "" && e.Cell != "" {
		e.Source = strings.TrimSpace(s.line(e.Cell, e.Line)) // a variable's
	}
	s.mu.Unlock()
	if !e.Found {
		return Explanation{Data: display.Bundle{}}
	}
	if e.Variable != "" {
		e.Value = value(e.Variable)
	}
	return Explanation{Found: true, Data: display.Bundle{
		display.TextPlain:    e.Text(detail),
		display.TextMarkdown: e.Markdown(detail),
	}}
}

// value returns the text of a variable, or "" if it cannot be had. The caller holds s.running.
func (s *Session) value(name string) string {
	if text, ok := s.values[name]; ok {
		return text
	}
	ctx, cancel := context.WithTimeout(context.Background(), maxLook)
	defer cancel()
	s.importOwn()
	text := ""
	err := s.run(ctx, job{name: "inspection", source: name, sink: func(e display.Event) {
		if e.Kind == display.Result {
			text = e.Data.Text()
		}
	}}, fmt.Sprintf("%s.Of(%s).Text()", displayName, name))
	if err != nil {
		return ""
	}
	s.values[name] = text
	return text
}

// sourcesOfHelp tells package assist where it finds what the types do not say.
func (s *Session) sourcesOfHelp() assist.Sources {
	return assist.Sources{
		Packages: symbols.Packages,
		Imports:  packageNames,
		Docs:     symbols.Docs,
		Cell:     func(name string) string { return s.sources[name] },
	}
}
