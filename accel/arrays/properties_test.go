package arrays

import (
	"context"
	"errors"
	"math"
	"runtime"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func mustProgram(t interface{ Fatal(...any) }, s Spec, w Weights) *Array {
	a, err := Program(s, w)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// product is the plain product of whole numbers.
func product(w Weights, x []int32) []float64 {
	var y []float64
	for v := range len(x) / w.Inputs {
		for o := range w.Outputs {
			sum := int64(0)
			for i := range w.Inputs {
				sum += int64(w.Values[o*w.Inputs+i]) * int64(x[v*w.Inputs+i])
			}
			y = append(y, float64(sum))
		}
	}
	return y
}

func sameNumbers(t interface{ Fatalf(string, ...any) }, what string, got, want []float64) {
	if len(got) != len(want) {
		t.Fatalf("%s: %d numbers, want %d", what, len(got), len(want))
	}
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("%s: number %d is %v, want %v", what, i, got[i], want[i])
		}
	}
}

// With a converter as wide as ISAAC's rule asks for, without one, or with counters that count every unit of charge,
// the product is exact: for all encodings and slices.
func TestLosslessProductIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anySpec().Draw(t, "spec")
		s.Faults, s.Noise, s.OnOff = Faults{}, Noise{Law: NoNoise}, 0
		s.Spikes = Spikes{Threshold: 1, CounterBits: 32}
		if s.Readout == ReadADC {
			if s.Inputs.SliceBits+s.CellBits == 16 {
				s.Rows = min(s.Rows, 128) // more rows take more bits than converters have
			}
			bits, err := LosslessBits(s.Rows, s.Inputs.SliceBits, s.CellBits, s.Flip)
			if err != nil {
				t.Fatal(err)
			}
			if s.signedLines() {
				bits++
			}
			s.ADC = ADC{Bits: bits, Range: Granular}
		}
		if s.Readout == ReadSpikes { // keep the charge below what 32 bits count
			s.Rows, s.CellBits, s.Inputs.Bits = min(s.Rows, 128), min(s.CellBits, 4), min(s.Inputs.Bits, 12)
			s.Inputs.SliceBits = min(s.Inputs.SliceBits, s.Inputs.Bits)
		}
		w := anyWeights(s, 4, 300).Draw(t, "weights")
		x := anyInputs(s, 2*w.Inputs).Draw(t, "inputs")
		for _, k := range kernels() {
			sameNumbers(t, k.String(), multiplied(t, s, w, x, k), product(w, x))
		}
	})
}

// Reading the cells the other way multiplies by the transposed matrix, with signed inputs too.
func TestTransposedIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anySpec().Draw(t, "spec")
		s.Flip, s.Faults, s.Noise, s.OnOff, s.Readout = false, Faults{}, Noise{Law: NoNoise}, 0, ReadIdeal
		w := anyWeights(s, 20, 60).Draw(t, "weights")
		a := mustProgram(t, s, w)
		back, err := a.Transposed(Inputs{Bits: 9, SliceBits: 1, Signed: true})
		if err != nil {
			t.Fatal(err)
		}
		turned := Weights{Outputs: w.Inputs, Inputs: w.Outputs}
		for i := range w.Inputs {
			for o := range w.Outputs {
				turned.Values = append(turned.Values, w.Values[o*w.Inputs+i])
			}
		}
		x := anyInputs(back.Spec(), 3*w.Outputs).Draw(t, "errors")
		y := make([]float64, 3*w.Inputs)
		if err := back.Mul(context.Background(), y, x, 3); err != nil {
			t.Fatal(err)
		}
		sameNumbers(t, "transposed", y, product(turned, x))
		if back.Arrays() != a.Arrays() {
			t.Fatalf("%d arrays read the other way, %d before", back.Arrays(), a.Arrays())
		}
	})
}

