package notebook

import (
	"maps"
	"regexp"
	"slices"

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
}

func (r *recorder) record(e display.Event) {
	switch e.Kind {
	case display.Stdout, display.Stderr:
		r.stream(string(e.Kind), e.Text)
	case display.Display:
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

// stream appends to the cell's text of this name where nothing else was shown since, as front ends do.
func (r *recorder) stream(name, text string) {
	if text == "" {
		return
	}
	if n := len(r.cell.Outputs); n > 0 && !r.clear {
		if last := r.cell.Outputs[n-1]; last.Kind == Stream && last.Name == name {
			last.Text += text
			return
		}
	}
	r.add(&Output{Kind: Stream, Name: name, Text: text})
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
			o.Text = overwritten.ReplaceAllString(o.Text, "$1")
		}
	}
	if err := outcome.Err; err != nil {
		r.add(&Output{Kind: Failure, Name: err.Name, Value: err.Value, Traceback: slices.Clone(err.Traceback)})
	}
}
