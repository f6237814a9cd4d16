package display

import "encoding/json"

// HTML is a fragment of HTML, shown as such. Its text/plain form is its source.
type HTML string

// MIME implements Renderer.
func (h HTML) MIME() map[string]any {
	return map[string]any{TextHTML: string(h), TextPlain: string(h)}
}

// Markdown is text in Markdown, which a notebook renders.
type Markdown string

// MIME implements Renderer.
func (m Markdown) MIME() map[string]any {
	return map[string]any{TextMarkdown: string(m), TextPlain: string(m)}
}

// Latex is a formula or text in LaTeX, with its dollar signs.
type Latex string

// MIME implements Renderer.
func (l Latex) MIME() map[string]any {
	return map[string]any{TextLatex: string(l), TextPlain: string(l)}
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
	return map[string]any{JSONData: json.RawMessage(text), TextPlain: string(text)}
}
