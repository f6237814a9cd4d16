package wires_test

import (
	"context"
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"

	"regan/accel/units"
	"regan/accel/wires"
)

func ohmic(g units.Conductance, v units.Voltage) (units.Current, units.Conductance) {
	return v.Through(g), g
}

// Cells that follow Ohm's law give what Solve gives.
func TestOhmicLaw(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := drawArray(t, 8)
		volts := drawVolts(t, a.Rows)
		want := mustSolve(t, a, volts)
		got, err := a.SolveNonlinear(context.Background(), ohmic, volts, nil)
		if err != nil {
			t.Fatal(err)
		}
		for k := range want.Cells {
			if !close(float64(got.Cells[k]), float64(want.Cells[k]), 1e-3) {
				t.Fatalf("cell %d: %v, by Ohm's law %v", k, got.Cells[k], want.Cells[k])
			}
		}
	})
}

// The current of each cell is the law's at the voltage between its lines, up to 12 scales into the exponential; Kirchhoff's
// laws hold by how the voltages are computed, see TestSolutionObeysTheLaws.
func TestCellsFollowTheirLaw(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := drawArray(t, 8)
		volts := drawVolts(t, a.Rows)
		scale := units.Voltage(rapid.Float64Range(0.08, 2).Draw(t, "scale"))
		s, err := a.SolveNonlinear(context.Background(), wires.Sinh(scale), volts, nil)
		if err != nil {
			t.Fatal(err)
		}
		for k, g := range a.Cells {
			want, slope := wires.Sinh(scale)(g, s.Word[k]-s.Bit[k])
			// A voltage is right to some 1e-12 of the largest, 1 V.
			if math.Abs(float64(s.Cells[k]-want)) > 1e-9*math.Abs(float64(want))+1e-11*float64(slope) {
				t.Fatalf("cell %d carries %v; its law gives %v", k, s.Cells[k], want)
			}
		}
	})
}

// One cell: choose its voltage, add what the wires take, and get it back.
func TestNonlinearByHand(t *testing.T) {
	a := wires.Array{Rows: 1, Cols: 1, Cells: []units.Conductance{1e-4},
		Lines: wires.Lines{WordSegment: 100, BitSegment: 200, Driver: 300, Sense: 400}}
	const v, scale = 0.5, 0.1
	current := 1e-4 * scale * math.Sinh(v/scale)
	s, err := a.SolveNonlinear(context.Background(), wires.Sinh(scale), []units.Voltage{units.Voltage(v + 1000*current)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "voltage", float64(s.Word[0]-s.Bit[0]), v, 1e-11)
	same(t, "current", float64(s.Sensed[0]), current, 1e-10)
}

// A hard case: 40 scales of voltage, where the current without wires would be 10^15 times that of ohmic cells.
func TestSteepLaw(t *testing.T) {
	a := sample(16, 16, wires.Lines{WordSegment: 5, BitSegment: 5}, 3)
	volts := make([]units.Voltage, 16)
	for i := range volts {
		volts[i] = 1
	}
	s, err := a.SolveNonlinear(context.Background(), wires.Sinh(0.025), volts, nil)
	if err != nil {
		t.Fatal(err)
	}
	if s.Residual > 1e-9 {
		t.Errorf("voltages miss by %g", s.Residual)
	}
	ctx, cancel := context.WithCancel(context.Background())
	_, err = a.SolveNonlinear(ctx, wires.Sinh(0.025), volts, &wires.Options{Progress: func(float64) { cancel() }})
	if cancel(); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled at its first report it gives %v", err)
	}
}

func TestNonlinearErrors(t *testing.T) {
	a := sample(2, 2, wires.Lines{WordSegment: 1}, 1)
	ctx, volts := context.Background(), []units.Voltage{1, 1}
	run := func(law wires.Law) error { _, err := a.SolveNonlinear(ctx, law, volts, nil); return err }
	wants(t, run(nil), "no law for the cells; Sinh returns one")
	wants(t, run(func(units.Conductance, units.Voltage) (units.Current, units.Conductance) { return 0, -1 }), "a slope of -1.000 S")
	wants(t, run(func(units.Conductance, units.Voltage) (units.Current, units.Conductance) {
		return 0, units.Conductance(math.Inf(1))
	}), "without bound at 0 V")
	wants(t, run(wires.Sinh(0)), "row 0, column 0")
	wants(t, run(wires.Sinh(units.Voltage(math.NaN()))), "a current of NaN A")
	_, err := a.SolveNonlinear(ctx, wires.Sinh(1), volts[:1], nil)
	wants(t, err, "1 voltages for 2 word lines")
}
