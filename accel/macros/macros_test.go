package macros_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"regan/accel/arrays"
	"regan/accel/hw"
	"regan/accel/macros"
	"regan/accel/units"
)

func multiply(t interface{ Fatal(...any) }, s macros.Spec, inputs, weights macros.Histogram) macros.Bill {
	b, err := s.Multiply(inputs, weights)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// all returns histograms in which every value occurs equally often.
func all(s macros.Spec) (inputs, weights macros.Histogram) {
	return macros.Uniform(s.Array.Inputs.Range()), macros.Uniform(s.Array.WeightRange())
}

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got/want-1) <= tolerance) {
		t.Errorf("%s is %.6g, want %.6g", what, got, want)
	}
}

func line(t interface {
	Helper()
	Fatalf(string, ...any)
}, b macros.Bill, name string) macros.Line {
	t.Helper()
	for _, l := range b.Lines {
		if l.Name == name {
			return l
		}
	}
	t.Fatalf("the bill has no %s", name)
	return macros.Line{}
}

// How often each part works follows from the array: 128 rows, 16 weights of 4 slices and two sides, 8 slots, one converter.
func TestCounts(t *testing.T) {
	s := macros.DefaultSpec()
	b := multiply(t, s, macros.Uniform(0, 255), macros.Uniform(-127, 127))
	for name, want := range map[string][2]float64{
		"cells":           {128 * 128, 128 * 128 * 8},
		"word lines":      {128, 128 * 8},
		"driver":          {128, 128 * 8},
		"sample and hold": {64, 64 * 8},
		"ADC":             {1, 64 * 8},
		"shift and add":   {1, 64 * 8},
		"input register":  {1. / 8, 128 * 8},
		"output register": {1. / 8, 16 * (8 + 8 + 7) * 8}, // the sum so far, after each slot
		"decoder":         {1, 0},
		"buffer":          {1. / 96, (128*8 + 16*23) / 256.},
		"bus":             {1. / 96, 128*8 + 16*23},
		"router":          {1. / 96, 16 * 8 / 256.},
	} {
		if l := line(t, b, name); l.Count != want[0] || l.Actions != want[1] {
			t.Errorf("%s: %v of them act %v times, want %v and %v", name, l.Count, l.Actions, want[0], want[1])
		}
	}
	if b.Operations != 2*128*16 {
		t.Errorf("%v operations", b.Operations)
	}
	near(t, "interval", float64(b.Interval), 800e-9, 1e-12)
	near(t, "time", float64(b.Time), 900e-9, 1e-12)
	s.Array.SeparatePairs, s.Array.ADC.Bits = true, 8
	if l := line(t, multiply(t, s, macros.Uniform(0, 255), macros.Uniform(-127, 127)), "ADC"); l.Actions != 128*8 {
		t.Errorf("each side of a pair for itself: %v conversions", l.Actions)
	}
}

// The energy of the cells by hand: half of the bits of uniform inputs are set; every cell of a uniform one-sided weight has
// a mean level.
func TestCellsByHand(t *testing.T) {
	s := macros.DefaultSpec()
	b := multiply(t, s, macros.Uniform(0, 255), macros.Histogram{{Value: 0, Share: 1}})
	slot := 0.4 * 0.4 / 2 / 10e6 * 100e-9 // half of the slots drive 0.4 V over 10 MΩ for 100 ns
	near(t, "zeros", float64(line(t, b, "cells").Energy), slot, 1e-9)
	b = multiply(t, s, macros.Histogram{{Value: 255, Share: 1}}, macros.Histogram{{Value: 127, Share: 1}})
	// Of 8 cells 3 are on, 1 has level 1 of 3 (127 is 1·64 + 3·16 + 3·4 + 3), 4 are off.
	mean := (3/1e6 + (1/10e6 + (1/1e6-1/10e6)/3) + 4/10e6) / 8
	near(t, "ones", float64(line(t, b, "cells").Energy), 0.16*mean*100e-9, 1e-9)
}

