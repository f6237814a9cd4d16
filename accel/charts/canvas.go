package charts

import (
	"bytes"
	"fmt"
	"html"
	"strings"
	"unicode"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgsvg"
)

// A canvas is gonum's SVG canvas that also remembers how wide it took each text to be; 0 for short ones, which have room.
type canvas struct {
	*vgsvg.Canvas
	height int
	widths []vg.Length
}

// shortText is how many bytes a text may have for its width not to be fixed: the many numbers of a Gantt chart.
const shortText = 3

func newCanvas(height int) *canvas {
	return &canvas{Canvas: vgsvg.New(width, vg.Length(height)), height: height}
}

// FillString implements vg.Canvas.
func (c *canvas) FillString(face font.Face, pt vg.Point, text string) {
	w := vg.Length(0)
	if len(text) > shortText {
		w = face.Width(text)
	}
	c.widths = append(c.widths, w)
	c.Canvas.FillString(face, pt, printable(text))
}

// printable replaces what XML has no way to write.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return '\uFFFD'
	}, s)
}

// inside is the part of the card that may be drawn on.
func (c *canvas) inside() draw.Canvas {
	return draw.Crop(draw.New(c), margin, -margin, margin, -margin)
}

// fonts of all text: for readers without gonum's Liberation fonts first those of the same widths, then whatever is there.
const fonts = "font:normal 13px 'Liberation Sans',Arimo,Arial,Helvetica,'DejaVu Sans',sans-serif"

// document is the finished picture.
//
// It stands on a light card of its own. Colours that follow the page would be the other way to be legible in a dark
// theme, but JupyterLab shows an SVG as an <img>, which inherits no colour from the page, and prefers-color-scheme asks
// the operating system, not the Jupyter theme. A card looks the same everywhere, saved as a file as well.
//
// Text stays text, so that it can be selected, searched and read aloud. Its length is fixed to what the layout reckoned
// with: another font is squeezed a little instead of running into its neighbour.
func (c *canvas) document(title, description string) string {
	var b bytes.Buffer
	if _, err := c.WriteTo(&b); err != nil {
		panic("charts: writing to memory: " + err.Error())
	}
	_, body, found := strings.Cut(b.String(), `xmlns:xlink="http://www.w3.org/1999/xlink">`)
	if !found {
		panic("charts: vgsvg writes another header than its version 0.17.0 does")
	}
	body = strings.ReplaceAll(body, "font-family:Liberation Sans;font-variant:normal;", "") // said once, for all
	body = strings.ReplaceAll(body, "font-weight:normal;font-style:normal;", "")
	body = c.fixWidths(body)
	head := fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img" `+
		`style="max-width:100%%;height:auto;%s"><title>%s</title><desc>%s</desc>`+"\n"+
		`<rect x="0.5" y="0.5" width="%d" height="%d" rx="8" fill="#ffffff" stroke="#d0d7de"/>`,
		width, c.height, width, c.height, fonts, html.EscapeString(printable(title)),
		html.EscapeString(printable(description)), width-1, c.height-1)
	return head + body
}

// fixWidths adds to the texts, in the order in which they were drawn, the width that the layout took them to have.
func (c *canvas) fixWidths(body string) string {
	const start = "<text "
	var b strings.Builder
	for i, part := range strings.Split(body, start) {
		if i > 0 {
			b.WriteString(start)
			if w := c.widths[i-1].Points(); w > 0 {
				fmt.Fprintf(&b, `textLength="%.1f" lengthAdjust="spacingAndGlyphs" `, w)
			}
		}
		b.WriteString(part)
	}
	return b.String()
}
