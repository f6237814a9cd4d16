package arrays

import "math/bits"

// The portable kernel adds up four lines at a time, each in a lane of 16 bits of one word. For eight rows it makes a table
// of the sums of all their subsets, so that the eight input bits of a byte take one look-up. Tables are made anew for each
// block of vectors, which costs little from some hundred reads on; below that, bits are counted.

const (
	lanes     = 4
	laneBits  = 64 / lanes
	laneBias  = 1 << (laneBits - 1) // makes a sum positive, so that lanes can be cut apart
	laneReads = 128                 // from here on tables pay
)

// subsets are the sums of all subsets of eight rows, for the eight groups of rows of one word of input bits.
type subsets [8]table

// packs are the digits of the lines of a tile: of line i of an output, in lane i%lanes of its pack i/lanes, by row.
type packs struct {
	rows             []uint64 // nil if a sum may not fit its lane
	perOut, tileRows int
}

// newPacks returns room for all lines of a tile, or none if the kernel does not read them.
func newPacks(a *Array, rows int) packs {
	if a.kernel != portable {
		return packs{}
	}
	return packs{make([]uint64, a.outputs*ceil(a.perOut, lanes)*rows), a.perOut, rows}
}

// add adds the digits of the index-th line of the tile.
func (p *packs) add(index int, digits []int32) {
	if p.rows == nil {
		return
	}
	l := index % p.perOut
	pack := p.rows[(index/p.perOut*ceil(p.perOut, lanes)+l/lanes)*p.tileRows:][:p.tileRows]
	total := int64(0)
	for r, d := range digits {
		pack[r] += uint64(int64(d)) << (l % lanes * laneBits) // what a negative digit borrows, the bias gives back
		total += int64(max(d, -d))
	}
	if total >= laneBias {
		p.rows = nil
	}
}

// add sets sums[v*bits+b] to what the digits add up to where bit b of the inputs of vector v is set, biased.
func (t *subsets) add(sums, pack []uint64, in *prepared) {
	bias := uint64(0)
	for l := range lanes {
		bias |= laneBias << (l * laneBits)
	}
	for i := range sums {
		sums[i] = bias
	}
	for word := range in.words {
		rows := pack[64*word : min(64*word+64, len(pack))]
		for g := range t {
			if 8*g >= len(rows) {
				break // the input bits of rows that are not there are 0, whatever the table holds further on
			}
			var eight [8]uint64
			copy(eight[:], rows[8*g:])
			t[g].fill(&eight)
		}
		t.look(sums, in.set[word:], in.words)
	}
}

// table is the sums of all subsets of eight rows.
type table [256]uint64

// fill makes a table: each row adds its digits to all subsets of the rows before.
//
//go:noinline
func (t *table) fill(rows *[8]uint64) {
	t[0], t[1] = 0, rows[0]
	for i := range 2 {
		t[2+i] = t[i] + rows[1]
	}
	for i := range 4 {
		t[4+i] = t[i] + rows[2]
	}
	for i := range 8 {
		t[8+i] = t[i] + rows[3]
	}
	for i := range 16 {
		t[16+i] = t[i] + rows[4]
	}
	for i := range 32 {
		t[32+i] = t[i] + rows[5]
	}
	for i := range 64 {
		t[64+i] = t[i] + rows[6]
	}
	for i := range 128 {
		t[128+i] = t[i] + rows[7]
	}
}

// look adds to each sum what the bits of one word select, the next word being stride farther. It is a function of its own so
// that the compiler keeps all it needs in registers.
//
//go:noinline
func (t *subsets) look(sums, set []uint64, stride int) {
	at := 0
	for i := range sums {
		x := set[at]
		at += stride
		sums[i] += t[0][uint8(x)] + t[1][uint8(x>>8)] + t[2][uint8(x>>16)] + t[3][uint8(x>>24)] +
			t[4][uint8(x>>32)] + t[5][uint8(x>>40)] + t[6][uint8(x>>48)] + t[7][uint8(x>>56)]
	}
}

// addPacks adds up all lines of an output, four at a time, into w.packed, and tells whether it did.
func (w *worker) addPacks(t *tile, output int, in *prepared) bool {
	reads := in.vectors * in.bits
	if t.packs == nil || reads < laneReads {
		return false
	}
	n := ceil(w.run.array.perOut, lanes)
	w.packed = sized(w.packed, n*reads)
	for i := range n {
		w.subsets.add(w.packed[i*reads:][:reads], t.packs[(output*n+i)*t.rows:][:t.rows], in)
	}
	return true
}

// unpack sets sums[b*pad+v] to the sums of the i-th line of an output.
func (w *worker) unpack(sums []int32, i int, in *prepared) {
	reads := in.vectors * in.bits
	packed, shift := w.packed[i/lanes*reads:][:reads], i%lanes*laneBits
	for v := range in.vectors {
		for b, p := range packed[v*in.bits:][:in.bits] {
			sums[b*in.pad+v] = int32(uint16(p>>shift)) - laneBias
		}
	}
}

// all16 is 1 in each lane.
const all16 = 1 | 1<<laneBits | 1<<(2*laneBits) | 1<<(3*laneBits)

// clamper clamps four lanes at once. A lane holds a code less the least one, lifted by 1<<14 until it is known not to be
// below 0.
type clamper struct {
	lift, most, over uint64
	floor            int64 // what the least codes of all bits add up to
}