// One histogram for inputs and one for weights say what cell by cell gives: bell-shaped weights and sparse inputs, as layers
// have them.
func TestHistogramsReplaceTheSum(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, encoding := range []arrays.Encoding{arrays.OneSided, arrays.TwoSided, arrays.Offset} {
		s := macros.DefaultSpec()
		s.Array.Encoding = encoding
		w := arrays.Weights{Outputs: s.Array.Cols / s.Array.ColumnsPerWeight(), Inputs: s.Array.Rows}
		for range w.Outputs * w.Inputs {
			w.Values = append(w.Values, int32(max(-127, min(127, random.NormFloat64()*30))))
		}
		var x []int32
		for range w.Inputs {
			x = append(x, int32(max(0, min(255, random.NormFloat64()*60))))
		}
		exact, err := s.Heat(w, x)
		if err != nil {
			t.Fatal(err)
		}
		b := multiply(t, s, macros.Count(x), macros.Count(w.Values))
		near(t, string(encoding), float64(line(t, b, "cells").Dynamic()), float64(exact), 0.02)
		if _, err := s.Program(w); err != nil { // the same specification computes
			t.Error(err)
		}
	}
}

// specs draws specifications that Validate takes.
func specs(t *rapid.T) macros.Spec {
	s := macros.DefaultSpec()
	s.Array.Rows, s.Array.Cols = rapid.IntRange(1, 512).Draw(t, "rows"), rapid.IntRange(32, 512).Draw(t, "cols")
	s.Array.CellBits = rapid.IntRange(1, 4).Draw(t, "cell bits")
	s.Array.Encoding = rapid.SampledFrom([]arrays.Encoding{arrays.OneSided, arrays.TwoSided, arrays.Offset}).Draw(t, "encoding")
	s.Array.SeparatePairs = s.Array.Encoding != arrays.Offset && rapid.Bool().Draw(t, "separate")
	s.Array.Inputs.Signed = rapid.Bool().Draw(t, "signed")
	s.Array.Inputs.SliceBits = rapid.IntRange(1, 4).Draw(t, "slice bits")
	s.Array.ADC.Bits = rapid.IntRange(4, 10).Draw(t, "ADC bits")
	if rapid.IntRange(0, 3).Draw(t, "spikes") == 0 {
		s.Array.Readout, s.Array.Inputs.Signed = arrays.ReadSpikes, false
		s.Array.Spikes = arrays.Spikes{Threshold: rapid.IntRange(1, 1000).Draw(t, "threshold"),
			CounterBits: rapid.IntRange(1, 32).Draw(t, "counter bits")}
	}
	s.Array.Copies = rapid.SampledFrom([]int{1, 1, 2, 7}).Draw(t, "copies")
	s.Cell = rapid.SampledFrom(hw.Cells()).Draw(t, "cell")
	s.Array.OnOff, s.Array.Analog.High = s.Cell.OnOff(), s.Cell.On.Conductance()
	s.ColumnsPerADC = rapid.IntRange(1, 512).Draw(t, "columns per ADC")
	s.Node = units.Length(rapid.Float64Range(7, 130).Draw(t, "node")) * units.Nanometre
	return s
}

// Parts sum to totals, nothing is negative or not a number, and the table's rows sum to its last.
func TestPartsSumToTheTotal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := specs(t)
		inputs, weights := all(s)
		b := multiply(t, s, inputs, weights)
		if rapid.Bool().Draw(t, "write") {
			var err error
			if b, err = s.Write(rapid.Float64Range(0, 1).Draw(t, "changed")); err != nil {
				t.Fatal(err)
			}
		}
		var energy units.Energy
		var area units.Area
		var power units.Power
		for _, l := range b.Lines {
			for _, v := range []float64{float64(l.Dynamic()), float64(l.Static(b.Interval)), float64(l.Size()), l.Count, l.Actions} {
				if !(v >= 0) || math.IsInf(v, 0) {
					t.Fatalf("%s has %v: %+v", l.Name, v, l)
				}
			}
			energy += l.Dynamic() + l.Static(b.Interval)
			area += l.Size()
			power += units.Power(l.Count) * l.Leakage
		}
		for _, v := range [][2]float64{{float64(b.Energy()), float64(energy)}, {float64(b.Area()), float64(area)},
			{float64(b.Leakage()), float64(power)}, {float64(b.Static()), float64(power.For(b.Interval))}} {
			if math.Abs(v[0]/v[1]-1) > 1e-9 {
				t.Errorf("a total is %v, its parts sum to %v", v[0], v[1])
			}
		}
		if b.Time <= 0 || b.Interval <= 0 || b.Interval > b.Time {
			t.Errorf("time %v, interval %v", b.Time, b.Interval)
		}
	})
}

