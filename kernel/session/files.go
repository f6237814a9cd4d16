package session

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"regan/kernel/display"
	"regan/kernel/internal/cell"
)

// runFile runs a program or the cells of a notebook, as cells of the session that are not counted.
func runFile(c *magicCall) error {
	if c.Args == "" {
		return fmt.Errorf("%%run needs the name of a file, as in %%run main.go")
	}
	s := c.session
	s.findFolder()
	s.mu.Lock()
	name := c.Args
	if !filepath.IsAbs(name) {
		name = filepath.Join(s.folder, name)
	}
	s.mu.Unlock()
	text, err := os.ReadFile(name)
	var path *fs.PathError
	if errors.As(err, &path) {
		return fmt.Errorf("%%run %s: %w", c.Args, path.Err)
	} else if err != nil {
		return err
	}
	base := filepath.Base(name)
	sources := []string{string(text)}
	names := []string{base}
	switch filepath.Ext(base) {
	case ".go":
	case ".ipynb":
		if sources, err = codeCells(text); err != nil {
			return fmt.Errorf("%s: %w", base, err)
		}
		names = nil
		for i := range sources {
			names = append(names, fmt.Sprintf("%s[%d]", base, i+1))
		}
	default:
		return fmt.Errorf("%%run %s: a program (.go) or a notebook (.ipynb) is right", c.Args)
	}
	for i, source := range sources {
		if err := s.runCell(c.ctx, job{name: names[i], source: source, input: c.input, sink: c.sink, again: c.again}); err != nil {
			return err
		}
	}
	return nil
}

// codeCells returns the sources of a notebook's code cells.
func codeCells(text []byte) ([]string, error) {
	var notebook struct {
		Cells []struct {
			Type   string          `json:"cell_type"`
			Source json.RawMessage `json:"source"`
		} `json:"cells"`
	}
	if err := json.Unmarshal(text, &notebook); err != nil {
		return nil, err
	}
	var sources []string
	for _, c := range notebook.Cells {
		if c.Type != "code" {
			continue
		}
		var lines []string // or one string
		if err := json.Unmarshal(c.Source, &lines); err != nil {
			lines = make([]string, 1)
			if err := json.Unmarshal(c.Source, &lines[0]); err != nil {
				return nil, err
			}
		}
		sources = append(sources, strings.Join(lines, ""))
	}
	return sources, nil
}

// formatCell puts the cell as gofmt would write it in the place of what stands there.
func formatCell(c *magicCall) error {
	if !c.first {
		return errors.New("%fmt: this magic stands on the first line, and is about the lines below")
	}
	formatted, err := cell.Format(c.Body, c.session.isName)
	var errs cell.Errors
	if errors.As(err, &errs) {
		return fmt.Errorf("%%%%fmt: line %d, column %d: %s", errs[0].Pos.Line+1, errs[0].Pos.Column, errs[0].Msg)
	} else if err != nil {
		return err
	}
	c.effect.done = true
	c.sink(display.Event{Kind: display.NextInput, Text: formatted, Replace: true})
	return nil
}

// environment shows environment variables, or sets one.
func environment(c *magicCall) error {
	name, value, set := strings.Cut(c.Args, "=")
	if first, rest, spaced := strings.Cut(c.Args, " "); spaced && !strings.Contains(first, "=") && !strings.HasPrefix(strings.TrimSpace(rest), "=") {
		name, value, set = first, rest, true
	}
	if set {
		c.code = mustSucceed(fmt.Sprintf("Setenv(%q, %q)", strings.TrimSpace(name), strings.TrimSpace(value)))
	} else {
		c.code = mustSucceed(fmt.Sprintf("PrintEnv(%q)", c.Args))
	}
	return nil
}
