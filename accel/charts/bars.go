package charts

import (
	"fmt"
	"image/color"
	"math"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// logSpan is the ratio of the largest to the smallest value from which on a bar chart has a logarithmic axis: on a linear
// one the smallest bar would be under 2 % of the width, too short to compare.
const logSpan = 50

const (
	barPitch  = 34 // from bar to bar
	barHeight = 22
	baseline  = 1.5 // gonum centres the line with its descenders; digits look centred this much higher
)

// drawBars draws horizontal bars, which leave room for long names and values.
func drawBars(c *Chart) string {
	bars := &barPlotter{chart: c}
	p := newPlot()
	p.X.Tick.Marker = valueTicks{unit: c.Unit}
	p.X.Label.Text = axisLabel(c)
	p.X.Min, p.X.Max = 0, c.largest()
	if bars.log = c.wantsLog(); bars.log {
		p.X.Min, p.X.Max = decades(c.smallest(), c.largest())
		p.X.Scale, p.X.Tick.Marker = plot.LogScale{}, decadeTicks{unit: c.Unit}
		p.X.Label.Text += " (logarithmic)"
	}
	names := make([]plot.Tick, len(c.Bars))
	for i, name := range c.Bars {
		names[i] = plot.Tick{Value: c.position(i), Label: shorten(name)}
	}
	p.Y.Tick.Marker = plot.ConstantTicks(names)
	p.Y.Min, p.Y.Max = -0.5, float64(len(c.Bars))-0.5
	p.Add(&plotter.Grid{Vertical: line(grid(), 1)}, bars)

	var legend []entry
	if len(c.Series) > 1 {
		for i, s := range c.Series {
			legend = append(legend, entry{s.Name, filled(seriesColor(i))})
		}
	}
	for i, m := range c.Marks {
		legend = append(legend, entry{shorten(m.Name) + ": " + format(m.Value, c.Unit, 3), dashed(markStyle(i))})
	}
	h := newHead(c.Title, c.Note, legend)
	const axisHeight = 52
	canvas := newCanvas(int(h.height()) + len(c.Bars)*barPitch + axisHeight + 2*margin)
	p.Draw(h.draw(canvas.inside()))
	return canvas.document(c.Title, c.description())
}

// position is where on the vertical axis, which grows upwards, a bar stands.
func (c *Chart) position(bar int) float64 { return float64(len(c.Bars) - 1 - bar) }

// axisLabel names the quantity, and its unit where the numbers at the axis do not carry it.
func axisLabel(c *Chart) string {
	if c.Unit == "" || c.Unit == "×" || takesPrefix(c.Unit) {
		return shorten(c.Quantity)
	}
	return shorten(c.Quantity) + " [" + c.Unit + "]"
}

// largest and smallest are over the totals and the marks; smallest leaves out what a logarithmic axis cannot show.
func (c *Chart) largest() float64 {
	largest := 0.0
	for i := range c.Bars {
		largest = max(largest, c.Total(i))
	}
	for _, m := range c.Marks {
		largest = max(largest, m.Value)
	}
	return largest
}

func (c *Chart) smallest() float64 {
	smallest := math.Inf(1)
	for i := range c.Bars {
		if v := c.Total(i); v > 0 {
			smallest = min(smallest, v)
		}
	}
	for _, m := range c.Marks {
		if m.Value > 0 {
			smallest = min(smallest, m.Value)
		}
	}
	return smallest
}

// wantsLog says whether the bars are too different for a linear axis. Stacked bars never have a logarithmic one: the
// lengths of their parts would mean nothing.
func (c *Chart) wantsLog() bool {
	return len(c.Series) == 1 && !math.IsInf(c.smallest(), 1) && c.largest() >= logSpan*c.smallest()
}

// description says the bars' values in a sentence, for readers who cannot see them.
func (c *Chart) description() string {
	var parts []string
	for i, name := range c.Bars {
		parts = append(parts, name+" "+format(c.Total(i), c.Unit, 3))
	}
	for _, m := range c.Marks {
		parts = append(parts, m.Name+" "+format(m.Value, c.Unit, 3))
	}
	return fmt.Sprintf("%s: %s.", c.Quantity, strings.Join(parts, ", "))
}

// barPlotter draws the bars, their labels and the marks.
type barPlotter struct {
	chart *Chart
	log   bool
}

func (b *barPlotter) label(i int) string {
	label := format(b.chart.Total(i), b.chart.Unit, 3)
	if b.chart.Shares {
		label += " (" + b.chart.share(i) + ")"
	}
	return label
}

func valueStyle() text.Style { return aligned(textStyle(textSize, ink()), text.XLeft, text.YCenter) }

// Plot implements plot.Plotter.
func (b *barPlotter) Plot(c draw.Canvas, p *plot.Plot) {
	toX, toY := p.Transforms(&c)
	for i := range b.chart.Bars {
		y := toY(b.chart.position(i))
		left, sum := c.Min.X, 0.0
		for k, s := range b.chart.Series {
			sum += s.Values[i]
			if b.log && sum <= 0 {
				continue
			}
			right := toX(sum)
			ground := seriesColor(k)
			fillBox(c, ground, left, right, y)
			if len(b.chart.Series) > 1 {
				b.labelPart(c, s.Values[i], ground, left, right, y)
			}
			left = right
		}
	}
	for i, m := range b.chart.Marks {
		if b.log && m.Value <= 0 {
			continue
		}
		c.StrokeLine2(markStyle(i), toX(m.Value), c.Min.Y, toX(m.Value), c.Max.Y)
	}
	for i := range b.chart.Bars { // above bars and marks, on a piece of ground of their own
		x, y := b.end(i, toX, c)+5, toY(b.chart.position(i))
		label := b.label(i)
		w := valueStyle().Width(label)
		c.SetColor(rgb(0xffffff))
		c.Fill(vg.Rectangle{Min: vg.Point{X: x - 2, Y: y - 8}, Max: vg.Point{X: x + w + 2, Y: y + 8}}.Path())
		c.FillText(valueStyle(), vg.Point{X: x, Y: y + baseline}, label)
	}
}

// end is where a bar ends; a bar that a logarithmic axis cannot show ends where it begins.
func (b *barPlotter) end(bar int, toX func(float64) vg.Length, c draw.Canvas) vg.Length {
	if total := b.chart.Total(bar); total > 0 {
		return toX(total)
	}
	return c.Min.X
}

// labelPart writes a part's value inside it where it has room.
func (b *barPlotter) labelPart(c draw.Canvas, value float64, ground color.RGBA, left, right, y vg.Length) {
	style := aligned(textStyle(smallSize, on(ground)), text.XCenter, text.YCenter)
	label := format(value, b.chart.Unit, 3)
	if style.Width(label)+8 <= right-left {
		c.FillText(style, vg.Point{X: (left + right) / 2, Y: y + baseline}, label)
	}
}

// GlyphBoxes implements plot.GlyphBoxer: it keeps room for the labels at the right ends of the bars.
func (b *barPlotter) GlyphBoxes(p *plot.Plot) []plot.GlyphBox {
	var boxes []plot.GlyphBox
	for i := range b.chart.Bars {
		x := 0.0
		if total := b.chart.Total(i); total > 0 {
			x = p.X.Norm(total)
		}
		boxes = append(boxes, plot.GlyphBox{X: x, Rectangle: vg.Rectangle{
			Max: vg.Point{X: 10 + valueStyle().Width(b.label(i))},
		}})
	}
	return boxes
}

func fillBox(c draw.Canvas, fill color.Color, left, right, y vg.Length) {
	c.SetColor(fill)
	c.Fill(vg.Rectangle{
		Min: vg.Point{X: left, Y: y - barHeight/2},
		Max: vg.Point{X: right, Y: y + barHeight/2},
	}.Path())
}

// markStyle tells the marks of one chart apart by colour and by dashes.
func markStyle(i int) draw.LineStyle {
	if i%2 == 0 {
		return line(rgb(0xd55e00), 2, 6, 3)
	}
	return line(ink(), 2, 2, 3)
}

func filled(fill color.Color) func(draw.Canvas) {
	return func(c draw.Canvas) {
		c.SetColor(fill)
		c.Fill(c.Rectangle.Path())
	}
}

func dashed(style draw.LineStyle) func(draw.Canvas) {
	return func(c draw.Canvas) {
		c.StrokeLine2(style, c.Min.X, c.Center().Y, c.Max.X, c.Center().Y)
	}
}
