package validation

import (
	"context"
	"encoding/json"
	"math"
	"os"
	"testing"

	"regan/accel/arrays"
	"regan/accel/devices"
)

func read(t *testing.T, path string, into any) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, into); err != nil {
		t.Fatal(err)
	}
}

// CrossSim's products come out the same whether levels are whole numbers or conductances that happen to be exact.
func TestCrossSim(t *testing.T) {
	exact := arrays.DefaultSpec()
	spec := func(rows, bits int, r arrays.Range) arrays.Spec {
		s := exact
		if s.Rows = rows; bits == 0 {
			s.Readout = arrays.ReadIdeal
			return s
		}
		s.ADC = arrays.ADC{Bits: bits, Range: r}
		return s
	}
	offset := spec(128, 0, "")
	offset.Encoding = arrays.Offset
	onoff := []arrays.Spec{spec(128, 0, ""), offset, spec(128, 8, arrays.CrossSimGranular)}
	for _, file := range []struct {
		name  string
		specs []arrays.Spec
	}{
		{"crosssim_bitsliced.json", []arrays.Spec{
			spec(128, 0, ""), spec(16, 0, ""), spec(128, 8, arrays.CrossSimGranular), spec(128, 5, arrays.CrossSimGranular),
			spec(16, 5, arrays.CrossSimGranular), spec(128, 6, arrays.Maximum),
		}},
		{"crosssim_finite_onoff.json", append(append(append([]arrays.Spec{}, onoff...), onoff...), onoff...)},
	} {
		var golden struct {
			Inputs struct {
				W [][]int32 `json:"W_int"` // [output][input], a weight step being 1/127
				X [][]int32 `json:"X_int"` // [input][vector], an input step being 1/255
			}
			Cases []struct {
				Name      string
				Config    struct{ Rmin, Rmax float64 }
				Expected  [][]float64 `json:"expected_Y"`
				Tolerance float64     `json:"tolerance_abs"`
			}
		}
		read(t, "../arrays/testdata/"+file.name, &golden)
		if len(golden.Cases) != len(file.specs) {
			t.Fatalf("%s has %d cases, want %d", file.name, len(golden.Cases), len(file.specs))
		}
		w := arrays.Weights{Outputs: len(golden.Inputs.W), Inputs: len(golden.Inputs.X)}
		for _, row := range golden.Inputs.W {
			w.Values = append(w.Values, row...)
		}
		for i, c := range golden.Cases {
			for _, floats := range []bool{false, true} {
				s := file.specs[i]
				if c.Config.Rmin != 0 {
					s.OnOff = c.Config.Rmax / c.Config.Rmin
				}
				// A conductance is rounded, so that sums which lie just between two codes of a maximum range may go either way.
				if floats {
					if s.ADC.Range == arrays.Maximum {
						continue
					}
					s.Analog.Writing = arrays.Writing{Law: arrays.UniformError}
				}
				a, err := arrays.Program(s, w)
				if err != nil {
					t.Fatal(err)
				}
				y, x := make([]float64, w.Outputs), make([]int32, w.Inputs)
				for v := range golden.Inputs.X[0] {
					for k := range x {
						x[k] = golden.Inputs.X[k][v]
					}
					if err := a.MulVec(context.Background(), y, x); err != nil {
						t.Fatal(err)
					}
					for o := range y {
						if got, want := y[o]/127/255, c.Expected[o][v]; !(math.Abs(got-want) <= c.Tolerance) {
							t.Errorf("%s, in floats %v: output %d of vector %d is %.12g, want %.12g", c.Name, floats, o, v, got, want)
						}
					}
				}
			}
		}
	}
}

// AIHWKIT's cells after 150 pulses up and 300 down, each the update of a matrix of one weight by an outer product of two
// numbers.
func TestPulses(t *testing.T) {
	var golden struct {
		Devices map[string]struct {
			After []float64 `json:"w_after_pulses"`
			Index []int     `json:"pulse_index"`
		}
		Tolerance float64 `json:"tolerance_abs"`
	}
	read(t, "testdata/pulse_response.json", &golden)
	bounds := devices.Bounds{Step: 0.01, Least: -1, Most: 1}
	for name, law := range map[string]devices.Law{
		"ConstantStep": devices.ConstantStep(bounds),
		"SoftBounds":   devices.SoftBounds(bounds),
		"ExpStep":      devices.DefaultExpStep(bounds),
	} {
		want := golden.Devices[name]
		if len(want.After) < 40 || len(want.After) != len(want.Index) {
			t.Fatalf("%s has %d weights for %d pulses", name, len(want.After), len(want.Index))
		}
		p, err := arrays.NewPulsed(arrays.PulsedSpec{Law: law, Step: 0.01, MaxPulses: 1}, 1, 1, []float64{0})
		if err != nil {
			t.Fatal(err)
		}
		pulses := 0
		for i, index := range want.Index {
			for ; pulses < index; pulses++ {
				direction := 1.0
				if pulses >= 150 {
					direction = -1
				}
				if err := p.Update(context.Background(), 0.01, []float64{direction}, []float64{1}, 1, nil); err != nil {
					t.Fatal(err)
				}
			}
			if got := p.Weights()[0]; !(math.Abs(got-want.After[i]) <= golden.Tolerance) {
				t.Errorf("%s: %v after %d pulses, want %v", name, got, index, want.After[i])
			}
		}
		if _, _, writes := p.Wear().Most(); writes != 450 {
			t.Errorf("%s: %d pulses were counted, want 450", name, writes)
		}
	}
}