// What costs more: more bits of a converter, a larger node, more input bits, more rows, larger inputs. Fewer converters are
// smaller and never faster.
func TestMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := specs(t)
		s.Array.ADC.Bits, s.Node = rapid.IntRange(4, 9).Draw(t, "ADC bits"), units.Length(rapid.Float64Range(7, 60).Draw(t, "nm"))*units.Nanometre
		inputs, weights := all(s)
		b := multiply(t, s, inputs, weights)
		more := func(what string, change func(*macros.Spec)) macros.Bill {
			c := s
			change(&c)
			inputs, weights := all(c)
			m := multiply(t, c, inputs, weights)
			if m.Energy() <= b.Energy() {
				t.Errorf("%s: %v is not above %v", what, m.Energy(), b.Energy())
			}
			return m
		}
		if s.Array.Readout == arrays.ReadADC {
			if m := more("a bit more of the converter", func(c *macros.Spec) { c.Array.ADC.Bits++ }); m.Area() <= b.Area() {
				t.Errorf("a bit more of the converter: area %v is not above %v", m.Area(), b.Area())
			}
		}
		more("twice the node", func(c *macros.Spec) { c.Node *= 2 })
		more("twice the rows", func(c *macros.Spec) { c.Array.Rows *= 2 })
		more("four bits more of an input", func(c *macros.Spec) { c.Array.Inputs.Bits += 4 })
		c := s
		c.ColumnsPerADC *= 2
		inputs, weights = all(c)
		if m := multiply(t, c, inputs, weights); m.Area() > b.Area() || m.Interval < b.Interval {
			t.Errorf("half the converters: area %v to %v, interval %v to %v", b.Area(), m.Area(), b.Interval, m.Interval)
		}
		highest := macros.Histogram{{Value: inputs[len(inputs)-1].Value, Share: 1}}
		if m, zero := multiply(t, s, highest, weights), multiply(t, s, macros.Histogram{{Share: 1}}, weights); m.Energy() <= zero.Energy() {
			t.Errorf("the largest inputs take %v, zeros %v", m.Energy(), zero.Energy())
		}
	})
}

// Writing takes a pulse for each cell that changes, a row after the other, and wears cells out.
func TestWrite(t *testing.T) {
	s := macros.DefaultSpec()
	b, err := s.Write(0.75)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "pulses", line(t, b, "cells").Actions, 0.75*128*128, 1e-12)
	near(t, "energy of a pulse", float64(line(t, b, "cells").Energy), 0.6e-12, 1e-12)
	near(t, "time", float64(b.Time), 128*(10e-9+float64(line(t, b, "decoder").Time)), 1e-9)
	life, err := s.Lifetime(1000)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "lifetime at a write a millisecond", float64(life), 1e6, 1e-9)
	for _, writes := range []float64{0, -1, math.NaN(), math.Inf(1)} {
		want := fmt.Sprintf("written %v times a second; allowed: above 0", writes)
		if _, err := s.Lifetime(writes); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want %q, got %v", want, err)
		}
	}
	if b.Operations != 0 || strings.Contains(b.String(), "TOPS") {
		t.Errorf("a rewrite computes:\n%v", b)
	}
	if none, err := s.Write(0); err != nil || line(t, none, "cells").Dynamic() != 0 {
		t.Errorf("nothing changed: %v, %v", none, err)
	}
}

// Every number of a bill has a formula or is given, has a source, and the last are the totals.
func TestExplain(t *testing.T) {
	s := macros.DefaultSpec()
	inputs, weights := all(s)
	b := multiply(t, s, inputs, weights)
	e, err := s.Explain(b)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range e {
		if f.Part == "" || f.Name == "" || f.Value == "" || f.Formula == "" || f.Source == "" {
			t.Errorf("incomplete: %+v", f)
		}
	}
	text := e.String()
	for _, l := range b.Lines {
		if !strings.Contains(text, l.Dynamic().String()) {
			t.Errorf("%s: %v is not explained", l.Name, l.Dynamic())
		}
	}
	for i, value := range []string{b.Time.String(), b.Interval.String(), b.Energy().String(), b.Area().String()} {
		if f := e[len(e)-4+i]; f.Part != "macro" || f.Value != value {
			t.Errorf("%s is explained as %+v", value, f)
		}
	}
	if last := e[len(e)-2]; last.Value != b.Energy().String() {
		t.Errorf("the total is explained as %+v", last)
	}
}