// The transposed reads of a converter that saturates equal those of the transposed matrix, where the ranges of inputs agree.
func TestTransposedConverts(t *testing.T) {
	s := DefaultSpec()
	s.ADC.Bits = 5
	w, _ := benchmarkCase(s, 16, 128, 1)
	turned := Weights{Outputs: 128, Inputs: 16}
	for i := range 128 {
		for o := range 16 {
			turned.Values = append(turned.Values, w.Values[o*128+i])
		}
	}
	back, err := mustProgram(t, s, w).Transposed(s.Inputs)
	if err != nil {
		t.Fatal(err)
	}
	x := make([]int32, 16)
	for i := range x {
		x[i] = 255
	}
	y := make([]float64, 128)
	if err := back.MulVec(context.Background(), y, x); err != nil {
		t.Fatal(err)
	}
	sameNumbers(t, "transposed", y, reference(s, turned, x))
}

// A finer converter over the same range is never further from the exact product, by its worst case over slots and slices.
func TestErrorIsBoundedByResolution(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := DefaultSpec()
		s.ADC = ADC{Bits: rapid.IntRange(3, 14).Draw(t, "bits"), Range: Maximum}
		w := anyWeights(s, 4, 200).Draw(t, "weights")
		x := anyInputs(s, w.Inputs).Draw(t, "inputs")
		a := mustProgram(t, s, w)
		want, bound := product(w, x), 0.0
		for _, tile := range a.tiles {
			if len(tile.lines) > 0 {
				bound += tile.convert.step / 2 * 255 * 85 // half a step in each of 8 slots and 4 slices
			}
		}
		for i, y := range multiplied(t, s, w, x, portable) {
			if math.Abs(y-want[i]) > bound*(1+1e-12) {
				t.Fatalf("output %d is off by %v, more than %v", i, y-want[i], bound)
			}
		}
	})
}

func TestConvolutionEqualsDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string, low, high int) int { return rapid.IntRange(low, high).Draw(t, name) }
		win := Window{
			Channels: draw("channels", 1, 3), Height: draw("height", 3, 9), Width: draw("width", 3, 30),
			KernelHeight: draw("kernel height", 1, 3), KernelWidth: draw("kernel width", 1, 3),
			Stride: draw("stride", 1, 3), Padding: draw("padding", 0, 3),
		}
		s := DefaultSpec()
		s.Readout = ReadIdeal
		outputs := draw("outputs", 1, 3)
		w, _ := benchmarkCase(s, outputs, win.Channels*win.KernelHeight*win.KernelWidth, 1)
		image := anyInputs(s, win.Channels*win.Height*win.Width).Draw(t, "image")
		height, width, err := win.Size()
		if err != nil {
			t.Fatal(err)
		}
		want := make([]float64, outputs*height*width)
		for o := range outputs {
			for y := range height {
				for x := range width {
					for c := range win.Channels {
						for ky := range win.KernelHeight {
							for kx := range win.KernelWidth {
								row, column := y*win.Stride+ky-win.Padding, x*win.Stride+kx-win.Padding
								if row < 0 || row >= win.Height || column < 0 || column >= win.Width {
									continue
								}
								weight := w.Values[((o*win.Channels+c)*win.KernelHeight+ky)*win.KernelWidth+kx]
								want[(o*height+y)*width+x] += float64(weight * image[(c*win.Height+row)*win.Width+column])
							}
						}
					}
				}
			}
		}
		got := make([]float64, len(want))
		if err := mustProgram(t, s, w).Convolve(context.Background(), got, image, win); err != nil {
			t.Fatal(err)
		}
		sameNumbers(t, "convolution", got, want)
	})
}

