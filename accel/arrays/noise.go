package arrays

import (
	"math"
	"math/bits"

	"regan/accel/devices"
)

// jumps is the distribution of a rounded normal number: with Granular codes and noise that depends on nothing but what
// drives the rows, a code is the sum of levels plus such a number, and then clamped. It is drawn with one of 2^16 words,
// signed numbers, of which each jump has as many as its probability is worth, in rising order. The few that are left over,
// in the middle, do not decide: then a jump is drawn from what is left of the probabilities, with 64 random bits more. Both
// together give each jump its probability to 2^-64, but for the rounding of the normal distribution function to 53 bits.
type jumps struct {
	lowest int64
	from   []int32  // the first word of each jump from the lowest on
	over   int32    // words from -over to over-1 are left over: those of a size below over
	mode   int64    // the jump that these would stand for
	rests  []uint64 // of what is left, in 2^-64: the sum up to and with lowest+i
	guide  [256]uint16
}

// size returns how far a word is from the middle.
func size(word int16) int32 { return int32(word ^ word>>15) }

// tabulates tells whether all jumps of a line of so many rows are below jumpBias, which bounds memory.
func (s Spec) tabulates(rows int, background float64) bool {
	deviation := s.deviation(float64(rows), 0, 0)
	return background*float64(rows)+tail*deviation+1 < jumpBias
}

const tail = 9.3 // deviations; what is beyond has a probability below 2^-64

// newJumps returns the distribution of a normal number of a mean and a deviation, rounded to the nearest integer.
func newJumps(mean, deviation float64) *jumps {
	j := &jumps{lowest: int64(math.Floor(mean - tail*deviation + 0.5)), mode: int64(math.RoundToEven(mean))}
	highest := max(j.lowest, int64(math.Ceil(mean+tail*deviation-0.5)))
	if deviation == 0 {
		j.lowest, highest = j.mode, j.mode
	}
	var chances []uint64 // in 2^-64
	before := uint64(0)
	for k := j.lowest; k <= highest; k++ {
		below := uint64(math.MaxUint64)
		if k < highest {
			below = j.below((float64(k) + 0.5 - mean) / (deviation * math.Sqrt2))
		}
		chances = append(chances, below-before)
		before = below
	}
	// Words of each jump. Those of the mode lie on both sides of the middle, and what is left over between them.
	middle, words := int(j.mode-j.lowest), make([]int32, len(chances))
	low, high := int32(0), int32(0) // words below and above those of the mode
	for i, p := range chances {
		words[i] = int32(p >> 48)
		if i < middle {
			low += words[i]
		} else if i > middle {
			high += words[i]
		}
	}
	j.over = (1<<16 - low - high - words[middle] + 1) / 2
	if excess := max(low, high) + j.over - 1<<15; excess > 0 { // the mean lies just between two jumps
		if low > high {
			low, words[middle-1] = low-excess, words[middle-1]-excess
		} else {
			high, words[middle+1] = high-excess, words[middle+1]-excess
		}
	}
	words[middle] = 1<<16 - low - high - 2*j.over
	from, rest := int32(-1<<15), uint64(0)
	for i, p := range chances {
		j.from = append(j.from, from)
		if from += words[i]; i == middle {
			from = 1<<15 - high
		}
		rest += p - uint64(words[i])<<48
		j.rests = append(j.rests, rest)
	}
	at := 0
	for first := range j.guide {
		for at+1 < len(j.from) && j.from[at+1] <= int32(first)<<8-1<<15 {
			at++
		}
		j.guide[first] = uint16(at)
	}
	return j
}

// below returns the probability, in 2^-64, that a normal number is below a multiple of √2 deviations: of the two tails the
// smaller, which is the more exact, is computed.
func (*jumps) below(x float64) uint64 {
	if x < 0 {
		return uint64(math.Erfc(-x) / 2 * (1 << 64))
	}
	if above := uint64(math.Erfc(x) / 2 * (1 << 64)); above > 0 {
		return -above
	}
	return math.MaxUint64
}

// of returns the jump that a word stands for, if it decides.
func (j *jumps) of(word int16) (jump int64, decides bool) {
	i := int(j.guide[uint16(word)>>8^1<<7])
	for i+1 < len(j.from) && j.from[i+1] <= int32(word) {
		i++
	}
	return j.lowest + int64(i), size(word) >= j.over
}

