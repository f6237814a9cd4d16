package devices

import (
	"math"
	"math/bits"
)

// Random is a source of random numbers, each a function of a seed, a stream and an index alone. So cells can be drawn in any
// order, on any number of processors, and any of them again, with the same result. It is Philox4x32-10 (Salmon, Moraes, Dror and
// Shaw, "Parallel Random Numbers: As Easy as 1, 2, 3", SC 2011), with the seed as key and index and stream as counter.
type Random struct{ seed, stream uint64 }

// NewRandom returns the source of a seed, at its stream 0.
func NewRandom(seed uint64) Random { return Random{seed: seed} }

// Stream returns another sequence of numbers of the same seed, for another purpose: programming, faults, each reading.
func (r Random) Stream(n uint64) Random { return Random{seed: r.seed, stream: n} }

// Bits returns 128 random bits.
func (r Random) Bits(index uint64) (high, low uint64) {
	c := philox([4]uint32{uint32(index), uint32(index >> 32), uint32(r.stream), uint32(r.stream >> 32)},
		[2]uint32{uint32(r.seed), uint32(r.seed >> 32)})
	return uint64(c[3])<<32 | uint64(c[2]), uint64(c[1])<<32 | uint64(c[0])
}

// Uniform returns a number between 0 and 1, both excluded.
func (r Random) Uniform(index uint64) float64 {
	_, low := r.Bits(index)
	return (float64(low>>12) + 0.5) / (1 << 52) // exact, so never rounded to 1
}

// Normal returns a number of the normal distribution of mean 0 and standard deviation 1. It inverts the distribution, so that
// it takes one number and is monotone in it; none is farther out than 8.3.
func (r Random) Normal(index uint64) float64 { return math.Sqrt2 * math.Erfinv(2*r.Uniform(index)-1) }

// philox is the generator as published: ten rounds of two multiplications.
func philox(c [4]uint32, key [2]uint32) [4]uint32 {
	for range 10 {
		high0, low0 := bits.Mul32(0xD2511F53, c[0])
		high1, low1 := bits.Mul32(0xCD9E8D57, c[2])
		c = [4]uint32{high1 ^ c[1] ^ key[0], low1, high0 ^ c[3] ^ key[1], low0}
		key[0] += 0x9E3779B9
		key[1] += 0xBB67AE85
	}
	return c
}
