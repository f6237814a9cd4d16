package arrays

// addOutput adds what one tile gives to one output of each vector.
func (w *worker) addOutput(results []float64, index int, t *tile, output int, in *prepared, number uint64) {
	a := w.run.array
	if t.floats != nil {
		w.multiplyFloats(results, t, output, in, index, number)
		return
	}
	w.weighted = sized(w.weighted, in.pad)
	clear(w.weighted)
	noisy := a.spec.Noise.Sigma != 0
	switch {
	case t.narrow != nil:
		w.multiplyNarrow(t, output, in)
	case t.charges != nil:
		w.multiplyCharges(t, output, in)
	case t.plain != nil:
		w.multiplyPlain(t.plain[output*t.rows:][:t.rows], in)
	case w.addClamped(t, output, in, index, number):
	default:
		w.errors = sized(w.errors, in.pad)
		clear(w.errors)
		packed := w.addPacks(t, output, in)
		if packed && t.convert.clamps && t.jumps == nil && len(a.slots) == in.bits {
			w.clampPacks(t, output, in)
			break
		}
		if packed && t.clamper != nil && t.jumps != nil && in.bits <= 8 {
			w.jumpPacks(t, output, in, index, number)
			break
		}
		for i := range a.perOut {
			at := output*a.perOut + i
			l := &t.lines[at]
			if !packed && t.jumps == nil && t.convert.clamps && len(a.slots) == in.bits && l.cells.addClamped(w.weighted, in, l.factor, t, a.slots) {
				continue
			}
			if packed {
				w.sums = sized(w.sums, in.bits*in.pad)
				w.unpack(w.sums, i, in)
			} else {
				w.sums = w.add(w.sums, &l.cells, in)
			}
			switch {
			case t.jumps != nil:
				w.jump(t, l, in, index, at, number)
			case noisy:
				if i%lanes == 0 {
					w.drawNormals(index, at, min(lanes, a.perOut-i), in, number)
				}
				w.convertNoisy(t, l, in, i%lanes)
			case t.convert.spikes:
				w.count(t, l, in)
			case t.convert.clamps && len(a.slots) == in.bits:
				w.clamp(t, l, in)
			default:
				w.convert(t, l, in)
			}
		}
	}
	step, perInput, constant := t.convert.step, t.perInput[output], t.constant[output]
	for v := range results {
		// Each product is rounded by itself, so that all processors give the same result.
		results[v] += float64(step*float64(w.weighted[v])) + float64(perInput*in.sum[v]) + constant
	}
	if noisy && t.convert.ideal {
		for v := range results {
			results[v] += w.errors[v]
		}
	}
}

// add returns the sums of a line in the given memory.
func (w *worker) add(sums []int32, p *plane, in *prepared) []int32 {
	sums = sized(sums, in.bits*in.pad)
	if p.sums == nil {
		p.add(sums, in)
		return sums
	}
	w.narrow = sized(w.narrow, in.bits*in.pad)
	addGroups(w.narrow, p, in)
	for i, s := range w.narrow {
		sums[i] = int32(s)
	}
	return sums
}

func (w *worker) multiplyPlain(weights []int32, in *prepared) {
	for v := range in.vectors {
		sum := int64(0)
		x := in.whole[v*len(weights):][:len(weights)]
		for r, weight := range weights {
			sum += int64(weight) * int64(x[r])
		}
		w.weighted[v] = sum
	}
}

// multiplyCharges converts the whole products of each line.
func (w *worker) multiplyCharges(t *tile, output int, in *prepared) {
	c, perOut := &t.convert, w.run.array.perOut
	for i := range perOut {
		at := output*perOut + i
		w.dotNarrow(t.charges, at, in)
		factor := t.lines[at].factor
		for v, product := range w.codes {
			charge := float64(product) + float64(c.background*in.sum[v])
			if c.spikes {
				w.weighted[v] += factor * c.count(charge)
			} else {
				w.weighted[v] += factor * c.code(charge)
			}
		}
	}
}

// clamp adds up the codes of bit-serial inputs if codes are clamped sums.
func (w *worker) clamp(t *tile, l *line, in *prepared) {
	least, most := int32(t.convert.least), int32(t.convert.most)
	for i, s := range w.run.array.slots {
		factor := l.factor * s.weight
		for v, sum := range w.sums[i*in.pad:][:in.vectors] {
			w.weighted[v] += factor * int64(max(least, min(most, sum)))
		}
	}
}

// slotSum returns what drives a line in one slot adds up to, of the sums of its bits.
func slotSum(sums []int32, s slot, in *prepared, v int) int32 {
	sum := int32(0)
	for b := s.bits - 1; b >= 0; b-- {
		sum = 2*sum + sums[(s.first+b)*in.pad+v]
	}
	return sum
}

