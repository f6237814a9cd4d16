package arrays_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"

	"regan/accel/arrays"
	"regan/accel/units"
	"regan/accel/wires"
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

// How many bits a converter needs where wires take part of the voltage: beyond 8 they buy little, as no converter
// finds again what is lost in the wires.
func Example_wires() {
	random := rand.New(rand.NewPCG(1, 2))
	const outputs, inputs = 16, 128
	matrix, vector := make([]float64, outputs*inputs), make([]float64, inputs)
	for i := range matrix {
		matrix[i] = random.NormFloat64()
	}
	for i := range vector {
		vector[i] = random.Float64()
	}
	spec := arrays.DefaultSpec()
	spec.Analog.High = (100 * units.Kiloohm).Conductance()
	spec.Analog.Wires = wires.Lines{WordSegment: 1 * units.Ohm, BitSegment: 1 * units.Ohm}
	weights, weightStep, err := arrays.Quantise(outputs, inputs, matrix, spec.WeightBits)
	if err != nil {
		fmt.Println(err)
		return
	}
	x, inputStep, err := spec.Inputs.Quantise(vector)
	if err != nil {
		fmt.Println(err)
		return
	}
	for bits := 4; bits <= 10; bits += 2 {
		spec.ADC = arrays.ADC{Bits: bits, Range: arrays.Calibrated, Low: -60, High: 60}
		array, err := arrays.Program(spec, weights)
		if err != nil {
			fmt.Println(err)
			return
		}
		y := make([]float64, outputs)
		if err := array.MulVec(context.Background(), y, x); err != nil {
			fmt.Println(err)
			return
		}
		wrong, all := 0.0, 0.0
		for o := range outputs {
			exact := 0.0
			for i, v := range vector {
				exact += matrix[o*inputs+i] * v
			}
			wrong += math.Pow(y[o]*weightStep*inputStep-exact, 2)
			all += exact * exact
		}
		fmt.Printf("%d bits: %.1f %%\n", bits, 100*math.Sqrt(wrong/all))
	}
	// Output:
	// 4 bits: 43.5 %
	// 6 bits: 20.0 %
	// 8 bits: 3.1 %
	// 10 bits: 2.8 %
}

// A small network learns one pattern by pulses; the most written cell decides how long it can go on.
func ExamplePulsed() {
	ctx := context.Background()
	spec := arrays.DefaultPulsedSpec()
	layer, err := arrays.NewPulsed(spec, 2, 3, make([]float64, 6))
	if err != nil {
		fmt.Println(err)
		return
	}
	input, target := []float64{1, 0.5, -1}, []float64{0.4, -0.2}
	y, wrong := make([]float64, 2), make([]float64, 2)
	const steps = 100
	for range steps {
		if err := layer.Mul(ctx, y, input, 1); err != nil {
			fmt.Println(err)
			return
		}
		for o := range wrong {
			wrong[o] = target[o] - y[o]
		}
		if err := layer.Update(ctx, 0.1, wrong, input, 1, nil); err != nil {
			fmt.Println(err)
			return
		}
	}
	fmt.Printf("after %d steps: %.2f\n", steps, y)
	_, _, most := layer.Wear().Most()
	fmt.Printf("most pulses of a cell: %d, mean %.0f\n", most, layer.Wear().Mean())
	life, err := layer.Wear().Lifetime(1e9, steps*units.Millisecond)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("at a step a millisecond, cells of 10⁹ pulses last %.0f days\n", float64(life)/86400)
	// Output:
	// after 100 steps: [0.40 -0.20]
	// most pulses of a cell: 189, mean 119
	// at a step a millisecond, cells of 10⁹ pulses last 6 days
}
