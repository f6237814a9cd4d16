package arrays

import (
	"math"
	"math/big"
	"sync"

	"regan/accel/devices"
)

// reference computes what an array gives from the definition: cell by cell, slot by slot, one float at a time, with nothing
// shared with the code under test but the random streams. Vectors are those numbered from 0 on.
func reference(s Spec, w Weights, x []int32) []float64 {
	slices := s.Slices()
	top := float64(int(1)<<s.CellBits - 1)
	paired := s.Encoding != Offset
	parts := (w.Inputs + s.Rows - 1) / s.Rows
	gmin := 0.0 // in level steps
	if s.OnOff != 0 {
		gmin = top / (s.OnOff - 1)
	}
	var y []float64
	for v := range len(x) / w.Inputs {
		for o := range w.Outputs {
			total := 0.0
			for part := range parts {
				first, last := part*w.Inputs/parts, (part+1)*w.Inputs/parts
				inputs := x[v*w.Inputs+first : v*w.Inputs+last]
				codes, sum := new(big.Int), 0.0
				for _, value := range inputs {
					sum += float64(value)
				}
				perInput, constant, errors := 0.0, 0.0, 0.0
				step := 1.0
				line := o * slices
				if paired && (s.SeparatePairs || s.Readout == ReadSpikes) {
					line *= 2
				}
				for slice := range slices {
					positive, negative, flipped := referenceCells(s, w, o, first, last, slice)
					weight := math.Pow(2, float64(slice*s.CellBits))
					type read struct {
						plus, minus []float64 // minus is nil for single cells
						factor      float64
					}
					reads := []read{{positive, nil, weight}}
					switch {
					case paired && !s.SeparatePairs && s.Readout != ReadSpikes:
						reads = []read{{positive, negative, weight}}
					case paired:
						reads = []read{{positive, nil, weight}, {negative, nil, -weight}}
					case flipped:
						reads = []read{{positive, nil, -weight}}
						perInput += weight * top
					}
					for _, r := range reads {
						c := referenceConverter(s, last-first, r.minus != nil)
						step = c.step
						if c.ideal {
							if !s.RemoveGmin && r.minus == nil {
								perInput += r.factor * gmin
							}
						} else if s.RemoveGmin && r.minus == nil {
							perInput -= r.factor * gmin
						}
						noise := referenceNoise{s: s, part: part, line: line, vector: v}
						charge := 0.0
						for number, slot := range referenceSlots(s.Inputs) {
							current, driven, driveSquares, squares, totals := 0.0, 0.0, 0.0, 0.0, 0.0
							for i, value := range inputs {
								digit := float64(int(value) >> slot.low & (1<<slot.bits - 1))
								current += digit * r.plus[i]
								squares += digit * digit * r.plus[i] * r.plus[i]
								totals += digit * digit * r.plus[i]
								driven += digit
								driveSquares += digit * digit
								if r.minus != nil {
									current -= digit * r.minus[i]
									squares += digit * digit * r.minus[i] * r.minus[i]
									totals += digit * digit * r.minus[i]
								}
							}
							constant += r.factor * slot.weight * c.low
							ideal := current
							if r.minus == nil {
								current += float64(gmin * driven)
							}
							if s.Noise.Sigma > 0 {
								sigma := s.deviation(driveSquares, squares, totals)
								e := 0.0
								if drawsJumps(s, last-first) {
									current = ideal + referenceJump(&noise, number, float64(gmin*driven), sigma, r.minus != nil)
								} else {
									e = sigma * noise.normal(number)
								}
								current += e
								if c.ideal {
									errors += float64(r.factor * slot.weight * e)
								}
							}
							charge += slot.weight * current
							if s.Readout == ReadSpikes {
								continue
							}
							code := ideal
							if !c.ideal {
								code = math.RoundToEven((current - c.low) / c.step)
								code = math.Max(c.least, math.Min(c.most, code))
							}
							addProduct(codes, code, r.factor*slot.weight)
						}
						if s.Readout == ReadSpikes {
							if s.Noise.Sigma == 0 {
								charge = 0
								for i, value := range inputs {
									charge += float64(value) * r.plus[i]
								}
								charge += float64(gmin * sum)
							}
							spikes := math.Max(0, math.Min(c.most, math.Floor(charge/c.step)))
							addProduct(codes, spikes, r.factor)
						}
						line++
					}
				}
				if s.Encoding == Offset {
					perInput -= math.Pow(2, float64(s.WeightBits-1))
				}
				whole, _ := new(big.Float).SetInt(codes).Float64()
				total += float64(step*whole) + float64(perInput*sum) + constant
				if s.Noise.Sigma > 0 && s.Readout == ReadIdeal {
					total += errors
				}
			}
			y = append(y, total)
		}
	}
	return y
}

func addProduct(to *big.Int, a, b float64) {
	to.Add(to, new(big.Int).Mul(big.NewInt(int64(a)), big.NewInt(int64(b))))
}

// drawsJumps tells whether noise is drawn after rounding.
func drawsJumps(s Spec, rows int) bool {
	return s.Readout == ReadADC && s.ADC.Range == Granular && s.Noise.Law == Uniform && s.Inputs.SliceBits == 1 &&
		s.tabulates(rows, referenceBackground(s))
}

