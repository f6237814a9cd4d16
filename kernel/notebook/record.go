package notebook

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"regan/kernel/display"
	"regan/kernel/session"
)

// displays are the outputs shown under a display id, in all cells: an update changes each of them.
type displays map[string][]*Output

// A recorder turns the events of one running cell into its outputs.
type recorder struct {
	cell    *Cell
	shown   displays
	clear   bool // before the next output
	results []*Output
	texts   map[*Output]*strings.Builder // of streams: a cell may print millions of times
}

func (r *recorder) record(e display.Event) {
	switch e.Kind {
	case display.Stdout, display.Stderr:
		r.stream(string(e.Kind), e.Text)
	case display.Display, display.Page: // a page as JupyterLab keeps it
		o := &Output{Kind: Display, Data: maps.Clone(e.Data), Metadata: map[string]any{}}
		r.add(o)
		if e.ID != "" {
			r.shown[e.ID] = append(r.shown[e.ID], o)
		}
	case display.Result:
		o := &Output{Kind: Result, Data: maps.Clone(e.Data), Metadata: map[string]any{}}
		r.add(o)
		r.results = append(r.results, o)
	case display.Update:
		for _, o := range r.shown[e.ID] { // one that was cleared changes unseen
			o.Data = maps.Clone(e.Data)
		}
	case display.Clear:
		r.clear = e.Wait
		if !e.Wait {
			r.cell.Outputs = nil
		}
	}
}

func (r *recorder) add(o *Output) {
	if r.clear {
		r.cell.Outputs, r.clear = nil, false
	}
	r.cell.Outputs = append(r.cell.Outputs, o)
}

// stream appends to the text of this name that the cell has printed since it last showed something else. Standard output
// stands before standard error: they come by two ways, so the order between them differs from run to run, and a notebook
// that is run twice should not.
func (r *recorder) stream(name, text string) {
	if text == "" {
		return
	}
	if r.clear {
		r.cell.Outputs, r.clear = nil, false
	}
	outputs := r.cell.Outputs
	at := len(outputs)
	for at > 0 && outputs[at-1].Kind == Stream {
		at--
		if outputs[at].Name == name {
			r.texts[outputs[at]].WriteString(text)
			return
		}
	}
	if name != string(display.Stdout) {
		at = len(outputs)
	}
	o := &Output{Kind: Stream, Name: name}
	r.texts[o] = &strings.Builder{}
	r.texts[o].WriteString(text)
	r.cell.Outputs = slices.Insert(outputs, at, o)
}

// overwritten is what a terminal shows no more: the part of a line before a carriage return that more text follows.
var overwritten = regexp.MustCompile(`[^\n]*\r+([^\r\n])`)

func (r *recorder) finish(outcome session.Outcome) {
	r.cell.Count = outcome.Count
	for _, o := range r.results {
		o.Count = outcome.Count
	}
	for _, o := range r.cell.Outputs {
		if o.Kind == Stream {
			o.Text = overwritten.ReplaceAllString(r.texts[o].String(), "$1")
		}
	}
	if err := outcome.Err; err != nil {
		r.add(&Output{Kind: Failure, Name: err.Name, Value: err.Value, Traceback: slices.Clone(err.Traceback)})
	}
}
