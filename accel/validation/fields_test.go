package validation

import (
	"context"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"regan/accel/arrays"
	"regan/accel/hw"
	"regan/accel/macros"
	"regan/accel/units"
	"regan/accel/wires"
)

// Every numeric field of every specification, set to numbers that make no sense or hardly any, is either refused by an error
// that names it and says what is right, or what follows is finite and not below 0.
func TestEveryFieldIsRefusedOrMeansSomething(t *testing.T) {
	all := macros.Uniform(0, 255)
	layer := macros.Uniform(-127, 127)
	for _, c := range []struct {
		good any                               // the struct
		use  func(any) (any, []float64, error) // of a changed one
	}{
		{hw.NVSimCell(), func(x any) (any, []float64, error) {
			c := x.(hw.Cell)
			return c, []float64{float64(c.Area()), float64(c.PulseEnergy()), float64(c.ReadEnergy(0.1, c.On.Conductance())), c.OnOff()}, c.Validate()
		}},
		{hw.SurveyADC{Bits: 8, Rate: 1e9, Node: 32 * units.Nanometre}, useADC},
		{hw.ISAACADC{Bits: 8}, useADC},
		{hw.ZigZagADC{Bits: 8, Rows: 128, Supply: 0.9}, useADC},
		{hw.SARADC{Bits: 8, Column: 1000, PerBit: 1e-6, Base: 1e-6, Driven: 0.01, Decay: 2, InverterN: 1e-13, InverterP: 1e-13}, useADC},
		{hw.ZigZagDAC{Bits: 2, Supply: 0.9}, func(x any) (any, []float64, error) {
			e, err := x.(hw.ZigZagDAC).Energy()
			return x, []float64{float64(e)}, err
		}},
		{hw.Scaling{From: 32 * units.Nanometre, To: 65 * units.Nanometre, Supply: 0.9}, func(x any) (any, []float64, error) {
			e, err := x.(hw.Scaling).Energy(1)
			a, _ := x.(hw.Scaling).Area(1)
			return x, []float64{float64(e), float64(a)}, err
		}},
		{hw.NeuRRAM{InputBits: 4, ResultBits: 6}, func(x any) (any, []float64, error) {
			rate, err := x.(hw.NeuRRAM).Rate()
			efficiency, _ := x.(hw.NeuRRAM).Efficiency()
			return x, []float64{float64(rate), efficiency}, err
		}},
		{hw.Chip{Name: "chip", Arrays: 10, Crossbar: hw.Crossbar{Rows: 128, Cols: 128, Device: hw.PipeLayerDevice(), ValueBits: 16,
			Pairs: true, Granularity: hw.PerRow, SpikeActivity: 1, Area: 1e-9}}, func(x any) (any, []float64, error) {
			c := x.(hw.Chip)
			if err := c.Validate(); err != nil {
				return c, nil, err
			}
			b := c.Crossbar
			return c, []float64{float64(c.Area()), float64(c.Capacity()), float64(b.MVMTime()), float64(b.ReadEnergy()), float64(b.WriteEnergy()),
				float64(b.RewriteTime()), float64(b.PeakRate())}, nil
		}},
		{macros.DefaultSpec(), func(x any) (any, []float64, error) {
			s := x.(macros.Spec)
			b, err := s.Multiply(all, layer)
			if err != nil {
				return s, nil, err
			}
			w, err := s.Write(0.5)
			if err != nil {
				return s, nil, err
			}
			life, err := s.Lifetime(1)
			if err != nil {
				return s, nil, err
			}
			if _, err = s.Explain(b); err != nil {
				return s, nil, err
			}
			return s, []float64{float64(b.Energy()), float64(b.Time), float64(b.Interval), float64(b.Area()), b.Efficiency(), float64(b.Rate()),
				float64(w.Energy()), float64(w.Time), float64(life)}, nil
		}},
		{arrays.DefaultSpec(), func(x any) (any, []float64, error) {
			s := x.(arrays.Spec)
			if err := s.Validate(); err != nil {
				return s, nil, err
			}
			a, err := arrays.Program(s, arrays.Weights{Outputs: 1, Inputs: 3, Values: []int32{1, 1, 1}})
			if err != nil {
				return s, nil, err
			}
			y := make([]float64, 1)
			err = a.MulVec(context.Background(), y, []int32{0, 1, 1})
			return s, []float64{math.Abs(y[0])}, err
		}},
		{arrays.Window{Channels: 1, Height: 5, Width: 5, KernelHeight: 3, KernelWidth: 3, Stride: 1}, func(x any) (any, []float64, error) {
			h, w, err := x.(arrays.Window).Size()
			return x, []float64{float64(h), float64(w)}, err
		}},
		{arrays.DefaultPulsedSpec(), func(x any) (any, []float64, error) {
			s := x.(arrays.PulsedSpec)
			p, err := arrays.NewPulsed(s, 1, 1, []float64{0.1})
			if err != nil {
				return s, nil, err
			}
			err = p.Update(context.Background(), 0.1, []float64{1}, []float64{1}, 1, nil)
			return s, []float64{math.Abs(p.Weights()[0])}, err
		}},
		{wires.Array{Rows: 2, Cols: 2, Cells: []units.Conductance{1e-6, 1e-6, 1e-6, 1e-6}, Lines: wires.Lines{WordSegment: 1, BitSegment: 1,
			Driver: 1, Sense: 1}}, func(x any) (any, []float64, error) {
			e, err := x.(wires.Array).Effective(context.Background(), nil)
			if err != nil {
				return x, nil, err
			}
			return x, []float64{float64(e.Conductance[0])}, nil
		}},
	} {
		if _, numbers, err := c.use(c.good); err != nil || !finite(numbers) {
			t.Fatalf("%T: %v, %v", c.good, numbers, err)
		}
		for _, f := range fields(reflect.TypeOf(c.good), nil, "") {
			for _, bad := range f.bad {
				changed := reflect.New(reflect.TypeOf(c.good)).Elem()
				changed.Set(reflect.ValueOf(c.good))
				field := changed.FieldByIndex(f.index)
				field.Set(reflect.ValueOf(bad).Convert(field.Type()))
				what := fmt.Sprintf("%T with %s %v", c.good, f.name, bad)
				_, numbers, err := c.use(changed.Interface())
				switch {
				case err == nil && !finite(numbers):
					t.Errorf("%s is taken, and gives %v", what, numbers)
				case err != nil && !names(err.Error(), f.name):
					t.Errorf("%s: the error does not name it: %v", what, err)
				}
			}
		}
	}
}

