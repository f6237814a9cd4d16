package training

import (
	"context"
	"strconv"
)

// Run simulates the iteration event by event and returns its length in cycles. The length follows from which unit is free
// when, and from what must be done before what; no formula enters.
func (p Plan) Run(ctx context.Context) (int64, error) {
	if err := p.Validate(); err != nil {
		return 0, err
	}
	units, streams := p.layout()
	return simulate(ctx, units, streams, nil)
}

// Trace simulates the iteration and returns what every unit did.
func (p Plan) Trace(ctx context.Context) (*Trace, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	units, streams := p.layout()
	t := &Trace{Plan: p}
	for _, u := range units {
		t.Units = append(t.Units, u.name)
	}
	cycles, err := simulate(ctx, units, streams, t)
	if err != nil {
		return nil, err
	}
	t.Cycles = cycles
	return t, nil
}

// Run simulates the whole run of a supervised training and returns its length in cycles.
func (s Supervised) Run(ctx context.Context) (int64, error) {
	if err := s.Validate(); err != nil {
		return 0, err
	}
	var l layout
	path := join(l.layers("forward", s.Layers), l.single("loss"), reversed(l.layers("backward", s.Layers)))
	update := l.single("update")
	for batch := range s.Inputs / s.Batch {
		var after []int
		if batch > 0 {
			after = []int{len(l.streams) - 1} // the weights must be the new ones
		}
		samples := l.stream(stream{jobs: s.Batch, path: path, oneByOne: !s.Pipeline, after: after})
		l.stream(stream{jobs: 1, path: update, after: []int{samples}})
	}
	return simulate(ctx, l.units, l.streams, nil)
}

// layout lists the units of a plan and the streams through them.
func (p Plan) layout() ([]unit, []stream) {
	var l layout
	one := !p.Scheme.Pipeline
	gForward := l.layers("G forward", p.Generator)
	dForward := l.layers("D forward", p.Discriminator)
	dLoss := l.single("D loss")
	dBackward := reversed(l.layers("D backward", p.Discriminator))

	// The copy of D that sees the fake images: D itself, or under spatial parallelism a second one.
	forward2, loss2, backward2 := dForward, dLoss, dBackward
	if p.Scheme.Spatial {
		forward2 = l.layers("D' forward", p.Discriminator)
		loss2 = l.single("D' loss")
		backward2 = reversed(l.layers("D' backward", p.Discriminator))
	}
	// The copy through which G's errors run back: the second one, or under full sharing a third.
	loss3, backward3 := loss2, backward2
	if p.Scheme.Sharing == ShareEverything {
		loss3 = l.single("D'' loss")
		backward3 = reversed(l.layers("D'' backward", p.Discriminator))
	}
	gBackward := reversed(l.layers("G backward", p.Generator))
	dUpdate, gUpdate := l.single("D update"), l.single("G update")

	realImages := l.stream(stream{phase: RealImages, jobs: p.Batch, oneByOne: one, path: join(dForward, dLoss, dBackward)})

	fake := stream{phase: FakeImages, jobs: p.Batch, oneByOne: one, path: join(gForward, forward2, loss2, backward2)}
	if drains := one || !p.Scheme.NoDrain; drains && !p.Scheme.Spatial {
		fake.after = []int{realImages}
	}
	fakeImages := l.stream(fake)

	updated := l.stream(stream{phase: DUpdate, jobs: 1, path: dUpdate, after: []int{realImages, fakeImages}})

	gen := stream{phase: GeneratorPasses, jobs: p.Batch, oneByOne: one}
	switch p.Scheme.Sharing {
	case ShareEverything:
		gen.path = join(loss3, backward3, gBackward)
		gen.fork = &fork{stream: fakeImages, step: p.Generator + p.Discriminator - 1}
	case ShareGenerator:
		gen.path = join(forward2, loss2, backward3, gBackward)
		gen.after = []int{updated}
	default:
		gen.path = join(gForward, forward2, loss2, backward3, gBackward)
		gen.after = []int{updated}
	}
	passes := l.stream(gen)
	l.stream(stream{phase: GUpdate, jobs: 1, path: gUpdate, after: []int{passes}})
	return l.units, l.streams
}

// A layout collects units and streams.
type layout struct {
	units   []unit
	streams []stream
}

// layers adds a unit for each of n layers and returns them from the first layer to the last.
func (l *layout) layers(name string, n int) []int32 {
	path := make([]int32, n)
	for i := range path {
		path[i] = int32(len(l.units))
		l.units = append(l.units, unit{name: name + " " + strconv.Itoa(i+1), layer: i + 1, length: 1})
	}
	return path
}

// single adds one unit of no layer.
func (l *layout) single(name string) []int32 {
	l.units = append(l.units, unit{name: name, length: 1})
	return []int32{int32(len(l.units) - 1)}
}

// stream adds s and returns its index.
func (l *layout) stream(s stream) int {
	l.streams = append(l.streams, s)
	return len(l.streams) - 1
}

func reversed(path []int32) []int32 {
	out := make([]int32, len(path))
	for i, u := range path {
		out[len(path)-1-i] = u
	}
	return out
}

func join(paths ...[]int32) []int32 {
	var out []int32
	for _, p := range paths {
		out = append(out, p...)
	}
	return out
}
