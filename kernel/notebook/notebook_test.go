package notebook

import (
	"bytes"
	"errors"
	"flag"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"regan/kernel/display"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s differs (-want +got):\n%s", file, diff)
	}
}

func encode(t *testing.T, nb *Notebook) []byte {
	t.Helper()
	data, err := nb.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func read(t *testing.T, file string) *Notebook {
	t.Helper()
	nb, err := ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return nb
}

func TestForeignNotebooksKeepTheirBytes(t *testing.T) {
	files, err := filepath.Glob("testdata/foreign/*.ipynb")
	if err != nil || len(files) < 2 {
		t.Fatalf("no notebooks to read: %v, %v", files, err)
	}
	for _, file := range files {
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(encode(t, read(t, file)))); diff != "" {
			t.Errorf("%s changed (-was +is):\n%s", file, diff)
		}
	}
}

func TestWhatIsRead(t *testing.T) {
	nb := read(t, "testdata/foreign/all.ipynb")
	c := nb.Cells[2]
	if c.ID != "c_0-d" || c.Kind != Code || c.Count != 7 || c.Source != "x := 1\nx" {
		t.Errorf("code cell read as %+v", c)
	}
	var kinds []OutputKind
	for _, o := range c.Outputs {
		kinds = append(kinds, o.Kind)
	}
	want := []OutputKind{Stream, Stream, Stream, Display, Result, Failure, Display}
	if diff := cmp.Diff(want, kinds); diff != "" {
		t.Errorf("outputs (-want +got):\n%s", diff)
	}
	if got := c.Outputs[0].Text; got != "one\r\ntwo\rthree\n\n" {
		t.Errorf("stream's text = %q", got)
	}
	shown := c.Outputs[3].Data
	if got := shown[display.TextHTML]; got != "<b>\n</b>" {
		t.Errorf("text/html = %q, want its lines joined", got)
	}
	if _, ok := shown[display.JSONData].([]any); !ok {
		t.Errorf("application/json = %#v, want the list of strings that it is", shown[display.JSONData])
	}
	if got := nb.Cells[0].Tags(); !cmp.Equal(got, []string{"a"}) {
		t.Errorf("tags = %q", got)
	}
	if got := nb.Language(); got != "go" {
		t.Errorf("language = %q", got)
	}
}

func TestOldFormatIsUpgraded(t *testing.T) {
	nb := read(t, "testdata/old.ipynb")
	golden(t, "testdata/old.golden", encode(t, nb))
	again := read(t, "testdata/old.ipynb")
	ids := map[string]bool{}
	for i, c := range nb.Cells {
		if c.ID == "" || ids[c.ID] {
			t.Errorf("cell %d has no id of its own: %q", i, c.ID)
		}
		ids[c.ID] = true
		if again.Cells[i].ID != c.ID {
			t.Errorf("cell %d: id %q at first, %q when read again", i, c.ID, again.Cells[i].ID)
		}
	}
}

