package arrays

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"regan/accel/units"
	"regan/accel/wires"
)

// nearly checks that numbers agree within a share of the largest of them.
func nearly(t *testing.T, what string, got, want []float64, tolerance float64) {
	t.Helper()
	largest := 0.0
	for _, v := range want {
		largest = max(largest, math.Abs(v))
	}
	for i := range want {
		if !(math.Abs(got[i]-want[i]) <= tolerance*largest) {
			t.Fatalf("%s: number %d is %v, want %v", what, i, got[i], want[i])
		}
	}
}

func curvedSpec() Spec {
	s := DefaultSpec()
	s.Rows, s.Cols, s.WeightBits, s.Inputs.Bits, s.OnOff = 12, 16, 4, 4, 20
	s.Readout = ReadIdeal
	s.Analog.High = units.Conductance(1e-4)
	s.Analog.Curve = Curve{Scale: 0.2, Drive: 0.4}
	return s
}

// The linear limit: with a scale far above all voltages the iterative path gives what the exact matrix gives, wires
// included.
func TestCurveOfALargeScaleIsOhmic(t *testing.T) {
	for _, encoding := range []Encoding{OneSided, TwoSided, Offset} {
		for _, sliceBits := range []int{1, 2, 3} {
			s := curvedSpec()
			s.Encoding, s.Inputs.SliceBits, s.Inputs.Signed = encoding, sliceBits, sliceBits == 2
			s.Analog.Wires = wires.Lines{WordSegment: 3, BitSegment: 2, Driver: 50, Sense: 20}
			s.Analog.Writing, s.Faults = Writing{UniformError, 0.05}, Faults{StuckOn: 0.05}
			w, x := benchmarkCase(s, 7, 20, 3)
			s.Analog.Curve = Curve{}
			want := multiplied(t, s, w, x, portable)
			s.Analog.Curve = Curve{Scale: 1e6, Drive: 0.4}
			for _, k := range kernels() {
				nearly(t, string(encoding), multiplied(t, s, w, x, k), want, 1e-9)
			}
		}
	}
}

// Conductances are those at the voltage of a full drive: bit-serial inputs without wires compute what ohmic cells do.
func TestCurveAtFullDrive(t *testing.T) {
	s := curvedSpec()
	w, x := benchmarkCase(s, 7, 20, 3)
	nearly(t, "bit-serial", multiplied(t, s, w, x, fastest()), product(w, x), 1e-9)
}

// By hand: without wires a row that is driven by d of at most D counts D sinh(d/D v) / sinh(v), v being the drive in scales.
func TestCurveByHand(t *testing.T) {
	s := curvedSpec()
	s.Inputs.SliceBits = 4 // one slot
	w, x := benchmarkCase(s, 7, 20, 3)
	var want []float64
	for v := range 3 {
		for o := range w.Outputs {
			sum := 0.0
			for i := range w.Inputs {
				drive := 15 * math.Sinh(float64(x[v*w.Inputs+i])/15*2) / math.Sinh(2)
				sum += float64(w.Values[o*w.Inputs+i]) * drive
			}
			want = append(want, sum)
		}
	}
	got := multiplied(t, s, w, x, fastest())
	nearly(t, "one slot of four bits", got, want, 1e-9)
	exact, worst := product(w, x), 0.0
	for i := range got {
		worst = max(worst, math.Abs(got[i]-exact[i])/15/7/20)
	}
	if worst < 0.01 {
		t.Errorf("at two scales the curve makes a difference of %v of full scale", worst)
	}
}

// With wires each slot is what wires.Array.SolveNonlinear says of the array, line by line; converters and noise work on
// that.
func TestCurveWithWires(t *testing.T) {
	s := curvedSpec()
	s.WeightBits, s.CellBits, s.Inputs.Bits = 3, 2, 1 // one slice, one slot
	s.Analog.Wires = wires.Lines{WordSegment: 40, BitSegment: 30, Driver: 100, Sense: 50}
	s.Cols = 6
	w, x := benchmarkCase(s, 3, 12, 1)
	step := float64(s.Analog.High) * (1 - 1/s.OnOff) / 3
	array := wires.Array{Rows: 12, Cols: 6, Lines: s.Analog.Wires}
	volts := make([]units.Voltage, 12)
	for i := range 12 {
		volts[i] = 0.4 * units.Voltage(x[i])
		for o := range 3 {
			weight := float64(w.Values[o*12+i])
			for _, level := range []float64{max(weight, 0), max(-weight, 0)} {
				g := float64(s.Analog.High)/s.OnOff + level*step
				array.Cells = append(array.Cells, units.Conductance(g*2/math.Sinh(2)))
			}
		}
	}
	solution, err := array.SolveNonlinear(context.Background(), wires.Sinh(0.2), volts, nil)
	if err != nil {
		t.Fatal(err)
	}
	var want []float64
	for o := range 3 {
		want = append(want, float64(solution.Sensed[2*o]-solution.Sensed[2*o+1])/0.4/step)
	}
	got := multiplied(t, s, w, x, fastest())
	nearly(t, "with wires", got, want, 1e-9)
	for i, exact := range product(w, x) {
		if exact != 0 && math.Abs(got[i]/exact-1) < 0.01 {
			t.Errorf("wires of 40 Ω a segment leave output %d at %v of %v", i, got[i], exact)
		}
	}
	s.Readout, s.ADC = ReadADC, ADC{Bits: 3, Range: Granular}
	for i, code := range multiplied(t, s, w, x, fastest()) {
		if rounded := max(-3, min(3, math.RoundToEven(got[i]))); code != rounded {
			t.Errorf("output %d has the code %v, want %v", i, code, rounded)
		}
	}
}

func TestCurveErrors(t *testing.T) {
	s := curvedSpec()
	s.Inputs.SliceBits = 2
	w, x := benchmarkCase(s, 7, 20, 2)
	a := mustProgram(t, s, w)
	if _, err := a.Transposed(s.Inputs); err == nil || !strings.Contains(err.Error(), "not ohmic cannot be read the other way") {
		t.Errorf("read the other way: %v", err)
	}
	last, total := 0, 0
	ctx, cancel := context.WithCancel(context.Background())
	y := make([]float64, 14)
	reported := a.WithProgress(func(done, n int) { last, total = done, n })
	if err := reported.Mul(ctx, y, x, 2); err != nil || last != total || total != 2*2+1 {
		t.Errorf("%v, with %d of %d parts, want 5", err, last, total)
	}
	cancel()
	if err := a.Mul(ctx, y, x, 2); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
	// What the solution of one array says against it, such as that it does not converge, is said, and the next product is not
	// spoiled. It converges for all that Validate allows, so a cell is spoiled behind its back.
	s.Analog.Wires = wires.Lines{WordSegment: 1e4, BitSegment: 1e4}
	spoiled := mustProgram(t, s, w)
	if err := spoiled.Mul(context.Background(), y, x, 2); err != nil {
		t.Fatal(err)
	}
	want, cell := slices.Clone(y), &spoiled.tiles[0].floats.curves[0].array.Cells[0]
	good := *cell
	*cell = -1
	err := spoiled.Mul(context.Background(), y, x, 2)
	if err == nil || !strings.Contains(err.Error(), "arrays: cells that are not ohmic, vector ") ||
		!strings.Contains(err.Error(), "row 0, column 0 has -1.000 S") {
		t.Errorf("a cell of -1 S: %v", err)
	}
	*cell = good
	if err := spoiled.Mul(context.Background(), y, x, 2); err != nil {
		t.Error(err)
	}
	sameNumbers(t, "afterwards", y, want)
}
