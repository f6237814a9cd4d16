package arrays

import (
	"fmt"
	"math"
)

// Weights is a matrix of integers: Outputs rows of Inputs numbers each, row by row, so that y[o] is the sum over i of
// Values[o*Inputs+i] * x[i].
type Weights struct {
	Outputs, Inputs int
	Values          []int32
}

func (w Weights) validate(s Spec) error {
	switch {
	case w.Outputs < 1:
		return fmt.Errorf("arrays: Weights.Outputs is %d; allowed: 1 or more", w.Outputs)
	case w.Inputs < 1:
		return fmt.Errorf("arrays: Weights.Inputs is %d; allowed: 1 or more", w.Inputs)
	case w.Outputs > math.MaxInt/w.Inputs || len(w.Values) != w.Outputs*w.Inputs:
		return fmt.Errorf("arrays: Weights.Values has %d numbers; a matrix of %d outputs and %d inputs has their product",
			len(w.Values), w.Outputs, w.Inputs)
	}
	lowest, highest := s.WeightRange()
	for i, v := range w.Values {
		if v < lowest || v > highest {
			return fmt.Errorf("arrays: the weight of output %d and input %d is %d; %d-bit %s weights go from %d to %d",
				i/w.Inputs, i%w.Inputs, v, s.WeightBits, s.Encoding, lowest, highest)
		}
	}
	return nil
}

// Quantise returns the matrix of the given floats (outputs rows of inputs numbers) as integers of so many bits with their
// sign, and the step: value = integer * step within half a step. The largest magnitude becomes 2^(bits-1)-1; zeros alone
// have step 1. A number that is NaN or infinite is an error.
func Quantise(outputs, inputs int, values []float64, bits int) (Weights, float64, error) {
	if bits < 2 || bits > 16 {
		return Weights{}, 0, fmt.Errorf("arrays: weights of %d bits; allowed: 2 to 16", bits)
	}
	if outputs < 1 || inputs < 1 || outputs > math.MaxInt/inputs || len(values) != outputs*inputs {
		return Weights{}, 0, fmt.Errorf("arrays: %d floats for a matrix of %d outputs and %d inputs; allowed: their product, above 0",
			len(values), outputs, inputs)
	}
	largest := 0.0
	for i, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return Weights{}, 0, fmt.Errorf("arrays: the weight of output %d and input %d is %v; allowed: finite numbers",
				i/inputs, i%inputs, v)
		}
		largest = max(largest, math.Abs(v))
	}
	integers, step := quantised(values, largest, int32(1)<<(bits-1)-1)
	return Weights{Outputs: outputs, Inputs: inputs, Values: integers}, step, nil
}

// Quantise returns floats as inputs, and the step: value = integer * step within half a step. The largest magnitude becomes
// the highest input; zeros alone have step 1. A number that is NaN or infinite, or below 0 where inputs are not signed, is an
// error. A result of MulVec times this step and that of the weights is the product of the floats.
func (in Inputs) Quantise(values []float64) ([]int32, float64, error) {
	if in.Bits < 1 || in.Bits > 16 || in.Signed && in.Bits < 2 {
		return nil, 0, fmt.Errorf("arrays: Inputs.Bits is %d; allowed: 1 to 16, from 2 on with signed inputs", in.Bits)
	}
	largest := 0.0
	for i, v := range values {
		switch {
		case math.IsNaN(v) || math.IsInf(v, 0):
			return nil, 0, fmt.Errorf("arrays: input %d is %v; allowed: finite numbers", i, v)
		case v < 0 && !in.Signed:
			return nil, 0, fmt.Errorf("arrays: input %d is %v; allowed: from 0 on, as Inputs.Signed is false", i, v)
		}
		largest = max(largest, math.Abs(v))
	}
	_, highest := in.Range()
	integers, step := quantised(values, largest, highest)
	return integers, step, nil
}

// quantised returns values as integers of which the largest stands for the largest magnitude.
func quantised(values []float64, largest float64, highest int32) ([]int32, float64) {
	integers, top := make([]int32, len(values)), float64(highest)
	if largest == 0 {
		return integers, 1
	}
	for i, v := range values {
		integers[i] = int32(math.Round(v / largest * top))
	}
	return integers, largest / top
}
