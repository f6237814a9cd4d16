package macros

import (
	"fmt"
	"math"
	"math/bits"
	"strings"

	"regan/accel/hw"
	"regan/accel/tables"
	"regan/accel/units"
)

// Bill is what one action of a macro takes, such as the product of a full matrix and a vector.
type Bill struct {
	Action     string
	Time       units.Time // until the result is there
	Interval   units.Time // until the next such action can begin
	Timing     string     // how Time comes about
	Operations float64    // a multiplication or an addition each; 0 where nothing is computed
	Arrays     int        // that act, copies too
	Lines      []Line
}

// Line is a part's share of a bill.
type Line struct {
	hw.Circuit         // one of the part: energy, time, area and leakage of what it does once
	Count      float64 // of equal ones in one macro; below 1 where macros share
	Actions    float64 // of all of them together
}

// Dynamic returns what the part's actions take.
func (l Line) Dynamic() units.Energy { return units.Energy(l.Actions) * l.Energy }

// Static returns what the part leaks within a time.
func (l Line) Static(t units.Time) units.Energy {
	return (units.Power(l.Count) * l.Leakage).For(t)
}

// Size returns the area of all of the part.
func (l Line) Size() units.Area { return units.Area(l.Count) * l.Area }

// Dynamic returns what the actions of all parts take.
func (b Bill) Dynamic() units.Energy {
	return sum(b.Lines, Line.Dynamic)
}

// Static returns what all parts leak within Interval.
func (b Bill) Static() units.Energy {
	return sum(b.Lines, func(l Line) units.Energy { return l.Static(b.Interval) })
}

// Energy returns Dynamic and Static together.
func (b Bill) Energy() units.Energy { return b.Dynamic() + b.Static() }

// Area returns the area of the macro with its shares of what it shares.
func (b Bill) Area() units.Area { return sum(b.Lines, Line.Size) }

// Leakage returns what the macro takes while it does nothing.
func (b Bill) Leakage() units.Power {
	return sum(b.Lines, func(l Line) units.Power { return units.Power(l.Count) * l.Leakage })
}

// Rate returns operations per second, one action following another.
func (b Bill) Rate() units.OpRate { return units.OpRate(b.Operations / float64(b.Interval)) }

// Efficiency returns operations per joule; operations per second and watt are the same.
func (b Bill) Efficiency() float64 { return b.Operations / float64(b.Energy()) }

func sum[T ~float64](lines []Line, of func(Line) T) T {
	total := T(0)
	for _, l := range lines {
		total += of(l)
	}
	return total
}

// Multiply returns what the product of a full array and a vector takes, for inputs and weights that occur as the histograms
// say. Where there are copies, each multiplies a vector of its own at the same time, and the bill is that of all of them.
func (s Spec) Multiply(inputs, weights Histogram) (Bill, error) {
	if err := s.Validate(); err != nil {
		return Bill{}, err
	}
	action := "Product of an array and a vector"
	if s.Array.Copies > 1 {
		action = fmt.Sprintf("Products of %d copies of an array, a vector each", s.Array.Copies)
	}
	return s.product(action, s.outputs(), s.Array.Rows, s.Array.Copies, inputs, weights)
}

// MultiplyAll is Multiply for so many vectors, such as the windows of a convolution: copies take them in turns, so the more
// copies there are, the less time it takes. Energy of actions depends on the vectors alone; leakage on the copies and the
// time.
func (s Spec) MultiplyAll(vectors int, inputs, weights Histogram) (Bill, error) {
	if err := s.Validate(); err != nil {
		return Bill{}, err
	}
	action := fmt.Sprintf("Products of an array and %d vectors, on %d copies", vectors, s.Array.Copies)
	return s.product(action, s.outputs(), s.Array.Rows, vectors, inputs, weights)
}

// MultiplyMatrix returns what the products of a matrix of any size and so many vectors take, one layer of a network for
// example. The matrix is cut as Program cuts it, and its arrays work at the same time; only rows, columns and converters in
// use act, but all of the arrays leak and have their area. What arrays below each other give is added.
func (s Spec) MultiplyMatrix(outputs, inputs, vectors int, x, weights Histogram) (Bill, error) {
	if err := s.Validate(); err != nil {
		return Bill{}, err
	}
	action := fmt.Sprintf("Product of a matrix of %d outputs and %d inputs and a vector", outputs, inputs)
	if vectors != 1 {
		action = fmt.Sprintf("Products of a matrix of %d outputs and %d inputs and %d vectors", outputs, inputs, vectors)
	}
	return s.product(action, outputs, inputs, vectors, x, weights)
}

