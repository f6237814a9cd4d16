package charts

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// A Plot is lines through points, such as an error over the bits of a converter, together with the numbers that it shows.
type Plot struct {
	Title string
	Note  string // one line below the title
	X, Y  Axis
	Lines []Line // nine at most are told apart by colour, four by the form of their points
}

// An Axis is what one direction of a Plot measures.
type Axis struct {
	Quantity string // such as "bits of the converter"
	Unit     string // without prefix: "J", "%"; "" for numbers alone
	Log      bool   // by decades; all values must be above zero
}

// A Line is points from left to right, in the units of the axes.
type Line struct {
	Name string
	X, Y []float64 // of equal length; a Y that is NaN leaves a gap
}

// problem says why the plot cannot be drawn, or "".
func (p *Plot) problem() string {
	points := 0
	for _, l := range p.Lines {
		if len(l.X) != len(l.Y) {
			return fmt.Sprintf("charts: line %q has %d numbers in X and %d in Y; it needs as many", l.Name, len(l.X), len(l.Y))
		}
		for i, x := range l.X {
			switch y := l.Y[i]; {
			case math.IsNaN(x) || math.IsInf(x, 0) || math.IsInf(y, 0):
				return fmt.Sprintf("charts: line %q has the point (%g, %g); it must be finite", l.Name, x, y)
			case i > 0 && x < l.X[i-1]:
				return fmt.Sprintf("charts: line %q goes from %g back to %g; X must not fall", l.Name, l.X[i-1], x)
			case p.X.Log && x <= 0, p.Y.Log && y <= 0:
				return fmt.Sprintf("charts: line %q has the point (%g, %g), which a logarithmic axis does not reach; leave it out", l.Name, x, y)
			case !math.IsNaN(y):
				points++
			}
		}
	}
	if points == 0 {
		return "charts: there is nothing to draw, no line has a point"
	}
	return ""
}

// MIME gives the picture as image/svg+xml and the numbers as text/plain. A plot that cannot be drawn says why in both.
func (p *Plot) MIME() map[string]any {
	return map[string]any{"image/svg+xml": p.SVG(), "text/plain": p.String()}
}

// String is the title and a table of the points: a row for each X, a column for each line.
func (p *Plot) String() string {
	if problem := p.problem(); problem != "" {
		return p.Title + "\n" + problem
	}
	rows := [][]string{{p.X.name()}}
	var all []float64
	for _, l := range p.Lines {
		rows[0] = append(rows[0], l.Name)
		all = append(all, l.X...)
	}
	slices.Sort(all)
	for _, x := range slices.Compact(all) {
		row := []string{format(x, p.X.Unit, 4)}
		for _, l := range p.Lines {
			cell := ""
			if i, ok := slices.BinarySearch(l.X, x); ok && !math.IsNaN(l.Y[i]) {
				cell = format(l.Y[i], p.Y.Unit, 4)
			}
			row = append(row, cell)
		}
		rows = append(rows, row)
	}
	head := p.Title + "\n"
	if p.Note != "" {
		head += p.Note + "\n"
	}
	return strings.TrimSuffix(head+"\n"+p.Y.name()+" over "+p.X.name()+"\n"+table(rows, 1), "\n")
}

// name is the axis's label.
func (a Axis) name() string {
	if a.Unit == "" || a.Unit == "×" || takesPrefix(a.Unit) {
		return shorten(a.Quantity)
	}
	return shorten(a.Quantity) + " [" + a.Unit + "]"
}

// plotHeight is the height of the part between the axes, in pixels.
const plotHeight = 300

// SVG is the picture as a document of its own.
func (p *Plot) SVG() string {
	if problem := p.problem(); problem != "" {
		return drawProblem(p.Title, problem)
	}
	drawn := newPlot()
	drawn.Y.LineStyle.Width, drawn.Y.Tick.Length = 1, 5
	set(&drawn.X, p.X, p.bounds(p.X, func(l Line) []float64 { return l.X }))
	set(&drawn.Y, p.Y, p.bounds(p.Y, func(l Line) []float64 { return l.Y }))
	drawn.X.Label.Text = p.X.name()
	drawn.Add(&plotter.Grid{Vertical: line(grid(), 1), Horizontal: line(grid(), 1)}, linePlotter{p})

	var legend []entry
	for i, l := range p.Lines {
		legend = append(legend, entry{l.Name, func(box draw.Canvas) {
			box.StrokeLine2(line(seriesColor(i), 2), box.Min.X, box.Center().Y, box.Max.X, box.Center().Y)
			box.DrawGlyph(glyph(i), box.Center())
		}})
	}
	if len(legend) == 1 {
		legend = nil // title and axes say it
	}
	h := newHead(p.Title, p.Note, legend)
	const axisHeight = 52
	canvas := newCanvas(int(h.height()) + lineHeight + plotHeight + axisHeight + 2*margin)
	below := h.draw(canvas.inside())
	// What the vertical axis measures stands above it, upright: a reader need not turn the head.
	below.FillText(textStyle(textSize, ink()), vg.Point{X: below.Min.X, Y: below.Max.Y}, p.Y.name())
	drawn.Draw(draw.Crop(below, 0, 0, 0, -lineHeight-spacing))
	return canvas.document(p.Title, p.description())
}