// Inputs that are quantised lie within half a step of what they were, and fit.
func TestQuantisedInputs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := Inputs{Bits: rapid.IntRange(2, 16).Draw(t, "bits"), SliceBits: 1, Signed: rapid.Bool().Draw(t, "signed")}
		least := 0.0
		if in.Signed {
			least = -1e6
		}
		values := rapid.SliceOf(rapid.Float64Range(least, 1e6)).Draw(t, "values")
		x, step, err := in.Quantise(values)
		if err != nil {
			t.Fatal(err)
		}
		lowest, highest := in.Range()
		for i, v := range values {
			if x[i] < lowest || x[i] > highest || !(math.Abs(float64(x[i])*step-v) <= step/2*(1+1e-9)) {
				t.Fatalf("%v is %d steps of %v", v, x[i], step)
			}
		}
	})
	for _, c := range []struct {
		in     Inputs
		values []float64
		want   string
	}{
		{Inputs{Bits: 8}, []float64{1, -2}, "arrays: input 1 is -2; allowed: from 0 on, as Inputs.Signed is false"},
		{Inputs{Bits: 8}, []float64{math.NaN()}, "arrays: input 0 is NaN; allowed: finite numbers"},
		{Inputs{Bits: 8}, []float64{math.Inf(1)}, "arrays: input 0 is +Inf; allowed: finite numbers"},
		{Inputs{Bits: 0}, nil, "arrays: Inputs.Bits is 0; allowed: 1 to 16"},
		{Inputs{Bits: 1, Signed: true}, nil, "arrays: Inputs.Bits is 1; allowed: 1 to 16, from 2 on with signed inputs"},
	} {
		if _, _, err := c.in.Quantise(c.values); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("want %q, got %v", c.want, err)
		}
	}
}

// The same seed gives the same numbers on any number of cores and in any division of the vectors into batches.
func TestSameOnAnyNumberOfCores(t *testing.T) {
	for name, change := range map[string]func(*Spec){
		"proportional noise":                 func(s *Spec) { s.Noise = Noise{Proportional, 0.05} },
		"writing errors":                     func(s *Spec) { s.Noise, s.Analog.Writing = Noise{Uniform, 0.05}, Writing{UniformError, 0.02} },
		"writing errors, odd number of bits": func(s *Spec) { s.Noise, s.Inputs.Bits, s.Analog.Offset = Noise{Proportional, 0.05}, 7, 0.5 },
	} {
		t.Run(name, func(t *testing.T) {
			s := DefaultSpec()
			s.Seed, s.Faults = 3, Faults{StuckOff: 0.01, StuckOn: 0.01}
			change(&s)
			const batch = chunkVectors + 77
			w, x := benchmarkCase(s, 33, 150, batch)
			results := func(k kernel, cores int, batches ...int) []float64 {
				defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
				a, err := program(s, w, k)
				if err != nil {
					t.Fatal(err)
				}
				y, first := make([]float64, batch*w.Outputs), 0
				for _, n := range batches {
					err := a.Mul(context.Background(), y[first*w.Outputs:(first+n)*w.Outputs], x[first*w.Inputs:(first+n)*w.Inputs], n)
					if err != nil {
						t.Fatal(err)
					}
					first += n
				}
				return y
			}
			want := results(portable, 1, batch)
			for _, k := range kernels() {
				sameNumbers(t, k.String()+", 4 cores", results(k, 4, batch), want)
				sameNumbers(t, k.String()+", batches", results(k, 3, 1, 70, batch-71), want)
			}
		})
	}
}

