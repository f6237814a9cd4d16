package arrays

import "math"

// Read noise whose sums are not rounded to whole numbers (see jumps) takes a normal number for each conversion. They are
// drawn from 64-bit words by the ziggurat (Marsaglia and Tsang, "The Ziggurat Method for Generating Random Variables",
// Journal of Statistical Software 5, 2000): the area under the density is cut into layers of the same area, each a
// rectangle but for its right end. A word chooses a layer and a place in it. All but 1 of 100 words lie where the layer is
// as wide as that above it, and so under the density; the others take further words. It is exact but for the rounding of
// places to 52 bits.

// layers is how many there are: eight bits of a word choose.
const layers = 256

// ziggurat has the layers from the lowest on, the right half of them, as the other is its mirror.
type ziggurat struct {
	edges   [layers + 1]float64 // where each ends, and 0. The lowest is as long as if its tail were a rectangle too
	heights [layers + 1]float64 // of the density there
}

// tailStart is where the tail of the lowest of 256 layers begins, so that the highest ends at 0 (same paper, section 2).
const tailStart = 3.6541528853610088

func newZiggurat() *ziggurat {
	density := func(x float64) float64 { return math.Exp(-x * x / 2) }
	z := new(ziggurat)
	area := float64(tailStart*density(tailStart)) + float64(math.Sqrt(math.Pi/2)*math.Erfc(tailStart/math.Sqrt2))
	z.edges[0], z.edges[1] = area/density(tailStart), tailStart
	for i := 2; i < layers; i++ {
		last := z.edges[i-1]
		z.edges[i] = math.Sqrt(-2 * math.Log(area/last+density(last)))
	}
	for i, x := range z.edges {
		z.heights[i] = density(x)
	}
	return z
}

// of returns the number that a word stands for, if the word decides: its low eight bits are the layer, and its high 52 the
// place from -1 to 1.
func (z *ziggurat) of(word uint64) (number float64, decides bool) {
	place := math.Float64frombits(word>>12|1<<62) - 3 + 1.0/(1<<52) // the float is from 2 to 4
	layer := z.edges[word%layers:][:2]
	number = place * layer[0]
	return number, math.Abs(number) < layer[1]
}

// left returns the number that a word stands for that does not decide, with further words.
func (z *ziggurat) left(word uint64, more *stream) float64 {
	for {
		number, decides := z.of(word)
		if decides {
			return number
		}
		layer := word % layers
		if layer == 0 {
			return math.Copysign(z.tail(more), number)
		}
		low, high := z.heights[layer], z.heights[layer+1]
		if low+float64(more.uniform()*(high-low)) < math.Exp(-number*number/2) {
			return number
		}
		word = more.word()
	}
}

// tail returns a number beyond tailStart (the same paper, after Marsaglia 1964).
func (z *ziggurat) tail(more *stream) float64 {
	for {
		x := -math.Log(more.uniform()) / tailStart
		if y := -math.Log(more.uniform()); 2*y > x*x {
			return tailStart + x
		}
	}
}

// stream is the sequence of further words for one slot of one vector at a line.
type stream struct {
	array            *Array
	tile, line, slot int
	vector           uint64
	drawn            int
	next             uint64
}

func (s *stream) word() uint64 {
	s.drawn++
	if s.drawn%2 == 0 {
		return s.next
	}
	block := leftBlock + 256*s.slot + s.drawn/2%256
	high, low := s.array.random.Stream(s.array.noise(s.tile, s.line, block)).Bits(s.vector)
	s.next = high
	return low
}

// uniform returns a number between 0 and 1, both excluded.
func (s *stream) uniform() float64 { return (float64(s.word()>>12) + 0.5) / (1 << 52) }

// drawNormals sets w.normals for some neighbouring lines, at most four: [vector][slot, an even number of them]. Two slots
// share the words of a block.
func (w *worker) drawNormals(tile, line, lines int, in *prepared, first uint64) {
	a := w.run.array
	pairs := ceil(len(a.slots), 2)
	w.normals = sized(w.normals, 2*pairs*in.vectors)
	for pair := range pairs {
		if a.kernel == vector && w.fillNormals(tile, line, lines, pair, in, first) {
			continue
		}
		for lane := range lines {
			words := a.lineWords(a.noise(tile, line+lane, normalBlock+pair), first)
			for v := range in.vectors {
				high, low := words.block(a, first+uint64(v))
				two := w.normals[2*(v*pairs+pair):][:2]
				decides := false
				if two[0][lane], decides = a.ziggurat.of(low); !decides {
					two[0][lane] = w.leftNormal(low, tile, line+lane, 2*pair, first+uint64(v))
				}
				if two[1][lane], decides = a.ziggurat.of(high); !decides {
					two[1][lane] = w.leftNormal(high, tile, line+lane, 2*pair+1, first+uint64(v))
				}
			}
		}
	}
}

func (w *worker) leftNormal(word uint64, tile, line, slot int, vector uint64) float64 {
	a := w.run.array
	return a.ziggurat.left(word, &stream{array: a, tile: tile, line: line, slot: slot, vector: vector})
}
