package charts

import (
	"fmt"
	"image/color"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

const (
	rowPitch  = 18
	boxHeight = 15
)

// drawGantt draws a row for each unit and a box for each piece of work: the colour and the number say for which sample,
// the filling says in which phase.
func drawGantt(c *Chart) string {
	p := newPlot()
	p.X.Label.Text = axisLabel(c)
	p.X.Min, p.X.Max = float64(c.From), float64(c.To)
	p.X.Tick.Marker = valueTicks{}
	names := make([]plot.Tick, len(c.Rows))
	for i, name := range c.Rows {
		names[i] = plot.Tick{Value: c.rowPosition(i), Label: shorten(name)}
	}
	p.Y.Tick.Marker = plot.ConstantTicks(names)
	p.Y.Min, p.Y.Max = -0.5, float64(len(c.Rows))-0.5
	p.Add(&plotter.Grid{Vertical: line(grid(), 1)}, ganttPlotter{c})

	var legend []entry
	for i, name := range c.Phases {
		if sample, ok := c.sampleOf(i); ok {
			legend = append(legend, entry{name, func(box draw.Canvas) { fillPhase(box, i, legendColor(sample)) }})
		}
	}
	h := newHead(c.Title, c.Note, legend)
	const axisHeight = 52
	canvas := newCanvas(int(h.height()) + len(c.Rows)*rowPitch + axisHeight + 2*margin)
	p.Draw(h.draw(canvas.inside()))
	return canvas.document(c.Title, fmt.Sprintf("%s. %d units, %d pieces of work, from %s %d to %d.",
		c.Note, len(c.Rows), len(c.Spans), c.Unit, c.From, c.To))
}

func (c *Chart) rowPosition(row int) float64 { return float64(len(c.Rows) - 1 - row) }

// sampleOf is a sample that the phase works on; false if the phase is not drawn at all.
func (c *Chart) sampleOf(phase int) (sample int, ok bool) {
	for _, s := range c.Spans {
		if s.Phase == phase && s.Start < c.To && s.End > c.From {
			return s.Sample, true
		}
	}
	return 0, false
}

// legendColor is grey for all phases that take the colours of their samples.
func legendColor(sample int) color.RGBA {
	if sample == WholeBatch {
		return ink()
	}
	return rgb(0x768390)
}

// sampleColor repeats after seven samples: the numbers in the boxes tell them apart for good.
func sampleColor(sample int) color.RGBA {
	if sample == WholeBatch {
		return ink()
	}
	return seriesColor(sample % 7)
}

type ganttPlotter struct{ chart *Chart }

// Plot implements plot.Plotter.
func (g ganttPlotter) Plot(c draw.Canvas, p *plot.Plot) {
	toX, toY := p.Transforms(&c)
	for row := range g.chart.Rows { // faint lines lead the eye from the unit's name to its boxes
		y := toY(g.chart.rowPosition(row))
		c.StrokeLine2(line(grid(), 1), c.Min.X, y, c.Max.X, y)
	}
	for _, s := range g.chart.Spans {
		start, end := max(s.Start, g.chart.From), min(s.End, g.chart.To)
		if start >= end {
			continue
		}
		box := c
		y := toY(g.chart.rowPosition(s.Row))
		box.Rectangle = vg.Rectangle{
			Min: vg.Point{X: toX(float64(start)) + 0.5, Y: y - boxHeight/2},
			Max: vg.Point{X: toX(float64(end)) - 0.5, Y: y + boxHeight/2},
		}
		ground := fillPhase(box, s.Phase, sampleColor(s.Sample))
		label := fmt.Sprint(s.Sample + 1)
		style := aligned(textStyle(smallSize, on(ground)), text.XCenter, text.YCenter)
		if s.Sample != WholeBatch && style.Width(label)+2 <= box.Size().X {
			c.FillText(style, box.Center().Add(vg.Point{Y: baseline}), label)
		}
	}
}

// fillPhase fills a box in the way of the phase with a number and returns the colour of the ground that a label in the
// middle of the box stands on. The ways differ in lightness and in shape, so they do not need colour.
func fillPhase(box draw.Canvas, phase int, c color.RGBA) (ground color.RGBA) {
	r := box.Rectangle
	frame := []vg.Point{r.Min, {X: r.Max.X, Y: r.Min.Y}, r.Max, {X: r.Min.X, Y: r.Max.Y}, r.Min}
	bar := func(from, to vg.Length) { // a part of the box's height, from 0 at its bottom to 1 at its top
		filled(c)(draw.Canvas{Canvas: box.Canvas, Rectangle: vg.Rectangle{
			Min: vg.Point{X: r.Min.X, Y: box.Y(float64(from))}, Max: vg.Point{X: r.Max.X, Y: box.Y(float64(to))},
		}})
	}
	light := tint(c, 0.25)
	switch phase % 5 {
	case 0: // full
		filled(c)(box)
		return c
	case 1: // light, a bar below
		filled(light)(box)
		bar(0, 0.2)
		return light
	case 2: // a bar in the middle
		bar(0.3, 0.7)
		return c
	case 3: // white, framed
		filled(rgb(0xffffff))(box)
		box.StrokeLines(line(c, 1.5), frame)
		return rgb(0xffffff)
	default: // bars above and below
		bar(0, 0.3)
		bar(0.7, 1)
		return rgb(0xffffff)
	}
}
