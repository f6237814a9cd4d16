package arrays

import (
	"context"
	"math"
	"testing"

	"pgregory.net/rapid"

	"regan/accel/devices"
	"regan/accel/wires"
)

// Slices are read and converted each for itself, whatever the converter: what a matrix gives is the sum of what the digits
// of each slice give alone, less what an empty array gives once too often.
func TestSuperpositionOfSlices(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anySpec().Draw(t, "spec")
		s.Encoding = rapid.SampledFrom([]Encoding{OneSided, TwoSided}).Draw(t, "differential")
		s.Flip, s.Faults, s.Noise = false, Faults{}, Noise{Law: NoNoise}
		if s.ADC.Range == CrossSimGranular && !s.signedLines() {
			s.ADC.Range = Granular
		}
		if s.signedLines() {
			s.ADC.Bits, s.ADC.Low = max(s.ADC.Bits, 2), -s.ADC.High
		}
		if s.Validate() != nil {
			t.Skip("the changes do not fit together")
		}
		w := anyWeights(s, 3, 200).Draw(t, "weights")
		x := anyInputs(s, 2*w.Inputs).Draw(t, "inputs")
		got := multiplied(t, s, w, x, fastest())
		none := w
		none.Values = make([]int32, len(w.Values))
		empty := multiplied(t, s, none, x, fastest())
		want, largest := append([]float64(nil), empty...), 1.0
		for slice := range s.Slices() {
			part := w
			part.Values = make([]int32, len(w.Values))
			for i, v := range w.Values {
				magnitude, sign := v, int32(1)
				if v < 0 {
					magnitude, sign = -v, -1
				}
				shift := slice * s.CellBits
				part.Values[i] = sign * (magnitude >> shift & int32(s.topLevel()) << shift)
			}
			for i, y := range multiplied(t, s, part, x, fastest()) {
				want[i] += y - empty[i]
				largest = max(largest, math.Abs(y), math.Abs(empty[i]))
			}
		}
		for i := range want {
			if math.Abs(got[i]-want[i]) > 1e-9*largest {
				t.Fatalf("output %d is %v, of its slices %v", i, got[i], want[i])
			}
		}
	})
}

// With an ideal converter a product is linear in its inputs, whatever befell the cells and the wires: of two vectors it is
// the sum. With a converter that clips it is not.
func TestLinearity(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anySpec().Draw(t, "spec")
		s.Readout, s.Noise = ReadIdeal, Noise{Law: NoNoise}
		if rapid.Bool().Draw(t, "floats") {
			s.Analog.Writing = Writing{ProportionalError, 0.2}
			s.Analog.Drift = Drift{After: 100, Start: 1, Exponent: 0.05, Spread: 0.02}
		}
		w := anyWeights(s, 3, 40).Draw(t, "weights")
		if rapid.Bool().Draw(t, "wires") && w.Inputs <= 20 {
			s.Analog.Wires = wires.Lines{WordSegment: 3, BitSegment: 1, Driver: 20, Sense: 5}
		}
		lowest, highest := s.Inputs.Range()
		half := rapid.SliceOfN(rapid.Int32Range(lowest/2, highest/2), 2*w.Inputs, 2*w.Inputs).Draw(t, "inputs")
		x := append([]int32(nil), half...)
		for i := range w.Inputs {
			x = append(x, half[i]+half[w.Inputs+i])
		}
		y := multiplied(t, s, w, x, fastest())
		a, b, sum := y[:w.Outputs], y[w.Outputs:2*w.Outputs], y[2*w.Outputs:]
		scale := math.Exp2(float64(s.WeightBits+s.Inputs.Bits)) * float64(w.Inputs)
		for i := range sum {
			if math.Abs(a[i]+b[i]-sum[i]) > 1e-9*scale {
				t.Fatalf("output %d is %v for two vectors and %v for their sum", i, a[i]+b[i], sum[i])
			}
		}
	})
	s := DefaultSpec()
	s.ADC.Bits = 3
	w := Weights{Outputs: 1, Inputs: 2, Values: []int32{3, 3}}
	y := multiplied(t, s, w, []int32{1, 0, 0, 1, 1, 1}, fastest())
	if y[0]+y[1] == y[2] {
		t.Errorf("a converter of 3 bits gives %v, and does not clip", y)
	}
}

