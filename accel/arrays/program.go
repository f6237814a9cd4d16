package arrays

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"regan/accel/devices"
)

// Array is a matrix programmed into cells. It is made by Program, does not change, and may be used by several goroutines.
type Array struct {
	spec            Spec
	outputs, inputs int
	cells           *cells
	transposed      bool // reads columns as rows: inputs are the matrix's outputs

	slots    []slot
	tiles    []tile
	perOut   int      // lines that one output of one tile has
	copies   []*Array // if they differ, all of them
	progress func(done, total int)
	vectors  *atomic.Uint64 // multiplied so far: numbers the noise
	kernel   kernel
	random   devices.Random
	keys     *roundKeys
	ziggurat *ziggurat // for noise

	mutex sync.Mutex
	free  []*run // scratch memory of finished calls
}

// cells holds the levels of all cells, faults included: of weight w, slice s at w*slices+s. negative is nil unless cells
// come in pairs.
type cells struct {
	slices             int
	positive, negative []uint8
	conducts           *conductances // if sums are computed in float64
	flipped            []bool        // of output o, row tile t and slice s at (o*tiles+t)*slices+s; nil if none is
	stuck              int
}

// slot is one time slot: which bits of an input it drives, and what they count.
type slot struct {
	first, bits int
	weight      int64
}

// tile is what lies in one row of arrays: a range of inputs, all outputs.
type tile struct {
	first, rows   int
	words, groups int // 64 rows to a word, 4 rows to a group
	lines         []line
	packs         []uint64   // for the portable kernel: the lines of each output, four together; nil if they do not fit
	charges       []int16    // plain for the vector unit: the digits of each line, if whole products are converted
	floats        *floatTile // if sums are computed in float64
	convert       converter
	plain         []int32   // the weights that the cells give, by output, if no read can saturate; then there are no lines
	narrow        []int16   // plain for the vector unit, each output padded to a multiple of 16 rows
	perInput      []float64 // by output: what to add for each unit of input, and once
	constant      []float64

	readsBits, readsSums bool       // which forms of the inputs the lines read
	clamper              *clamper   // for the portable kernel, if lanes hold codes
	jumps                *jumpTable // of noisy codes; nil if they are drawn otherwise
	fitsCodes            bool       // for the vector unit: codes are clamped sums and add up in 32 bits
}

// line is one bit line, or a pair of them that is converted as one.
type line struct {
	factor           int64 // of its codes in the result: a power of two, with a sign
	cells            plane
	squares          plane // of each cell's level: only for proportional noise
	totals           plane // of a pair's levels
	lowest, greatest int64 // sums of one time slot
}

// Program writes the weights into as many arrays as they take. Inputs are cut into as few and as equal ranges as have at
// most spec.Rows rows, and outputs likewise by columns. The error names what is wrong with the specification or the weights.
func Program(spec Spec, weights Weights) (*Array, error) {
	return ProgramContext(context.Background(), spec, weights, nil)
}

// ProgramContext is Program, which takes its time where wires are solved. It ends when ctx does. report is called with the
// arrays that are solved and their number; it may be nil.
func ProgramContext(ctx context.Context, spec Spec, weights Weights, report func(done, total int)) (*Array, error) {
	return programContext(ctx, spec, weights, fastest(), report)
}

// alive returns nil, or why a context is of no use: there is none, or it has ended.
func alive(ctx context.Context, what string) error {
	if ctx == nil {
		return errors.New("arrays: the context is nil; allowed: one such as context.Background()")
	}
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("arrays: %s stopped: %w", what, err)
	}
	return nil
}

func program(spec Spec, weights Weights, k kernel) (*Array, error) {
	return programContext(context.Background(), spec, weights, k, nil)
}

func programContext(ctx context.Context, spec Spec, weights Weights, k kernel, report func(done, total int)) (*Array, error) {
	if err := spec.Validate(); err != nil {
		return nil, err
	}
	if err := weights.validate(spec); err != nil {
		return nil, err
	}
	if err := alive(ctx, "programming"); err != nil {
		return nil, err
	}
	a := &Array{spec: spec, outputs: weights.Outputs, inputs: weights.Inputs, kernel: k, vectors: new(atomic.Uint64)}
	a.cells = write(spec, weights)
	if spec.Analog.inFloats() {
		if err := a.conduct(ctx, report); err != nil {
			return nil, err
		}
	}
	a.build()
	if err := a.duplicate(ctx, weights); err != nil {
		return nil, err
	}
	return a, nil
}

