package display_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"regan/kernel/display"
)

type picture struct{ data []byte }

func (p picture) MIME() map[string]any { return map[string]any{display.ImagePNG: p.data} }

type named int

func (n named) String() string { return fmt.Sprintf("named %d", int(n)) }

type node struct {
	value int
	next  *node
}

func circle() *node {
	n := &node{value: 1}
	n.next = n
	return n
}

// What holds no pointers prints as fmt prints it.
func TestTextIsThatOfFmt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		type plain struct {
			A int
			B []float64
			C map[string]uint8
			d bool
			E [2]complex64
		}
		value := plain{
			rapid.Int().Draw(t, "A"), rapid.SliceOfN(rapid.Float64(), 0, 5).Draw(t, "B"),
			rapid.MapOfN(rapid.StringN(0, 3, 9), rapid.Uint8(), 0, 5).Draw(t, "C"), rapid.Bool().Draw(t, "d"), [2]complex64{1, 2i},
		}
		if got, want := display.Text(value), fmt.Sprintf("%+v", value); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	})
}

func TestOf(t *testing.T) {
	tests := []struct {
		name  string
		value any
		want  display.Bundle
	}{
		{"a string stands as it is", "a\n\"b\"", display.Bundle{"text/plain": "a\n\"b\""}},
		{"a number", 1.5, display.Bundle{"text/plain": "1.5"}},
		{"nil", nil, display.Bundle{"text/plain": "<nil>"}},
		{"a map is sorted", map[string]int{"b": 2, "a": 1}, display.Bundle{"text/plain": "map[a:1 b:2]"}},
		{"a struct has its field names", struct{ A, B int }{1, 2}, display.Bundle{"text/plain": "{A:1 B:2}"}},
		{"a Stringer", named(3), display.Bundle{"text/plain": "named 3"}},
		{"an error", errors.New("bad"), display.Bundle{"text/plain": "bad"}},
		{"a function has a type and no address", func(int) string { return "" }, display.Bundle{"text/plain": "func(int) string"}},
		{"a channel has a type and no address", make(chan int), display.Bundle{"text/plain": "chan int"}},
		{"a pointer in a struct is followed", &node{1, &node{2, nil}}, display.Bundle{"text/plain": "&{value:1 next:&{value:2 next:<nil>}}"}},
		{"a value that contains itself", circle(), display.Bundle{"text/plain": "&{value:1 next:&...}"}},
		{"a Stringer inside", []any{named(3), nil, "s"}, display.Bundle{"text/plain": "[named 3 <nil> s]"}},
		{"numbers as keys", map[int]bool{10: true, 9: false}, display.Bundle{"text/plain": "map[9:false 10:true]"}},
		{"floats", []float64{1, 0.1, 1e21}, display.Bundle{"text/plain": "[1 0.1 1e+21]"}},
		{"a nil slice", []int(nil), display.Bundle{"text/plain": "[]"}},
		{"bytes of a picture are base64", picture{[]byte{1, 2, 255}}, display.Bundle{"image/png": "AQL/", "text/plain": "{data:[1 2 255]}"}},
		{"HTML", display.HTML("<b>x</b>"), display.Bundle{"text/html": "<b>x</b>", "text/plain": "<b>x</b>"}},
		{"Markdown", display.Markdown("*x*"), display.Bundle{"text/markdown": "*x*", "text/plain": "*x*"}},
		{"Latex", display.Latex("$x$"), display.Bundle{"text/latex": "$x$", "text/plain": "$x$"}},
		{"SVG", display.SVG("<svg/>"), display.Bundle{"image/svg+xml": "<svg/>", "text/plain": "SVG picture"}},
		{"PNG", display.PNG{1}, display.Bundle{"image/png": "AQ==", "text/plain": "PNG picture"}},
		{"JSON", display.JSON{map[string]int{"a": 1}},
			display.Bundle{"application/json": json.RawMessage("{\n  \"a\": 1\n}"), "text/plain": "{\n  \"a\": 1\n}"}},
		{"what JSON cannot hold", display.JSON{make(chan int)},
			display.Bundle{"text/plain": "display.JSON: json: unsupported type: chan int"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, display.Of(tt.value)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// A large source is not sent twice: its text/plain form is its beginning, cut between two characters.
func TestALargeSourceHasAShortText(t *testing.T) {
	source := strings.Repeat("é", 8<<10) // as much as is shown
	text := display.Of(display.HTML(source)).Text()
	if text != source {
		t.Errorf("%d bytes as text have %d", len(source), len(text))
	}
	for _, tt := range []struct {
		value display.Renderer
		mime  string
	}{
		{display.HTML("x" + source), display.TextHTML},
		{display.Markdown("x" + source), display.TextMarkdown},
		{display.Latex("x" + source), display.TextLatex},
	} {
		b := display.Of(tt.value)
		if want := "x" + source[:len(source)-2] + "\n... and 2 bytes more"; b.Text() != want || b[tt.mime] != "x"+source {
			t.Errorf("%s: text/plain ends with %q", tt.mime, b.Text()[len(b.Text())-40:])
		}
	}
	if text := display.Of(display.JSON{source}).Text(); !strings.HasSuffix(text, "\n... and 3 bytes more") { // with its quotes
		t.Errorf("JSON: text/plain ends with %q", text[len(text)-40:])
	}
}

// Under the Go tool the functions print what a notebook would show as text.
func ExampleShow() {
	display.Show(1, "two", display.HTML("<b>three</b>"))
	// Output:
	// 1
	// two
	// <b>three</b>
}
