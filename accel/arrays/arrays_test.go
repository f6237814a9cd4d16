package arrays

import (
	"context"
	"encoding/json"
	"math"
	"os"
	"testing"

	"pgregory.net/rapid"
)

// golden is one file of testdata: numbers of CrossSim 3.2.0, with their source.
type golden struct {
	Inputs struct {
		W [][]int32 `json:"W_int"` // [output][input], a weight step being 1/127
		X [][]int32 `json:"X_int"` // [input][vector], an input step being 1/255
	}
	Cases []struct {
		Name   string
		Config struct {
			Rmin, Rmax float64
		}
		Expected  [][]float64 `json:"expected_Y"`
		Tolerance float64     `json:"tolerance_abs"`
	}
}

func readGolden(t *testing.T, name string) (g golden, w Weights, x []int32) {
	t.Helper()
	text, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &g); err != nil {
		t.Fatal(err)
	}
	w = Weights{Outputs: len(g.Inputs.W), Inputs: len(g.Inputs.X)}
	for _, row := range g.Inputs.W {
		w.Values = append(w.Values, row...)
	}
	for v := range g.Inputs.X[0] {
		for i := range g.Inputs.X {
			x = append(x, g.Inputs.X[i][v])
		}
	}
	return g, w, x
}

// kernels are those that this machine can run.
func kernels() []kernel {
	if fastest() == portable {
		return []kernel{portable}
	}
	return []kernel{portable, fastest()}
}

// crosssim returns the specification of a case; without bits it has no converter.
func crosssim(rows, bits int, r Range) Spec {
	s := DefaultSpec()
	s.Rows = rows
	if bits == 0 {
		s.Readout = ReadIdeal
		return s
	}
	s.ADC = ADC{Bits: bits, Range: r}
	return s
}

func TestCrossSim(t *testing.T) {
	bitsliced := []Spec{
		crosssim(128, 0, ""), crosssim(16, 0, ""),
		crosssim(128, 8, CrossSimGranular), crosssim(128, 5, CrossSimGranular), crosssim(16, 5, CrossSimGranular),
		crosssim(128, 6, Maximum),
	}
	offset := crosssim(128, 0, "")
	offset.Encoding = Offset
	onoff := []Spec{crosssim(128, 0, ""), offset, crosssim(128, 8, CrossSimGranular)}
	for _, file := range []struct {
		name string
		spec func(i int) Spec
		n    int
	}{
		{"crosssim_bitsliced.json", func(i int) Spec { return bitsliced[i] }, 6},
		{"crosssim_finite_onoff.json", func(i int) Spec { return onoff[i%3] }, 9},
	} {
		g, w, x := readGolden(t, file.name)
		if len(g.Cases) != file.n {
			t.Fatalf("%s has %d cases, want %d", file.name, len(g.Cases), file.n)
		}
		for i, c := range g.Cases {
			t.Run(c.Name, func(t *testing.T) {
				spec := file.spec(i)
				if c.Config.Rmin != 0 {
					spec.OnOff = c.Config.Rmax / c.Config.Rmin
				}
				for _, k := range kernels() {
					compareGolden(t, c.Expected, c.Tolerance, multiplied(t, spec, w, x, k))
				}
				compareGolden(t, c.Expected, c.Tolerance, reference(spec, w, x))
			})
		}
	}
}

func compareGolden(t *testing.T, want [][]float64, tolerance float64, got []float64) {
	t.Helper()
	for o := range want {
		for v := range want[o] {
			if y := got[v*len(want)+o] / 127 / 255; !(math.Abs(y-want[o][v]) <= tolerance) {
				t.Fatalf("output %d of vector %d is %.12g, want %.12g within %g", o, v, y, want[o][v], tolerance)
			}
		}
	}
}

// multiplied programs and multiplies with one kernel.
func multiplied(t interface{ Fatal(...any) }, s Spec, w Weights, x []int32, k kernel) []float64 {
	a, err := program(s, w, k)
	if err != nil {
		t.Fatal(err)
	}
	batch := len(x) / w.Inputs
	y := make([]float64, batch*w.Outputs)
	if err := a.Mul(context.Background(), y, x, batch); err != nil {
		t.Fatal(err)
	}
	return y
}