// Transposed returns the same cells read the other way: y = W'x, with one input for each output of a and the other way
// round. Inputs enter at the bit lines and sums leave at the word lines, so that ranges of inputs are those of a's outputs.
// Errors that flow back are signed numbers, so the inputs may differ from the specification's.
func (a *Array) Transposed(inputs Inputs) (*Array, error) {
	spec := a.spec
	if spec.Flip {
		return nil, errors.New("arrays: flipped columns cannot be read as rows; allowed: Spec.Flip false")
	}
	if spec.Analog.Curve.Scale != 0 {
		return nil, errors.New("arrays: cells that are not ohmic cannot be read the other way; allowed: Spec.Analog.Curve.Scale 0")
	}
	spec.Inputs = inputs
	if err := spec.Validate(); err != nil {
		return nil, err
	}
	t := &Array{
		spec: spec, outputs: a.inputs, inputs: a.outputs, cells: a.cells, transposed: !a.transposed,
		kernel: a.kernel, vectors: new(atomic.Uint64), progress: a.progress,
	}
	t.build()
	for _, c := range a.copies {
		back, err := c.Transposed(inputs)
		if err != nil {
			return nil, err
		}
		t.copies = append(t.copies, back)
	}
	return t, nil
}

// WithProgress returns the same array with calls to report: after each part of a multiplication, one at a time, with the
// parts done and their number.
func (a *Array) WithProgress(report func(done, total int)) *Array {
	return &Array{
		spec: a.spec, outputs: a.outputs, inputs: a.inputs, cells: a.cells, transposed: a.transposed,
		slots: a.slots, tiles: a.tiles, perOut: a.perOut, progress: report, vectors: a.vectors, kernel: a.kernel,
		random: a.random, keys: a.keys, ziggurat: a.ziggurat, copies: a.copies,
	}
}

// Spec returns the specification.
func (a *Array) Spec() Spec { return a.spec }

// Outputs returns the length of a result.
func (a *Array) Outputs() int { return a.outputs }

// Inputs returns the length of a vector.
func (a *Array) Inputs() int { return a.inputs }

// Arrays returns the number of physical arrays that hold the weights: row ranges times column ranges times copies.
func (a *Array) Arrays() int {
	outputs, inputs := a.outputs, a.inputs
	if a.transposed {
		outputs, inputs = inputs, outputs
	}
	return ceil(inputs, a.spec.Rows) * ceil(outputs, a.spec.Cols/a.spec.ColumnsPerWeight()) * a.spec.Copies
}

// StuckCells returns the number of cells that are stuck, in all copies, whether or not it makes a difference to the weights.
func (a *Array) StuckCells() int {
	if a.copies == nil {
		return a.cells.stuck
	}
	n := 0
	for _, c := range a.copies {
		n += c.cells.stuck
	}
	return n
}

func (a *Array) String() string {
	return fmt.Sprintf("%d outputs, %d inputs in %d arrays of %dx%d", a.outputs, a.inputs, a.Arrays(), a.spec.Rows, a.spec.Cols)
}

// write turns weights into levels, and applies faults.
func write(spec Spec, w Weights) *cells {
	n, paired := spec.Slices(), spec.Encoding != Offset
	c := &cells{slices: n, positive: make([]uint8, len(w.Values)*n)}
	if paired {
		c.negative = make([]uint8, len(w.Values)*n)
	}
	for i, v := range w.Values {
		var negative []uint8
		if paired {
			negative = c.negative[i*n : (i+1)*n]
		}
		spec.encode(v, c.positive[i*n:(i+1)*n], negative)
	}
	if spec.Flip {
		c.flip(spec, w)
	}
	random := devices.NewRandom(spec.Seed).Stream(streamOf(faults, 0, 0, 0))
	for i := range c.positive {
		c.stuck += spec.stick(&c.positive[i], random, uint64(2*i))
		if paired {
			c.stuck += spec.stick(&c.negative[i], random, uint64(2*i+1))
		}
	}
	return c
}

