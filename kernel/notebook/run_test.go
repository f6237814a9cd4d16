package notebook

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"regan/kernel/display"
	"regan/kernel/session"
)

var _ Runner = (*script)(nil)

// A script is a Runner whose language is a list of events, one per line:
//
//	stdout TEXT, stderr TEXT      text with \n and \r
//	result TEXT                   the cell's result
//	display ID TEXT               a display, with an id unless it is "-"
//	update ID TEXT                its replacement
//	clear, clear wait
//	error TEXT                    the cell fails
//	cancel                        the reader interrupts the run
type script struct {
	count  int
	cancel context.CancelFunc
}

func (s *script) Run(ctx context.Context, c session.Cell, sink display.Sink) session.Outcome {
	s.count++
	out := session.Outcome{Count: s.count}
	unescape := strings.NewReplacer(`\n`, "\n", `\r`, "\r")
	for line := range strings.Lines(c.Source) {
		word, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		id, text, _ := strings.Cut(rest, " ")
		id = strings.TrimSuffix(id, "-")
		bundle := func(text string) display.Bundle {
			return display.Bundle{display.TextPlain: text, display.TextHTML: "<b>" + text + "</b>\n"}
		}
		switch word {
		case "stdout", "stderr":
			sink(display.Event{Kind: display.EventKind(word), Text: unescape.Replace(rest)})
		case "result":
			sink(display.Event{Kind: display.Result, Data: bundle(rest)})
		case "display", "update":
			sink(display.Event{Kind: display.EventKind(word), ID: id, Data: bundle(text)})
		case "clear":
			sink(display.Event{Kind: display.Clear, Wait: rest == "wait"})
		case "error":
			out.Err = &session.Error{Name: "panic", Value: rest, Traceback: []string{"panic: " + rest, "In[1], line 1"}}
		case "cancel":
			s.cancel()
			out.Err = &session.Error{Name: "KeyboardInterrupt", Value: "interrupted"}
		}
	}
	return out
}

var goKernel = Kernel{
	Name: "regan", DisplayName: "Go (regan)", Language: "go",
	LanguageInfo: map[string]any{"name": "go", "file_extension": ".go"},
}

// code makes a notebook of code cells; "TAG: SOURCE" gives a cell a tag.
func code(sources ...string) *Notebook {
	nb := &Notebook{Minor: 5}
	for i, s := range sources {
		c := &Cell{ID: fmt.Sprint("c", i), Kind: Code, Source: s}
		if tag, rest, ok := strings.Cut(s, ": "); ok {
			c.Source, c.Metadata = rest, map[string]any{"tags": []any{tag}}
		}
		nb.Cells = append(nb.Cells, c)
	}
	return nb
}