func TestNoAllocationOnceWarm(t *testing.T) {
	for name, change := range map[string]func(*Spec){
		"converter":    func(*Spec) {},
		"coarse":       func(s *Spec) { s.ADC = ADC{Bits: 5, Range: Maximum} },
		"ideal":        func(s *Spec) { s.Readout = ReadIdeal },
		"ideal 16-bit": func(s *Spec) { s.Readout, s.Inputs.Bits = ReadIdeal, 16 },
		"background":   func(s *Spec) { s.Encoding, s.OnOff = Offset, 10 },
		"spikes":       func(s *Spec) { s.Readout = ReadSpikes },
		"noise":        func(s *Spec) { s.Noise = Noise{Proportional, 0.02} },
		"slot noise":   func(s *Spec) { s.Noise, s.Inputs.SliceBits = Noise{Proportional, 0.02}, 2 },
		"copies":       func(s *Spec) { s.Copies, s.Faults.StuckOn = 3, 0.01 },
		"floats":       func(s *Spec) { s.Analog.Drift = Drift{After: 1, Start: 1, Exponent: 0.1} },
		"noisy floats": func(s *Spec) { s.Noise, s.Analog.Offset = Noise{Proportional, 0.02}, 0.5 },
		"noisy slots": func(s *Spec) {
			s.Noise, s.Inputs.SliceBits, s.Analog.Offset = Noise{Proportional, 0.02}, 4, 0.5
		},
		"ideal floats": func(s *Spec) { s.Readout, s.Analog.Writing = ReadIdeal, Writing{ProportionalError, 0.1} },
		"jumps":        func(s *Spec) { s.Noise = Noise{Uniform, 0.02} },
	} {
		for _, k := range kernels() {
			t.Run(name+"/"+k.String(), func(t *testing.T) {
				s := DefaultSpec()
				change(&s)
				w, x := benchmarkCase(s, 17, 150, 70)
				a, err := program(s, w, k)
				if err != nil {
					t.Fatal(err)
				}
				y := make([]float64, 70*w.Outputs)
				multiply := func() {
					if err := a.Mul(context.Background(), y, x, 70); err != nil {
						t.Fatal(err)
					}
				}
				for range 2 {
					multiply()
				}
				if n := testing.AllocsPerRun(10, multiply); n != 0 {
					t.Errorf("%v allocations", n)
				}
			})
		}
	}
}

func TestProgressAndCancellation(t *testing.T) {
	s := DefaultSpec()
	w, x := benchmarkCase(s, 100, 130, 100)
	y := make([]float64, 100*w.Outputs)
	last, total := 0, 0
	a := mustProgram(t, s, w).WithProgress(func(done, n int) {
		if done != last+1 {
			t.Errorf("%d parts done after %d", done, last)
		}
		last, total = done, n
	})
	if err := a.Mul(context.Background(), y, x, 100); err != nil {
		t.Fatal(err)
	}
	if last != total || total < 2 {
		t.Errorf("reported %d of %d parts", last, total)
	}
	ctx, cancel := context.WithCancel(context.Background())
	parts := 0
	stopped := a.WithProgress(func(int, int) { parts++; cancel() })
	if err := stopped.Mul(ctx, y, x, 100); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
	if parts > runtime.GOMAXPROCS(0) {
		t.Errorf("%d parts were done after the end", parts)
	}
	if err := stopped.MulVec(ctx, y[:100], x[:130]); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v after the end, want context.Canceled", err)
	}
}

// PipeLayer's example: a matrix of 1152x256, 4 groups of 4-bit cells in pairs, takes 18 arrays of 128x128 for each group and
// side.
func TestPipeLayersArrays(t *testing.T) {
	s := DefaultSpec()
	s.WeightBits, s.CellBits = 16, 4
	a := mustProgram(t, s, Weights{256, 1152, make([]int32, 256*1152)})
	if a.Arrays() != 18*4*2 {
		t.Errorf("%d arrays, want %d", a.Arrays(), 18*4*2)
	}
}

func TestStuckCells(t *testing.T) {
	s := DefaultSpec()
	s.Readout = ReadIdeal
	w, _ := benchmarkCase(s, 100, 100, 1)
	cells := float64(100 * 100 * 8)
	s.Faults = Faults{StuckOff: 0.03, StuckOn: 0.02}
	// The count is binomial; five standard deviations miss once in 1.7 million seeds, and the seed is fixed.
	if got, want := float64(mustProgram(t, s, w).StuckCells()), 0.05*cells; math.Abs(got-want) > 5*math.Sqrt(want*0.95) {
		t.Errorf("%v cells are stuck, want about %v", got, want)
	}
	one := make([]int32, 100)
	one[7] = 1
	y := make([]float64, 100)
	for faults, want := range map[Faults]float64{{StuckOff: 1}: 0, {StuckOn: 1}: 0} { // both sides of each pair alike
		s.Faults = faults
		if err := mustProgram(t, s, w).MulVec(context.Background(), y, one); err != nil || y[3] != want {
			t.Errorf("%+v: %v, %v, want %v", faults, y[3], err, want)
		}
	}
}
