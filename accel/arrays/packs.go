package arrays

// The portable kernel adds up four lines at a time, each in a lane of 16 bits of one word. For eight rows it makes a table of the
// sums of all their subsets, so that the eight input bits of a byte take one look-up. Tables are made anew for each block of
// vectors, which costs little from some hundred reads on; below that, bits are counted.

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
		for l := range lines[first:min(first+lanes, len(lines))] {
			factor, shift := lines[first+l].factor, l*laneBits
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
