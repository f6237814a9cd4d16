package training_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"regan/accel/training"
)

// T1, T2: PipeLayer's formulas, without and with its pipeline, by formula and by events.
func TestPipeLayer(t *testing.T) {
	for _, c := range []struct {
		layers, batch, inputs int
		plain, pipelined      int64
	}{
		{5, 64, 640, 7050, 750},
		{8, 64, 64, 1089, 81},
		{16, 64, 64, 2113, 97},
	} {
		for _, pipeline := range []bool{false, true} {
			want := c.plain
			if pipeline {
				want = c.pipelined
			}
			s := training.Supervised{Layers: c.layers, Batch: c.batch, Inputs: c.inputs, Pipeline: pipeline}
			if got, err := s.Cycles(); got != want || err != nil {
				t.Errorf("%+v: %d cycles by formula, want %d (%v)", s, got, want, err)
			}
			if got, err := s.Run(context.Background()); got != want || err != nil {
				t.Errorf("%+v: %d cycles by events, want %d (%v)", s, got, want, err)
			}
		}
	}
}

// T3: formula and events agree for any depth, batch and number of batches.
func TestSupervisedAgrees(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		batch := rapid.IntRange(1, 40).Draw(t, "batch")
		s := training.Supervised{Layers: rapid.IntRange(1, 12).Draw(t, "layers"), Batch: batch,
			Inputs: batch * rapid.IntRange(1, 4).Draw(t, "batches"), Pipeline: rapid.Bool().Draw(t, "pipeline")}
		formula, err := s.Cycles()
		events, err2 := s.Run(context.Background())
		if formula != events || err != nil || err2 != nil {
			t.Fatalf("%+v: %d by formula, %d by events (%v, %v)", s, formula, events, err, err2)
		}
	})
}

func noDrain(s training.Scheme) training.Scheme {
	s.NoDrain = true
	return s
}

func sharing(s training.Scheme, what training.Sharing) training.Scheme {
	s.Sharing = what
	return s
}

// T4: the schemes for five and five layers and a batch of 64. The formulas are a reconstruction: see Plan.Cycles.
func TestReGAN(t *testing.T) {
	for _, c := range []struct {
		name   string
		scheme training.Scheme
		want   training.Cycles
	}{
		{"no pipeline", training.NoPipeline(), training.Cycles{Discriminator: 1729, Generator: 1345, Total: 3074, Updates: 2}},
		{"pipeline", training.Pipeline(), training.Cycles{Discriminator: 154, Generator: 85, Total: 239, Updates: 2}},
		{"not drained", noDrain(training.Pipeline()), training.Cycles{Discriminator: 139, Generator: 85, Total: 224, Updates: 2}},
		{"SP", training.SpatialParallelism(), training.Cycles{Discriminator: 80, Generator: 85, Total: 165, Updates: 2}},
		{"SP, G's images kept", sharing(training.SpatialParallelism(), training.ShareGenerator),
			training.Cycles{Discriminator: 80, Generator: 80, Total: 160, Updates: 2}},
		{"SP and CS", training.ComputationSharing(), training.Cycles{Discriminator: 80, Generator: 85, Total: 85, Updates: 1}},
	} {
		p := training.Plan{Generator: 5, Discriminator: 5, Batch: 64, Scheme: c.scheme}
		got, err := p.Cycles()
		if got != c.want || err != nil {
			t.Errorf("%s: %+v, want %+v (%v)", c.name, got, c.want, err)
		}
		if events, err := p.Run(context.Background()); events != c.want.Total || err != nil {
			t.Errorf("%s: %d cycles by events, want %d (%v)", c.name, events, c.want.Total, err)
		}
	}
	p := training.Plan{Generator: 5, Discriminator: 5, Batch: 64}
	if a, b, c := p.Latencies(); a != 11 || b != 16 || c != 21 {
		t.Errorf("latencies %d, %d, %d; want 11, 16, 21", a, b, c)
	}
}

// drawPlan draws any valid plan: every scheme, drained or not, with every sharing that it allows.
func drawPlan(t *rapid.T) training.Plan {
	s := training.Scheme{Name: "drawn", Pipeline: rapid.Bool().Draw(t, "pipeline"), Spatial: rapid.Bool().Draw(t, "spatial"),
		NoDrain: rapid.Bool().Draw(t, "no drain")}
	allowed := []training.Sharing{training.NoSharing, training.ShareGenerator}
	if s.Pipeline && s.Spatial {
		allowed = append(allowed, training.ShareEverything)
	}
	s.Sharing = rapid.SampledFrom(allowed).Draw(t, "sharing")
	return training.Plan{Generator: rapid.IntRange(1, 9).Draw(t, "G"), Discriminator: rapid.IntRange(1, 9).Draw(t, "D"),
		Batch: rapid.IntRange(1, 30).Draw(t, "batch"), Scheme: s}
}

// T3 for GANs: formula and events are two implementations of one schedule.
func TestFormulaAndEventsAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPlan(t)
		formula, err := p.Cycles()
		events, err2 := p.Run(context.Background())
		if formula.Total != events || err != nil || err2 != nil {
			t.Fatalf("%+v: %d by formula, %d by events (%v, %v)", p, formula.Total, events, err, err2)
		}
	})
}

