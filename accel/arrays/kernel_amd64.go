package arrays

import (
	"math"

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
func (w *worker) addClamped(t *tile, output int, in *prepared) bool {
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
		l := &t.lines[output*a.perOut+i]
		addGroups(w.narrow, &l.cells, in)
		addClamps(&w.codes[0], &w.narrow[0], in.pad, in.bits, least, most, sign, int32(l.factor))
	}
	for v, code := range w.codes {
		w.weighted[v] = int64(code)
	}
	return true
}

// fitCodes tells whether addClamped can be used: slots of one bit, and sums and codes that fit.
func (a *Array) fitCodes(t *tile) bool {
	if a.kernel != vector || !t.convert.clamps || !t.readsSums || t.readsBits || len(a.slots) != a.spec.Inputs.Bits {
		return false
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
	rows := len(in.narrow) / in.vectors
	w.codes = sized(w.codes, in.vectors)
	weights := t.narrow[output*rows:][:rows]
	dot(&w.codes[0], &weights[0], &in.narrow[0], rows, in.vectors)
	for v, product := range w.codes {
		w.weighted[v] = int64(product)
	}
}
