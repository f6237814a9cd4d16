package arrays

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"sync"
	"sync/atomic"

	"regan/accel/devices"
)

// PulsedSpec describes a matrix of weights that training changes where they are: each update is an outer product of errors
// and inputs, and is written by pulses, which move a weight by steps that are neither equal nor symmetric.
type PulsedSpec struct {
	Law devices.Law // how far a pulse moves a weight, and the range of weights
	// Step is the change of weight that one pulse stands for when a wanted change is turned into pulses, above 0. It is the
	// step of the law, or its mean.
	Step      float64
	MaxPulses int // most pulses of one cell in one vector's update, 1 to 2^20
	// Stochastic rounds a number of pulses up with the probability of its fraction, so that it is right on average. Otherwise
	// it is rounded to the nearest.
	Stochastic bool
	Variation  float64 // standard deviation of a pulse's change from cycle to cycle, as a share of it, 0 to 10
	Seed       uint64
}

// DefaultPulsedSpec returns soft bounds from -1 to 1 with steps of 0.001, at most 31 pulses, rounded stochastically, that
// vary by 30 %: AIHWKIT's defaults.
func DefaultPulsedSpec() PulsedSpec {
	const step = 0.001
	return PulsedSpec{
		Law:  devices.SoftBounds(devices.Bounds{Step: step, Least: -1, Most: 1}),
		Step: step, MaxPulses: 31, Stochastic: true, Variation: 0.3,
	}
}

// Validate returns nil, or what cannot be used.
func (s PulsedSpec) Validate() error {
	fault := func(field string, value any, allowed string) error {
		return fmt.Errorf("arrays: PulsedSpec.%s is %v; allowed: %s", field, value, allowed)
	}
	switch {
	case s.Law == nil:
		return fault("Law", s.Law, "a law of package devices, such as SoftBounds")
	case !(s.Step > 0 && s.Step <= 1e9):
		return fault("Step", s.Step, "above 0, to 1e9")
	case s.MaxPulses < 1 || s.MaxPulses > 1<<20:
		return fault("MaxPulses", s.MaxPulses, fmt.Sprintf("1 to %d", 1<<20))
	case !(s.Variation >= 0 && s.Variation <= 10):
		return fault("Variation", s.Variation, "0 to 10")
	}
	return s.Law.Validate()
}

// Pulsed is a matrix whose weights are written by pulses. Its methods are not to be called at the same time.
type Pulsed struct {
	spec            PulsedSpec
	outputs, inputs int
	weights         []float64 // [output][input]
	wear            *devices.Wear
	vectors         uint64 // whose updates were written: numbers the random numbers
}

// NewPulsed returns a matrix of the given weights: outputs rows of inputs numbers, within the law's range. Setting them does
// not count as wear.
func NewPulsed(spec PulsedSpec, outputs, inputs int, weights []float64) (*Pulsed, error) {
	if err := spec.Validate(); err != nil {
		return nil, err
	}
	wear, err := devices.NewWear(outputs, inputs)
	if err != nil {
		return nil, err
	}
	if len(weights) != outputs*inputs {
		return nil, fmt.Errorf("arrays: %d weights for a matrix of %d outputs and %d inputs; allowed: their product",
			len(weights), outputs, inputs)
	}
	least, most := spec.Law.Range()
	for i, w := range weights {
		if !(w >= least && w <= most) {
			return nil, fmt.Errorf("arrays: the weight of output %d and input %d is %v; the law's range is %g to %g",
				i/inputs, i%inputs, w, least, most)
		}
	}
	return &Pulsed{spec, outputs, inputs, append([]float64(nil), weights...), wear, 0}, nil
}

// Weights returns a copy of the weights, output by output.
func (p *Pulsed) Weights() []float64 { return append([]float64(nil), p.weights...) }

// Wear returns how many pulses each cell has had, a row for each output: its map, its lifetime. It goes on counting.
func (p *Pulsed) Wear() *devices.Wear { return p.wear }

// Mul sets dst to the products of the matrix and a batch of vectors, all one after the other.
func (p *Pulsed) Mul(ctx context.Context, dst, x []float64, batch int) error {
	if err := p.fits(batch, "outputs", dst, p.outputs, "inputs", x, p.inputs); err != nil {
		return err
	}
	for v := range batch {
		if err := alive(ctx, "multiplication"); err != nil {
			return err
		}
		multiplyRows(dst[v*p.outputs:(v+1)*p.outputs], p.weights, x[v*p.inputs:(v+1)*p.inputs])
	}
	return nil
}

// multiplyRows sets dst to the products of each row of the matrix and x.
func multiplyRows(dst, matrix, x []float64) {
	for o := range dst {
		sum := 0.0
		for i, w := range matrix[o*len(x):][:len(x)] {
			sum += float64(w * x[i])
		}
		dst[o] = sum
	}
}

