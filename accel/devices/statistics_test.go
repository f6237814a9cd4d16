package devices_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"regan/accel/devices"
	"regan/accel/units"
)

// Writing by each law leaves a normal error with the law's standard deviation: of 50,000 cells the distribution is nowhere
// farther off than 1.95/√n, which Kolmogorov and Smirnov's statistic exceeds with a probability of 0.1 %. Seeds are fixed.
// Targets are so far above 0 that nothing is cut off; for what is, see TestCutOffMean.
func TestEachProgrammingLawIsNormal(t *testing.T) {
	after := func(time units.Time) devices.Programming {
		law, err := devices.RRAMWanAfter(time)
		if err != nil {
			t.Fatal(err)
		}
		return law
	}
	for stream, c := range []struct {
		law    devices.Programming
		target units.Conductance
		sigma  float64 // µS, by the formulas of the sources
	}{
		{devices.Constant(0.5e-6), 10e-6, 0.5},
		{devices.Proportional(0.1), 10e-6, 1},
		{devices.RRAMMilo(), 100e-6, 4.782321 - 0.9107},
		{devices.RRAMWan(), 30e-6, 1.053 + 7.122 - 10.503 + 4.1472},
		{devices.PCMJoshi(), 20e-6, 0.28638599 + 1.5171448 - 0.715068},
		{after(devices.OneSecond), 30e-6, 1.5329883},
		{after(devices.OneDay), 30e-6, 3.3664766},
		{after(devices.TwoDays), 30e-6, 0.782 + 0.75*(20.274+0.75*(-43.507+0.75*(37.062-0.75*11.934)))},
		{devices.DefaultPhaseChange().Programming(), 20e-6, 0.26348 + 1.965*0.8 - 1.1731*0.64},
	} {
		const n = 50_000
		random := devices.NewRandom(12).Stream(uint64(stream))
		x := make([]float64, n)
		for cell := range x {
			x[cell] = float64(c.law.Program(c.target, random, uint64(cell))-c.target) / 1e-6 / c.sigma
		}
		slices.Sort(x)
		worst := 0.0
		for k, v := range x {
			p := math.Erfc(-v/math.Sqrt2) / 2
			worst = max(worst, p-float64(k)/n, float64(k+1)/n-p)
		}
		if worst > 1.95/math.Sqrt(n) {
			t.Errorf("%s at %v is off by %g at worst", c.law.Name, c.target, worst)
		}
	}
}

// Reading a phase-change cell shows its error of writing, its drift, whose exponent is its own, and 1/f noise: mean and
// variance of 20,000 cells are those of the formulas with other random numbers, within five standard errors. Seeds are
// fixed.
func TestPhaseChangeReadings(t *testing.T) {
	p := devices.DefaultPhaseChange()
	for _, c := range []struct {
		target units.Conductance
		after  units.Time
	}{{20e-6, 1}, {20e-6, 1e6}, {5e-6, 1e4}} {
		const n = 20_000
		random := rand.New(rand.NewPCG(3, uint64(c.after)))
		r, at := float64(c.target/25e-6), float64(c.after)+20
		mean := math.Min(math.Max(-0.0155*math.Log(r)+0.0244, 0.049), 0.1)
		spread := math.Min(math.Max(-0.0125*math.Log(r)-0.0059, 0.008), 0.045)
		share := math.Min(0.0088/math.Pow(r, 0.65), 0.2) * math.Sqrt(math.Log((at+250e-9)/(2*250e-9)))
		var got, want [n]float64
		for k := range n {
			got[k] = float64(p.Read(c.target, c.after, devices.NewRandom(8), uint64(k), devices.NewRandom(8).Stream(1))) / 1e-6
			g := math.Max(0, 25*r+(0.26348+1.965*r-1.1731*r*r)*random.NormFloat64())
			g *= math.Pow(at/20, -math.Abs(mean+spread*random.NormFloat64()))
			want[k] = math.Max(0, g*(1+share*random.NormFloat64()))
		}
		a, va := moments(got[:])
		b, vb := moments(want[:])
		if math.Abs(a-b) > 5*math.Sqrt((va+vb)/n) {
			t.Errorf("%+v: mean %v µS, by the formulas %v", c, a, b)
		}
		if math.Abs(va/vb-1) > 5*math.Sqrt(4./n) {
			t.Errorf("%+v: variance %v, by the formulas %v", c, va, vb)
		}
	}
}

func moments(x []float64) (mean, variance float64) {
	for _, v := range x {
		mean += v / float64(len(x))
	}
	for _, v := range x {
		variance += (v - mean) * (v - mean) / float64(len(x)-1)
	}
	return mean, variance
}
