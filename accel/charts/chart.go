// Package charts draws what an accel.Report says, and numbers of your own.
//
//	Chart   a picture together with the numbers it shows: Bars with Series of values, or Rows with Spans of time
//	Series  one value for each bar, in one colour
//	Mark    a value to compare the bars with, drawn as a line across all of them
//	Span    one piece of work in a pipeline: which row, from when to when, for which sample
//	Plot    Lines through points between two axes
//
// Start with SpeedupByScheme, EnergyByPhase, EnergyByComponent or Pipeline on a report; Bars, or a Plot, draws numbers of your own.
// A Chart is plain data: change its title or its series and show it again. It knows how it is shown (MIME) and nothing
// about who shows it: in a notebook it is an SVG picture, everywhere else the table of its numbers (String).
package charts

import (
	"fmt"
	"math"
)

// A Chart is a picture and the numbers it shows. It is either a bar chart (Bars and Series) or a Gantt chart (Rows and
// Spans).
type Chart struct {
	Title    string // what is shown
	Note     string // one line below the title: what to know to read it, what was left out
	Quantity string // what the horizontal axis measures, such as "energy"
	Unit     string // of every value and mark, without prefix: "J", "×", "cycle"

	Bars   []string // the label of each bar, from top to bottom
	Series []Series // stacked where there is more than one
	Shares bool     // label each bar with its share of the sum of all bars as well
	Marks  []Mark   // values to compare the bars with

	Rows     []string // the label of each row of a Gantt chart, from top to bottom
	Phases   []string // the names of the phases, five at most
	Spans    []Span   // in each row in the order of time
	From, To int      // the part of the time axis that is drawn
}

// A Series is one value for each bar of a Chart, in the chart's unit.
type Series struct {
	Name   string
	Values []float64
}

// A Mark is a value to compare the bars with, in the chart's unit.
type Mark struct {
	Name  string
	Value float64
}

// A Span is a piece of work that occupies one row of a Gantt chart from Start until just before End.
type Span struct {
	Row        int // index into Chart.Rows
	Start, End int // in the chart's unit
	Sample     int // counted from 0; WholeBatch for work done once for all samples
	Phase      int // index into Chart.Phases
}

// WholeBatch is the Span.Sample of work done once for all samples of a batch.
const WholeBatch = -1

// Bars is a chart of numbers of your own, one bar each; unit is the unit without prefix, such as "J" or "×".
func Bars(title, quantity, unit string, labels []string, values []float64) *Chart {
	return &Chart{
		Title: title, Quantity: quantity, Unit: unit, Bars: labels,
		Series: []Series{{Name: quantity, Values: values}},
	}
}

// Total is the sum of one bar's values over all series.
func (c *Chart) Total(bar int) float64 {
	sum := 0.0
	for _, s := range c.Series {
		sum += s.Values[bar]
	}
	return sum
}

// sum is the sum of all bars.
func (c *Chart) sum() float64 {
	sum := 0.0
	for i := range c.Bars {
		sum += c.Total(i)
	}
	return sum
}

// problem says why the chart cannot be drawn, or "". A chart has no other way to complain: it is data until it is shown.
func (c *Chart) problem() string {
	for _, s := range c.Series {
		if len(s.Values) != len(c.Bars) {
			return fmt.Sprintf("charts: series %q has %d values for %d bars; it needs one for each",
				s.Name, len(s.Values), len(c.Bars))
		}
		for i, v := range s.Values {
			if !(v >= 0) || math.IsInf(v, 1) {
				return fmt.Sprintf("charts: %g of series %q at %q is no length of a bar; it must be finite and not negative",
					v, s.Name, c.Bars[i])
			}
		}
	}
	for _, m := range c.Marks {
		if !(m.Value >= 0) || math.IsInf(m.Value, 1) {
			return fmt.Sprintf("charts: mark %q at %g; it must be finite and not negative", m.Name, m.Value)
		}
	}
	for _, s := range c.Spans {
		if s.Row < 0 || s.Row >= len(c.Rows) || s.Phase < 0 || s.Phase >= len(c.Phases) {
			return fmt.Sprintf("charts: a span in row %d and phase %d; there are %d rows and %d phases, counted from 0",
				s.Row, s.Phase, len(c.Rows), len(c.Phases))
		}
	}
	switch {
	case len(c.Rows) > 0 && c.To <= c.From:
		return fmt.Sprintf("charts: the time axis goes from %d to %d; it must go forward", c.From, c.To)
	case len(c.Rows) == 0 && len(c.Series) == 0:
		return "charts: there is nothing to draw, neither series nor spans"
	}
	return ""
}

// MIME gives the picture as image/svg+xml and the numbers as text/plain. Its content depends on the chart's data alone. A
// chart that cannot be drawn, such as one with fewer values than bars, says why in both.
func (c *Chart) MIME() map[string]any {
	return map[string]any{"image/svg+xml": c.SVG(), "text/plain": c.String()}
}

// SVG is the picture as a document of its own, 760 pixels wide: JupyterLab does not shrink a picture to a narrow window.
func (c *Chart) SVG() string {
	if problem := c.problem(); problem != "" {
		return drawProblem(c.Title, problem)
	}
	if len(c.Rows) > 0 {
		return drawGantt(c)
	}
	return drawBars(c)
}
