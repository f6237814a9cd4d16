package arrays_test

import (
	"context"
	"fmt"

	"regan/accel/arrays"
)

// A matrix of two outputs and three inputs, on one array.
func Example() {
	weights := arrays.Weights{Outputs: 2, Inputs: 3, Values: []int32{1, -2, 3, 40, 50, -127}}
	array, err := arrays.Program(arrays.DefaultSpec(), weights)
	if err != nil {
		fmt.Println(err)
		return
	}
	y := make([]float64, 2)
	if err := array.MulVec(context.Background(), y, []int32{10, 20, 255}); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(array)
	fmt.Println(y)
	// Output:
	// 2 outputs, 3 inputs in 1 arrays of 128x128
	// [735 -30985]
}

// A converter of too few bits saturates: 128 rows of weight 127 and input 255 are far beyond the sums that it tells apart.
func ExampleADC() {
	weights := arrays.Weights{Outputs: 1, Inputs: 128, Values: make([]int32, 128)}
	inputs := make([]int32, 128)
	for i := range inputs {
		weights.Values[i], inputs[i] = 127, 255
	}
	for _, bits := range []int{10, 9, 8, 7} {
		spec := arrays.DefaultSpec()
		spec.ADC.Bits = bits
		array, err := arrays.Program(spec, weights)
		if err != nil {
			fmt.Println(err)
			return
		}
		y := make([]float64, 1)
		if err := array.MulVec(context.Background(), y, inputs); err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(bits, y[0])
	}
	// Output:
	// 10 4.14528e+06
	// 9 3.454485e+06
	// 8 2.752725e+06
	// 7 1.365525e+06
}

// Cells are written 2 % wrong. A converter with a code for each level rounds so small errors away; without one they show.
func ExampleReadout() {
	weights := arrays.Weights{Outputs: 1, Inputs: 3, Values: []int32{40, 50, -127}}
	for _, readout := range []arrays.Readout{arrays.ReadADC, arrays.ReadIdeal} {
		spec := arrays.DefaultSpec()
		spec.Readout = readout
		spec.Analog.Writing = arrays.Writing{Law: arrays.UniformError, Sigma: 0.02}
		array, err := arrays.Program(spec, weights)
		if err != nil {
			fmt.Println(err)
			return
		}
		y := make([]float64, 1)
		if err := array.MulVec(context.Background(), y, []int32{10, 20, 255}); err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%s: %.0f\n", readout, y[0])
	}
	// Output:
	// adc: -30985
	// ideal: -29430
}

func ExampleSpec_Validate() {
	spec := arrays.DefaultSpec()
	spec.CellBits = 12
	spec.ADC.Range = "wide"
	fmt.Println(spec.Validate())
	// Output:
	// arrays: Spec.CellBits is 12; allowed: 1 to 8
	// arrays: Spec.ADC.Range is wide; allowed: granular, full, maximum, calibrated, granular-crosssim
}

// ISAAC's arrays of 128 rows and 2-bit cells need 9 bits, and 8 with flipped columns.
func ExampleLosslessBits() {
	plain, _ := arrays.LosslessBits(128, 1, 2, false)
	flipped, _ := arrays.LosslessBits(128, 1, 2, true)
	fmt.Println(plain, flipped)
	// Output: 9 8
}
