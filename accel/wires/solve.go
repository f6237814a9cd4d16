package wires

import (
	"context"
	"errors"
	"fmt"
	"math"

	"regan/accel/units"
)

// Solution has all voltages and currents of an array for one vector of inputs.
type Solution struct {
	Word, Bit []units.Voltage // of the word and the bit line at each cell, row by row
	Cells     []units.Current // through each cell, row by row
	Driven    []units.Current // into each word line
	Sensed    []units.Current // out of each bit line

	Iterations int
	Residual   float64 // what the cells' currents miss Ohm's law by, relative to the currents without wires (2-norm)
}

// tolerance is the residual at which Solve stops. Rounding alone leaves some 1e-15.
const tolerance = 1e-14

// maxIterations bounds what Solve tries. An array of 512x512 cells with a ten-thousandth of a cell's resistance in each
// segment takes some 30.
const maxIterations = 20000

// Solve returns all voltages and currents for one voltage for each word line. It knows nothing of what Effective does, and
// so checks it. Arrays whose wires take most of the voltage need many iterations, and fail when these do not converge;
// Effective does not fail. Options.Workers has no effect. Errors are the array's, the voltages', the options', and the
// context's when it ends.
//
// The unknowns are the currents x through the cells. With R x the voltage that the wires take (two cumulative sums for
// each line) and G the cells' conductances, x = G (V - R x). Scaled by the root of G this is symmetric and positive
// definite, (1 + √G R √G) y = √G V with x = √G y, and has the condition of 1 plus wires over cells: the conjugate gradients
// method converges fast. Lines and cells without resistance or conductance need no special case.
func (a Array) Solve(ctx context.Context, volts []units.Voltage, options *Options) (*Solution, error) {
	if err := a.validateRun(volts, options); err != nil {
		return nil, err
	}
	if err := alive(ctx); err != nil {
		return nil, err
	}
	c := newConjugate(a)
	for k, g := range a.Cells {
		c.slopes[k] = float64(g)
		c.right[k] = math.Sqrt(float64(g)) * float64(volts[k/a.Cols])
	}
	s := &Solution{}
	var err error
	s.Iterations, s.Residual, err = c.solve(ctx, func(residual float64) {
		options.report(min(0.99, max(0, math.Log(residual)/math.Log(tolerance))))
	})
	if err != nil {
		return nil, err
	}
	a.finish(s, volts, c.currents, c.drops)
	options.report(1)
	return s, nil
}

// alive returns nil, or why a context is of no use: there is none, or it has ended.
func alive(ctx context.Context) error {
	if ctx == nil {
		return errors.New("wires: the context is nil; allowed: one such as context.Background()")
	}
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("wires: stopped: %w", err)
	}
	return nil
}

// validateRun tells what is wrong with an array and its inputs, or nil.
func (a Array) validateRun(volts []units.Voltage, options *Options) error {
	if err := a.Validate(); err != nil {
		return err
	}
	if err := options.Validate(); err != nil {
		return err
	}
	if len(volts) != a.Rows {
		return fmt.Errorf("wires: %d voltages for %d word lines", len(volts), a.Rows)
	}
	for i, v := range volts {
		if !(math.Abs(float64(v)) <= maxVoltage) {
			return fmt.Errorf("wires: the voltage of word line %d is %v; it is from -%g V to %g V", i, v, maxVoltage, maxVoltage)
		}
	}
	return nil
}

// report passes progress on, if anybody wants to know.
func (o *Options) report(done float64) {
	if o != nil && o.Progress != nil {
		o.Progress(done)
	}
}

// conjugate solves (1 + √G R √G) y = right by conjugate gradients, preconditioned with the diagonal.
type conjugate struct {
	array         Array
	slopes, right []float64 // G and the right side: set before solve
	currents      []float64 // √G y
	drops         []float64 // room for R times something

	root, scale, r, p, q []float64
}

func newConjugate(a Array) *conjugate {
	room := func() []float64 { return make([]float64, a.Rows*a.Cols) }
	return &conjugate{array: a, slopes: room(), right: room(), currents: room(), drops: room(),
		root: room(), scale: room(), r: room(), p: room(), q: room()}
}

