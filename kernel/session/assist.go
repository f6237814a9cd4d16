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
	found, code := s.goIn(source)
	for _, m := range found {
		end := m.End
		if m.Whole {
			end = len(source)
		}
		if at, ok := goOf(source, m); m.Start < cursor && cursor <= end && !(ok && at <= cursor) {
			s.mu.Unlock()
			return s.completeArgument(source, m, cursor)
		}
	}
	defer s.mu.Unlock()
	defer s.importUsed(code)()
	matches := assist.Complete(s.checker, s.sourcesOfHelp(), code, cursor)
	c := Completion{Start: matches.Start, End: matches.End}
	for _, m := range matches.Matches {
		m.Signature = s.modular.loader.Readable(m.Signature)
		c.Matches = append(c.Matches, Match(m))
	}
	return c
}

// goIn returns the Go of a source with all else blanked out, and the magics of the source. What a magic runs is Go as well.
func (s *Session) goIn(source string) (found []cell.Magic, code string) {
	found, code = cell.Magics(source, s.checker.IsName)
	kept := []byte(code)
	for _, m := range found {
		at, ok := goOf(source, m)
		if !ok {
			continue
		}
		end := m.End
		if m.Whole {
			kept = []byte(strings.Repeat(" ", len(source)))
			end = len(source)
		}
		copy(kept[at:end], source[at:end])
	}
	return found, string(kept)
}

// goOf returns where the Go starts that a magic of a source runs; false if it runs none.
func goOf(source string, m cell.Magic) (at int, ok bool) {
	switch {
	case m.Name == "?" || !m.Whole && slices.Contains([]string{"time", "timeit"}, m.Name):
		args := m.Args
		if m.Name == "timeit" {
			_, args = timeitOptions(args)
		}
		return m.Start + strings.LastIndex(source[m.Start:m.End], args), m.Name != "?" || strings.HasPrefix(source[m.Start:], "?")
	case m.Whole && slices.Contains([]string{"time", "timeit", "capture", "fmt"}, m.Name):
		return min(m.End+1, len(source)), true
	}
	return 0, false
}

// importUsed imports the packages that a source uses and nobody has imported, as running it would, and returns how to take
// that back.
func (s *Session) importUsed(code string) (undo func()) {
	known := map[string]bool{}
	var undos []func()
	for _, name := range cell.Qualifiers(code) {
		if known[name] || s.checker.IsName(name) {
			continue
		}
		known[name] = true
		if path := packageNamed(name); path != "" {
			if back, ok := s.checker.Import(path); ok {
				undos = append(undos, back)
			}
		}
	}
	return func() {
		for _, back := range undos {
			back()
		}
	}
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
		s.mu.Lock()
		attached := s.attached
		s.mu.Unlock()
		if attached { // its panel shows values, and a breakpoint in a String method would stop this one
			return ""
		}
		return s.value(name)
	})
}

func (s *Session) inspect(source string, cursor, detail int, value func(name string) string) Explanation {
	s.mu.Lock()
	_, code := s.goIn(source)
	undo := s.importUsed(code)
	e := assist.Inspect(s.checker, s.sourcesOfHelp(), code, cursor)
	undo()
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
	s.mu.Lock()
	defer s.mu.Unlock()
	return Explanation{Found: true, Data: display.Bundle{
		display.TextPlain:    s.modular.loader.Readable(e.Text(detail)),
		display.TextMarkdown: s.modular.loader.Readable(e.Markdown(detail)),
	}}
}

// value returns the text of a variable, or "" if it cannot be had. The caller holds s.running.
func (s *Session) value(name string) string {
	return s.text("the value of "+name, fmt.Sprintf("%s.Of(%s).Text()", displayName, name))
}

// text evaluates an expression of type string between two cells; it is "" if that fails. The caller holds s.running.
func (s *Session) text(what, expression string) string {
	if text, ok := s.texts[what]; ok {
		return text
	}
	if s.stopped() {
		return ""
	}
	ctx, cancel := context.WithTimeout(context.Background(), maxLook)
	defer cancel()
	s.importOwn()
	text := ""
	err := s.run(ctx, job{name: what, source: expression, sink: func(e display.Event) {
		if e.Kind == display.Result {
			text = e.Data.Text()
		}
	}}, expression)
	if err != nil {
		return ""
	}
	s.texts[what] = text
	return text
}

func (s *Session) isName(name string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.checker.IsName(name)
}

// sourcesOfHelp tells package assist where it finds what the types do not say.
func (s *Session) sourcesOfHelp() assist.Sources {
	return assist.Sources{
		Exported: s.exported,
		Packages: symbols.Packages,
		Imports:  packageNames,
		Docs:     s.docsOf,
		Cell:     func(name string) string { return s.sources[name] },
	}
}
