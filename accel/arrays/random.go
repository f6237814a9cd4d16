package arrays

import "math"

// purpose keeps apart what random numbers are drawn for. All come from the specification's seed.
type purpose uint64

const (
	faults purpose = iota
	readNoise
	readNoiseBack // of the same cells read the other way
	writing
	drift
	converters
	copies
)

// Blocks of the random numbers of one conversion's line.
const (
	wordBlock   = 0    // 16 bits for each slot, eight slots to a block
	restBlock   = 256  // 64 bits more, a block for each slot
	normalBlock = 512  // two words of 64 bits, a block for two slots
	leftBlock   = 1024 // words where such a word does not decide, 256 blocks for each slot
)

// streamOf names the numbers for a line of a tile and a block. Their index is a cell or a vector.
func streamOf(p purpose, tile, line, block int) uint64 {
	return uint64(p)<<56 | uint64(tile)<<40 | uint64(line)<<16 | uint64(block)
}

// noise names the read noise of a line.
func (a *Array) noise(tile, line, block int) uint64 {
	if a.transposed {
		return streamOf(readNoiseBack, tile, line, block)
	}
	return streamOf(readNoise, tile, line, block)
}

// rest returns the 64 random bits that decide where a word does not.
func (a *Array) rest(tile, line, slot int, vector uint64) uint64 {
	_, low := a.random.Stream(a.noise(tile, line, restBlock+slot)).Bits(vector)
	return low
}

// drawWords sets w.words[slot*pad+v] to 16 random bits for each slot and vector of a line.
func (w *worker) drawWords(tile, line int, in *prepared, first uint64) {
	a := w.run.array
	blocks := ceil(len(a.slots), 8)
	w.words = sized(w.words, blocks*8*in.pad)
	for b := range blocks {
		words, stream := w.words[b*8*in.pad:][:8*in.pad], a.noise(tile, line, wordBlock+b)
		if a.kernel == vector && a.fillWords(words, stream, first) {
			continue
		}
		line := a.lineWords(stream, first)
		for v := range in.vectors {
			high, low := line.block(a, first+uint64(v))
			for at := v; at < 4*in.pad; at += in.pad {
				words[at], words[at+4*in.pad] = uint16(low), uint16(high)
				low, high = low>>16, high>>16
			}
		}
	}
}

// roundKeys are the keys of the seven rounds of devices.Random.Quick, each four times, as the vector unit reads them.
type roundKeys [7][2][4]uint64

func newRoundKeys(seed uint64) *roundKeys {
	k := new(roundKeys)
	low, high := uint32(seed), uint32(seed>>32)
	for round := range k {
		for i := range 4 {
			k[round][0][i], k[round][1][i] = uint64(low), uint64(high)
		}
		low, high = low+0x9E3779B9, high+0xBB67AE85
	}
	return k
}

// lineWords draws blocks of a line's words. They differ only in the lowest of the four numbers of a block, the vector, so
// what two rounds make of the others is the same for all whose vectors have the same high half.
type lineWords struct {
	stream, high uint64
	shared       [4]uint64 // what joins the third number in round 1, the first and third in round 2, and the third in round 3
}

func (a *Array) lineWords(stream, vector uint64) lineWords {
	key := func(round, i int) uint64 { return a.keys[round][i][0] }
	product := philox1 * (stream & math.MaxUint32)
	again := philox0 * (product>>32 ^ vector>>32 ^ key(0, 0))
	return lineWords{stream, vector >> 32, [4]uint64{stream>>32 ^ key(0, 1), product&math.MaxUint32 ^ key(1, 0),
		again>>32 ^ key(1, 1), again&math.MaxUint32 ^ key(2, 1)}}
}

// The multipliers of Philox4x32.
const (
	philox0 = 0xD2511F53
	philox1 = 0xCD9E8D57
)

// block returns the words of one vector, as devices.Random.Quick draws them.
func (l *lineWords) block(a *Array, vector uint64) (high, low uint64) {
	if vector>>32 != l.high {
		return a.random.Stream(l.stream).Quick().Bits(vector)
	}
	keys := a.keys
	product0 := philox0 * (vector & math.MaxUint32)
	product1 := philox1 * (product0>>32 ^ l.shared[0])
	c0, c1, c2 := product1>>32^l.shared[1], product1, product0&math.MaxUint32^l.shared[2]
	product0, product1 = philox0*c0, philox1*c2
	c0, c2 = product1>>32^c1&math.MaxUint32^keys[2][0][0], product0>>32^l.shared[3]
	// The other rounds one by one: a loop takes half as long again.
	next0, next1 := philox0*c0, philox1*c2
	c0, c2 = next1>>32^product1&math.MaxUint32^keys[3][0][0], next0>>32^product0&math.MaxUint32^keys[3][1][0]
	product0, product1 = philox0*c0, philox1*c2
	c0, c2 = product1>>32^next1&math.MaxUint32^keys[4][0][0], product0>>32^next0&math.MaxUint32^keys[4][1][0]
	next0, next1 = philox0*c0, philox1*c2
	c0, c2 = next1>>32^product1&math.MaxUint32^keys[5][0][0], next0>>32^product0&math.MaxUint32^keys[5][1][0]
	product0, product1 = philox0*c0, philox1*c2
	c0, c2 = product1>>32^next1&math.MaxUint32^keys[6][0][0], product0>>32^next0&math.MaxUint32^keys[6][1][0]
	return product0<<32 | c2, product1<<32 | c0
}