// product returns the bill of a matrix and vectors by a valid specification.
func (s Spec) product(action string, outputs, inputs, vectors int, x, weights Histogram) (Bill, error) {
	const most = 1 << 24
	for _, f := range []struct {
		value int
		what  string
	}{{outputs, "outputs"}, {inputs, "inputs"}, {vectors, "vectors"}} {
		if f.value < 1 || f.value > most {
			return Bill{}, fmt.Errorf("macros: %d %s; allowed: 1 to %d", f.value, f.what, most)
		}
	}
	squareVolts, err := s.squareVolts(x)
	if err != nil {
		return Bill{}, err
	}
	conductance, err := s.conductance(weights)
	if err != nil {
		return Bill{}, err
	}
	parts, err := s.parts()
	if err != nil {
		return Bill{}, err
	}
	ceil := func(a, b int) int { return (a + b - 1) / b }
	var (
		down, across = ceil(inputs, s.Array.Rows), ceil(outputs, s.outputs()) // arrays below and beside each other
		perOutput    = s.lines() / s.outputs()
		digits, _    = s.Array.Inputs.AppendDigits(nil, 0)
		slots        = float64(len(digits))
		// Of all arrays together.
		rows       = float64(inputs) * float64(across)
		sums       = float64(outputs) * float64(down)
		cells      = float64(inputs) * float64(outputs) * float64(s.Array.ColumnsPerWeight())
		lines      = sums * float64(perOutput)
		inputBits  = rows * float64(s.Array.Inputs.Bits)
		resultBits = sums * float64(s.Array.WeightBits+s.Array.Inputs.Bits+bits.Len(uint(ceil(inputs, down)-1)))
		sentBits   = float64(outputs) * float64(s.Array.Inputs.Bits) // as inputs of the next layer
		partial    = sums - float64(outputs)                         // sums that are added to those of another array
	)
	parts.cells.Energy = s.Cell.ReadEnergy(squareVolts, conductance)
	parts.cells.Formula = fmt.Sprintf("mean V² %.4g V² x mean G %v x %v", squareVolts, conductance, s.Cell.HeatTime())
	if parts.wordLines.Energy, err = hw.Wire(s.pitch()*units.Length(s.Array.Cols), units.Voltage(math.Sqrt(squareVolts))); err != nil {
		return Bill{}, err
	}
	parts.wordLines.Formula = fmt.Sprintf("0.2 fF/µm x %v x mean V² %.4g V²", s.pitch()*units.Length(s.Array.Cols), squareVolts)

	n := actions{cells: cells * slots, wordLines: rows * slots, drivers: rows * slots,
		inputBits: inputBits, outputBits: resultBits * slots,
		accesses: (inputBits + resultBits) / 256, busBits: inputBits + resultBits, flits: sentBits / 256}
	b := Bill{Action: action, Arrays: down * across * s.Array.Copies}
	turns := units.Time(min(s.ColumnsPerADC, ceil(outputs, across)*perOutput))
	if s.spikes() {
		if n.spikes, err = s.fired(x, weights, outputs, inputs, down); err != nil {
			return Bill{}, err
		}
		n.additions, n.outputBits = lines+partial, resultBits // of counts, after the last slot
		adding := turns * parts.adder.Time
		b.Interval, b.Time = max(units.Time(slots)*s.Cell.ReadTime, adding), units.Time(slots)*s.Cell.ReadTime+adding
		b.Timing = fmt.Sprintf("%g x %v, then %g additions x %v", slots, s.Cell.ReadTime, turns, parts.adder.Time)
	} else {
		n.samples, n.conversions, n.additions = lines*slots, lines*slots, lines*slots+partial
		slot := max(s.Cell.ReadTime, turns*parts.adc.Time)
		b.Interval, b.Time = units.Time(slots)*slot, units.Time(slots+1)*slot
		b.Timing = fmt.Sprintf("(%g slots + 1 to convert) x %v: a read, or %g x %v", slots, slot, turns, parts.adc.Time)
	}
	b.Lines = parts.bill(s, b.Arrays, n.times(float64(vectors)))
	b.Operations = 2 * float64(vectors) * float64(outputs) * float64(inputs)
	if rounds := units.Time(ceil(vectors, s.Array.Copies)); rounds > 1 {
		b.Timing += fmt.Sprintf("; %g more x %v", rounds-1, b.Interval)
		b.Time, b.Interval = b.Time+(rounds-1)*b.Interval, rounds*b.Interval
	}
	return b, nil
}

