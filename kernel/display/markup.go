package display

import (
	"encoding/json"
	"fmt"
	"unicode/utf8"
)

// mostSource is how many bytes of a source its text/plain form has, some screens full: front ends that show no text/plain would be
// sent a large source twice, and in others nobody reads more.
const mostSource = 16 << 10

// sourceText is the text/plain form of a source.
func sourceText(source string) string {
	if len(source) <= mostSource {
		return source
	}
	n := mostSource
	for n > 0 && !utf8.RuneStart(source[n]) {
		n--
	}
	return fmt.Sprintf("%s\n... and %d bytes more", source[:n], len(source)-n)
}

// HTML is a fragment of HTML, shown as such. Its text/plain form is its source, or the first 16 KiB of that.
type HTML string

// MIME implements Renderer.
func (h HTML) MIME() map[string]any {
	return map[string]any{TextHTML: string(h), TextPlain: sourceText(string(h))}
}

// Markdown is text in Markdown, which a notebook renders.
type Markdown string

// MIME implements Renderer.
func (m Markdown) MIME() map[string]any {
	return map[string]any{TextMarkdown: string(m), TextPlain: sourceText(string(m))}
}

// Latex is a formula or text in LaTeX, with its dollar signs.
type Latex string

// MIME implements Renderer.
func (l Latex) MIME() map[string]any {
	return map[string]any{TextLatex: string(l), TextPlain: sourceText(string(l))}
}

// SVG is a picture.
type SVG string

// MIME implements Renderer.
func (s SVG) MIME() map[string]any {
	return map[string]any{ImageSVG: string(s), TextPlain: "SVG picture"}
}

// PNG is a picture.
type PNG []byte

// MIME implements Renderer.
func (p PNG) MIME() map[string]any {
	return map[string]any{ImagePNG: []byte(p), TextPlain: "PNG picture"}
}

// JSON shows a value as a tree that can be folded.
type JSON struct{ Value any }

// MIME implements Renderer.
func (j JSON) MIME() map[string]any {
	text, err := json.MarshalIndent(j.Value, "", "  ")
	if err != nil {
		return map[string]any{TextPlain: "display.JSON: " + err.Error()}
	}
	return map[string]any{JSONData: json.RawMessage(text), TextPlain: sourceText(string(text))}
}