// convert adds up the codes of one line.
func (w *worker) convert(t *tile, l *line, in *prepared) {
	c := &t.convert
	for i, s := range w.run.array.slots {
		factor := l.factor * s.weight
		switch {
		case c.table != nil && s.bits == 1:
			for v, sum := range w.sums[s.first*in.pad:][:in.vectors] {
				w.weighted[v] += factor * int64(c.table[int64(sum)-c.origin])
			}
		case c.table != nil:
			for v := range in.vectors {
				w.weighted[v] += factor * int64(c.table[int64(slotSum(w.sums, s, in, v))-c.origin])
			}
		default:
			for v := range in.vectors {
				sum := slotSum(w.sums, s, in, v)
				code := int64(sum)
				switch {
				case c.ideal:
				case c.background != 0:
					code = c.code(float64(sum) + float64(c.background*float64(in.driven[i*in.pad+v])))
				default:
					code = c.code(float64(sum))
				}
				w.weighted[v] += factor * code
			}
		}
	}
}

// jump is convert with noise that rounds to jumps.
func (w *worker) jump(t *tile, l *line, in *prepared, tileIndex, lineIndex int, number uint64) {
	a, least, most := w.run.array, t.convert.least, t.convert.most
	quick, weighted := t.jumps.quick, w.weighted[:in.vectors]
	w.drawWords(tileIndex, lineIndex, in, number)
	for i, s := range a.slots {
		factor, words, driven := l.factor*s.weight, w.words[i*in.pad:][:in.vectors], in.driven[i*in.pad:][:in.vectors]
		for v, sum := range w.sums[i*in.pad:][:in.vectors] {
			jump := int64(quick[driven[v]][words[v]>>(16-quickBits)]) - jumpBias
			if jump == undecided-jumpBias {
				decides := false
				if jump, decides = t.jumps.byDriven[driven[v]].of(int16(words[v])); !decides {
					jump = t.jumps.byDriven[driven[v]].left(a.rest(tileIndex, lineIndex, i, number+uint64(v)))
				}
			}
			weighted[v] += factor * max(least, min(most, int64(sum)+jump))
		}
	}
}

// count adds up the spikes of one line.
func (w *worker) count(t *tile, l *line, in *prepared) {
	for v := range in.vectors {
		charge := int64(0)
		for _, s := range w.run.array.slots {
			charge += s.weight * int64(slotSum(w.sums, s, in, v))
		}
		w.weighted[v] += l.factor * t.convert.count(float64(charge)+float64(t.convert.background*in.sum[v]))
	}
}

// convertNoisy is convert and count with read noise, of that of w.normals' lines.
func (w *worker) convertNoisy(t *tile, l *line, in *prepared, lane int) {
	a, c := w.run.array, &t.convert
	deviations := in.noise
	if a.proportional() {
		w.deviate(l, in)
		deviations = w.deviations
	}
	stride := len(w.normals) / in.vectors
	for v := range in.vectors {
		charge := 0.0
		for i, s := range a.slots {
			at := i*in.pad + v
			noise := float64(deviations[at] * w.normals[v*stride+i][lane])
			sum := slotSum(w.sums, s, in, v)
			current := float64(sum) + float64(c.background*float64(in.driven[at])) + noise
			switch {
			case c.spikes:
				charge += float64(float64(s.weight) * current)
			case c.ideal:
				w.weighted[v] += l.factor * s.weight * int64(sum)
				w.errors[v] += float64(float64(l.factor*s.weight) * noise)
			default:
				w.weighted[v] += l.factor * s.weight * c.code(current)
			}
		}
		if c.spikes {
			w.weighted[v] += l.factor * c.count(charge)
		}
	}
}

// proportional tells whether noise depends on what cells conduct.
func (a *Array) proportional() bool {
	return a.spec.Noise.Law == Proportional && a.spec.Noise.Sigma > 0
}

// deviate sets w.deviations for proportional noise of one line.
func (w *worker) deviate(l *line, in *prepared) {
	a := w.run.array
	w.deviations = sized(w.deviations, len(a.slots)*in.pad)
	bitSerial := len(a.slots) == in.bits
	if bitSerial {
		w.squares, w.totals = w.add(w.squares, &l.squares, in), w.add(w.totals, &l.totals, in)
	}
	for i := range a.slots {
		squares, totals, bits := w.squares, w.totals, 1
		if bitSerial {
			squares, totals = squares[i*in.pad:], totals[i*in.pad:]
		} else {
			q := &in.squared[i]
			w.squares, w.totals = w.add(w.squares, &l.squares, q), w.add(w.totals, &l.totals, q)
			squares, totals, bits = w.squares, w.totals, q.bits
		}
		for v := range in.vectors {
			square, total := 0.0, 0.0
			for b := bits - 1; b >= 0; b-- {
				square, total = 2*square+float64(squares[b*in.pad+v]), 2*total+float64(totals[b*in.pad+v])
			}
			w.deviations[i*in.pad+v] = a.spec.deviation(in.driveSquares[i*in.pad+v], square, total)
		}
	}
}
