package devices_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"regan/accel/devices"
	"regan/accel/units"
)

// Cells can be written in any order, and one of them alone: the same numbers come.
func TestOrderDoesNotMatter(t *testing.T) {
	targets := make([]units.Conductance, 1000)
	for k := range targets {
		targets[k] = units.Conductance(k%40) * units.Microsiemens
	}
	random := devices.NewRandom(42)
	all, err := devices.RRAMWan().ProgramAll(targets, random)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range []int{999, 3, 512, 0} {
		if got := devices.RRAMWan().Program(targets[k], random, uint64(k)); got != all[k] {
			t.Errorf("cell %d is %v alone and %v among all", k, got, all[k])
		}
	}
	again, _ := devices.RRAMWan().ProgramAll(targets, devices.NewRandom(42))
	other, _ := devices.RRAMWan().ProgramAll(targets, devices.NewRandom(43))
	if !slices.Equal(all, again) || slices.Equal(all, other) {
		t.Error("a seed must give the same array again, another seed another")
	}
}

// No error leaves a cell as it was meant; none makes a conductance negative.
func TestProgrammingBounds(t *testing.T) {
	random := devices.NewRandom(3)
	if got := devices.Constant(0).Program(5e-6, random, 9); got != 5e-6 {
		t.Errorf("without error 5 µS become %v", got)
	}
	for cell := range uint64(1000) {
		if g := devices.Proportional(3).Program(1e-6, random, cell); g < 0 {
			t.Fatalf("cell %d has %v", cell, g)
		}
	}
}

// The mean of what is cut off at 0 is σ φ(z) + μ Φ(z) with z = μ/σ, within five standard deviations of the estimate.
func TestCutOffMean(t *testing.T) {
	const samples, mu, sigma = 200_000, 1.0, 1.5
	sum := 0.0
	for cell := range uint64(samples) {
		sum += float64(devices.Constant(sigma).Program(mu, devices.NewRandom(1), cell))
	}
	z := mu / sigma
	want := sigma*math.Exp(-z*z/2)/math.Sqrt(2*math.Pi) + mu*math.Erfc(-z/math.Sqrt2)/2
	if got := sum / samples; math.Abs(got-want) > 5*sigma/math.Sqrt(samples) {
		t.Errorf("mean %g, want %g", got, want)
	}
}

// One draw for a bit line has the distribution of the sum of a draw for each of its cells. The variance of 20,000 sums is
// within five of its standard deviations, √(2/n).
func TestColumnNoiseIsTheSumOfCells(t *testing.T) {
	noise := devices.ReadNoise{Constant: 0.3 * units.Microsiemens, Share: 0.02}
	cells := make([]units.Conductance, 64)
	volts := make([]units.Voltage, 64)
	for k := range cells {
		cells[k], volts[k] = units.Conductance(k)*units.Microsiemens, units.Voltage(k%3)*0.1
	}
	want, err := noise.ColumnSigma(cells, volts)
	if err != nil {
		t.Fatal(err)
	}
	const samples = 20_000
	variance := 0.0
	for s := range uint64(samples) {
		sum := 0.0
		for k, g := range cells {
			sum += float64(volts[k]) * float64(noise.Sigma(g)) * devices.NewRandom(5).Stream(s).Normal(uint64(k))
		}
		variance += sum * sum / samples
	}
	if got := variance / float64(want*want); math.Abs(got-1) > 5*math.Sqrt(2./samples) {
		t.Errorf("the sum has %g times the variance", got)
	}
}

// Drift takes time and never gives: none at once, less each decade. Without programming error, drift and noise a reading is
// its target.
func TestPhaseChangeOverTime(t *testing.T) {
	p := devices.DefaultPhaseChange()
	if got := p.Drifted(10e-6, 0.05, 0); got != 10e-6 {
		t.Errorf("at once 10 µS have become %v", got)
	}
	last := math.Inf(1)
	for _, after := range []units.Time{1, 10, 1e2, 1e4, 1e6, 1e8} {
		const samples = 2000
		sum := 0.0
		for cell := range uint64(samples) {
			sum += float64(p.Read(10e-6, after, devices.NewRandom(1), cell, devices.NewRandom(1).Stream(9))) / samples
		}
		if sum >= last {
			t.Errorf("after %v a reading is %g S on average, and was %g before", after, sum, last)
		}
		last = sum
	}
}

