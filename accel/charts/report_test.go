package charts_test

import (
	"context"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"regan/accel"
	"regan/accel/charts"
	"regan/accel/designs"
	"regan/accel/networks"
	"regan/accel/training"
)

var update = flag.Bool("update", false, "write the golden files in testdata anew")

func regan(t *testing.T) *accel.Report {
	t.Helper()
	report, err := accel.Simulate(context.Background(), designs.ReGAN(), networks.DCGAN(64), nil)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-12*math.Max(math.Abs(a), math.Abs(b)) }

func TestSpeedupsAreTheReports(t *testing.T) {
	report := regan(t)
	c := charts.SpeedupByScheme(report)
	if len(c.Bars) != len(report.ByScheme) {
		t.Fatalf("%d bars for %d schemes", len(c.Bars), len(report.ByScheme))
	}
	for i, s := range report.ByScheme {
		if c.Bars[i] != s.Scheme.Name || c.Series[0].Values[i] != s.Speedup {
			t.Errorf("bar %q has %g, the report says %g for %q", c.Bars[i], c.Series[0].Values[i], s.Speedup, s.Scheme.Name)
		}
	}
	want := []charts.Mark{
		{Name: "published", Value: report.Accelerator.Published.Speedup},
		{Name: report.GPU.GPU.Name, Value: 1},
	}
	if diff := cmp.Diff(want, c.Marks); diff != "" {
		t.Error(diff)
	}
}

func TestNoMarkWithoutAPublishedFigure(t *testing.T) {
	report := regan(t)
	report.Accelerator.Published = accel.Published{}
	if c := charts.SpeedupByScheme(report); len(c.Marks) != 1 {
		t.Errorf("marks: %v", c.Marks)
	}
}

// Each part of a bar is the report's energy of that phase and component, and all of them together are its total.
func TestEnergiesAddUpToTheReports(t *testing.T) {
	report := regan(t)
	design := report.Design()

	byPhase := charts.EnergyByPhase(report)
	total := 0.0
	for i, phase := range training.Phases() {
		if byPhase.Bars[i] != phase.String() {
			t.Fatalf("bar %d is %q, want %q", i, byPhase.Bars[i], phase)
		}
		for _, component := range accel.Components() {
			want := float64(design.EnergyOf(phase, component))
			got := 0.0
			for _, s := range byPhase.Series {
				if s.Name == component.String() {
					got = s.Values[i]
				}
			}
			if got != want {
				t.Errorf("%s, %s: %g J, the report says %g J", phase, component, got, want)
			}
		}
		total += byPhase.Total(i)
	}
	if !near(total, float64(design.Energy)) {
		t.Errorf("the phases add up to %g J, the report says %g J", total, float64(design.Energy))
	}

	byComponent := charts.EnergyByComponent(report)
	total = 0
	for i, name := range byComponent.Bars {
		want := 0.0
		for _, part := range design.Parts {
			if part.Component.String() == name {
				want += float64(part.Energy)
			}
		}
		if got := byComponent.Total(i); !near(got, want) {
			t.Errorf("%s: %g J, the report says %g J", name, got, want)
		}
		total += byComponent.Total(i)
	}
	if !near(total, float64(design.Energy)) {
		t.Errorf("the components add up to %g J, the report says %g J", total, float64(design.Energy))
	}
}

func TestPipelineDrawsTheSchemesTrace(t *testing.T) {
	report := regan(t)
	for i := range report.ByScheme {
		s := &report.ByScheme[i]
		trace, err := s.Trace(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		want, err := charts.Trace(trace, 0, charts.Window)
		if err != nil {
			t.Fatal(err)
		}
		got, err := charts.Pipeline(context.Background(), report, s.Scheme.Name)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	}
}

func TestPipelineErrors(t *testing.T) {
	report := regan(t)
	_, err := charts.Pipeline(context.Background(), report, "SP")
	want := `charts: the report has no scheme "SP"; it has "no pipeline", "pipeline", "pipeline + SP", "pipeline + SP + CS"`
	if err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := charts.Pipeline(cancelled, report, "pipeline"); err != context.Canceled {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
}

// The text forms are golden files: they say what the pictures show. The pictures themselves are not, since their bytes
// follow the version of gonum/plot; REGAN_PICTURES=folder writes them there, to look at.
func TestGolden(t *testing.T) {
	report := regan(t)
	all := map[string]*charts.Chart{
		"speedup-by-scheme":   charts.SpeedupByScheme(report),
		"energy-by-phase":     charts.EnergyByPhase(report),
		"energy-by-component": charts.EnergyByComponent(report),
	}
	for i, s := range report.ByScheme {
		c, err := charts.Pipeline(context.Background(), report, s.Scheme.Name)
		if err != nil {
			t.Fatal(err)
		}
		all[fmt.Sprintf("pipeline-%d", i)] = c
	}
	for name, c := range all {
		text, ok := c.MIME()["text/plain"].(string)
		if !ok {
			t.Fatalf("%s has no text/plain", name)
		}
		if folder := os.Getenv("REGAN_PICTURES"); folder != "" {
			if err := os.WriteFile(filepath.Join(folder, name+".svg"), []byte(c.SVG()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		path := filepath.Join("testdata", name+".txt")
		if *update {
			if err := os.WriteFile(path, []byte(text+"\n"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), text+"\n"); diff != "" {
			t.Errorf("%s (go test ./accel/charts -update accepts it):\n%s", path, diff)
		}
		if strings.Contains(text, "NaN") || strings.Contains(text, "Inf") {
			t.Errorf("%s:\n%s", name, text)
		}
	}
}

func ExampleBars() {
	chart := charts.Bars("Read energy", "energy", "J", []string{"one row", "one array"}, []float64{1.08e-12, 138.24e-12})
	chart.Note = "PipeLayer's device."
	fmt.Println(chart)
	// Output:
	// Read energy
	// PipeLayer's device.
	//
	//              energy
	// one row    1.080 pJ
	// one array  138.2 pJ
}