// referenceBackground is what the lowest level adds for each row that is driven.
func referenceBackground(s Spec) float64 {
	if s.OnOff == 0 || s.Encoding != Offset && !s.SeparatePairs {
		return 0
	}
	return (math.Pow(2, float64(s.CellBits)) - 1) / (s.OnOff - 1)
}

// referenceJump draws a normal number, rounded: of the 2^16 words each number has as many, in rising order, as its
// probability is worth whole ones; those left over lie around 0, as many on each side, and stand for what is left of the
// probabilities, which 64 bits choose from.
func referenceJump(noise *referenceNoise, slot int, mean, sigma float64, difference bool) float64 {
	if difference {
		mean = 0
	}
	mode := math.RoundToEven(mean)
	if sigma == 0 {
		return mode
	}
	one := new(big.Int).Lsh(big.NewInt(1), 64)
	below := func(k float64) *big.Int { // the probability of k and less, in 2^-64
		x := (k + 0.5 - mean) / (sigma * math.Sqrt2)
		tail, _ := new(big.Float).SetFloat64(math.Erfc(math.Abs(x)) / 2 * (1 << 64)).Int(nil)
		if x < 0 {
			return tail
		}
		return tail.Sub(one, tail)
	}
	lowest, highest := math.Floor(mean-9.3*sigma+0.5), math.Ceil(mean+9.3*sigma-0.5)
	var chances []*big.Int
	whole := map[float64]int64{}
	before := new(big.Int)
	sides := [2]int64{} // words below and above those of the mode
	for k := lowest; k <= highest; k++ {
		now := below(k)
		if k == highest || now.Cmp(one) == 0 {
			now = new(big.Int).Sub(one, big.NewInt(1))
		}
		p := new(big.Int).Sub(now, before)
		chances, before = append(chances, p), now
		whole[k] = new(big.Int).Rsh(p, 48).Int64()
		if k < mode {
			sides[0] += whole[k]
		} else if k > mode {
			sides[1] += whole[k]
		}
	}
	left := (1<<16 - sides[0] - sides[1] - whole[mode] + 1) / 2 // on each side
	for side, step := range []float64{-1, 1} {
		if excess := sides[side] + left - 1<<15; excess > 0 {
			whole[mode+step] -= excess
			sides[side] -= excess
		}
	}
	whole[mode] = 1<<16 - sides[0] - sides[1] - 2*left
	word := int64(int16(noise.word(slot)))
	if word < -left || word >= left {
		at := int64(-1 << 15)
		for k := lowest; ; k++ {
			if at += whole[k]; k == mode {
				at += 2 * left
			}
			if word < at {
				return k
			}
		}
	}
	_, random := noise.bits(256 + slot)
	at := new(big.Int).SetUint64(random)
	at.Rsh(at.Mul(at, new(big.Int).Lsh(big.NewInt(2*left), 48)), 64)
	sum := new(big.Int)
	for i, p := range chances {
		sum.Add(sum, p).Sub(sum, new(big.Int).Lsh(big.NewInt(whole[lowest+float64(i)]), 48))
		if at.Cmp(sum) < 0 {
			return lowest + float64(i)
		}
	}
	return highest
}

// referenceNoise draws the numbers of one line and vector, as random.go says.
type referenceNoise struct {
	s                  Spec
	part, line, vector int
}

func (n *referenceNoise) bits(block int) (high, low uint64) {
	return devices.NewRandom(n.s.Seed).Stream(1<<56 | uint64(n.part)<<40 | uint64(n.line)<<16 | uint64(block)).Bits(uint64(n.vector))
}

// word returns the 16 bits for the jump of a slot.
func (n *referenceNoise) word(slot int) uint16 {
	random := devices.NewRandom(n.s.Seed).Stream(1<<56 | uint64(n.part)<<40 | uint64(n.line)<<16 | uint64(slot/8)).Quick()
	high, low := random.Bits(uint64(n.vector))
	words := low
	if slot%8 >= 4 {
		words = high
	}
	return uint16(words >> (16 * (slot % 4)))
}

// normal returns the normal number of a slot: the ziggurat by its definition, of one word and those that follow if it is
// outside the layer above.
func (n *referenceNoise) normal(slot int) float64 {
	random := devices.NewRandom(n.s.Seed).Stream(1<<56 | uint64(n.part)<<40 | uint64(n.line)<<16 | uint64(512+slot/2)).Quick()
	high, word := random.Bits(uint64(n.vector))
	if slot%2 == 1 {
		word = high
	}
	drawn := 0
	next := func() uint64 {
		drawn++
		high, low := n.bits(1024 + 256*slot + (drawn-1)/2)
		if drawn%2 == 1 {
			return low
		}
		return high
	}
	uniform := func() float64 { return (float64(next()>>12) + 0.5) / math.Pow(2, 52) }
	const r = 3.6541528853610088
	density := func(x float64) float64 { return math.Exp(-x * x / 2) }
	ends := referenceLayers()
	for ; ; word = next() {
		layer := word & 0xff
		x := (float64(word>>12)*math.Pow(2, -51) - 1 + math.Pow(2, -52)) * ends[layer]
		switch {
		case math.Abs(x) < ends[layer+1]:
			return x
		case layer == 0:
			for {
				a, b := -math.Log(uniform())/r, -math.Log(uniform())
				if b+b > a*a {
					return math.Copysign(r+a, x)
				}
			}
		case density(ends[layer])+float64(uniform()*(density(ends[layer+1])-density(ends[layer]))) < density(x):
			return x
		}
	}
}

