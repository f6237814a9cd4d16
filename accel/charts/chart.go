// Package charts draws what an accel.Report says.
//
//	Chart   a picture together with the numbers it shows: Bars with Series of values, or Rows with Spans of time
//	Series  one value for each bar, in one colour
//	Mark    a value to compare the bars with, drawn as a line across all of them
//	Span    one piece of work in a pipeline: which row, from when to when, for which sample
//
// Start with SpeedupByScheme, EnergyByPhase, EnergyByComponent or Pipeline on a report; Bars draws numbers of your own.
// A Chart is plain data: change its title or its series and show it again. It knows how it is shown (MIME) and nothing
// about who shows it: in a notebook it is an SVG picture, everywhere else the table of its numbers (String).
package charts

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

// Bars is a chart of numbers of your own, one bar each; unit is the unit without prefix, such as "J" or "×". It panics
// if there is not one value for each label.
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

// MIME gives the picture as image/svg+xml and the numbers as text/plain. Its content depends on the chart's data alone.
func (c *Chart) MIME() map[string]any {
	return map[string]any{"image/svg+xml": c.SVG(), "text/plain": c.String()}
}

// SVG is the picture as a document of its own, 800 pixels wide.
func (c *Chart) SVG() string {
	if len(c.Rows) > 0 {
		return drawGantt(c)
	}
	return drawBars(c)
}
