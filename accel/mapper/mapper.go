// Package mapper decides which crossbars hold which matrix, and how many copies of it there are.
//
//	Copies     the rule for the number of copies
//	Demand     what has to be placed: a GAN, and how many copies of its discriminator a schedule wants
//	Placement  one matrix of one layer: its blocks, copies, steps per cycle, utilisation
//	Mapping    all placements, and the arrays that store what is under way
//
// A kernel lies along a bit line, as in PipeLayer: the forward matrix of a layer has K²C rows and M columns. It is cut into
// blocks of the crossbar's size; a block takes an array for each slice of a weight, and a pair of them for the sign.
// Start with Map(demand, chip, copies).
package mapper

import (
	"fmt"

	"regan/accel/hw"
	"regan/accel/networks"
)

// Rule is a way to choose the number of copies of a matrix. No paper that could be read gives ReGAN's.
type Rule string

const (
	OneCopy  Rule = "one"      // no copies
	Balanced Rule = "balanced" // the fewest copies with which no stage takes more than MVMsPerCycle steps
	FillChip Rule = "fill"     // balanced, with the smallest MVMsPerCycle for which the chip has arrays
)

// Copies is a rule with its parameter.
type Copies struct {
	Rule         Rule
	MVMsPerCycle int // products of a vector and a matrix that one copy does in a cycle; for Balanced
}

// Validate tells what is wrong, or nil.
func (c Copies) Validate() error {
	switch c.Rule {
	case OneCopy, FillChip:
		return nil
	case Balanced:
		if c.MVMsPerCycle < 1 {
			return fmt.Errorf("mapper: MVMsPerCycle is %d; rule %q needs at least 1", c.MVMsPerCycle, c.Rule)
		}
		return nil
	}
	return fmt.Errorf("mapper: copies rule %q; it is one of %q, %q, %q", c.Rule, OneCopy, Balanced, FillChip)
}

// Placement is one matrix of one layer and pass in crossbars.
type Placement struct {
	Pass          networks.Pass
	Rows, Cols    int64 // of the matrix
	RowBlocks     int64
	ColBlocks     int64
	ArraysPerCopy int64
	Copies        int64
	Arrays        int64 // of all copies
	MVMs          int64 // products of a vector and the matrix that one sample needs
	Steps         int64 // products that the busiest copy does for a sample: the length of the stage
}

// Blocks returns how many logical crossbars one copy takes, before slices and signs.
func (p Placement) Blocks() int64 { return p.RowBlocks * p.ColBlocks }

// Place cuts the matrix of a layer's pass into blocks. It takes one copy; see WithCopies.
//
// Forward and Error hold weights; Error's matrix is the kernel turned round, so it needs arrays of its own. Gradient holds
// the layer's input, which is written there for each sample, while the error at the output is streamed past it: for a
// convolution a row for each output pixel and a column for each weight of one kernel, for a transposed convolution a row
// for each input pixel and a column for each input channel.
func Place(l networks.Layer, pass networks.Pass, x hw.Crossbar) Placement {
	p := Placement{Pass: pass}
	k2, in, out := int64(l.Kernel)*int64(l.Kernel), int64(l.In.Channels), int64(l.Out.Channels)
	switch {
	case pass == networks.Forward:
		p.Rows, p.Cols, p.MVMs = k2*in, out, l.Out.Pixels()
	case pass == networks.Error:
		p.Rows, p.Cols, p.MVMs = k2*out, in, l.In.Pixels()
	case l.Kind == networks.TransposedConv:
		p.Rows, p.Cols, p.MVMs = l.In.Pixels(), in, k2*out
	default:
		p.Rows, p.Cols, p.MVMs = l.Out.Pixels(), k2*in, out
	}
	p.RowBlocks = ceilDiv(p.Rows, int64(x.Rows))
	p.ColBlocks = ceilDiv(p.Cols, int64(x.Cols))
	p.ArraysPerCopy = p.Blocks() * int64(x.ArraysPerMatrix())
	return p.WithCopies(1)
}

// WithCopies returns the placement with n copies, among which the sample's products are divided.
func (p Placement) WithCopies(n int64) Placement {
	p.Copies = n
	p.Arrays = n * p.ArraysPerCopy
	p.Steps = ceilDiv(p.MVMs, n)
	return p
}

// Utilisation returns the share of the cells of the blocks that the matrix fills, from 0 to 1.
func (p Placement) Utilisation(x hw.Crossbar) float64 {
	cells := float64(p.Blocks()) * float64(x.Rows) * float64(x.Cols)
	return float64(p.Rows) * float64(p.Cols) / cells
}

// balance returns the placement with the fewest copies that take no more than steps.
func (p Placement) balance(steps int64) Placement { return p.WithCopies(ceilDiv(p.MVMs, steps)) }

func ceilDiv(a, b int64) int64 { return (a + b - 1) / b }
