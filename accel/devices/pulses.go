package devices

import (
	"fmt"
	"math"
)

// Law says how far one pulse moves a cell. Weights and steps have no unit: a weight is the conductance, scaled to Range.
type Law interface {
	Range() (least, most float64)           // the weights that the cell can have
	Change(weight float64, up bool) float64 // by one pulse, without noise and without regard to Range
	Validate() error                        // what is wrong with the numbers, or nil
}

// Pulse returns the weight after a number of pulses, up, or down where count is negative. A weight stays within the law's
// range.
func Pulse(law Law, weight float64, count int) (float64, error) {
	return PulseNoisy(law, weight, count, 0, Random{}, 0)
}

// PulseNoisy is Pulse where the change by each pulse varies by a normal factor of mean 1 and the given standard deviation
// (from cycle to cycle; NeuroSim's real device has 0.035 of its range, AIHWKIT's default is 0.3 of a step). Pulse k takes
// the random number first + k.
func PulseNoisy(law Law, weight float64, count int, variation float64, random Random, first uint64) (float64, error) {
	if err := law.Validate(); err != nil {
		return 0, err
	}
	least, most := law.Range()
	if !(weight >= least && weight <= most) {
		return 0, fmt.Errorf("devices: a weight of %g; the law's range is %g to %g", weight, least, most)
	}
	if !(variation >= 0) || math.IsInf(variation, 1) {
		return 0, fmt.Errorf("devices: a variation of %g; it must be finite and not below 0", variation)
	}
	up := count > 0
	if !up {
		count = -count
	}
	for k := range count {
		change := law.Change(weight, up)
		if variation > 0 {
			change *= 1 + variation*random.Normal(first+uint64(k))
		}
		weight = clamp(weight+change, least, most)
	}
	return weight, nil
}

// Bounds are a law's range and the size of a step.
type Bounds struct {
	Step        float64 // by a pulse at weight 0, or where the law says
	Least, Most float64 // weights
}

// Range returns the weights that a cell can have.
func (b Bounds) Range() (least, most float64) { return b.Least, b.Most }

// Validate tells what is wrong with the numbers, or nil.
func (b Bounds) Validate() error {
	if !(b.Step > 0 && b.Step <= maxSize) {
		return fmt.Errorf("devices: pulses have Step %g; it is above 0 and up to %g", b.Step, maxSize)
	}
	if !(b.Least < b.Most && b.Least >= -maxSize && b.Most <= maxSize) {
		return fmt.Errorf("devices: weights from Least %g to Most %g; Least is below Most, and both from -%g to %g",
			b.Least, b.Most, maxSize, maxSize)
	}
	return nil
}

// maxSize keeps what laws compute within the range of float64.
const maxSize = 1e9

// Step is the law of steps that shrink linearly with the weight: up by Step (1 - Up w/Most), down by Step (1 - Down
// w/Least). AIHWKIT's names for it are LinearStep, and ConstantStep and SoftBounds for slopes of 0 and 1.
type Step struct {
	Bounds
	Up, Down float64 // slopes: 0 for steps that are all alike, 1 for steps that end at the bound
}

// ConstantStep returns the law of steps that are all alike.
func ConstantStep(b Bounds) Step { return Step{Bounds: b} }

// SoftBounds returns the law of steps that shrink to nothing at the bounds.
func SoftBounds(b Bounds) Step { return Step{Bounds: b, Up: 1, Down: 1} }

// Change implements Law.
func (s Step) Change(weight float64, up bool) float64 {
	if up {
		return s.Step * (1 - slope(s.Up, weight, s.Most))
	}
	return -s.Step * (1 - slope(s.Down, weight, s.Least))
}

// slope returns by how much a step is smaller. Steps that are all alike may have a bound of 0.
func slope(slope, weight, bound float64) float64 {
	if slope == 0 {
		return 0
	}
	return slope * weight / bound
}

