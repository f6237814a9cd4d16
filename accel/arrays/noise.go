package arrays

import (
	"math"

	"regan/accel/devices"
)

// jumps is the distribution of a rounded normal number: with Granular codes and noise that depends on nothing but what drives the
// rows, a code is the sum of levels plus such a number, and then clamped. It is drawn by inverting its distribution function,
// which is faster than drawing a normal number, and as exact: to 64 bits. Of these the first 16 nearly always decide; only if a
// limit begins with the same 16 the others are drawn.
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

// jumpTable is the jumps of a tile.
type jumpTable struct {
	byDriven []*jumps // by the number of driven rows
	// By the number of driven rows and the first 8 bits of a random number: the jump, or undecided if these bits leave it open.
	quick []int16
	// For the vector unit, by the number of driven rows: where jumps begin, and the first 16 bits of the limits, as signed numbers,
	// filled up to count with the largest. Nil if there are too many, or two that begin alike.
	limits [][]int16
	count  int
	used   []int // how many were not filled up
}

const undecided = math.MinInt16

// maxLimits is how many limits the vector unit compares each random number with: above, drawing in Go is as fast.
const maxLimits = 24

// tabulate prepares the limits for the vector unit.
func (t *jumpTable) tabulate() {
	alike := false
	t.quick = make([]int16, len(t.byDriven)<<8)
	for n, j := range t.byDriven {
		for first := range 1 << 8 {
			lowest, highest := uint64(first)<<56, uint64(first)<<56|(1<<56-1)
			t.quick[n<<8|first] = undecided
			if jump := j.at(lowest); jump == j.at(highest) {
				t.quick[n<<8|first] = int16(jump)
			}
		}
		limits := []int16{int16(j.lowest)}
		for _, limit := range j.limits {
			switch first := uint16(limit >> 48); first {
			case 0: // all but the lowest number, which does not decide, are above
				limits[0]++
			case math.MaxUint16: // none is above
			default:
				limit := signedWord(first)
				alike = alike || len(limits) > 1 && limits[len(limits)-1] == limit
				limits = append(limits, limit)
			}
		}
		t.used = append(t.used, len(limits)-1)
		t.count = max(t.count, len(limits)-1)
		t.limits = append(t.limits, limits)
	}
	if t.count > maxLimits || alike {
		t.limits = nil
		return
	}
	for i, limits := range t.limits {
		for len(limits) < 1+t.count {
			limits = append(limits, math.MaxInt16)
		}
		t.limits[i] = limits
	}
}

// signedWord puts 16 bits in the order of signed numbers, which is what the vector unit compares.
func signedWord(first uint16) int16 { return int16(first ^ 1<<15) }

// jumps returns the distributions for each number of driven rows, or nil if noisy codes cannot be drawn so.
func (s Spec) jumps(rows int) *jumpTable {
	c := s.converter(rows, rows)
	if s.Noise.Law != Uniform || s.Noise.Sigma == 0 || c.ideal || c.spikes || c.step != 1 || c.low != 0 ||
		s.ADC.Range != Granular || s.Inputs.SliceBits != 1 || s.deviation(float64(rows), 0, 0, 0) > largestJump {
		return nil
	}
	t := &jumpTable{byDriven: make([]*jumps, rows+1)}
	for n := range t.byDriven {
		t.byDriven[n] = newJumps(float64(c.background*float64(n)), s.deviation(float64(n), 0, 0, 0))
	}
	t.tabulate()
	return t
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

// stick sets the level of the cell at a place if the cell is stuck, and returns 1 if so.
func (s Spec) stick(level *uint8, random devices.Random, place uint64) int {
	if s.Faults.StuckOff == 0 && s.Faults.StuckOn == 0 {
		return 0
	}
	u := random.Uniform(place)
	switch {
	case u < s.Faults.StuckOff:
		*level = 0
	case u < s.Faults.StuckOff+s.Faults.StuckOn:
		*level = uint8(s.topLevel())
	default:
		return 0
	}
	return 1
}
