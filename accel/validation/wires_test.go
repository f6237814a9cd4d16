package validation

import (
	"context"
	"testing"

	"regan/accel/units"
	"regan/accel/wires"
)

// nodal is testdata/irdrop_exact_nodal.json: currents and effective conductances by badcrossbar (joksas/badcrossbar, MIT),
// which solves all node voltages with a sparse direct solver. The file says what it pins, and its tolerance.
type nodal struct {
	Cases []struct {
		Rows      int              `json:"rows_wordlines"`
		Cols      int              `json:"cols_bitlines"`
		Word      units.Resistance `json:"R_word_segment_ohm"`
		Bit       units.Resistance `json:"R_bit_segment_ohm"`
		Device    [][]float64      `json:"R_device_ohm"`
		Volts     [][]float64      `json:"V_in_volt"` // a row for each word line, a column for each vector
		Currents  [][]float64      `json:"expected_I_out_amp"`
		Ideal     [][]float64      `json:"ideal_I_out_amp"`
		Effective [][]float64      `json:"expected_Geff_siemens_in_by_out"`
		Tolerance float64          `json:"tolerance_rel"`
	}
}

func TestWires(t *testing.T) {
	var g nodal
	read(t, "testdata/irdrop_exact_nodal.json", &g)
	if len(g.Cases) != 3 {
		t.Fatalf("%d cases", len(g.Cases))
	}
	for _, c := range g.Cases {
		a := wires.Array{Rows: c.Rows, Cols: c.Cols, Lines: wires.Lines{WordSegment: c.Word, BitSegment: c.Bit}}
		for _, row := range c.Device {
			for _, r := range row {
				a.Cells = append(a.Cells, units.Resistance(r).Conductance())
			}
		}
		e, err := a.Effective(context.Background(), nil)
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range c.Effective {
			for j, want := range row {
				same(t, "effective conductance", float64(e.At(i, j)), want, c.Tolerance)
			}
		}
		for k := range c.Volts[0] {
			volts := make([]units.Voltage, c.Rows)
			for i := range volts {
				volts[i] = units.Voltage(c.Volts[i][k])
			}
			currents, err := e.Currents(volts)
			if err != nil {
				t.Fatal(err)
			}
			ideal, err := a.Ideal()
			if err != nil {
				t.Fatal(err)
			}
			without, err := ideal.Currents(volts)
			if err != nil {
				t.Fatal(err)
			}
			for j := range currents {
				same(t, "current", float64(currents[j]), c.Currents[j][k], c.Tolerance)
				same(t, "ideal current", float64(without[j]), c.Ideal[j][k], c.Tolerance)
			}
		}
	}
}
