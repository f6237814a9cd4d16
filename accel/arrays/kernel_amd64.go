package arrays

import (
	"math"
	"math/bits"
	"unsafe"

	"golang.org/x/sys/cpu"
)

func fastest() kernel {
	if cpu.X86.HasAVX2 {
		return vector
	}
	return portable
}

// addGroups sets sums[b*pad+v] to what the digits add up to where bit b of the inputs of vector v is set.
func addGroups(sums []int16, p *plane, in *prepared) {
	groups, reads := len(p.sums)/16, in.bits*in.pad
	_, _ = sums[reads-1], in.groups[groups*reads-1] // what the assembly reads and writes
	addTables(&sums[0], &p.sums[0], &in.groups[0], groups, p.chunk, reads)
}

// addClamped adds up the codes of one output in 32 bits, if they are clamped sums of bit-serial inputs; it tells whether so.
func (w *worker) addClamped(t *tile, output int, in *prepared, index int, number uint64) bool {
	a := w.run.array
	if !t.fitsCodes {
		return false
	}
	reads := in.bits * in.pad
	w.narrow, w.codes = sized(w.narrow, reads), sized(w.codes, in.pad)
	clear(w.codes)
	least, most := int16(max(t.convert.least, -math.MaxInt16)), int16(min(t.convert.most, math.MaxInt16))
	sign := int16(1)
	if a.spec.Inputs.Signed {
		sign = -1
	}
	for i := range a.perOut {
		at := output*a.perOut + i
		l := &t.lines[at]
		addGroups(w.narrow, &l.cells, in)
		if t.jumps != nil {
			w.addJumps(t.jumps, in, index, at, number)
		}
		addClamps(&w.codes[0], &w.narrow[0], in.pad, in.bits, least, most, sign, int32(l.factor))
	}
	for v, code := range w.codes {
		w.weighted[v] = int64(code)
	}
	return true
}

// addJumps adds read noise to the sums of one line.
func (w *worker) addJumps(t *jumpTable, in *prepared, index, line int, number uint64) {
	a, pad := w.run.array, in.pad
	w.drawWords(index, line, in, number)
	w.ties = sized(w.ties, in.bits*pad/16)
	if addJumps(&w.narrow[0], &w.words[0], &in.limits[0], &w.ties[0], pad, in.bits, in.count, (1+t.count)*pad) == 0 {
		return
	}
	for i, tie := range w.ties {
		for ; tie != 0; tie &= tie - 1 {
			at := 16*i + bits.TrailingZeros32(tie)/2
			slot, v := at/pad, at%pad
			if v >= in.vectors {
				continue
			}
			first, limits, j := w.words[at]^1<<15, t.limits[in.driven[at]], t.byDriven[in.driven[at]]
			taken := int64(0) // the jump that the vector unit added: half of what the signs add up to
			for _, limit := range limits[1 : 1+in.count] {
				switch word := signedWord(first); {
				case word > limit:
					taken += 2
				case word == limit:
					taken++
				}
			}
			taken = int64(limits[0]) + taken>>1
			w.narrow[at] += int16(j.at(a.rest(first, index, line, slot, number+uint64(v))) - taken)
		}
	}
}

// fillWords sets words to eight times 16 random bits of a stream for each index from first on.
func (a *Array) fillWords(words []uint16, stream, first uint64) {
	randomWords(&words[0], &a.keys[0][0][0], stream, first, len(words)/8)
}

// fitCodes tells whether addClamped can be used: slots of one bit, and sums and codes that fit.
func (a *Array) fitCodes(t *tile) bool {
	if a.kernel != vector || !t.convert.clamps || !t.readsSums || t.readsBits || len(a.slots) != a.spec.Inputs.Bits {
		return false
	}
	if t.jumps != nil {
		if t.jumps.limits == nil {
			return false
		}
		for _, l := range t.lines {
			if max(l.greatest, -l.lowest) > math.MaxInt16-10*largestJump {
				return false
			}
		}
	}
	largest := int64(0)
	for _, l := range t.lines[:a.perOut] { // the factors of all outputs differ in sign at most
		largest += max(l.factor, -l.factor)
	}
	code := min(max(t.convert.most, -t.convert.least), math.MaxInt16)
	return largest < math.MaxInt32>>a.spec.Inputs.Bits/code
}

