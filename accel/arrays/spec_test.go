package arrays

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"
)

func TestValidateNamesFieldValueAndWhatIsAllowed(t *testing.T) {
	for _, c := range []struct {
		change func(*Spec)
		want   string
	}{
		{func(s *Spec) { s.Rows = 0 }, "arrays: Spec.Rows is 0; allowed: 1 to 8192"},
		{func(s *Spec) { s.Cols = 7 }, "arrays: Spec.Cols is 7; allowed: at least 8, the columns that one weight takes"},
		{func(s *Spec) { s.WeightBits = 17 }, "arrays: Spec.WeightBits is 17; allowed: 2 to 16"},
		{func(s *Spec) { s.CellBits = 9 }, "arrays: Spec.CellBits is 9; allowed: 1 to 8"},
		{func(s *Spec) { s.Encoding = "" }, "arrays: Spec.Encoding is empty; allowed: one-sided, two-sided, offset"},
		{func(s *Spec) { s.Flip = true }, "arrays: Spec.Flip is true; allowed: true only with Encoding offset"},
		{func(s *Spec) { s.OnOff = math.NaN() }, "arrays: Spec.OnOff is NaN; allowed: from 1.000001 on, or 0 for infinite"},
		{func(s *Spec) { s.OnOff = 1 }, "arrays: Spec.OnOff is 1; allowed: from 1.000001 on, or 0 for infinite"},
		{func(s *Spec) { s.Inputs.Bits = 0 }, "arrays: Spec.Inputs.Bits is 0; allowed: 1 to 16"},
		{func(s *Spec) { s.Inputs.SliceBits = 9 }, "arrays: Spec.Inputs.SliceBits is 9; allowed: 1 to 8"},
		{func(s *Spec) { s.Inputs = Inputs{1, 1, true} }, "arrays: Spec.Inputs.Bits is 1; allowed: 2 to 16 with signed inputs"},
		{func(s *Spec) { s.Readout = "?" }, "arrays: Spec.Readout is ?; allowed: adc, integrate-and-fire, ideal"},
		{func(s *Spec) { s.ADC.Bits = 0 }, "arrays: Spec.ADC.Bits is 0; allowed: 2 to 24; Readout ideal is without a converter"},
		{func(s *Spec) { s.Encoding, s.ADC.Bits = Offset, 0 },
			"arrays: Spec.ADC.Bits is 0; allowed: 1 to 24; Readout ideal is without a converter"},
		{func(s *Spec) { s.ADC.Bits = 1 }, "arrays: Spec.ADC.Bits is 1; allowed: 2 to 24; Readout ideal is without a converter"},
		{func(s *Spec) { s.ADC.Range = "wide" },
			"arrays: Spec.ADC.Range is wide; allowed: granular, full, maximum, calibrated, granular-crosssim"},
		{func(s *Spec) { s.ADC = ADC{8, Calibrated, 5, 5} },
			"arrays: Spec.ADC.High is 5; allowed: above ADC.Low, which is 5, by at least 1e-9; both within 1e12"},
		{func(s *Spec) { s.ADC = ADC{8, Calibrated, 0, math.NaN()} },
			"arrays: Spec.ADC.High is NaN; allowed: above ADC.Low, which is 0, by at least 1e-9; both within 1e12"},
		{func(s *Spec) { s.ADC = ADC{8, Calibrated, 0, 5} }, "arrays: Spec.ADC.Low is 0; allowed: -5 for a difference of a pair"},
		{func(s *Spec) { s.SeparatePairs, s.ADC.Range = true, CrossSimGranular },
			"arrays: Spec.ADC.Range is granular-crosssim; allowed: granular-crosssim only for a difference of a pair"},
		{func(s *Spec) { s.Readout, s.Spikes.Threshold = ReadSpikes, 0 }, "arrays: Spec.Spikes.Threshold is 0; allowed: 1 to 16777216"},
		{func(s *Spec) { s.Readout, s.Inputs.Signed = ReadSpikes, true },
			"arrays: Spec.Inputs.Signed is true; allowed: false with Readout integrate-and-fire"},
		{func(s *Spec) { s.Faults.StuckOff = math.NaN() }, "arrays: Spec.Faults.StuckOff is NaN; allowed: 0 to 1"},
		{func(s *Spec) { s.Faults = Faults{0.6, 0.6} },
			"arrays: Spec.Faults.StuckOn is 0.6; allowed: at most 1 together with StuckOff"},
		{func(s *Spec) { s.Noise.Sigma = 0.1 }, "arrays: Spec.Noise.Sigma is 0.1; allowed: 0 with Noise.Law none"},
		{func(s *Spec) { s.Noise.Law = "" }, "arrays: Spec.Noise.Law is empty; allowed: none, uniform, proportional"},
		{func(s *Spec) { s.Copies = 0 }, "arrays: Spec.Copies is 0; allowed: 1 to 4096"},
		{func(s *Spec) { s.Analog.LinesPerADC = -1 }, "arrays: Spec.Analog.LinesPerADC is -1; allowed: 0 to 8192"},
		{func(s *Spec) { s.Analog.High = 0 }, "arrays: Spec.Analog.High is 0 S; allowed: 1 nS to 1 S"},
		{func(s *Spec) { s.Analog.Writing.Law = "" },
			"arrays: Spec.Analog.Writing.Law is empty; allowed: exact, uniform, proportional, rram-milo, rram-wan, rram-wan-day, pcm-joshi"},
		{func(s *Spec) { s.Analog.Writing.Sigma = 0.1 }, "arrays: Spec.Analog.Writing.Sigma is 0.1; allowed: 0 with Law exact"},
		{func(s *Spec) { s.Analog.Writing = Writing{UniformError, math.NaN()} },
			"arrays: Spec.Analog.Writing.Sigma is NaN; allowed: 0 to 1"},
		{func(s *Spec) { s.Analog.Drift.After = 1 }, "arrays: Spec.Analog.Drift.Start is 0; allowed: 1e-12 to 1e+12"},
		{func(s *Spec) { s.Analog.Gain, s.Readout = 0.1, ReadIdeal },
			"arrays: Spec.Analog.Gain is 0.1; allowed: above 0, as Analog.Offset, only with Readout adc"},
		{func(s *Spec) { s.Analog.Wires.Sense = -1 },
			"arrays: Spec.Analog.Wires.Sense is -1.000 Ω; allowed: 0 or from 1.000 nΩ to 1.000 PΩ"},
	} {
		spec := DefaultSpec()
		c.change(&spec)
		err := spec.Validate()
		if err == nil || err.Error() != c.want {
			t.Errorf("got  %v\nwant %s", err, c.want)
			continue
		}
		if field := new(SpecError); !errors.As(err, &field) || !strings.Contains(c.want, field.Field) {
			t.Errorf("%v is no SpecError of its field", err)
		}
	}
	if err := DefaultSpec().Validate(); err != nil {
		t.Error("the default is refused: ", err)
	}
}

