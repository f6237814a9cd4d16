package charts

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"regan/accel"
	"regan/accel/designs"
	"regan/accel/networks"
	"regan/accel/training"
)

func trace(t *testing.T, batch int, scheme training.Scheme) *training.Trace {
	t.Helper()
	plan := training.Plan{Generator: 5, Discriminator: 5, Batch: batch, Scheme: scheme}
	tr, err := plan.Trace(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return tr
}

func ExampleTrace() {
	plan := training.Plan{Generator: 2, Discriminator: 2, Batch: 3, Scheme: training.Pipeline()}
	trace, err := plan.Trace(context.Background())
	if err != nil {
		fmt.Println(err)
		return
	}
	chart, err := Trace(trace, 0, 10)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(chart)
	// Output:
	// Schedule of one training iteration: pipeline
	// Cycles 0 to 10 of 29. A box is one layer's work on one sample of 3: its number and colour tell which. Left out: units without work in these cycles (4).
	//
	// unit          phase      samples  from  until
	// G forward 1   D on fake      1-3     7     10
	// G forward 2   D on fake      1-2     8     10
	// D forward 1   D on real      1-3     0      3
	// D forward 1   D on fake        1     9     10
	// D forward 2   D on real      1-3     1      4
	// D loss        D on real      1-3     2      5
	// D backward 2  D on real      1-3     3      6
	// D backward 1  D on real      1-3     4      7
}

// Every span of the trace that touches the window is drawn, on the row of its unit, and no other.
func TestTraceDrawsTheTrace(t *testing.T) {
	for _, scheme := range training.Schemes() {
		tr := trace(t, 64, scheme)
		for from := 0; from < int(tr.Cycles); from += MaxWindow {
			to := min(from+MaxWindow, int(tr.Cycles))
			c, err := Trace(tr, from, to)
			if err != nil {
				t.Fatal(err)
			}
			i := 0
			for _, s := range tr.Spans {
				if s.End <= int64(from) || s.Start >= int64(to) {
					continue
				}
				got := c.Spans[i]
				i++
				sample := s.Sample
				if strings.Contains(s.Phase.String(), "update") {
					sample = WholeBatch
				}
				if c.Rows[got.Row] != tr.Units[s.Unit] || c.Phases[got.Phase] != s.Phase.String() || got.Sample != sample ||
					int64(got.Start) != s.Start || int64(got.End) != s.End {
					t.Fatalf("%s: span %+v is drawn as %+v", scheme.Name, s, got)
				}
			}
			if i != len(c.Spans) {
				t.Errorf("%s: %d spans drawn, the trace has %d from cycle %d to %d", scheme.Name, len(c.Spans), i, from, to)
			}
		}
	}
}

func TestTracePicture(t *testing.T) {
	for _, scheme := range training.Schemes() {
		c, err := Trace(trace(t, 64, scheme), 0, Window)
		if err != nil {
			t.Fatal(err)
		}
		svg := c.SVG()
		found := labels(t, svg)
		checkNoOverlap(t, found)
		for _, row := range c.Rows {
			if !hasText(found, row) {
				t.Errorf("%s: no row %q", scheme.Name, row)
			}
		}
		for _, s := range c.Spans {
			if s.Sample != WholeBatch && !hasText(found, fmt.Sprint(s.Sample+1)) {
				t.Errorf("%s: no number for sample %d", scheme.Name, s.Sample+1)
			}
		}
		if again := c.SVG(); svg != again {
			t.Errorf("%s: two pictures of one chart differ", scheme.Name)
		}
		// A notebook stores every picture it shows.
		if kilobytes := len(svg) / 1000; kilobytes > 300 {
			t.Errorf("%s: the picture has %d kB", scheme.Name, kilobytes)
		}
	}
}

// Whatever the network, the batch and the window, no text is clipped or covers another one.
func TestAnyTrace(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		plan := training.Plan{
			Generator:     rapid.IntRange(1, 8).Draw(r, "generator"),
			Discriminator: rapid.IntRange(1, 8).Draw(r, "discriminator"),
			Batch:         rapid.IntRange(1, 100).Draw(r, "batch"),
			Scheme:        rapid.SampledFrom(training.Schemes()).Draw(r, "scheme"),
		}
		tr, err := plan.Trace(context.Background())
		if err != nil {
			r.Fatal(err)
		}
		from := rapid.IntRange(0, int(tr.Cycles)-1).Draw(r, "from")
		to := rapid.IntRange(from+1, min(int(tr.Cycles), from+MaxWindow)).Draw(r, "to")
		c, err := Trace(tr, from, to)
		if err != nil {
			r.Fatal(err)
		}
		checkNoOverlap(r, labels(r, c.SVG()))
	})
}

func TestReportsPictures(t *testing.T) {
	report, err := accel.Simulate(context.Background(), designs.ReGAN(), networks.DCGAN(64), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []*Chart{SpeedupByScheme(report), EnergyByPhase(report), EnergyByComponent(report)} {
		found := labels(t, c.SVG())
		checkNoOverlap(t, found)
		for _, text := range append([]string{c.Title}, c.Bars...) {
			if !hasText(found, text) {
				t.Errorf("%s: no text %q", c.Title, text)
			}
		}
		for i := range c.Bars {
			label := format(c.Total(i), c.Unit, 3)
			if c.Shares {
				label += " (" + c.share(i) + ")"
			}
			if !hasText(found, label) {
				t.Errorf("%s: bar %s has no value %q", c.Title, c.Bars[i], label)
			}
		}
	}
}

func TestTraceOfNoWindow(t *testing.T) {
	tr := trace(t, 1, training.Pipeline())
	for _, w := range [][2]int{{-1, 5}, {5, 5}, {0, int(tr.Cycles) + 1}} {
		_, err := Trace(tr, w[0], w[1])
		if err == nil || !strings.Contains(err.Error(), fmt.Sprintf("a window lies between 0 and %d", tr.Cycles)) {
			t.Errorf("from %d to %d: error %v", w[0], w[1], err)
		}
	}
}

// What a cell pays for a picture on top of the simulation.
func BenchmarkPictures(b *testing.B) {
	report, err := accel.Simulate(context.Background(), designs.ReGAN(), networks.DCGAN(64), nil)
	if err != nil {
		b.Fatal(err)
	}
	pipeline, err := Pipeline(context.Background(), report, "pipeline + SP + CS")
	if err != nil {
		b.Fatal(err)
	}
	for name, c := range map[string]*Chart{"bars": EnergyByPhase(report), "gantt": pipeline} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				c.SVG()
			}
		})
	}
}