// left returns the jump that 64 random bits stand for where a word did not decide.
func (j *jumps) left(random uint64) int64 {
	at, _ := bits.Mul64(random, uint64(2*j.over)<<48)
	i := 0
	for i < len(j.rests)-1 && at >= j.rests[i] {
		i++
	}
	return j.lowest + int64(i)
}

// jumpTable is the jumps of a tile.
type jumpTable struct {
	byDriven []*jumps // by the number of driven rows
	// By the number of driven rows and the first quickBits of a word: the jump and jumpBias, or undecided if these bits leave
	// it open.
	quick [][1 << quickBits]uint16
	// For the vector unit, by the number of driven rows: the lowest jump that has words, the size up to which words do not
	// decide, and for each further jump the word above which it is reached. If all distributions are symmetric, the first is
	// left out, and the further jumps are only those above 0. Nil if there are too many.
	limits    [][]int16
	symmetric bool
}

const (
	jumpBias  = 1 << 10 // above the size of any jump
	undecided = 1 << 15
	quickBits = 10
)

// maxLimits is how many limits the vector unit compares each word with: above, drawing in Go is as fast.
const maxLimits = 32

// tabulate prepares what is looked up.
func (t *jumpTable) tabulate() {
	t.quick = make([][1 << quickBits]uint16, len(t.byDriven))
	t.symmetric = true
	for n, j := range t.byDriven {
		for first := range 1 << quickBits {
			t.quick[n][first] = undecided
			lowest := int16(uint16(first) << (16 - quickBits)) // of the words that begin so
			jump, decides := j.of(lowest)
			if last, too := j.of(lowest | (1<<(16-quickBits) - 1)); decides && too && jump == last {
				t.quick[n][first] = uint16(jump + jumpBias)
			}
		}
		t.symmetric = t.symmetric && j.symmetric()
	}
	for _, j := range t.byDriven {
		var limits []int16
		for i, from := range j.from {
			switch {
			case from >= 1<<15: // this jump and those above have no words
			case i+1 < len(j.from) && j.from[i+1] == -1<<15: // nor have those below
			case t.symmetric && j.lowest+int64(i) <= 0:
			case limits == nil && !t.symmetric:
				limits = []int16{int16(j.lowest) + int16(i), int16(j.over - 1)}
			case limits == nil:
				limits = []int16{int16(j.over - 1), int16(from - 1)}
			default:
				limits = append(limits, int16(from-1))
			}
		}
		if limits == nil {
			limits = []int16{int16(j.over - 1)}
		}
		t.limits = append(t.limits, limits)
	}
	for _, limits := range t.limits {
		if len(limits) > maxLimits {
			t.limits = nil
			return
		}
	}
}

// symmetric tells whether a jump and its negative have the same words.
func (j *jumps) symmetric() bool {
	middle := int(-j.lowest)
	if j.mode != 0 || len(j.from) != 2*middle+1 {
		return false
	}
	for i := range middle {
		if j.from[middle-i] != -j.from[middle+i+1] {
			return false
		}
	}
	return true
}

// jumps returns the distributions for each number of driven rows, or nil if noisy codes cannot be drawn so.
func (s Spec) jumps(rows int) *jumpTable {
	c := s.converter(rows, rows)
	if s.Noise.Law != Uniform || s.Noise.Sigma == 0 || c.ideal || c.spikes || c.step != 1 || c.low != 0 ||
		s.ADC.Range != Granular || s.Inputs.SliceBits != 1 || !s.tabulates(rows, c.background) {
		return nil
	}
	t := &jumpTable{byDriven: make([]*jumps, rows+1)}
	for n := range t.byDriven {
		t.byDriven[n] = newJumps(float64(c.background*float64(n)), s.deviation(float64(n), 0, 0))
	}
	t.tabulate()
	return t
}

// deviation returns the standard deviation of the noise in the sum of one line, in level steps, of the sum of the squares of
// what drives the rows; for proportional noise also of the sums of the cells' squared levels and of their levels, each times
// the square of what drives its row.
func (s Spec) deviation(driveSquares, squares, totals float64) float64 {
	cells := 1.0
	if s.signedLines() {
		cells = 2
	}
	background := s.minLevel()
	if s.Noise.Law == Uniform {
		return s.Noise.Sigma * (float64(s.topLevel()) + background) * math.Sqrt(cells*driveSquares)
	}
	// The sum of (level + background)^2 over the cells that are driven.
	sum := squares + float64(2*background*totals) + float64(cells*background*background*driveSquares)
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
