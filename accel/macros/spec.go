// Package macros describes a compute-in-memory macro, a crossbar with all that stands around it, by one specification: what
// it computes, and what that takes in energy, time, area and wear.
//
//	Spec       the array (arrays.Spec), its cells, its converters, its node. Plain data
//	Histogram  how often inputs or weights take each value: all that the energy of cells depends on
//	Bill       what one action of the whole macro takes, part by part; its totals are the sums of its parts
//	Line       one part in a bill
//
// A bill needs no matrix, only histograms, so that a design point takes microseconds; the same Spec programmed with a matrix
// (Program) computes what the macro would. Start with DefaultSpec, change the fields that you study, and call Multiply for an
// array, MultiplyMatrix for a layer of any size and so many vectors, Write, and Explain. Array.Copies says how many times the
// weights are there: a bill is that of all copies.
package macros

import (
	"errors"
	"fmt"
	"math"

	"regan/accel/arrays"
	"regan/accel/hw"
	"regan/accel/units"
)

// Spec describes one macro. It is plain data: copy it, change it, compare it.
type Spec struct {
	// Array is what it computes; the converter's bits, the slices and the encoding decide on the costs as well. OnOff is that
	// of the cell, or 0 to compute with ideal cells; Analog.High is the cell's highest conductance.
	Array arrays.Spec
	Cell  hw.Cell

	Converter hw.ADC // what a conversion costs, with the bits of Array.ADC; nil: hw.ISAACADC
	// ColumnsPerADC is how many lines take turns at a converter, and at what adds up its codes, or only at the latter where
	// charge is counted in spikes (integrate-and-fire): there each line has a circuit of its own, and nothing is converted.
	ColumnsPerADC int

	Node units.Length // of the circuits around the cells, from 7 to 130 nm
	// Supply is that at which energies are carried from node to node, from 0.5 to 1.2 V. What a circuit takes in the node that
	// it is published for is taken to hold at any supply; only DACs take more at a higher one.
	Supply units.Voltage

	ArraysPerUnit int // that share input and output registers
	ArraysPerTile int // that share buffer, bus and router
}

// DefaultSpec returns a macro with ISAAC's periphery: arrays.DefaultSpec with NVSim's cell, one converter for an array, 32
// nm, 8 arrays to a unit and 12 units to a tile. ISAAC's own cell is not the default: with uniform inputs and weights it
// takes 4 times the 0.3 mW that its table gives for an array.
func DefaultSpec() Spec {
	s := Spec{Array: arrays.DefaultSpec(), Cell: hw.NVSimCell(), ColumnsPerADC: 128, Node: 32 * units.Nanometre, Supply: 0.9,
		ArraysPerUnit: 8, ArraysPerTile: 96}
	s.Array.OnOff, s.Array.Analog.High = s.Cell.OnOff(), s.Cell.On.Conductance()
	return s
}

