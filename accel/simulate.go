package accel

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"regan/accel/gpu"
	"regan/accel/mapper"
	"regan/accel/networks"
	"regan/accel/training"
	"regan/accel/units"
)

// Simulate runs one training iteration of the GAN on the accelerator, under the design's own scheme and, for comparison,
// under each of the paper's four. nil options stand for DefaultOptions. It returns an error for a design, a network or
// options that make no sense, a *mapper.FitError (see errors.As) for a network that does not fit the chip, and the context's
// error when that ends.
func Simulate(ctx context.Context, design Accelerator, gan *networks.GAN, options *Options) (*Report, error) {
	if options == nil {
		options = DefaultOptions()
	}
	if ctx == nil {
		return nil, errors.New("accel: the context is nil; allowed: one such as context.Background()")
	}
	if gan == nil {
		return nil, errors.New("accel: no network; networks.DCGAN(64) is one")
	}
	for _, err := range []error{options.validate(), design.Validate(), gan.Validate()} {
		if err != nil {
			return nil, err
		}
	}
	gan = clone(gan)
	r := &Report{Accelerator: design, GAN: gan, Options: *options, Own: -1}
	baseline, err := options.GPU.Train(gan, options.Batch)
	if err != nil {
		return nil, err
	}
	r.GPU = baseline

	for _, scheme := range compared(design.Scheme) {
		result, err := priceScheme(design, gan, options.Batch, scheme, baseline)
		var unfit *mapper.FitError
		switch own := sameScheme(scheme, design.Scheme); {
		case errors.As(err, &unfit) && !own:
			r.Missing = append(r.Missing, fmt.Sprintf("%s: %v", scheme.Name, err))
			continue
		case err != nil:
			return nil, err
		case own:
			r.Own = len(r.ByScheme)
		}
		if result.EventCycles, err = result.Plan.Run(ctx); err != nil {
			return nil, err
		}
		if result.EventCycles != result.Cycles.Total {
			return nil, fmt.Errorf("accel: a fault in the model of scheme %q: %d cycles by formula, %d by simulation",
				scheme.Name, result.Cycles.Total, result.EventCycles)
		}
		r.ByScheme = append(r.ByScheme, *result)
	}
	return r, nil
}

// clone copies a GAN, so that a report stays as it is when its reader goes on changing the layers.
func clone(gan *networks.GAN) *networks.GAN {
	c := *gan
	c.Generator.Layers = slices.Clone(gan.Generator.Layers)
	c.Discriminator.Layers = slices.Clone(gan.Discriminator.Layers)
	return &c
}

// compared returns the paper's schemes, and the design's own if it is none of them.
func compared(own training.Scheme) []training.Scheme {
	schemes := training.Schemes()
	for i, s := range schemes {
		if sameScheme(s, own) {
			schemes[i] = own
			return schemes
		}
	}
	return append(schemes, own)
}

// sameScheme compares what schemes do, whatever they are called.
func sameScheme(a, b training.Scheme) bool {
	a.Name = b.Name
	return a == b
}

// priceScheme counts and prices one iteration under one scheme, its cycles by formula.
func priceScheme(design Accelerator, gan *networks.GAN, batch int, scheme training.Scheme, baseline gpu.Result) (*SchemeResult,
	error) {
	plan := training.Plan{Generator: len(gan.Generator.Layers), Discriminator: len(gan.Discriminator.Layers), Batch: batch,
		Scheme: scheme}
	cycles, err := plan.Cycles()
	if err != nil {
		return nil, err
	}
	placed, err := mapper.Map(mapper.Demand{GAN: gan, ForwardOfD: scheme.ForwardCopiesOfD(),
		BackwardOfD: scheme.BackwardCopiesOfD(), PipelineDepth: scheme.Pipeline}, design.Chip, design.Copies)
	if err != nil {
		return nil, err
	}
	s := &SchemeResult{Scheme: scheme, Plan: plan, Cycles: cycles, Mapping: placed}
	s.CycleTime, s.UpdateTime = stageTimes(design, placed)
	s.Time = units.Time(cycles.Total-cycles.Updates)*s.CycleTime + units.Time(cycles.Updates)*s.UpdateTime
	s.Parts = count(design, placed, scheme, batch).price(design.Chip.Crossbar)
	for _, p := range s.Parts {
		s.Energy += p.Energy
	}
	s.Power = s.Energy.Over(s.Time)
	s.Speedup = float64(baseline.Time / s.Time)
	s.EnergySaving = float64(baseline.Energy / s.Energy)
	return s, nil
}

// Trace simulates the scheme's iteration again and returns what every unit did in every cycle, for a Gantt chart.
func (s *SchemeResult) Trace(ctx context.Context) (*training.Trace, error) { return s.Plan.Trace(ctx) }

// stageTimes returns the length of a cycle, which is that of the longest stage, and of an update.
func stageTimes(design Accelerator, m *mapper.Mapping) (cycle, update units.Time) {
	x := design.Chip.Crossbar
	for _, layers := range [][]mapper.LayerMap{m.Generator, m.Discriminator} {
		for _, l := range layers {
			for _, p := range l.Placements {
				cycle = max(cycle, stageTime(design, p))
			}
		}
	}
	if update = cycle; design.Update == UpdateRows {
		update = max(cycle, x.RewriteTime())
	}
	return cycle, update
}

// stageTime returns the time that a placement takes for a sample.
func stageTime(design Accelerator, p mapper.Placement) units.Time {
	x := design.Chip.Crossbar
	steps := units.Time(p.Steps)
	if design.WriteBack == WriteBackSerial {
		rows := rowsOf(p.Cols, design) // a product gives a value for each column
		return steps * (x.MVMTime() + units.Time(rows)*x.Device.WriteTime)
	}
	return steps*x.MVMTime() + x.Device.WriteTime
}

// rowsOf returns how many rows of a buffer array hold n values.
func rowsOf(n int64, design Accelerator) int64 {
	x := design.Chip.Crossbar
	return (n*int64(x.Slices()) + int64(x.Cols) - 1) / int64(x.Cols)
}
