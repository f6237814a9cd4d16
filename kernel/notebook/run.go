package notebook

import (
	"context"
	"fmt"
	"maps"
	"strings"
	"time"

	"regan/kernel/display"
	"regan/kernel/session"
)

// Tags by which a reader tells how a cell is to be run; other tools that run notebooks know them too.
const (
	TagSkip   = "skip-execution"   // leave the cell and its outputs as they are
	TagRaises = "raises-exception" // an error of this cell does not end the run
)

// A Runner runs code; *session.Session is one.
type Runner interface {
	Run(ctx context.Context, c session.Cell, sink display.Sink) session.Outcome
}

// A Step is one cell to be run.
type Step struct {
	Number, Total int // the code cells that will run, counted from 1
	Index         int // the cell's place among all cells, from 0
	Cell          *Cell
}

// A Kernel says what runs the notebook, as tools that open it later need to know.
type Kernel struct {
	Name         string         // of the kernelspec, such as "regan"
	DisplayName  string         // of the kernelspec, such as "Go (regan)"
	Language     string         // "go"
	LanguageInfo map[string]any // language_info of the kernel's kernel_info_reply
}

// Options say how to run a notebook; nil means the zero value.
type Options struct {
	Parameters  []Parameter      // put into a cell behind the one tagged "parameters", if any
	AllowErrors bool             // go on after a cell that fails
	Kernel      Kernel           // written to the notebook's metadata; the zero value leaves them alone
	Now         func() time.Time // non-nil: record in each cell's metadata when it ran

	Started  func(Step)                  // called before a cell runs
	Output   func(Step, display.Event)   // called for what a cell shows, in order, while it runs
	Finished func(Step, session.Outcome) // called after a cell has run
}

// A CellError says which cell ended a run.
type CellError struct {
	Step Step
	Err  *session.Error // with the traceback
}

func (e *CellError) Error() string {
	return fmt.Sprintf("cell %d of %d (id %s) failed: %v", e.Step.Number, e.Step.Total, e.Step.Cell.ID, e.Err)
}

func (e *CellError) Unwrap() error { return e.Err }

// A LanguageError says that a notebook is not written in the kernel's language.
type LanguageError struct{ Have, Want string }

func (e *LanguageError) Error() string {
	return fmt.Sprintf("the notebook's language is %s, this kernel's is %s; run it with a kernel for %s, or change "+
		"metadata.kernelspec if its cells are %[2]s", e.Have, e.Want, e.Have)
}

// Run runs the code cells in order and stores in the notebook what they show, in place of what they showed before; cells
// without code are passed over. It ends at the first cell that fails, with a *CellError, unless options or the cell's
// tags allow errors, and at the end of ctx. The notebook then holds what was shown until there, the error included, and
// nothing of an earlier run.
func Run(ctx context.Context, nb *Notebook, r Runner, options *Options) error {
	if options == nil {
		options = &Options{}
	}
	if err := nb.claim(options.Kernel); err != nil {
		return err
	}
	if len(options.Parameters) > 0 {
		if err := nb.setParameters(options.Parameters); err != nil {
			return err
		}
	}
	steps := plan(nb)
	for _, s := range steps {
		s.Cell.Outputs, s.Cell.Count = nil, 0
	}
	shown := displays{}
	for _, s := range steps {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("stopped before cell %d of %d: %w", s.Number, s.Total, context.Cause(ctx))
		}
		if err := runCell(ctx, s, r, shown, options); err != nil {
			return err
		}
	}
	return nil
}

// plan lists the cells to run. Cells that hold no code lose their outputs: nothing in the notebook makes them.
func plan(nb *Notebook) []Step {
	var steps []Step
	for i, c := range nb.Cells {
		switch {
		case c.Kind != Code || c.HasTag(TagSkip):
		case strings.TrimSpace(c.Source) == "":
			c.Outputs, c.Count = nil, 0
		default:
			steps = append(steps, Step{Number: len(steps) + 1, Index: i, Cell: c})
		}
	}
	for i := range steps {
		steps[i].Total = len(steps)
	}
	return steps
}

func runCell(ctx context.Context, s Step, r Runner, shown displays, options *Options) error {
	if options.Started != nil {
		options.Started(s)
	}
	timing := startTiming(options.Now)
	rec := recorder{cell: s.Cell, shown: shown, texts: map[*Output]*strings.Builder{}}
	outcome := r.Run(ctx, session.Cell{Source: s.Cell.Source, History: true}, func(e display.Event) {
		rec.record(e)
		if options.Output != nil {
			options.Output(s, e)
		}
	})
	rec.finish(outcome)
	timing.store(s.Cell)
	if options.Finished != nil {
		options.Finished(s, outcome)
	}
	if outcome.Err == nil || ctx.Err() == nil && (options.AllowErrors || s.Cell.HasTag(TagRaises)) {
		return nil
	}
	return &CellError{Step: s, Err: outcome.Err}
}

// claim writes what runs the notebook to its metadata. A kernelspec of the same language keeps its name: the reader may
// have installed the kernel under that name.
func (nb *Notebook) claim(k Kernel) error {
	if k.Name == "" {
		return nil
	}
	if have := nb.Language(); have != "" && !strings.EqualFold(have, k.Language) {
		return &LanguageError{Have: have, Want: k.Language}
	}
	if nb.Metadata == nil {
		nb.Metadata = map[string]any{}
	}
	spec, _ := nb.Metadata["kernelspec"].(map[string]any)
	if name, _ := spec["name"].(string); name == "" {
		spec = map[string]any{"name": k.Name, "display_name": k.DisplayName}
	}
	spec["language"] = k.Language
	nb.Metadata["kernelspec"] = spec
	if k.LanguageInfo != nil {
		nb.Metadata["language_info"] = maps.Clone(k.LanguageInfo)
	}
	return nil
}

// Language returns the language that the notebook's metadata name, or "" where they name none.
func (nb *Notebook) Language() string {
	for _, key := range [][2]string{{"kernelspec", "language"}, {"language_info", "name"}} {
		object, _ := nb.Metadata[key[0]].(map[string]any)
		if s, _ := object[key[1]].(string); s != "" {
			return s
		}
	}
	return ""
}

// timing is when a cell started, under the names by which nbclient stores it.
type timing struct {
	now   func() time.Time
	start time.Time
}

func startTiming(now func() time.Time) timing {
	if now == nil {
		return timing{}
	}
	return timing{now: now, start: now()}
}

func (t timing) store(c *Cell) {
	if t.now == nil {
		return
	}
	const layout = "2006-01-02T15:04:05.000000Z"
	start, end := t.start.UTC().Format(layout), t.now().UTC().Format(layout)
	if c.Metadata == nil {
		c.Metadata = map[string]any{}
	}
	c.Metadata["execution"] = map[string]any{
		"iopub.status.busy":   start,
		"iopub.execute_input": start,
		"shell.execute_reply": end,
		"iopub.status.idle":   end,
	}
}