// One more bit never makes a converter worse: for all ranges, the largest error over the sums of an array does not grow.
// (CrossSim's range has a gain error that no bits mend.) A granular one, which errs by clipping only, is at least as near
// for each matrix and vector without signs.
func TestWiderConverterIsNeverLessAccurate(t *testing.T) {
	for _, r := range []Range{Granular, Full, Maximum, Calibrated} {
		for _, encoding := range []Encoding{OneSided, Offset} {
			s := DefaultSpec()
			s.Rows, s.WeightBits, s.CellBits, s.Encoding = 40, 4, 4, encoding
			s.Inputs = Inputs{Bits: 8, SliceBits: 8} // one slot, so that all sums occur
			if encoding == OneSided {
				s.CellBits = 3
			}
			w := Weights{Outputs: 1, Inputs: 40, Values: make([]int32, 40)}
			for i := range w.Values {
				w.Values[i] = 7
			}
			const vectors = 500
			_, x := benchmarkCase(s, 1, 40, vectors)
			for v := range vectors { // from nothing to all
				for i := range 40 {
					x[v*40+i] = x[v*40+i] * int32(v) / (vectors - 1)
				}
			}
			exact, last := product(w, x), math.Inf(1)
			for bits := 2; bits <= 16; bits++ {
				s.ADC = ADC{Bits: bits, Range: r, High: 40 * 15 * 255}
				if s.signedLines() {
					s.ADC.Low = -s.ADC.High
				}
				worst := 0.0
				for i, y := range multiplied(t, s, w, x, fastest()) {
					worst = max(worst, math.Abs(y-exact[i]))
				}
				if worst > last*(1+1e-9) {
					t.Errorf("%s, %s: %d bits err by %v, one bit less by %v", r, encoding, bits, worst, last)
				}
				last = worst
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s := DefaultSpec()
		s.ADC.Bits = rapid.IntRange(2, 9).Draw(t, "bits")
		w := anyWeights(s, 3, 200).Draw(t, "weights")
		for i, v := range w.Values {
			w.Values[i] = max(v, -v)
		}
		x := anyInputs(s, w.Inputs).Draw(t, "inputs")
		exact := product(w, x)
		narrow := multiplied(t, s, w, x, fastest())
		s.ADC.Bits++
		for i, y := range multiplied(t, s, w, x, fastest()) {
			if math.Abs(y-exact[i]) > math.Abs(narrow[i]-exact[i]) {
				t.Fatalf("output %d is %v with a bit more, %v before; exact is %v", i, y, narrow[i], exact[i])
			}
		}
	})
}

// Effects that are switched on with nothing in them change nothing: noise of no deviation, errors of none, no time for
// drift.
func TestNothingOfAnEffectIsIdeal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anySpec().Draw(t, "spec")
		s.Noise = Noise{Law: NoNoise}
		w := anyWeights(s, 3, 100).Draw(t, "weights")
		x := anyInputs(s, 3*w.Inputs).Draw(t, "inputs")
		want := multiplied(t, s, w, x, fastest())
		for name, change := range map[string]func(*Spec){
			"uniform noise":      func(s *Spec) { s.Noise = Noise{Law: Uniform} },
			"proportional noise": func(s *Spec) { s.Noise = Noise{Law: Proportional} },
			"drift":              func(s *Spec) { s.Analog.Drift = Drift{Start: 1, Exponent: 1, Spread: 1} },
			"a drive of cells":   func(s *Spec) { s.Analog.Curve = Curve{Drive: 0.1} },
			"shared converters":  func(s *Spec) { s.Analog.LinesPerADC = 5 },
		} {
			changed := s
			change(&changed)
			for _, k := range kernels() {
				sameNumbers(t, name, multiplied(t, changed, w, x, k), want)
			}
		}
	})
}