// MulTransposed is Mul with the transposed matrix: one input for each output and the other way round. Errors flow back so.
func (p *Pulsed) MulTransposed(ctx context.Context, dst, x []float64, batch int) error {
	if err := p.fits(batch, "inputs", dst, p.inputs, "outputs", x, p.outputs); err != nil {
		return err
	}
	clear(dst)
	for v := range batch {
		if err := alive(ctx, "multiplication"); err != nil {
			return err
		}
		y := dst[v*p.inputs:][:p.inputs]
		for o, d := range x[v*p.outputs:][:p.outputs] {
			for i, w := range p.weights[o*p.inputs:][:p.inputs] {
				y[i] += float64(w * d)
			}
		}
	}
	return nil
}

func (p *Pulsed) fits(batch int, aName string, a []float64, aSize int, bName string, b []float64, bSize int) error {
	if batch < 1 {
		return fmt.Errorf("arrays: a batch of %d vectors; allowed: 1 or more", batch)
	}
	if len(a)%aSize != 0 || len(a)/aSize != batch {
		return fmt.Errorf("arrays: %d numbers for %d vectors of %d %s", len(a), batch, aSize, aName)
	}
	if len(b)%bSize != 0 || len(b)/bSize != batch {
		return fmt.Errorf("arrays: %d numbers for %d vectors of %d %s", len(b), batch, bSize, bName)
	}
	for i, x := range b {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return fmt.Errorf("arrays: number %d of vector %d, of %s, is %v; allowed: finite numbers", i%bSize, i/bSize, bName, x)
		}
	}
	return nil
}

// Update adds, vector by vector, rate times the outer product of errors (Outputs each) and inputs (Inputs each) to the
// weights, as far as pulses can. All cores work on it; results do not depend on their number. If ctx ends, some rows are
// updated and some are not, and the error says so. report is called with the outputs that are done and their number; it may
// be nil.
func (p *Pulsed) Update(ctx context.Context, rate float64, errors, inputs []float64, batch int, report func(done, total int)) error {
	if math.IsNaN(rate) || math.IsInf(rate, 0) {
		return fmt.Errorf("arrays: a rate of %v; allowed: finite numbers", rate)
	}
	if err := p.fits(batch, "inputs", inputs, p.inputs, "errors", errors, p.outputs); err != nil {
		return err
	}
	if err := p.fits(batch, "errors", errors, p.outputs, "inputs", inputs, p.inputs); err != nil {
		return err
	}
	if err := alive(ctx, "update"); err != nil {
		return err
	}
	var next, wrong atomic.Int64
	var reporting sync.Mutex
	var working sync.WaitGroup
	done := 0
	for range min(runtime.GOMAXPROCS(0), p.outputs) {
		working.Go(func() {
			numbers := &rowRandom{}
			random := rand.New(numbers)
			for o := int(next.Add(1)) - 1; o < p.outputs; o = int(next.Add(1)) - 1 {
				if ctx.Err() != nil {
					wrong.Store(1)
					return
				}
				for v := range batch {
					*numbers = rowRandom{random: devices.NewRandom(p.spec.Seed).Stream(p.vectors + uint64(v)), index: uint64(o) << 32}
					p.updateRow(o, rate*errors[v*p.outputs+o], inputs[v*p.inputs:][:p.inputs], random)
				}
				if report != nil {
					reporting.Lock()
					done++
					report(done, p.outputs)
					reporting.Unlock()
				}
			}
		})
	}
	working.Wait()
	p.vectors += uint64(batch)
	if wrong.Load() != 0 {
		return fmt.Errorf("arrays: update stopped half-way: %w", ctx.Err())
	}
	return nil
}

// updateRow writes the update of one output by one vector.
func (p *Pulsed) updateRow(o int, change float64, inputs []float64, random *rand.Rand) {
	if change == 0 {
		return
	}
	least, most := p.spec.Law.Range()
	for i, x := range inputs {
		wanted := change * x / p.spec.Step
		up := wanted > 0
		pulses := min(math.Abs(wanted), float64(p.spec.MaxPulses))
		if whole := math.Floor(pulses); !p.spec.Stochastic {
			pulses = math.Round(pulses)
		} else if pulses != whole {
			if random.Float64() < pulses-whole {
				whole++
			}
			pulses = whole
		}
		if pulses == 0 {
			continue
		}
		cell := o*p.inputs + i
		w := p.weights[cell]
		for range int(pulses) {
			step := p.spec.Law.Change(w, up)
			if p.spec.Variation > 0 {
				step *= 1 + p.spec.Variation*random.NormFloat64()
			}
			w = max(least, min(most, w+step))
		}
		p.weights[cell] = w
		if err := p.wear.Write(o, i, uint64(pulses)); err != nil {
			panic(err) // the cell is there
		}
	}
}

// rowRandom is the sequence of random numbers of one vector's update of one row. It is a rand.Source.
type rowRandom struct {
	random devices.Random
	index  uint64
	next   uint64
	held   bool
}

func (r *rowRandom) Uint64() uint64 {
	if r.held = !r.held; !r.held {
		return r.next
	}
	high, low := r.random.Bits(r.index)
	r.index, r.next = r.index+1, high
	return low
}
