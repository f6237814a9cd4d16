package hw

import (
	"fmt"
	"math"

	"regan/accel/units"
)

// ADC is a model of what an analog-to-digital converter costs. There are four, because published models differ tenfold: at 8
// bits and some 30 nm a conversion takes 1.67 pJ (ISAACADC), 1.85 pJ (SurveyADC at 1.2 GHz), 0.87 pJ at 1 V (ZigZagADC), or
// 0.17 to 0.89 pJ (SARADC with NeuroSim's coefficients).
type ADC interface {
	Cost() (ADCCost, error) // or what is wrong with the numbers, as Validate says it
	Validate() error
	Resolution() float64           // bits, which of a real converter may be a little fewer than its codes have
	Explain() (Explanation, error) // where the numbers of Cost come from
}

// ADCCost is what a converter costs.
type ADCCost struct {
	Energy units.Energy // of one conversion
	Area   units.Area   // of one converter; 0 where the model does not say
	Time   units.Time   // of one conversion
}

var _ = []ADC{SurveyADC{}, ISAACADC{}, ZigZagADC{}, SARADC{}}

// SurveyADC is the regression on Murmann's survey of converters, of hwcomponents-adc (Accelergy-Project, MIT; Andrulis et
// al., arXiv 2404.06553, model.py and adc_data/model.yaml). It is what good converters reach that both the rate and the bits
// allow.
type SurveyADC struct {
	Bits float64      // effective number of bits, from 4 to 20
	Rate units.OpRate // conversions a second, up to 10^10
	Node units.Length // of the technology
}

// Cost implements ADC.
func (a SurveyADC) Cost() (ADCCost, error) {
	if err := a.Validate(); err != nil {
		return ADCCost{}, err
	}
	return ADCCost{Energy: a.energy(), Area: a.area(), Time: a.time()}, nil
}

func (a SurveyADC) energy() units.Energy {
	// Schreier's figure of merit in dB: it falls with the rate, and has a best value for each number of bits.
	byRate := 213.7806687348118 - 2.8719030399529957*math.Log(float64(a.Rate))
	byBits := 128.3068287398817 + 3.220511510368*math.Ceil(a.Bits)
	sndr := 20*a.Bits*math.Log10(2) + 10*math.Log10(1.5) // signal to noise and distortion, dB
	merit := 1 / (2 * math.Pow(10, (min(byRate, byBits)-sndr)/10))
	picojoules := merit * math.Exp(26.0496215686518+1.8800369206815004*math.Log(a.nanometres())-
		2.8291256050594527*math.Log(a.Bits)-1.4702022133784405)
	return units.Energy(picojoules) * units.Picojoule
}

func (a SurveyADC) area() units.Area {
	return units.Area(math.Exp(1.3461916439910742+0.9932794744745022*math.Log(a.nanometres())+
		0.18071538424508238*math.Log(float64(a.Rate))+
		0.29912426192653485*math.Log(float64(a.energy()/units.Picojoule)))) * units.SquareMicrometre
}

func (a SurveyADC) time() units.Time { return a.Rate.Take(1) }

func (a SurveyADC) nanometres() float64 { return float64(a.Node / units.Nanometre) }

// Resolution implements ADC.
func (a SurveyADC) Resolution() float64 { return a.Bits }

// Validate implements ADC.
func (a SurveyADC) Validate() error {
	switch {
	case !(a.Bits >= 4 && a.Bits <= 20):
		return fmt.Errorf("hw: a SurveyADC with Bits %g; the survey's regression is for 4 to 20", a.Bits)
	case !(a.Rate >= 1 && a.Rate <= 1e10):
		return fmt.Errorf("hw: a SurveyADC with Rate %v; the survey's regression goes up to 10 GOP/s, from 1 OP/s", a.Rate)
	}
	return validNode("SurveyADC", a.Node)
}

func validNode(what string, node units.Length) error {
	if !(node >= units.Nanometre && node <= 10*units.Micrometre) {
		return fmt.Errorf("hw: a %s with Node %v; it is from 1 nm to 10 µm", what, node)
	}
	return nil
}