// description says where each line begins and ends, for readers who cannot see it.
func (p *Plot) description() string {
	var parts []string
	for _, l := range p.Lines {
		if n := len(l.X) - 1; n >= 0 {
			parts = append(parts, fmt.Sprintf("%s from %s at %s to %s at %s", l.Name, format(l.Y[0], p.Y.Unit, 3), format(l.X[0], p.X.Unit, 3),
				format(l.Y[n], p.Y.Unit, 3), format(l.X[n], p.X.Unit, 3)))
		}
	}
	return fmt.Sprintf("%s over %s: %s.", p.Y.Quantity, p.X.Quantity, strings.Join(parts, "; "))
}

// bounds are the least and the greatest value of an axis, widened to decades or by a little.
func (p *Plot) bounds(a Axis, of func(Line) []float64) [2]float64 {
	low, high := math.Inf(1), math.Inf(-1)
	for _, l := range p.Lines {
		for _, v := range of(l) {
			if !math.IsNaN(v) {
				low, high = min(low, v), max(high, v)
			}
		}
	}
	if a.Log {
		first, last := math.Floor(math.Log10(low)), math.Ceil(math.Log10(high))
		return [2]float64{math.Pow(10, first), math.Pow(10, max(last, first+1))}
	}
	size := max(math.Abs(low), math.Abs(high))
	same := high-low <= size*1e-6 // what differs less is one number, with errors of rounding: no labels could tell it apart
	switch {
	case low > 0 && (low < high/3 || same):
		low = 0 // so that heights compare
	case same:
		low, high = low-max(size, 1), high+max(size, 1)
	}
	return [2]float64{low, high}
}

func set(axis *plot.Axis, a Axis, bounds [2]float64) {
	axis.Min, axis.Max = bounds[0], bounds[1]
	axis.Tick.Marker = valueTicks{unit: a.Unit}
	if a.Log {
		axis.Scale, axis.Tick.Marker = plot.LogScale{}, decadeTicks{unit: a.Unit}
	}
}

// glyph tells the points of lines apart by form as well as by colour.
func glyph(i int) draw.GlyphStyle {
	shapes := [...]draw.GlyphDrawer{draw.CircleGlyph{}, draw.BoxGlyph{}, draw.PyramidGlyph{}, draw.RingGlyph{}}
	return draw.GlyphStyle{Color: seriesColor(i), Radius: 3.5, Shape: shapes[i%len(shapes)]}
}

type linePlotter struct{ of *Plot }

// Plot implements plot.Plotter.
func (d linePlotter) Plot(c draw.Canvas, p *plot.Plot) {
	toX, toY := p.Transforms(&c)
	for i, l := range d.of.Lines {
		var path []vg.Point
		stroke := func() {
			if len(path) > 1 {
				c.StrokeLines(line(seriesColor(i), 2), path)
			}
			for _, at := range path {
				c.DrawGlyph(glyph(i), at)
			}
			path = nil
		}
		for k, x := range l.X {
			if math.IsNaN(l.Y[k]) {
				stroke()
				continue
			}
			path = append(path, vg.Point{X: toX(x), Y: toY(l.Y[k])})
		}
		stroke()
	}
}

// GlyphBoxes implements plot.GlyphBoxer: it keeps room for the half of a label and of a point beyond the right end of the axis.
func (d linePlotter) GlyphBoxes(*plot.Plot) []plot.GlyphBox {
	const half = 26
	return []plot.GlyphBox{{X: 1, Y: 1, Rectangle: vg.Rectangle{Min: vg.Point{Y: -4}, Max: vg.Point{X: half, Y: 8}}}}
}
