package arrays

import (
	"math"
	"slices"

	"regan/accel/devices"
)

// Sums of conductances are floats. They are added up as the portable kernel adds up levels: by tables of the sums of all
// subsets of eight rows, for four lines at a time. The order of additions is fixed, rows within their eight and then the
// eights, so that results do not depend on whether tables are used.

// quad is a number for each of four lines.
type quad [lanes]float64

// floatTile is what a tile has if its cells are conductances.
type floatTile struct {
	lines   []quad // [output][four lines][row]
	squares []quad // of what cells conduct, for proportional noise

	gain, offset []float64 // by line: what a current is multiplied with, and what is added to it, in codes; nil without

	curves []curved // if cells are not ohmic

	// The matrix that all slices add up to, [output][row], if nothing is converted and nothing drawn at each reading.
	plain []float64
}

// quads is room for the tables of 16 rows and for sums.
type quads struct {
	tables     [2][256]quad
	sums       []quad // [four lines][vector][bit] of one output
	squares    []quad // of what slots drive or not, [vector][bit] of four lines
	deviations []quad // of proportional noise, [four lines][vector][slot]
}

// floats prepares the lines of a tile of conductances, of which t.lines has the factors.
func (a *Array) floats(t *tile, index int) *floatTile {
	perOut, n := a.perOut, ceil(a.perOut, lanes)
	proportional := a.spec.Noise.Law == Proportional && a.spec.Noise.Sigma > 0
	f := &floatTile{}
	ohmic := a.spec.Analog.Curve.Scale == 0
	if !ohmic {
		f.curves = a.curves(t.first, t.first+t.rows)
	}
	if ohmic && a.spec.Readout == ReadIdeal && a.spec.Noise.Sigma == 0 {
		f.plain = make([]float64, a.outputs*t.rows)
	} else {
		f.lines = make([]quad, a.outputs*n*t.rows)
		if proportional {
			f.squares = make([]quad, len(f.lines))
		}
	}
	lowest := a.spec.minLevel()
	for o := range a.outputs {
		for i := range perOut {
			slice, side := i, 0
			if perOut != a.cells.slices {
				slice, side = i/2, i%2
			}
			l := &t.lines[o*perOut+i]
			for r := range t.rows {
				positive, negative := a.conducts(o, t.first+r, slice)
				g := positive
				squares := (positive + lowest) * (positive + lowest)
				switch {
				case a.spec.signedLines():
					g = positive - negative
					squares += (negative + lowest) * (negative + lowest)
				case side == 1:
					g, squares = negative, (negative+lowest)*(negative+lowest)
				}
				if f.plain != nil {
					f.plain[o*t.rows+r] += float64(float64(l.factor) * g)
					continue
				}
				at := (o*n+i/lanes)*t.rows + r
				f.lines[at][i%lanes] = g
				if proportional {
					f.squares[at][i%lanes] = squares
				}
			}
		}
	}
	if a.spec.Analog.Gain != 0 || a.spec.Analog.Offset != 0 {
		random := devices.NewRandom(a.spec.Seed).Stream(streamOf(converters, index, 0, 0))
		f.gain, f.offset = make([]float64, len(t.lines)), make([]float64, len(t.lines))
		for i := range t.lines {
			c := a.adcOf(i)
			f.gain[i] = 1 + a.spec.Analog.Gain*random.Normal(uint64(2*c))
			f.offset[i] = a.spec.Analog.Offset * random.Normal(uint64(2*c+1))
		}
	}
	return f
}

// adcOf returns the first line of those that share a line's converter: neighbours in one array.
func (a *Array) adcOf(line int) int {
	capacity := a.spec.Cols / a.spec.ColumnsPerWeight()
	if a.transposed {
		capacity = a.spec.Rows
	}
	bounds := partition(a.outputs, capacity)
	after, _ := slices.BinarySearch(bounds, line/a.perOut+1)
	first := bounds[after-1] * a.perOut // of the array
	return line - (line-first)%max(1, a.spec.Analog.LinesPerADC)
}

// conducts returns what the cells of one slice of the weight between an input and an output conduct.
func (a *Array) conducts(output, input, slice int) (positive, negative float64) {
	at := output*a.inputs + input
	if a.transposed {
		at = input*a.outputs + output
	}
	at = at*a.cells.slices + slice
	if a.cells.negative != nil {
		negative = a.cells.conducts.negative[at]
	}
	return a.cells.conducts.positive[at], negative
}

