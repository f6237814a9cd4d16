package arrays_test

import (
	"context"
	"errors"
	"math"
	"runtime"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"regan/accel/arrays"
	"regan/accel/devices"
)

func newPulsed(t interface{ Fatal(...any) }, s arrays.PulsedSpec, outputs, inputs int) *arrays.Pulsed {
	p, err := arrays.NewPulsed(s, outputs, inputs, make([]float64, outputs*inputs))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// With constant steps, no variation and whole numbers of pulses, the update is the outer product itself.
func TestUpdateIsTheOuterProduct(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		outputs, inputs, batch := rapid.IntRange(1, 9).Draw(t, "outputs"), rapid.IntRange(1, 9).Draw(t, "inputs"), rapid.IntRange(1, 4).Draw(t, "batch")
		small := rapid.SliceOfN(rapid.IntRange(-3, 3), batch*(outputs+inputs), batch*(outputs+inputs)).Draw(t, "numbers")
		var d, x []float64
		for i, n := range small {
			if i < batch*outputs {
				d = append(d, float64(n))
			} else {
				x = append(x, float64(n))
			}
		}
		const step = 1.0 / 1024 // exact in binary
		s := arrays.PulsedSpec{Law: devices.ConstantStep(devices.Bounds{Step: step, Least: -1, Most: 1}), Step: step, MaxPulses: 9,
			Stochastic: rapid.Bool().Draw(t, "stochastic")}
		p := newPulsed(t, s, outputs, inputs)
		if err := p.Update(context.Background(), step, d, x, batch, nil); err != nil {
			t.Fatal(err)
		}
		pulses := 0.0
		for o := range outputs {
			for i := range inputs {
				want := 0.0
				for v := range batch {
					want += step * d[v*outputs+o] * x[v*inputs+i]
					pulses += math.Abs(d[v*outputs+o] * x[v*inputs+i])
				}
				if got := p.Weights()[o*inputs+i]; got != want {
					t.Fatalf("weight %d, %d is %v, want %v", o, i, got, want)
				}
			}
		}
		if got := p.Wear().Mean() * float64(outputs*inputs); math.Abs(got-pulses) > 1e-9 {
			t.Fatalf("%v pulses were counted, want %v", got, pulses)
		}
	})
}

// Stochastic rounding is right on average: 0.3 pulses of 10,000 cells are 3,000 within five standard deviations.
func TestStochasticUpdateIsUnbiased(t *testing.T) {
	s := arrays.DefaultPulsedSpec()
	s.Law, s.Seed = devices.ConstantStep(devices.Bounds{Step: 0.001, Least: -1, Most: 1}), 4
	s.Variation = 0
	p := newPulsed(t, s, 100, 100)
	ones := make([]float64, 100)
	for i := range ones {
		ones[i] = 1
	}
	if err := p.Update(context.Background(), 0.0003, ones, ones, 1, nil); err != nil {
		t.Fatal(err)
	}
	if got := p.Wear().Mean() * 10_000; math.Abs(got-3000) > 5*math.Sqrt(10_000*0.3*0.7) {
		t.Errorf("%v pulses, want about 3000", got)
	}
}

// A pulse varies from cycle to cycle by its share.
func TestUpdateVaries(t *testing.T) {
	s := arrays.DefaultPulsedSpec()
	s.Law, s.Seed = devices.ConstantStep(devices.Bounds{Step: 0.001, Least: -1, Most: 1}), 4
	p := newPulsed(t, s, 100, 100)
	ones := make([]float64, 100)
	for i := range ones {
		ones[i] = 1
	}
	if err := p.Update(context.Background(), 0.001, ones, ones, 1, nil); err != nil {
		t.Fatal(err)
	}
	mean, variance := 0.0, 0.0
	for _, w := range p.Weights() {
		mean += w / 10_000
		variance += (w - 0.001) * (w - 0.001) / 10_000
	}
	// Five standard errors of mean and variance of 10,000 normal numbers.
	if math.Abs(mean-0.001) > 5*0.0003/100 || math.Abs(variance/9e-8-1) > 5*math.Sqrt(2.0/10_000) {
		t.Errorf("mean %v and deviation %v, want 0.001 and 0.0003", mean, math.Sqrt(variance))
	}
}