// What cannot be is refused, with field, value and what is allowed.
func TestBadInput(t *testing.T) {
	good := macros.DefaultSpec()
	inputs, weights := all(good)
	for want, change := range map[string]func(*macros.Spec){
		"Rows":                          func(s *macros.Spec) { s.Array.Rows = 0 },
		"cell NVSim has Off":            func(s *macros.Spec) { s.Cell.Off = 0 },
		"Array.OnOff is 5; allowed: 10": func(s *macros.Spec) { s.Array.OnOff = 5 },
		"Array.Analog.High is 1.000 mS; allowed: 1.000 µS":  func(s *macros.Spec) { s.Array.Analog.High = units.Millisiemens },
		"Array.Readout is ideal; allowed: adc, integrate":   func(s *macros.Spec) { s.Array.Readout = arrays.ReadIdeal },
		"an ISAACADC with Bits 12":                          func(s *macros.Spec) { s.Converter = hw.ISAACADC{Bits: 12} },
		"Converter is {Bits:6}; allowed: a model of 8 bits": func(s *macros.Spec) { s.Converter = hw.ISAACADC{Bits: 6} },
		"Bits:9 Rate:1.000 GOP/s Node:32.00 nm}; allowed: a model of 8 bits, as Array.ADC has, or of an effective": func(s *macros.Spec) {
			s.Converter = hw.SurveyADC{Bits: 9, Rate: 1e9, Node: 32 * units.Nanometre}
		},
		"Array.ADC.Bits is 12; allowed: 4 to 10":         func(s *macros.Spec) { s.Array.ADC.Bits = 12 },
		"ColumnsPerADC is 0; allowed: 1 to 8192":         func(s *macros.Spec) { s.ColumnsPerADC = 0 },
		"ArraysPerUnit is 0; allowed: 1 or more":         func(s *macros.Spec) { s.ArraysPerUnit = 0 },
		"ArraysPerTile is -1; allowed":                   func(s *macros.Spec) { s.ArraysPerTile = -1 },
		"macros: Node is 0 m; allowed: 7 to 130 nm":      func(s *macros.Spec) { s.Node = 0 },
		"macros: Supply is NaN V; allowed: 0.5 to 1.2 V": func(s *macros.Spec) { s.Supply = units.Voltage(math.NaN()) },
		"Converter is {8}; allowed: nil with Array.Readout integrate-and-fire": func(s *macros.Spec) {
			s.Array.Readout, s.Converter = arrays.ReadSpikes, hw.ISAACADC{Bits: 8}
		},
		"Array.Analog.LinesPerADC is 7; allowed: 128, which is ColumnsPerADC": func(s *macros.Spec) { s.Array.Analog.LinesPerADC = 7 },
		"Array.Analog.Curve.Drive is 1.000 V; allowed: 400.0 mV": func(s *macros.Spec) {
			s.Array.Analog.Curve = arrays.Curve{Scale: 1, Drive: 1}
		},
		"Spec.Copies is 0": func(s *macros.Spec) { s.Array.Copies = 0 },
	} {
		s := good
		change(&s)
		if _, err := s.Multiply(inputs, weights); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want %q, got %v", want, err)
		}
	}
	for want, h := range map[string][2]macros.Histogram{
		"shares of the histogram of inputs sum to 0": {nil, weights},
		"-1 has the share -1":                        {inputs, {{Value: -1, Share: -1}, {Value: 0, Share: 2}}},
		"has the share NaN":                          {{{Value: 1, Share: math.NaN()}}, weights},
		"the input is 256":                           {{{Value: 256, Share: 1}}, weights},
		"the weight is 128":                          {inputs, {{Value: 128, Share: 1}}},
	} {
		if _, err := good.Multiply(h[0], h[1]); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want %q, got %v", want, err)
		}
	}
	for _, share := range []float64{-0.1, 1.1, math.NaN()} {
		if _, err := good.Write(share); err == nil || !strings.Contains(err.Error(), "allowed: 0 to 1") {
			t.Errorf("a share of %v: %v", share, err)
		}
	}
	if _, err := good.Heat(arrays.Weights{Outputs: 1, Inputs: 2, Values: []int32{1, 2}}, []int32{1}); err == nil {
		t.Error("one input for two")
	}
}