// add sets sums[v*bits+b] to what four lines conduct where bit b of the inputs of vector v is set.
func (q *quads) add(sums, lines []quad, in *prepared, k kernel) {
	clear(sums)
	if len(sums) < laneReads {
		addFew(sums, lines, in)
		return
	}
	for first := 0; first < len(lines); first += 16 {
		for g := range q.tables {
			q.fill(g, lines[min(first+8*g, len(lines)):min(first+8*g+8, len(lines))], k)
		}
		if k == vector {
			q.lookVector(sums, in, first)
		} else {
			q.look(sums, in.set[first/64:], in.words, first%64)
		}
	}
}

// fill makes a table: each row adds what it conducts to all subsets of the rows before.
func (q *quads) fill(g int, rows []quad, k kernel) {
	t := &q.tables[g]
	if k == vector {
		fillVector(t, rows)
		return
	}
	t[0] = quad{}
	for i, row := range rows {
		to := t[1<<i:][:1<<i]
		for j := range to {
			from := &t[j]
			to[j] = quad{from[0] + row[0], from[1] + row[1], from[2] + row[2], from[3] + row[3]}
		}
	}
}

// look adds to each sum what the 16 bits of a word from shift on select, the next word being stride farther.
func (q *quads) look(sums []quad, set []uint64, stride, shift int) {
	at := 0
	for i := range sums {
		x := set[at] >> (shift & 63)
		at += stride
		a, b, s := &q.tables[0][uint8(x)], &q.tables[1][uint8(x>>8)], &sums[i]
		s[0] = s[0] + a[0] + b[0]
		s[1] = s[1] + a[1] + b[1]
		s[2] = s[2] + a[2] + b[2]
		s[3] = s[3] + a[3] + b[3]
	}
}

// addFew is add for few reads, in the same order.
func addFew(sums, lines []quad, in *prepared) {
	for i := range sums {
		set, s := in.set[i*in.words:][:in.words], &sums[i]
		for first := 0; first < len(lines); first += 8 {
			x, eight := uint8(set[first/64]>>(first%64)), quad{}
			for r := first; x != 0; r, x = r+1, x>>1 {
				if x&1 == 1 {
					row := &lines[r]
					for k := range eight {
						eight[k] += row[k]
					}
				}
			}
			for k := range s {
				s[k] += eight[k]
			}
		}
	}
}

// multiplyFloats adds to results what one tile of conductances gives to one output.
func (w *worker) multiplyFloats(results []float64, t *tile, output int, in *prepared, index int, number uint64) {
	a, f, c := w.run.array, t.floats, &t.convert
	perInput, constant := t.perInput[output], t.constant[output]
	if f.plain != nil {
		w.products = sized(w.products, in.vectors)
		multiplyPlainFloats(w.products, f.plain[output*t.rows:][:t.rows], in.floats)
		for v, product := range w.products {
			results[v] += product + float64(perInput*in.sum[v]) + constant
		}
		return
	}
	n, reads := ceil(a.perOut, lanes), in.vectors*in.bits
	w.quads.sums = sized(w.quads.sums, n*reads)
	if f.squares != nil {
		w.quads.deviations = sized(w.quads.deviations, n*in.vectors*len(a.slots))
	}
	for i := range n {
		rows := (output*n + i) * t.rows
		if f.curves == nil {
			w.quads.add(w.quads.sums[i*reads:][:reads], f.lines[rows:][:t.rows], in, a.kernel)
		}
		if f.squares != nil {
			w.quads.deviate(w.quads.deviations[i*in.vectors*len(a.slots):][:in.vectors*len(a.slots)], f.squares[rows:][:t.rows], in, a)
		}
	}
	noisy := a.spec.Noise.Sigma != 0
	rest := a.perOut // lines that are converted one by one
	if a.kernel == vector && f.curves == nil && !c.spikes && !c.ideal && c.background == 0 && len(a.slots) == in.bits {
		if noisy {
			w.disturb(t, output, in, index, number)
		}
		w.convertFloats(results, t, output, in)
		rest = 0
	}
	for i := range rest {
		at := output*a.perOut + i
		factor := t.lines[at].factor
		gain, offset := 1.0, 0.0
		if f.gain != nil {
			gain, offset = f.gain[at], f.offset[at]
		}
		var deviations, normals []quad
		if noisy {
			if i%lanes == 0 {
				w.drawNormals(index, at, min(lanes, a.perOut-i), in, number)
			}
			deviations, normals = w.deviationsOf(t, i/lanes, in), w.normals
		}
		for v := range results {
			first := i/lanes*reads + v*in.bits
			charge, total := 0.0, int64(0)
			for k, s := range a.slots {
				current := 0.0
				if f.curves != nil {
					current = in.currents[(v*len(a.slots)+k)*len(t.lines)+at]
				} else {
					current = slotFloat(w.quads.sums[first:][:in.bits], s, i%lanes)
				}
				if c.background != 0 && !c.ideal {
					current += float64(c.background * float64(in.driven[k*in.pad+v]))
				}
				if noisy {
					noise := normals[v*(len(normals)/in.vectors)+k][i%lanes]
					current += float64(deviations[v*len(a.slots)+k][i%lanes] * noise)
				}
				if c.spikes || c.ideal {
					charge += float64(float64(s.weight) * current)
				} else {
					total += s.weight * c.shifted(float64(current*gain), offset)
				}
			}
			switch {
			case c.spikes:
				results[v] += float64(c.step * float64(factor*c.count(charge)))
			case c.ideal:
				results[v] += float64(float64(factor) * charge)
			default:
				results[v] += float64(c.step * float64(factor*total))
			}
		}
	}
	for v := range results {
		results[v] += float64(perInput*in.sum[v]) + constant
	}
}

