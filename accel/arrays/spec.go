package arrays

import (
	"errors"
	"fmt"
	"math"
	"math/bits"

	"regan/accel/units"
)

// Spec describes one array of cells and what stands around it. It is plain data: copy it, change it, compare it, save it.
type Spec struct {
	Rows int // word lines: inputs of one array, 1 to MaxSide
	Cols int // bit lines of one array, 1 to MaxSide; all slices of a weight, both sides of its pair too, lie in one array

	WeightBits int      // bits of a weight with its sign, 2 to 16
	CellBits   int      // bits of one cell, 1 to 8
	Encoding   Encoding // how a sign is held

	// Flip stores a column inverted if its levels add up to more than half of what they could, and inverts the result
	// (ISAAC). It bounds every sum by half and so saves one bit of the converter. Only with Offset.
	Flip bool

	// SeparatePairs gives each side of a pair its own converter and subtracts codes. Otherwise currents are subtracted and the
	// difference is converted, with a sign. Only with a differential encoding; integrate-and-fire always counts each side.
	SeparatePairs bool

	// Copies is how many times the weights are there, 1 to MaxCopies, so that as many vectors are multiplied at the same time:
	// one after the other they go to one copy after the other. Each copy is written for itself, with faults, errors and
	// converters of its own; where there are none of these, all copies compute the same.
	Copies int

	OnOff      float64 // highest over lowest conductance of a cell, above 1; 0 stands for infinite
	RemoveGmin bool    // subtract the current of the lowest conductance, which is known from the inputs, after conversion

	Inputs  Inputs
	Readout Readout
	ADC     ADC    // used by ReadADC
	Spikes  Spikes // used by ReadSpikes

	Faults Faults
	Noise  Noise
	Analog Analog

	// Seed decides everything that is random. The same seed gives the same results on any number of cores.
	Seed uint64
}

// MaxCopies is the largest number of copies.
const MaxCopies = 4096

// MaxSide is the largest number of rows or columns of one array.
const MaxSide = 8192

// Encoding says how signed weights are held by cells, whose conductance has no sign.
type Encoding string

const (
	// OneSided holds a weight as a pair of cells: its magnitude on the side of its sign, zero on the other. Weights go from
	// -(2^(b-1)-1) to 2^(b-1)-1.
	OneSided Encoding = "one-sided"
	// TwoSided holds each slice d of a weight as a pair (h, h-d), h being half of the highest level plus d, rounded up.
	// The range is that of OneSided.
	TwoSided Encoding = "two-sided"
	// Offset holds the weight plus 2^(b-1) and subtracts 2^(b-1) times the sum of the inputs digitally. Weights go from
	// -2^(b-1) to 2^(b-1)-1.
	Offset Encoding = "offset"
)

// Inputs says how a vector is presented to the rows.
type Inputs struct {
	Bits      int  // of one input with its sign, 1 to 16
	SliceBits int  // driven in one time slot: 1 is bit-serial, more take a DAC of so many bits; 1 to 8 and not above Bits
	Signed    bool // two's complement, the sign bit in a slot of its own; needs 2 bits
}

// Range returns the smallest and the largest input.
func (in Inputs) Range() (lowest, highest int32) {
	if in.Signed {
		return -1 << (in.Bits - 1), 1<<(in.Bits-1) - 1
	}
	return 0, 1<<in.Bits - 1
}

// Readout says what turns a line's current into a number.
type Readout string

const (
	ReadADC    Readout = "adc"                // an analogue-to-digital converter for each time slot, then shift-and-add
	ReadSpikes Readout = "integrate-and-fire" // PipeLayer's: slots are weighted by voltage, charge is counted in spikes
	ReadIdeal  Readout = "ideal"              // nothing: sums are passed on exactly, so that all else shows alone
)

