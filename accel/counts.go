package accel

import (
	"regan/accel/hw"
	"regan/accel/mapper"
	"regan/accel/networks"
	"regan/accel/training"
	"regan/accel/units"
)

// counts has the actions of an iteration by phase and component: exact integers, of which none depends on a cost.
type counts [training.NumPhases][NumComponents]int64

// tally adds up counts.
type tally struct {
	counts
	design Accelerator
	batch  int64
}

// count walks through an iteration's phases. Nobody needs the error at D's input while D is trained, nor ever the one at
// G's input, so these passes are left out.
func count(design Accelerator, m *mapper.Mapping, scheme training.Scheme, batch int) counts {
	t := &tally{design: design, batch: int64(batch)}
	g, d := m.Generator, m.Discriminator

	t.forward(training.RealImages, d)
	t.loss(training.RealImages, d)
	t.backward(training.RealImages, d, true, false)

	t.forward(training.FakeImages, g)
	t.forward(training.FakeImages, d)
	t.loss(training.FakeImages, d)
	t.backward(training.FakeImages, d, true, false)

	if scheme.Sharing == training.NoSharing {
		t.forward(training.GeneratorPasses, g)
	}
	if scheme.Sharing != training.ShareEverything {
		t.forward(training.GeneratorPasses, d)
	}
	t.loss(training.GeneratorPasses, d)
	t.backward(training.GeneratorPasses, d, false, true)
	t.backward(training.GeneratorPasses, g, true, false)

	t.update(training.DUpdate, d, m.Demand)
	t.update(training.GUpdate, g, mapper.Demand{ForwardOfD: 1, BackwardOfD: 1})
	return t.counts
}

// forward counts a batch's way through a network.
func (t *tally) forward(phase training.Phase, layers []mapper.LayerMap) {
	for _, l := range layers {
		for _, p := range l.Placements {
			if p.Pass == networks.Forward {
				t.reads(phase, l.Layer, p)
				t.add(phase, ActivationWrites, t.stored(l.Layer.Out.Values()))
			}
		}
	}
}

// loss counts the error at the discriminator's output, which is stored like that of any layer.
func (t *tally) loss(phase training.Phase, d []mapper.LayerMap) {
	t.add(phase, ErrorWrites, t.stored(d[len(d)-1].Layer.Out.Values()))
}

// backward counts the errors' way back, and the weight gradients if they are wanted.
func (t *tally) backward(phase training.Phase, layers []mapper.LayerMap, gradients, inputError bool) {
	for i, l := range layers {
		for _, p := range l.Placements {
			switch {
			case p.Pass == networks.Error && (i > 0 || inputError):
				t.reads(phase, l.Layer, p)
				t.add(phase, ErrorWrites, t.stored(l.Layer.In.Values()))
			case p.Pass == networks.Gradient && gradients:
				t.reads(phase, l.Layer, p)
				t.add(phase, OperandWrites, t.programmed(p))
				if t.design.Sums == SumsInReRAM {
					t.add(phase, GradientWrites, t.stored(l.Layer.Params()))
				}
			}
		}
	}
}

// add counts n actions for each sample.
func (t *tally) add(phase training.Phase, c Component, n int64) { t.counts[phase][c] += n * t.batch }

// reads counts the spikes of a pass: each input that is not zero sends one in each time slot, to a word line in each array
// of its row of blocks. Zeros, inserted or on the padding, send none; they cost time, not energy.
func (t *tally) reads(phase training.Phase, l networks.Layer, p mapper.Placement) {
	x := t.design.Chip.Crossbar
	var inputs int64
	switch {
	case p.Pass == networks.Forward:
		inputs = l.Taps() * int64(l.In.Channels)
	case p.Pass == networks.Error || l.Kind == networks.TransposedConv:
		inputs = l.Taps() * int64(l.Out.Channels)
	default:
		inputs = l.Out.Values() // gradient of a convolution: the errors of one channel are one input vector
	}
	t.add(phase, ReadSpikes, inputs*p.ColBlocks*int64(x.ArraysPerMatrix())*int64(x.Slots()))
}

// stored returns the write spikes that put n values into buffer arrays, where they lie one after the other.
func (t *tally) stored(n int64) int64 {
	x := t.design.Chip.Crossbar
	switch x.Granularity {
	case hw.PerRow:
		return rowsOf(n, t.design)
	case hw.PerCell:
		return n * int64(x.Slices())
	case hw.PerSpike:
		return n * int64(x.ValueBits)
	}
	return n
}

// programmed returns the write spikes that put a matrix into all its copies, both arrays of a pair.
func (t *tally) programmed(p mapper.Placement) int64 {
	x := t.design.Chip.Crossbar
	arrays := int64(x.ArraysPerMatrix())
	signs := arrays / int64(x.Slices())
	var n int64
	switch x.Granularity {
	case hw.PerRow:
		n = p.Rows * p.ColBlocks * arrays
	case hw.PerCell:
		n = p.Rows * p.Cols * arrays
	case hw.PerSpike:
		n = p.Rows * p.Cols * int64(x.ValueBits) * signs
	default:
		n = p.Rows * p.Cols
	}
	return n * p.Copies
}

// update counts one update: the gradient sums and every row of every copy of the weights are read, and the weights written.
func (t *tally) update(phase training.Phase, layers []mapper.LayerMap, d mapper.Demand) {
	x := t.design.Chip.Crossbar
	c := &t.counts[phase]
	for _, l := range layers {
		c[ReadSpikes] += rowsOf(l.Layer.Params(), t.design)
		for _, p := range l.Placements {
			if p.Pass == networks.Gradient {
				continue
			}
			copies := d.CopiesOfD(p.Pass)
			c[ReadSpikes] += p.Rows * p.ColBlocks * int64(x.ArraysPerMatrix()) * p.Copies * copies
			c[WeightWrites] += t.programmed(p) * copies
		}
	}
}

// price multiplies counts by costs.
func (c counts) price(x hw.Crossbar) []Part {
	var parts []Part
	for _, phase := range training.Phases() {
		for _, component := range Components() {
			n := c[phase][component]
			if n == 0 {
				continue
			}
			each := x.WriteEnergy()
			if component == ReadSpikes {
				each = x.ReadEnergy()
			}
			parts = append(parts, Part{Phase: phase, Component: component, Count: n, Each: each,
				Energy: units.Energy(n) * each})
		}
	}
	return parts
}