type image [][][]int32 // [channel][row][column]

func (m image) flat() []int32 {
	var flat []int32
	for _, channel := range m {
		for _, row := range channel {
			flat = append(flat, row...)
		}
	}
	return flat
}

// The three products of a transposed convolution on crossbars are PyTorch's, whole number by whole number. The weights lie
// in the array as [cin][cout, row, column]: the gradient of the input is a convolution by that matrix, the output comes from
// its transpose, and the gradient of the weights is a sum of outer products.
func TestTransposedConvolution(t *testing.T) {
	var golden struct {
		Cases []struct {
			Cin, Cout, Kernel, Stride, Padding int
			X                                  image
			W                                  [][][][]int32 `json:"W_cin_cout_kh_kw"`
			Y                                  image         `json:"expected_y"`
			DY                                 image         `json:"dy"`
			DX                                 image         `json:"expected_dx"`
			DW                                 []image       `json:"expected_dW"`
		}
	}
	read(t, "testdata/transposed_convolution.json", &golden)
	if len(golden.Cases) != 3 {
		t.Fatalf("%d cases, want 3", len(golden.Cases))
	}
	ctx := context.Background()
	for _, c := range golden.Cases {
		height, width := len(c.X[0]), len(c.X[0][0])
		wide := c.Cout * c.Kernel * c.Kernel
		w := arrays.Weights{Outputs: c.Cin, Inputs: wide}
		for _, of := range c.W {
			w.Values = append(w.Values, image(of).flat()...)
		}
		s := arrays.DefaultSpec()
		s.ADC.Bits, s.Inputs = 10, arrays.Inputs{Bits: 8, SliceBits: 1, Signed: true} // wide enough never to saturate
		a, err := arrays.Program(s, w)
		if err != nil {
			t.Fatal(err)
		}

		window := arrays.Window{Channels: c.Cout, Height: len(c.DY[0]), Width: len(c.DY[0][0]), KernelHeight: c.Kernel, KernelWidth: c.Kernel,
			Stride: c.Stride, Padding: c.Padding}
		dx := make([]float64, c.Cin*height*width)
		if err := a.Convolve(ctx, dx, c.DY.flat(), window); err != nil {
			t.Fatal(err)
		}
		sameIntegers(t, "gradient of the input", dx, c.DX.flat(), 1)

		// One vector for each pixel of the input, whose product is spread over the window of the output around it.
		back, err := a.Transposed(s.Inputs)
		if err != nil {
			t.Fatal(err)
		}
		pixels := height * width
		x, spread := make([]int32, pixels*c.Cin), make([]float64, pixels*wide)
		for ci := range c.Cin {
			for p := range pixels {
				x[p*c.Cin+ci] = c.X[ci][p/width][p%width]
			}
		}
		if err := back.Mul(ctx, spread, x, pixels); err != nil {
			t.Fatal(err)
		}
		y := make([]float64, c.Cout*window.Height*window.Width)
		windows := make([]float64, len(spread)) // of the output's gradient, for each pixel
		for p := range pixels {
			for i := range wide {
				co, row, column := i/c.Kernel/c.Kernel, i/c.Kernel%c.Kernel, i%c.Kernel
				row, column = p/width*c.Stride-c.Padding+row, p%width*c.Stride-c.Padding+column
				if row >= 0 && row < window.Height && column >= 0 && column < window.Width {
					y[(co*window.Height+row)*window.Width+column] += spread[p*wide+i]
					windows[p*wide+i] = float64(c.DY[co][row][column])
				}
			}
		}
		sameIntegers(t, "output", y, c.Y.flat(), 1)

		const step = 1.0 / 1024
		law := devices.ConstantStep(devices.Bounds{Step: step, Least: -1, Most: 1})
		p, err := arrays.NewPulsed(arrays.PulsedSpec{Law: law, Step: step, MaxPulses: 1000}, c.Cin, wide, make([]float64, c.Cin*wide))
		if err != nil {
			t.Fatal(err)
		}
		errors := make([]float64, len(x))
		for i := range x {
			errors[i] = float64(x[i])
		}
		if err := p.Update(ctx, step, errors, windows, pixels, nil); err != nil {
			t.Fatal(err)
		}
		var dw []int32
		for _, of := range c.DW {
			dw = append(dw, of.flat()...)
		}
		sameIntegers(t, "gradient of the weights", p.Weights(), dw, step)
	}
}

func sameIntegers(t *testing.T, what string, got []float64, want []int32, unit float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d numbers, want %d", what, len(got), len(want))
	}
	for i := range want {
		if got[i] != unit*float64(want[i]) {
			t.Fatalf("%s: number %d is %v, want %v", what, i, got[i]/unit, want[i])
		}
	}
}
