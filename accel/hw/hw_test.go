package hw_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"regan/accel/hw"
	"regan/accel/units"
)

func pipeLayerCrossbar() hw.Crossbar {
	return hw.Crossbar{Rows: 128, Cols: 128, Device: hw.PipeLayerDevice(), ValueBits: 16, Pairs: true,
		Granularity: hw.PerRow, SpikeActivity: 1}
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got/want-1) > 1e-3 {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
}

// 16-bit weights in 4-bit cells take four slices, and a pair for the sign; a product takes 16 slots of 29.31 ns.
func TestPipeLayerCrossbar(t *testing.T) {
	x := pipeLayerCrossbar()
	if x.Slices() != 4 || x.ArraysPerMatrix() != 8 || x.Slots() != 16 {
		t.Errorf("%d slices, %d arrays, %d slots; want 4, 8, 16", x.Slices(), x.ArraysPerMatrix(), x.Slots())
	}
	near(t, "product", float64(x.MVMTime()), 468.96e-9)
	near(t, "rewriting", float64(x.RewriteTime()), 128*80.19e-9)
	if x.Capacity() != 8*units.Kibibyte {
		t.Errorf("an array stores %v, want 8 KiB", x.Capacity())
	}
	x.Pairs = false
	if x.ArraysPerMatrix() != 4 {
		t.Errorf("%d arrays without pairs, want 4", x.ArraysPerMatrix())
	}
}

// T25: PipeLayer's 1485 GOPS/s/mm² and 82.63 mm² make 122.7 TOPS, which is the peak of some 14,050 arrays. The area of one
// array follows; accel/designs uses it.
func TestAreaOfAnArray(t *testing.T) {
	const density, area, efficiency = 1485e9, 82.63, 142.9e9 // operations/s/mm², mm², operations/s/W
	near(t, "PipeLayer's peak", density*area, 122.7e12)
	near(t, "its power", density*area/efficiency, 858.7)
	peak := float64(pipeLayerCrossbar().PeakRate())
	near(t, "peak of an array", peak, 8.734e9)
	near(t, "arrays", density*area/peak, 14050)
	near(t, "area of an array in µm²", peak/density*1e6, 5881)
}

// Energies hold for rows of 128 cells: a wider row costs more to drive, and to write where a spike writes a row.
func TestEnergyGrowsWithTheRow(t *testing.T) {
	x := pipeLayerCrossbar()
	near(t, "read", float64(x.ReadEnergy()), 1.08e-12)
	near(t, "write", float64(x.WriteEnergy()), 3.91e-9)
	x.Cols = 256
	near(t, "read of 256", float64(x.ReadEnergy()), 2.16e-12)
	near(t, "write of 256", float64(x.WriteEnergy()), 7.82e-9)
	x.Granularity = hw.PerCell
	near(t, "write of a cell", float64(x.WriteEnergy()), 3.91e-9)
	x.SpikeActivity = 0.5
	near(t, "read of 256 at half activity", float64(x.ReadEnergy()), 1.08e-12)
}

func TestValidateNamesWhatIsWrong(t *testing.T) {
	good := hw.Chip{Name: "chip", Crossbar: pipeLayerCrossbar(), Arrays: 10}
	if err := good.Validate(); err != nil {
		t.Fatal(err)
	}
	for want, change := range map[string]func(c *hw.Chip){
		"Chip.Arrays is 0; allowed: 1 to":                        func(c *hw.Chip) { c.Arrays = 0 },
		"Crossbar.Rows is 0; allowed: 1 to 65536":                func(c *hw.Chip) { c.Crossbar.Rows = 0 },
		"Crossbar.Cols is 70000; allowed: 1 to 65536":            func(c *hw.Chip) { c.Crossbar.Cols = 70000 },
		"Device.CellBits is 0; allowed: 1 to 16":                 func(c *hw.Chip) { c.Crossbar.Device.CellBits = 0 },
		"Device.RowCells is 0; allowed: 1 to 65536":              func(c *hw.Chip) { c.Crossbar.Device.RowCells = 0 },
		"Crossbar.ValueBits is -1; allowed: 1 to 64":             func(c *hw.Chip) { c.Crossbar.ValueBits = -1 },
		"Crossbar.SpikeActivity is 1.5; allowed: 0 to 1":         func(c *hw.Chip) { c.Crossbar.SpikeActivity = 1.5 },
		"Crossbar.SpikeActivity is NaN; allowed: 0 to 1":         func(c *hw.Chip) { c.Crossbar.SpikeActivity = math.NaN() },
		"Device.ReadTime is 0 s; allowed: 1 fs to 1 s":           func(c *hw.Chip) { c.Crossbar.Device.ReadTime = 0 },
		"Device.WriteEnergy is -1.000 J; allowed: 0 to 1 J":      func(c *hw.Chip) { c.Crossbar.Device.WriteEnergy = -1 },
		"Device.WriteEnergy is +Inf J; allowed: 0 to 1 J":        func(c *hw.Chip) { c.Crossbar.Device.WriteEnergy = units.Energy(math.Inf(1)) },
		`Crossbar.Granularity is "wordline"; allowed: one of ["`: func(c *hw.Chip) { c.Crossbar.Granularity = "wordline" },
	} {
		c := good
		change(&c)
		if err := c.Validate(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got error %v, want one with %q", err, want)
		}
	}
}

func Example() {
	d := hw.PipeLayerDevice()
	fmt.Println(d.ReadTime, d.ReadEnergy, d.WriteTime, d.WriteEnergy)
	// Output: 29.31 ns 1.080 pJ 50.88 ns 3.910 nJ
}
