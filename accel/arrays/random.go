package arrays

// purpose keeps apart what random numbers are drawn for. All come from the specification's seed.
type purpose uint64

const (
	faults purpose = iota
	readNoise
	readNoiseBack // of the same cells read the other way
	writing
	drift
	converters
)

// Blocks of the random numbers of one conversion's line.
const (
	wordBlock   = 0   // 16 bits for each slot, eight slots to a block
	restBlock   = 256 // 48 bits more, a block for each slot
	normalBlock = 512 // as many as are asked for
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

// rest returns the 64 random bits of which first are the first 16.
func (a *Array) rest(first uint16, tile, line, slot int, vector uint64) uint64 {
	_, low := a.random.Stream(a.noise(tile, line, restBlock+slot)).Bits(vector)
	return uint64(first)<<48 | low>>16
}

// stream is the sequence of random numbers of one vector at a line. It is a rand.Source.
type stream struct {
	array      *Array
	tile, line int
	vector     uint64
	drawn      int
	next       uint64
}

func (s *stream) start(vector uint64) { s.vector, s.drawn = vector, 0 }

func (s *stream) Uint64() uint64 {
	s.drawn++
	if s.drawn%2 == 0 {
		return s.next
	}
	a := s.array
	high, low := a.random.Stream(a.noise(s.tile, s.line, normalBlock+s.drawn/2)).Bits(s.vector)
	s.next = high
	return low
}

// drawWords sets w.words[slot*pad+v] to 16 random bits for each slot and vector of a line.
func (w *worker) drawWords(tile, line int, in *prepared, first uint64) {
	a := w.run.array
	blocks := ceil(len(a.slots), 8)
	w.words = sized(w.words, blocks*8*in.pad)
	for b := range blocks {
		words, stream := w.words[b*8*in.pad:][:8*in.pad], a.noise(tile, line, wordBlock+b)
		if a.kernel == vector {
			a.fillWords(words, stream, first)
			continue
		}
		random := a.random.Stream(stream)
		for v := range in.vectors {
			high, low := random.Bits(first + uint64(v))
			for at := v; at < 4*in.pad; at += in.pad {
				words[at], words[at+4*in.pad] = uint16(low), uint16(high)
				low, high = low>>16, high>>16
			}
		}
	}
}

// roundKeys are the keys of the ten rounds of Philox4x32-10, each four times, as the vector unit reads them.
type roundKeys [10][2][4]uint64

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
