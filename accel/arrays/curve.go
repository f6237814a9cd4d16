package arrays

import (
	"fmt"
	"math"

	"regan/accel/units"
	"regan/accel/wires"
)

// Cells that are not ohmic: between cutting the inputs and converting, each slot of each vector is solved by wires.Array's
// SolveNonlinear, which iterates until no voltage moves by more than 1e-9 of the largest, and is an error if it does not get
// there.

// curved is one physical array of such cells.
type curved struct {
	array wires.Array
	left  int // its first output
}

// curves returns the arrays of a tile, side by side, with the conductances of their cells at small voltages.
func (a *Array) curves(first, last int) []curved {
	c := a.spec.Analog.Curve
	x := float64(c.Drive / c.Scale)
	step := a.spec.levelStep() * units.Conductance(x/math.Sinh(x))
	var all []curved
	bounds := partition(a.outputs, a.spec.Cols/a.spec.ColumnsPerWeight())
	for i := range len(bounds) - 1 {
		array, _ := a.physical(first, last, bounds[i], bounds[i+1], step)
		all = append(all, curved{array, bounds[i]})
	}
	return all
}

// solvePart solves all slots of one vector for the arrays of one tile.
func (r *run) solvePart(w *worker, part int) {
	a := r.array
	if r.wrong.Load() != nil {
		return
	}
	tile, v := part%len(a.tiles), part/len(a.tiles)
	block := v / blockVectors
	in := &r.prepared[block*len(a.tiles)+tile]
	if err := w.solve(&a.tiles[tile], in, r.x[v*a.inputs:][:a.inputs], v%blockVectors); err != nil {
		err = fmt.Errorf("arrays: cells that are not ohmic, vector %d: %w", v, err)
		r.wrong.CompareAndSwap(nil, &err)
	}
	r.report()
}

// solve sets the currents of one vector: of each line in each slot, in level steps, less what the lowest level conducts.
func (w *worker) solve(t *tile, in *prepared, x []int32, v int) error {
	a := w.run.array
	curve, lines := a.spec.Analog.Curve, len(t.lines)
	unit := curve.Drive / units.Voltage(a.spec.topDigit()) // of a drive of 1
	step := float64(a.spec.levelStep()) * float64(unit)
	w.volts = sized(w.volts, t.rows)
	for i, s := range a.slots {
		driven := int32(0)
		for r, value := range x[t.first:][:t.rows] {
			digit := value >> s.first & (1<<s.bits - 1)
			w.volts[r] = unit * units.Voltage(digit)
			driven += digit
		}
		currents := in.currents[(v*len(a.slots)+i)*lines:][:lines]
		if driven == 0 {
			clear(currents)
			continue
		}
		background := a.spec.minLevel() * float64(driven)
		for _, c := range t.floats.curves {
			solution, err := c.array.SolveNonlinear(w.run.ctx, wires.Sinh(curve.Scale), w.volts, nil)
			if err != nil {
				return err
			}
			first := c.left * a.perOut
			for j, sensed := range solution.Sensed {
				current := float64(sensed)/step - background
				switch {
				case !a.spec.signedLines():
					currents[first+j] = current
				case j%2 == 0:
					currents[first+j/2] = current
				default:
					currents[first+j/2] -= current
				}
			}
		}
	}
	return nil
}