// narrow returns the weights of a tile for the vector unit, or nil if a product may need more than 32 bits.
func (a *Array) narrow(weights []int32, rows int) []int16 {
	lowest, highest := a.spec.Inputs.Range()
	input := int64(max(highest, -lowest))
	if a.kernel != vector || input > math.MaxInt16 {
		return nil
	}
	padded := 16 * ceil(rows, 16)
	narrow := make([]int16, len(weights)/rows*padded)
	for o := range len(weights) / rows {
		largest := int64(0)
		for r, w := range weights[o*rows:][:rows] {
			if w < -math.MaxInt16 || w > math.MaxInt16 {
				return nil
			}
			narrow[o*padded+r] = int16(w)
			largest += input * int64(max(w, -w))
		}
		if largest > math.MaxInt32 {
			return nil
		}
	}
	return narrow
}

func (w *worker) multiplyNarrow(t *tile, output int, in *prepared) {
	w.dotNarrow(t.narrow, output, in)
	for v, product := range w.codes {
		w.weighted[v] = int64(product)
	}
}

// dotNarrow sets w.codes to the products of one row of a matrix, whose rows are padded, and each vector.
func (w *worker) dotNarrow(matrix []int16, row int, in *prepared) {
	rows := len(in.narrow) / in.vectors
	w.codes = sized(w.codes, in.vectors)
	weights := matrix[row*rows:][:rows]
	dot(&w.codes[0], &weights[0], &in.narrow[0], rows, in.vectors)
}

func fillVector(t *[256]quad, rows []quad) {
	if len(rows) > 0 { // inputs of rows that are not there are 0, and so is the sum of no row
		fillQuads(&t[0][0], &rows[0][0], len(rows))
		return
	}
	t[0] = quad{}
}

// lookVector is look. The bytes of a word lie in order, the lowest first.
func (q *quads) lookVector(sums []quad, in *prepared, first int) {
	last := (len(sums)-1)*in.words + first/64
	_ = in.set[last]
	set := (*byte)(unsafe.Add(unsafe.Pointer(&in.set[first/64]), first%64/8))
	lookQuads(&sums[0][0], &q.tables[0][0][0], set, 8*in.words, len(sums))
}

// convertFloats adds to results the codes of one output's bit-serial sums, in w.quads.sums, of a converter that is not ideal.
func (w *worker) convertFloats(results []float64, t *tile, output int, in *prepared) {
	a, f, c := w.run.array, t.floats, &t.convert
	reads := in.vectors * in.bits
	w.codeSums = sized(w.codeSums, in.vectors)
	for first := 0; first < a.perOut; first += lanes {
		w.constants = [7]quad{}
		k := &w.constants
		n := min(lanes, a.perOut-first)
		at := output*a.perOut + first
		for l := range lanes {
			k[0][l], k[1][l], k[2][l], k[4][l], k[5][l], k[6][l] = 1, c.low, c.step, float64(c.least), float64(c.most), 1
			if a.spec.Inputs.Signed {
				k[6][l] = -1
			}
			if f.gain != nil && l < n {
				k[0][l], k[3][l] = f.gain[at+l], f.offset[at+l]
			}
		}
		convertQuads(&w.codeSums[0][0], &w.quads.sums[first/lanes*reads][0], &k[0][0], in.vectors, in.bits)
		for l, line := range t.lines[at:][:n] {
			factor := float64(line.factor)
			for v := range results {
				results[v] += float64(c.step * (factor * w.codeSums[v][l])) // the product in brackets is exact
			}
		}
	}
}
