package notebook

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"regan/kernel/display"
)

// A FormatError says why a file is not a notebook that can be read, and what would be right.
type FormatError struct {
	File    string
	Problem string
	Want    string // what would be right; may be empty
}

func (e *FormatError) Error() string {
	s := e.File + ": " + e.Problem
	if e.Want != "" {
		s += "; " + e.Want
	}
	return s
}

// ReadFile reads a notebook. Its error is a *FormatError when the file could be read and is no notebook.
func ReadFile(file string) (*Notebook, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return Parse(file, data)
}

const wantNotebook = "a notebook is a JSON document as Jupyter writes it, with nbformat 4"

// Parse reads a notebook from memory. The file name is for errors, which are of type *FormatError.
//
// Cells without an id (formats 4.0 to 4.4), or with one that an earlier cell has, get one that follows from their place and
// source, so that reading the same bytes twice gives the same notebook.
func Parse(file string, data []byte) (*Notebook, error) {
	fail := func(want, problem string, args ...any) (*Notebook, error) {
		return nil, &FormatError{File: file, Problem: fmt.Sprintf(problem, args...), Want: want}
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if len(bytes.TrimSpace(data)) == 0 {
		return fail(wantNotebook, "the file is empty")
	}
	value, err := decode(data)
	if err != nil {
		return fail(wantNotebook, "not JSON: %s%v", place(data, err), err)
	}
	top, ok := value.(map[string]any)
	if !ok {
		return fail(wantNotebook, "JSON, but not a notebook: it holds %s", describe(value))
	}
	f := &fields{rest: top}
	major, minor := f.integer("nbformat"), f.integer("nbformat_minor")
	switch {
	case f.err != nil:
		return fail(wantNotebook, "%v", f.err)
	case major == 0:
		return fail(wantNotebook, `JSON, but not a notebook: it has no "nbformat"`)
	case major < 4:
		return fail("format 4 is right: jupyter nbconvert --to notebook --nbformat 4 converts it",
			"the notebook is in format %d.%d", major, minor)
	case major > 4:
		return fail("format 4 is right: save it as such", "the notebook is in format %d.%d, newer than this program",
			major, minor)
	}
	nb := &Notebook{Minor: max(minor, 5), Metadata: f.object("metadata")}
	for _, transient := range []string{"orig_nbformat", "orig_nbformat_minor", "signature"} {
		delete(nb.Metadata, transient) // as nbformat does: they describe a copy in memory
	}
	cells := f.list("cells")
	if f.err != nil {
		return fail(wantNotebook, "%v", f.err)
	}
	nb.extra = f.rest
	for i, v := range cells {
		c, err := readCell(v)
		if err != nil {
			return fail("", "cell %d: %v", i+1, err)
		}
		nb.Cells = append(nb.Cells, c)
	}
	nb.fillIDs()
	return nb, nil
}

// decode reads one JSON value and keeps numbers as they are written.
func decode(data []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, errors.New("text after the document's end")
	}
	return v, nil
}

// place turns the offset that a syntax error carries into a line.
func place(data []byte, err error) string {
	var syntax *json.SyntaxError
	if !errors.As(err, &syntax) {
		return ""
	}
	before := data[:min(int(syntax.Offset), len(data))]
	return fmt.Sprintf("line %d: ", 1+bytes.Count(before, []byte("\n")))
}

func describe(v any) string {
	switch v.(type) {
	case nil:
		return "null"
	case map[string]any:
		return "an object"
	case []any:
		return "a list"
	case string:
		return "a string"
	case bool:
		return "a boolean"
	default:
		return "a number"
	}
}

func readCell(v any) (*Cell, error) {
	object, ok := v.(map[string]any)
	if !ok {
		return nil, fmt.Errorf("must be an object, is %s", describe(v))
	}
	f := &fields{rest: object}
	kind := f.text("cell_type")
	if kind == "" && f.err == nil {
		return nil, errors.New(`has no "cell_type"`)
	}
	c := &Cell{
		ID:       f.text("id"),
		Kind:     CellKind(kind),
		Source:   f.text("source"),
		Metadata: f.object("metadata"),
	}
	delete(c.Metadata, "trusted") // as nbformat does: it describes a copy in memory
	if c.Kind == Code {
		c.Count = f.integer("execution_count")
		for i, v := range f.list("outputs") {
			o, err := readOutput(v)
			if err != nil {
				return nil, fmt.Errorf("output %d: %w", i+1, err)
			}
			c.Outputs = append(c.Outputs, o)
		}
	}
	c.extra = f.rest
	return c, f.err
}

