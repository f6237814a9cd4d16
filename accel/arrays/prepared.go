package arrays

import "math"

// blockVectors is the number of vectors that are multiplied at once: enough that reading the cells costs little, few enough
// that the slices of their inputs stay in the first-level cache.
const blockVectors = 64

// prepared holds the inputs of one block of vectors at the rows of one tile, cut into bits.
type prepared struct {
	vectors, pad int // pad: vectors, rounded up for the vector unit
	bits, words  int

	set    []uint64  // for the portable kernel: [vector][bit][word]
	groups []byte    // for the vector unit: [4 rows][bit][pad], bit i of each byte being row i
	whole  []int32   // for plain tiles: [vector][row]
	floats []float64 // for plain tiles of conductances: [vector][row]
	narrow []int16   // for plain tiles and the vector unit: [vector][row, padded to 16]
	driven []int32   // [slot][pad]: sum of what drives the rows
	// For noise: sums of the squares of what drives the rows, [slot][pad], and for proportional noise of slots of many bits the
	// squares themselves, by slot.
	driveSquares []float64
	squared      []prepared
	limits       []int16   // for the vector unit: [slot][2 and limits of a jumpTable][pad]
	count        int       // of these, the limits that are in use
	noise        []float64 // [slot][pad]: deviation of uniform noise
	deviations   []quad    // the same for sums of floats: [vector][slot], four times each
	sum          []float64 // [vector]: sum of the inputs
	// For cells that are not ohmic: what each line gives, [vector][slot][line].
	currents []float64
}

// prepare cuts the inputs of vectors (each a.inputs long) at the rows of t.
func (in *prepared) prepare(a *Array, t *tile, x []int32) {
	in.vectors = len(x) / a.inputs
	in.pad = in.vectors
	if a.kernel == vector {
		in.pad = 32 * ceil(in.vectors, 32)
	}
	in.bits, in.words = a.spec.Inputs.Bits, t.words
	in.sum = sized(in.sum, in.vectors)
	for v := range in.vectors {
		sum := int64(0)
		for _, value := range x[v*a.inputs+t.first:][:t.rows] {
			sum += int64(value)
		}
		in.sum[v] = float64(sum)
	}
	switch {
	case t.narrow != nil, t.charges != nil:
		in.prepareNarrow(a, t, x)
	case t.floats != nil && t.floats.plain != nil:
		in.floats = sized(in.floats, in.vectors*t.rows)
		for v := range in.vectors {
			for r, value := range x[v*a.inputs+t.first:][:t.rows] {
				in.floats[v*t.rows+r] = float64(value)
			}
		}
	case t.plain != nil:
		in.whole = sized(in.whole, in.vectors*t.rows)
		for v := range in.vectors {
			copy(in.whole[v*t.rows:], x[v*a.inputs+t.first:][:t.rows])
		}
	default:
		if t.floats != nil && t.floats.curves != nil {
			in.currents = sized(in.currents, in.vectors*len(a.slots)*len(t.lines))
		}
		if t.readsSums {
			in.prepareGroups(a, t, x)
		}
		if t.readsBits {
			in.prepareSet(a, t, x)
		}
		if t.convert.background != 0 || a.spec.Noise.Sigma != 0 {
			in.prepareDriven(a, t, x)
		}
		if a.proportional() && len(a.slots) != in.bits {
			in.prepareSquares(a, t, x)
		}
		if t.fitsCodes && t.jumps != nil {
			in.prepareLimits(a, t)
		}
	}
}

func (in *prepared) prepareNarrow(a *Array, t *tile, x []int32) {
	rows := 16 * ceil(t.rows, 16)
	in.narrow = sized(in.narrow, in.vectors*rows)
	for v := range in.vectors {
		row := in.narrow[v*rows:][:rows]
		for r, value := range x[v*a.inputs+t.first:][:t.rows] {
			row[r] = int16(value)
		}
		clear(row[t.rows:])
	}
}

func (in *prepared) prepareSet(a *Array, t *tile, x []int32) {
	in.clearSet()
	for v := range in.vectors {
		in.setVector(v, x[v*a.inputs+t.first:][:t.rows])
	}
}

func (in *prepared) clearSet() {
	in.set = sized(in.set, in.vectors*in.bits*in.words)
	clear(in.set)
}

// setVector cuts what drives the rows into bits.
func (in *prepared) setVector(v int, values []int32) {
	set := in.set[v*in.bits*in.words:][:in.bits*in.words]
	for first := 0; first < len(values); first += 8 {
		low, high := uint64(0), uint64(0) // a byte for each of eight rows
		for i, value := range values[first:min(first+8, len(values))] {
			low |= uint64(uint8(value)) << (8 * i)
			high |= uint64(uint8(value>>8)) << (8 * i)
		}
		low, high = turn(low), turn(high)
		word, shift := first/64, first%64
		for b := range min(in.bits, 8) {
			set[b*in.words+word] |= low >> (8 * b) & 0xff << shift
		}
		for b := 8; b < in.bits; b++ {
			set[b*in.words+word] |= high >> (8 * (b - 8)) & 0xff << shift
		}
	}
}

// prepareSquares squares what drives the rows in each slot, and cuts the squares into bits.
func (in *prepared) prepareSquares(a *Array, t *tile, x []int32) {
	for len(in.squared) < len(a.slots) {
		in.squared = append(in.squared, prepared{})
	}
	for i, s := range a.slots {
		q := &in.squared[i]
		q.vectors, q.pad, q.bits, q.words = in.vectors, in.pad, 2*s.bits, in.words
		q.clearSet()
		q.whole = sized(q.whole, t.rows)
		for v := range in.vectors {
			for r, value := range x[v*a.inputs+t.first:][:t.rows] {
				digit := value >> s.first & (1<<s.bits - 1)
				q.whole[r] = digit * digit
			}
			q.setVector(v, q.whole)
		}
	}
}