// Any specification that is valid gives, with any weights and inputs and on each kernel, exactly what the definition says.
// Only where a lowest conductance or a calibrated range brings in fractions may the order of the last few additions show.
func TestEqualsReference(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		spec := anySpec().Draw(t, "spec")
		if err := spec.Validate(); err != nil {
			t.Fatal("anySpec is to draw only what is valid: ", err)
		}
		w := anyWeights(spec, 6, 300).Draw(t, "weights")
		batch := rapid.SampledFrom([]int{1, 2, 3, 33, 65}).Draw(t, "batch")
		if batch > 3 {
			w.Inputs = min(w.Inputs, 40)
			w.Values = w.Values[:w.Inputs*w.Outputs]
		}
		x := anyInputs(spec, batch*w.Inputs).Draw(t, "inputs")
		want := reference(spec, w, x)
		tolerance := 0.0
		if spec.OnOff != 0 || spec.ADC.Low != 0 || spec.Noise.Sigma != 0 {
			tolerance = 1e-14 * math.Exp2(float64(spec.WeightBits+spec.Inputs.Bits+10)) * float64(w.Inputs)
		}
		first := multiplied(t, spec, w, x, portable)
		for _, k := range kernels() {
			for i, y := range multiplied(t, spec, w, x, k) {
				if y != first[i] {
					t.Fatalf("output %d of vector %d is %v by kernel %d but %v by 0", i%w.Outputs, i/w.Outputs, y, k, first[i])
				}
				if !(math.Abs(y-want[i]) <= tolerance) {
					t.Fatalf("kernel %d: output %d of vector %d is %v, want %v", k, i%w.Outputs, i/w.Outputs, y, want[i])
				}
			}
		}
	})
}

func anySpec() *rapid.Generator[Spec] {
	return rapid.Custom(func(t *rapid.T) Spec {
		s := DefaultSpec()
		s.Rows = rapid.SampledFrom([]int{1, 3, 4, 5, 63, 64, 65, 127, 128, 129, 256}).Draw(t, "rows")
		s.Cols = 1 << rapid.IntRange(5, 10).Draw(t, "log cols")
		s.WeightBits = rapid.IntRange(2, 16).Draw(t, "weight bits")
		s.CellBits = rapid.IntRange(1, 8).Draw(t, "cell bits")
		s.Encoding = rapid.SampledFrom([]Encoding{OneSided, TwoSided, Offset}).Draw(t, "encoding")
		if s.Encoding == Offset {
			s.Flip = rapid.Bool().Draw(t, "flip")
		} else {
			s.SeparatePairs = rapid.Bool().Draw(t, "separate pairs")
		}
		s.OnOff = rapid.SampledFrom([]float64{0, 10, 1000, 3.7}).Draw(t, "on/off")
		s.RemoveGmin = rapid.Bool().Draw(t, "remove Gmin")
		s.Inputs.Bits = rapid.IntRange(1, 16).Draw(t, "input bits")
		s.Inputs.SliceBits = rapid.SampledFrom([]int{1, 1, 2, 3, min(8, s.Inputs.Bits)}).Draw(t, "slice bits")
		s.Inputs.SliceBits = min(s.Inputs.SliceBits, s.Inputs.Bits)
		s.Readout = rapid.SampledFrom([]Readout{ReadADC, ReadADC, ReadADC, ReadADC, ReadSpikes, ReadSpikes, ReadIdeal}).Draw(t, "readout")
		s.Inputs.Signed = s.Readout != ReadSpikes && s.Inputs.Bits > 1 && rapid.Bool().Draw(t, "signed")
		s.Spikes.Threshold = rapid.SampledFrom([]int{1, 2, 100, 4097}).Draw(t, "threshold")
		s.Spikes.CounterBits = rapid.IntRange(1, 32).Draw(t, "counter bits")
		s.ADC.Bits = rapid.SampledFrom([]int{2, 4, 5, 6, 7, 8, 9, 10, 12, 24}).Draw(t, "adc bits")
		ranges := []Range{Granular, Full, Maximum, Calibrated}
		if s.signedLines() {
			ranges = append(ranges, CrossSimGranular)
		}
		s.ADC.Range = rapid.SampledFrom(ranges).Draw(t, "range")
		s.ADC.High = rapid.SampledFrom([]float64{0.5, 7, 100, 255, 1234.5}).Draw(t, "high")
		s.ADC.Low = rapid.SampledFrom([]float64{0, -3, 0.25}).Draw(t, "low")
		if s.signedLines() {
			s.ADC.Low = -s.ADC.High
		}
		if rapid.Bool().Draw(t, "faults") {
			s.Faults = Faults{StuckOff: 0.1, StuckOn: rapid.SampledFrom([]float64{0, 0.05, 0.9}).Draw(t, "stuck on")}
		}
		laws := []Law{NoNoise, NoNoise, NoNoise, Uniform, Proportional}
		if s.Noise.Law = rapid.SampledFrom(laws).Draw(t, "law"); s.Noise.Law != NoNoise {
			s.Noise.Sigma = rapid.SampledFrom([]float64{0.001, 0.02, 0.5}).Draw(t, "sigma")
			s.Seed = rapid.Uint64().Draw(t, "seed")
		}
		return s
	})
}

// anyWeights also draws the adverse ones: all zero, all as small or as large as can be.
func anyWeights(s Spec, outputs, inputs int) *rapid.Generator[Weights] {
	return rapid.Custom(func(t *rapid.T) Weights {
		w := Weights{Outputs: rapid.IntRange(1, outputs).Draw(t, "outputs"), Inputs: rapid.IntRange(1, inputs).Draw(t, "inputs")}
		lowest, highest := s.WeightRange()
		w.Values = anyIntegers(lowest, highest, w.Outputs*w.Inputs).Draw(t, "values")
		return w
	})
}

