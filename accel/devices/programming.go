package devices

import (
	"fmt"
	"math"

	"regan/accel/units"
)

// Programming is the error that writing leaves: a normal one, whose standard deviation is a polynomial of the conductance
// that was meant. A conductance is never negative: what would be is 0.
type Programming struct {
	Name         string
	Coefficients []units.Conductance // of the powers 0, 1, 2, ... of target / Reference
	Reference    units.Conductance
	Least, Most  units.Conductance // the targets that were measured; outside, the law is a guess
}

// Constant returns a law with the same standard deviation for each target.
func Constant(sigma units.Conductance) Programming {
	return Programming{Name: "constant", Coefficients: []units.Conductance{sigma}, Reference: units.Siemens,
		Most: units.Conductance(math.Inf(1))}
}

// Proportional returns a law with a standard deviation of the given share of the target.
func Proportional(share float64) Programming {
	return Programming{Name: "proportional", Coefficients: []units.Conductance{0, units.Conductance(share)},
		Reference: units.Siemens, Most: units.Conductance(math.Inf(1))}
}

func microsiemens(values ...float64) []units.Conductance {
	c := make([]units.Conductance, len(values))
	for k, v := range values {
		c[k] = units.Conductance(v) * units.Microsiemens
	}
	return c
}

// RRAMMilo is the linear fit of CrossSim 3.2.0 (BSD-3-Clause) to Milo et al., IRPS 2021, figure 4: cells of 50 to
// 225 µS, written with the algorithm IGVVA-100.
func RRAMMilo() Programming {
	return Programming{Name: "RRAM, Milo 2021", Coefficients: microsiemens(4.782321, -0.009107),
		Reference: units.Microsiemens, Least: 50 * units.Microsiemens, Most: 225 * units.Microsiemens}
}

// RRAMWan is the cubic fit of CrossSim 3.2.0 (BSD-3-Clause) to Wan et al., Nature 2022, extended data figure 3, one second
// after writing: the cells of NeuRRAM.
func RRAMWan() Programming {
	return Programming{Name: "RRAM, Wan 2022", Coefficients: microsiemens(1.053, 2.374e-1, -1.167e-2, 1.536e-4),
		Reference: units.Microsiemens, Most: 39.26 * units.Microsiemens}
}

// PCMJoshi is the quadratic fit of CrossSim 3.2.0 (BSD-3-Clause) to Joshi et al., Nature Communications 2020, figure 3b:
// phase-change cells.
func PCMJoshi() Programming {
	return Programming{Name: "PCM, Joshi 2020", Coefficients: microsiemens(0.28638599, 0.07585724, -0.00178767),
		Reference: units.Microsiemens, Most: 25 * units.Microsiemens}
}

// Times after writing for which RRAMWanAfter has a law.
const (
	OneSecond = units.Second
	OneDay    = 24 * 3600 * units.Second
	TwoDays   = 2 * OneDay
)

// RRAMWanAfter is the fit of AIHWKIT 1.1.0 (MIT) to Wan et al., Nature 2022, of degree 4, some time after writing: the cells
// spread (relax) while they are left alone. There are laws for OneSecond, OneDay and TwoDays; between them nothing was
// measured.
func RRAMWanAfter(t units.Time) (Programming, error) {
	p := Programming{Reference: 40 * units.Microsiemens, Most: 40 * units.Microsiemens}
	switch t {
	case OneSecond:
		p.Name, p.Coefficients = "RRAM, Wan 2022, after 1 s", microsiemens(0.348, 16.030, -43.853, 45.393, -16.815)
	case OneDay:
		p.Name, p.Coefficients = "RRAM, Wan 2022, after 1 day", microsiemens(0.701, 22.086, -50.773, 47.095, -16.458)
	case TwoDays:
		p.Name, p.Coefficients = "RRAM, Wan 2022, after 2 days", microsiemens(0.782, 20.274, -43.507, 37.062, -11.934)
	default:
		return Programming{}, fmt.Errorf("devices: no measurement %v after writing; there are some after %v, %v and %v",
			t, OneSecond, OneDay, TwoDays)
	}
	return p, nil
}

// Sigma returns the standard deviation for a target, before what is negative is cut off.
func (p Programming) Sigma(target units.Conductance) units.Conductance {
	x, sum := float64(target/p.Reference), 0.0
	for k := len(p.Coefficients) - 1; k >= 0; k-- {
		sum = sum*x + float64(p.Coefficients[k])
	}
	return units.Conductance(max(sum, 0))
}

// Program returns the conductance that a cell has after writing. The cell's number chooses the random number.
func (p Programming) Program(target units.Conductance, random Random, cell uint64) units.Conductance {
	return max(0, target+p.Sigma(target)*units.Conductance(random.Normal(cell)))
}

// ProgramAll writes an array: Program for each target, with its place as the cell's number.
func (p Programming) ProgramAll(targets []units.Conductance, random Random) ([]units.Conductance, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	cells := make([]units.Conductance, len(targets))
	for k, g := range targets {
		if !isConductance(g) {
			return nil, fmt.Errorf("devices: target %d is %v; a conductance is finite and not below 0", k, g)
		}
		cells[k] = p.Program(g, random, uint64(k))
	}
	return cells, nil
}

// Validate tells what is wrong with the numbers, or nil.
func (p Programming) Validate() error {
	if !(p.Reference > 0) || math.IsInf(float64(p.Reference), 0) {
		return fmt.Errorf("devices: the law %q has Reference %v; it must be above 0 and finite", p.Name, p.Reference)
	}
	if len(p.Coefficients) == 0 {
		return fmt.Errorf("devices: the law %q has no Coefficients; it needs at least one", p.Name)
	}
	for k, c := range p.Coefficients {
		if math.IsNaN(float64(c)) || math.IsInf(float64(c), 0) {
			return fmt.Errorf("devices: the law %q has Coefficients[%d] %v; it must be finite", p.Name, k, c)
		}
	}
	if !(p.Least >= 0 && p.Least <= p.Most) {
		return fmt.Errorf("devices: the law %q holds from Least %v to Most %v; Least is from 0 to Most", p.Name, p.Least, p.Most)
	}
	return nil
}

func isConductance(g units.Conductance) bool { return g >= 0 && !math.IsInf(float64(g), 1) }
