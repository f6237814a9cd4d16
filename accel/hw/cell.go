package hw

import (
	"fmt"

	"regan/accel/units"
)

// Cell is a memristor as a circuit sees it: resistances, voltages, pulses. Device says what a whole word line of cells
// takes; Cell says it of one, so that the energy can follow from what is stored and driven.
type Cell struct {
	Name    string
	On, Off units.Resistance // at the highest and at the lowest level
	Feature units.Length     // F, half the pitch of the smallest wires
	Squares float64          // area of a cell in F²

	ReadVoltage units.Voltage // that drives the largest input
	ReadTime    units.Time    // of one time slot
	ReadPulse   units.Time    // of a slot, for which the voltage is there: cells take energy for so long; 0: all of it

	WriteVoltage units.Voltage
	WriteTime    units.Time   // of one write pulse
	WriteEnergy  units.Energy // of one write pulse; 0: the heat of WriteVoltage over On for WriteTime
	Pulses       int          // that a cell takes from any level to any other
	Endurance    float64      // pulses until a cell fails

	Source string
}

// Cells returns the cells that have a name here.
func Cells() []Cell { return []Cell{ISAACCell(), NVSimCell(), NeuRRAMCell(), PipeLayerCell()} }

// endurance is what the cells below assume: published figures go from 10⁶ to 10¹² pulses (10¹² is that of Lee et al., Nature
// Materials 10, 2011, for TaOx), and 10⁹ is the geometric mean.
const endurance = 1e9

// ISAACCell returns the cell that CiMLoop's model of ISAAC uses (MIT, memory_cells/rram_isaac_isca_2016), of 2 bits: its
// voltage is there for 1 ns of ISAAC's cycle of 100 ns (READ_PULSE_WIDTH, variables_free.yaml).
func ISAACCell() Cell {
	return Cell{
		Name: "ISAAC", On: 1333 * units.Ohm, Off: 20 * units.Kiloohm, Feature: 32 * units.Nanometre, Squares: 16,
		ReadVoltage: 0.2, ReadTime: 100 * units.Nanosecond, ReadPulse: units.Nanosecond,
		WriteVoltage: 2, WriteTime: 40 * units.Nanosecond,
		Pulses: 1, Endurance: endurance, Source: "CiMLoop, memory_cells/rram_isaac_isca_2016 (MIT); ISAAC's cycle",
	}
}

// NVSimCell returns NVSim's example of a ReRAM cell, by CiMLoop (MIT, memory_cells/nvsim_RRAM). The resistances are those at
// the read voltage.
func NVSimCell() Cell {
	return Cell{
		Name: "NVSim", On: units.Megaohm, Off: 10 * units.Megaohm, Feature: 32 * units.Nanometre, Squares: 4,
		ReadVoltage: 0.4, ReadTime: 100 * units.Nanosecond, WriteVoltage: 2, WriteTime: 10 * units.Nanosecond,
		WriteEnergy: 0.6 * units.Picojoule, Pulses: 1, Endurance: endurance,
		Source: "CiMLoop, memory_cells/nvsim_RRAM (MIT); the read time is ISAAC's cycle",
	}
}

// NeuRRAMCell returns the cell of the NeuRRAM chip: Wan et al., "A compute-in-memory chip based on resistive random-access
// memory", Nature 608 (2022), by CiMLoop (MIT, memory_cells/rram_wan_nature_2022), in 130 nm.
func NeuRRAMCell() Cell {
	return Cell{
		Name: "NeuRRAM", On: 250 * units.Kiloohm, Off: units.Megaohm, Feature: 130 * units.Nanometre, Squares: 125.74,
		ReadVoltage: 0.5, ReadTime: 270 * units.Nanosecond, WriteVoltage: 1.75, WriteTime: 8.52 * units.Microsecond,
		Pulses: 1, Endurance: endurance, Source: "CiMLoop, memory_cells/rram_wan_nature_2022 (MIT), of Wan et al., Nature 2022",
	}
}