func TestValidateReportsAllFields(t *testing.T) {
	if n := strings.Count((Spec{}).Validate().Error(), "\n") + 1; n < 6 {
		t.Errorf("the zero Spec has %d errors, want one for each of its fields", n)
	}
}

func TestWrongCallsAreExplained(t *testing.T) {
	spec, ctx := DefaultSpec(), context.Background()
	w := Weights{2, 3, []int32{1, 2, 3, 4, 5, 6}}
	a, err := Program(spec, w)
	if err != nil {
		t.Fatal(err)
	}
	y := make([]float64, 2)
	_, tooLarge := Program(spec, Weights{1, 2, []int32{1, 128}})
	_, noOutputs := Program(spec, Weights{0, 2, nil})
	_, missing := Program(spec, Weights{2, 2, []int32{1}})
	_, _, notFinite := Quantise(1, 2, []float64{0, math.Inf(1)}, 8)
	offset := spec
	offset.Encoding, offset.Flip = Offset, true
	flipped, err := Program(offset, w)
	if err != nil {
		t.Fatal(err)
	}
	_, transposed := flipped.Transposed(spec.Inputs)
	window := Window{Channels: 1, Height: 2, Width: 2, KernelHeight: 1, KernelWidth: 3, Stride: 1}
	for _, c := range []struct {
		err  error
		want string
	}{
		{a.MulVec(ctx, y, []int32{0, 0, 256}), "arrays: input 2 of vector 0 is 256; 8-bit unsigned inputs go from 0 to 255"},
		{a.MulVec(ctx, y, []int32{0, 0}), "arrays: 2 inputs for 1 vectors; the array takes 3 each"},
		{a.MulVec(ctx, y[:1], []int32{0, 0, 0}), "arrays: room for 1 outputs of 1 vectors; the array gives 2 each"},
		{a.Mul(ctx, y, nil, 0), "arrays: a batch of 0 vectors; allowed: 1 or more"},
		{tooLarge, "arrays: the weight of output 0 and input 1 is 128; 8-bit one-sided weights go from -127 to 127"},
		{noOutputs, "arrays: Weights.Outputs is 0; allowed: 1 or more"},
		{missing, "arrays: Weights.Values has 1 numbers; a matrix of 2 outputs and 2 inputs has their product"},
		{notFinite, "arrays: the weight of output 0 and input 1 is +Inf; allowed: finite numbers"},
		{transposed, "arrays: flipped columns cannot be read as rows; allowed: Spec.Flip false"},
		{a.Convolve(ctx, y, []int32{1, 2, 3, 4}, window),
			"arrays: a kernel of 1x3 on an image of 2x2 with 0 zeros around it; allowed: one that fits in"},
	} {
		if c.err == nil || c.err.Error() != c.want {
			t.Errorf("got  %v\nwant %s", c.err, c.want)
		}
	}
}

