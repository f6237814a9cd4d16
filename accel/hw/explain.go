package hw

import (
	"fmt"

	"regan/accel/units"
)

// Explain lists what the device is given as.
func (d Device) Explain() Explanation {
	const source = "hw.Device; PipeLayerDevice says where its numbers come from"
	return Explanation{
		{d.Name, "bits of a cell", fmt.Sprint(d.CellBits), "given", source},
		{d.Name, "time of a read spike", d.ReadTime.String(), "given", source},
		{d.Name, "time of a write spike", d.WriteTime.String(), "given", source},
		{d.Name, "energy of a read spike", d.ReadEnergy.String(), fmt.Sprintf("given, for %d cells", d.RowCells), source},
		{d.Name, "energy of a write spike", d.WriteEnergy.String(), "given", source},
	}
}

// Explain lists what the crossbar takes, and what its device is given as.
func (c Crossbar) Explain() Explanation {
	name, source := fmt.Sprintf("crossbar %dx%d", c.Rows, c.Cols), "hw.Crossbar"
	return append(Explanation{
		{name, "time of a product", c.MVMTime().String(), fmt.Sprintf("%d slots x %v", c.Slots(), c.Device.ReadTime),
			"PipeLayer's weighted spikes: a slot for each bit of an input"},
		{name, "energy of a row's time slot", c.ReadEnergy().String(), fmt.Sprintf("%g spikes x %d/%d columns x %v", c.SpikeActivity,
			c.Cols, c.Device.RowCells, c.Device.ReadEnergy), source},
		{name, "energy of a write spike", c.WriteEnergy().String(), fmt.Sprintf("stores a %s", c.Granularity), source},
		{name, "time of a rewrite", c.RewriteTime().String(), fmt.Sprintf("%d rows x (%v + %v)", c.Rows, c.Device.ReadTime,
			c.Device.WriteTime), source},
		{name, "capacity", c.Capacity().String(), fmt.Sprintf("%d x %d cells x %d bits", c.Rows, c.Cols, c.Device.CellBits), source},
		{name, "area", c.Area.String(), "given; 0 where unknown", source},
	}, c.Device.Explain()...)
}

// Explain lists what the cell is given as, and what follows.
func (c Cell) Explain() Explanation {
	pulse := "given"
	if c.WriteEnergy == 0 {
		pulse = fmt.Sprintf("(%v)² / %v x %v", c.WriteVoltage, c.On, c.WriteTime)
	}
	name := "cell " + c.Name
	return Explanation{
		{name, "resistance at the highest level", c.On.String(), "given", c.Source},
		{name, "resistance at the lowest level", c.Off.String(), "given", c.Source},
		{name, "read voltage", c.ReadVoltage.String(), "given", c.Source},
		{name, "time slot", c.ReadTime.String(), "given", c.Source},
		{name, "time of a slot with its voltage", c.HeatTime().String(), "given, or all of the slot", c.Source},
		{name, "energy of a write pulse", c.PulseEnergy().String(), pulse, c.Source},
		{name, "time of a write pulse", c.WriteTime.String(), "given", c.Source},
		{name, "area", c.Area().String(), fmt.Sprintf("%g x (%v)²", c.Squares, c.Feature), c.Source},
		{name, "endurance", fmt.Sprintf("%.3g pulses", c.Endurance), "given", c.Source + "; published: 10⁶ to 10¹²"},
	}
}

// explain lists what a converter's model says.
func (c ADCCost) explain(formulas [3]string, source string) Explanation {
	area := c.Area.String()
	if c.Area == 0 {
		area = "not known"
	}
	return Explanation{
		{"ADC", "energy of a conversion", c.Energy.String(), formulas[0], source},
		{"ADC", "area", area, formulas[1], source},
		{"ADC", "time of a conversion", c.Time.String(), formulas[2], source},
	}
}

// Explain implements ADC.
func (a SurveyADC) Explain() (Explanation, error) {
	c, err := a.Cost()
	if err != nil {
		return nil, err
	}
	return c.explain([3]string{
		fmt.Sprintf("10^((SNDR - FOM)/10)/2 at %g bits and %v, carried to %v", a.Bits, a.Rate, a.Node),
		fmt.Sprintf("exp(1.346 + 0.993 ln node + 0.181 ln rate + 0.299 ln energy) at %v", a.Node), fmt.Sprintf("1 / %v", a.Rate),
	}, "regression on Murmann's survey, hwcomponents-adc (MIT; arXiv 2404.06553)"), nil
}

// Explain implements ADC.
func (a ISAACADC) Explain() (Explanation, error) {
	c, err := a.Cost()
	if err != nil {
		return nil, err
	}
	return c.explain([3]string{fmt.Sprintf("table at %d bits; 8 bits: 2 mW / 1.2 GHz", a.Bits), fmt.Sprintf("table at %d bits", a.Bits),
		"1 / 1.28 GHz"}, "ISAAC (ISCA 2016), scaled by Saberi et al. 2011, hwcomponents-library, isaac.py (MIT)"), nil
}

// Explain implements ADC.
func (a ZigZagADC) Explain() (Explanation, error) {
	c, err := a.Cost()
	if err != nil {
		return nil, err
	}
	return c.explain([3]string{fmt.Sprintf("(100 x %d + 0.001 x 4^%d) fF x (%v)²", a.Bits, a.Bits, a.Supply),
		fmt.Sprintf("10^(1.206 - 0.0369 x %d) x 2^%d µm²", a.Bits, a.Bits),
		fmt.Sprintf("%d x (0.00653 x %d rows + 0.640) ns", a.Bits, a.Rows)}, "ZigZag-IMC, AimcArrayUnit.py (BSD-3-Clause), 28 nm"), nil
}

// Explain implements ADC.
func (a SARADC) Explain() (Explanation, error) {
	c, err := a.Cost()
	if err != nil {
		return nil, err
	}
	return c.explain([3]string{fmt.Sprintf("(%v x %d + %v + %v x exp(-%g log10(%v))) x %v", a.PerBit, a.Bits, a.Base, a.Driven, a.Decay,
		a.Column, c.Time), fmt.Sprintf("%v x (269 + 109 x %d) + %v x (209 + 73 x %d)", a.InverterN, a.Bits-1, a.InverterP, a.Bits-1),
		fmt.Sprintf("(%d + 1) ns", a.Bits)}, "NeuroSim's form (SarADC.cpp) with coefficients of the user's"), nil
}

// Explain lists power and area of each part that has numbers of its own, of one of them and of all.
func (p Part) Explain() Explanation {
	var lines Explanation
	p.explain(1, &lines)
	return lines
}

func (p Part) explain(count int, lines *Explanation) {
	count *= p.Count
	if len(p.Parts) == 0 {
		of := func(all, each fmt.Stringer) (string, string) {
			return all.String(), fmt.Sprintf("%d x %v", count, each)
		}
		power, formula := of(units.Power(count)*p.Power, p.Power)
		*lines = append(*lines, Figure{p.Name, "power of all", power, formula, p.Source})
		area, formula := of(units.Area(count)*p.Area, p.Area)
		*lines = append(*lines, Figure{p.Name, "area of all", area, formula, p.Source})
	}
	for _, part := range p.Parts {
		part.explain(count, lines)
	}
}
