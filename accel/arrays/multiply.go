package arrays

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"

	"regan/accel/units"
)

const (
	chunkVectors = 8 * blockVectors // vectors whose inputs are cut at once, which bounds the memory of large batches
	partOutputs  = 8                // outputs of one part of the work
)

// MulVec sets dst to the product of the matrix and one vector, in units of one weight step times one input step. dst has
// Outputs and x has Inputs numbers. The error says what does not fit, or why ctx ended; dst is then not to be used.
func (a *Array) MulVec(ctx context.Context, dst []float64, x []int32) error {
	return a.Mul(ctx, dst, x, 1)
}

// Mul multiplies a batch of vectors, one after the other in x, and sets dst to their products, one after the other. All
// cores work on it. Results do not depend on their number. With noise, the n-th vector since Program has the n-th noise.
func (a *Array) Mul(ctx context.Context, dst []float64, x []int32, batch int) error {
	if err := a.fits(dst, x, batch); err != nil {
		return err
	}
	if err := alive(ctx, "multiplication"); err != nil {
		return err
	}
	r := a.acquire()
	defer a.release(r)
	number := a.vectors.Add(uint64(batch)) - uint64(batch)
	r.begin(ctx, batch)
	for first := 0; first < batch; first += chunkVectors {
		last := min(first+chunkVectors, batch)
		if err := r.chunk(dst[first*a.outputs:last*a.outputs], x[first*a.inputs:last*a.inputs], number+uint64(first)); err != nil {
			return err
		}
	}
	return nil
}

func (a *Array) fits(dst []float64, x []int32, batch int) error {
	if batch < 1 {
		return fmt.Errorf("arrays: a batch of %d vectors; allowed: 1 or more", batch)
	}
	if len(x)%a.inputs != 0 || len(x)/a.inputs != batch {
		return fmt.Errorf("arrays: %d inputs for %d vectors; the array takes %d each", len(x), batch, a.inputs)
	}
	if len(dst)%a.outputs != 0 || len(dst)/a.outputs != batch {
		return fmt.Errorf("arrays: room for %d outputs of %d vectors; the array gives %d each", len(dst), batch, a.outputs)
	}
	lowest, highest := a.spec.Inputs.Range()
	above := uint32(0) // no core but this one works now, so all are looked at together
	for _, value := range x {
		above |= uint32(value - lowest)
	}
	if above>>a.spec.Inputs.Bits == 0 {
		return nil
	}
	for i, value := range x {
		if value < lowest || value > highest {
			sign := "unsigned"
			if a.spec.Inputs.Signed {
				sign = "signed"
			}
			return fmt.Errorf("arrays: input %d of vector %d is %d; %d-bit %s inputs go from %d to %d",
				i%a.inputs, i/a.inputs, value, a.spec.Inputs.Bits, sign, lowest, highest)
		}
	}
	return nil
}

// run is one call of Mul and the memory it works in, which the next call uses again.
type run struct {
	array    *Array
	ctx      context.Context
	dst      []float64
	x        []int32
	number   uint64     // of the first vector
	prepared []prepared // [block][tile]
	windows  []int32    // of a convolution
	products []float64
	dealt    []int32 // vectors of one copy
	returned []float64
	workers  []*worker
	waiting  sync.WaitGroup
	cuts     parts
	solves   parts
	multiply parts
	wrong    atomic.Pointer[error] // the first that a part met

	reporting   sync.Mutex
	done, total int
}

// worker is one goroutine's memory.
type worker struct {
	run        *run
	loop       func()
	sums       []int32 // [bit][pad] of one line
	squares    []int32
	totals     []int32
	deviations []float64 // of one line, [slot][pad]: of proportional noise
	packed     []uint64  // [four lines][vector][bit] of one output
	subsets    subsets
	quads      *quads    // if sums are computed in float64
	narrow     []int16   // sums as the vector unit leaves them
	codes      []int32   // what the vector unit adds up of one output
	weighted   []int64   // of one output
	errors     []float64 // of one output: noise that no converter rounds away
	products   []float64 // of one output
	codeSums   []quad    // codes of four lines, by vector
	constants  [7]quad   // gain, low, step, offset, least, most, sign of the last bit, of four lines
	results    []float64 // [output][vector] of one part
	volts      []units.Voltage
	words      []uint16 // random, [slot][pad] of one line
	over       []uint32 // where words are left over, see addNoisy
	normals    []quad   // of four lines, see drawNormals
	undecided  []uint8  // by vector: a bit for each of two slots of four lines whose word does not decide
}

func (a *Array) acquire() *run {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	if n := len(a.free); n > 0 {
		r := a.free[n-1]
		a.free = a.free[:n-1]
		return r
	}
	r := &run{array: a}
	return r
}

func (a *Array) release(r *run) {
	r.ctx, r.dst, r.x = nil, nil, nil
	a.mutex.Lock()
	defer a.mutex.Unlock()
	a.free = append(a.free, r)
}

// begin prepares for a number of vectors.
func (r *run) begin(ctx context.Context, vectors int) {
	r.ctx = ctx
	r.wrong.Store(nil)
	r.done, r.total = 0, ceil(vectors, blockVectors)*ceil(r.array.outputs, partOutputs)
	if r.array.spec.Analog.Curve.Scale != 0 {
		r.total += vectors * len(r.array.tiles)
	}
	if n := len(r.array.copies); n > 0 {
		r.total = vectors/chunkVectors*min(n, chunkVectors) + min(n, vectors%chunkVectors) // copies that get vectors
	}
}