// ADC is an analogue-to-digital converter. It rounds to the nearest code, halves to the even one, and saturates: sums beyond
// the range get the outermost code. A converter of a difference has a sign bit and codes from -(2^(b-1)-1) to 2^(b-1)-1;
// any other has codes from 0 to 2^b-1.
type ADC struct {
	Bits  int   // 1 to 24, 2 to 24 for differences
	Range Range // which sums the codes span
	Low   float64
	High  float64 // bounds of Calibrated in level steps; Low is the negative of High for differences
}

// Range says which sums the codes of a converter span.
type Range string

const (
	// Granular gives each level step one code, from zero on. It is exact until it saturates.
	Granular Range = "granular"
	// Full spans all sums that an array can give with all its rows in use and any weights.
	Full Range = "full"
	// Maximum spans all sums that the rows in use can give with any weights.
	Maximum Range = "maximum"
	// Calibrated spans ADC.Low to ADC.High.
	Calibrated Range = "calibrated"
	// CrossSimGranular is Granular as CrossSim 3.2.0 has it: a step is larger by 2^b/(2^b-1), b being the magnitude bits of an
	// input, and by what the lowest conductance takes of the highest. It is there to reproduce CrossSim's numbers, and was
	// compared with them for differences only, so it is refused otherwise.
	CrossSimGranular Range = "granular-crosssim"
)

// Spikes is an integrate-and-fire circuit with a counter. Its count is the charge, over all time slots, divided by Threshold
// and rounded down; the rest is lost. The counter saturates. Inputs have to be unsigned.
type Spikes struct {
	Threshold   int // level steps of the first, weakest slot that make one spike, 1 to 2^24
	CounterBits int // 1 to 32
}

// Faults says which cells are stuck. Whether a cell is depends on the specification's seed and on its place only.
type Faults struct {
	StuckOff float64 // share of cells stuck at the lowest level, 0 to 1
	StuckOn  float64 // share of cells stuck at the highest level; both together at most 1
}

// Noise is read noise: every read of a cell sees its conductance with a new, independent, normally distributed error. The
// errors of a line add up to one normal number, which is drawn once for each conversion: exact in distribution, because the
// conductance is allowed to be read as negative.
type Noise struct {
	Law   Law
	Sigma float64 // share of the highest conductance (Uniform) or of the cell's own (Proportional), 0 to 1
}

// Law says how the error of a read depends on the cell.
type Law string

const (
	NoNoise      Law = "none"
	Uniform      Law = "uniform"      // the same for all cells
	Proportional Law = "proportional" // to the cell's conductance
)

// DefaultSpec returns 128x128 arrays of 2-bit cells, differential and one-sided, with 8-bit weights, 8-bit unsigned
// bit-serial inputs and an 8-bit converter with one code for each level step: neither noise nor faults.
func DefaultSpec() Spec {
	return Spec{
		Rows: 128, Cols: 128,
		WeightBits: 8, CellBits: 2, Encoding: OneSided,
		Copies:     1,
		RemoveGmin: true,
		Inputs:     Inputs{Bits: 8, SliceBits: 1},
		Readout:    ReadADC,
		ADC:        ADC{Bits: 8, Range: Granular},
		Spikes:     Spikes{Threshold: 1, CounterBits: 32},
		Noise:      Noise{Law: NoNoise},
		Analog:     Analog{High: 10 * units.Microsiemens, Writing: Writing{Law: ExactWriting}}, // NVSim's cell of 100 kΩ
	}
}

// SpecError is one field of a Spec that cannot be used.
type SpecError struct {
	Field   string // such as "ADC.Bits"
	Value   any
	Allowed string
}

func (e *SpecError) Error() string {
	value := fmt.Sprint(e.Value)
	if value == "" {
		value = "empty"
	}
	return fmt.Sprintf("arrays: Spec.%s is %s; allowed: %s", e.Field, value, e.Allowed)
}

