// Package accel simulates the training of a GAN on a ReRAM accelerator.
//
//	Accelerator  a design as data: a chip, a rule for copies, a scheme, what its paper publishes
//	Options      the batch and the GPU to compare with
//	Simulate     one training iteration of a GAN on an accelerator
//	Report       what it takes: time, energy, arrays, by scheme, phase, component and layer, as tables
//
// How often something happens (networks, mapper, training) is counted apart from what it costs (hw); time and energy are
// counts times costs, and every total is the sum of its parts. Start with
//
//	report, err := accel.Simulate(ctx, designs.ReGAN(), networks.DCGAN(64), nil)
package accel

import (
	"errors"
	"fmt"

	"regan/accel/gpu"
	"regan/accel/hw"
	"regan/accel/mapper"
	"regan/accel/networks"
	"regan/accel/training"
	"regan/accel/units"
)

// Accelerator is a design as data. Change its fields before Simulate to study a variant; Simulate keeps a copy.
type Accelerator struct {
	Name      string
	Citation  string
	Chip      hw.Chip
	Copies    mapper.Copies   // how many copies of each matrix
	Scheme    training.Scheme // the scheme that the design uses; reports compare it with the others
	Sums      GradientSums    // where weight gradients are summed over the batch
	WriteBack WriteBack       // whether writing results takes time of its own
	Update    UpdateLength    // how long an update cycle is
	Published Published
}

// Published has the figures of a design's paper; 0 where it gives none.
type Published struct {
	Speedup      float64 // over the GPU
	EnergySaving float64 // the GPU's energy over the design's
	Against      string  // the GPU
	Source       string
}

// GradientSums says where the weight gradients of a batch's samples are summed.
type GradientSums string

const (
	SumsInReRAM GradientSums = "reram"   // each sample's gradients are written to buffer arrays, as PipeLayer does
	SumsDigital GradientSums = "digital" // in counters and registers, whose energy is not modelled
)

// WriteBack says whether storing the results of a stage takes time.
type WriteBack string

const (
	WriteBackHidden WriteBack = "hidden" // behind the next product; only the last of a stage shows
	WriteBackSerial WriteBack = "serial" // after each product, row after row
)

// UpdateLength says how long the cycle is in which weights are rewritten.
type UpdateLength string

const (
	UpdateRows  UpdateLength = "rows"  // as long as reading and writing all rows of an array takes, if that is longer
	UpdateCycle UpdateLength = "cycle" // as long as any other cycle, as the papers count it
)

// Options are what is not part of a design.
type Options struct {
	Batch int     // samples of each kind in an iteration, 1 to 16384
	GPU   gpu.GPU // the baseline
}

// DefaultOptions returns the options that nil stands for: a batch of 64 (dcgan.torch's) and a GTX 1080. Change a field and
// hand them to Simulate.
func DefaultOptions() *Options { return &Options{Batch: 64, GPU: gpu.GTX1080()} }

// maxBatch keeps all counts within an int64 and an event-driven run within a second.
const maxBatch = 16384

func (o *Options) validate() error {
	if o.Batch < 1 || o.Batch > maxBatch {
		return fmt.Errorf("accel: a batch of %d samples; it must be from 1 to %d (accel.DefaultOptions has %d)",
			o.Batch, maxBatch, DefaultOptions().Batch)
	}
	if o.GPU == (gpu.GPU{}) {
		return errors.New("accel: the options have no GPU; change those of accel.DefaultOptions instead of making new ones")
	}
	return o.GPU.Validate()
}

// Validate tells what is wrong with the design, or nil.
func (a Accelerator) Validate() error {
	switch {
	case a.Sums != SumsInReRAM && a.Sums != SumsDigital:
		return fmt.Errorf("accel: %s sums gradients in %q; that is %q or %q", a.Name, a.Sums, SumsInReRAM, SumsDigital)
	case a.WriteBack != WriteBackHidden && a.WriteBack != WriteBackSerial:
		return fmt.Errorf("accel: %s has write-back %q; it is %q or %q", a.Name, a.WriteBack, WriteBackHidden, WriteBackSerial)
	case a.Update != UpdateRows && a.Update != UpdateCycle:
		return fmt.Errorf("accel: %s has updates of length %q; that is %q or %q", a.Name, a.Update, UpdateRows, UpdateCycle)
	}
	if err := a.Copies.Validate(); err != nil {
		return err
	}
	return a.Chip.Validate()
}

// Component is what energy is spent on.
type Component int

const (
	ReadSpikes       Component = iota // spikes on word lines: products, and reading weights at an update
	ActivationWrites                  // outputs of layers to buffer arrays
	ErrorWrites                       // errors to buffer arrays
	OperandWrites                     // activations into the arrays that form weight gradients
	GradientWrites                    // each sample's weight gradients to buffer arrays
	WeightWrites                      // new weights, in all copies
	NumComponents    int       = iota
)

var componentNames = [NumComponents]string{"read spikes", "activation writes", "error writes", "operand writes",
	"gradient writes", "weight writes"}

// String returns the component's name: "read spikes".
func (c Component) String() string {
	if c < 0 || int(c) >= NumComponents {
		return "unknown component"
	}
	return componentNames[c]
}

// Components returns all components.
func Components() []Component {
	return []Component{ReadSpikes, ActivationWrites, ErrorWrites, OperandWrites, GradientWrites, WeightWrites}
}

// Part is the energy of one component in one phase of an iteration: a count times a cost.
type Part struct {
	Phase     training.Phase
	Component Component
	Count     int64 // spikes: slots of a word line read, or write spikes
	Each      units.Energy
	Energy    units.Energy // Count * Each
}

// SchemeResult is one iteration under one scheme.
type SchemeResult struct {
	Scheme       training.Scheme
	Plan         training.Plan
	Cycles       training.Cycles // by formula
	EventCycles  int64           // by the event-driven simulation; equals Cycles.Total
	CycleTime    units.Time      // the longest stage
	UpdateTime   units.Time      // an update cycle
	Time         units.Time
	Parts        []Part // by phase, then component; those with a count of 0 are left out
	Energy       units.Energy
	Power        units.Power
	Speedup      float64 // over the GPU
	EnergySaving float64 // the GPU's energy over this
	Mapping      *mapper.Mapping
}

// Report is the result of Simulate. It shows itself as tables; its fields are the numbers behind them.
type Report struct {
	Accelerator Accelerator
	GAN         *networks.GAN
	Options     Options
	GPU         gpu.Result
	ByScheme    []SchemeResult // the four schemes of the paper that fit the chip, and the design's own if it is another
	Own         int            // index of the design's own scheme
	Missing     []string       // schemes that do not fit the chip, with the reason
}

// Design returns the result under the design's own scheme.
func (r *Report) Design() *SchemeResult { return &r.ByScheme[r.Own] }

// EnergyOf returns the energy of a phase and component, 0 if there is none.
func (s *SchemeResult) EnergyOf(p training.Phase, c Component) units.Energy {
	var sum units.Energy
	for _, part := range s.Parts {
		if part.Phase == p && part.Component == c {
			sum += part.Energy
		}
	}
	return sum
}

// PowerRatio returns the power over the GPU's. It equals Speedup / EnergySaving, whatever the model.
func (s *SchemeResult) PowerRatio() float64 { return s.Speedup / s.EnergySaving }