// turn transposes eight bytes of eight bits: bit i of byte j becomes bit j of byte i.
func turn(x uint64) uint64 {
	t := (x ^ x>>7) & 0x00aa00aa00aa00aa
	x ^= t ^ t<<7
	t = (x ^ x>>14) & 0x0000cccc0000cccc
	x ^= t ^ t<<14
	t = (x ^ x>>28) & 0x00000000f0f0f0f0
	return x ^ t ^ t<<28
}

func (in *prepared) prepareGroups(a *Array, t *tile, x []int32) {
	stride := in.bits * in.pad
	in.groups = sized(in.groups, t.groups*stride)
	if in.vectors != in.pad {
		clear(in.groups)
	}
	for v := range in.vectors {
		values := x[v*a.inputs+t.first:][:t.rows]
		for g := range t.groups {
			low, high := uint64(0), uint64(0)
			for i, value := range values[4*g : min(4*g+4, len(values))] {
				low |= uint64(uint8(value)) << (8 * i)
				high |= uint64(uint8(value>>8)) << (8 * i)
			}
			low = turn(low)
			column := in.groups[g*stride+v:]
			for b := range min(in.bits, 8) {
				column[b*in.pad] = byte(low)
				low >>= 8
			}
			if in.bits > 8 {
				high = turn(high)
				for b := 8; b < in.bits; b++ {
					column[b*in.pad] = byte(high)
					high >>= 8
				}
			}
		}
	}
}

func (in *prepared) prepareDriven(a *Array, t *tile, x []int32) {
	in.driven = sized(in.driven, len(a.slots)*in.pad)
	in.driveSquares = sized(in.driveSquares, len(a.slots)*in.pad)
	in.noise = sized(in.noise, len(a.slots)*in.pad)
	uniform := a.spec.Noise.Law == Uniform && t.jumps == nil
	if uniform && t.floats != nil {
		in.deviations = sized(in.deviations, in.vectors*len(a.slots))
	}
	for v := range in.vectors {
		values := x[v*a.inputs+t.first:][:t.rows]
		if len(a.slots) == in.bits {
			in.countDriven(values, v)
		}
		for i, s := range a.slots {
			at := i*in.pad + v
			squares := int64(in.driven[at])
			if len(a.slots) != in.bits {
				sum := int32(0)
				squares = 0
				for _, value := range values {
					digit := value >> s.first & (1<<s.bits - 1)
					sum += digit
					squares += int64(digit * digit)
				}
				in.driven[at] = sum
			}
			in.driveSquares[at] = float64(squares)
			if uniform {
				d := a.spec.deviation(float64(squares), 0, 0)
				if in.noise[at] = d; t.floats != nil {
					in.deviations[v*len(a.slots)+i] = quad{d, d, d, d}
				}
			}
		}
	}
}

// countDriven is prepareDriven for bit-serial inputs, whose rows are driven or not: it counts eight bits of eight rows at
// once.
func (in *prepared) countDriven(values []int32, v int) {
	for b := range in.bits {
		in.driven[b*in.pad+v] = 0
	}
	for len(values) > 0 {
		some := values[:min(len(values), 8*31)] // a byte counts up to 31 times 8
		values = values[len(some):]
		var counts [2]uint64 // of bits 0 to 7 and 8 to 15, a byte each
		for ; len(some) > 0; some = some[min(8, len(some)):] {
			low, high := uint64(0), uint64(0)
			for i, value := range some[:min(8, len(some))] {
				low |= uint64(uint8(value)) << (8 * i)
				high |= uint64(uint8(value>>8)) << (8 * i)
			}
			counts[0] += countBytes(turn(low))
			if in.bits > 8 {
				counts[1] += countBytes(turn(high))
			}
		}
		for b := range in.bits {
			in.driven[b*in.pad+v] += int32(counts[b/8] >> (b % 8 * 8) & 0xff)
		}
	}
}

// countBytes counts the bits of each byte.
func countBytes(x uint64) uint64 {
	x -= x >> 1 & 0x5555555555555555
	x = x&0x3333333333333333 + x>>2&0x3333333333333333
	return (x + x>>4) & 0x0f0f0f0f0f0f0f0f
}

// prepareLimits looks up what each random word will be compared with, laid out as addNoisy reads it.
func (in *prepared) prepareLimits(a *Array, t *tile) {
	head, used := 2, 0
	if t.jumps.symmetric {
		head = 1
	}
	for s := range a.slots {
		for _, driven := range in.driven[s*in.pad:][:in.vectors] {
			used = max(used, len(t.jumps.limits[driven])-head)
		}
	}
	if in.count = max(1, used); used > 6 {
		in.count = 8 * ceil(used, 8)
	}
	in.limits = sized(in.limits, len(a.slots)*in.pad*(head+in.count))
	for s := range a.slots {
		for v := range in.pad {
			to := in.limits[(s*in.pad+v/32*32)*(head+in.count)+v%32:]
			var limits []int16
			if v < in.vectors {
				limits = t.jumps.limits[in.driven[s*in.pad+v]]
			}
			for i := range head + in.count {
				if to[i*32] = math.MaxInt16; i < len(limits) {
					to[i*32] = limits[i]
				} else if len(limits) == 0 { // no vector: all words decide, for whatever
					to[i*32] = -1
				}
			}
		}
	}
}

// sized returns a slice of n elements, the given one if it is large enough.
func sized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}