// ISAACADC is the converter of ISAAC (Shafiee et al., ISCA 2016) in 32 nm, whose 8 bits take 2 mW at 1.2 GHz and 1200 µm²,
// with the scaling to other resolutions of hwcomponents-library (MIT, isaac.py; after Saberi et al., TCAS-I 2011).
type ISAACADC struct {
	Bits int // from 4 to 10
}

// isaacADCs has energy in pJ and area in µm² of 4 to 10 bits.
func isaacADCs() [7][2]float64 {
	return [...][2]float64{{0.79, 361.04}, {0.99, 476.91}, {1.20, 626.91}, {1.42, 845.18}, {2.0 / 1.2, 1200},
		{1.969, 1827.9}, {2.379, 3002}}
}

// Cost implements ADC.
func (a ISAACADC) Cost() (ADCCost, error) {
	if err := a.Validate(); err != nil {
		return ADCCost{}, err
	}
	return ADCCost{Energy: a.energy(), Area: a.area(), Time: a.time()}, nil
}

func (a ISAACADC) energy() units.Energy {
	return units.Energy(isaacADCs()[a.Bits-4][0]) * units.Picojoule
}

func (a ISAACADC) area() units.Area {
	return units.Area(isaacADCs()[a.Bits-4][1]) * units.SquareMicrometre
}

// time is that of 1.28 GHz, at any resolution.
func (a ISAACADC) time() units.Time { return units.OpRate(1.28e9).Take(1) }

// Resolution implements ADC.
func (a ISAACADC) Resolution() float64 { return float64(a.Bits) }

// Validate implements ADC.
func (a ISAACADC) Validate() error {
	if a.Bits < 4 || a.Bits > 10 {
		return fmt.Errorf("hw: an ISAACADC with Bits %d; its table is for 4 to 10", a.Bits)
	}
	return nil
}

// ZigZagADC is the converter of ZigZag-IMC (KU Leuven, BSD-3-Clause; AimcArrayUnit.py), for 28 nm.
type ZigZagADC struct {
	Bits   int           // from 1 to 16
	Rows   int           // cells on the bit line that is converted
	Supply units.Voltage // 0.9 V in ZigZag-IMC's examples
}

// Cost implements ADC.
func (a ZigZagADC) Cost() (ADCCost, error) {
	if err := a.Validate(); err != nil {
		return ADCCost{}, err
	}
	return ADCCost{Energy: a.energy(), Area: a.area(), Time: a.time()}, nil
}

func (a ZigZagADC) energy() units.Energy {
	supply := float64(a.Supply)
	return units.Energy((100*float64(a.Bits)+0.001*math.Pow(4, float64(a.Bits)))*supply*supply) * units.Femtojoule
}

func (a ZigZagADC) area() units.Area {
	b := float64(a.Bits)
	return units.Area(math.Pow(10, 1.206-0.0369*b)*math.Pow(2, b)) * units.SquareMicrometre
}

func (a ZigZagADC) time() units.Time {
	return units.Time(float64(a.Bits)*(0.00653*float64(a.Rows)+0.640)) * units.Nanosecond
}

// Resolution implements ADC.
func (a ZigZagADC) Resolution() float64 { return float64(a.Bits) }

// Validate implements ADC.
func (a ZigZagADC) Validate() error {
	switch {
	case a.Bits < 1 || a.Bits > 16:
		return fmt.Errorf("hw: a ZigZagADC with Bits %d; it has 1 to 16", a.Bits)
	case a.Rows < 1 || a.Rows > 1<<16:
		return fmt.Errorf("hw: a ZigZagADC with Rows %d; there are 1 to %d", a.Rows, 1<<16)
	}
	return validSupply("ZigZagADC", a.Supply)
}

func validSupply(what string, supply units.Voltage) error {
	if !(supply > 0 && supply <= 10) {
		return fmt.Errorf("hw: a %s with Supply %v; it is above 0 and up to 10 V", what, supply)
	}
	return nil
}