// Copies multiply as many vectors at a time. A vector takes the energy that it takes on one copy, and the time of a product
// stays; there are as many products in a second, on as much area, and a rewrite takes as much energy more and no time.
func TestCopies(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		one := specs(t)
		one.Array.Copies = 1
		several := one
		n := rapid.IntRange(2, 300).Draw(t, "n")
		several.Array.Copies = n
		same := func(what string, got, want float64) {
			if !(math.Abs(got/want-1) <= 1e-9) {
				t.Errorf("%s is %v, want %v", what, got, want)
			}
		}
		inputs, weights := all(one)
		a, b := multiply(t, one, inputs, weights), multiply(t, several, inputs, weights)
		k := float64(n)
		same("time", float64(b.Time), float64(a.Time))
		same("rate", float64(b.Rate()), k*float64(a.Rate()))
		same("area", float64(b.Area()), k*float64(a.Area()))
		same("energy", float64(b.Energy()), k*float64(a.Energy()))
		same("efficiency", b.Efficiency(), a.Efficiency())

		// All windows of a layer: the energy of actions is that of the vectors, the time that of the rounds.
		vectors := rapid.IntRange(1, 1000).Draw(t, "vectors")
		whole := func(s macros.Spec) macros.Bill {
			m, err := s.MultiplyAll(vectors, inputs, weights)
			if err != nil {
				t.Fatal(err)
			}
			return m
		}
		few, many := whole(one), whole(several)
		rounds := math.Ceil(float64(vectors) / k)
		same("actions of all vectors", float64(many.Dynamic()), float64(vectors)*float64(a.Dynamic()))
		same("actions on one copy", float64(few.Dynamic()), float64(many.Dynamic()))
		same("time of all vectors", float64(many.Time), float64(a.Time)+(rounds-1)*float64(a.Interval))
		same("operations", many.Operations, few.Operations)
		same("area", float64(many.Area()), float64(b.Area()))

		rewrite := func(s macros.Spec) macros.Bill {
			w, err := s.Write(0.5)
			if err != nil {
				t.Fatal(err)
			}
			return w
		}
		old, all := rewrite(one), rewrite(several)
		same("energy of a rewrite", float64(all.Energy()), k*float64(old.Energy()))
		same("time of a rewrite", float64(all.Time), float64(old.Time))
		// A step of training, the vectors and a rewrite, takes less time, so cells fail earlier, each having been written as
		// often.
		life := func(s macros.Spec, m, w macros.Bill) units.Time {
			t0, err := s.Lifetime(1 / float64(m.Time+w.Time))
			if err != nil {
				t.Fatal(err)
			}
			return t0
		}
		if rounds < float64(vectors) && life(several, many, all) >= life(one, few, old) {
			t.Errorf("with %d copies cells last %v s, with one %v s", n, life(several, many, all), life(one, few, old))
		}
	})
	if _, err := macros.DefaultSpec().MultiplyAll(0, macros.Uniform(0, 255), macros.Uniform(-1, 1)); err == nil {
		t.Error("no vectors")
	}
}

// A macro that is built as ISAAC's takes, in each slot, what ISAAC's table gives its parts for 100 ns: an eighth of a unit, and
// 1/96 of a tile. Converters and drivers work at 1.2 GHz in the library that their energies come from, and at 1.28 GHz in the
// table.
func TestMacroOfISAAC(t *testing.T) {
	s := macros.DefaultSpec()
	s.Array.WeightBits, s.Array.Inputs.Bits, s.Array.Encoding = 16, 16, arrays.Offset
	b := multiply(t, s, macros.Uniform(0, 1<<16-1), macros.Uniform(-1<<15, 1<<15-1))
	const slots = 16
	near(t, "a slot", float64(b.Interval)/slots, 100e-9, 1e-9)
	for name, c := range map[string]struct{ milliwatts, tolerance float64 }{
		"ADC":             {16. / 8, 1.28/1.2 - 1},
		"driver":          {4. / 8, 1.28/1.2 - 1},
		"sample and hold": {0.01 / 8, 1e-9},
		"shift and add":   {0.2 / 8, 0.08},
		"input register":  {1.24 / 8, 1e-9},
	} {
		near(t, name, float64(line(t, b, name).Dynamic().Over(b.Interval)/units.Milliwatt), c.milliwatts, c.tolerance+1e-9)
	}
	// Sums here keep all their 39 bits, ISAAC's 16.
	near(t, "output register", float64(line(t, b, "output register").Dynamic().Over(b.Interval)/units.Milliwatt), 0.23/8*39/16, 1e-9)
	// The cells, whose voltage is there for 1 ns: the table's 0.3 mW depend on weights and inputs that the paper does not give.
	s.Cell = hw.ISAACCell()
	s.Array.OnOff, s.Array.Analog.High = s.Cell.OnOff(), s.Cell.On.Conductance()
	b = multiply(t, s, macros.Uniform(0, 1<<16-1), macros.Uniform(-1<<15, 1<<15-1))
	near(t, "cells over the table's", float64(line(t, b, "cells").Dynamic().Over(b.Interval)/units.Milliwatt)/0.3, 4.37, 0.01)
}

