package arrays

import (
	"context"
	"fmt"
	"math"

	"regan/accel/devices"
	"regan/accel/units"
	"regan/accel/wires"
)

// Analog says how cells, wires and converters differ from the levels and codes that are meant. Each part can be used alone,
// and DefaultSpec has none. With any of them sums are no longer whole numbers of levels, and are computed in float64.
//
// They act in this order: a level is written with an error, stuck cells stay what they are, conductances drift, wires take
// part of the voltage, reading adds noise (Spec.Noise), and converters have a gain and an offset.
type Analog struct {
	High    units.Conductance // of the highest level, 1 nS to 1 S: for wires and for laws in siemens
	Writing Writing
	Drift   Drift
	// Wires are solved exactly, once for each array, with the cells that are in use; every product then costs what one without
	// wires costs. See package wires for the circuit. Read noise is that of cells at their full voltage.
	Wires wires.Lines
	// Curve is of cells that are not ohmic. No matrix describes these, so that each slot of each vector is solved for itself:
	// some hundredths of a second for 128x128 cells.
	Curve Curve
	// Each converter has its own gain and offset: standard deviations of the gain, as a share (0 to 1), and of the offset, in
	// codes (0 to 10^6). Only with ReadADC.
	Gain, Offset float64
	// LinesPerADC is how many neighbouring lines of an array take turns at one converter and so share its gain and offset: 0 to
	// MaxSide; 0 and 1 give each line a converter of its own.
	LinesPerADC int
}

// Curve says how the current of a cell grows with its voltage: as sinh(v / Scale), ohmic below the scale and exponential
// above it. The conductances of levels are those at Drive, the voltage of a row that a slot drives by most. So bit-serial
// inputs without wires compute what ohmic cells do; a slot of more bits also drives by less, where cells conduct less than
// in proportion, and so do cells that wires take some of the voltage from.
type Curve struct {
	Scale units.Voltage // 1 mV to 1 MV, not below a tenth of Drive; 0 for ohmic cells
	Drive units.Voltage // 1 mV to 100 V if Scale is not 0
}

// Writing is the error that is left after writing a cell: normal, and no conductance is below 0.
type Writing struct {
	Law   WritingLaw
	Sigma float64 // UniformError and ProportionalError: share of the highest conductance or of the cell's own, 0 to 1; else 0
}

// WritingLaw says how the error depends on the conductance that was meant. The measured ones are those of package devices,
// in siemens: Analog.High has to be within what was measured to mean much.
type WritingLaw string

const (
	ExactWriting      WritingLaw = "exact"
	UniformError      WritingLaw = "uniform"      // the same for all cells
	ProportionalError WritingLaw = "proportional" // to the cell's conductance
	RRAMMiloError     WritingLaw = "rram-milo"    // devices.RRAMMilo: 50 to 225 µS
	RRAMWanError      WritingLaw = "rram-wan"     // devices.RRAMWan: up to 39 µS, one second after writing
	RRAMWanDayError   WritingLaw = "rram-wan-day" // devices.RRAMWanAfter a day: up to 40 µS, with what relaxes in it
	PCMJoshiError     WritingLaw = "pcm-joshi"    // devices.PCMJoshi: up to 25 µS
)

// Drift is the power law of retention: after a time t a conductance is (1 + t/Start)^-exponent of what it was. Cells differ
// in their exponents, which are normal and not below 0.
type Drift struct {
	After    units.Time // since writing; 0 for no drift
	Start    units.Time // from which drift counts, above 0 if After is
	Exponent float64    // mean, 0 to 10
	Spread   float64    // standard deviation, 0 to 10
}

// inFloats tells whether sums are computed in float64.
func (a Analog) inFloats() bool {
	return a.Writing.Law != ExactWriting || a.Drift.After != 0 || a.Wires != wires.Lines{} || a.Curve.Scale != 0 || a.Gain != 0 || a.Offset != 0
}

