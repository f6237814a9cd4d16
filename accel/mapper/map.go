package mapper

import (
	"fmt"

	"regan/accel/hw"
	"regan/accel/networks"
)

// Demand is what has to be placed.
type Demand struct {
	GAN           *networks.GAN
	ForwardOfD    int  // copies of the whole discriminator, forward and gradient
	BackwardOfD   int  // copies of the discriminator's backward matrices
	PipelineDepth bool // a sample enters each cycle, so values wait for samples behind them
}

// LayerMap is the placement of a layer's passes.
type LayerMap struct {
	Layer      networks.Layer
	Placements []Placement // Forward, Error where anybody needs it, Gradient; of one copy of the network
}

// Mapping is a whole GAN in crossbars.
type Mapping struct {
	Generator     []LayerMap
	Discriminator []LayerMap // one copy; the demand says how many there are
	Demand        Demand
	Compute       int64 // arrays that compute, all copies
	Storage       int64 // arrays that hold activations, errors and gradient sums
	Steps         int64 // the longest stage: products in a cycle
}

// Arrays returns all arrays in use.
func (m *Mapping) Arrays() int64 { return m.Compute + m.Storage }

// CopiesOfD returns how many copies of the discriminator's matrices for a pass there are.
func (d Demand) CopiesOfD(pass networks.Pass) int64 {
	if pass == networks.Error {
		return int64(d.BackwardOfD)
	}
	return int64(d.ForwardOfD)
}

// FitError says that a network needs more arrays than the chip has.
type FitError struct {
	Network string
	Need    int64 // arrays in all
	Has     int64 // arrays of the chip
	Layer   string
	Pass    networks.Pass
	Part    int64 // arrays of that layer's pass, the largest part of the need
	Rule    Copies
}

// Error names the largest part and what can be done.
func (e *FitError) Error() string {
	hint := "give the chip more arrays"
	if e.Rule.Rule == Balanced {
		hint += fmt.Sprintf(", or raise MVMsPerCycle (now %d) so that there are fewer copies", e.Rule.MVMsPerCycle)
	}
	return fmt.Sprintf("mapper: %s needs %d crossbars, the chip has %d; the largest part is layer %s, %s, with %d: %s",
		e.Network, e.Need, e.Has, e.Layer, e.Pass, e.Part, hint)
}

// Map places a valid GAN on a valid chip. It returns a *FitError where the chip is too small.
func Map(d Demand, chip hw.Chip, copies Copies) (*Mapping, error) {
	if err := copies.Validate(); err != nil {
		return nil, err
	}
	m := &Mapping{Demand: d, Storage: storage(d, chip.Crossbar)}
	for i, l := range d.GAN.Generator.Layers {
		// Nobody needs the error at the noise that G's first layer reads.
		m.Generator = append(m.Generator, place(l, i > 0, chip.Crossbar))
	}
	for _, l := range d.GAN.Discriminator.Layers {
		m.Discriminator = append(m.Discriminator, place(l, true, chip.Crossbar))
	}

	switch copies.Rule {
	case OneCopy:
		m.balance(m.longest())
	case Balanced:
		m.balance(int64(copies.MVMsPerCycle))
	case FillChip:
		m.fill(int64(chip.Arrays))
	}
	if m.Arrays() > int64(chip.Arrays) {
		return nil, m.fitError(int64(chip.Arrays), copies)
	}
	return m, nil
}

func place(l networks.Layer, withError bool, x hw.Crossbar) LayerMap {
	lm := LayerMap{Layer: l}
	lm.Placements = append(lm.Placements, Place(l, networks.Forward, x))
	if withError {
		lm.Placements = append(lm.Placements, Place(l, networks.Error, x))
	}
	lm.Placements = append(lm.Placements, Place(l, networks.Gradient, x))
	return lm
}

// each calls f for every placement with the number of times that it exists; f may change it.
func (m *Mapping) each(f func(l networks.Layer, p *Placement, times int64)) {
	for _, lm := range m.Generator {
		for i := range lm.Placements {
			f(lm.Layer, &lm.Placements[i], 1)
		}
	}
	for _, lm := range m.Discriminator {
		for i := range lm.Placements {
			f(lm.Layer, &lm.Placements[i], m.Demand.CopiesOfD(lm.Placements[i].Pass))
		}
	}
}

// longest returns the steps of the longest stage without copies.
func (m *Mapping) longest() int64 {
	var most int64
	m.each(func(_ networks.Layer, p *Placement, _ int64) { most = max(most, p.MVMs) })
	return most
}

// balance gives every placement the copies for the steps, and sums up.
func (m *Mapping) balance(steps int64) {
	m.Compute, m.Steps = 0, 0
	m.each(func(_ networks.Layer, p *Placement, times int64) {
		*p = p.balance(steps)
		m.Compute += times * p.Arrays
		m.Steps = max(m.Steps, p.Steps)
	})
}

// fill finds the fewest steps for which there are arrays. More steps never need more arrays, so halving finds them.
func (m *Mapping) fill(arrays int64) {
	fits := func(steps int64) bool {
		m.balance(steps)
		return m.Arrays() <= arrays
	}
	low, high := int64(1), m.longest()
	for low < high {
		middle := (low + high) / 2
		if fits(middle) {
			high = middle
		} else {
			low = middle + 1
		}
	}
	m.balance(low)
}

func (m *Mapping) fitError(has int64, rule Copies) *FitError {
	e := &FitError{Network: m.Demand.GAN.Name, Need: m.Arrays(), Has: has, Rule: rule}
	m.each(func(l networks.Layer, p *Placement, times int64) {
		if n := times * p.Arrays; n > e.Part {
			e.Layer, e.Pass, e.Part = l.Name, p.Pass, n
		}
	})
	return e
}

// storage returns the arrays for what must be kept while an iteration runs. In the pipeline, the output of layer l of L
// waits 2(L-l)+1 cycles, for as many samples, until its layer's weight gradient is formed (PipeLayer's rule); for G the
// path is G and D together. An error waits for one cycle, so it needs two places. A gradient sum has a place for each weight.
func storage(d Demand, x hw.Crossbar) int64 {
	g, disc := d.GAN.Generator.Layers, d.GAN.Discriminator.Layers
	depth := func(layer, layers int) int64 {
		if d.PipelineDepth {
			return int64(2*(layers-layer) + 1)
		}
		return 1
	}
	const placesOfError = 2
	var values int64
	for i, l := range g {
		values += l.In.Values()*depth(i, len(g)+len(disc)) + l.Out.Values()*placesOfError + l.Params()
	}
	for i, l := range disc {
		values += int64(d.ForwardOfD) * (l.In.Values()*depth(i, len(disc)) + l.Params())
		values += int64(d.BackwardOfD) * l.Out.Values() * placesOfError
	}
	return ceilDiv(values*int64(x.Slices()), int64(x.Rows)*int64(x.Cols))
}