func useADC(x any) (any, []float64, error) {
	c, err := x.(hw.ADC).Cost()
	return x, []float64{float64(c.Energy), float64(c.Area), float64(c.Time)}, err
}

func finite(numbers []float64) bool {
	for _, x := range numbers {
		if !(x >= 0) || math.IsInf(x, 0) {
			return false
		}
	}
	return true
}

// names tells whether a text has the name of a field, which is the last of those in its path, or the name of what it is part
// of: a time after which cells have drifted is refused by that from which they drift.
func names(text, path string) bool {
	parts := strings.Split(path, ".")
	for _, name := range parts[max(0, len(parts)-2):] {
		if strings.Contains(text, name) {
			return true
		}
	}
	return false
}

type field struct {
	name  string
	index []int
	bad   []any
}

// fields returns all numeric fields of a struct, also in those within it.
func fields(s reflect.Type, index []int, prefix string) []field {
	var all []field
	for i := range s.NumField() {
		f := s.Field(i)
		at := append(append([]int(nil), index...), i)
		switch f.Type.Kind() {
		case reflect.Struct:
			all = append(all, fields(f.Type, at, prefix+f.Name+".")...)
		case reflect.Float64:
			all = append(all, field{prefix + f.Name, at, []any{math.NaN(), math.Inf(1), math.Inf(-1), -1.0, 0.0, 1e300, 1e-300, -1e-300}})
		case reflect.Int:
			all = append(all, field{prefix + f.Name, at, []any{math.MinInt, -1, 0, math.MaxInt32, math.MaxInt}})
		case reflect.String:
			if f.Name != "Name" && f.Name != "Source" {
				all = append(all, field{prefix + f.Name, at, []any{"", "no such thing"}})
			}
		}
	}
	return all
}