// SARADC is the form in which NeuroSim describes a converter by successive approximation: a power that grows with the bits
// and falls with the resistance of the column that drives it, for one nanosecond a bit and one more. The coefficients belong
// to a node and are the user's to give; NeuroSim's are under a licence that forbids commercial use. Column is the resistance
// of all cells of the bit line together, for a read voltage of 0.5 V.
type SARADC struct {
	Bits      int              // from 1 to 16
	Column    units.Resistance // of the bit line
	PerBit    units.Power      // a: power for each bit
	Base      units.Power      // c0: power at no bits
	Driven    units.Power      // c1: power that a column of 1 Ω adds
	Decay     float64          // k: natural logarithm by which that falls for each decade of resistance
	InverterN units.Area       // n part of an inverter; 0 where it is not known, and so the converter's area
	InverterP units.Area       // p part of it
}

// Cost implements ADC.
func (a SARADC) Cost() (ADCCost, error) {
	if err := a.Validate(); err != nil {
		return ADCCost{}, err
	}
	return ADCCost{Energy: a.energy(), Area: a.area(), Time: a.time()}, nil
}

func (a SARADC) energy() units.Energy {
	power := a.PerBit*units.Power(a.Bits) + a.Base +
		a.Driven*units.Power(math.Exp(-a.Decay*math.Log10(float64(a.Column/units.Ohm))))
	return power.For(a.time())
}

func (a SARADC) area() units.Area {
	more := units.Area(a.Bits - 1)
	return a.InverterN*(269+109*more) + a.InverterP*(209+73*more)
}

func (a SARADC) time() units.Time { return units.Time(a.Bits+1) * units.Nanosecond }

// Resolution implements ADC.
func (a SARADC) Resolution() float64 { return float64(a.Bits) }

// Validate implements ADC.
func (a SARADC) Validate() error {
	if a.Bits < 1 || a.Bits > 16 {
		return fmt.Errorf("hw: a SARADC with Bits %d; it has 1 to 16", a.Bits)
	}
	if !(a.Column >= units.Ohm && a.Column <= 1e15) {
		return fmt.Errorf("hw: a SARADC with Column %v; it is from 1 Ω to 1 PΩ", a.Column)
	}
	for _, f := range []struct {
		name  string
		value float64
		text  fmt.Stringer
	}{
		{"PerBit", float64(a.PerBit), a.PerBit}, {"Base", float64(a.Base), a.Base}, {"Driven", float64(a.Driven), a.Driven},
		{"InverterN", float64(a.InverterN), a.InverterN}, {"InverterP", float64(a.InverterP), a.InverterP},
	} {
		if !(f.value >= 0 && f.value <= 1e6) {
			return fmt.Errorf("hw: a SARADC with %s %v; it is finite and not below 0", f.name, f.text)
		}
	}
	if !(a.Decay >= 0 && a.Decay <= 100) {
		return fmt.Errorf("hw: a SARADC with Decay %g; it is from 0 to 100", a.Decay)
	}
	return nil
}

// ZigZagDAC is the digital-to-analog converter of ZigZag-IMC, for 28 nm: 50 fF for each bit, charged to the supply.
type ZigZagDAC struct {
	Bits   int           // from 1 to 16
	Supply units.Voltage // 0.9 V in ZigZag-IMC's examples
}

// Energy returns what one conversion takes.
func (d ZigZagDAC) Energy() (units.Energy, error) {
	if err := d.Validate(); err != nil {
		return 0, err
	}
	return units.Energy(50*float64(d.Bits)*float64(d.Supply)*float64(d.Supply)) * units.Femtojoule, nil
}

// Validate tells what is wrong with the numbers, or nil.
func (d ZigZagDAC) Validate() error {
	if d.Bits < 1 || d.Bits > 16 {
		return fmt.Errorf("hw: a ZigZagDAC with Bits %d; it has 1 to 16", d.Bits)
	}
	return validSupply("ZigZagDAC", d.Supply)
}
