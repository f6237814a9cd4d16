package hw_test

import (
	"fmt"
	"testing"

	"regan/accel/hw"
	"regan/accel/units"
)

// find returns the first part of a name.
func find(t *testing.T, p hw.Part, name string) hw.Part {
	t.Helper()
	if p.Name == name {
		return p
	}
	for _, part := range p.Parts {
		if part.Number(name) > 0 {
			return find(t, part, name)
		}
	}
	t.Fatalf("there is no %s", name)
	return hw.Part{}
}

// T13: the parts sum to what the paper's table gives for a unit and a tile, and to its 65.8 W and 85.4 mm².
func TestISAACCloses(t *testing.T) {
	chip := hw.ISAAC()
	for _, c := range []struct {
		name           string
		watts, mm2     float64
		tolerance      float64
		count, inTotal int
	}{
		{"in-situ multiply-accumulate unit", 24.08e-3, 0.01312, 1e-9, 12, 12 * 168},
		{"tile", 329.81e-3, 0.3723, 1e-4, 168, 168},
		{"ISAAC-CE", 65.81, 85.42, 1e-4, 1, 1},
		{"ISAAC-CE", 65.8, 85.4, 5e-3, 1, 1}, // as published
		{"crossbar, 128x128 cells of 2 bits", 0.3e-3, 2.5e-5, 1e-9, 8, 16128},
		{"ADC, 8 bits, 1.28 GHz", 2e-3, 0.0012, 1e-9, 8, 16128},
	} {
		p := find(t, chip, c.name)
		power, area := p.Each()
		within(t, c.name+": power", float64(power), c.watts, c.tolerance)
		within(t, c.name+": area", float64(area/units.SquareMillimetre), c.mm2, c.tolerance)
		if p.Count != c.count || chip.Number(c.name) != c.inTotal {
			t.Errorf("%s: %d in its whole, %d in the chip; want %d and %d", c.name, p.Count, chip.Number(c.name), c.count, c.inTotal)
		}
	}
	if n := chip.Number("GPU"); n != 0 {
		t.Errorf("%d GPUs in ISAAC", n)
	}
}

// Parts sum to the total: all parts that have numbers of their own, each times how many there are, make the chip.
func TestPartsSumToTheTotal(t *testing.T) {
	chip := hw.ISAAC()
	var power units.Power
	var area units.Area
	var walk func(p hw.Part, count int)
	walk = func(p hw.Part, count int) {
		count *= p.Count
		if len(p.Parts) > 0 && (p.Power != 0 || p.Area != 0) {
			t.Errorf("%s has both parts and numbers", p.Name)
		}
		power += units.Power(count) * p.Power
		area += units.Area(count) * p.Area
		for _, part := range p.Parts {
			walk(part, count)
		}
	}
	walk(chip, 1)
	wantPower, wantArea := chip.All()
	within(t, "power", float64(power), float64(wantPower), 1e-12)
	within(t, "area", float64(area), float64(wantArea), 1e-12)
}

// isaacCrossbar is what the peak depends on: 128x128 cells of 2 bits, 16-bit numbers, a bit of the inputs every 100 ns.
func isaacCrossbar() hw.Crossbar {
	return hw.Crossbar{Rows: 128, Cols: 128, ValueBits: 16, Device: hw.Device{CellBits: 2, ReadTime: 100 * units.Nanosecond}}
}

// T14: 41.29 TOPS on 85.4 mm² are 483.5 GOPS/s/mm²; the paper says 479.
func TestISAACPeak(t *testing.T) {
	chip := hw.ISAAC()
	peak := float64(chip.Number("crossbar, 128x128 cells of 2 bits")) * float64(isaacCrossbar().PeakRate())
	_, area := chip.All()
	within(t, "peak", peak, 41.29e12, 1e-3)
	density := peak / float64(area/units.SquareMillimetre)
	within(t, "density", density, 483.5e9, 1e-3)
	within(t, "density, as published", density, 479e9, 2e-2)
}

// The ADC's energy agrees with its power in the table of parts.
func TestISAACConversion(t *testing.T) {
	power, _ := find(t, hw.ISAAC(), "ADC, 8 bits, 1.28 GHz").Each()
	within(t, "ADC", float64(cost(t, hw.ISAACADC{Bits: 8}).Energy), float64(power.For(units.OpRate(1.2e9).Take(1))), 1e-9)
}

func ExamplePart() {
	chip := hw.ISAAC()
	power, area := chip.All()
	fmt.Println(chip.Name, power, area)
	for _, p := range chip.Parts {
		power, area := p.All()
		fmt.Println(p.Count, p.Name, power, area)
	}
	// Output:
	// ISAAC-CE 65.81 W 85.42 mm²
	// 168 tile 55.41 W 62.54 mm²
	// 1 HyperTransport, 4 links of 1.6 GHz 10.40 W 22.88 mm²
}
