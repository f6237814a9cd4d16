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

// decoder returns the decoder of 128 rows.
func decoder(t *testing.T) hw.Circuit {
	d, err := hw.Decoder(128)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func circuits(t *testing.T) []hw.Circuit {
	return []hw.Circuit{hw.Driver(), hw.SampleAndHold(), hw.ShiftAndAdd(), hw.InputRegister(), hw.OutputRegister(), hw.Buffer(),
		hw.Bus(), hw.Router(), decoder(t)}
}

// Energies of an action as hwcomponents-library gives them (MIT, isaac.py); the two registers and the sample are derived
// here.
func TestCircuitsOfISAAC(t *testing.T) {
	for _, c := range []struct {
		circuit    hw.Circuit
		picojoules float64
	}{
		{hw.Driver(), 0.41667}, {hw.ShiftAndAdd(), 0.021}, {hw.Buffer(), 20.45}, {hw.Bus(), 0.054}, {hw.Router(), 20.74},
		{hw.ChipLink(), 26}, {hw.InputRegister(), 0.1211}, {hw.OutputRegister(), 0.01123}, {hw.SampleAndHold(), 0.0009766},
	} {
		within(t, c.circuit.Name, float64(c.circuit.Energy/units.Picojoule), c.picojoules, 1e-3)
	}
}

// What an action takes, as often as its time allows, is the power of ISAAC's table of parts, and areas are those of the
// table.
func TestCircuitsAgreeWithTheBill(t *testing.T) {
	chip := hw.ISAAC()
	for _, c := range []struct {
		circuit hw.Circuit
		part    string
	}{
		{hw.Driver(), "DAC, 1 bit"}, {hw.SampleAndHold(), "sample and hold"}, {hw.ShiftAndAdd(), "shift and add, of a unit"},
		{hw.InputRegister(), "input register, 2 KB"}, {hw.OutputRegister(), "output register, 256 B"}, {hw.Buffer(), "eDRAM, 64 KB"},
		{hw.Bus(), "bus from eDRAM to units, 384 wires"}, {hw.Router(), "quarter of a router, 32 bits, 8 ports"},
	} {
		power, area := find(t, chip, c.part).Each()
		within(t, c.part+": power", float64(c.circuit.Energy.Over(c.circuit.Time)), float64(power), 1e-9)
		within(t, c.part+": area", float64(c.circuit.Area), float64(area), 1e-9)
	}
}

// Every circuit has all its numbers, says where they come from, and shrinks with the node.
func TestCircuitsScale(t *testing.T) {
	for _, c := range circuits(t) {
		if c.Energy <= 0 || c.Time <= 0 || c.Area <= 0 || c.Leakage <= 0 || c.Source == "" || c.Formula == "" {
			t.Errorf("%s lacks a number: %+v", c.Name, c)
		}
		if text := c.Explain().String(); !strings.Contains(text, c.Energy.String()) || !strings.Contains(text, c.Source) {
			t.Errorf("the explanation lacks energy or source:\n%s", text)
		}
		same, err := c.At(c.Node, 0.9)
		if err != nil || same != c {
			t.Errorf("%s changes in its own node: %+v, %v", c.Name, same, err)
		}
		last := c
		for _, node := range []units.Length{22, 16, 10, 7} {
			next, err := c.At(node*units.Nanometre, 0.9)
			if err != nil || next.Energy >= last.Energy || next.Area >= last.Area || next.Leakage >= last.Leakage || next.Time != c.Time {
				t.Errorf("%s from %v to %v: %+v, %v", c.Name, last.Node, node, next, err)
			}
			last = next
		}
		if _, err := c.At(5*units.Nanometre, 0.9); err == nil || !strings.Contains(err.Error(), c.Name) {
			t.Errorf("%s in 5 nm: %v", c.Name, err)
		}
	}
}

// Table 4 of the paper has area ratios with two digits; energies follow from its polynomials.
func TestScaling(t *testing.T) {
	for _, c := range []struct {
		from, to            units.Length
		supply              units.Voltage
		area, areaTolerance float64
		energy              float64
	}{
		{130, 7, 0.9, 0.0092, 0.03, (0.1776*0.81 - 0.09097*0.9 + 0.02447) / (7.171*0.81 - 6.709*0.9 + 2.904)},
		{45, 32, 0.8, 0.46, 0.03, 0.6593},
		{65, 45, 1, 0.66, 0.04, (1.103 - 0.362 + 0.2767) / (3.755 - 4.398 + 1.975)},
		{16, 14, 0.9, 0.91, 0.03, (0.2363*0.81 - 0.09675*0.9 + 0.02239) / (0.2958*0.81 - 0.1241*0.9 + 0.03024)},
		{32, 32, 0.9, 1, 1e-12, 1},
	} {
		s := hw.Scaling{From: c.from * units.Nanometre, To: c.to * units.Nanometre, Supply: c.supply}
		area, err := s.Area(1)
		if err != nil {
			t.Fatal(err)
		}
		energy, err := s.Energy(1)
		if err != nil {
			t.Fatal(err)
		}
		within(t, fmt.Sprintf("area %v to %v", s.From, s.To), float64(area), c.area, c.areaTolerance)
		within(t, fmt.Sprintf("energy %v to %v", s.From, s.To), float64(energy), c.energy, 1e-4)
	}
}

// There and back is where it was; in two steps is in one.
func TestScalingIsAGroup(t *testing.T) {
	node := rapid.Custom(func(t *rapid.T) units.Length {
		return units.Length(rapid.Float64Range(7, 130).Draw(t, "nm")) * units.Nanometre
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := node.Draw(t, "a"), node.Draw(t, "b"), node.Draw(t, "c")
		v := units.Voltage(rapid.Float64Range(0.5, 1.2).Draw(t, "supply"))
		step := func(e units.Energy, from, to units.Length) units.Energy {
			e, err := hw.Scaling{From: from, To: to, Supply: v}.Energy(e)
			if err != nil {
				t.Fatal(err)
			}
			return e
		}
		if direct, detour := step(1, a, c), step(step(1, a, b), b, c); math.Abs(float64(direct/detour)-1) > 1e-9 || direct <= 0 {
			t.Errorf("%v to %v: %v, by %v: %v", a, c, direct, b, detour)
		}
	})
}

func TestCounter(t *testing.T) {
	one, err := hw.Counter(1)
	if err != nil {
		t.Fatal(err)
	}
	within(t, "one bit", float64(one.Energy), 6*0.7e-15*0.81, 1e-9) // changes with each spike
	wide, err := hw.Counter(32)
	if err != nil {
		t.Fatal(err)
	}
	within(t, "32 bits", float64(wide.Energy), 2*6*0.7e-15*0.81, 1e-6)
	within(t, "area of 32 bits", float64(wide.Area), 32*float64(one.Area), 1e-9)
	for _, width := range []int{0, 33} {
		if _, err := hw.Counter(width); err == nil || !strings.Contains(err.Error(), "it has 1 to 32") {
			t.Errorf("%d bits: %v", width, err)
		}
	}
}

func TestCells(t *testing.T) {
	for _, c := range hw.Cells() {
		if err := c.Validate(); err != nil {
			t.Error(err)
		}
		if c.Source == "" || len(c.Explain()) != 9 {
			t.Errorf("%s does not say where its numbers come from", c.Name)
		}
	}
	c := hw.ISAACCell()
	within(t, "area", float64(c.Area()/units.SquareMicrometre), 16*0.032*0.032, 1e-9)
	within(t, "on/off", c.OnOff(), 15.0, 1e-3)
	within(t, "pulse", float64(c.PulseEnergy()/units.Picojoule), 4./1333*40e-9*1e12, 1e-9)
	within(t, "read at the highest level", float64(c.ReadEnergy(0.04, c.On.Conductance())/units.Femtojoule), 0.04/1333*1e-9*1e15, 1e-9)
	c.ReadPulse = 0
	within(t, "read in all of the slot", float64(c.ReadEnergy(0.04, c.On.Conductance())/units.Femtojoule), 0.04/1333*100e-9*1e15, 1e-9)
	within(t, "given pulse", float64(hw.NVSimCell().PulseEnergy()/units.Picojoule), 0.6, 1e-9)
}

// What cannot be is refused by its field's name.
func TestBadCells(t *testing.T) {
	for field, change := range map[string]func(*hw.Cell){
		"On 0 Ω":            func(c *hw.Cell) { c.On = 0 },
		"Off 1.333 kΩ":      func(c *hw.Cell) { c.Off = c.On },
		"Off NaN Ω":         func(c *hw.Cell) { c.Off = units.Resistance(math.NaN()) },
		"Feature 0 m":       func(c *hw.Cell) { c.Feature = 0 },
		"Squares 0":         func(c *hw.Cell) { c.Squares = 0 },
		"ReadVoltage NaN V": func(c *hw.Cell) { c.ReadVoltage = units.Voltage(math.NaN()) },
		"ReadTime 0 s":      func(c *hw.Cell) { c.ReadTime = 0 },
		"ReadPulse 200.0 ns; it is from 0 to its ReadTime, 100.0 ns": func(c *hw.Cell) { c.ReadPulse = 200e-9 },
		"ReadPulse NaN":    func(c *hw.Cell) { c.ReadPulse = units.Time(math.NaN()) },
		"WriteVoltage 0 V": func(c *hw.Cell) { c.WriteVoltage = 0 },
		"WriteTime +Inf s": func(c *hw.Cell) { c.WriteTime = units.Time(math.Inf(1)) },
		"WriteEnergy -1":   func(c *hw.Cell) { c.WriteEnergy = -1 },
		"Pulses 0":         func(c *hw.Cell) { c.Pulses = 0 },
		"Endurance 0":      func(c *hw.Cell) { c.Endurance = 0 },
	} {
		c := hw.ISAACCell()
		change(&c)
		if err := c.Validate(); err == nil || !strings.Contains(err.Error(), field) || !strings.Contains(err.Error(), "ISAAC") {
			t.Errorf("%s: %v", field, err)
		}
	}
	for _, rows := range []int{0, 1<<16 + 1} {
		if _, err := hw.Decoder(rows); err == nil {
			t.Errorf("a decoder of %d rows", rows)
		}
	}
	for _, length := range []float64{-1, 2, math.NaN()} {
		if _, err := hw.Wire(units.Length(length), 1); err == nil {
			t.Errorf("a wire of %v m", length)
		}
	}
	if _, err := hw.Wire(1, units.Voltage(math.NaN())); err == nil {
		t.Error("a wire at NaN")
	}
}

// Each model of a converter says what its cost says, with a formula and a source.
func TestConvertersExplain(t *testing.T) {
	for _, a := range []hw.ADC{hw.SurveyADC{Bits: 8, Rate: 1.2e9, Node: 32 * units.Nanometre}, hw.ISAACADC{Bits: 8},
		hw.ZigZagADC{Bits: 8, Rows: 128, Supply: 0.9},
		hw.SARADC{Bits: 8, Column: units.Kiloohm, PerBit: 1e-6, Base: 9e-6, Driven: 0.08, Decay: 2.3, InverterN: 1e-13, InverterP: 1e-13}} {
		c := cost(t, a)
		e, err := a.Explain()
		if err != nil {
			t.Fatal(err)
		}
		for i, want := range []string{c.Energy.String(), c.Area.String(), c.Time.String()} {
			if e[i].Value != want || e[i].Formula == "" || e[i].Source == "" {
				t.Errorf("%T: %+v, want %s", a, e[i], want)
			}
		}
	}
	if _, err := (hw.ISAACADC{}).Explain(); err == nil {
		t.Error("a converter of no bits explains itself")
	}
}

// What a bill of parts explains sums to its total.
func TestBillsExplain(t *testing.T) {
	text := hw.ISAAC().Explain().String()
	for _, want := range []string{"16128 x 2.000 mW", "HyperTransport", "table I"} {
		if !strings.Contains(text, want) {
			t.Errorf("the explanation lacks %q:\n%s", want, text)
		}
	}
}

func ExampleCircuit_Explain() {
	adder, err := hw.ShiftAndAdd().At(16*units.Nanometre, 0.9)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(adder.Energy, adder.Area, adder.Leakage)
	for _, f := range adder.Explain()[:1] {
		fmt.Println(f.Name, "=", f.Value, "=", f.Formula)
	}
	// Output:
	// 6.136 fJ 24.62 µm² 199.2 nW
	// energy of an addition = 6.136 fJ = 50 µW at 2.4 GHz, scaled from 32.00 nm to 16.00 nm at 900.0 mV (Stillmaker and Baas 2017)
}
