package arrays

import (
	"math"
	"runtime"
	"sync"
	"testing"

	"regan/accel/arrays/internal/peak"
)

// peaks are what a core of this machine does in a second of the instructions that products lean on.
var peaks = sync.OnceValue(func() (p struct{ shuffles, pairs, additions, lookups, products float64 }) {
	p.shuffles, p.pairs, p.additions = peak.Shuffles(), peak.PairProducts(), peak.Additions()
	p.lookups, p.products = peak.Lookups(), peak.Products()
	return p
})

// leans returns the instruction that a product leans on: how many a multiplication of a weight and an input takes, and the
// peak of a core. Tables add four rows of 32 reads of a line with one shuffle, eight rows of four lines with one look-up or
// one addition of four float64. Plain products take sixteen pairs at a time, or one.
func (a *Array) leans() (perProduct, peak float64) {
	p, t := peaks(), &a.tiles[0]
	reads := float64(a.perOut * a.spec.Inputs.Bits)
	packs := float64(ceil(a.perOut, lanes) * a.spec.Inputs.Bits)
	switch {
	case t.narrow != nil:
		return 1. / 16, p.pairs
	case t.charges != nil:
		return float64(a.perOut) / 16, p.pairs
	case t.plain != nil, t.floats != nil && t.floats.plain != nil:
		return 1, p.products
	case t.floats != nil && a.kernel == vector:
		return packs / 8, p.additions
	case t.floats != nil:
		return packs * lanes / 8, p.lookups
	case a.kernel == vector:
		return reads / 32 / 4, p.shuffles
	default:
		return packs / 8, p.lookups
	}
}

// report adds millions of multiplications of a weight and an input in a second, and the share of the peak of all cores that
// are used.
func report(b *testing.B, a *Array, vectors int, seconds float64) {
	products := float64(a.inputs * a.outputs * vectors)
	b.ReportMetric(products/seconds/1e6, "M/s")
	if perProduct, peak := a.leans(); peak > 0 {
		cores := math.Min(float64(runtime.GOMAXPROCS(0)), float64(runtime.NumCPU()))
		b.ReportMetric(100*products*perProduct/seconds/cores/peak, "%peak")
	}
}
