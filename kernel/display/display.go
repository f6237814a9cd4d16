// Package display is what a cell imports to show things.
//
//	Bundle    one value in several MIME types, text/plain always among them
//	Renderer  a value that says how it is shown
//	Event     one thing a running cell sends: text, a bundle, an update, a clearing
//
// A cell's last expression is shown without any call. Start with Show to show more than one value in a cell, and with
// HTML, Markdown or SVG to show text that is already marked up. Run by the Go tool instead of regan, the same calls print
// the text/plain form to standard output.
package display

import (
	"encoding/base64"
	"maps"
)

// MIME types that every front end of Jupyter knows.
const (
	TextPlain    = "text/plain"
	TextHTML     = "text/html"
	TextMarkdown = "text/markdown"
	TextLatex    = "text/latex"
	ImageSVG     = "image/svg+xml"
	ImagePNG     = "image/png"
	JSONData     = "application/json"
	VegaLite     = "application/vnd.vegalite.v5+json"
)

// A Renderer is a value that says how it is shown. MIME maps a MIME type to its content: a string for text types and SVG,
// a []byte for binary types such as image/png, any value that encoding/json takes for JSON types. The method names no type
// of this package, so that a package can implement it without importing this one.
type Renderer interface {
	MIME() map[string]any
}

// A Bundle is one value in several MIME types, ready for the wire: binary contents are base64 strings.
type Bundle map[string]any

// Of renders a value: by its MIME method where it has one, else as Go prints it. The bundle always has text/plain.
func Of(value any) Bundle {
	b := Bundle{}
	if r, ok := value.(Renderer); ok {
		maps.Copy(b, r.MIME())
	}
	for mime, content := range b {
		if data, ok := content.([]byte); ok {
			b[mime] = base64.StdEncoding.EncodeToString(data)
		}
	}
	if _, ok := b[TextPlain]; !ok {
		b[TextPlain] = Text(value)
	}
	return b
}

// Text returns the bundle's text/plain content.
func (b Bundle) Text() string {
	s, _ := b[TextPlain].(string)
	return s
}