// clamper returns the one of a tile, if bit-serial codes of unsigned inputs are clamped sums, and their sums over all bits
// fit lanes.
func (a *Array) clamper(t *tile) *clamper {
	c := &t.convert
	span, codes := c.most-c.least, int64(1)<<a.spec.Inputs.Bits-1
	if t.packs == nil || !c.clamps || len(a.slots) != a.spec.Inputs.Bits || a.spec.Inputs.Signed || span > (1<<laneBits-1)/codes {
		return nil
	}
	lift := laneBias - 1<<14 + c.least
	if t.jumps != nil {
		lift += jumpBias
	}
	for _, l := range t.lines {
		if farthest := max(l.greatest, -l.lowest) + jumpBias; farthest+max(c.most, -c.least) >= 1<<14 {
			return nil
		}
	}
	return &clamper{uint64(lift) * all16, uint64(span) * all16, uint64(1<<15-1-span) * all16, c.least * codes}
}

// clamp returns the clamped lanes of sums.
func (c *clamper) clamp(sums uint64) uint64 {
	x := sums - c.lift
	least := x & (all16 << 14)
	x &= least - least>>14 // 0 in lanes below the least code
	most := (x + c.over) & (all16 << 15)
	most -= most >> 15
	return x&^most | c.most&most
}

// clampPacks adds up the codes of bit-serial inputs of one output if codes are clamped sums.
func (w *worker) clampPacks(t *tile, output int, in *prepared) {
	a, reads := w.run.array, in.vectors*in.bits
	least, most := int64(t.convert.least), int64(t.convert.most)
	sign := int64(1)
	if a.spec.Inputs.Signed {
		sign = -1
	}
	lines := t.lines[output*a.perOut:][:a.perOut]
	for first := 0; first < len(lines); first += lanes {
		packed := w.packed[first/lanes*reads:][:reads]
		four := lines[first:min(first+lanes, len(lines))]
		if c := t.clamper; c != nil {
			for v := range in.vectors {
				x := packed[v*in.bits:][:in.bits]
				total := uint64(0)
				for b := len(x) - 1; b >= 0; b-- {
					total += total + c.clamp(x[b])
				}
				w.weighted[v] += c.weigh(total, four)
			}
			continue
		}
		for l := range four {
			factor, shift := four[l].factor, l*laneBits
			for v := range in.vectors {
				x := packed[v*in.bits:][:in.bits]
				last := len(x) - 1
				total := sign * max(least, min(most, int64(uint16(x[last]>>shift))-laneBias))
				for b := last - 1; b >= 0; b-- {
					total = 2*total + max(least, min(most, int64(uint16(x[b]>>shift))-laneBias))
				}
				w.weighted[v] += factor * total
			}
		}
	}
}

// weigh returns the codes of all bits of up to four lines, times their factors.
func (c *clamper) weigh(codes uint64, lines []line) int64 {
	sum := int64(0)
	for l := range lines {
		sum += lines[l].factor * (int64(uint16(codes)) + c.floor)
		codes >>= laneBits
	}
	return sum
}

// jumpPacks is clampPacks with read noise that rounds to jumps, of inputs of up to 8 bits: one block of random bits for each
// vector.
func (w *worker) jumpPacks(t *tile, output int, in *prepared, index int, number uint64) {
	a, c, reads := w.run.array, t.clamper, in.vectors*in.bits
	lines := t.lines[output*a.perOut:][:a.perOut]
	var blocks [lanes]lineWords
	for first := 0; first < len(lines); first += lanes {
		packed := w.packed[first/lanes*reads:][:reads]
		at := output*a.perOut + first
		four := lines[first:min(first+lanes, len(lines))]
		for l := range four {
			blocks[l] = a.lineWords(a.noise(index, at+l, wordBlock), number)
		}
		for v := range in.vectors {
			var words [lanes][2]uint64
			for l := range four {
				words[l][1], words[l][0] = blocks[l].block(a, number+uint64(v))
			}
			x, driven := packed[v*in.bits:][:in.bits], in.driven[v:]
			total := uint64(0)
			for half := (in.bits - 1) / 4; half >= 0; half-- {
				four := [lanes]uint64{words[0][half], words[1][half], words[2][half], words[3][half]}
				for b := min(4*half+3, in.bits-1); b >= 4*half; b-- {
					shift := uint(16*(b%4)+16-quickBits) & 63
					quick := &t.jumps.quick[driven[b*in.pad]]
					jumps := uint64(quick[four[0]>>shift%(1<<quickBits)]) | uint64(quick[four[1]>>shift%(1<<quickBits)])<<laneBits |
						uint64(quick[four[2]>>shift%(1<<quickBits)])<<(2*laneBits) | uint64(quick[four[3]>>shift%(1<<quickBits)])<<(3*laneBits)
					if jumps&(undecided*all16) != 0 {
						jumps = w.decide(t, jumps, &four, b, driven[b*in.pad], index, at, number+uint64(v))
					}
					total += total + c.clamp(x[b]+jumps)
				}
			}
			w.weighted[v] += c.weigh(total, four)
		}
	}
}

// decide looks at the whole words of the lanes that are undecided.
func (w *worker) decide(t *tile, jumps uint64, words *[lanes]uint64, slot int, driven int32, index, at int, vector uint64) uint64 {
	for open := jumps & (undecided * all16); open != 0; open &= open - 1 {
		l := bits.TrailingZeros64(open) / laneBits
		jump, decides := t.jumps.byDriven[driven].of(int16(words[l] >> (16 * (slot % 4))))
		if !decides {
			jump = t.jumps.byDriven[driven].left(w.run.array.rest(index, at+l, slot, vector))
		}
		jumps = jumps&^((1<<laneBits-1)<<(l*laneBits)) | uint64(jump+jumpBias)<<(l*laneBits)
	}
	return jumps
}
