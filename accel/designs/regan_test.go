package designs_test

import (
	"math"
	"testing"

	"regan/accel/designs"
	"regan/accel/hw"
	"regan/accel/units"
)

// The chip is as large as the memory of the GPU that it is compared with, and what was derived of PipeLayer's figures
// follows from them.
func TestReGANsDerivedConstants(t *testing.T) {
	d := designs.ReGAN()
	if got := d.Chip.Capacity(); got != 8*units.Gibibyte {
		t.Errorf("the chip stores %v, want 8 GiB", got)
	}
	const density = 1485e9 / 1e-6 // PipeLayer's operations per second and square metre
	if got := float64(d.Chip.Crossbar.PeakRate()) / float64(d.Chip.Crossbar.Area); math.Abs(got/density-1) > 1e-3 {
		t.Errorf("%v operations per second and square metre, want %v", got, density)
	}
	if err := d.Validate(); err != nil {
		t.Error(err)
	}
}

// The arguments of RATIONALE.md for what a spike stands for, in numbers: PipeLayer's 142.9 GOPS/s/W leave 14 pJ for a
// multiply-accumulate. A read spike for each cell would take ten times that; one for each word line leaves room.
func TestWhatASpikeStandsFor(t *testing.T) {
	x := designs.ReGAN().Chip.Crossbar
	perMAC := 2 / 142.9e9                                 // joules
	cellReads := float64(x.ArraysPerMatrix() * x.Slots()) // for one multiply-accumulate
	if perCell := cellReads * float64(x.Device.ReadEnergy); perCell < 9*perMAC {
		t.Errorf("read spikes for each cell take %v J of %v J", perCell, perMAC)
	}
	if perRow := cellReads * float64(x.ReadEnergy()) / float64(x.Cols); perRow > 0.1*perMAC {
		t.Errorf("read spikes for each word line take %v J of %v J", perRow, perMAC)
	}

	// PipeLayer's own example layer: a product of 1152x256 stores 256 results of 4 cells, or 8 rows.
	product := 1152 * 256 * perMAC
	for g, share := range map[hw.WriteGranularity]float64{
		hw.PerRow: 8, hw.PerValue: 256, hw.PerCell: 256 * 4, hw.PerSpike: 256 * 16} {
		writes := share * float64(x.Device.WriteEnergy) / product
		t.Logf("a spike for each %s: writes take %.3g of a product's energy", g, writes)
		if possible := writes < 1; possible != (g != hw.PerSpike) {
			t.Errorf("a spike for each %s: writes take %.3g of a product's energy", g, writes)
		}
	}

	// 3.91 nJ for a row of 128 cells are 30.5 pJ for a cell, within the 8 to 160 pJ of PRIME's cells.
	if cell := float64(x.Device.WriteEnergy) / 128; cell < 8e-12 || cell > 160e-12 {
		t.Errorf("writing a cell takes %v J", cell)
	}
}
