package charts

import (
	"context"
	"fmt"
	"strings"

	"regan/accel"
	"regan/accel/training"
	"regan/accel/units"
)

// SpeedupByScheme draws how many times faster than the GPU each scheme of the report is, beside the published figure.
func SpeedupByScheme(report *accel.Report) *Chart {
	c := Bars(fmt.Sprintf("Speedup over the %s, by scheme", report.GPU.GPU.Name), "speedup", "×", nil, nil)
	c.Note = workload(report) + "."
	for _, s := range report.ByScheme {
		c.Bars = append(c.Bars, s.Scheme.Name)
		c.Series[0].Values = append(c.Series[0].Values, s.Speedup)
	}
	if len(report.Missing) > 0 {
		c.Note += " Left out: " + strings.Join(report.Missing, "; ") + "."
	}
	if published := report.Accelerator.Published.Speedup; published > 0 {
		c.Marks = append(c.Marks, Mark{"published", published})
	}
	c.Marks = append(c.Marks, Mark{report.GPU.GPU.Name, 1})
	return c
}

// EnergyByPhase draws the energy of each phase of an iteration under the design's own scheme, stacked by component.
func EnergyByPhase(report *accel.Report) *Chart {
	design := report.Design()
	c := energy(report, "phase")
	for _, component := range accel.Components() {
		s := Series{Name: component.String()}
		sum := units.Energy(0)
		for _, phase := range training.Phases() {
			e := design.EnergyOf(phase, component)
			s.Values = append(s.Values, float64(e))
			sum += e
		}
		if sum > 0 {
			c.Series = append(c.Series, s)
		}
	}
	for _, phase := range training.Phases() {
		c.Bars = append(c.Bars, phase.String())
	}
	return c
}

// EnergyByComponent draws what an iteration spends energy on under the design's own scheme, and the share of each.
func EnergyByComponent(report *accel.Report) *Chart {
	design := report.Design()
	c := energy(report, "component")
	c.Series = []Series{{Name: "energy"}}
	c.Shares = true
	for _, component := range accel.Components() {
		sum := units.Energy(0)
		for _, phase := range training.Phases() {
			sum += design.EnergyOf(phase, component)
		}
		if sum > 0 {
			c.Bars = append(c.Bars, component.String())
			c.Series[0].Values = append(c.Series[0].Values, float64(sum))
		}
	}
	return c
}

// energy is a chart of energy without bars.
func energy(report *accel.Report, by string) *Chart {
	design := report.Design()
	return &Chart{
		Title: "Energy of one training iteration, by " + by,
		Note: fmt.Sprintf("%s, %s; %v in all. A write spike stores one %s.", workload(report), design.Scheme.Name, design.Energy,
			report.Accelerator.Chip.Crossbar.Granularity),
		Quantity: "energy", Unit: "J",
	}
}

func workload(report *accel.Report) string {
	return fmt.Sprintf("%s, %s, batch %d", report.Accelerator.Name, report.GAN.Name, report.Options.Batch)
}

// Pipeline draws the first Window cycles of one of the report's schemes, given by its name: which unit works on which
// sample in which cycle. It simulates the scheme's schedule again. It returns an error for a scheme that the report does
// not have, and the context's error when that ends. For other cycles see Trace.
func Pipeline(ctx context.Context, report *accel.Report, scheme string) (*Chart, error) {
	if report == nil {
		return nil, fmt.Errorf("charts: there is no report; accel.Simulate makes one")
	}
	var names []string
	for i := range report.ByScheme {
		s := &report.ByScheme[i]
		if s.Scheme.Name == scheme {
			trace, err := s.Trace(ctx)
			if err != nil {
				return nil, err
			}
			return Trace(trace, 0, int(min(trace.Cycles, Window)))
		}
		names = append(names, fmt.Sprintf("%q", s.Scheme.Name))
	}
	return nil, fmt.Errorf("charts: the report has no scheme %q; it has %s", scheme, strings.Join(names, ", "))
}
