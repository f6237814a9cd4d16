package devices

import "math"

// Random is a source of random numbers, each a function of a seed, a stream and an index alone. So cells can be drawn in any
// order, on any number of processors, and any of them again, with the same result. It is Philox4x32-10 (Salmon, Moraes, Dror
// and Shaw, "Parallel Random Numbers: As Easy as 1, 2, 3", SC 2011), with the seed as key and index and stream as counter.
type Random struct {
	seed, stream uint64
	quick        bool // seven rounds
}

// NewRandom returns the source of a seed, at its stream 0.
func NewRandom(seed uint64) Random { return Random{seed: seed} }

// Stream returns another sequence of numbers of the same seed, for another purpose: programming, faults, each reading.
func (r Random) Stream(n uint64) Random { return Random{seed: r.seed, stream: n, quick: r.quick} }

// Quick returns the source of the same seed and stream with seven rounds of Philox instead of ten, other numbers in less
// time. Seven are the fewest that pass all tests of BigCrush, by table 2 of the paper; ten leave a margin. It is for what
// draws billions.
func (r Random) Quick() Random { return Random{seed: r.seed, stream: r.stream, quick: true} }

// Bits returns 128 random bits.
func (r Random) Bits(index uint64) (high, low uint64) {
	rounds := 10
	if r.quick {
		rounds = 7
	}
	c0, c1, c2, c3 := philox(rounds, uint32(index), uint32(index>>32), uint32(r.stream), uint32(r.stream>>32),
		uint32(r.seed), uint32(r.seed>>32))
	return uint64(c3)<<32 | uint64(c2), uint64(c1)<<32 | uint64(c0)
}

// Uniform returns a number between 0 and 1, both excluded.
func (r Random) Uniform(index uint64) float64 {
	_, low := r.Bits(index)
	return (float64(low>>12) + 0.5) / (1 << 52) // exact, so never rounded to 1
}

// Normal returns a number of the normal distribution of mean 0 and standard deviation 1. It inverts the distribution, so
// that it takes one number and is monotone in it; none is farther out than 8.3.
func (r Random) Normal(index uint64) float64 { return math.Sqrt2 * math.Erfinv(2*r.Uniform(index)-1) }

// philox is the generator as published: rounds of two multiplications.
func philox(rounds int, c0, c1, c2, c3, key0, key1 uint32) (uint32, uint32, uint32, uint32) {
	for range rounds {
		product0, product1 := 0xD2511F53*uint64(c0), 0xCD9E8D57*uint64(c2)
		c0, c1 = uint32(product1>>32)^c1^key0, uint32(product1)
		c2, c3 = uint32(product0>>32)^c3^key1, uint32(product0)
		key0 += 0x9E3779B9
		key1 += 0xBB67AE85
	}
	return c0, c1, c2, c3
}