// deviationsOf returns the deviations of noise for the n-th four lines of an output, [vector][slot].
func (w *worker) deviationsOf(t *tile, n int, in *prepared) []quad {
	if t.floats.squares == nil {
		return in.deviations
	}
	reads := in.vectors * len(w.run.array.slots)
	return w.quads.deviations[n*reads:][:reads]
}

// deviate sets deviations for four lines: those of the sums of the squares of what cells conduct and of what drives them.
func (q *quads) deviate(deviations, squares []quad, in *prepared, a *Array) {
	if len(a.slots) == in.bits {
		q.add(deviations, squares, in, a.kernel)
	} else {
		for i := range a.slots {
			driven := &in.squared[i]
			q.squares = sized(q.squares, in.vectors*driven.bits)
			q.add(q.squares, squares, driven, a.kernel)
			for v := range in.vectors {
				for lane := range lanes {
					deviations[v*len(a.slots)+i][lane] = slotFloat(q.squares[v*driven.bits:][:driven.bits], slot{bits: driven.bits}, lane)
				}
			}
		}
	}
	if a.kernel == vector {
		scaleRoots(&deviations[0][0], a.spec.Noise.Sigma, len(deviations))
		return
	}
	for i := range deviations {
		for lane, variance := range deviations[i] {
			deviations[i][lane] = a.spec.Noise.Sigma * math.Sqrt(variance)
		}
	}
}

// slotFloat returns what drives a line in one slot adds up to, of the sums of its bits.
func slotFloat(sums []quad, s slot, lane int) float64 {
	sum := 0.0
	for b := s.bits - 1; b >= 0; b-- {
		sum = float64(2*sum) + sums[s.first+b][lane]
	}
	return sum
}

// multiplyPlainFloats sets products to those of weights and each of the vectors, row by row: four vectors at a time, because
// an addition waits for the one before.
func multiplyPlainFloats(products, weights, vectors []float64) {
	rows := len(weights)
	for len(products) >= 4 {
		a, b, c, d := vectors[:rows], vectors[rows:][:rows], vectors[2*rows:][:rows], vectors[3*rows:][:rows]
		var p, q, r, s float64
		for i, w := range weights {
			p += float64(w * a[i])
			q += float64(w * b[i])
			r += float64(w * c[i])
			s += float64(w * d[i])
		}
		products[0], products[1], products[2], products[3] = p, q, r, s
		products, vectors = products[4:], vectors[4*rows:]
	}
	for v := range products {
		sum := 0.0
		for i, w := range weights {
			sum += float64(w * vectors[v*rows+i])
		}
		products[v] = sum
	}
}