// Where a bound proves that no read can clip, a tile is multiplied as whole numbers, without lines; where one could, it is
// not. By the levels that are programmed: 128 rows of level 3 sum to 384, one row less to 381.
func TestPlainProductWhereNothingCanClip(t *testing.T) {
	for _, c := range []struct {
		name   string
		plain  bool
		change func(s *Spec, w Weights)
	}{
		{"9 bits hold 255", false, func(s *Spec, _ Weights) { s.ADC.Bits = 9 }},
		{"10 bits hold 511", true, func(s *Spec, _ Weights) { s.ADC.Bits = 10 }},
		{"ideal", true, func(s *Spec, _ Weights) { s.Readout = ReadIdeal }},
		{"42 cells of level 3 fit 7 bits with sign", true, func(_ *Spec, w Weights) { clear(w.Values[42:]) }},
		{"43 do not", false, func(_ *Spec, w Weights) { clear(w.Values[43:]) }},
		{"steps of more than a level", false, func(s *Spec, _ Weights) { s.ADC = ADC{Bits: 10, Range: Calibrated, Low: -1000, High: 1000} }},
		{"noise", false, func(s *Spec, _ Weights) { s.ADC.Bits, s.Noise = 10, Noise{Uniform, 0.01} }},
	} {
		s := DefaultSpec()
		w := Weights{Outputs: 1, Inputs: 128, Values: make([]int32, 128)}
		for i := range w.Values {
			w.Values[i] = 127
		}
		c.change(&s, w)
		for _, k := range kernels() {
			a, err := program(s, w, k)
			if err != nil {
				t.Fatal(err)
			}
			tile := &a.tiles[0]
			if plain := len(tile.lines) == 0 && (tile.plain != nil || tile.narrow != nil); plain != c.plain {
				t.Errorf("%s, %v: plain is %v", c.name, k, plain)
			}
		}
	}
}

// Whatever a PulsedSpec says, it is refused or it can be updated: weights stay within its law's range and are numbers.
func FuzzPulsedSpec(f *testing.F) {
	f.Add(uint8(0), 0.01, -1.0, 1.0, 0.5, 0.5, 0.001, 31, true, 0.3, 0.1, 2.0)
	f.Add(uint8(1), 0.01, -1.0, 1.0, 1.5, 0.0, 0.001, 1, false, 0.0, -0.1, 1e300)
	f.Add(uint8(2), 1e-9, 0.0, 1e9, 0.0, 0.0, 1e9, 1<<20, true, 10.0, 1.0, -1.0)
	f.Add(uint8(3), 0.0, 1.0, 1.0, -1.0, math.NaN(), math.Inf(1), 0, true, -1.0, 0.0, math.NaN())
	f.Add(uint8(4), 0.01, -1.0, 1.0, 2.0, 3.0, 0.01, 5, false, 0.1, 0.3, 0.3)
	f.Fuzz(func(t *testing.T, kind uint8, lawStep, least, most, a, b, step float64, pulses int, stochastic bool, variation, x, d float64) {
		bounds := devices.Bounds{Step: lawStep, Least: least, Most: most}
		var law devices.Law
		switch kind % 6 {
		case 0:
			law = devices.Step{Bounds: bounds, Up: a, Down: b}
		case 1:
			law = devices.PowStep{Bounds: bounds, Power: a}
		case 2:
			law = devices.DefaultExpStep(bounds)
		case 3:
			law = devices.ExpStep{Bounds: bounds, UpA: a, DownA: b, UpGamma: a, DownGamma: b, Scale: a, Offset: b}
		case 4:
			if s, err := devices.NewSaturating(least, most, pulses, a, b); err == nil {
				law = s
			}
		}
		s := PulsedSpec{Law: law, Step: step, MaxPulses: pulses, Stochastic: stochastic, Variation: variation, Seed: uint64(kind)}
		valid := s.Validate() == nil
		start := 0.0
		if valid {
			lowest, highest := law.Range()
			start = max(lowest, min(highest, 0))
		}
		p, err := NewPulsed(s, 1, 2, []float64{start, start})
		if (err == nil) != valid {
			t.Fatalf("Validate accepts: %v, but NewPulsed says %v", valid, err)
		}
		if !valid {
			return
		}
		inputs, errors := []float64{x, -x}, []float64{d}
		for range 2 {
			if err := p.Update(context.Background(), 1, errors, inputs, 1, nil); err != nil {
				if finite := !math.IsNaN(x+d) && !math.IsInf(x, 0) && !math.IsInf(d, 0); finite {
					t.Fatal(err)
				}
				return
			}
		}
		lowest, highest := law.Range()
		for _, w := range p.Weights() {
			if !(w >= lowest && w <= highest) {
				t.Fatalf("%+v gives %v", s, p.Weights())
			}
		}
	})
}
