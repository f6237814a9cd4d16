package arrays

import "math"

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

// lineKey names a line of a tile.
func lineKey(seed uint64, tile, line int) uint64 {
	return mix(mix(seed) + uint64(tile)<<32 + uint64(line))
}

// start puts the stream where the noise of a vector begins that is read at the line with a key.
func (s *stream) start(key, vector uint64) { s.state = mix(key + vector) }

// jumps is the distribution of a rounded normal number: with Granular codes and noise that depends on nothing but what drives the
// rows, a code is the sum of levels plus such a number, and then clamped. It is drawn by inverting its distribution function,
// which is faster than drawing a normal number, and as exact: to 64 bits.
type jumps struct {
	lowest int64
	limits []uint64    // a random number below the i-th, and not below the one before, stands for lowest+i
	guide  [256]uint16 // the first limit that is above all random numbers with smaller first bytes
}

// largestJump is the deviation up to which jumps are tabulated, to bound memory.
const largestJump = 64

// newJumps returns the distribution of a normal number of a mean and a deviation, rounded to the nearest integer.
func newJumps(mean, deviation float64) *jumps {
	const tail = 9.3 // deviations; what is beyond has a probability below 2^-64
	j := &jumps{lowest: int64(math.Floor(mean - tail*deviation + 0.5))}
	highest := int64(math.Ceil(mean + tail*deviation - 0.5))
	for k := j.lowest; k < highest; k++ {
		x := (float64(k) + 0.5 - mean) / (deviation * math.Sqrt2)
		limit := uint64(math.MaxUint64)
		if x < 0 {
			limit = uint64(math.Erfc(-x) / 2 * (1 << 64))
		} else if above := uint64(math.Erfc(x) / 2 * (1 << 64)); above > 0 {
			limit = -above
		}
		j.limits = append(j.limits, limit)
	}
	j.limits = append(j.limits, math.MaxUint64)
	at := 0
	for first := range j.guide {
		for at < len(j.limits)-1 && j.limits[at] <= uint64(first)<<56 {
			at++
		}
		j.guide[first] = uint16(at)
	}
	return j
}

// at returns the number that a random number stands for.
func (j *jumps) at(random uint64) int64 {
	i := int(j.guide[random>>56])
	for i < len(j.limits)-1 && random >= j.limits[i] {
		i++
	}
	return j.lowest + int64(i)
}

// jumps returns the distributions for each number of driven rows, or nil if noisy codes cannot be drawn so.
func (s Spec) jumps(rows int) []*jumps {
	c := s.converter(rows, rows)
	if s.Noise.Law != Uniform || s.Noise.Sigma == 0 || c.ideal || c.spikes || c.step != 1 || c.low != 0 ||
		s.ADC.Range != Granular || s.Inputs.SliceBits != 1 || s.deviation(float64(rows), 0, 0, 0) > largestJump {
		return nil
	}
	all := make([]*jumps, rows+1)
	for n := range all {
		all[n] = newJumps(float64(c.background*float64(n)), s.deviation(float64(n), 0, 0, 0))
	}
	return all
}

// deviation returns the standard deviation of the noise in the sum of one line, in level steps. For uniform noise it takes the sum
// of the squares of what drives the rows, and for proportional noise what drives them, and the driven sums of the squares and
// of the levels of the cells.
func (s Spec) deviation(driveSquares, driven float64, squares, totals int32) float64 {
	cells := 1.0
	if s.signedLines() {
		cells = 2
	}
	background := s.minLevel()
	if s.Noise.Law == Uniform {
		return s.Noise.Sigma * (float64(s.topLevel()) + background) * math.Sqrt(cells*driveSquares)
	}
	// The sum of (level + background)^2 over the cells that are driven.
	sum := float64(squares) + float64(2*background*float64(totals)) + float64(cells*background*background*driven)
	return s.Noise.Sigma * math.Sqrt(sum)
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