// The label is the distance that the curve bulges: checked on the curve itself. Labels of the other sign mirror the curve.
func TestCurvatureIsTheBulge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		label := rapid.Float64Range(0.001, 8).Draw(t, "label")
		a, err := devices.Curvature(label)
		mirrored, err2 := devices.Curvature(-label)
		if err != nil || err2 != nil || a != -mirrored {
			t.Fatal(a, mirrored, err, err2)
		}
		bulge := 0.0
		for k := range 20000 {
			x := float64(k) / 20000
			bulge = max(bulge, math.Expm1(-x/a)/math.Expm1(-1/a)-x)
		}
		if want := 0.07 * math.Sqrt2 * label; math.Abs(bulge/want-1) > 1e-4 {
			t.Fatalf("A = %g bulges %g, want %g", a, bulge, want)
		}
	})
	if a, err := devices.Curvature(0); !math.IsInf(a, 1) || err != nil {
		t.Errorf("a straight line has A = %g, %v", a, err)
	}
}

// NeuroSim's curve is G(P) = B (1 - exp(-P/A)) + Gmin with A in pulses; pulse by pulse the law follows it, and comes back.
func TestSaturatingFollowsItsCurve(t *testing.T) {
	for _, label := range []float64{2.4, 0, -4.88, 9} {
		const pulses = 97
		law, err := devices.NewSaturating(0.1, 1.1, pulses, label, label)
		if err != nil {
			t.Fatal(err)
		}
		curvature, _ := devices.Curvature(label)
		curve := func(p float64) float64 {
			if label == 0 {
				return p / pulses
			}
			return math.Expm1(-p/curvature/pulses) / math.Expm1(-1/curvature)
		}
		for _, p := range []int{0, 1, 10, 50, 97} {
			up, err := devices.Pulse(law, 0.1, p)
			if err != nil {
				t.Fatal(err)
			}
			down, err := devices.Pulse(law, 1.1, -p)
			if err != nil {
				t.Fatal(err)
			}
			if want := 0.1 + curve(float64(p)); math.Abs(up-want) > 1e-12 || math.Abs(down-(1.2-want)) > 1e-12 {
				t.Errorf("label %g, %d pulses: up %g, want %g; down %g, want %g", label, p, up, want, down, 1.2-want)
			}
		}
	}
}

func drawLaw(t *rapid.T) devices.Law {
	b := devices.Bounds{Step: rapid.Float64Range(1e-4, 0.1).Draw(t, "step"),
		Least: rapid.Float64Range(-2, -0.1).Draw(t, "least"), Most: rapid.Float64Range(0.1, 2).Draw(t, "most")}
	saturating, err := devices.NewSaturating(b.Least, b.Most, rapid.IntRange(1, 500).Draw(t, "pulses"),
		rapid.Float64Range(-9, 9).Draw(t, "up"), rapid.Float64Range(-9, 9).Draw(t, "down"))
	if err != nil {
		t.Fatal(err)
	}
	laws := []devices.Law{devices.ConstantStep(b), devices.SoftBounds(b), devices.Step{Bounds: b, Up: 0.3, Down: 0.9},
		devices.DefaultExpStep(b), devices.PowStep{Bounds: b, Power: 2.5}, saturating}
	return laws[rapid.IntRange(0, len(laws)-1).Draw(t, "law")]
}

// Each law stays in its range, never turns back, and takes n pulses and then m as it takes n + m.
func TestLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		law := drawLaw(t)
		least, most := law.Range()
		w := least + (most-least)*rapid.Float64Range(0, 1).Draw(t, "weight")
		w = min(max(w, least), most)
		n, m := rapid.IntRange(0, 300).Draw(t, "n"), rapid.IntRange(0, 300).Draw(t, "m")
		for _, sign := range []int{1, -1} {
			first, err := devices.Pulse(law, w, sign*n)
			if err != nil {
				t.Fatal(err)
			}
			second, _ := devices.Pulse(law, first, sign*m)
			both, _ := devices.Pulse(law, w, sign*(n+m))
			if second != both {
				t.Fatalf("%d and %d pulses lead to %g, together to %g", n, m, second, both)
			}
			if first < least || first > most || float64(sign)*(first-w) < -1e-12 {
				t.Fatalf("%d pulses lead from %g to %g", sign*n, w, first)
			}
		}
	})
}

