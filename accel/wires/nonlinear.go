package wires

import (
	"context"
	"fmt"
	"math"

	"regan/accel/units"
)

// Law is a cell that is not ohmic: the current at a voltage v across a cell that conducts g at small voltages, and the slope
// of the current at v. The current grows with the voltage: the slope is above 0 unless no current flows.
type Law func(g units.Conductance, v units.Voltage) (current units.Current, slope units.Conductance)

// Sinh returns the law of cells whose current is g scale sinh(v / scale): ohmic below the scale, exponential above. It is
// the usual description of conduction through a filament's gap; scales of 0.1 to 1 V fit measured cells.
func Sinh(scale units.Voltage) Law {
	return func(g units.Conductance, v units.Voltage) (units.Current, units.Conductance) {
		x := float64(v / scale)
		return scale.Through(g) * units.Current(math.Sinh(x)), g * units.Conductance(math.Cosh(x))
	}
}

// maxSteps bounds the steps of Newton's method. Laws that are as smooth as Sinh take some 10.
const maxSteps = 200

// SolveNonlinear is Solve for cells that follow a law; Cells are then their conductances at small voltages. There is no
// matrix for such an array, so each vector of inputs needs a solution. Solution.Residual is by how much the last step still
// moved a voltage, relative to the largest input; Iterations counts all of the inner method. Errors are those of Solve, and
// the law's when it gives what no cell does.
//
// Where wires take nearly all of a voltage that would drive an absurd current (more than some 10 scales of Sinh), the
// rounding of voltages can keep it from converging, which is an error too.
//
// It is Newton's method. A step replaces each cell by its tangent, an ohmic cell with a source, and solves as Solve does; it
// is halved until the voltages fit better than before.
func (a Array) SolveNonlinear(ctx context.Context, law Law, volts []units.Voltage, options *Options) (*Solution, error) {
	if err := a.validateRun(volts, options); err != nil {
		return nil, err
	}
	if law == nil {
		return nil, fmt.Errorf("wires: no law for the cells; Sinh returns one")
	}
	if err := alive(ctx); err != nil {
		return nil, err
	}
	n := newton{array: a, law: law, volts: volts, conjugate: newConjugate(a)}
	cells := a.Rows * a.Cols
	v, next := newPoint(cells), newPoint(cells)
	if err := n.evaluate(v); err != nil {
		return nil, err
	}
	if math.IsInf(v.miss, 1) {
		return nil, fmt.Errorf("wires: the law gives a current or a slope without bound at 0 V; both are finite there")
	}
	largest := 0.0
	for _, u := range volts {
		largest = max(largest, math.Abs(float64(u)))
	}
	s := &Solution{}
	first := v.miss
	for step := 0; ; step++ {
		if step == maxSteps {
			return nil, fmt.Errorf("wires: the cells' law did not converge in %d steps; voltages miss by %v", step, units.Voltage(v.largest))
		}
		options.report(min(0.99, max(0, math.Log(v.miss/first)/math.Log(1e-12))))
		iterations, err := n.step(ctx, v)
		s.Iterations += iterations
		if err != nil {
			return nil, err
		}
		s.Residual = 0
		for k, t := range n.target {
			s.Residual = max(s.Residual, math.Abs(t-v.v[k]))
		}
		if largest > 0 {
			s.Residual /= largest
		}
		if s.Residual <= 1e-12 {
			break
		}
		better := false
		for share := 1.0; share > 1e-9 && !better; share /= 2 {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			for k := range next.v {
				next.v[k] = v.v[k] + share*(n.target[k]-v.v[k])
			}
			if err := n.evaluate(next); err != nil {
				return nil, err
			}
			better = next.miss < v.miss
		}
		if !better {
			if s.Residual <= 1e-9 {
				break // rounding keeps it from getting better
			}
			return nil, fmt.Errorf("wires: the cells' law does not converge; voltages miss by %v. Its slope may not be that of its current",
				units.Voltage(v.largest))
		}
		v, next = next, v
	}
	// The currents of the last step obey Kirchhoff's laws to the last digit, and the cells' law as well as voltages can.
	a.finish(s, volts, n.conjugate.currents, n.conjugate.drops)
	options.report(1)
	return s, nil
}

// point is a guess of the voltages across all cells, and what follows from it.
type point struct {
	v, currents, slopes []float64
	miss, largest       float64 // of v + R currents - inputs: its 2-norm and its largest part; +Inf where a law overflows
}

func newPoint(cells int) *point {
	return &point{v: make([]float64, cells), currents: make([]float64, cells), slopes: make([]float64, cells)}
}

type newton struct {
	array     Array
	law       Law
	volts     []units.Voltage
	conjugate *conjugate
	target    []float64 // where a whole step leads
}

// evaluate fills in what follows from a point's voltages.
func (n *newton) evaluate(p *point) error {
	a := n.array
	overflow := false
	for k, v := range p.v {
		i, slope := n.law(a.Cells[k], units.Voltage(v))
		current, g := float64(i), float64(slope)
		if math.IsInf(current, 0) || math.IsInf(g, 1) {
			overflow = true // too far; a shorter step will do
			continue
		}
		if !(g > 0 || g == 0 && current == 0) || math.IsNaN(current) {
			return fmt.Errorf("wires: the law gives the cell at row %d, column %d, of %v, at %v a current of %v and a slope of %v; "+
				"the current is finite and the slope above 0, or both are 0", k/a.Cols, k%a.Cols, a.Cells[k], units.Voltage(v), i, slope)
		}
		p.currents[k], p.slopes[k] = current, g
	}
	p.miss, p.largest = math.Inf(1), math.Inf(1)
	if overflow {
		return nil
	}
	a.drops(p.currents, n.conjugate.drops, nil)
	squares, largest := 0.0, 0.0
	for k, v := range p.v {
		miss := v + n.conjugate.drops[k] - float64(n.volts[k/a.Cols])
		squares += miss * miss
		largest = max(largest, math.Abs(miss))
	}
	p.miss, p.largest = math.Sqrt(squares), largest
	return nil
}

// step finds the voltages that would fit if each cell were its tangent at p.
func (n *newton) step(ctx context.Context, p *point) (iterations int, err error) {
	c, a := n.conjugate, n.array
	for k, g := range p.slopes {
		c.slopes[k], c.right[k] = g, 0
		if root := math.Sqrt(g); root > 0 {
			c.right[k] = root*(float64(n.volts[k/a.Cols])-p.v[k]) + p.currents[k]/root
		}
	}
	iterations, _, err = c.solve(ctx, func(float64) {})
	if err != nil {
		return iterations, err
	}
	if n.target == nil {
		n.target = make([]float64, len(p.v))
	}
	a.drops(c.currents, c.drops, nil)
	for k := range n.target {
		n.target[k] = float64(n.volts[k/a.Cols]) - c.drops[k]
	}
	return iterations, nil
}