// A row that has more levels takes more in each slot, and its driver more area.
func TestMoreLevelsOfARowTakeMore(t *testing.T) {
	s := macros.DefaultSpec()
	inputs, weights := all(s)
	last := line(t, multiply(t, s, inputs, weights), "driver")
	for bits := 2; bits <= 8; bits++ {
		s.Array.Inputs.SliceBits = bits
		driver := line(t, multiply(t, s, inputs, weights), "driver")
		if driver.Energy <= last.Energy || driver.Area <= last.Area {
			t.Errorf("%d bits: %v and %v; one bit less: %v and %v", bits, driver.Energy, driver.Area, last.Energy, last.Area)
		}
		last = driver
	}
}

// A matrix takes what its arrays do: of full ones their number of times, and the additions of what those below each other
// give; the arrays are those that the same specification computes with; and cells take what Heat says, cell by cell.
func TestMatrix(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := specs(t)
		inputs, weights := all(s)
		matrix := func(outputs, rows, vectors int) macros.Bill {
			b, err := s.MultiplyMatrix(outputs, rows, vectors, inputs, weights)
			if err != nil {
				t.Fatal(err)
			}
			return b
		}
		same := func(what string, got, want float64) {
			if !(math.Abs(got-want) <= 1e-9*math.Abs(want)) {
				t.Errorf("%s is %v, want %v", what, got, want)
			}
		}
		outputs := s.Array.Cols / s.Array.ColumnsPerWeight()
		one := matrix(outputs, s.Array.Rows, 1)
		down, across := rapid.IntRange(1, 5).Draw(t, "down"), rapid.IntRange(1, 5).Draw(t, "across")
		whole := matrix(across*outputs, down*s.Array.Rows, 1)
		n := float64(down * across)
		sums := units.Energy(float64((down-1)*across*outputs)) * line(t, one, "shift and add").Energy
		// The next layer's inputs are sent once, not by each of the arrays below each other.
		flits := units.Energy(n-float64(across)) * line(t, one, "router").Dynamic()
		same("energy of actions", float64(whole.Dynamic()), n*float64(one.Dynamic())+float64(sums-flits))
		same("area", float64(whole.Area()), n*float64(one.Area()))
		same("time", float64(whole.Time), float64(one.Time))
		same("operations", whole.Operations, n*one.Operations)
		if whole.Arrays != down*across*s.Array.Copies {
			t.Errorf("%d arrays", whole.Arrays)
		}
		vectors := rapid.IntRange(1, 100).Draw(t, "vectors")
		many := matrix(across*outputs, down*s.Array.Rows, vectors)
		same("energy of many vectors", float64(many.Dynamic()), float64(vectors)*float64(whole.Dynamic()))
		if vectors <= s.Array.Copies && many.Time != whole.Time {
			t.Errorf("%d vectors on %d copies take %v, one takes %v", vectors, s.Array.Copies, many.Time, whole.Time)
		}

		w := arrays.Weights{Outputs: rapid.IntRange(1, 40).Draw(t, "outputs"), Inputs: rapid.IntRange(1, 600).Draw(t, "inputs")}
		w.Values = make([]int32, w.Outputs*w.Inputs)
		a, err := s.Program(w)
		if err != nil {
			t.Fatal(err)
		}
		highest := inputs[len(inputs)-1].Value
		x := make([]int32, w.Inputs)
		for i := range x {
			x[i] = highest
		}
		b, err := s.MultiplyMatrix(w.Outputs, w.Inputs, 1, macros.Count(x), macros.Count(w.Values))
		if err != nil {
			t.Fatal(err)
		}
		if b.Arrays != a.Arrays() {
			t.Errorf("a bill of %d arrays, where %v", b.Arrays, a)
		}
		heat, err := s.Heat(w, x)
		if err != nil {
			t.Fatal(err)
		}
		same("heat of the cells", float64(line(t, b, "cells").Dynamic()), float64(heat))
	})
	s := macros.DefaultSpec()
	inputs, weights := all(s)
	for want, n := range map[string][3]int{
		"macros: 0 outputs; allowed: 1 to": {0, 1, 1}, "macros: -1 inputs; allowed: 1 to": {1, -1, 1},
		"macros: 0 vectors; allowed: 1 to": {1, 1, 0}, "macros: 33554432 inputs; allowed: 1 to 16777216": {1, 1 << 25, 1},
	} {
		if _, err := s.MultiplyMatrix(n[0], n[1], n[2], inputs, weights); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want %q, got %v", want, err)
		}
	}
}

