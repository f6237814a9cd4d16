// Package peak measures how fast one core can do the instruction that a kernel of arrays leans on, so that a benchmark can
// say what share of it the kernel reaches. It is for benchmarks only.
package peak

import "time"

// Shuffles returns how many shuffles of 32 bytes (VPSHUFB) a core does in a second, or 0 on a processor without.
func Shuffles() float64 { return rate(shuffleLoop()) }

// Additions returns how many additions of four float64 (VADDPD) a core does in a second, or 0 on a processor without.
func Additions() float64 { return rate(additionLoop()) }

// PairProducts returns how many multiplications of sixteen pairs of 16-bit numbers, with eight additions (VPMADDWD), a core
// does in a second, or 0 on a processor without.
func PairProducts() float64 { return rate(pairLoop()) }

// Lookups returns how many numbers a core looks up in tables of 2 KB and adds up in a second, in Go.
func Lookups() float64 { return rate(lookUp) }

// Products returns how many products of float64 a core adds up in a second, one by one (VMULSD, VADDSD), or 0 on a processor without.
func Products() float64 { return rate(productLoop()) }

// lookUp looks up twelve numbers in each turn.
func lookUp(turns int) {
	var table [256]uint64
	var a, b, c, d uint64
	for i := range uint64(turns) {
		x := i * 0x9E3779B97F4A7C15
		a += table[uint8(x)] + table[uint8(x>>8)] + table[uint8(x>>16)]
		b += table[uint8(x>>24)] + table[uint8(x>>32)] + table[uint8(x>>40)]
		c += table[uint8(x>>48)] + table[uint8(x>>56)] + table[uint8(x>>4)]
		d += table[uint8(x>>12)] + table[uint8(x>>20)] + table[uint8(x>>28)]
	}
	if a+b+c+d != 0 {
		panic("peak: a sum of zeros")
	}
}

// rate returns the best of some runs, because others may use the core too.
func rate(loop func(turns int)) float64 {
	if loop == nil {
		return 0
	}
	const turns, perTurn = 1 << 20, 12
	best := time.Duration(1<<63 - 1)
	for range 10 {
		start := time.Now()
		loop(turns)
		best = min(best, time.Since(start))
	}
	return turns * perTurn / best.Seconds()
}