func (a Analog) validate(s Spec, check func(bool, string, any, string)) {
	between := func(field string, value, low, high float64) {
		check(value >= low && value <= high, "Analog."+field, value, fmt.Sprintf("%g to %g", low, high))
	}
	check(a.High >= units.Nanosiemens && a.High <= units.Siemens, "Analog.High", a.High, "1 nS to 1 S")
	switch a.Writing.Law {
	case UniformError, ProportionalError:
		between("Writing.Sigma", a.Writing.Sigma, 0, 1)
	case ExactWriting, RRAMMiloError, RRAMWanError, RRAMWanDayError, PCMJoshiError:
		check(a.Writing.Sigma == 0, "Analog.Writing.Sigma", a.Writing.Sigma, fmt.Sprintf("0 with Law %s", a.Writing.Law))
	default:
		check(false, "Analog.Writing.Law", a.Writing.Law,
			"exact, uniform, proportional, rram-milo, rram-wan, rram-wan-day, pcm-joshi")
	}
	between("Drift.After", float64(a.Drift.After), 0, 1e12)
	if a.Drift.After > 0 {
		between("Drift.Start", float64(a.Drift.Start), 1e-12, 1e12)
	}
	between("Drift.Exponent", a.Drift.Exponent, 0, 10)
	between("Drift.Spread", a.Drift.Spread, 0, 10)
	for _, f := range []struct {
		name  string
		value units.Resistance
		lines wires.Lines
	}{
		{"WordSegment", a.Wires.WordSegment, wires.Lines{WordSegment: a.Wires.WordSegment}},
		{"BitSegment", a.Wires.BitSegment, wires.Lines{BitSegment: a.Wires.BitSegment}},
		{"Driver", a.Wires.Driver, wires.Lines{Driver: a.Wires.Driver}},
		{"Sense", a.Wires.Sense, wires.Lines{Sense: a.Wires.Sense}},
	} {
		check(f.lines.Validate() == nil, "Analog.Wires."+f.name, f.value, "0 or from 1.000 nΩ to 1.000 PΩ")
	}
	if c := a.Curve; c.Scale != 0 {
		check(c.Drive >= units.Millivolt && c.Drive <= 100*units.Volt, "Analog.Curve.Drive", c.Drive, "1 mV to 100 V")
		check(c.Scale >= units.Millivolt && c.Scale <= 1e6*units.Volt && !(c.Scale < c.Drive/10), "Analog.Curve.Scale", c.Scale,
			"0, or 1 mV to 1 MV and not below a tenth of Drive")
	}
	if a.Wires != (wires.Lines{}) || a.Curve.Scale != 0 {
		check(s.Rows <= wires.MaxSide && s.Cols <= wires.MaxSide, "Rows", s.Rows, fmt.Sprintf("1 to %d, as Cols, with wires", wires.MaxSide))
	}
	between("Gain", a.Gain, 0, 1)
	between("Offset", a.Offset, 0, 1e6)
	check(0 <= a.LinesPerADC && a.LinesPerADC <= MaxSide, "Analog.LinesPerADC", a.LinesPerADC, fmt.Sprintf("0 to %d", MaxSide))
	check(a.Gain == 0 && a.Offset == 0 || s.Readout == ReadADC, "Analog.Gain", a.Gain,
		"above 0, as Analog.Offset, only with Readout adc")
}

// law returns what writing leaves. The constants are checked by the tests of package devices.
func (a Analog) law() devices.Programming {
	switch a.Writing.Law {
	case UniformError:
		return devices.Constant(units.Conductance(a.Writing.Sigma) * a.High)
	case ProportionalError:
		return devices.Proportional(a.Writing.Sigma)
	case RRAMMiloError:
		return devices.RRAMMilo()
	case RRAMWanError:
		return devices.RRAMWan()
	case RRAMWanDayError:
		law, err := devices.RRAMWanAfter(devices.OneDay)
		if err != nil {
			panic(err) // a time that package devices itself names
		}
		return law
	case PCMJoshiError:
		return devices.PCMJoshi()
	default:
		return devices.Constant(0)
	}
}

// levelStep returns what one level conducts.
func (s Spec) levelStep() units.Conductance {
	return s.Analog.High / units.Conductance(float64(s.topLevel())+s.minLevel())
}

