package session

import (
	"fmt"
	"strings"

	"regan/kernel/internal/engine"
	"regan/kernel/internal/modules"
)

// who lists the session's names with their declarations.
func who(c *magicCall) error {
	var rows [][]string
	for _, name := range c.session.names() {
		rows = append(rows, []string{name, c.session.declarationOf(name)})
	}
	c.table(nil, rows)
	return nil
}

// maxRow bounds a value in a table, in characters.
const maxRow = 60

// whos lists the session's variables with their types and values.
func whos(c *magicCall) error {
	s := c.session
	var rows [][]string
	for _, name := range s.names() {
		typ, isVariable := strings.CutPrefix(s.declarationOf(name), "var "+name+" ")
		if !isVariable {
			continue
		}
		value := []rune(strings.ReplaceAll(s.value(name), "\n", " "))
		if len(value) > maxRow {
			value = append(value[:maxRow], '…')
		}
		rows = append(rows, []string{name, typ, string(value)})
	}
	c.table([]string{"variable", "type", "value"}, rows)
	return nil
}

// names lists what cells have declared, without the names of our own.
func (s *Session) names() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var names []string
	for _, name := range s.checker.Names() {
		if !strings.ContainsAny(name, "ˑ"+modules.Mark) {
			names = append(names, name)
		}
	}
	return names
}

// declarationOf is the first line of a name's declaration.
func (s *Session) declarationOf(name string) string {
	e := s.inspect(name, len(name), 0, func(string) string { return "" })
	first, _, _ := strings.Cut(e.Data.Text(), "\n")
	return first
}

// A restarter is an engine that can begin anew, all that its units have left freed.
type restarter interface{ Restart() error }

// reset forgets the session's names.
func reset(c *magicCall) error {
	switch c.Args {
	case "-f":
	case "":
		answer, err := c.input.Ask(c.ctx, engine.Question{Prompt: "Forget all that cells have declared? (y/n) "})
		if err != nil {
			return fmt.Errorf("%%reset asks first, and nobody answers: %%reset -f does not ask")
		}
		if !strings.HasPrefix(strings.ToLower(strings.TrimSpace(answer)), "y") {
			c.print("nothing is forgotten\n")
			return nil
		}
	default:
		return fmt.Errorf("%%reset %s: only -f is known, which does not ask", c.Args)
	}
	s := c.session
	if r, ok := s.engine.(restarter); ok {
		if err := r.Restart(); err != nil {
			return err
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.reset()
	s.past, s.lost, s.folder, s.earlier, s.isReset = nil, false, "", nil, true
	return nil
}
