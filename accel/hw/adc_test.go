package hw_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"regan/accel/hw"
	"regan/accel/units"
)

func within(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got/want-1) <= tolerance) {
		t.Errorf("%s is %.9g, want %.9g", what, got, want)
	}
}

// cost returns what a valid converter costs.
func cost(t *testing.T, a hw.ADC) hw.ADCCost {
	t.Helper()
	c, err := a.Cost()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// T15: the same regression at 32 nm, evaluated by hand: pJ at 0.1, 0.5, 1, 1.28 and 2 GHz, µm² at 1 and 1.28 GHz.
func TestSurveyTable(t *testing.T) {
	for _, row := range [][8]float64{
		{4, 0.924, 0.924, 0.924, 0.924, 0.924, 4964, 5190},
		{5, 0.936, 0.936, 0.936, 0.936, 0.936, 4984, 5211},
		{6, 1.065, 1.065, 1.065, 1.065, 1.065, 5180, 5416},
		{7, 1.312, 1.312, 1.312, 1.312, 1.312, 5513, 5765},
		{8, 1.714, 1.714, 1.714, 1.929, 2.591, 5972, 6469},
		{9, 2.340, 2.970, 4.697, 5.530, 7.428, 8074, 8865},
		{10, 3.310, 8.818, 13.945, 16.418, 22.055, 11180, 12275},
		{12, 29.058, 84.232, 133.211, 156.832, 210.671, 21959, 24110},
	} {
		at := func(rate units.OpRate) hw.ADCCost {
			return cost(t, hw.SurveyADC{Bits: row[0], Rate: rate, Node: 32 * units.Nanometre})
		}
		for k, rate := range []units.OpRate{0.1e9, 0.5e9, 1e9, 1.28e9, 2e9} {
			within(t, fmt.Sprintf("energy of %g bits at %v", row[0], rate), float64(at(rate).Energy)*1e12, row[1+k], 1e-3)
		}
		within(t, fmt.Sprintf("area of %g bits at 1 GHz", row[0]), float64(at(1e9).Area)*1e12, row[6], 1e-3)
		within(t, fmt.Sprintf("area of %g bits at 1.28 GHz", row[0]), float64(at(1.28e9).Area)*1e12, row[7], 1e-3)
	}
}

// More bits, a higher rate or a coarser technology never make a converter cheaper.
func TestSurveyIsMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := hw.SurveyADC{Bits: rapid.Float64Range(4, 19).Draw(t, "bits"), Rate: units.OpRate(rapid.Float64Range(1e6, 4e9).Draw(t, "rate")),
			Node: units.Length(rapid.Float64Range(7, 130).Draw(t, "nm")) * units.Nanometre}
		faster, coarser, finer := a, a, a
		faster.Rate *= 2
		coarser.Node *= 1.5
		finer.Bits++
		for what, b := range map[string]hw.SurveyADC{"faster": faster, "coarser": coarser, "of a bit more": finer} {
			// Where the number of bits decides, the best figure of merit rises by 3.22 dB a bit and the effort by 6.02 dB.
			one, err := a.Cost()
			two, err2 := b.Cost()
			if err != nil || err2 != nil || two.Energy < one.Energy*(1-1e-9) || two.Area < one.Area*(1-1e-9) {
				t.Fatalf("%+v costs %+v, %v; %s %+v, %v", a, one, err, what, two, err2)
			}
		}
	})
}

func TestISAACADC(t *testing.T) {
	eight := cost(t, hw.ISAACADC{Bits: 8})
	within(t, "energy", float64(eight.Energy), 1.667e-12, 3e-4)
	within(t, "area", float64(eight.Area), 1200e-12, 1e-12)
	within(t, "time", float64(eight.Time), 1/1.28e9, 1e-12)
	last := cost(t, hw.ISAACADC{Bits: 4})
	for b := 5; b <= 10; b++ {
		a := cost(t, hw.ISAACADC{Bits: b})
		if a.Energy <= last.Energy || a.Area <= last.Area {
			t.Errorf("%d bits take %+v", b, a)
		}
		last = a
	}
	within(t, "energy of 10 bits", float64(last.Energy), 2.379e-12, 1e-12)
}

// 8 bits, 0.9 V, 128 rows: 701 fJ, 2085 µm², 11.8 ns.
func TestZigZag(t *testing.T) {
	a := cost(t, hw.ZigZagADC{Bits: 8, Rows: 128, Supply: 0.9})
	within(t, "energy", float64(a.Energy), 701e-15, 1e-3)
	within(t, "area", float64(a.Area), 2085e-12, 1e-3)
	within(t, "time", float64(a.Time), 11.8e-9, 1e-3)
	dac, err := hw.ZigZagDAC{Bits: 1, Supply: 0.9}.Energy()
	if err != nil {
		t.Fatal(err)
	}
	within(t, "energy of a DAC", float64(dac), 40.5e-15, 1e-9)
}

// neurosim32 has NeuroSim 1.4's coefficients for low standby power at 32 nm (CC BY-NC 4.0), as an outside comparison.
func neurosim32(column units.Resistance) hw.SARADC {
	return hw.SARADC{Bits: 8, Column: column, PerBit: 1.1294e-6, Base: 8.8998e-6, Driven: 0.079449, Decay: 2.297}
}

