package engine

import (
	"encoding/base64"
	"image"
	"image/color"
	"strings"
	"testing"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
)

func TestPicturesOfCompiledPackages(t *testing.T) {
	p := plot.New()
	p.Title.Text = "a line"
	line, err := plotter.NewLine(plotter.XYs{{X: 0, Y: 0}, {X: 1, Y: 2}})
	if err != nil {
		t.Fatal(err)
	}
	p.Add(line)
	b := bundle(p)
	if svg, _ := b["image/svg+xml"].(string); !strings.Contains(svg, "<svg") || !strings.Contains(svg, "a line") {
		t.Errorf("the plot's SVG is %.80q", svg)
	}
	if b.Text() != "plot a line" {
		t.Errorf("the plot's text is %q", b.Text())
	}
	if svg, _ := bundle(plot.New())["image/svg+xml"].(string); svg == "" {
		t.Error("an empty plot has no picture")
	}

	m := image.NewGray(image.Rect(0, 0, 3, 2))
	m.Set(1, 1, color.White)
	text, _ := bundle(m)["image/png"].(string)
	if data, err := base64.StdEncoding.DecodeString(text); err != nil || !strings.HasPrefix(string(data), "\x89PNG") {
		t.Errorf("the image is %.40q, %v", text, err)
	}
	if b := bundle(image.NewGray(image.Rectangle{})); b["image/png"] != nil {
		t.Error("an image without pixels is shown as a picture")
	}
}