// Write returns what it takes to write all cells of an array, a share of which changes its level; those that keep theirs get
// no pulse. Rows are written one after the other, the cells of a row together, and copies at the same time: they take no
// more time, but as much energy and wear each.
func (s Spec) Write(changed float64) (Bill, error) {
	if err := s.Validate(); err != nil {
		return Bill{}, err
	}
	if !(changed >= 0 && changed <= 1) {
		return Bill{}, fmt.Errorf("macros: a share of %v of the cells changes; allowed: 0 to 1", changed)
	}
	parts, err := s.parts()
	if err != nil {
		return Bill{}, err
	}
	rows, pulses := float64(s.Array.Rows), float64(s.Cell.Pulses)
	cells := rows * float64(s.outputs()*s.Array.ColumnsPerWeight())
	parts.cells.Action, parts.cells.Energy, parts.cells.Time = "a write pulse", s.Cell.PulseEnergy(), s.Cell.WriteTime
	parts.cells.Formula, parts.cells.Timing = "the cell's", "the cell's"
	length := s.pitch() * units.Length(s.Array.Cols)
	if parts.wordLines.Energy, err = hw.Wire(length, s.Cell.WriteVoltage); err != nil {
		return Bill{}, err
	}
	parts.wordLines.Action, parts.wordLines.Formula = "a pulse", fmt.Sprintf("0.2 fF/µm x %v x (%v)²", length, s.Cell.WriteVoltage)
	row := parts.decoder.Time + units.Time(pulses)*s.Cell.WriteTime
	data := cells * float64(s.Array.CellBits)
	action := "Rewrite of an array"
	if s.Array.Copies > 1 {
		action = fmt.Sprintf("Rewrite of %d copies of an array", s.Array.Copies)
	}
	return Bill{
		Action: action, Time: units.Time(rows) * row, Interval: units.Time(rows) * row,
		Timing: fmt.Sprintf("%g rows x (decoder %v + %g pulses x %v)", rows, parts.decoder.Time, pulses, s.Cell.WriteTime),
		Arrays: s.Array.Copies,
		Lines: parts.bill(s, s.Array.Copies, actions{cells: changed * cells * pulses, wordLines: rows * pulses, rowsChosen: rows,
			accesses: data / 256, busBits: data}.times(float64(s.Array.Copies))),
	}, nil
}

// Lifetime returns the time until cells fail that are written so many times a second, above 0 and up to 10¹². All copies are
// written at each update, so it is theirs too; what they shorten is the time between two updates.
func (s Spec) Lifetime(writes float64) (units.Time, error) {
	if err := s.Validate(); err != nil {
		return 0, err
	}
	if !(writes > 0 && writes <= 1e12) {
		return 0, fmt.Errorf("macros: cells are written %v times a second; allowed: above 0, to 1e12", writes)
	}
	return units.Time(s.Cell.Endurance / (writes * float64(s.Cell.Pulses))), nil
}

// pitch is the distance from cell to cell.
func (s Spec) pitch() units.Length { return units.Length(math.Sqrt(s.Cell.Squares)) * s.Cell.Feature }

// parts are all parts of a macro; what cells and word lines take depends on the action.
type parts struct {
	cells, wordLines, driver, sample, adc, adder, input, output, decoder, buffer, bus, router hw.Circuit

	fire, counter hw.Circuit // instead of sample and adc where charge is counted
}

// actions is how often all parts of a kind do what they do.
type actions struct {
	cells, wordLines, drivers, samples, conversions, spikes, additions, inputBits, outputBits, rowsChosen float64

	accesses, busBits, flits float64
}