// flip inverts each column of cells whose levels add up to more than half of what they could.
func (c *cells) flip(spec Spec, w Weights) {
	top, bounds := spec.topLevel(), partition(w.Inputs, spec.Rows)
	tiles := len(bounds) - 1
	c.flipped = make([]bool, w.Outputs*tiles*c.slices)
	for o := range w.Outputs {
		for t := range tiles {
			for s := range c.slices {
				total := 0
				for i := bounds[t]; i < bounds[t+1]; i++ {
					total += int(c.positive[(o*w.Inputs+i)*c.slices+s])
				}
				if 2*total <= top*(bounds[t+1]-bounds[t]) {
					continue
				}
				c.flipped[(o*tiles+t)*c.slices+s] = true
				for i := bounds[t]; i < bounds[t+1]; i++ {
					level := &c.positive[(o*w.Inputs+i)*c.slices+s]
					*level = uint8(top) - *level
				}
			}
		}
	}
}

// partition cuts n things into as few ranges as hold at most limit, which differ by one at most. Range i is from the i-th
// bound to the next. (CrossSim's EQUAL gives the same: 40 rows by 16 are 13, 13 and 14.)
func partition(n, limit int) []int {
	parts := ceil(n, limit)
	bounds := make([]int, parts+1)
	for i := range bounds {
		bounds[i] = int(int64(i) * int64(n) / int64(parts))
	}
	return bounds
}

func ceil(a, b int) int { return (a + b - 1) / b }

// build prepares slots and tiles for multiplication.
func (a *Array) build() {
	a.random, a.keys = devices.NewRandom(a.spec.Seed), newRoundKeys(a.spec.Seed)
	if a.spec.Noise.Sigma != 0 {
		a.ziggurat = newZiggurat()
	}
	a.slots = a.spec.Inputs.slots()
	capacity := a.spec.Rows
	if a.transposed {
		capacity = a.spec.Cols / a.spec.ColumnsPerWeight()
	}
	a.perOut = a.cells.slices
	if a.cells.negative != nil && !a.spec.signedLines() {
		a.perOut *= 2
	}
	bounds := partition(a.inputs, capacity)
	for t := range len(bounds) - 1 {
		a.tiles = append(a.tiles, a.tile(t, len(bounds)-1, bounds[t], bounds[t+1], capacity))
	}
}

// slots cuts an input into its time slots, the lowest bits first.
func (in Inputs) slots() []slot {
	slots := make([]slot, in.slotCount())
	for i := range slots {
		slots[i] = in.slot(i)
	}
	return slots
}

// magnitude is the bits of an input without its sign.
func (in Inputs) magnitude() int {
	if in.Signed {
		return in.Bits - 1
	}
	return in.Bits
}

func (in Inputs) slotCount() int {
	n := ceil(in.magnitude(), in.SliceBits)
	if in.Signed {
		n++
	}
	return n
}

// slot returns the i-th time slot. That of the sign is the last.
func (in Inputs) slot(i int) slot {
	first, magnitude := i*in.SliceBits, in.magnitude()
	if first >= magnitude {
		return slot{magnitude, 1, -1 << magnitude}
	}
	return slot{first, min(in.SliceBits, magnitude-first), 1 << first}
}