// Noise from cycle to cycle leaves the mean and adds pulses' variances: n steps of Step vary by Step variation √n. Mean and
// variance of 4,000 cells are within five of their standard deviations.
func TestCycleNoise(t *testing.T) {
	law := devices.ConstantStep(devices.Bounds{Step: 0.001, Least: -1, Most: 1})
	const cells, pulses, variation = 4000, 100, 0.3
	var sum, squares float64
	for cell := range uint64(cells) {
		w, err := devices.PulseNoisy(law, 0, pulses, variation, devices.NewRandom(1), cell*pulses)
		if err != nil {
			t.Fatal(err)
		}
		sum += w / cells
		squares += w * w / cells
	}
	sigma := 0.001 * variation * math.Sqrt(pulses)
	if math.Abs(sum-0.1) > 5*sigma/math.Sqrt(cells) {
		t.Errorf("mean %g, want 0.1", sum)
	}
	if ratio := (squares - sum*sum) / sigma / sigma; math.Abs(ratio-1) > 5*math.Sqrt(2./cells) {
		t.Errorf("%g times the variance", ratio)
	}
}

func TestWear(t *testing.T) {
	w, err := devices.NewWear(2, 3)
	if err != nil {
		t.Fatal(err)
	}
	if life, err := w.Lifetime(1e6, 1); !math.IsInf(float64(life), 1) || err != nil {
		t.Errorf("an array that is not written lasts %v, %v", life, err)
	}
	w.WriteAll(1)
	if err := w.WriteRow(1, 4); err != nil {
		t.Fatal(err)
	}
	if err := w.Write(1, 2, 5); err != nil {
		t.Fatal(err)
	}
	if got := w.Writes(); !slices.Equal(got, []uint64{1, 1, 1, 5, 5, 10}) {
		t.Errorf("writes are %v", got)
	}
	if row, col, writes := w.Most(); row != 1 || col != 2 || writes != 10 {
		t.Errorf("row %d, column %d has most writes, %d", row, col, writes)
	}
	// 10 writes a second use 10^6 up in 10^5 s; 23/6 on average in 2.6 times that.
	life, err := w.Lifetime(1e6, units.Second)
	levelled, err2 := w.LevelledLifetime(1e6, units.Second)
	if err != nil || err2 != nil || life != 1e5 || math.Abs(float64(levelled)/(1e6*6/23)-1) > 1e-12 {
		t.Errorf("lifetimes %v and %v; %v, %v", life, levelled, err, err2)
	}
	if err := w.Write(0, 0, math.MaxUint64); err != nil || w.Writes()[0] != math.MaxUint64 {
		t.Errorf("the largest count is %d, %v", w.Writes()[0], err)
	}
}

