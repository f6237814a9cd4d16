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

// addClamped adds up the codes of one output in 32 bits, if they are clamped sums of bit-serial inputs or in a table; it
// tells whether so.
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
		if !t.convert.clamps {
			zero := &t.convert.table[-t.convert.origin]
			addCodes(&w.codes[0], &w.narrow[0], zero, in.pad, in.bits, int32(sign), int32(l.factor))
			continue
		}
		if t.jumps == nil {
			addClamps(&w.codes[0], &w.narrow[0], in.pad, in.bits, least, most, sign, int32(l.factor))
			continue
		}
		w.drawWords(index, at, in, number)
		w.over = sized(w.over, reads/32)
		add := addNoisy
		if t.jumps.symmetric {
			add = addSymmetric
		}
		if add(&w.codes[0], &w.narrow[0], &w.words[0], &in.limits[0], &w.over[0], in.pad, in.bits, in.count, least, most, sign,
			int32(l.factor)) != math.MaxUint32 {
			w.addLeft(t, l, in, index, at, number)
		}
	}
	for v, code := range w.codes {
		w.weighted[v] = int64(code)
	}
	return true
}

// addLeft puts right the codes of the words of a line that are left over, to which the vector unit gave the commonest jump.
func (w *worker) addLeft(t *tile, l *line, in *prepared, index, at int, number uint64) {
	a, least, most := w.run.array, t.convert.least, t.convert.most
	for k, above := range w.over {
		for over := ^above; over != 0; over &= over - 1 {
			bit := bits.TrailingZeros32(over)
			i := k / (in.pad / 32)
			v := k%(in.pad/32)*32 + [4]int{0, 16, 8, 24}[bit/8] + bit%8
			if v >= in.vectors {
				continue
			}
			driven, sum, s := in.driven[i*in.pad+v], int64(w.narrow[i*in.pad+v]), a.slots[i]
			j := t.jumps.byDriven[driven]
			wrong := max(least, min(most, sum+j.mode))
			right := max(least, min(most, sum+j.left(a.rest(index, at, i, number+uint64(v)))))
			w.codes[v] += int32(l.factor * s.weight * (right - wrong))
		}
	}
}

// fillWords sets words to eight times 16 random bits of a stream for each index from first on, and tells whether it did: the
// high halves of the indices have to be the same.
func (a *Array) fillWords(words []uint16, stream, first uint64) bool {
	vectors := len(words) / 8
	if (first+uint64(vectors)-1)>>32 != first>>32 {
		return false
	}
	shared := a.lineWords(stream, first).shared
	randomWords(&words[0], &a.keys[0][0][0], &shared[0], first, vectors)
	return true
}

// fillNormals is drawNormals for two slots, and tells whether it did, as fillWords does.
func (w *worker) fillNormals(tile, line, count, pair int, in *prepared, first uint64) bool {
	a := w.run.array
	if (first+uint64(in.vectors)-1)>>32 != first>>32 {
		return false
	}
	var shared [4][lanes]uint64
	for lane := range lanes {
		for i, x := range a.lineWords(a.noise(tile, line+lane, normalBlock+pair), first).shared {
			shared[i][lane] = x
		}
	}
	stride := len(w.normals) / in.vectors
	w.undecided = sized(w.undecided, in.vectors)
	normals := w.normals[2*pair:]
	drawNormals(&normals[0][0], &w.undecided[0], &a.keys[0][0][0], &shared[0][0], &a.ziggurat.edges[0], first, in.vectors, 32*stride)
	for v, marks := range w.undecided {
		for ; marks != 0; marks &= marks - 1 {
			bit := bits.TrailingZeros8(marks)
			if side, lane := bit/lanes, bit%lanes; lane < count {
				x := &normals[v*stride+side][lane]
				*x = w.leftNormal(math.Float64bits(*x), tile, line+lane, 2*pair+side, first+uint64(v))
			}
		}
	}
	return true
}

// disturb adds noise to the sums of one output's lines, of bit-serial inputs.
func (w *worker) disturb(t *tile, output int, in *prepared, index int, number uint64) {
	a := w.run.array
	reads := in.vectors * in.bits
	for i := 0; i < a.perOut; i += lanes {
		w.drawNormals(index, output*a.perOut+i, min(lanes, a.perOut-i), in, number)
		sums, deviations := w.quads.sums[i/lanes*reads:][:reads], w.deviationsOf(t, i/lanes, in)
		addNormals(&sums[0][0], &w.normals[0][0], &deviations[0][0], in.vectors, in.bits)
	}
}

// fitCodes tells whether addClamped can be used: slots of one bit, and sums and codes that fit.
func (a *Array) fitCodes(t *tile) bool {
	if a.kernel != vector || !t.convert.clamps && t.convert.table == nil || !t.readsSums || t.readsBits || len(a.slots) != a.spec.Inputs.Bits {
		return false
	}
	if t.jumps != nil {
		if t.jumps.limits == nil {
			return false
		}
		for _, l := range t.lines {
			if max(l.greatest, -l.lowest) > math.MaxInt16-jumpBias {
				return false
			}
		}
	}
	largest := int64(0)
	for _, l := range t.lines[:a.perOut] { // the factors of all outputs differ in sign at most
		largest += max(l.factor, -l.factor)
	}
	code := min(max(t.convert.most, -t.convert.least), math.MaxInt16)
	if !t.convert.clamps {
		code = 1
		for _, c := range t.convert.table {
			code = max(code, int64(c), -int64(c))
		}
	}
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

// convertFloats adds to results the codes of one output's bit-serial sums, in w.quads.sums, of an ADC.
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