func anyInputs(s Spec, n int) *rapid.Generator[[]int32] {
	lowest, highest := s.Inputs.Range()
	return anyIntegers(lowest, highest, n)
}

func anyIntegers(lowest, highest int32, n int) *rapid.Generator[[]int32] {
	return rapid.Custom(func(t *rapid.T) []int32 {
		choice, seed := rapid.IntRange(0, 5).Draw(t, "kind"), rapid.Uint64().Draw(t, "seed")
		values := make([]int32, n)
		for i := range values {
			u := scramble(seed + uint64(i))
			switch choice {
			case 0:
				values[i] = max(lowest, min(highest, 0))
			case 1:
				values[i] = lowest
			case 2:
				values[i] = highest
			case 3: // one of the two ends
				values[i] = []int32{lowest, highest}[u%2]
			default:
				values[i] = lowest + int32(u%uint64(int64(highest)-int64(lowest)+1))
			}
		}
		return values
	})
}

// What drawn cases seldom reach: the commonest array, and sums beyond what a byte, 16 or 32 bits hold.
func TestEqualsReferenceAtTheLimits(t *testing.T) {
	for name, c := range map[string]struct {
		change         func(*Spec)
		inputs         int
		highestWeights bool
	}{
		"common":             {func(*Spec) {}, 300, false},
		"common, signed":     {func(s *Spec) { s.Inputs.Signed, s.ADC.Bits = true, 6 }, 128, false},
		"common, saturating": {func(s *Spec) { s.ADC.Bits = 6 }, 100, true},
		"just saturating":    {func(*Spec) {}, 43, true}, // 43 rows of level 3 are 129, and 127 is the highest code
		"just not":           {func(*Spec) {}, 42, true},
		"noisy":              {func(s *Spec) { s.Noise, s.Seed = Noise{Uniform, 0.02}, 3 }, 300, false},
		"noisy, signed":      {func(s *Spec) { s.Noise, s.Inputs, s.Seed = Noise{Uniform, 0.1}, Inputs{12, 1, true}, 1<<40 }, 128, false},
		"noisy, many limits": {func(s *Spec) { s.Noise, s.ADC.Bits = Noise{Uniform, 0.5}, 10 }, 128, true},
		"noisy, background":  {func(s *Spec) { s.Noise, s.Encoding, s.OnOff = Noise{Uniform, 0.03}, Offset, 20 }, 200, false},
		"sums of 17 bits":    {func(s *Spec) { s.Rows, s.CellBits, s.ADC.Bits = 8192, 4, 10 }, 8192, true},
		"products of 37":     {func(s *Spec) { s.WeightBits, s.Inputs.Bits, s.Readout = 16, 15, ReadIdeal }, 128, true},
		"codes of 33":        {func(s *Spec) { s.WeightBits, s.Inputs.Bits, s.ADC.Bits = 16, 16, 6 }, 128, true},
		"16-bit inputs":      {func(s *Spec) { s.Inputs.Bits, s.Readout = 16, ReadIdeal }, 128, true},
	} {
		t.Run(name, func(t *testing.T) {
			s := DefaultSpec()
			c.change(&s)
			batch := 2
			if s.Noise.Sigma != 0 {
				batch = 70 // enough for words that tie with a limit
			}
			w, x := benchmarkCase(s, 3, c.inputs, batch)
			if c.highestWeights {
				_, highestWeight := s.WeightRange()
				_, highestInput := s.Inputs.Range()
				for i := range w.Values {
					w.Values[i] = highestWeight
				}
				for i := range w.Inputs {
					w.Values[i] = -highestWeight
					x[i] = highestInput
				}
			}
			for _, k := range kernels() {
				sameNumbers(t, k.String(), multiplied(t, s, w, x, k), reference(s, w, x))
			}
		})
	}
}

// Codes are the nearest, of two the even one, and the outermost for all sums beyond.
func TestConverterRoundsAndSaturates(t *testing.T) {
	s := DefaultSpec()
	s.ADC = ADC{Bits: 3, Range: Calibrated, Low: -6, High: 6} // codes -3 to 3, 2 level steps apart
	pair := s.converter(128, 128)
	s.Encoding, s.ADC.Low, s.ADC.High = Offset, 1, 15 // codes 0 to 7
	single := s.converter(128, 128)
	for _, c := range []struct {
		converter converter
		current   float64
		want      int64
	}{
		{pair, 0, 0}, {pair, 1, 0}, {pair, 3, 2}, {pair, -3, -2}, {pair, 2.9, 1}, {pair, 7, 3}, {pair, -1e9, -3},
		{single, 1, 0}, {single, 2, 0}, {single, 4, 2}, {single, 3, 1}, {single, 15, 7}, {single, 99, 7}, {single, -5, 0},
	} {
		if got := c.converter.code(c.current); got != c.want {
			t.Errorf("a current of %v has code %d, want %d", c.current, got, c.want)
		}
	}
}