// The rule's resolution never saturates; one bit less does, at the worst sum, wherever the rule is tight.
func TestLosslessBits(t *testing.T) {
	for _, c := range []struct {
		rows, v, w int
		flip       bool
		want       int
	}{
		{128, 1, 2, false, 9}, {128, 1, 2, true, 8}, // ISAAC's arrays and its 8-bit converter
		{128, 1, 1, false, 8}, {128, 2, 2, false, 11}, {100, 1, 2, false, 9}, {1, 1, 1, true, 1},
	} {
		if got, err := LosslessBits(c.rows, c.v, c.w, c.flip); got != c.want || err != nil {
			t.Errorf("LosslessBits(%d, %d, %d, %v) = %d, %v, want %d", c.rows, c.v, c.w, c.flip, got, err, c.want)
		}
	}
	for rows := 1; rows <= 300; rows++ {
		for v := 1; v <= 8; v++ {
			for w := 1; w <= 8; w++ {
				greatest := rows * (1<<v - 1) * (1<<w - 1)
				full, _ := LosslessBits(rows, v, w, false)
				half, _ := LosslessBits(rows, v, w, true)
				if greatest >= 1<<full || rows*(1<<w-1)/2*(1<<v-1) >= 1<<half {
					t.Fatalf("%d rows, inputs of %d and cells of %d bits: %d and %d bits saturate", rows, v, w, full, half)
				}
			}
		}
	}
	for _, bad := range [][3]int{{0, 1, 1}, {1, 0, 1}, {1, 1, 9}, {MaxSide + 1, 1, 1}} {
		if _, err := LosslessBits(bad[0], bad[1], bad[2], false); err == nil {
			t.Errorf("LosslessBits%v has no error", bad)
		}
	}
}

// Whatever a Spec says, it is refused or it multiplies: it never panics, and never gives a NaN.
func FuzzSpec(f *testing.F) {
	seed := func(change func(*Spec)) {
		spec := DefaultSpec()
		change(&spec)
		text, err := json.Marshal(spec)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	seed(func(*Spec) {})
	seed(func(s *Spec) { s.Readout = ReadSpikes })
	seed(func(s *Spec) { s.Readout, s.Noise = ReadIdeal, Noise{Uniform, 1} })
	seed(func(s *Spec) { s.Encoding, s.Flip, s.OnOff = Offset, true, 1.0001 })
	seed(func(s *Spec) { s.ADC = ADC{Bits: 4, Range: Calibrated, Low: -1e12, High: 1e12} })
	seed(func(s *Spec) { s.Noise, s.Faults = Noise{Uniform, 1}, Faults{0.5, 0.5} })
	seed(func(s *Spec) { s.Analog.Writing, s.Analog.Wires.Sense = Writing{RRAMMiloError, 0}, 1 })
	seed(func(s *Spec) { s.Analog.Drift, s.Analog.Gain = Drift{1, 1, 1, 1}, 1 })
	seed(func(s *Spec) { s.Copies, s.Analog.Gain, s.Analog.LinesPerADC = 3, 0.1, 2 })
	seed(func(s *Spec) { s.Analog.Curve, s.Analog.Wires.Sense = Curve{0.1, 0.5}, 100 })
	f.Add([]byte(`{}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		spec := DefaultSpec()
		if json.Unmarshal(text, &spec) != nil {
			return
		}
		w := Weights{2, 5, make([]int32, 10)}
		low, high := int32(0), int32(0)
		valid := spec.Validate() == nil
		if valid {
			low, high = spec.WeightRange()
		}
		copy(w.Values, []int32{low, high, 0, low, high, high, 1, -1, low, low})
		a, err := Program(spec, w)
		if (err == nil) != valid {
			t.Fatalf("Validate accepts: %v, but Program says %v", valid, err)
		}
		if err != nil {
			return
		}
		low, high = spec.Inputs.Range()
		y := make([]float64, 4)
		if err := a.Mul(context.Background(), y, []int32{low, high, low, high, high, 0, 0, 1, high, low}, 2); err != nil {
			if spec.Analog.Curve.Scale != 0 && strings.Contains(err.Error(), "cells that are not ohmic, vector ") {
				return // extreme wires keep the solution from converging, which is said
			}
			t.Fatal(err)
		}
		for _, v := range y {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				t.Fatalf("%+v gives %v", spec, y)
			}
		}
	})
}