func TestRunStoresWhatCellsShow(t *testing.T) {
	nb := read(t, "testdata/run.ipynb")
	var progress []string
	err := Run(t.Context(), nb, &script{}, &Options{
		Kernel:  goKernel,
		Started: func(s Step) { progress = append(progress, fmt.Sprintf("[%d/%d] %s", s.Number, s.Total, s.Cell.ID)) },
		Output:  func(s Step, e display.Event) { progress = append(progress, "  "+string(e.Kind)) },
		Finished: func(s Step, o session.Outcome) {
			progress = append(progress, fmt.Sprintf("  = In[%d], error %v", o.Count, o.Err != nil))
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "testdata/run.golden", encode(t, nb))
	golden(t, "testdata/progress.golden", []byte(strings.Join(progress, "\n")+"\n"))
}

func TestRunIsRepeatable(t *testing.T) {
	nb := read(t, "testdata/run.ipynb")
	if err := Run(t.Context(), nb, &script{}, nil); err != nil {
		t.Fatal(err)
	}
	once := encode(t, nb)
	if err := Run(t.Context(), nb, &script{}, nil); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(once), string(encode(t, nb))); diff != "" {
		t.Errorf("the second run left other bytes (-first +second):\n%s", diff)
	}
}

// ran tells which cells of a notebook have run, and which of them failed.
func ran(nb *Notebook) string {
	var b strings.Builder
	for _, c := range nb.Cells {
		switch {
		case c.Count == 0:
			b.WriteByte('.')
		case len(c.Outputs) > 0 && c.Outputs[len(c.Outputs)-1].Kind == Failure:
			b.WriteByte('E')
		default:
			b.WriteByte('x')
		}
	}
	return b.String()
}

func TestRunAndErrors(t *testing.T) {
	for _, c := range []struct {
		about string
		cells []string
		allow bool
		ran   string
		err   string
	}{
		{about: "no error", cells: []string{"stdout a", "stdout b"}, ran: "xx"},
		{about: "the first error ends the run", cells: []string{"stdout a", "error boom", "stdout c"}, ran: "xE.",
			err: "cell 2 of 3 (id c1) failed: panic: boom"},
		{about: "errors allowed", cells: []string{"error a", "error b", "stdout c"}, allow: true, ran: "EEx"},
		{about: "errors allowed by a tag", cells: []string{"raises-exception: error a", "error b", "stdout c"}, ran: "EE.",
			err: "cell 2 of 3 (id c1) failed: panic: b"},
		{about: "a tag allows an error, it does not demand one", cells: []string{"raises-exception: stdout a"}, ran: "x"},
		{about: "skipped cells do not count", cells: []string{"skip-execution: error a", "error b"}, ran: ".E",
			err: "cell 1 of 1 (id c1) failed: panic: b"},
	} {
		nb := code(c.cells...)
		err := Run(t.Context(), nb, &script{}, &Options{AllowErrors: c.allow})
		if got := fmt.Sprint(err); c.err == "" && err != nil || c.err != "" && got != c.err {
			t.Errorf("%s: error %v, want %q", c.about, err, c.err)
		}
		var cell *CellError
		if errors.As(err, &cell) && len(cell.Err.Traceback) != 2 {
			t.Errorf("%s: the traceback is lost: %q", c.about, cell.Err.Traceback)
		}
		if got := ran(nb); got != c.ran {
			t.Errorf("%s: cells ran as %s, want %s", c.about, got, c.ran)
		}
	}
}

func TestFailedRunKeepsNothingOfAnEarlierRun(t *testing.T) {
	nb := code("error boom", "stdout b")
	nb.Cells[1].Count, nb.Cells[1].Outputs = 9, []*Output{{Kind: Stream, Name: "stdout", Text: "stale"}}
	if err := Run(t.Context(), nb, &script{}, nil); err == nil {
		t.Fatal("no error")
	}
	if c := nb.Cells[1]; c.Count != 0 || len(c.Outputs) != 0 {
		t.Errorf("the cell after the error still holds In[%d], %v", c.Count, c.Outputs)
	}
}

func TestInterruptEndsTheRunEvenWhereErrorsAreAllowed(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	nb := code("cancel", "stdout b")
	err := Run(ctx, nb, &script{cancel: cancel}, &Options{AllowErrors: true})
	if err == nil || ran(nb) != "E." {
		t.Errorf("error %v, cells ran as %s, want E.", err, ran(nb))
	}
	if err := Run(ctx, nb, &script{}, nil); !errors.Is(err, context.Canceled) || ran(nb) != ".." {
		t.Errorf("run after its context ended: error %v, cells ran as %s", err, ran(nb))
	}
}

func TestKernelIsWrittenToTheMetadata(t *testing.T) {
	for _, c := range []struct{ about, before, name, err string }{
		{about: "nothing known", before: `{}`, name: "regan"},
		{about: "our language under another name", before: `{"kernelspec": {"name": "mine", "display_name": "Mine"}}`, name: "mine"},
		{about: "no name", before: `{"kernelspec": {"display_name": "Go", "language": "Go"}}`, name: "regan"},
		{about: "another language", before: `{"kernelspec": {"name": "python3", "language": "python"}}`,
			err: "the notebook's language is python, this kernel's is go; run it with a kernel for python"},
		{about: "another language, old style", before: `{"language_info": {"name": "R"}}`, err: "the notebook's language is R"},
	} {
		nb, err := Parse("x.ipynb", fmt.Appendf(nil, `{"nbformat": 4, "metadata": %s, "cells": []}`, c.before))
		if err != nil {
			t.Fatal(err)
		}
		err = Run(t.Context(), nb, &script{}, &Options{Kernel: goKernel})
		if c.err != "" {
			if err == nil || !strings.Contains(err.Error(), c.err) {
				t.Errorf("%s: error %v, want %s", c.about, err, c.err)
			}
			continue
		}
		spec, _ := nb.Metadata["kernelspec"].(map[string]any)
		info, _ := nb.Metadata["language_info"].(map[string]any)
		if err != nil || spec["name"] != c.name || spec["language"] != "go" || spec["display_name"] == "" || info["name"] != "go" {
			t.Errorf("%s: metadata %v, error %v", c.about, nb.Metadata, err)
		}
	}
}

func TestTimingIsRecordedWhereAsked(t *testing.T) {
	now := time.Date(2026, 3, 4, 5, 6, 7, 8000, time.UTC)
	clock := func() time.Time { now = now.Add(time.Second); return now }
	nb := code("stdout a")
	if err := Run(t.Context(), nb, &script{}, &Options{Now: clock}); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{"execution": map[string]any{
		"iopub.status.busy": "2026-03-04T05:06:08.000008Z", "iopub.execute_input": "2026-03-04T05:06:08.000008Z",
		"shell.execute_reply": "2026-03-04T05:06:09.000008Z", "iopub.status.idle": "2026-03-04T05:06:09.000008Z",
	}}
	if diff := cmp.Diff(want, nb.Cells[0].Metadata); diff != "" {
		t.Errorf("metadata (-want +got):\n%s", diff)
	}
}