// Validate returns nil, or all fields that cannot be used as SpecErrors joined into one error.
func (s Spec) Validate() error {
	var wrong []error
	check := func(ok bool, field string, value any, allowed string) {
		if !ok {
			wrong = append(wrong, &SpecError{field, value, allowed})
		}
	}
	within := func(field string, value, low, high int) bool {
		ok := low <= value && value <= high
		check(ok, field, value, fmt.Sprintf("%d to %d", low, high))
		return ok
	}
	finite := func(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

	within("Rows", s.Rows, 1, MaxSide)
	columns := within("Cols", s.Cols, 1, MaxSide)
	columns = within("WeightBits", s.WeightBits, 2, 16) && columns
	columns = within("CellBits", s.CellBits, 1, 8) && columns
	known := s.Encoding == OneSided || s.Encoding == TwoSided || s.Encoding == Offset
	check(known, "Encoding", s.Encoding, "one-sided, two-sided, offset")
	if known && columns {
		check(s.Cols >= s.ColumnsPerWeight(), "Cols", s.Cols,
			fmt.Sprintf("at least %d, the columns that one weight takes", s.ColumnsPerWeight()))
	}
	check(!s.Flip || s.Encoding == Offset, "Flip", s.Flip, "true only with Encoding offset")
	check(!s.SeparatePairs || s.Encoding != Offset, "SeparatePairs", s.SeparatePairs, "true only with a differential Encoding")
	within("Copies", s.Copies, 1, MaxCopies)
	check(s.OnOff == 0 || finite(s.OnOff) && s.OnOff >= 1+1e-6, "OnOff", s.OnOff, "from 1.000001 on, or 0 for infinite")

	if within("Inputs.Bits", s.Inputs.Bits, 1, 16) {
		within("Inputs.SliceBits", s.Inputs.SliceBits, 1, min(8, s.Inputs.Bits))
		check(!s.Inputs.Signed || s.Inputs.Bits >= 2, "Inputs.Bits", s.Inputs.Bits, "2 to 16 with signed inputs")
	}

	switch s.Readout {
	case ReadADC:
		s.ADC.validate(s, check, within)
	case ReadSpikes:
		within("Spikes.Threshold", s.Spikes.Threshold, 1, 1<<24)
		within("Spikes.CounterBits", s.Spikes.CounterBits, 1, 32)
		check(!s.Inputs.Signed, "Inputs.Signed", s.Inputs.Signed, "false with Readout integrate-and-fire")
	case ReadIdeal:
	default:
		check(false, "Readout", s.Readout, "adc, integrate-and-fire, ideal")
	}

	share := func(field string, x float64) { check(x >= 0 && x <= 1, field, x, "0 to 1") }
	share("Faults.StuckOff", s.Faults.StuckOff)
	share("Faults.StuckOn", s.Faults.StuckOn)
	check(!(s.Faults.StuckOff+s.Faults.StuckOn > 1), "Faults.StuckOn", s.Faults.StuckOn, "at most 1 together with StuckOff")
	share("Noise.Sigma", s.Noise.Sigma)
	switch s.Noise.Law {
	case NoNoise:
		check(s.Noise.Sigma == 0, "Noise.Sigma", s.Noise.Sigma, "0 with Noise.Law none")
	case Uniform, Proportional:
	default:
		check(false, "Noise.Law", s.Noise.Law, "none, uniform, proportional")
	}
	s.Analog.validate(s, check)
	return errors.Join(wrong...)
}

func (a ADC) validate(s Spec, check func(bool, string, any, string), within func(string, int, int, int) bool) {
	lowest := 1
	if s.signedLines() {
		lowest = 2 // a sign and at least one code on each side of zero
	}
	check(lowest <= a.Bits && a.Bits <= 24, "ADC.Bits", a.Bits,
		fmt.Sprintf("%d to 24; Readout ideal is without a converter", lowest))
	switch a.Range {
	case Granular, Full, Maximum:
	case CrossSimGranular:
		check(s.signedLines(), "ADC.Range", a.Range, "granular-crosssim only for a difference of a pair")
		check(s.Inputs.Bits >= 2 || !s.Inputs.Signed, "Inputs.Bits", s.Inputs.Bits, "2 to 16 with signed inputs")
	case Calibrated:
		ok := a.High-a.Low >= 1e-9 && math.Abs(a.High) <= 1e12 && math.Abs(a.Low) <= 1e12 // false for NaN too
		check(ok, "ADC.High", a.High, fmt.Sprintf("above ADC.Low, which is %v, by at least 1e-9; both within 1e12", a.Low))
		check(!s.signedLines() || a.Low == -a.High || !ok, "ADC.Low", a.Low, fmt.Sprintf("%v for a difference of a pair", -a.High))
	default:
		check(false, "ADC.Range", a.Range, "granular, full, maximum, calibrated, granular-crosssim")
	}
}

// WeightRange returns the smallest and the largest weight that the specification can hold.
func (s Spec) WeightRange() (lowest, highest int32) {
	highest = 1<<(s.WeightBits-1) - 1
	if s.Encoding == Offset {
		return -highest - 1, highest
	}
	return -highest, highest
}

// Slices returns the number of cells that one magnitude (differential) or one shifted weight (Offset) takes.
func (s Spec) Slices() int {
	magnitude := s.WeightBits - 1
	if s.Encoding == Offset {
		magnitude = s.WeightBits
	}
	return (magnitude + s.CellBits - 1) / s.CellBits
}

// ColumnsPerWeight returns the number of bit lines that one column of weights takes: its slices, twice if they are pairs.
func (s Spec) ColumnsPerWeight() int {
	if s.Encoding == Offset {
		return s.Slices()
	}
	return 2 * s.Slices()
}

// signedLines tells whether a converter reads the difference of a pair.
func (s Spec) signedLines() bool {
	return s.Encoding != Offset && !s.SeparatePairs && s.Readout != ReadSpikes
}

// topLevel returns the highest level of a cell.
func (s Spec) topLevel() int { return 1<<s.CellBits - 1 }

// topDigit returns the highest input of one time slot.
func (s Spec) topDigit() int { return 1<<s.Inputs.SliceBits - 1 }

// minLevel returns the lowest conductance in level steps: a cell at level q has q+minLevel.
func (s Spec) minLevel() float64 {
	if s.OnOff == 0 {
		return 0
	}
	return float64(s.topLevel()) / (s.OnOff - 1)
}

// LosslessBits returns the resolution at which a converter of unsigned sums, Granular, never saturates, by the rule of
// Shafiee et al., "ISAAC: A Convolutional Neural Network Accelerator with In-Situ Analog Arithmetic in Crossbars" (ISCA
// 2016): log2(rows) + v + w bits for inputs of v and cells of w bits at once, one bit less if v or w is 1, and one less
// again with flipped columns. Of a number of rows that is no power of two the logarithm is rounded up. A difference of a
// pair takes one bit more, for the sign. It returns a SpecError for rows, inputs or cells outside what a Spec allows.
func LosslessBits(rows, inputSliceBits, cellBits int, flip bool) (int, error) {
	switch {
	case rows < 1 || rows > MaxSide:
		return 0, &SpecError{"Rows", rows, fmt.Sprintf("1 to %d", MaxSide)}
	case inputSliceBits < 1 || inputSliceBits > 8:
		return 0, &SpecError{"Inputs.SliceBits", inputSliceBits, "1 to 8"}
	case cellBits < 1 || cellBits > 8:
		return 0, &SpecError{"CellBits", cellBits, "1 to 8"}
	}
	n := bits.Len(uint(rows-1)) + inputSliceBits + cellBits
	if inputSliceBits == 1 || cellBits == 1 {
		n--
	}
	if flip {
		n--
	}
	return max(n, 1), nil
}