// report says that one more part is done.
func (r *run) report() {
	if r.array.progress != nil {
		r.reporting.Lock()
		defer r.reporting.Unlock()
		r.done++
		r.array.progress(r.done, r.total)
	}
}

// chunk multiplies at most chunkVectors vectors, the first of which has a number.
func (r *run) chunk(dst []float64, x []int32, number uint64) error {
	a := r.array
	if a.copies != nil {
		return r.deal(dst, x, number)
	}
	r.dst, r.x, r.number = dst, x, number
	blocks := ceil(len(x)/a.inputs, blockVectors)
	for len(r.prepared) < blocks*len(a.tiles) {
		r.prepared = append(r.prepared, prepared{})
	}
	solves := 0
	if a.spec.Analog.Curve.Scale != 0 {
		solves = len(x) / a.inputs * len(a.tiles)
	}
	r.do(blocks*len(a.tiles), solves, blocks*ceil(a.outputs, partOutputs))
	if err := r.ctx.Err(); err != nil {
		return fmt.Errorf("arrays: multiplication stopped: %w", err)
	}
	if err := r.wrong.Load(); err != nil {
		return *err
	}
	return nil
}

// do cuts the inputs in so many parts, solves in so many, if cells are not ohmic, and then multiplies in so many, on all
// cores. Cores are woken only once: waking one takes as long as multiplying a part does.
func (r *run) do(cuts, solves, products int) {
	workers := min(runtime.GOMAXPROCS(0), max(cuts, solves, products))
	for len(r.workers) < workers {
		w := &worker{run: r}
		w.loop = w.work
		if r.array.cells.conducts != nil {
			w.quads = new(quads)
		}
		r.workers = append(r.workers, w)
	}
	r.cuts.start(cuts)
	r.solves.start(solves)
	r.multiply.start(products)
	r.waiting.Add(workers)
	for _, w := range r.workers[1:workers] {
		go w.loop()
	}
	r.workers[0].work()
	for turn := 0; turn < 1000 && r.multiply.done.Load() < r.multiply.total; turn++ {
		runtime.Gosched() // falling asleep and being woken would take longer than most last parts do
	}
	r.waiting.Wait()
}

// work does parts until there are none left. No product begins before all inputs are cut.
func (w *worker) work() {
	r := w.run
	defer r.waiting.Done()
	for part, ok := r.cuts.next(r.ctx); ok; part, ok = r.cuts.next(r.ctx) {
		r.cutPart(w, part)
		r.cuts.done.Add(1)
	}
	r.cuts.wait(r.ctx)
	for part, ok := r.solves.next(r.ctx); ok; part, ok = r.solves.next(r.ctx) {
		r.solvePart(w, part)
		r.solves.done.Add(1)
	}
	r.solves.wait(r.ctx)
	for part, ok := r.multiply.next(r.ctx); ok; part, ok = r.multiply.next(r.ctx) {
		r.multiplyPart(w, part)
		r.multiply.done.Add(1)
	}
}

// parts are pieces of work that are dealt out.
type parts struct {
	total       int64
	dealt, done atomic.Int64
}

func (p *parts) start(total int) {
	p.total = int64(total)
	p.dealt.Store(0)
	p.done.Store(0)
}

// next returns the next part, if there is one and the context has not ended.
func (p *parts) next(ctx context.Context) (part int, ok bool) {
	n := p.dealt.Add(1) - 1
	return int(n), n < p.total && ctx.Err() == nil
}

// wait returns when all parts are done or the context has ended. It lets others run, but does not sleep, as parts are short.
func (p *parts) wait(ctx context.Context) {
	for p.done.Load() < p.total && ctx.Err() == nil {
		runtime.Gosched()
	}
}

func (r *run) cutPart(_ *worker, part int) {
	a := r.array
	block, tile := part/len(a.tiles), part%len(a.tiles)
	first := block * blockVectors * a.inputs
	r.prepared[part].prepare(a, &a.tiles[tile], r.x[first:min(first+blockVectors*a.inputs, len(r.x))])
}

// multiplyPart computes some outputs of one block of vectors, over all tiles.
func (r *run) multiplyPart(w *worker, part int) {
	a := r.array
	ranges := ceil(a.outputs, partOutputs)
	block, first := part/ranges, part%ranges*partOutputs
	outputs := min(partOutputs, a.outputs-first)
	in := r.prepared[block*len(a.tiles):][:len(a.tiles)]
	vectors := in[0].vectors
	w.results = sized(w.results, outputs*vectors)
	clear(w.results)
	for t := range a.tiles {
		tile := &a.tiles[t]
		for o := range outputs {
			w.addOutput(w.results[o*vectors:][:vectors], t, tile, first+o, &in[t], r.number+uint64(block*blockVectors))
		}
	}
	dst := r.dst[block*blockVectors*a.outputs+first:]
	for v := range vectors {
		for o := range outputs {
			dst[v*a.outputs+o] = w.results[o*vectors+v]
		}
	}
	r.report()
}
