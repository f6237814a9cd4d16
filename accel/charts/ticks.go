package charts

import (
	"math"

	"gonum.org/v1/plot"
)

// valueTicks marks a linear axis at about five round values.
type valueTicks struct{ unit string }

// Ticks implements plot.Ticker.
func (t valueTicks) Ticks(low, high float64) []plot.Tick {
	step := roundStep((high - low) / 5)
	first := math.Ceil(low/step - 1e-9)
	var ticks []plot.Tick
	for i := range 8 { // the step leaves at most six
		v := (first+float64(i))*step + 0 // adding 0 makes the -0 of math.Ceil a 0
		if !(v <= high+step*1e-9) {
			break
		}
		ticks = append(ticks, plot.Tick{Value: v, Label: tickLabel(v, t.unit)})
	}
	return ticks
}

// roundStep is the smallest 1, 2 or 5 times a power of ten that is not below x.
func roundStep(x float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(x)))
	for _, digit := range []float64{1, 2, 5} {
		if digit*power >= x*(1-1e-9) {
			return digit * power
		}
	}
	return 10 * power
}

// decadeTicks marks a logarithmic axis at each power of ten; where they are many it names only those at which the prefix
// of the unit changes.
type decadeTicks struct{ unit string }

// Ticks implements plot.Ticker.
func (t decadeTicks) Ticks(low, high float64) []plot.Tick {
	first, last := math.Round(math.Log10(low)), math.Round(math.Log10(high))
	every := 1.0
	if last-first > 9 {
		every = 3 * math.Ceil((last-first)/24)
	}
	var ticks []plot.Tick
	for e := first; e <= last; e++ {
		v := math.Pow(10, e)
		label := ""
		if math.Mod(e, every) == 0 {
			label = tickLabel(v, t.unit)
		}
		ticks = append(ticks, plot.Tick{Value: v, Label: label})
		if last-first <= 4 {
			for digit := 2.0; digit < 10 && e < last; digit++ {
				ticks = append(ticks, plot.Tick{Value: digit * v})
			}
		}
	}
	return ticks
}

// decades widens a range to whole powers of ten.
func decades(low, high float64) (from, to float64) {
	first, last := math.Floor(math.Log10(low)), math.Ceil(math.Log10(high))
	if first == math.Log10(low) { // the smallest bar must not have length zero
		first--
	}
	return math.Pow(10, first), math.Pow(10, max(last, first+1))
}

// tickLabel writes a round value in the shortest way.
func tickLabel(value float64, unit string) string {
	prefix, scale := prefixFor(value, unit)
	text := shortest(value / scale)
	if unit == "×" {
		return text + unit
	}
	if !takesPrefix(unit) || value == 0 {
		return text
	}
	return text + " " + prefix + unit
}
