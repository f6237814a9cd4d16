package validation

import (
	"math"
	"testing"

	"regan/accel/devices"
	"regan/accel/units"
)

func same(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance*math.Abs(want)) {
		t.Errorf("%s is %.10g, want %.10g", what, got, want)
	}
}

// testdata/neurosim_nonlinearity.json: some points of what DNN+NeuroSim V2.1 tabulates, as an outside comparison, and the
// closed form.
func TestCurvature(t *testing.T) {
	var g struct {
		Points    [][4]float64 // label, A of the table, A of the closed form, relative difference
		Tolerance float64      `json:"tolerance_rel"`
	}
	read(t, "testdata/neurosim_nonlinearity.json", &g)
	for _, p := range g.Points {
		a, err := devices.Curvature(p[0])
		if err != nil {
			t.Fatal(err)
		}
		same(t, "A, against the table,", a, p[1], g.Tolerance)
		same(t, "A, against the closed form,", a, p[2], 5e-9) // nine digits are given
	}
	if len(g.Points) != 15 {
		t.Errorf("%d points", len(g.Points))
	}
}

type noise struct {
	CrossSim struct {
		Rows      [][4]any // model, target, mean and standard deviation of the samples in µS
		Tolerance float64  `json:"tolerance_rel_std"`
	}
	PCM struct {
		Rows      [][7]float64
		Tolerance float64 `json:"tolerance_rel"`
	} `json:"aihwkit_pcm"`
	ReRAM struct {
		Rows      [][3]float64 // time in s, target and sigma in µS
		Tolerance float64      `json:"tolerance_rel"`
	} `json:"aihwkit_reram_wan2022"`
}

// testdata/device_noise.json: samples of CrossSim 3.2.0 (BSD-3-Clause) and formulas of AIHWKIT 1.1.0 (MIT).
func TestProgramming(t *testing.T) {
	var g noise
	read(t, "testdata/device_noise.json", &g)
	laws := map[string]devices.Programming{
		"RRAMMilo": devices.RRAMMilo(), "PCMJoshi": devices.PCMJoshi(), "RRAMWan": devices.RRAMWan(),
	}
	const samples = 200_000
	for stream, row := range g.CrossSim.Rows {
		law := laws[row[0].(string)]
		target := units.Conductance(row[1].(float64)) * units.Microsiemens
		if target < law.Least || target > law.Most {
			t.Errorf("%s: the target %v is out of the law's range", law.Name, target)
		}
		random := devices.NewRandom(7).Stream(uint64(stream))
		var sum, squares float64
		for cell := range uint64(samples) {
			g := float64(law.Program(target, random, cell) / units.Microsiemens)
			sum += g
			squares += g * g
		}
		mean := sum / samples
		sigma := math.Sqrt(squares/samples - mean*mean)
		same(t, law.Name+": standard deviation", sigma, row[3].(float64), g.CrossSim.Tolerance)
		// Both means are estimates, of 200,000 and 400,000 samples: five standard deviations of their difference.
		if want := row[2].(float64); math.Abs(mean-want) > 5*sigma*math.Sqrt(1./samples+1./400_000) {
			t.Errorf("%s at %v: mean %g µS, want %g", law.Name, target, mean, want)
		}
	}
	for _, row := range g.ReRAM.Rows {
		law, err := devices.RRAMWanAfter(units.Time(row[0]))
		if err != nil {
			t.Fatal(err)
		}
		sigma := law.Sigma(units.Conductance(row[1]) * units.Microsiemens)
		same(t, law.Name+": standard deviation", float64(sigma/units.Microsiemens), row[2], g.ReRAM.Tolerance)
	}
	if len(g.CrossSim.Rows) != 19 || len(g.ReRAM.Rows) != 18 {
		t.Errorf("%d and %d rows", len(g.CrossSim.Rows), len(g.ReRAM.Rows))
	}
}

func TestPhaseChange(t *testing.T) {
	var g noise
	read(t, "testdata/device_noise.json", &g)
	p := devices.DefaultPhaseChange()
	for _, row := range g.PCM.Rows {
		target, after := units.Conductance(row[0])*units.Microsiemens, units.Time(row[1])
		mean, sigma := p.Exponent(target)
		same(t, "programming", float64(p.Programming().Sigma(target)/units.Microsiemens), row[2], g.PCM.Tolerance)
		same(t, "mean exponent", mean, row[3], g.PCM.Tolerance)
		same(t, "sigma of the exponent", sigma, row[4], g.PCM.Tolerance)
		same(t, "drifted", float64(p.Drifted(target, mean, after)/units.Microsiemens), row[5], g.PCM.Tolerance)
		same(t, "read noise", p.ReadShare(target, after), row[6], g.PCM.Tolerance)
	}
	if len(g.PCM.Rows) != 21 {
		t.Errorf("%d rows", len(g.PCM.Rows))
	}
}

// testdata/pulse_response.json: AIHWKIT 1.1.0 (MIT), 150 pulses up, then 300 down, without noise. The file gives no
// constants for the slopes of LinearStep and the power of PowStep; its first ten pulses determine them.
func TestPulseLaws(t *testing.T) {
	var g struct {
		Devices map[string]struct {
			Weights []float64 `json:"w_after_pulses"`
			Index   []int     `json:"pulse_index"`
			First   []float64 `json:"first10"`
		}
		Tolerance float64 `json:"tolerance_abs"`
	}
	read(t, "testdata/pulse_response.json", &g)
	b := devices.Bounds{Step: 0.01, Least: -1, Most: 1}
	laws := map[string]devices.Law{
		"ConstantStep": devices.ConstantStep(b),
		"SoftBounds":   devices.SoftBounds(b),
		"LinearStep":   devices.Step{Bounds: b, Up: 0.5, Down: 0.5},
		"ExpStep":      devices.DefaultExpStep(b),
		"PowStep":      devices.PowStep{Bounds: b, Power: 1.5},
	}
	for name, d := range g.Devices {
		after := []float64{0}
		for k := range 450 {
			count := 1
			if k >= 150 {
				count = -1
			}
			w, err := devices.Pulse(laws[name], after[k], count)
			if err != nil {
				t.Fatal(err)
			}
			after = append(after, w)
		}
		for k, want := range d.First {
			if math.Abs(after[k]-want) > g.Tolerance {
				t.Errorf("%s after %d pulses: %g, want %g", name, k, after[k], want)
			}
		}
		for i, k := range d.Index {
			if math.Abs(after[k]-d.Weights[i]) > g.Tolerance {
				t.Errorf("%s after %d pulses: %g, want %g", name, k, after[k], d.Weights[i])
			}
		}
		if last := d.Index[len(d.Index)-1]; last != 450 || len(d.First) != 11 {
			t.Errorf("%s: the last pulse is %d, and there are %d at first", name, last, len(d.First))
		}
	}
	if len(g.Devices) != 5 {
		t.Errorf("%d laws", len(g.Devices))
	}
}
