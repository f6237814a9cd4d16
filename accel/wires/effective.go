package wires

import (
	"context"
	"fmt"

	"regan/accel/units"
)

// Effective is the matrix that an array with its wires multiplies by: the current of bit line j is the sum over all word
// lines i of At(i, j) times the voltage of i.
type Effective struct {
	Rows, Cols  int
	Conductance []units.Conductance // of Rows x Cols pairs of a word and a bit line, row by row
}

// At returns the conductance from word line row to bit line col.
func (e *Effective) At(row, col int) units.Conductance { return e.Conductance[row*e.Cols+col] }

// Currents returns the currents of all bit lines for one voltage for each word line.
func (e *Effective) Currents(volts []units.Voltage) ([]units.Current, error) {
	if len(volts) != e.Rows {
		return nil, fmt.Errorf("wires: %d voltages for %d word lines", len(volts), e.Rows)
	}
	currents := make([]units.Current, e.Cols)
	for i, v := range volts {
		for j, g := range e.Conductance[i*e.Cols : (i+1)*e.Cols] {
			currents[j] += v.Through(g)
		}
	}
	return currents, nil
}

// Ideal returns the matrix of the array as if its wires had no resistance: the cells themselves.
func (a Array) Ideal() (*Effective, error) {
	if err := a.Validate(); err != nil {
		return nil, err
	}
	return &Effective{Rows: a.Rows, Cols: a.Cols, Conductance: append([]units.Conductance(nil), a.Cells...)}, nil
}

// Effective returns the matrix of the array with its wires. Each entry is right to a few parts in 10^14, whatever the
// resistances, and is the same on any number of processors. The work grows with the third power of the side: see the
// benchmarks. Nil options are the default. Errors are the array's, the options', and the context's when it ends.
//
// The method is nested dissection with star-mesh transformations, see network.eliminate: the array is halved again and
// again; each part becomes a network among only those nodes that it shares with others; joining two parts eliminates the
// nodes between them. At last only drivers and sense amplifiers are left, and the conductance between a driver and a sense
// amplifier, which is at 0 V, is the entry that is sought.
func (a Array) Effective(ctx context.Context, options *Options) (*Effective, error) {
	if err := a.Validate(); err != nil {
		return nil, err
	}
	if err := options.Validate(); err != nil {
		return nil, err
	}
	if err := alive(ctx); err != nil {
		return nil, err
	}
	d := newDissection(ctx, a, options)
	root := block{rows: a.Rows, cols: a.Cols}
	d.total = d.work(root)
	var memory stack
	n, err := d.reduce(root, &memory)
	if err != nil {
		return nil, err
	}
	// The ports of the whole are the drivers, then the sense amplifiers.
	e := &Effective{Rows: a.Rows, Cols: a.Cols, Conductance: make([]units.Conductance, a.Rows*a.Cols)}
	for i := range a.Rows {
		for j := range a.Cols {
			e.Conductance[i*a.Cols+j] = units.Conductance(n.at(i, a.Rows+j))
		}
	}
	d.report(0, true)
	return e, nil
}
