package validation

import (
	"math"
	"strings"
	"testing"

	"regan/accel/arrays"
	"regan/accel/hw"
	"regan/accel/macros"
)

// What cannot be is an error that names field, value and what is allowed, and never a silent NaN.
func TestBadInput(t *testing.T) {
	program := func(change func(*arrays.Spec, *arrays.Weights)) error {
		s, w := arrays.DefaultSpec(), arrays.Weights{Outputs: 1, Inputs: 2, Values: []int32{1, 2}}
		change(&s, &w)
		_, err := arrays.Program(s, w)
		return err
	}
	_, _, nan := arrays.Quantise(1, 2, []float64{1, math.NaN()}, 8)
	_, noBits := macros.DefaultSpec().Multiply(nil, nil)
	withBits := func(bits int) error {
		s := macros.DefaultSpec()
		s.Array.ADC.Bits = bits
		return s.Validate()
	}
	_, isaac := hw.ISAACADC{}.Cost()
	for _, c := range []struct {
		name string
		err  error
		want []string // field, value, what is allowed
	}{
		{"a weight that is NaN", nan, []string{"weight of output 0 and input 1", "NaN", "allowed: finite numbers"}},
		{"no rows", program(func(s *arrays.Spec, _ *arrays.Weights) { s.Rows = 0 }), []string{"Spec.Rows", "is 0", "allowed: 1 to 8192"}},
		{"no inputs", program(func(_ *arrays.Spec, w *arrays.Weights) { w.Inputs, w.Values = 0, nil }),
			[]string{"Weights.Inputs", "is 0", "allowed: 1 or more"}},
		{"a converter of 0 bits, in a macro", withBits(0), []string{"Spec.ADC.Bits", "is 0", "allowed: 2 to 24"}},
		{"a converter of 0 bits, in an array", program(func(s *arrays.Spec, _ *arrays.Weights) { s.ADC.Bits = 0 }),
			[]string{"Spec.ADC.Bits", "is 0", "allowed: 2 to 24"}},
		{"a converter of 0 bits", isaac, []string{"ISAACADC with Bits 0", "4 to 10"}},
		{"a converter of -1 bits", program(func(s *arrays.Spec, _ *arrays.Weights) { s.ADC.Bits = -1 }),
			[]string{"Spec.ADC.Bits", "is -1", "allowed: 2 to 24"}},
		{"an empty range", program(func(s *arrays.Spec, _ *arrays.Weights) { s.ADC = arrays.ADC{Bits: 8, Range: arrays.Calibrated} }),
			[]string{"Spec.ADC.High", "is 0", "allowed: above ADC.Low, which is 0"}},
		{"a range from NaN", program(func(s *arrays.Spec, _ *arrays.Weights) {
			s.ADC = arrays.ADC{Bits: 8, Range: arrays.Calibrated, Low: math.NaN(), High: 1}
		}), []string{"Spec.ADC.High", "is 1", "allowed: above ADC.Low, which is NaN"}},
		{"a weight that does not fit", program(func(_ *arrays.Spec, w *arrays.Weights) { w.Values[1] = -128 }),
			[]string{"weight of output 0 and input 1", "is -128", "8-bit one-sided weights go from -127 to 127"}},
		{"more weights than a matrix has", program(func(_ *arrays.Spec, w *arrays.Weights) { w.Values = append(w.Values, 3) }),
			[]string{"Weights.Values", "has 3 numbers", "1 outputs and 2 inputs"}},
		{"a weight wider than an array", program(func(s *arrays.Spec, _ *arrays.Weights) { s.Cols = 4 }),
			[]string{"Spec.Cols", "is 4", "allowed: at least 8"}},
		{"no histogram", noBits, []string{"histogram of inputs", "sum to 0", "allowed: 1"}},
	} {
		if c.err == nil {
			t.Errorf("%s is taken", c.name)
			continue
		}
		for _, want := range c.want {
			if !strings.Contains(c.err.Error(), want) {
				t.Errorf("%s: %q does not say %q", c.name, c.err, want)
			}
		}
	}
}