// At 8 bits NeuroSim's converter takes 0.17 pJ for a column of 100 kΩ and 0.89 pJ for one of 1 kΩ.
func TestSAR(t *testing.T) {
	within(t, "energy at 100 kΩ", float64(cost(t, neurosim32(100*units.Kiloohm)).Energy), 0.17e-12, 1e-2)
	one := cost(t, neurosim32(units.Kiloohm))
	within(t, "energy at 1 kΩ", float64(one.Energy), 0.89e-12, 1e-2)
	within(t, "time", float64(one.Time), 9e-9, 1e-9)
	if one.Area != 0 {
		t.Errorf("the area of a converter of unknown inverters is %v", one.Area)
	}
	a := cost(t, hw.SARADC{Bits: 3, Column: units.Kiloohm, InverterN: 1e-12, InverterP: 2e-12})
	within(t, "area", float64(a.Area), (487+2*355)*1e-12, 1e-9)
}

func TestADCErrorsNameWhatIsWrong(t *testing.T) {
	nan := math.NaN()
	survey := func(change func(a *hw.SurveyADC)) error {
		a := hw.SurveyADC{Bits: 8, Rate: 1e9, Node: 32 * units.Nanometre}
		change(&a)
		_, err := a.Cost()
		return err
	}
	sar := func(change func(a *hw.SARADC)) error {
		a := neurosim32(1000)
		change(&a)
		return a.Validate()
	}
	for want, err := range map[string]error{
		"SurveyADC with Bits 3; the survey's": survey(func(a *hw.SurveyADC) { a.Bits = 3 }),
		"SurveyADC with Bits NaN":             survey(func(a *hw.SurveyADC) { a.Bits = nan }),
		"Rate 20.00 GOP/s":                    survey(func(a *hw.SurveyADC) { a.Rate = 2e10 }),
		"Node 0 m; it is from 1 nm":           survey(func(a *hw.SurveyADC) { a.Node = 0 }),
		"ISAACADC with Bits 11; its table":    hw.ISAACADC{Bits: 11}.Validate(),
		"ZigZagADC with Bits 0":               hw.ZigZagADC{Rows: 1, Supply: 1}.Validate(),
		"ZigZagADC with Rows 0":               hw.ZigZagADC{Bits: 1, Supply: 1}.Validate(),
		"ZigZagADC with Supply NaN V":         hw.ZigZagADC{Bits: 1, Rows: 1, Supply: units.Voltage(nan)}.Validate(),
		"ZigZagDAC with Bits 17":              hw.ZigZagDAC{Bits: 17, Supply: 1}.Validate(),
		"SARADC with Bits 0":                  sar(func(a *hw.SARADC) { a.Bits = 0 }),
		"SARADC with Column 0 Ω":              sar(func(a *hw.SARADC) { a.Column = 0 }),
		"SARADC with Base -1.000 W":           sar(func(a *hw.SARADC) { a.Base = -1 }),
		"SARADC with Decay NaN":               sar(func(a *hw.SARADC) { a.Decay = nan }),
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got error %v, want one with %q", err, want)
		}
	}
}

// Whatever the numbers are: an error, or costs that are finite and not negative.
func FuzzADCs(f *testing.F) {
	f.Add(8, 8.0, 1.28e9, 32e-9, 0.9, 128, 1e4, 1e-6, 2.3)
	f.Add(-1, math.NaN(), math.Inf(1), 0.0, -1.0, 0, math.NaN(), math.Inf(1), -1.0)
	f.Fuzz(func(t *testing.T, n int, effective, rate, node, supply float64, rows int, column, power, decay float64) {
		for _, a := range []hw.ADC{
			hw.SurveyADC{Bits: effective, Rate: units.OpRate(rate), Node: units.Length(node)},
			hw.ISAACADC{Bits: n},
			hw.ZigZagADC{Bits: n, Rows: rows, Supply: units.Voltage(supply)},
			hw.SARADC{Bits: n, Column: units.Resistance(column), PerBit: units.Power(power), Driven: units.Power(power), Decay: decay,
				InverterN: units.Area(supply)},
		} {
			c, err := a.Cost()
			if err != nil {
				continue
			}
			for _, v := range []float64{float64(c.Energy), float64(c.Area), float64(c.Time)} {
				if !(v >= 0) || math.IsInf(v, 1) {
					t.Fatalf("%#v costs %+v", a, c)
				}
			}
		}
	})
}

func ExampleADC() {
	for _, a := range []hw.ADC{
		hw.ISAACADC{Bits: 8},
		hw.SurveyADC{Bits: 8, Rate: 1.2e9, Node: 32 * units.Nanometre},
		hw.ZigZagADC{Bits: 8, Rows: 128, Supply: 0.9 * units.Volt},
	} {
		c, err := a.Cost()
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%T: %v %v %v\n", a, c.Energy, c.Area, c.Time)
	}
	// Output:
	// hw.ISAACADC: 1.667 pJ 1200 µm² 781.2 ps
	// hw.SurveyADC: 1.849 pJ 6313 µm² 833.3 ps
	// hw.ZigZagADC: 701.1 fJ 2085 µm² 11.81 ns
}