// PipeLayerCell returns a cell of 4 bits as PipeLayer's figures have it: see PipeLayerDevice for times and for energies of a
// spike. Its resistances are not published. They are what a row of 128 cells takes 1.08 pJ with in a slot of NVSim's read
// voltage, in the mean over all levels and with NVSim's ratio; a write pulse takes a cell's share of the 3.91 nJ of a row.
// NVSim's are the other figures: PipeLayer was simulated with it. With weighted spikes only the slot of the highest bit has
// all the voltage, so that in package macros the 16 slots of a number take the heat of 1.3 such spikes, not of 16.
func PipeLayerCell() Cell {
	const levels = (1 + 1./10) / 2 // mean conductance over the highest
	d, c := PipeLayerDevice(), NVSimCell()
	heat := float64(c.ReadVoltage) * float64(c.ReadVoltage) * float64(d.ReadTime) // over 1 S
	c.Name, c.ReadTime, c.WriteTime = "PipeLayer", d.ReadTime, d.WriteTime
	c.WriteEnergy = d.WriteEnergy / units.Energy(d.RowCells)
	c.On = units.Resistance(levels * heat * float64(d.RowCells) / float64(d.ReadEnergy))
	c.Off = 10 * c.On
	c.Source = "PipeLayer (HPCA 2017): times and energies of a spike; derived from these and NVSim's cell (CiMLoop, MIT)"
	return c
}

// Area returns the area of one cell.
func (c Cell) Area() units.Area {
	return units.Area(c.Squares) * units.Area(c.Feature) * units.Area(c.Feature)
}

// ReadEnergy returns the heat in one time slot of a cell of a conductance at a voltage whose square is given, in V². Both
// may be means over many cells and inputs, as long as one does not depend on the other.
func (c Cell) ReadEnergy(squareVolts float64, g units.Conductance) units.Energy {
	return units.Energy(squareVolts * float64(g) * float64(c.HeatTime()))
}

// HeatTime returns how long of a time slot the voltage is there: ReadPulse, or all of ReadTime.
func (c Cell) HeatTime() units.Time {
	if c.ReadPulse > 0 {
		return c.ReadPulse
	}
	return c.ReadTime
}

// PulseEnergy returns the energy of one write pulse.
func (c Cell) PulseEnergy() units.Energy {
	if c.WriteEnergy > 0 {
		return c.WriteEnergy
	}
	v := float64(c.WriteVoltage)
	return units.Energy(v * v * float64(c.On.Conductance()) * float64(c.WriteTime))
}

// OnOff returns the highest over the lowest conductance.
func (c Cell) OnOff() float64 { return float64(c.Off / c.On) }

// Validate tells what is wrong with the numbers, or nil.
func (c Cell) Validate() error {
	for _, f := range []struct {
		name    string
		value   float64
		low     float64
		high    float64
		text    any
		allowed string
	}{
		{"On", float64(c.On), 1, 1e12, c.On, "from 1 Ω to 1 TΩ"},
		{"Feature", float64(c.Feature), 1e-9, 1e-5, c.Feature, "from 1 nm to 10 µm"},
		{"Squares", c.Squares, 1, 1e6, c.Squares, "from 1 to 10⁶"},
		{"ReadVoltage", float64(c.ReadVoltage), 1e-6, 100, c.ReadVoltage, "from 1 µV to 100 V"},
		{"ReadTime", float64(c.ReadTime), 1e-12, 1, c.ReadTime, "from 1 ps to 1 s"},
		{"WriteVoltage", float64(c.WriteVoltage), 1e-6, 100, c.WriteVoltage, "from 1 µV to 100 V"},
		{"WriteTime", float64(c.WriteTime), 1e-12, 1, c.WriteTime, "from 1 ps to 1 s"},
		{"WriteEnergy", float64(c.WriteEnergy), 0, 1, c.WriteEnergy, "from 0 to 1 J"},
		{"Pulses", float64(c.Pulses), 1, 1e6, c.Pulses, "from 1 to 10⁶"},
		{"Endurance", c.Endurance, 1, 1e18, c.Endurance, "from 1 to 10¹⁸"},
	} {
		if !(f.value >= f.low && f.value <= f.high) {
			return fmt.Errorf("hw: cell %s has %s %v; it is %s", c.Name, f.name, f.text, f.allowed)
		}
	}
	if !(c.ReadPulse >= 0 && c.ReadPulse <= c.ReadTime) {
		return fmt.Errorf("hw: cell %s has ReadPulse %v; it is from 0 to its ReadTime, %v", c.Name, c.ReadPulse, c.ReadTime)
	}
	if !(c.Off > c.On && c.Off <= 1e15) {
		return fmt.Errorf("hw: cell %s has Off %v and On %v; Off is above On, and at most 1 PΩ", c.Name, c.Off, c.On)
	}
	return nil
}
