package arrays

import (
	"context"
	"errors"
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"

	"regan/accel/units"
	"regan/accel/wires"
)

// Computing in floats, with errors of zero, gives what computing in whole numbers gives.
func TestFloatsWithoutErrorsEqualLevels(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anySpec().Draw(t, "spec")
		s.Noise = Noise{Law: NoNoise}
		s.OnOff = 0 // else a conductance is rounded, which may turn a sum between two codes either way
		w := anyWeights(s, 6, 200).Draw(t, "weights")
		x := anyInputs(s, 3*w.Inputs).Draw(t, "inputs")
		want := multiplied(t, s, w, x, portable)
		s.Analog.Writing = Writing{UniformError, 0}
		got := multiplied(t, s, w, x, portable)
		// Both round sums of lines, which are far larger than their differences where the sides of a pair are converted alone.
		largest := float64(w.Inputs*s.topLevel()) * math.Exp2(float64(s.CellBits*(s.Slices()-1)+s.Inputs.Bits))
		for i := range want {
			if !(math.Abs(got[i]-want[i]) <= 1e-14*largest+1e-9) {
				t.Fatalf("output %d is %v in floats, %v in whole numbers", i, got[i], want[i])
			}
		}
	})
}

// Whether vectors come one by one or in large batches, which are added up by tables, not one bit differs; nor by kernel.
func TestFloatsDoNotDependOnTheBatch(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anySpec().Draw(t, "spec")
		s.Analog.Writing, s.Seed = Writing{UniformError, 0.05}, 9
		if s.Readout == ReadADC {
			s.Analog.Gain, s.Analog.Offset = 0.01, 0.5
		}
		w := anyWeights(s, 3, 200).Draw(t, "weights")
		const batch = laneReads + 2
		x := anyInputs(s, batch*w.Inputs).Draw(t, "inputs")
		want := multiplied(t, s, w, x, portable)
		for _, k := range kernels() {
			a, err := program(s, w, k)
			if err != nil {
				t.Fatal(err)
			}
			got := make([]float64, len(want))
			for v := range batch {
				y := got[v*w.Outputs : (v+1)*w.Outputs]
				if err := a.MulVec(context.Background(), y, x[v*w.Inputs:(v+1)*w.Inputs]); err != nil {
					t.Fatal(err)
				}
			}
			sameNumbers(t, k.String(), got, want)
		}
	})
}

// The product with wires is what Kirchhoff's laws give, found another way by wires.Array.Solve, to 1e-9 of the largest.
func TestWiresAreExact(t *testing.T) {
	for _, encoding := range []Encoding{OneSided, TwoSided, Offset} {
		for _, transposed := range []bool{false, true} {
			t.Run(fmt.Sprint(encoding, transposed), func(t *testing.T) {
				s := DefaultSpec()
				s.Readout, s.Encoding, s.OnOff, s.RemoveGmin = ReadIdeal, encoding, 30, encoding != Offset
				s.Rows, s.Cols = 20, 3*s.ColumnsPerWeight() // 2 by 2 arrays
				s.Analog.High = units.Conductance(1e-4)
				s.Analog.Wires = wires.Lines{WordSegment: 2.5, BitSegment: 1.5, Driver: 30, Sense: 10}
				w, x := benchmarkCase(s, 5, 33, 1)
				array, sides := mustProgram(t, s, w), 2
				if encoding == Offset {
					sides = 1
				}
				if transposed {
					back, err := array.Transposed(s.Inputs)
					if err != nil {
						t.Fatal(err)
					}
					array, x = back, x[:5]
				}
				got := make([]float64, array.Outputs())
				if err := array.MulVec(context.Background(), got, x); err != nil {
					t.Fatal(err)
				}
				want := make([]float64, array.Outputs())
				for _, rows := range [][2]int{{0, 16}, {16, 33}} {
					for _, outputs := range [][2]int{{0, 2}, {2, 5}} {
						solveArray(t, s, w, x, rows, outputs, sides, transposed, want)
					}
				}
				for i := range want {
					if encoding == Offset {
						for _, value := range x {
							want[i] -= 128 * float64(value)
						}
					}
					if math.Abs(got[i]-want[i]) > 1e-9*128*255*33 {
						t.Errorf("output %d is %v, by Kirchhoff's laws %v", i, got[i], want[i])
					}
				}
			})
		}
	}
}

