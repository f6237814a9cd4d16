package main

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"regan/kernel/display"
	"regan/kernel/notebook"
	"regan/kernel/session"
)

type notebookOptions struct {
	Output      string
	AllowErrors bool
	Parameters  []string // NAME=VALUE
}

// runNotebook executes a notebook, prints what it shows, and writes it where asked, also when a cell failed.
func runNotebook(cmd *cobra.Command, file string, o notebookOptions) error {
	var parameters []notebook.Parameter
	for _, text := range o.Parameters {
		p, err := notebook.ParseParameter(text)
		if err != nil {
			return &exit{misuse, err}
		}
		parameters = append(parameters, p)
	}
	nb, err := notebook.ReadFile(file)
	if err != nil {
		return err
	}
	if o.Output != "" {
		if o.Output, err = filepath.Abs(o.Output); err != nil {
			return err
		}
	}
	if err := os.Chdir(filepath.Dir(file)); err != nil { // where Jupyter runs it, too
		return err
	}
	ctx, stop := untilInterrupt(cmd.Context())
	defer stop()
	s, err := newSession()
	if err != nil {
		return err
	}
	defer s.Close()

	p := &printer{stdout: cmd.OutOrStdout(), stderr: cmd.ErrOrStderr()}
	err = notebook.Run(ctx, nb, s, &notebook.Options{
		Parameters:  parameters,
		AllowErrors: o.AllowErrors,
		Kernel:      kernelInfo(),
		Started:     p.started,
		Output:      p.output,
		Finished:    p.finished,
	})
	var foreign *notebook.LanguageError
	var parameter *notebook.ParameterError
	if o.Output != "" && !errors.As(err, &foreign) && !errors.As(err, &parameter) {
		if err := notebook.WriteFile(o.Output, nb); err != nil {
			return err
		}
		fmt.Fprintf(p.stderr, "wrote %s\n", o.Output)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return nil
}

// A printer shows a running notebook in a terminal.
type printer struct {
	stdout, stderr io.Writer
	open           bool                      // the last line on standard output has not ended
	changed        map[string]display.Bundle // displays that the running cell updated, by id
}

const titleWidth = 72

func (p *printer) started(s notebook.Step) {
	p.changed = map[string]display.Bundle{}
	fmt.Fprintf(p.stderr, "[%d/%d] %s\n", s.Number, s.Total, title(s.Cell.Source))
}

// title returns the first line of a cell that tells what it does, imports and comments apart.
func title(source string) string {
	first := ""
	for line := range strings.Lines(strings.TrimSpace(source)) {
		line = strings.TrimSpace(line)
		if first == "" {
			first = line
		}
		if line == "" || line == ")" || strings.HasPrefix(line, "import") || strings.HasPrefix(line, `"`) || strings.HasPrefix(line, "//") {
			continue
		}
		first = line
		break
	}
	if runes := []rune(first); len(runes) > titleWidth {
		return string(runes[:titleWidth-1]) + "…"
	}
	return first
}

func (p *printer) output(_ notebook.Step, e display.Event) {
	switch e.Kind {
	case display.Stdout:
		io.WriteString(p.stdout, e.Text)
		if e.Text != "" {
			p.open = !strings.HasSuffix(e.Text, "\n")
		}
	case display.Stderr:
		io.WriteString(p.stderr, e.Text)
	case display.Display, display.Result, display.Page:
		p.show(e.Data)
	case display.Update:
		p.changed[e.ID] = e.Data // a progress bar has many states: the last one is shown
	}
}

func (p *printer) show(b display.Bundle) {
	p.endLine()
	fmt.Fprintln(p.stdout, strings.TrimSuffix(b.Text(), "\n"))
}

func (p *printer) endLine() {
	if p.open {
		fmt.Fprintln(p.stdout)
		p.open = false
	}
}

func (p *printer) finished(_ notebook.Step, o session.Outcome) {
	for _, id := range slices.Sorted(maps.Keys(p.changed)) {
		p.show(p.changed[id])
	}
	p.endLine()
	if o.Err != nil {
		printTraceback(p.stderr, o.Err)
	}
}