// Each idea of the paper shortens the iteration, or at least does no harm.
func TestSchemesNeverHarm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPlan(t)
		before := int64(1) << 60
		for _, s := range training.Schemes() {
			p.Scheme = s
			c, err := p.Cycles()
			if err != nil || c.Total > before {
				t.Fatalf("%s: %d cycles, %d without its last idea (%v)", s.Name, c.Total, before, err)
			}
			before = c.Total
		}
	})
}

// What a trace must be, whatever the schedule: a unit has one sample at a time, a sample is in one place at a time (in two
// phases it may be in two), D is not updated before it has seen all images, G not before all its passes.
func TestTrace(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPlan(t)
		trace, err := p.Trace(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		type place struct {
			phase  training.Phase
			sample int
		}
		free := make([]int64, len(trace.Units))
		there := map[place]int64{}
		ends, begins := map[training.Phase]int64{}, map[training.Phase]int64{}
		steps := map[training.Phase]int{}
		var last int64
		for _, s := range trace.Spans {
			if s.Unit < 0 || s.Unit >= len(trace.Units) || s.Start >= s.End {
				t.Fatalf("span %+v", s)
			}
			if s.Start < free[s.Unit] {
				t.Fatalf("%s takes %+v at %d, busy until %d", trace.Units[s.Unit], s, s.Start, free[s.Unit])
			}
			free[s.Unit] = s.End
			if at := (place{s.Phase, s.Sample}); s.Start < there[at] {
				t.Fatalf("%+v begins while the sample is elsewhere until %d", s, there[at])
			} else {
				there[at] = s.End
			}
			if _, seen := begins[s.Phase]; !seen {
				begins[s.Phase] = s.Start
			}
			ends[s.Phase] = max(ends[s.Phase], s.End)
			steps[s.Phase]++
			last = max(last, s.End)
		}
		if last != trace.Cycles {
			t.Fatalf("the last span ends at %d, the trace at %d", last, trace.Cycles)
		}
		if d := begins[training.DUpdate]; d < ends[training.RealImages] || d < ends[training.FakeImages] {
			t.Fatalf("D is updated at %d, its images end at %d and %d", d, ends[training.RealImages], ends[training.FakeImages])
		}
		if begins[training.GUpdate] < ends[training.GeneratorPasses] {
			t.Fatal("G is updated before its passes end")
		}
		if p.Scheme.Sharing != training.ShareEverything && begins[training.GeneratorPasses] < ends[training.DUpdate] {
			t.Fatal("G learns from D before its update")
		}
		g, d, b := p.Generator, p.Discriminator, p.Batch
		want := map[training.Phase]int{training.RealImages: b * (2*d + 1), training.FakeImages: b * (g + 2*d + 1),
			training.DUpdate: 1, training.GUpdate: 1, training.GeneratorPasses: b * (2*g + 2*d + 1)}
		switch p.Scheme.Sharing {
		case training.ShareGenerator:
			want[training.GeneratorPasses] = b * (g + 2*d + 1)
		case training.ShareEverything:
			want[training.GeneratorPasses] = b * (g + d + 1)
		}
		for phase, n := range want {
			if steps[phase] != n {
				t.Fatalf("%s has %d steps, want %d", phase, steps[phase], n)
			}
		}
	})
}

func TestBadPlans(t *testing.T) {
	good := training.Plan{Generator: 5, Discriminator: 5, Batch: 64, Scheme: training.Pipeline()}
	for want, change := range map[string]func(p *training.Plan){
		"generator of 0 layers":      func(p *training.Plan) { p.Generator = 0 },
		"discriminator of -1 layers": func(p *training.Plan) { p.Discriminator = -1 },
		"batch of 0 samples":         func(p *training.Plan) { p.Batch = 0 },
		`sharing "some"`:             func(p *training.Plan) { p.Scheme.Sharing = "some" },
		"needs Pipeline and Spatial": func(p *training.Plan) { p.Scheme.Sharing = training.ShareEverything },
	} {
		p := good
		change(&p)
		_, err := p.Cycles()
		_, err2 := p.Run(context.Background())
		_, err3 := p.Trace(context.Background())
		for _, err := range []error{err, err2, err3} {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("got error %v, want one with %q", err, want)
			}
		}
	}
	for want, s := range map[string]training.Supervised{
		"network of 0 layers":   {Batch: 1, Inputs: 1},
		"batch of 0 samples":    {Layers: 1, Inputs: 1},
		"multiple of the batch": {Layers: 1, Batch: 3, Inputs: 4},
	} {
		if _, err := s.Run(context.Background()); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got error %v, want one with %q", err, want)
		}
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	p := training.Plan{Generator: 5, Discriminator: 5, Batch: 64, Scheme: training.Pipeline()}
	if _, err := p.Run(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the context's error", err)
	}
}

func BenchmarkRun(b *testing.B) {
	p := training.Plan{Generator: 5, Discriminator: 5, Batch: 64, Scheme: training.Pipeline()}
	for b.Loop() {
		if _, err := p.Run(context.Background()); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/3074, "ns/event")
}

func ExamplePlan_Cycles() {
	for _, scheme := range training.Schemes() {
		plan := training.Plan{Generator: 5, Discriminator: 5, Batch: 64, Scheme: scheme}
		cycles, err := plan.Cycles()
		if err != nil {
			panic(err)
		}
		fmt.Println(scheme.Name, cycles.Total)
	}
	// Output:
	// no pipeline 3074
	// pipeline 239
	// pipeline + SP 165
	// pipeline + SP + CS 85
}
