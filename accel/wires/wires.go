// Package wires computes exactly what the resistance of wires does to a crossbar of ReRAM cells (IR drop).
//
//	Lines      resistances: of the wire from one cell to the next, of the driver and of the sense amplifier
//	Array      a programmed crossbar: the conductance of each cell, and its lines
//	Effective  what the array computes once its wires are taken into account: I = Gᵀ V
//	Solution   all voltages and currents of an array for one vector of inputs
//	Law        a cell that is not ohmic
//
// The circuit: word line i is driven from the left by voltage i through the driver and one segment; one more segment leads
// from each cell to the next. Bit line j leads downwards, and ends, one segment and the sense amplifier below the last cell,
// at 0 V, where its current is read. A cell joins its word line with its bit line; it is ohmic: a passive cell at a small
// voltage, or one with a transistor that is fully on.
//
// As all parts are ohmic, currents are linear in voltages, so one matrix says all. Solve once for each programmed array with
// Array.Effective; a multiplication then costs what one without wires costs. Array.Solve finds the same currents another
// way, and the voltage at each node. Neither is of use for cells whose current is not in proportion to their voltage:
// Array.SolveNonlinear takes a Law for those.
package wires

import (
	"fmt"

	"regan/accel/units"
)

// Lines are the resistances along word and bit lines, in ohms. Zero stands for an ideal conductor. No value is a default:
// the sources differ by a factor of 20 (MNSIM 2.82 Ω for a segment, AIHWKIT 0.15 to 0.35 Ω, NeuroSim 1.4 at 22 nm 1.56 Ω for
// a cell of 4 F and 4.69 Ω for one of 12 F).
type Lines struct {
	WordSegment units.Resistance // of a word line, from the driver to the first cell and from one cell to the next
	BitSegment  units.Resistance // of a bit line, from one cell to the next and from the last to the sense amplifier
	Driver      units.Resistance // output of the driver of a word line
	Sense       units.Resistance // input of the sense amplifier of a bit line
}

// Array is a programmed crossbar of Rows word lines and Cols bit lines.
type Array struct {
	Rows, Cols int
	Cells      []units.Conductance // of Rows x Cols cells, row by row
	Lines      Lines
}

// MaxSide is the largest number of word or bit lines.
const MaxSide = 4096

// Limits of what a part can be, so that no sum or quotient of parts leaves the range of float64.
const (
	minResistance  units.Resistance  = 1e-9 * units.Ohm // or exactly 0
	maxResistance  units.Resistance  = 1e15 * units.Ohm
	maxConductance units.Conductance = 1e9 * units.Siemens
)

// Validate tells what is wrong with the array, or nil.
func (a Array) Validate() error {
	for _, f := range []struct {
		name  string
		value int
	}{{"Rows", a.Rows}, {"Cols", a.Cols}} {
		if f.value < 1 || f.value > MaxSide {
			return fmt.Errorf("wires: Array.%s is %d; allowed: 1 to %d", f.name, f.value, MaxSide)
		}
	}
	if len(a.Cells) != a.Rows*a.Cols {
		return fmt.Errorf("wires: Cells has %d conductances; an array of %dx%d needs %d",
			len(a.Cells), a.Rows, a.Cols, a.Rows*a.Cols)
	}
	if err := a.Lines.Validate(); err != nil {
		return err
	}
	for k, g := range a.Cells {
		if !(g >= 0 && g <= maxConductance) {
			return fmt.Errorf("wires: the cell at row %d, column %d has %v; a conductance is from 0 to %v",
				k/a.Cols, k%a.Cols, g, maxConductance)
		}
	}
	return nil
}

// Validate tells what is wrong with the resistances, or nil.
func (l Lines) Validate() error {
	for _, f := range []struct {
		name  string
		value units.Resistance
	}{
		{"WordSegment", l.WordSegment}, {"BitSegment", l.BitSegment}, {"Driver", l.Driver}, {"Sense", l.Sense},
	} {
		if f.value != 0 && !(f.value >= minResistance && f.value <= maxResistance) {
			return fmt.Errorf("wires: %s is %v; it is 0 or from %v to %v", f.name, f.value, minResistance, maxResistance)
		}
	}
	return nil
}

// Options change how a computation runs, never its result.
type Options struct {
	Workers  int                // goroutines at a time; 0 for one for each processor
	Progress func(done float64) // called now and then, one call at a time, with the share of the work that is done, at last 1
}

// Validate tells what is wrong with the options, or nil.
func (o *Options) Validate() error {
	if o != nil && (o.Workers < 0 || o.Workers > maxWorkers) {
		return fmt.Errorf("wires: Workers is %d; it is 0, for one for each processor, or up to %d", o.Workers, maxWorkers)
	}
	return nil
}

const maxWorkers = 1024
