package hw

import (
	"fmt"
	"math"

	"regan/accel/units"
)

// Scaling carries digital circuits from one CMOS node to another: Stillmaker and Baas, "Scaling equations for the accurate
// prediction of CMOS device performance from 180 nm to 7 nm", Integration 58 (2017). Between the paper's nodes it
// interpolates logarithms. Analogue circuits shrink less, and what a cell's physics takes does not shrink at all.
type Scaling struct {
	From, To units.Length  // from 7 to 130 nm
	Supply   units.Voltage // of both, from 0.5 to 1.2 V
}

// node has what the paper says of one.
type node struct {
	length  units.Length
	area    float64 // relative to 7 nm
	a, b, c float64 // energy at supply V is a·V² + b·V + c, in units that cancel
}

// nodes are those of the paper's tables, as hwcomponents-library has them (MIT, scaling.py).
func nodes() []node {
	const nm = units.Nanometre
	return []node{
		{7 * nm, 1, 0.1776, -0.09097, 0.02447},
		{10 * nm, 1.7, 0.2068, -0.09311, 0.02375},
		{14 * nm, 2.9, 0.2363, -0.09675, 0.02239},
		{16 * nm, 3.2, 0.2958, -0.1241, 0.03024},
		{20 * nm, 3.6, 0.373, -0.1582, 0.04104},
		{32 * nm, 7.8, 0.9559, -0.7823, 0.471},
		{45 * nm, 17, 1.103, -0.362, 0.2767},
		{65 * nm, 25, 3.755, -4.398, 1.975},
		{90 * nm, 48, 4.762, -4.781, 2.092},
		{130 * nm, 110, 7.171, -6.709, 2.904},
	}
}

func (n node) energy(supply units.Voltage) float64 {
	v := float64(supply)
	return n.a*v*v + n.b*v + n.c
}

// Validate tells what is wrong with the numbers, or nil.
func (s Scaling) Validate() error {
	all := nodes()
	least, most := all[0].length, all[len(all)-1].length
	for _, f := range []struct {
		name string
		node units.Length
	}{{"From", s.From}, {"To", s.To}} {
		if !(f.node >= least && f.node <= most) {
			return fmt.Errorf("hw: Scaling.%s is %v; allowed: %v to %v, for which the equations are", f.name, f.node, least, most)
		}
	}
	if !(s.Supply >= 0.5 && s.Supply <= 1.2) {
		return fmt.Errorf("hw: Scaling.Supply is %v; allowed: 0.5 to 1.2 V, for which the equations are", s.Supply)
	}
	return nil
}

// Energy returns what an energy in From is in To.
func (s Scaling) Energy(e units.Energy) (units.Energy, error) {
	factor, err := s.factor(func(n node) float64 { return n.energy(s.Supply) })
	return e * units.Energy(factor), err
}

// Area returns what an area in From is in To.
func (s Scaling) Area(a units.Area) (units.Area, error) {
	factor, err := s.factor(func(n node) float64 { return n.area })
	return a * units.Area(factor), err
}

func (s Scaling) factor(of func(node) float64) (float64, error) {
	if err := s.Validate(); err != nil {
		return 0, err
	}
	return at(s.To, of) / at(s.From, of), nil
}

// at interpolates a property of nodes, its logarithm over that of the length.
func at(length units.Length, of func(node) float64) float64 {
	all := nodes()
	i := 1
	for length > all[i].length {
		i++
	}
	low, high := all[i-1], all[i]
	share := math.Log(float64(length/low.length)) / math.Log(float64(high.length/low.length))
	return math.Exp((1-share)*math.Log(of(low)) + share*math.Log(of(high)))
}
