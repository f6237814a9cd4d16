package arrays

import "math/bits"

// mix is the output function of splitmix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014):
// a bijection that turns a counter into a random number.
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// stream is a sequence of random numbers that its start alone determines. It is a rand.Source.
type stream struct{ state uint64 }

func (s *stream) Uint64() uint64 {
	x := mix(s.state)
	s.state += 0x9e3779b97f4a7c15
	return x
}

// start puts the stream where the noise of one line begins: a vector that is read in a tile.
func (s *stream) start(seed, vector uint64, tile, line int) {
	place := mix(mix(seed^mix(vector)) + uint64(tile))
	s.state = mix(place + bits.RotateLeft64(uint64(line), 32))
}

// apply sets the level of the cell at a place if the cell is stuck, and returns 1 if so.
func (f Faults) apply(level *uint8, place uint64, top int) int {
	if f.StuckOff == 0 && f.StuckOn == 0 {
		return 0
	}
	u := float64(mix(mix(f.Seed)+place)>>11) / (1 << 53) // uniform in [0, 1)
	switch {
	case u < f.StuckOff:
		*level = 0
	case u < f.StuckOff+f.StuckOn:
		*level = uint8(top)
	default:
		return 0
	}
	return 1
}