func TestDuplicateIDsAreReplaced(t *testing.T) {
	nb, err := Parse("x.ipynb", []byte(`{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [
		{"cell_type": "raw", "id": "a", "source": "1"}, {"cell_type": "raw", "id": "a", "source": "2"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	if nb.Cells[0].ID != "a" || nb.Cells[1].ID == "a" {
		t.Errorf("ids %q and %q, want the first kept and the second replaced", nb.Cells[0].ID, nb.Cells[1].ID)
	}
}

func TestWhatIsNoNotebook(t *testing.T) {
	const head = `{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [`
	for _, c := range []struct{ data, want string }{
		{"", "x.ipynb: the file is empty"},
		{" \n", "the file is empty"},
		{"# Title\n", "not JSON: line 1: invalid character '#'"},
		{"{\n\"cells\": [\n}", "not JSON: line 3: invalid character '}'"},
		{"{\"cells\": [\n", "not JSON: unexpected EOF"},
		{"{} {}", "not JSON: text after the document's end"},
		{"[]", "not a notebook: it holds a list; a notebook is a JSON document as Jupyter writes it, with nbformat 4"},
		{`"x"`, "not a notebook: it holds a string"},
		{"{}", `not a notebook: it has no "nbformat"`},
		{`{"nbformat": "4"}`, `"nbformat" must be a whole number from 0, is 4`},
		{`{"nbformat": 3, "nbformat_minor": 0}`, "the notebook is in format 3.0; format 4 is right: jupyter nbconvert"},
		{`{"nbformat": 5, "nbformat_minor": 1}`, "the notebook is in format 5.1, newer than this program; format 4 is right"},
		{`{"nbformat": 4, "cells": {}}`, `"cells" must be a list, is an object`},
		{`{"nbformat": 4, "metadata": 1}`, `"metadata" must be an object, is a number`},
		{head + `1]}`, "cell 1: must be an object, is a number"},
		{head + `{}]}`, `cell 1: has no "cell_type"`},
		{head + `{"cell_type": "raw"}, {"cell_type": true}]}`, `cell 2: "cell_type" must be a string or a list of strings`},
		{head + `{"cell_type": "raw", "source": [1]}]}`, `cell 1: "source" must be a string or a list of strings, is a list`},
		{head + `{"cell_type": "code", "execution_count": 1.5}]}`, `cell 1: "execution_count" must be a whole number`},
		{head + `{"cell_type": "code", "outputs": [null]}]}`, "cell 1: output 1: must be an object, is null"},
		{head + `{"cell_type": "code", "outputs": [{"output_type": "error", "traceback": [1]}]}]}`,
			"cell 1: output 1: traceback must hold strings, holds a number"},
	} {
		_, err := Parse("x.ipynb", []byte(c.data))
		var format *FormatError
		if !errors.As(err, &format) || !strings.HasPrefix(err.Error(), "x.ipynb: ") || !strings.Contains(err.Error(), c.want) {
			t.Errorf("Parse(%q):\n  got  %v\n  want %s", c.data, err, c.want)
		}
	}
	if _, err := ReadFile(filepath.Join(t.TempDir(), "missing.ipynb")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing file: %v", err)
	}
}

func TestByteOrderMarkIsPassedOver(t *testing.T) {
	data, err := os.ReadFile("testdata/foreign/empty.ipynb")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Parse("x.ipynb", append([]byte("\ufeff"), data...)); err != nil {
		t.Error(err)
	}
}

// Python 3: "...".splitlines(True).
func TestLinesAreThoseOfPython(t *testing.T) {
	for _, c := range []struct {
		text string
		want []any
	}{
		{"", []any{}},
		{"a", []any{"a"}},
		{"a\n", []any{"a\n"}},
		{"a\r\nb\rc\n\nd", []any{"a\r\n", "b\r", "c\n", "\n", "d"}},
		{"\r\r\n", []any{"\r", "\r\n"}},
		{"a\vb\fc\x1cd\x1de\x1ef\u0085g\u2028h\u2029i", []any{"a\v", "b\f", "c\x1c", "d\x1d", "e\x1e", "f\u0085", "g\u2028", "h\u2029", "i"}},
		{"ä\t\x1f\u00a0\n", []any{"ä\t\x1f\u00a0\n"}},
	} {
		if diff := cmp.Diff(c.want, lines(c.text)); diff != "" {
			t.Errorf("lines(%q) (-want +got):\n%s", c.text, diff)
		}
	}
}

func TestOutputsOfAnyTypeAreWritten(t *testing.T) {
	show := func(v any) *Notebook {
		return &Notebook{Minor: 5, Cells: []*Cell{{ID: "a", Kind: Code, Outputs: []*Output{
			{Kind: Display, Data: display.Bundle{display.JSONData: v}},
		}}}}
	}
	type point struct{ X, Y float64 }
	text := strings.Join(strings.Fields(string(encode(t, show([]point{{1, 2.5}})))), "")
	if want := `"application/json":[{"X":1,"Y":2.5}]`; !strings.Contains(text, want) {
		t.Errorf("%s\nlacks %s", text, want)
	}
	if _, err := show(math.NaN()).Encode(); err == nil {
		t.Error("NaN was written, JSON has none")
	}
}

func TestWriteFile(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "a.ipynb")
	if err := os.WriteFile(file, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	nb := read(t, "testdata/foreign/all.ipynb")
	if err := WriteFile(file, nb); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(file)
	if err != nil || !bytes.Equal(got, encode(t, nb)) {
		t.Errorf("wrote %q, %v", got, err)
	}
	if info, err := os.Stat(file); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("permissions are now %v, %v", info.Mode(), err)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("left behind: %v", entries)
	}
	nb.Metadata["bad"] = math.Inf(1)
	if err := WriteFile(file, nb); err == nil || !strings.Contains(err.Error(), file) {
		t.Errorf("an infinity was written: %v", err)
	}
	if again, _ := os.ReadFile(file); !bytes.Equal(got, again) {
		t.Error("a failed write changed the file")
	}
}

func anyText() *rapid.Generator[string] {
	return rapid.StringOf(rapid.OneOf(rapid.Rune(), rapid.SampledFrom([]rune("\n\r\t\b\f\"\\\x00\x1f\u2028<&é"))))
}

func anyMetadata() *rapid.Generator[map[string]any] {
	return rapid.MapOfN(anyText(), rapid.Map(anyText(), func(s string) any { return s }), 0, 3)
}

func anyOutput() *rapid.Generator[*Output] {
	return rapid.Custom(func(t *rapid.T) *Output {
		o := &Output{Kind: rapid.SampledFrom([]OutputKind{Stream, Display, Result, Failure}).Draw(t, "kind")}
		switch o.Kind {
		case Stream:
			o.Name, o.Text = rapid.SampledFrom([]string{"stdout", "stderr"}).Draw(t, "name"), anyText().Draw(t, "text")
		case Display, Result:
			o.Data = rapid.MapOf(rapid.SampledFrom([]string{"text/plain", "image/png", "image/svg+xml", "application/json"}),
				rapid.Map(anyText(), func(s string) any { return s })).Draw(t, "data")
			o.Metadata = anyMetadata().Draw(t, "metadata")
			if o.Kind == Result {
				o.Count = rapid.IntRange(0, 1e6).Draw(t, "count")
			}
		case Failure:
			o.Name, o.Value = anyText().Draw(t, "ename"), anyText().Draw(t, "evalue")
			o.Traceback = rapid.SliceOfN(anyText(), 0, 3).Draw(t, "traceback")
		}
		return o
	})
}

func anyNotebook() *rapid.Generator[*Notebook] {
	return rapid.Custom(func(t *rapid.T) *Notebook {
		nb := &Notebook{Minor: rapid.IntRange(5, 9).Draw(t, "minor"), Metadata: anyMetadata().Draw(t, "metadata")}
		ids := rapid.SliceOfNDistinct(rapid.StringMatching(`[a-zA-Z0-9_-]{1,64}`), 0, 4, rapid.ID).Draw(t, "ids")
		for _, id := range ids {
			c := &Cell{
				ID:       id,
				Kind:     rapid.SampledFrom([]CellKind{Code, Markdown, Raw}).Draw(t, "kind"),
				Source:   anyText().Draw(t, "source"),
				Metadata: anyMetadata().Draw(t, "cell metadata"),
			}
			if c.Kind == Code {
				c.Count = rapid.IntRange(0, 1e6).Draw(t, "count")
				c.Outputs = rapid.SliceOfN(anyOutput(), 0, 3).Draw(t, "outputs")
			}
			nb.Cells = append(nb.Cells, c)
		}
		return nb
	})
}

func TestReadingUndoesWriting(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		nb := anyNotebook().Draw(t, "notebook")
		data, err := nb.Encode()
		if err != nil {
			t.Fatal(err)
		}
		got, err := Parse("x.ipynb", data)
		if err != nil {
			t.Fatalf("%v\n%s", err, data)
		}
		same := cmp.Options{cmpopts.IgnoreUnexported(Notebook{}, Cell{}, Output{}), cmpopts.EquateEmpty()}
		if diff := cmp.Diff(nb, got, same); diff != "" {
			t.Fatalf("came back changed (-was +is):\n%s", diff)
		}
	})
}

// Whatever is read, reading what was written for it gives the same bytes again.
func FuzzParse(f *testing.F) {
	for _, pattern := range []string{"testdata/*.ipynb", "testdata/foreign/*.ipynb"} {
		files, _ := filepath.Glob(pattern)
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(data)
		}
	}
	f.Add([]byte(`{"nbformat":4,"cells":[{"cell_type":"x","outputs":1,"attachments":{"a":{"text/plain":[]}}}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		nb, err := Parse("x.ipynb", data)
		if err != nil {
			return
		}
		once := encode(t, nb)
		again, err := Parse("x.ipynb", once)
		if err != nil {
			t.Fatalf("what was written cannot be read: %v\n%s", err, once)
		}
		if diff := cmp.Diff(string(once), string(encode(t, again))); diff != "" {
			t.Errorf("written again, it differs (-once +again):\n%s", diff)
		}
	})
}
