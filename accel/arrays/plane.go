package arrays

import "math/bits"

// plane holds the digits of the cells of one line in the form that the kernel reads.
type plane struct {
	bits   []uint64 // [count][words]: bit r of plane p is bit p of row r's digit, in two's complement if signed
	count  int
	signed bool

	// For the vector unit: the sum of each subset of the digits of four rows, a table of 16 bytes for each group of rows, and
	// how many of these can be added up before a byte overflows. Nil if even one does not fit, or the kernel does not read it.
	sums  []int8
	chunk int
}

// newPlane returns the digits for a kernel.
func newPlane(digits []int32, k kernel) plane {
	var p plane
	if k == vector {
		if p = newSums(digits); p.sums != nil {
			return p
		}
	}
	all := uint32(0)
	for _, d := range digits {
		if d < 0 {
			p.signed = true
			d = ^d
		}
		all |= uint32(d)
	}
	p.count = bits.Len32(all)
	if p.signed {
		p.count++
	}
	words := ceil(len(digits), 64)
	p.bits = make([]uint64, p.count*words)
	for r, d := range digits {
		for b := range p.count {
			p.bits[b*words+r/64] |= uint64(uint32(d)>>b&1) << (r % 64)
		}
	}
	return p
}

// newSums returns the tables of the vector unit, or nothing if they do not fit into bytes, or the sum of all into 16 bits.
func newSums(digits []int32) plane {
	groups := ceil(len(digits), 4)
	p := plane{sums: make([]int8, 16*groups), chunk: groups}
	total := int32(0)
	for g := range groups {
		for subset := range 16 {
			sum := int32(0)
			for i, d := range digits[4*g : min(4*g+4, len(digits))] {
				if subset>>i&1 == 1 {
					sum += d
				}
			}
			if sum < -128 || sum > 127 {
				return plane{}
			}
			p.sums[16*g+subset] = int8(sum)
		}
	}
	for _, d := range digits {
		total += max(d, -d)
	}
	if total > 1<<15-1 {
		return plane{}
	}
	for !p.fits(digits) {
		p.chunk = (p.chunk + 1) / 2
	}
	return p
}

// fits tells whether the sums of chunk groups in a row fit into a byte.
func (p *plane) fits(digits []int32) bool {
	if p.chunk == 1 {
		return true
	}
	for first := 0; first < len(digits); first += 4 * p.chunk {
		lowest, greatest := int32(0), int32(0)
		for _, d := range digits[first:min(first+4*p.chunk, len(digits))] {
			lowest, greatest = lowest+min(d, 0), greatest+max(d, 0)
		}
		if lowest < -128 || greatest > 127 {
			return false
		}
	}
	return true
}

// add sets sums[b*pad+v] to what the digits add up to where bit b of the inputs of vector v is set.
func (p *plane) add(sums []int32, in *prepared) {
	switch {
	case p.count == 0:
		clear(sums)
	case in.words == 2 && p.count == 3 && p.signed:
		p.addThreeOfTwo(sums, in)
	case in.words == 1:
		p.addOne(sums, in)
	default:
		p.addAny(sums, in)
	}
}

func (p *plane) addAny(sums []int32, in *prepared) {
	words := in.words
	for v := range in.vectors {
		for b := range in.bits {
			x := in.set[(v*in.bits+b)*words:][:words]
			sum, weight := 0, 1
			for c := range p.count {
				cells := p.bits[c*words:][:words]
				n := 0
				for i, bit := range x {
					n += bits.OnesCount64(bit & cells[i])
				}
				if p.signed && c == p.count-1 {
					n = -n
				}
				sum += n * weight
				weight *= 2
			}
			sums[b*in.pad+v] = int32(sum)
		}
	}
}

// addOne is add for at most 64 rows.
func (p *plane) addOne(sums []int32, in *prepared) {
	for v := range in.vectors {
		for b, x := range in.set[v*in.bits:][:in.bits] {
			sum := 0
			for c := p.count - 1; c >= 0; c-- {
				n := bits.OnesCount64(x & p.bits[c])
				if p.signed && c == p.count-1 {
					n = -n
				}
				sum = 2*sum + n
			}
			sums[b*in.pad+v] = int32(sum)
		}
	}
}

// addThreeOfTwo is add for 65 to 128 rows and differences of 2-bit cells.
func (p *plane) addThreeOfTwo(sums []int32, in *prepared) {
	a0, a1, b0, b1, c0, c1 := p.bits[0], p.bits[1], p.bits[2], p.bits[3], p.bits[4], p.bits[5]
	pad, set := in.pad, in.set
	for v := range in.vectors {
		x := set[2*v*in.bits:][:2*in.bits]
		at := v
		for len(x) >= 2 {
			x0, x1 := x[0], x[1]
			x = x[2:]
			one := bits.OnesCount64(x0&a0) + bits.OnesCount64(x1&a1)
			two := bits.OnesCount64(x0&b0) + bits.OnesCount64(x1&b1)
			four := bits.OnesCount64(x0&c0) + bits.OnesCount64(x1&c1)
			sums[at] = int32(one + 2*two - 4*four)
			at += pad
		}
	}
}

// addClamped adds the clamped sums of bit-serial inputs, times factor and their slot's weight, to weighted, without storing
// sums. It tells whether it did: it is written for 65 to 128 rows and differences of 2-bit cells, the commonest array.
func (p *plane) addClamped(weighted []int64, in *prepared, factor int64, t *tile, slots []slot) bool {
	if p.sums != nil || in.words != 2 || p.count != 3 || !p.signed {
		return false
	}
	a0, a1, b0, b1, c0, c1 := p.bits[0], p.bits[1], p.bits[2], p.bits[3], p.bits[4], p.bits[5]
	least, most := int(t.convert.least), int(t.convert.most)
	last := 2 * (in.bits - 1)
	for v := range in.vectors {
		x := in.set[v*2*in.bits:][:2*in.bits]
		total := 0
		for i := last; i >= 0; i -= 2 {
			x0, x1 := x[i], x[i+1]
			one := bits.OnesCount64(x0&a0) + bits.OnesCount64(x1&a1)
			two := bits.OnesCount64(x0&b0) + bits.OnesCount64(x1&b1)
			four := bits.OnesCount64(x0&c0) + bits.OnesCount64(x1&c1)
			code := max(least, min(most, one+2*two-4*four))
			if i == last && slots[len(slots)-1].weight < 0 {
				code = -code
			}
			total = 2*total + code
		}
		weighted[v] += factor * int64(total)
	}
	return true
}
