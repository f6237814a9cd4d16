package charts

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"regan/accel/training"
)

// Window is how many cycles Pipeline draws: as many as have room for a number in each box.
const Window = 32

// MaxWindow is how many cycles Trace draws at most: beyond it, boxes are too narrow to tell apart.
const MaxWindow = 200

// Trace draws what each unit of a training iteration did from one cycle until just before another: a row for each unit
// that worked in that time. Up to Window cycles, boxes carry the number of their sample. It returns an error for a window
// that is empty, wider than MaxWindow, or not within the iteration.
func Trace(trace *training.Trace, from, to int) (*Chart, error) {
	if from < 0 || to <= from || int64(to) > trace.Cycles || to-from > MaxWindow {
		return nil, fmt.Errorf("charts: cannot draw cycles %d to %d: a window lies between 0 and %d and has 1 to %d cycles",
			from, to, trace.Cycles, MaxWindow)
	}
	c := &Chart{
		Title:    fmt.Sprintf("Schedule of one training iteration: %s", trace.Plan.Scheme.Name),
		Quantity: "time", Unit: "cycle",
		From: from, To: to,
	}
	for _, phase := range training.Phases() {
		c.Phases = append(c.Phases, phase.String())
	}
	rows := make([]int, len(trace.Units)) // unit -> its row
	for _, unit := range order(trace) {
		if works(trace, unit, from, to) {
			rows[unit] = len(c.Rows)
			c.Rows = append(c.Rows, trace.Units[unit])
		}
	}
	for _, s := range trace.Spans {
		if !overlaps(s, from, to) {
			continue
		}
		sample := s.Sample
		if s.Phase == training.DUpdate || s.Phase == training.GUpdate {
			sample = WholeBatch
		}
		c.Spans = append(c.Spans, Span{
			Row: rows[s.Unit], Phase: int(s.Phase), Sample: sample, Start: int(s.Start), End: int(s.End),
		})
	}
	c.Note = fmt.Sprintf("Cycles %d to %d of %d. A box is one layer's work on one sample of %d: ",
		from, to, trace.Cycles, trace.Plan.Batch)
	if to-from <= Window {
		c.Note += "its number and colour tell which."
	} else {
		c.Note += "the colours repeat after seven samples."
	}
	if idle := len(trace.Units) - len(c.Rows); idle > 0 {
		c.Note += fmt.Sprintf(" Left out: units without work in these cycles (%d).", idle)
	}
	return c, nil
}

func overlaps(s training.Span, from, to int) bool { return s.Start < int64(to) && s.End > int64(from) }

func works(trace *training.Trace, unit, from, to int) bool {
	for _, s := range trace.Spans {
		if s.Unit == unit && overlaps(s, from, to) {
			return true
		}
	}
	return false
}

// order lists the units so that samples flow from top to bottom through each group of equal units ("D backward 5" to "D
// backward 1"); the groups stay in the order of the trace.
func order(trace *training.Trace) []int {
	first := make([]int64, len(trace.Units)) // unit -> when it begins to work
	for i := len(trace.Spans) - 1; i >= 0; i-- {
		first[trace.Spans[i].Unit] = trace.Spans[i].Start
	}
	group := make([]int, len(trace.Units))
	units := make([]int, len(trace.Units))
	for i := range units {
		units[i] = i
		if i > 0 {
			group[i] = group[i-1]
			if groupName(trace.Units[i]) != groupName(trace.Units[i-1]) {
				group[i]++
			}
		}
	}
	slices.SortStableFunc(units, func(a, b int) int {
		return cmp.Or(cmp.Compare(group[a], group[b]), cmp.Compare(first[a], first[b]))
	})
	return units
}

// groupName is a unit's name without the number of its layer.
func groupName(unit string) string { return strings.TrimRight(unit, " 0123456789") }