// PipeLayer's read-out by hand: 16-bit numbers, 4-bit cells in pairs, charge over 16 slots counted in spikes, and no
// converter.
func TestIntegrateAndFire(t *testing.T) {
	s := macros.DefaultSpec()
	s.Cell = hw.PipeLayerCell()
	s.Array.OnOff, s.Array.Analog.High = s.Cell.OnOff(), s.Cell.On.Conductance()
	s.Array.WeightBits, s.Array.CellBits, s.Array.Inputs.Bits = 16, 4, 16
	s.Array.Readout, s.Array.Spikes = arrays.ReadSpikes, arrays.Spikes{Threshold: 1 << 12, CounterBits: 16}
	inputs := macros.Histogram{{Value: 1 << 12, Share: 1}}
	b := multiply(t, s, inputs, macros.Histogram{{Value: 5, Share: 1}})
	for _, l := range b.Lines {
		if l.Name == "ADC" || l.Name == "sample and hold" {
			t.Errorf("there is a part %s", l.Name)
		}
	}
	// 16 outputs of 8 lines. The first slice's positive side has level 5, all others 0; the lowest conductance is 15/9 of a
	// level.
	fire, counter := line(t, b, "integrate and fire"), line(t, b, "counter")
	near(t, "spikes", fire.Actions, 16*128*(5+8*15./9), 1e-9)
	if fire.Count != 128 || counter.Count != 128 || counter.Actions != fire.Actions {
		t.Errorf("%v circuits, %v counters of %v spikes", fire.Count, counter.Count, counter.Actions)
	}
	near(t, "additions", line(t, b, "shift and add").Actions, 128, 1e-12)
	near(t, "interval", float64(b.Interval), 16*29.31e-9, 1e-9)
	// One slot of 16 is driven, with an eighth of the voltage of the highest: bit 12 of 15.
	near(t, "a cell's slot", float64(line(t, b, "cells").Energy), 0.16/64/16*29.31e-9*
		float64(s.Cell.Off.Conductance())*(1+9*5./15/8), 1e-9)
	// Counters hold what they can.
	s.Array.Spikes.CounterBits = 4
	full := multiply(t, s, macros.Histogram{{Value: 65535, Share: 1}}, macros.Histogram{{Value: 32767, Share: 1}})
	near(t, "spikes of full counters", line(t, full, "counter").Actions, 128*15, 1e-12)
	if e, err := s.Explain(full); err != nil || !strings.Contains(e.String(), "TIMELY (Li et al., ISCA 2020), table II") {
		t.Errorf("%v explains %v", err, e)
	}
	// The same specification computes: with a threshold of 1 and wide counters exactly.
	s.Array.Spikes = arrays.Spikes{Threshold: 1, CounterBits: 32}
	s.Array.OnOff = 0
	a, err := s.Program(arrays.Weights{Outputs: 1, Inputs: 2, Values: []int32{-300, 32767}})
	if err != nil {
		t.Fatal(err)
	}
	y := make([]float64, 1)
	if err := a.MulVec(t.Context(), y, []int32{65535, 3}); err != nil || y[0] != -300*65535+3*32767 {
		t.Errorf("%v, %v", y, err)
	}
}

// PipeLayer's cell gives its figures back: a row of 128 cells takes 1.08 pJ for a read spike and 3.91 nJ for a write spike.
func TestPipeLayerCell(t *testing.T) {
	c, d := hw.PipeLayerCell(), hw.PipeLayerDevice()
	mean := (c.On.Conductance() + c.Off.Conductance()) / 2
	v := float64(c.ReadVoltage)
	near(t, "read spike", 128*float64(c.ReadEnergy(v*v, mean)), float64(d.ReadEnergy), 1e-9)
	near(t, "write spike", 128*float64(c.PulseEnergy()), float64(d.WriteEnergy), 1e-9)
}