// solveArray adds to want what one physical array gives, in units of one weight and input step.
func solveArray(t *testing.T, s Spec, w Weights, x []int32, rows, outputs [2]int, sides int, transposed bool, want []float64) {
	top := float64(s.topLevel())
	step := float64(s.Analog.High) * (1 - 1/s.OnOff) / top
	array := wires.Array{Rows: rows[1] - rows[0], Cols: (outputs[1] - outputs[0]) * s.Slices() * sides, Lines: s.Analog.Wires}
	for i := rows[0]; i < rows[1]; i++ {
		for o := outputs[0]; o < outputs[1]; o++ {
			for slice := range s.Slices() {
				positive, negative, _ := referenceCells(s, w, o, i, i+1, slice)
				for _, level := range []float64{positive[0], negative[0]}[:sides] {
					array.Cells = append(array.Cells, units.Conductance(float64(s.Analog.High)/s.OnOff+level*step))
				}
			}
		}
	}
	factor := func(col int) float64 { // of a bit line in the product
		f := math.Exp2(float64(col / sides % s.Slices() * s.CellBits))
		if col%sides == 1 {
			f = -f
		}
		return f
	}
	output := func(col int) int { return outputs[0] + col/sides/s.Slices() }
	if transposed { // the array with its sides changed is driven at the bit lines
		turned := wires.Array{Rows: array.Cols, Cols: array.Rows, Lines: wires.Lines{
			WordSegment: s.Analog.Wires.BitSegment, BitSegment: s.Analog.Wires.WordSegment,
			Driver: s.Analog.Wires.Sense, Sense: s.Analog.Wires.Driver,
		}}
		// Its first row is the bit line nearest to what drives: the last in the order from the sense amplifier.
		for col := array.Cols - 1; col >= 0; col-- {
			for row := array.Rows - 1; row >= 0; row-- {
				turned.Cells = append(turned.Cells, array.Cells[row*array.Cols+col])
			}
		}
		volts := make([]units.Voltage, turned.Rows)
		for i := range volts {
			col := array.Cols - 1 - i
			volts[i] = units.Voltage(factor(col) * float64(x[output(col)]))
		}
		for j, current := range solve(t, turned, volts) {
			want[rows[1]-1-j] += float64(current) / step
		}
		return
	}
	volts := make([]units.Voltage, array.Rows)
	for i := range volts {
		volts[i] = units.Voltage(x[rows[0]+i])
	}
	for col, current := range solve(t, array, volts) {
		want[output(col)] += factor(col) * float64(current) / step
	}
}

func solve(t *testing.T, a wires.Array, volts []units.Voltage) []units.Current {
	solution, err := a.Solve(context.Background(), volts, nil)
	if err != nil {
		t.Fatal(err)
	}
	return solution.Sensed
}