// times returns so many times the actions.
func (n actions) times(k float64) actions {
	for _, x := range []*float64{&n.cells, &n.wordLines, &n.drivers, &n.samples, &n.conversions, &n.spikes, &n.additions,
		&n.inputBits, &n.outputBits, &n.rowsChosen, &n.accesses, &n.busBits, &n.flits} {
		*x *= k
	}
	return n
}

func (s Spec) parts() (parts, error) {
	p := parts{driver: hw.Driver(), fire: hw.IntegrateAndFire(), sample: hw.SampleAndHold(), adder: hw.ShiftAndAdd(), input: hw.InputRegister(),
		output: hw.OutputRegister(), buffer: hw.Buffer(), bus: hw.Bus(), router: hw.Router()}
	var err error
	if p.decoder, err = hw.Decoder(s.Array.Rows); err != nil {
		return p, err
	}
	if n := s.Array.Inputs.SliceBits; n > 1 {
		// ISAAC's driver is an inverter. More levels take a converter too: its energy is ZigZag's, and its area that of a driver
		// for each bit.
		energy, err := (hw.ZigZagDAC{Bits: n, Supply: s.Supply}).Energy()
		if err != nil {
			return p, err
		}
		p.driver.Energy, p.driver.Area = p.driver.Energy+energy, units.Area(n)*p.driver.Area
		p.driver.Formula += fmt.Sprintf(" + 50 fF x %d bits x (%v)²", n, s.Supply)
		p.driver.Source += "; ZigZag-IMC's DAC (BSD-3-Clause)"
	}
	circuits := []*hw.Circuit{&p.driver, &p.sample, &p.adder, &p.input, &p.output, &p.decoder, &p.buffer, &p.bus, &p.router}
	if s.spikes() {
		if p.counter, err = hw.Counter(s.Array.Spikes.CounterBits); err != nil {
			return p, err
		}
		circuits = append(circuits, &p.fire, &p.counter)
	}
	for _, c := range circuits {
		if *c, err = c.At(s.Node, s.Supply); err != nil {
			return p, err
		}
	}
	if !s.spikes() {
		cost, err := s.converter().Cost()
		if err != nil {
			return p, err
		}
		p.adc = hw.Circuit{Name: "ADC", Action: "a conversion", Energy: cost.Energy, Time: cost.Time, Area: cost.Area, Node: s.Node,
			Formula: fmt.Sprintf("%T", s.converter()), Source: "the converter's Explain"}
	}
	p.cells = hw.Circuit{Name: "cells", Action: "a cell's time slot", Time: s.Cell.ReadTime, Area: s.Cell.Area(), Node: s.Cell.Feature,
		Timing: "the cell's", Source: s.Cell.Source}
	p.wordLines = hw.Circuit{Name: "word lines", Action: "a time slot", Time: s.Cell.ReadTime, Node: s.Cell.Feature,
		Timing: "the cell's", Source: "Ho, Mai and Horowitz 2001; they lie over the cells"}
	return p, nil
}

// bill puts parts, the numbers of them in so many arrays and the actions of all together.
func (p parts) bill(s Spec, arrays int, n actions) []Line {
	rows, lines := float64(s.Array.Rows), float64(s.lines())
	adcs := math.Ceil(lines / float64(s.ColumnsPerADC))
	unit, tile := 1/float64(s.ArraysPerUnit), 1/float64(s.ArraysPerTile)
	readout := []Line{{p.sample, lines, n.samples}, {p.adc, adcs, n.conversions}}
	if s.spikes() {
		readout = []Line{{p.fire, lines, n.spikes}, {p.counter, lines, n.spikes}}
	}
	bill := []Line{
		{p.cells, rows * float64(s.Array.Cols), n.cells},
		{p.wordLines, rows, n.wordLines},
		{p.driver, rows, n.drivers},
		readout[0],
		readout[1],
		{p.adder, adcs, n.additions},
		{p.input, unit, n.inputBits},
		{p.output, unit, n.outputBits},
		{p.decoder, 1, n.rowsChosen},
		{p.buffer, tile, n.accesses},
		{p.bus, tile, n.busBits},
		{p.router, tile, n.flits},
	}
	for i := range bill {
		bill[i].Count *= float64(arrays)
	}
	return bill
}

