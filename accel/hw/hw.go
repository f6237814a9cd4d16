// Package hw describes ReRAM hardware.
//
//	Device    one kind of cell and what a spike on its word line costs
//	Crossbar  an array of cells: what one product of a vector and its matrix takes, what writing it takes
//	Chip      how many crossbars there are
//	Cell      one memristor as a circuit sees it: resistances, voltages, pulses, endurance
//	ADC       what a conversion of a column's current costs, by one of four models: SurveyADC, ISAACADC, ZigZagADC, SARADC
//	Circuit   any other part beside the cells: what one action takes, how big it is, what it leaks
//	Part      a bill of parts, with power and area: ISAAC is one
//	Scaling   carries a circuit to another CMOS node
//	Figure    one number with its formula, unit and source; Explain lists those of a part
//
// A part is plain data and answers two questions: what does one action cost, and how big is it? Nothing here knows of
// networks. Start with PipeLayerDevice, or with the chip of a design in accel/designs, and change the fields you study.
package hw

import (
	"fmt"

	"regan/accel/units"
)

// Device is a kind of ReRAM cell. Times and energies are those of one spike.
type Device struct {
	Name        string
	CellBits    int          // bits that one cell holds
	ReadTime    units.Time   // of one read spike
	WriteTime   units.Time   // of one write spike
	ReadEnergy  units.Energy // of one read spike
	WriteEnergy units.Energy // of one write spike
	RowCells    int          // cells on the word line for which the energies hold
}

// PipeLayerDevice returns the device of Song, Qian, Li and Chen, "PipeLayer: A Pipelined ReRAM-Based Accelerator for Deep
// Learning" (HPCA 2017): read 29.31 ns and 1.08 pJ, write 50.88 ns and 3.91 nJ for each spike, 4-bit cells, 128x128 arrays.
// The figures are those of a summary and of a public re-implementation of the paper; ReGAN's group and flow are the same,
// so that ReGAN used them too is likely, but not confirmed.
func PipeLayerDevice() Device {
	return Device{
		Name:        "PipeLayer ReRAM, 4-bit",
		CellBits:    4,
		ReadTime:    29.31 * units.Nanosecond,
		WriteTime:   50.88 * units.Nanosecond,
		ReadEnergy:  1.08 * units.Picojoule,
		WriteEnergy: 3.91 * units.Nanojoule,
		RowCells:    128,
	}
}

// WriteGranularity says how much data one write spike, and so one WriteEnergy, stores. The papers do not say.
type WriteGranularity string

const (
	PerRow   WriteGranularity = "row"   // all cells of one word line of one array
	PerValue WriteGranularity = "value" // one number, in however many cells
	PerCell  WriteGranularity = "cell"  // one cell
	PerSpike WriteGranularity = "spike" // one bit of one number
)

// WriteGranularities returns all granularities, the cheapest first.
func WriteGranularities() []WriteGranularity {
	return []WriteGranularity{PerRow, PerValue, PerCell, PerSpike}
}

// Crossbar is an array of cells with its drivers and read-out.
type Crossbar struct {
	Rows, Cols  int
	Device      Device
	ValueBits   int              // bits of a weight, an activation, an error
	Pairs       bool             // positive and negative weights in two arrays
	Granularity WriteGranularity // what one write spike stores
	// SpikeActivity is the share of time slots in which a number that is not zero sends a spike: 1 charges every slot,
	// 0.5 is the mean over random bits.
	SpikeActivity float64
	Area          units.Area // one array with its share of the periphery; 0 where unknown
}

// Slices returns how many cells hold one value, side by side in as many arrays.
func (c Crossbar) Slices() int { return (c.ValueBits + c.Device.CellBits - 1) / c.Device.CellBits }

// ArraysPerMatrix returns how many arrays hold one Rows x Cols matrix of weights: a slice each, in pairs for the sign.
func (c Crossbar) ArraysPerMatrix() int {
	if c.Pairs {
		return 2 * c.Slices()
	}
	return c.Slices()
}

// Slots returns the time slots of one input value: a slot for each bit (weighted spike coding).
func (c Crossbar) Slots() int { return c.ValueBits }

// MVMTime returns the time of one product of a vector and the matrix, all rows and columns at once.
func (c Crossbar) MVMTime() units.Time { return units.Time(c.Slots()) * c.Device.ReadTime }