// Writing errors add up in a product as independent numbers of their variance: for each law, 4000 weights that are read
// alone have its deviation within five standard errors. Seeds are fixed.
func TestWritingErrors(t *testing.T) {
	for _, law := range []Writing{{UniformError, 0.03}, {ProportionalError, 0.1}, {RRAMMiloError, 0}, {RRAMWanError, 0},
		{RRAMWanDayError, 0}, {PCMJoshiError, 0}} {
		t.Run(string(law.Law), func(t *testing.T) {
			const outputs = 4000
			s := DefaultSpec()
			s.WeightBits, s.CellBits, s.Readout, s.Seed = 4, 3, ReadIdeal, 8 // one slice
			s.Analog.High, s.Analog.Writing, s.OnOff = 20*units.Microsiemens, law, 4
			if law.Law == RRAMMiloError {
				s.Analog.High = 200 * units.Microsiemens
			}
			w := Weights{Outputs: outputs, Inputs: 1, Values: make([]int32, outputs)}
			for i := range w.Values {
				w.Values[i] = 5
			}
			y := make([]float64, outputs)
			if err := mustProgram(t, s, w).MulVec(context.Background(), y, []int32{1}); err != nil {
				t.Fatal(err)
			}
			lowest := s.Analog.High / 4
			step := (s.Analog.High - lowest) / 7
			high, low := s.Analog.law().Sigma(lowest+5*step), s.Analog.law().Sigma(lowest)
			want := math.Hypot(float64(high), float64(low)) / float64(step)
			mean, variance := moments(y)
			if math.Abs(mean-5) > 5*want/math.Sqrt(outputs) {
				t.Errorf("mean %v, want 5", mean)
			}
			if ratio := variance / want / want; math.Abs(ratio-1) > 5*math.Sqrt(2.0/outputs) {
				t.Errorf("deviation %v, want %v", math.Sqrt(variance), want)
			}
		})
	}
}

func TestDrift(t *testing.T) {
	s := DefaultSpec()
	s.Readout = ReadIdeal
	w, x := benchmarkCase(s, 4, 100, 1)
	exact := product(w, x)
	s.Analog.Drift = Drift{After: 99, Start: 1, Exponent: 0.05}
	y := make([]float64, 4)
	if err := mustProgram(t, s, w).MulVec(context.Background(), y, x); err != nil {
		t.Fatal(err)
	}
	for i := range y {
		if want := exact[i] * math.Pow(100, -0.05); math.Abs(y[i]-want) > 1e-9*math.Abs(want) {
			t.Errorf("output %d is %v, want %v", i, y[i], want)
		}
	}
	// Cells differ: the logarithms of what is left have the deviation of the exponents.
	const outputs = 4000
	s.Analog.Drift.Spread, s.WeightBits, s.CellBits = 0.01, 4, 3
	w = Weights{Outputs: outputs, Inputs: 1, Values: make([]int32, outputs)}
	for i := range w.Values {
		w.Values[i] = 7
	}
	y = make([]float64, outputs)
	if err := mustProgram(t, s, w).MulVec(context.Background(), y, []int32{1}); err != nil {
		t.Fatal(err)
	}
	for i := range y {
		y[i] = math.Log(y[i]/7) / math.Log(100)
	}
	mean, variance := moments(y)
	if math.Abs(mean+0.05) > 5*0.01/math.Sqrt(outputs) || math.Abs(variance/1e-4-1) > 5*math.Sqrt(2.0/outputs) {
		t.Errorf("exponents have mean %v and deviation %v, want -0.05 and 0.01", mean, math.Sqrt(variance))
	}
}

// Converters differ by gain and offset, and each stays what it is.
func TestGainAndOffset(t *testing.T) {
	const outputs = 4000
	s := DefaultSpec()
	s.WeightBits, s.CellBits, s.Inputs.Bits = 3, 2, 1
	s.ADC = ADC{Bits: 20, Range: Calibrated, Low: -64, High: 64} // fine enough to see them
	s.Analog.Gain, s.Analog.Offset = 0.01, 100
	w := Weights{Outputs: outputs, Inputs: 10, Values: make([]int32, 10*outputs)}
	for i := range w.Values {
		w.Values[i] = 3
	}
	x := make([]int32, 20)
	for i := range 10 {
		x[i] = 1
	}
	y := make([]float64, 2*outputs)
	if err := mustProgram(t, s, w).Mul(context.Background(), y, x, 2); err != nil {
		t.Fatal(err)
	}
	step := 64.0 / (1<<19 - 1)
	full, none := y[:outputs], y[outputs:]
	for i := range full {
		full[i] -= none[i]
	}
	for name, c := range map[string]struct {
		y          []float64
		mean, want float64
	}{"gain": {full, 30, 0.3}, "offset": {none, 0, 100 * step}} {
		mean, variance := moments(c.y)
		if math.Abs(mean-c.mean) > 5*c.want/math.Sqrt(outputs) || math.Abs(variance/c.want/c.want-1) > 5*math.Sqrt(2.0/outputs) {
			t.Errorf("%s: mean %v and deviation %v, want %v and %v", name, mean, math.Sqrt(variance), c.mean, c.want)
		}
	}
}