func TestErrorsNameWhatIsWrong(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	wear, err := devices.NewWear(2, 2)
	if err != nil {
		t.Fatal(err)
	}
	b := devices.Bounds{Step: 0.01, Least: -1, Most: 1}
	pulse := func(l devices.Law, w float64) error { _, err := devices.Pulse(l, w, 3); return err }
	phase := func(change func(p *devices.PhaseChange)) error {
		p := devices.DefaultPhaseChange()
		change(&p)
		return p.Validate()
	}
	law := func(change func(p *devices.Programming)) error {
		p := devices.RRAMWan()
		change(&p)
		_, err := p.ProgramAll(nil, devices.NewRandom(1))
		return err
	}
	second := func(_ any, err error) error { return err }
	for want, err := range map[string]error{
		"Reference 0 S; it must be above 0":    law(func(p *devices.Programming) { p.Reference = 0 }),
		"no Coefficients":                      law(func(p *devices.Programming) { p.Coefficients = nil }),
		"Coefficients[0] NaN S":                law(func(p *devices.Programming) { p.Coefficients = []units.Conductance{units.Conductance(nan)} }),
		"Least 1.000 S to Most 39.26 µS":       law(func(p *devices.Programming) { p.Least = 1 }),
		"target 1 is -1.000 S":                 second(devices.RRAMWan().ProgramAll([]units.Conductance{0, -1}, devices.NewRandom(1))),
		"no measurement 5.000 s after writing": second(devices.RRAMWanAfter(5)),
		"Constant -1.000 S":                    devices.ReadNoise{Constant: -1}.Validate(),
		"Share NaN":                            devices.ReadNoise{Share: nan}.Validate(),
		"2 cells and 1 voltages":               second(devices.ReadNoise{}.ColumnSigma(make([]units.Conductance, 2), make([]units.Voltage, 1))),
		"Most +Inf S":                          phase(func(p *devices.PhaseChange) { p.Most = units.Conductance(inf) }),
		"Settling 0 s":                         phase(func(p *devices.PhaseChange) { p.Settling = 0 }),
		"Reading 11.00 s":                      phase(func(p *devices.PhaseChange) { p.Reading = 11 }),
		"Step 0; it is above 0":                pulse(devices.ConstantStep(devices.Bounds{Least: -1, Most: 1}), 0),
		"Least 1 to Most 1":                    pulse(devices.ConstantStep(devices.Bounds{Step: 1, Least: 1, Most: 1}), 0),
		"weight of 2; the law's range is -1":   pulse(devices.ConstantStep(b), 2),
		"weight of NaN":                        pulse(devices.ConstantStep(b), nan),
		"slope Up is NaN":                      pulse(devices.Step{Bounds: b, Up: nan}, 0),
		"needs weight 0 within them":           pulse(devices.SoftBounds(devices.Bounds{Step: 1, Least: 1, Most: 2}), 1),
		"DownGamma is -1":                      pulse(devices.ExpStep{Bounds: b, DownGamma: -1}, 0),
		"Scale is +Inf":                        pulse(devices.ExpStep{Bounds: b, Scale: inf}, 0),
		"Power is -1":                          pulse(devices.PowStep{Bounds: b, Power: -1}, 0),
		"NewSaturating has not made":           pulse(devices.Saturating{Most: 1, Pulses: 3, UpLabel: 1}, 0),
		"nonlinearity of 11; it is from -10":   second(devices.Curvature(11)),
		"nonlinearity of NaN":                  second(devices.NewSaturating(0, 1, 9, nan, 0)),
		"Pulses is 0":                          second(devices.NewSaturating(0, 1, 0, 1, 1)),
		"variation of -1":                      second(devices.PulseNoisy(devices.ConstantStep(b), 0, 1, -1, devices.NewRandom(1), 0)),
		"wear of an array of 0x3":              second(devices.NewWear(0, 3)),
		"row 2, column 0; the array has 2x2":   wear.Write(2, 0, 1),
		"write of row -1":                      wear.WriteRow(-1, 1),
		"endurance of 0 writes":                second(wear.Lifetime(0, 1)),
		"writes of NaN s":                      second(wear.LevelledLifetime(1e6, units.Time(nan))),
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got error %v, want one with %q", err, want)
		}
	}
}

// Whatever the numbers are: an error, or a weight within the range.
func FuzzLaws(f *testing.F) {
	f.Add(0.01, -1.0, 1.0, 0.5, 0.5, 1.5, 0.0, 10, 0.3)
	f.Add(1e-300, 0.0, 1e9, 0.0, 1e9, 1000.0, 0.5, -100, 0.0)
	f.Add(math.NaN(), math.Inf(-1), math.Inf(1), -1.0, math.NaN(), 0.0, 0.0, 1, math.NaN())
	f.Fuzz(func(t *testing.T, step, least, most, p, q, r, weight float64, count int, variation float64) {
		count %= 1000
		b := devices.Bounds{Step: step, Least: least, Most: most}
		saturating, err := devices.NewSaturating(least, most, 1+count&0xff, p, q)
		laws := []devices.Law{devices.Step{Bounds: b, Up: p, Down: q}, devices.PowStep{Bounds: b, Power: r},
			devices.ExpStep{Bounds: b, UpA: p, DownA: q, UpGamma: r, DownGamma: p, Scale: q, Offset: r}}
		if err == nil {
			laws = append(laws, saturating)
		}
		for _, law := range laws {
			w, err := devices.PulseNoisy(law, weight, count, variation, devices.NewRandom(1), 0)
			if err == nil && !(w >= least && w <= most) {
				t.Fatalf("%#v leads from %g to %g", law, weight, w)
			}
		}
	})
}

func Example() {
	// Three cells are meant to have 20 µS.
	random := devices.NewRandom(1)
	for cell := range uint64(3) {
		fmt.Println(devices.RRAMWan().Program(20*units.Microsiemens, random, cell))
	}
	// A hundred pulses up, with steps that shrink towards the bound.
	law := devices.SoftBounds(devices.Bounds{Step: 0.01, Least: -1, Most: 1})
	weight, err := devices.Pulse(law, 0, 100)
	fmt.Printf("%.4f %v\n", weight, err)
	// Output:
	// 22.96 µS
	// 22.71 µS
	// 20.34 µS
	// 0.6340 <nil>
}