func TestUpdateIsTheSameOnAnyNumberOfCores(t *testing.T) {
	weights := func(cores int) []float64 {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
		p := newPulsed(t, arrays.DefaultPulsedSpec(), 17, 13)
		d, x := make([]float64, 3*17), make([]float64, 3*13)
		for i := range d {
			d[i] = math.Sin(float64(i))
		}
		for i := range x {
			x[i] = math.Cos(float64(i))
		}
		if err := p.Update(context.Background(), 0.01, d, x, 3, nil); err != nil {
			t.Fatal(err)
		}
		return p.Weights()
	}
	one, four := weights(1), weights(4)
	for i := range one {
		if one[i] != four[i] {
			t.Fatalf("weight %d is %v on one core and %v on four", i, one[i], four[i])
		}
	}
}

// Products and transposed products are those of the weights.
func TestPulsedProducts(t *testing.T) {
	p, err := arrays.NewPulsed(arrays.DefaultPulsedSpec(), 2, 3, []float64{0.5, -0.25, 1, 0, 0.125, -1})
	if err != nil {
		t.Fatal(err)
	}
	y, back := make([]float64, 4), make([]float64, 6)
	if err := p.Mul(context.Background(), y, []float64{1, 2, 3, 0, 0, 1}, 2); err != nil {
		t.Fatal(err)
	}
	if want := [4]float64{3, -2.75, 1, -1}; [4]float64(y) != want {
		t.Errorf("products are %v, want %v", y, want)
	}
	if err := p.MulTransposed(context.Background(), back, []float64{1, 0, 2, 4}, 2); err != nil {
		t.Fatal(err)
	}
	if want := [6]float64{0.5, -0.25, 1, 1, 0, -2}; [6]float64(back) != want {
		t.Errorf("transposed products are %v, want %v", back, want)
	}
}

func TestPulsedRefusesByName(t *testing.T) {
	spec := func(change func(*arrays.PulsedSpec)) error {
		s := arrays.DefaultPulsedSpec()
		change(&s)
		return s.Validate()
	}
	p := newPulsed(t, arrays.DefaultPulsedSpec(), 1, 2)
	_, beyond := arrays.NewPulsed(arrays.DefaultPulsedSpec(), 1, 2, []float64{0, math.NaN()})
	_, none := arrays.NewPulsed(arrays.DefaultPulsedSpec(), 0, 2, nil)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	stopped := p.Update(ctx, 1, []float64{1}, []float64{1, 2}, 1, nil)
	if !errors.Is(stopped, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", stopped)
	}
	for _, c := range []struct {
		err  error
		want string
	}{
		{spec(func(s *arrays.PulsedSpec) { s.Law = nil }), "PulsedSpec.Law is <nil>; allowed: a law of package devices"},
		{spec(func(s *arrays.PulsedSpec) { s.Step = 0 }), "PulsedSpec.Step is 0; allowed: above 0"},
		{spec(func(s *arrays.PulsedSpec) { s.MaxPulses = 0 }), "PulsedSpec.MaxPulses is 0; allowed: 1 to 1048576"},
		{spec(func(s *arrays.PulsedSpec) { s.Variation = math.Inf(1) }), "PulsedSpec.Variation is +Inf; allowed: 0 to 10"},
		{beyond, "the weight of output 0 and input 1 is NaN; the law's range is -1 to 1"},
		{none, "wear of an array of 0x2 cells"},
		{p.Mul(context.Background(), []float64{0}, []float64{1, math.NaN()}, 1), "number 1 of vector 0, of inputs, is NaN"},
		{p.Update(context.Background(), math.NaN(), []float64{1}, []float64{1, 2}, 1, nil), "a rate of NaN"},
		{p.Update(context.Background(), 1, []float64{1, 2}, []float64{1, 2}, 1, nil), "2 numbers for 1 vectors of 1 errors"},
	} {
		if c.err == nil || !strings.Contains(c.err.Error(), c.want) {
			t.Errorf("got  %v\nwant %s", c.err, c.want)
		}
	}
}

// BenchmarkUpdate times the update of 512x512 weights by 64 vectors of dense errors, of which AIHWKIT takes 1.9 to 2.2 s
// with forward and backward pass on one core.
func BenchmarkUpdate(b *testing.B) {
	p := newPulsed(b, arrays.DefaultPulsedSpec(), 512, 512)
	d, x := make([]float64, 64*512), make([]float64, 64*512)
	for i := range d {
		d[i], x[i] = math.Sin(float64(i)), math.Cos(float64(i))
	}
	for b.Loop() {
		if err := p.Update(context.Background(), 0.001, d, x, 64, nil); err != nil {
			b.Fatal(err)
		}
	}
}