func readOutput(v any) (*Output, error) {
	object, ok := v.(map[string]any)
	if !ok {
		return nil, fmt.Errorf("must be an object, is %s", describe(v))
	}
	f := &fields{rest: object}
	o := &Output{Kind: OutputKind(f.text("output_type"))}
	switch o.Kind {
	case Stream:
		o.Name, o.Text = f.text("name"), f.text("text")
	case Display, Result:
		o.Data, o.Metadata = f.object("data"), f.object("metadata")
		joinBundle(o.Data)
		if o.Kind == Result {
			o.Count = f.integer("execution_count")
		}
	case Failure:
		o.Name, o.Value = f.text("ename"), f.text("evalue")
		for _, line := range f.list("traceback") {
			s, ok := line.(string)
			if !ok {
				return nil, fmt.Errorf("traceback must hold strings, holds %s", describe(line))
			}
			o.Traceback = append(o.Traceback, s)
		}
	}
	o.extra = f.rest
	return o, f.err
}

// joinBundle makes one string of each text that the format stores as a list of lines.
func joinBundle(data map[string]any) {
	for mime, content := range data {
		if text, ok := joined(content); ok && !isJSON(mime) {
			data[mime] = text
		}
	}
}

// isJSON reports whether a MIME type's content is a JSON value, in which a list of strings is a list of strings.
func isJSON(mime string) bool {
	return mime == display.JSONData || strings.HasPrefix(mime, "application/") && strings.HasSuffix(mime, "+json")
}

// joined returns the text of a string that the format stores as a list of lines.
func joined(v any) (string, bool) {
	list, ok := v.([]any)
	if !ok {
		return "", false
	}
	var b strings.Builder
	for _, line := range list {
		s, ok := line.(string)
		if !ok {
			return "", false
		}
		b.WriteString(s)
	}
	return b.String(), true
}

// fields takes an object apart: each method removes one field and returns its value, or the zero value where the field is
// missing or null. err is the first field that holds something else.
type fields struct {
	rest map[string]any
	err  error
}

func (f *fields) take(name string) any {
	v := f.rest[name]
	delete(f.rest, name)
	return v
}

func (f *fields) wrong(name, want string, v any) {
	if f.err == nil {
		f.err = fmt.Errorf("%q must be %s, is %s", name, want, describe(v))
	}
}

func (f *fields) text(name string) string {
	v := f.take(name)
	if s, ok := joined(v); ok {
		return s
	}
	s, ok := v.(string)
	if !ok && v != nil {
		f.wrong(name, "a string or a list of strings", v)
	}
	return s
}

func (f *fields) integer(name string) int {
	v := f.take(name)
	if v == nil {
		return 0
	}
	if number, ok := v.(json.Number); ok {
		if i, err := number.Int64(); err == nil && i >= 0 {
			return int(i)
		}
	}
	if f.err == nil {
		f.err = fmt.Errorf("%q must be a whole number from 0, is %v", name, v)
	}
	return 0
}

func (f *fields) object(name string) map[string]any {
	v := f.take(name)
	object, ok := v.(map[string]any)
	if !ok && v != nil {
		f.wrong(name, "an object", v)
	}
	if object == nil {
		object = map[string]any{}
	}
	return object
}

func (f *fields) list(name string) []any {
	v := f.take(name)
	list, ok := v.([]any)
	if !ok && v != nil {
		f.wrong(name, "a list", v)
	}
	return list
}

// fillIDs gives an id to each cell that has none of its own.
func (nb *Notebook) fillIDs() {
	known := map[string]bool{}
	var without []int
	for i, c := range nb.Cells {
		if c.ID == "" || known[c.ID] {
			without = append(without, i)
		}
		known[c.ID] = true
	}
	for try := 0; len(without) > 0; try++ {
		without = slices.DeleteFunc(without, func(i int) bool {
			c := nb.Cells[i]
			sum := sha256.Sum256(fmt.Appendf(nil, "%d %d %s", i, try, c.Source))
			id := hex.EncodeToString(sum[:4])
			if known[id] {
				return false
			}
			c.ID, known[id] = id, true
			return true
		})
	}
}