// Validate tells what is wrong with the numbers, or nil.
func (s Step) Validate() error {
	if err := s.Bounds.Validate(); err != nil {
		return err
	}
	for _, f := range []struct {
		name         string
		slope, bound float64
	}{{"Up", s.Up, s.Most}, {"Down", s.Down, -s.Least}} {
		if !(f.slope >= 0 && f.slope <= maxSize) {
			return fmt.Errorf("devices: slope %s is %g; it is from 0 to %g", f.name, f.slope, maxSize)
		}
		if f.slope > 0 && f.bound < 1/maxSize {
			return fmt.Errorf("devices: slope %s is %g and weights go from %g to %g; a slope other than 0 needs weight 0 within them",
				f.name, f.slope, s.Least, s.Most)
		}
	}
	return nil
}

// ExpStep is AIHWKIT's law of the same name, fitted to measured cells: steps shrink by an exponential of the weight,
// Step max(0, 1 - A exp(± Gamma z)) with z = 2 Scale w / (Most - Least) + Offset; the sign is + upwards.
type ExpStep struct {
	Bounds
	UpA, DownA         float64
	UpGamma, DownGamma float64
	Scale, Offset      float64
}

// DefaultExpStep returns the law with the constants that are AIHWKIT's default (MIT).
func DefaultExpStep(b Bounds) ExpStep {
	return ExpStep{Bounds: b, UpA: 0.00081, DownA: 0.36833, UpGamma: 12.44625, DownGamma: 12.78785, Scale: 0.244, Offset: 0.2425}
}

// Change implements Law.
func (s ExpStep) Change(weight float64, up bool) float64 {
	z := 2*s.Scale*weight/(s.Most-s.Least) + s.Offset
	if up {
		return s.Step * shrunk(s.UpA, s.UpGamma*z)
	}
	return -s.Step * shrunk(s.DownA, -s.DownGamma*z)
}

// shrunk returns what is left of a step. Where a is 0 all of it is, however large the exponential would be.
func shrunk(a, exponent float64) float64 {
	if a == 0 {
		return 1
	}
	return max(0, 1-a*math.Exp(exponent))
}

// Validate tells what is wrong with the numbers, or nil.
func (s ExpStep) Validate() error {
	if err := s.Bounds.Validate(); err != nil {
		return err
	}
	for _, f := range []struct {
		name  string
		value float64
	}{{"UpA", s.UpA}, {"DownA", s.DownA}, {"UpGamma", s.UpGamma}, {"DownGamma", s.DownGamma}} {
		if !(f.value >= 0 && f.value <= maxSize) {
			return fmt.Errorf("devices: %s is %g; it is from 0 to %g", f.name, f.value, maxSize)
		}
	}
	if !(math.Abs(s.Scale) <= maxSize) || !(math.Abs(s.Offset) <= maxSize) {
		return fmt.Errorf("devices: Scale is %g and Offset %g; both are from -%g to %g", s.Scale, s.Offset, maxSize, maxSize)
	}
	return nil
}

// PowStep is AIHWKIT's law of the same name: steps shrink with a power of the distance from the bound, up by Step ω^Power,
// down by Step (1 - ω)^Power, with ω = (Most - w) / (Most - Least).
type PowStep struct {
	Bounds
	Power float64
}

// Change implements Law.
func (s PowStep) Change(weight float64, up bool) float64 {
	left := (s.Most - weight) / (s.Most - s.Least)
	if up {
		return s.Step * math.Pow(left, s.Power)
	}
	return -s.Step * math.Pow(1-left, s.Power)
}

// Validate tells what is wrong with the numbers, or nil.
func (s PowStep) Validate() error {
	if err := s.Bounds.Validate(); err != nil {
		return err
	}
	if !(s.Power >= 0 && s.Power <= 1000) {
		return fmt.Errorf("devices: Power is %g; it is from 0 to 1000", s.Power)
	}
	return nil
}