// Lines that share a converter share its errors: within one array, whatever encoding and direction.
func TestLinesShareConverters(t *testing.T) {
	s := DefaultSpec()
	s.WeightBits, s.CellBits, s.Inputs.Bits = 3, 2, 1 // one line for each output
	s.ADC = ADC{Bits: 20, Range: Calibrated, Low: -64, High: 64}
	s.Cols, s.Analog.Gain, s.Analog.Offset, s.Analog.LinesPerADC = 14, 0.01, 100, 4 // 7 outputs to an array
	const outputs = 20                                                              // of 6, 7 and 7
	w := Weights{Outputs: outputs, Inputs: 1, Values: make([]int32, outputs)}
	for i := range w.Values {
		w.Values[i] = 3
	}
	y := make([]float64, outputs)
	if err := mustProgram(t, s, w).MulVec(context.Background(), y, []int32{1}); err != nil {
		t.Fatal(err)
	}
	adc := func(o int) int { // by hand: arrays begin at 0, 6 and 13
		for _, first := range []int{13, 6, 0} {
			if o >= first {
				return 10*first + (o-first)/4
			}
		}
		panic("unreachable")
	}
	for o := range outputs {
		for p := range o {
			if (y[o] == y[p]) != (adc(o) == adc(p)) {
				t.Errorf("outputs %d and %d give %v and %v", p, o, y[p], y[o])
			}
		}
	}
	// Alone again, each has errors of its own, which are those of as many converters.
	s.Analog.LinesPerADC = 1
	alone := make([]float64, outputs)
	if err := mustProgram(t, s, w).MulVec(context.Background(), alone, []int32{1}); err != nil {
		t.Fatal(err)
	}
	if alone[0] != y[0] || alone[1] == alone[0] {
		t.Errorf("each line for itself: %v, and %v where four share", alone[:2], y[:2])
	}
}

// A stuck cell conducts what its level does, however it was written and whatever time has passed.
func TestStuckCellsStay(t *testing.T) {
	s := DefaultSpec()
	s.Readout, s.Encoding = ReadIdeal, Offset
	s.Faults.StuckOn = 1
	s.Analog.Writing, s.Analog.Drift = Writing{UniformError, 0.1}, Drift{10, 1, 1, 0.1}
	y := make([]float64, 1)
	if err := mustProgram(t, s, Weights{1, 2, []int32{-128, 5}}).MulVec(context.Background(), y, []int32{1, 1}); err != nil {
		t.Fatal(err)
	}
	if y[0] != 2*127 {
		t.Errorf("%v, want %v", y[0], 2*127)
	}
}

func TestProgrammingCanBeStopped(t *testing.T) {
	s := DefaultSpec()
	s.Analog.Wires.WordSegment = 1
	w, _ := benchmarkCase(s, 32, 128, 1)
	ctx, cancel := context.WithCancel(context.Background())
	done := 0
	_, err := ProgramContext(ctx, s, w, func(n, total int) {
		if done++; done != n || total != 2 {
			t.Errorf("%d of %d arrays after %d", n, total, done)
		}
		cancel()
	})
	if !errors.Is(err, context.Canceled) || done != 1 {
		t.Errorf("got %v after %d arrays, want context.Canceled after 1", err, done)
	}
}