// Validate returns nil, or what cannot be used.
func (s Spec) Validate() error {
	var errs []error
	wrong := func(field string, value any, allowed string) {
		errs = append(errs, fmt.Errorf("macros: %s is %v; allowed: %s", field, value, allowed))
	}
	if err := s.Array.Validate(); err != nil {
		return err // what follows reckons with it
	}
	if err := s.Cell.Validate(); err != nil {
		return err
	}
	if r := s.Array.OnOff; r != 0 && math.Abs(r/s.Cell.OnOff()-1) > 1e-9 {
		wrong("Array.OnOff", r, fmt.Sprintf("%v, the cell's Off over On, or 0 for ideal cells", s.Cell.OnOff()))
	}
	if g := s.Cell.On.Conductance(); math.Abs(float64(s.Array.Analog.High/g)-1) > 1e-9 {
		wrong("Array.Analog.High", s.Array.Analog.High, fmt.Sprintf("%v, the conductance of the cell's On", g))
	}
	switch b := s.Array.ADC.Bits; {
	case s.Array.Readout == arrays.ReadIdeal:
		wrong("Array.Readout", s.Array.Readout, "adc, integrate-and-fire; nothing that costs passes sums on exactly")
	case s.spikes():
		if s.Converter != nil {
			wrong("Converter", s.Converter, "nil with Array.Readout integrate-and-fire, which converts nothing")
		}
	case s.Converter != nil:
		if err := s.Converter.Validate(); err != nil {
			errs = append(errs, err)
		} else if r := s.Converter.Resolution(); !(r <= float64(b) && r > float64(b-2)) {
			wrong("Converter", fmt.Sprintf("%+v", s.Converter),
				fmt.Sprintf("a model of %d bits, as Array.ADC has, or of an effective number less than 2 below", b))
		}
	case b < 4 || b > 10:
		wrong("Array.ADC.Bits", b, "4 to 10 where Converter is nil and so an hw.ISAACADC; give a Converter for others")
	}
	if c := s.Array.Analog.Curve; c.Scale != 0 && c.Drive != s.Cell.ReadVoltage {
		wrong("Array.Analog.Curve.Drive", c.Drive, fmt.Sprintf("%v, the cell's ReadVoltage", s.Cell.ReadVoltage))
	}
	if n := s.Array.Analog.LinesPerADC; n > 0 && n != s.ColumnsPerADC {
		wrong("Array.Analog.LinesPerADC", n, fmt.Sprintf("%d, which is ColumnsPerADC, or 0 for that", s.ColumnsPerADC))
	}
	if s.ColumnsPerADC < 1 || s.ColumnsPerADC > arrays.MaxSide {
		wrong("ColumnsPerADC", s.ColumnsPerADC, fmt.Sprintf("1 to %d", arrays.MaxSide))
	}
	if s.ArraysPerUnit < 1 {
		wrong("ArraysPerUnit", s.ArraysPerUnit, "1 or more")
	}
	if s.ArraysPerTile < 1 {
		wrong("ArraysPerTile", s.ArraysPerTile, "1 or more")
	}
	if s.outputs() < 1 {
		wrong("Array.Cols", s.Array.Cols, fmt.Sprintf("%d or more, the columns of one weight", s.Array.ColumnsPerWeight()))
	}
	if !(s.Node >= 7*units.Nanometre && s.Node <= 130*units.Nanometre) {
		wrong("Node", s.Node, "7 to 130 nm")
	}
	if !(s.Supply >= 0.5 && s.Supply <= 1.2) {
		wrong("Supply", s.Supply, "0.5 to 1.2 V")
	}
	return errors.Join(errs...)
}

// Program writes a matrix into as many arrays as it takes, to compute with. Lines that take turns at a converter share its
// errors.
func (s Spec) Program(w arrays.Weights) (*arrays.Array, error) {
	if err := s.Validate(); err != nil {
		return nil, err
	}
	array := s.Array
	array.Analog.LinesPerADC = s.ColumnsPerADC
	return arrays.Program(array, w)
}

// outputs is how many columns of weights one array holds.
func (s Spec) outputs() int { return s.Array.Cols / s.Array.ColumnsPerWeight() }

// spikes tells whether charge is counted in spikes.
func (s Spec) spikes() bool { return s.Array.Readout == arrays.ReadSpikes }

// lines is how many sums are converted in a time slot, or counted.
func (s Spec) lines() int {
	n := s.outputs() * s.Array.Slices()
	if s.Array.Encoding != arrays.Offset && (s.Array.SeparatePairs || s.spikes()) {
		n *= 2
	}
	return n
}

// converter is the model of the converter.
func (s Spec) converter() hw.ADC {
	if s.Converter != nil {
		return s.Converter
	}
	return hw.ISAACADC{Bits: s.Array.ADC.Bits}
}

// squares appends the squares of the shares of the read voltage that an input puts on its row in each time slot. Where
// charge is counted over all slots these weigh by their voltage, of which the last, that of the highest bits, has all.
func (s Spec) squares(dst []float64, x int32) ([]float64, error) {
	var buffer [16]uint8
	digits, err := s.Array.Inputs.AppendDigits(buffer[:0], x)
	if err != nil {
		return nil, err
	}
	for i, d := range digits {
		top := float64(int(1)<<s.Array.Inputs.SliceBits - 1)
		if s.Array.Inputs.Signed && i == len(digits)-1 {
			top = 1 // the sign's slot drives nothing or everything
		}
		share := float64(d) / top
		if s.spikes() {
			share *= math.Exp2(float64((i + 1 - len(digits)) * s.Array.Inputs.SliceBits))
		}
		dst = append(dst, share*share)
	}
	return dst, nil
}

// conductances returns the number of cells of a weight, and the sum of their conductances.
func (s Spec) conductances(w int32) (cells int, total units.Conductance, err error) {
	var buffer [32]uint8
	levels, err := s.Array.AppendLevels(buffer[:0], w)
	if err != nil {
		return 0, 0, err
	}
	low, top := s.Cell.Off.Conductance(), units.Conductance(int(1)<<s.Array.CellBits-1)
	span := s.Cell.On.Conductance() - low
	for _, level := range levels {
		total += low + span*units.Conductance(level)/top
	}
	return len(levels), total, nil
}