// conductances are what the cells conduct, in level steps above the lowest level's conductance, at the places of cells'
// levels.
type conductances struct{ positive, negative []float64 }

// conduct writes the levels, with all that is not as it should be.
func (a *Array) conduct(ctx context.Context, report func(done, total int)) error {
	c, s := a.cells, a.spec
	c.conducts = &conductances{positive: make([]float64, len(c.positive)), negative: make([]float64, len(c.negative))}
	step := s.levelStep()
	law := s.Analog.law()
	seed := devices.NewRandom(s.Seed)
	written, aged := seed.Stream(streamOf(writing, 0, 0, 0)), seed.Stream(streamOf(drift, 0, 0, 0))
	stuck := seed.Stream(streamOf(faults, 0, 0, 0))
	write := func(level uint8, place uint64) float64 {
		if s.stick(&level, stuck, place) == 1 {
			return float64(level)
		}
		lowest := s.minLevel()
		g := float64(level) + lowest
		if target := units.Conductance(g) * step; law.Sigma(target) > 0 {
			g = float64(law.Program(target, written, place) / step)
		}
		if d := s.Analog.Drift; d.After > 0 {
			exponent := max(0, d.Exponent+d.Spread*aged.Normal(place))
			g *= math.Pow(1+float64(d.After/d.Start), -exponent)
		}
		return g - lowest
	}
	const often = 1 << 16 // cells between looks at the context
	for i, level := range c.positive {
		if i%often == 0 {
			if err := alive(ctx, "programming"); err != nil {
				return err
			}
		}
		c.conducts.positive[i] = write(level, uint64(2*i))
		if c.negative != nil {
			c.conducts.negative[i] = write(c.negative[i], uint64(2*i+1))
		}
	}
	if s.Analog.Wires == (wires.Lines{}) || s.Analog.Curve.Scale != 0 {
		return nil
	}
	return a.wire(ctx, report, step)
}

// wire replaces what cells conduct by what their arrays do, wires included.
func (a *Array) wire(ctx context.Context, report func(done, total int), step units.Conductance) error {
	s := a.spec
	rows, outputs := partition(a.inputs, s.Rows), partition(a.outputs, s.Cols/s.ColumnsPerWeight())
	total := (len(rows) - 1) * (len(outputs) - 1)
	for i := range total {
		r, o := i/(len(outputs)-1), i%(len(outputs)-1)
		array, each := a.physical(rows[r], rows[r+1], outputs[o], outputs[o+1], step)
		effective, err := array.Effective(ctx, nil)
		if err != nil {
			return fmt.Errorf("arrays: wires of array %d of %d: %w", i+1, total, err)
		}
		each(func(g *float64, at int) { *g = float64(effective.Conductance[at]/step) - s.minLevel() })
		if report != nil {
			report(i+1, total)
		}
	}
	return nil
}

// physical returns one array: its inputs from top on and its outputs from left on. A weight's columns lie side by side,
// slice by slice, the positive side of a pair first. each visits what all cells conduct, with their places in the array.
func (a *Array) physical(top, bottom, left, right int, step units.Conductance) (array wires.Array, each func(func(g *float64, at int))) {
	c, perWeight, lowest := a.cells, a.spec.ColumnsPerWeight(), a.spec.minLevel()
	array = wires.Array{Rows: bottom - top, Cols: (right - left) * perWeight, Lines: a.spec.Analog.Wires}
	array.Cells = make([]units.Conductance, array.Rows*array.Cols)
	each = func(visit func(g *float64, at int)) {
		for r := top; r < bottom; r++ {
			for o := left; o < right; o++ {
				at := (r-top)*array.Cols + (o-left)*perWeight
				for slice := range c.slices {
					cell := (o*a.inputs+r)*c.slices + slice
					visit(&c.conducts.positive[cell], at)
					at++
					if c.negative != nil {
						visit(&c.conducts.negative[cell], at)
						at++
					}
				}
			}
		}
	}
	each(func(g *float64, at int) { array.Cells[at] = units.Conductance(*g+lowest) * step })
	return array, each
}
