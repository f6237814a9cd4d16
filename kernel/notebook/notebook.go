// Package notebook reads, runs and writes Jupyter notebooks, in format 4 (nbformat 4.0 to 4.x, written as 4.5 or later).
//
//	Notebook  cells in order, with the document's metadata
//	Cell      prose or code; code with the outputs it had when it last ran
//	Output    one thing a code cell showed: text, a bundle of MIME types, or an error
//	Runner    what runs code: a *session.Session
//
// What this package does not know, it keeps: fields and metadata of other tools come back out as they went in, and the
// bytes written are those that Jupyter would write, so that a diff shows what changed and nothing else.
//
// Start with ReadFile, then Run, then WriteFile.
package notebook

import (
	"slices"

	"regan/kernel/display"
)

// A Notebook is a document of cells.
type Notebook struct {
	Minor    int // of the format, 5 or more: the major number is 4
	Metadata map[string]any
	Cells    []*Cell

	extra map[string]any // top-level fields that are not ours
}

// CellKind tells prose from code.
type CellKind string

const (
	Code     CellKind = "code"
	Markdown CellKind = "markdown"
	Raw      CellKind = "raw"
)

// A Cell is one cell. Outputs and Count are those of a code cell.
type Cell struct {
	ID       string // unique in its notebook
	Kind     CellKind
	Source   string
	Metadata map[string]any
	Count    int // what In[n] shows; 0 when it has not run
	Outputs  []*Output

	extra map[string]any
}

// Tags returns the labels that a reader gave the cell, such as "raises-exception".
func (c *Cell) Tags() []string {
	list, _ := c.Metadata["tags"].([]any)
	var tags []string
	for _, t := range list {
		if s, ok := t.(string); ok {
			tags = append(tags, s)
		}
	}
	return tags
}

// HasTag reports whether the cell carries a tag.
func (c *Cell) HasTag(tag string) bool { return slices.Contains(c.Tags(), tag) }

// OutputKind tells which fields of an Output count.
type OutputKind string

const (
	Stream  OutputKind = "stream"         // Name, Text
	Display OutputKind = "display_data"   // Data, Metadata
	Result  OutputKind = "execute_result" // Data, Metadata, Count
	Failure OutputKind = "error"          // Name, Value, Traceback
)

// An Output is one thing that a code cell showed.
type Output struct {
	Kind      OutputKind
	Name      string // Stream: "stdout" or "stderr"; Failure: the error's name
	Text      string
	Data      display.Bundle
	Metadata  map[string]any
	Count     int
	Value     string
	Traceback []string

	extra map[string]any // and all fields, where Kind is none of the above
}