func (c *conjugate) solve(ctx context.Context, report func(residual float64)) (iterations int, residual float64, err error) {
	a, l := c.array, c.array.Lines
	root, scale, r, p, q, y := c.root, c.scale, c.r, c.p, c.q, c.currents
	unit := 0.0 // the largest of the right side: in its terms no square is too small or too large
	for _, v := range c.right {
		unit = max(unit, math.Abs(v))
	}
	var whole, rz float64
	for k, g := range c.slopes {
		i, j := k/a.Cols, k%a.Cols
		root[k] = math.Sqrt(g)
		path := l.Driver + units.Resistance(j+1)*l.WordSegment + units.Resistance(a.Rows-i)*l.BitSegment + l.Sense
		scale[k] = 1 + g*float64(path)
		y[k], r[k] = 0, 0
		if unit > 0 {
			r[k] = c.right[k] / unit
		}
		p[k] = r[k] / scale[k]
		whole += r[k] * r[k]
		rz += r[k] * p[k]
	}
	for whole > 0 {
		rr := 0.0
		for _, v := range r {
			rr += v * v
		}
		residual = math.Sqrt(rr / whole)
		if residual <= tolerance {
			break
		}
		if !(iterations < maxIterations) {
			return iterations, residual, fmt.Errorf("wires: the currents did not converge in %d iterations (residual %.2g): the "+
				"wires take nearly all of the voltage; for ohmic cells, Effective has no such limit", iterations, residual)
		}
		if err := ctx.Err(); err != nil {
			return iterations, residual, err
		}
		report(residual)
		iterations++
		pq := 0.0
		for k := range q {
			q[k] = root[k] * p[k]
		}
		a.drops(q, c.drops, nil)
		for k := range q {
			q[k] = p[k] + root[k]*c.drops[k]
			pq += p[k] * q[k]
		}
		alpha := rz / pq
		next := 0.0
		for k := range y {
			y[k] += alpha * p[k]
			r[k] -= alpha * q[k]
			next += r[k] * r[k] / scale[k]
		}
		beta := next / rz
		rz = next
		for k := range p {
			p[k] = r[k]/scale[k] + beta*p[k]
		}
	}
	for k := range y {
		y[k] *= root[k] * unit
	}
	return iterations, residual, nil
}

// maxVoltage keeps currents within the range of float64.
const maxVoltage = 1e9

// finish fills in what follows from the cells' currents.
func (a Array) finish(s *Solution, volts []units.Voltage, x, drops []float64) {
	cells := a.Rows * a.Cols
	s.Word, s.Bit = make([]units.Voltage, cells), make([]units.Voltage, cells)
	s.Cells = make([]units.Current, cells)
	s.Driven, s.Sensed = make([]units.Current, a.Rows), make([]units.Current, a.Cols)
	bit := make([]float64, cells)
	a.drops(x, drops, bit)
	for k := range x {
		i, j := k/a.Cols, k%a.Cols
		s.Cells[k] = units.Current(x[k])
		s.Bit[k] = units.Voltage(bit[k])
		s.Word[k] = volts[i] - units.Voltage(drops[k]-bit[k])
		s.Driven[i] += s.Cells[k]
		s.Sensed[j] += s.Cells[k]
	}
}

// drops sets total to the voltage that the wires between each cell and its driver and sense amplifier take while the
// currents x flow through the cells, and bit, unless it is nil, to the part of the bit lines.
func (a Array) drops(x, total, bit []float64) {
	word, down := float64(a.Lines.WordSegment), float64(a.Lines.BitSegment)
	// Bit lines. First each place gets the current that flows below it, then the voltage, from the sense amplifier upwards.
	copy(total, x)
	for k := a.Cols; k < len(total); k++ {
		total[k] += total[k-a.Cols]
	}
	last := len(total) - a.Cols
	for k := last; k < len(total); k++ {
		total[k] *= down + float64(a.Lines.Sense)
	}
	for k := last - 1; k >= 0; k-- {
		total[k] = total[k]*down + total[k+a.Cols]
	}
	if bit != nil {
		copy(bit, total)
	}
	// Word lines: the current before a place is that of all cells from there on.
	for i := range a.Rows {
		row := x[i*a.Cols : (i+1)*a.Cols]
		current := 0.0
		for _, c := range row {
			current += c
		}
		drop := current * float64(a.Lines.Driver)
		for j, c := range row {
			drop += current * word
			total[i*a.Cols+j] += drop
			current -= c
		}
	}
}