// Explain says where each number of the bill comes from: of each part what one action takes, and how often it is taken.
func (s Spec) Explain(b Bill) (hw.Explanation, error) {
	var e, adc hw.Explanation
	if !s.spikes() {
		var err error
		if adc, err = s.converter().Explain(); err != nil {
			return nil, err
		}
	}
	counts := "counts: array and encoding"
	if s.Array.Copies > 1 {
		counts += fmt.Sprintf(", for %d copies", s.Array.Copies)
	}
	for _, l := range b.Lines {
		e = append(e, hw.Figure{Part: l.Name, Name: "energy of a " + strings.ToLower(b.Action), Value: l.Dynamic().String(),
			Formula: fmt.Sprintf("%s x %v for %s", count(l.Actions), l.Energy, l.Action), Source: counts})
		if l.Area > 0 {
			e = append(e, hw.Figure{Part: l.Name, Name: "area of all", Value: l.Size().String(),
				Formula: fmt.Sprintf("%s x %v", count(l.Count), l.Area), Source: l.Source})
		}
		switch l.Name {
		case "ADC":
			e = append(e, adc...)
		case "cells":
			e = append(e, hw.Figure{Part: l.Name, Name: "energy of " + l.Action, Value: l.Energy.String(), Formula: l.Formula, Source: l.Source})
			e = append(e, s.Cell.Explain()...)
		default:
			e = append(e, l.Circuit.Explain()...)
		}
	}
	overlap := "one after the other"
	if b.Interval < b.Time {
		overlap = "the end of one overlaps the start of the next"
	}
	const timing = "the times of its parts"
	e = append(e,
		hw.Figure{Part: "macro", Name: "time of a " + strings.ToLower(b.Action), Value: b.Time.String(), Formula: b.Timing, Source: timing},
		hw.Figure{Part: "macro", Name: "time until the next", Value: b.Interval.String(), Formula: overlap, Source: timing})
	return append(e, hw.Figure{Part: "macro", Name: "energy of a " + strings.ToLower(b.Action), Value: b.Energy().String(),
		Formula: fmt.Sprintf("%v of actions + %v of leakage in %v", b.Dynamic(), b.Static(), b.Interval), Source: "the sum of its parts"},
		hw.Figure{Part: "macro", Name: "area", Value: b.Area().String(), Formula: "the sum of the areas above", Source: "the sum of its parts"}), nil
}

// Table returns the bill as a table, a row for each part and one for the total.
func (b Bill) Table() tables.Table {
	t := tables.Table{Title: fmt.Sprintf("%s: %v, %v, %v", b.Action, b.Energy(), b.Time, b.Area()),
		Columns: []tables.Column{{Name: "part", Text: true}, {Name: "count"}, {Name: "actions"}, {Name: "energy", Unit: "pJ"},
			{Name: "share", Unit: "%"}, {Name: "leakage", Unit: "pJ"}, {Name: "area", Unit: "µm²"}}}
	row := func(name, count, actions string, dynamic, static units.Energy, area units.Area) {
		share := 0.0
		if total := b.Energy(); total > 0 {
			share = 100 * float64((dynamic+static)/total)
		}
		t.Rows = append(t.Rows, []string{name, count, actions, tables.Number(float64(dynamic / units.Picojoule)), tables.Number(share),
			tables.Number(float64(static / units.Picojoule)), tables.Number(float64(area / units.SquareMicrometre))})
	}
	for _, l := range b.Lines {
		row(l.Name, count(l.Count), count(l.Actions), l.Dynamic(), l.Static(b.Interval), l.Size())
	}
	row("total", "", "", b.Dynamic(), b.Static(), b.Area())
	if b.Operations > 0 {
		t.Note = fmt.Sprintf("%v at %.3g TOPS/W, the next one %v later.", b.Rate(), b.Efficiency()/1e12, b.Interval)
	}
	return t
}

// count writes a number of things, which is whole but for shares of what macros share.
func count(n float64) string {
	if n == math.Trunc(n) && n < 1e15 {
		return tables.Integer(int64(n))
	}
	return tables.Number(n)
}

// String returns the table as text.
func (b Bill) String() string { return b.Table().String() }

// MIME returns the table as HTML and as text.
func (b Bill) MIME() map[string]any { return b.Table().MIME() }