// ReadEnergy returns the energy of one time slot of one word line, at the array's width and spike activity.
func (c Crossbar) ReadEnergy() units.Energy {
	return units.Energy(c.SpikeActivity*c.widths()) * c.Device.ReadEnergy
}

// WriteEnergy returns the energy of one write spike. One that writes a whole row grows with the row.
func (c Crossbar) WriteEnergy() units.Energy {
	if c.Granularity == PerRow {
		return units.Energy(c.widths()) * c.Device.WriteEnergy
	}
	return c.Device.WriteEnergy
}

func (c Crossbar) widths() float64 { return float64(c.Cols) / float64(c.Device.RowCells) }

// RewriteTime returns the time in which all rows of an array are read and written again, one after the other; arrays
// do it at the same time.
func (c Crossbar) RewriteTime() units.Time {
	return units.Time(c.Rows) * (c.Device.ReadTime + c.Device.WriteTime)
}

// Capacity returns what one array stores.
func (c Crossbar) Capacity() units.Data {
	return units.Data(float64(c.Rows) * float64(c.Cols) * float64(c.Device.CellBits) / 8)
}

// PeakRate returns the operations per second of one array (a multiply-accumulate is two) when all its cells work.
func (c Crossbar) PeakRate() units.OpRate {
	perMVM := 2 * float64(c.Rows) * float64(c.Cols) / float64(c.ArraysPerMatrix())
	return units.OpRate(perMVM / float64(c.MVMTime()))
}

// Validate tells what is wrong with the numbers, or nil.
func (c Crossbar) Validate() error {
	for _, f := range []struct {
		name      string
		value     int
		low, high int
	}{
		{"Crossbar.Rows", c.Rows, 1, 1 << 16}, {"Crossbar.Cols", c.Cols, 1, 1 << 16}, {"Crossbar.ValueBits", c.ValueBits, 1, 64},
		{"Device.CellBits", c.Device.CellBits, 1, 16}, {"Device.RowCells", c.Device.RowCells, 1, 1 << 16},
	} {
		if f.value < f.low || f.value > f.high {
			return fmt.Errorf("hw: %s is %d; allowed: %d to %d", f.name, f.value, f.low, f.high)
		}
	}
	const share, time, energy = "0 to 1", "1 fs to 1 s", "0 to 1 J"
	for _, f := range []struct {
		name      string
		value     float64
		low, high float64
		text      any
		allowed   string
	}{
		{"Crossbar.SpikeActivity", c.SpikeActivity, 0, 1, c.SpikeActivity, share},
		{"Crossbar.Area", float64(c.Area), 0, 1, c.Area, "0 to 1 m²"},
		{"Device.ReadTime", float64(c.Device.ReadTime), 1e-15, 1, c.Device.ReadTime, time},
		{"Device.WriteTime", float64(c.Device.WriteTime), 1e-15, 1, c.Device.WriteTime, time},
		{"Device.ReadEnergy", float64(c.Device.ReadEnergy), 0, 1, c.Device.ReadEnergy, energy},
		{"Device.WriteEnergy", float64(c.Device.WriteEnergy), 0, 1, c.Device.WriteEnergy, energy},
	} {
		if !(f.value >= f.low && f.value <= f.high) {
			return fmt.Errorf("hw: %s is %v; allowed: %s", f.name, f.text, f.allowed)
		}
	}
	for _, g := range WriteGranularities() {
		if c.Granularity == g {
			return nil
		}
	}
	return fmt.Errorf("hw: Crossbar.Granularity is %q; allowed: one of %q", c.Granularity, WriteGranularities())
}

// Chip is a set of crossbars that can compute or store, as the work needs it.
type Chip struct {
	Name     string
	Crossbar Crossbar
	Arrays   int // crossbars in all
}

// maxArrays is more than any chip has: a million are 8 GiB.
const maxArrays = 1 << 30

// Area returns the area of all arrays, or 0 where that of one is unknown.
func (c Chip) Area() units.Area { return units.Area(c.Arrays) * c.Crossbar.Area }

// Capacity returns what all arrays store.
func (c Chip) Capacity() units.Data { return units.Data(c.Arrays) * c.Crossbar.Capacity() }

// Validate tells what is wrong with the numbers, or nil.
func (c Chip) Validate() error {
	if c.Arrays < 1 || c.Arrays > maxArrays {
		return fmt.Errorf("hw: Chip.Arrays is %d; allowed: 1 to %d", c.Arrays, maxArrays)
	}
	return c.Crossbar.Validate()
}
