package engine

import (
	"bytes"
	"image"
	"image/png"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"

	"regan/kernel/display"
)

// The size in which a plot is shown: as wide as a notebook's column takes without scaling, at four by three.
const (
	plotWidth  = 6 * vg.Inch
	plotHeight = 4.5 * vg.Inch
)

// bundle renders a value for the reader. Plots and images of compiled packages are shown as pictures, though these packages
// know nothing of display.
func bundle(value any) display.Bundle {
	switch v := value.(type) {
	case display.Renderer:
	case *plot.Plot:
		if svg, err := svgOf(v); err == nil {
			return display.Of(picture{display.ImageSVG, svg, "plot " + v.Title.Text})
		}
	case image.Image:
		var b bytes.Buffer
		if v.Bounds().Empty() || png.Encode(&b, v) != nil {
			break
		}
		return display.Of(picture{display.ImagePNG, b.Bytes(), "image " + v.Bounds().Size().String()})
	}
	return display.Of(value)
}

// svgOf draws a plot. One that is not finished can panic in its own code; then it is shown as any value.
func svgOf(p *plot.Plot) (svg string, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &Failure{Cause: Panicked, Message: panicText(r)}
		}
	}()
	w, err := p.WriterTo(plotWidth, plotHeight, "svg")
	if err != nil {
		return "", err
	}
	var b bytes.Buffer
	_, err = w.WriteTo(&b)
	return b.String(), err
}

// A picture is a rendered value.
type picture struct {
	mime    string
	content any
	text    string
}

// MIME implements display.Renderer.
func (p picture) MIME() map[string]any {
	return map[string]any{p.mime: p.content, display.TextPlain: p.text}
}