// Lines that take turns at a converter share its errors, as the specification computes.
func TestConvertersAreShared(t *testing.T) {
	s := macros.DefaultSpec()
	s.Array.OnOff, s.Array.ADC = 0, arrays.ADC{Bits: 10, Range: arrays.Calibrated, Low: -4, High: 4}
	s.Array.Analog.Offset, s.Array.WeightBits = 100, 3 // one line for an output
	results := func(columns int) map[float64]int {
		s.ColumnsPerADC = columns
		w := arrays.Weights{Outputs: 64, Inputs: 1, Values: make([]int32, 64)}
		a, err := s.Program(w)
		if err != nil {
			t.Fatal(err)
		}
		y, different := make([]float64, 64), map[float64]int{}
		if err := a.MulVec(t.Context(), y, []int32{0}); err != nil {
			t.Fatal(err)
		}
		for _, v := range y {
			different[v]++
		}
		return different
	}
	for columns, want := range map[int]int{64: 1, 32: 2, 16: 4} {
		if got := results(columns); len(got) != want {
			t.Errorf("%d columns to a converter: %d different errors of 64 lines, want %d", columns, len(got), want)
		}
	}
}

func ExampleSpec_Multiply() {
	s := macros.DefaultSpec()
	b, err := s.Multiply(macros.Uniform(0, 255), macros.Uniform(-127, 127))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(b)
	// Output:
	// Product of an array and a vector: 1.968 nJ, 900.0 ns, 4492 µm²
	//   part               count  actions  energy (pJ)  share (%)  leakage (pJ)  area (µm²)
	//   -----------------------------------------------------------------------------------
	//   cells             16,384  131,072        302.2      15.36             0       67.11
	//   word lines           128    1,024       0.1342   0.006819             0           0
	//   driver               128    1,024        426.7      21.68        0.1376       21.25
	//   sample and hold       64      512       0.5000    0.02622       0.01619       2.500
	//   ADC                    1      512        853.3      43.35             0       1,200
	//   shift and add          1      512        10.75     0.5660        0.3885       60.00
	//   input register    0.1250    1,024        124.0      6.386         1.700       262.5
	//   output register   0.1250    2,944        33.06      1.711        0.6232       96.25
	//   decoder                1        0            0     0.1932         3.803       587.4
	//   buffer           0.01042    5.438        111.2      5.934         5.598       864.6
	//   bus              0.01042    1,392        75.17      4.127         6.070       937.5
	//   router           0.01042   0.5000        10.37     0.6562         2.546       393.2
	//   total                                    1,947      100.0         20.88       4,492
	//   5.120 GOP/s at 2.08 TOPS/W, the next one 800.0 ns later.
}

// The energy of one inference of a network of three layers, by layers, with inputs of which half are 0 and weights that are
// near 0.
func ExampleSpec_MultiplyMatrix() {
	spec := macros.DefaultSpec()
	inputs := macros.Histogram{{Value: 0, Share: 0.5}, {Value: 20, Share: 0.25}, {Value: 100, Share: 0.25}}
	weights := macros.Uniform(-30, 30)
	var energy units.Energy
	var time units.Time
	arrays := 0
	for _, layer := range [][2]int{{784, 256}, {256, 128}, {128, 10}} {
		bill, err := spec.MultiplyMatrix(layer[1], layer[0], 1, inputs, weights)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%d inputs, %d outputs: %v\n", layer[0], layer[1], bill.Energy())
		energy, time, arrays = energy+bill.Energy(), time+bill.Time, arrays+bill.Arrays
	}
	fmt.Printf("an inference takes %v and %v on %d arrays\n", energy, time, arrays)
	// Output:
	// 784 inputs, 256 outputs: 183.4 nJ
	// 256 inputs, 128 outputs: 27.78 nJ
	// 128 inputs, 10 outputs: 1.354 nJ
	// an inference takes 212.5 nJ and 2.700 µs on 129 arrays
}

// A design point needs no matrix: all of its parts in microseconds.
func BenchmarkMultiply(b *testing.B) {
	s := macros.DefaultSpec()
	inputs, weights := all(s)
	for b.Loop() {
		if _, err := s.Multiply(inputs, weights); err != nil {
			b.Fatal(err)
		}
	}
}