// tile prepares rows first to last-1, the index-th of so many ranges.
func (a *Array) tile(index, ranges, first, last, capacity int) tile {
	rows := last - first
	t := tile{
		first: first, rows: rows, words: ceil(rows, 64), groups: ceil(rows, 4),
		perInput: make([]float64, a.outputs), constant: make([]float64, a.outputs),
	}
	t.convert = a.spec.converter(rows, capacity)
	proportional := a.spec.Noise.Law == Proportional && a.spec.Noise.Sigma > 0
	levels := make([]int32, 4*rows) // of one line: digits, squares, totals; and the other side of a pair
	digits, squares, totals := levels[:rows], levels[rows:2*rows], levels[2*rows:3*rows]

	// First what the lines sum up to, to see whether any can saturate; then the lines.
	weights := make([]int32, a.outputs*rows)
	saturates := false
	eachLine := func(visit func(o int, l line, flipped bool)) {
		for o := range a.outputs {
			for s := range a.cells.slices {
				flipped := a.cells.flipped != nil && a.cells.flipped[(o*ranges+index)*a.cells.slices+s]
				for side := range a.perOut / a.cells.slices {
					l := line{factor: 1 << (s * a.spec.CellBits)}
					if side == 1 {
						l.factor = -l.factor
					}
					if flipped {
						l.factor = -l.factor
					}
					for r := range rows {
						positive, negative := a.levels(o, first+r, s)
						switch {
						case a.spec.signedLines():
							digits[r], squares[r], totals[r] = positive-negative, positive*positive+negative*negative, positive+negative
						case side == 1:
							digits[r], squares[r], totals[r] = negative, negative*negative, negative
						default:
							digits[r], squares[r], totals[r] = positive, positive*positive, positive
						}
						l.lowest += int64(min(digits[r], 0))
						l.greatest += int64(max(digits[r], 0))
					}
					l.lowest *= int64(a.spec.topDigit())
					l.greatest *= int64(a.spec.topDigit())
					visit(o, l, flipped)
				}
			}
		}
	}
	var lowest, greatest int64
	eachLine(func(o int, l line, flipped bool) {
		lowest, greatest = min(lowest, l.lowest), max(greatest, l.greatest)
		saturates = saturates || !t.convert.passes(l.lowest, l.greatest)
		for r, d := range digits {
			weights[o*rows+r] += int32(l.factor) * d
		}
		t.perInput[o] += float64(l.factor) * t.convert.perInput
		t.constant[o] += float64(l.factor) * t.convert.low * a.slotSum()
		if flipped { // its weights are the highest level less what the cells hold
			t.perInput[o] -= float64(l.factor) * float64(a.spec.topLevel())
		}
	})
	if a.spec.Encoding == Offset {
		for o := range t.perInput {
			t.perInput[o] -= float64(int(1) << (a.spec.WeightBits - 1))
		}
	}
	if a.cells.conducts != nil {
		eachLine(func(_ int, l line, _ bool) { t.lines = append(t.lines, l) })
		t.floats = a.floats(&t, index)
		t.readsBits = t.floats.plain == nil
		return t
	}
	if !saturates && a.spec.Noise.Sigma == 0 {
		if t.narrow = a.narrow(weights, rows); t.narrow == nil {
			t.plain = weights
		}
		return t
	}
	if t.charges = a.charges(rows, eachLine, digits); t.charges != nil {
		eachLine(func(_ int, l line, _ bool) { t.lines = append(t.lines, l) })
		return t
	}
	t.convert.tabulate(lowest, greatest, a.spec.Noise.Sigma == 0)
	t.lines = make([]line, 0, a.outputs*a.perOut)
	packs := newPacks(a, rows)
	eachLine(func(_ int, l line, _ bool) {
		l.cells = newPlane(digits, a.kernel)
		if proportional {
			k := a.kernel
			if len(a.slots) != a.spec.Inputs.Bits {
				k = portable // the squares of what slots drive are only cut into bits
			}
			l.squares, l.totals = newPlane(squares, k), newPlane(totals, k)
		}
		for _, p := range []*plane{&l.cells, &l.squares, &l.totals} {
			t.readsSums = t.readsSums || p.sums != nil
			t.readsBits = t.readsBits || p.sums == nil && p.count > 0
		}
		t.lines = append(t.lines, l)
		packs.add(len(t.lines)-1, digits)
	})
	if t.packs = packs.rows; t.packs != nil {
		t.readsBits = true
	}
	if t.jumps = a.spec.jumps(rows); t.jumps != nil {
		t.convert.clamps = true // after the jump
	}
	t.fitsCodes, t.clamper = a.fitCodes(&t), a.clamper(&t)
	return t
}

// charges returns the digits of all lines for the vector unit, if whole products are all that is converted: with one time
// slot, or where charge is gathered over all of them.
func (a *Array) charges(rows int, eachLine func(func(int, line, bool)), digits []int32) []int16 {
	once := a.spec.Readout == ReadSpikes || len(a.slots) == 1 && !a.spec.Inputs.Signed
	if a.kernel != vector || a.spec.Noise.Sigma != 0 || !once {
		return nil
	}
	all := make([]int32, 0, a.outputs*a.perOut*rows)
	eachLine(func(int, line, bool) { all = append(all, digits...) })
	return a.narrow(all, rows)
}

// slotSum returns the sum of the slots' weights.
func (a *Array) slotSum() float64 {
	sum := int64(0)
	for _, s := range a.slots {
		sum += s.weight
	}
	return float64(sum)
}

// levels returns the levels of the cells of one slice of the weight between an input and an output.
func (a *Array) levels(output, input, slice int) (positive, negative int32) {
	at := output*a.inputs + input
	if a.transposed {
		at = input*a.outputs + output
	}
	at = at*a.cells.slices + slice
	if a.cells.negative != nil {
		negative = int32(a.cells.negative[at])
	}
	return int32(a.cells.positive[at]), negative
}