// referenceLayers returns where the layers of the ziggurat end: each is as wide as its area, which all have, over its height.
var referenceLayers = sync.OnceValue(func() (ends []float64) {
	const r = 3.6541528853610088
	tail := math.Sqrt(math.Pi/2) * math.Erfc(r/math.Sqrt2)
	area := float64(r*math.Exp(-r*r/2)) + tail
	ends = []float64{area / math.Exp(-r*r/2)}
	for x := r; len(ends) < 256; x = math.Sqrt(-2 * math.Log(area/x+math.Exp(-x*x/2))) {
		ends = append(ends, x)
	}
	return append(ends, 0)
})

type referenceSlot struct {
	low, bits int
	weight    float64
}

func referenceSlots(in Inputs) []referenceSlot {
	var slots []referenceSlot
	for bit := 0; bit < in.Bits; {
		n := min(in.SliceBits, in.Bits-bit)
		weight := math.Pow(2, float64(bit))
		if in.Signed {
			n = min(in.SliceBits, in.Bits-1-bit)
			if bit == in.Bits-1 {
				n, weight = 1, -weight
			}
		}
		slots = append(slots, referenceSlot{bit, n, weight})
		bit += n
	}
	return slots
}

// referenceCells returns the levels of one slice of one output's weights.
func referenceCells(s Spec, w Weights, o, first, last, slice int) (positive, negative []float64, flipped bool) {
	top := 1<<s.CellBits - 1
	base := int(math.Pow(float64(top+1), float64(slice)))
	var plus, minus []int
	total := 0
	for i := first; i < last; i++ {
		value := int(w.Values[o*w.Inputs+i])
		p, n := 0, 0
		switch {
		case s.Encoding == Offset:
			p = (value + 1<<(s.WeightBits-1)) / base % (top + 1)
		case value >= 0:
			p = value / base % (top + 1)
		default:
			n = -value / base % (top + 1)
		}
		if s.Encoding == TwoSided { // both sides around the middle
			digit := p - n
			p = int(math.Ceil(float64(top+digit) / 2))
			n = p - digit
		}
		plus, minus, total = append(plus, p), append(minus, n), total+p
	}
	flipped = s.Flip && 2*total > top*len(plus)
	for i := range plus {
		if flipped {
			plus[i] = top - plus[i]
		}
		cell := ((o*w.Inputs + first + i) * s.Slices()) + slice
		plus[i] = referenceStuck(s, plus[i], 2*cell)
		minus[i] = referenceStuck(s, minus[i], 2*cell+1)
		positive, negative = append(positive, float64(plus[i])), append(negative, float64(minus[i]))
	}
	return positive, negative, flipped
}

func referenceStuck(s Spec, level, place int) int {
	l := uint8(level)
	s.stick(&l, devices.NewRandom(s.Seed), uint64(place))
	return int(l)
}

type referenceCodes struct {
	ideal                  bool
	low, step, least, most float64
}

func referenceConverter(s Spec, rows int, difference bool) referenceCodes {
	top := math.Pow(2, float64(s.CellBits)) - 1
	gmin := 0.0
	if s.OnOff != 0 {
		gmin = top / (s.OnOff - 1)
	}
	if s.Readout == ReadSpikes {
		return referenceCodes{step: float64(s.Spikes.Threshold), most: math.Pow(2, float64(s.Spikes.CounterBits)) - 1}
	}
	if s.Readout == ReadIdeal {
		return referenceCodes{ideal: true, step: 1}
	}
	c := referenceCodes{step: 1, most: math.Pow(2, float64(s.ADC.Bits)) - 1}
	if difference {
		c.most = math.Pow(2, float64(s.ADC.Bits-1)) - 1
		c.least = -c.most
	}
	digit := math.Pow(2, float64(s.Inputs.SliceBits)) - 1
	span := func(rows float64) float64 {
		levels := rows * top
		if s.Flip {
			levels = math.Floor(levels / 2)
		}
		if !difference {
			levels += float64(rows * gmin)
		}
		return levels * digit / c.most
	}
	switch s.ADC.Range {
	case Full:
		c.step = span(float64(s.Rows))
	case Maximum:
		c.step = span(float64(rows))
	case Calibrated:
		c.step = (s.ADC.High - s.ADC.Low) / (c.most - c.least)
		if !difference {
			c.low = s.ADC.Low
		}
	case CrossSimGranular:
		n := s.Inputs.Bits
		if s.Inputs.Signed {
			n--
		}
		codes := math.Pow(2, float64(n))
		c.step = codes / (codes - 1) * (top + gmin) / top
	}
	return c
}
