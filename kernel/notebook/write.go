package notebook

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"regan/kernel/display"
)

// WriteFile writes a notebook in one step: the file holds the old bytes or the new ones, never a part. A file that already
// holds these bytes is left alone. Permissions of an existing file are kept.
func WriteFile(file string, nb *Notebook) error {
	data, err := nb.Encode()
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	if target, err := filepath.EvalSymlinks(file); err == nil {
		file = target // replace what a link points at, not the link
	}
	mode := fs.FileMode(0o644)
	if info, err := os.Stat(file); err == nil {
		mode = info.Mode().Perm()
		if old, err := os.ReadFile(file); err == nil && bytes.Equal(old, data) {
			return nil
		}
	}
	temp, err := os.CreateTemp(filepath.Dir(file), ".regan-*.ipynb")
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name()) // fails, rightly, once the file is renamed
	_, err = temp.Write(data)
	if closeErr := temp.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = os.Chmod(temp.Name(), mode)
	}
	if err == nil {
		err = os.Rename(temp.Name(), file)
	}
	return err
}

// Encode returns the notebook's bytes, laid out as Jupyter lays them out: sorted keys, one blank per level, text as lists of
// lines, no escapes where UTF-8 will do, a newline at the end. It fails only on a value in metadata or outputs that JSON
// cannot express, such as NaN.
func (nb *Notebook) Encode() ([]byte, error) {
	cells := make([]any, len(nb.Cells))
	for i, c := range nb.Cells {
		cells[i] = c.object()
	}
	top := with(nb.extra, map[string]any{
		"nbformat":       4,
		"nbformat_minor": nb.Minor,
		"metadata":       orEmpty(nb.Metadata),
		"cells":          cells,
	})
	e := &encoder{}
	e.value(top, 0)
	e.WriteByte('\n')
	return e.Bytes(), e.err
}

// with returns a new object of the fields of both; ours win.
func with(extra, ours map[string]any) map[string]any {
	all := maps.Clone(extra)
	if all == nil {
		return ours
	}
	maps.Copy(all, ours)
	return all
}

func orEmpty(m map[string]any) map[string]any {
	if m == nil {
		return map[string]any{}
	}
	return m
}

func (c *Cell) object() map[string]any {
	object := map[string]any{
		"id":        c.ID,
		"cell_type": string(c.Kind),
		"source":    lines(c.Source),
		"metadata":  orEmpty(c.Metadata),
	}
	if c.Kind == Code {
		outputs := make([]any, len(c.Outputs))
		for i, o := range c.Outputs {
			outputs[i] = o.object()
		}
		object["outputs"] = outputs
		object["execution_count"] = count(c.Count)
	}
	if attachments, ok := c.extra["attachments"].(map[string]any); ok {
		object["attachments"] = splitAttachments(attachments)
	}
	return with(c.extra, object)
}

// splitAttachments lays out pictures that prose refers to. A bundle in a file may have been split where nbformat would not.
func splitAttachments(attachments map[string]any) map[string]any {
	all := maps.Clone(attachments)
	for name, a := range all {
		if bundle, ok := a.(map[string]any); ok {
			bundle = maps.Clone(bundle)
			joinBundle(bundle)
			all[name] = splitBundle(bundle)
		}
	}
	return all
}

func (o *Output) object() map[string]any {
	object := map[string]any{"output_type": string(o.Kind)}
	switch o.Kind {
	case Stream:
		object["name"], object["text"] = o.Name, lines(o.Text)
	case Display, Result:
		object["data"], object["metadata"] = splitBundle(o.Data), orEmpty(o.Metadata)
		if o.Kind == Result {
			object["execution_count"] = count(o.Count)
		}
	case Failure:
		traceback := make([]any, len(o.Traceback))
		for i, line := range o.Traceback {
			traceback[i] = line
		}
		object["ename"], object["evalue"], object["traceback"] = o.Name, o.Value, traceback
	}
	return with(o.extra, object)
}

func count(n int) any {
	if n == 0 {
		return nil
	}
	return n
}

// splitBundle stores those types as lines that nbformat stores as lines.
func splitBundle(data display.Bundle) map[string]any {
	object := make(map[string]any, len(data))
	for mime, content := range data {
		text, ok := content.(string)
		if ok && (strings.HasPrefix(mime, "text/") || mime == display.ImageSVG || mime == "application/javascript") {
			content = lines(text)
		}
		object[mime] = content
	}
	return object
}

// lines splits text after each line end, as Python's str.splitlines(True) does: that is what the format's reference
// implementation calls, and it knows more line ends than "\n".
func lines(text string) []any {
	list := []any{}
	start := 0
	for i, r := range text {
		switch r {
		case '\r':
			if strings.HasPrefix(text[i:], "\r\n") {
				continue
			}
		case '\n', '\v', '\f', 0x1c, 0x1d, 0x1e, 0x85, 0x2028, 0x2029:
		default:
			continue
		}
		end := i + utf8.RuneLen(r)
		list = append(list, text[start:end])
		start = end
	}
	if start < len(text) {
		list = append(list, text[start:])
	}
	return list
}

// An encoder writes JSON as Python's json.dumps does with indent=1, sort_keys=True and ensure_ascii=False.
type encoder struct {
	bytes.Buffer
	err error
}

func (e *encoder) value(v any, depth int) {
	switch v := v.(type) {
	case map[string]any:
		e.object(v, depth)
	case display.Bundle:
		e.object(v, depth)
	case []any:
		e.sequence('[', ']', len(v), depth, func(i int) { e.value(v[i], depth+1) })
	case string:
		e.text(v)
	case json.Number:
		e.WriteString(v.String())
	case nil, bool, int:
		fmt.Fprint(e, jsonWord(v))
	default: // what a cell showed as JSON may be of any type
		data, err := json.Marshal(v)
		if err == nil {
			v, err = decode(data)
		}
		if err != nil {
			e.err = fmt.Errorf("value of type %T cannot be written as JSON: %w", v, err)
			return
		}
		e.value(v, depth)
	}
}

func jsonWord(v any) any {
	if v == nil {
		return "null"
	}
	return v
}

func (e *encoder) object(object map[string]any, depth int) {
	keys := slices.Sorted(maps.Keys(object))
	e.sequence('{', '}', len(keys), depth, func(i int) {
		e.text(keys[i])
		e.WriteString(": ")
		e.value(object[keys[i]], depth+1)
	})
}

func (e *encoder) sequence(open, end byte, n, depth int, item func(int)) {
	e.WriteByte(open)
	for i := range n {
		if i > 0 {
			e.WriteByte(',')
		}
		e.newline(depth + 1)
		item(i)
	}
	if n > 0 {
		e.newline(depth)
	}
	e.WriteByte(end)
}

func (e *encoder) newline(depth int) {
	e.WriteByte('\n')
	for range depth {
		e.WriteByte(' ')
	}
}

func (e *encoder) text(s string) {
	e.WriteByte('"')
	for _, r := range s { // bytes that are not UTF-8 become U+FFFD
		switch r {
		case '"', '\\':
			e.WriteByte('\\')
			e.WriteByte(byte(r))
		case '\n':
			e.WriteString(`\n`)
		case '\r':
			e.WriteString(`\r`)
		case '\t':
			e.WriteString(`\t`)
		case '\b':
			e.WriteString(`\b`)
		case '\f':
			e.WriteString(`\f`)
		default:
			if r < ' ' {
				fmt.Fprintf(e, `\u%04x`, r)
			} else {
				e.WriteRune(r)
			}
		}
	}
	e.WriteByte('"')
}
