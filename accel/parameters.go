package accel

import (
	"context"
	"fmt"

	"regan/accel/hw"
	"regan/accel/mapper"
	"regan/accel/training"
)

// A parameter is something that the paper does not pin, or that could not be read in it.
type parameter struct {
	name   string
	value  func(a Accelerator, o Options) string
	why    string
	others []variant // other values that are as plausible, for Sensitivity
}

// A variant is a design with one parameter changed.
type variant struct {
	value string
	apply func(a *Accelerator, o *Options)
}

// parameters returns what is not pinned, what matters most first.
func parameters() []parameter {
	ps := []parameter{
		{name: "MVMs per cycle", why: "PipeLayer's worked example: 12,544 windows, 256 copies",
			value: func(a Accelerator, _ Options) string {
				if a.Copies.Rule != mapper.Balanced {
					return "rule: " + string(a.Copies.Rule)
				}
				return fmt.Sprint(a.Copies.MVMsPerCycle)
			}},
		{name: "write spike stores", why: "a spike drives a word line, in reading and in writing (RATIONALE.md)",
			value: func(a Accelerator, _ Options) string { return "a " + string(a.Chip.Crossbar.Granularity) }},
		{name: "gradient sums", why: "PipeLayer writes each sample's gradients to buffer arrays (cited)",
			value: func(a Accelerator, _ Options) string { return string(a.Sums) }},
		{name: "GPU utilisation", why: "estimate for small batches with cuDNN of the time: 10 to 40 %",
			value: func(_ Accelerator, o Options) string { return fmt.Sprint(o.GPU.Utilisation) }},
		{name: "GPU power", why: "TDP; a measured mean would be lower",
			value: func(_ Accelerator, o Options) string { return o.GPU.Power.String() }},
		{name: "GPU reuses fake images", why: "the algorithm as published draws new ones; public codes reuse them",
			value: func(_ Accelerator, o Options) string { return yesNo(o.GPU.ReusesImages) }},
		{name: "spike activity", why: "every slot charged, as in the public accounting of PipeLayer; random bits give 0.5",
			value: func(a Accelerator, _ Options) string { return fmt.Sprint(a.Chip.Crossbar.SpikeActivity) }},
		{name: "sharing", why: "G learns from D before its update, as in dcgan.torch",
			value: func(a Accelerator, _ Options) string { return string(a.Scheme.Sharing) }},
		{name: "pipeline drained", why: "phases do not overlap unless the scheme says so; no effect with two copies of D",
			value: func(a Accelerator, _ Options) string { return yesNo(!a.Scheme.NoDrain) }},
		{name: "write-back", why: "50.88 ns of a row fit behind 469 ns of the next product",
			value: func(a Accelerator, _ Options) string { return string(a.WriteBack) }},
		{name: "update cycle", why: "128 rows read and written in turn take longer than a short cycle",
			value: func(a Accelerator, _ Options) string { return string(a.Update) }},
		{name: "positive and negative arrays", why: "recalled: a subtractor joins them",
			value: func(a Accelerator, _ Options) string { return yesNo(a.Chip.Crossbar.Pairs) }},
		{name: "arrays of the chip", why: "as much memory as the GPU has, 8 GiB; only a limit, unless the rule is to fill",
			value: func(a Accelerator, _ Options) string {
				return fmt.Sprintf("%d (%v)", a.Chip.Arrays, a.Chip.Capacity())
			}},
		{name: "batch normalisation", why: "virtual: a scale and shift in the periphery, no barrier; recalled",
			value: func(Accelerator, Options) string { return "no cycles, no energy" }},
		{name: "periphery, wires, leakage", why: "no constants to go by: energy is a lower bound",
			value: func(Accelerator, Options) string { return "no energy" }},
	}
	for _, steps := range []int{1, 6, 16, 49, 256} {
		ps[0].others = append(ps[0].others, variant{fmt.Sprint(steps), func(a *Accelerator, _ *Options) {
			a.Copies = mapper.Copies{Rule: mapper.Balanced, MVMsPerCycle: steps}
		}})
	}
	ps[0].others = append(ps[0].others, variant{"rule: fill", func(a *Accelerator, _ *Options) { a.Copies.Rule = mapper.FillChip }})
	for _, g := range hw.WriteGranularities() {
		ps[1].others = append(ps[1].others, variant{"a " + string(g), func(a *Accelerator, _ *Options) {
			a.Chip.Crossbar.Granularity = g
		}})
	}
	for _, s := range []GradientSums{SumsInReRAM, SumsDigital} {
		ps[2].others = append(ps[2].others, variant{string(s), func(a *Accelerator, _ *Options) { a.Sums = s }})
	}
	for _, u := range []float64{0.1, 0.3, 0.4} {
		ps[3].others = append(ps[3].others, variant{fmt.Sprint(u), func(_ *Accelerator, o *Options) { o.GPU.Utilisation = u }})
	}
	for _, reuse := range []bool{false, true} {
		ps[5].others = append(ps[5].others, variant{yesNo(reuse), func(_ *Accelerator, o *Options) { o.GPU.ReusesImages = reuse }})
	}
	for _, s := range []float64{0.5, 1} {
		ps[6].others = append(ps[6].others, variant{fmt.Sprint(s), func(a *Accelerator, _ *Options) {
			a.Chip.Crossbar.SpikeActivity = s
		}})
	}
	for _, s := range []training.Sharing{training.NoSharing, training.ShareGenerator, training.ShareEverything} {
		ps[7].others = append(ps[7].others, variant{string(s), func(a *Accelerator, _ *Options) {
			a.Scheme.Sharing, a.Scheme.Name = s, "sharing "+string(s)
		}})
	}
	for _, w := range []WriteBack{WriteBackHidden, WriteBackSerial} {
		ps[9].others = append(ps[9].others, variant{string(w), func(a *Accelerator, _ *Options) { a.WriteBack = w }})
	}
	return ps
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// Parameters lists what the paper does not pin, with the value used and why.
func (r *Report) Parameters() Table {
	t := Table{
		Title:   "What the paper does not pin",
		Columns: []Column{{Name: "parameter", Text: true}, {Name: "value", Text: true}, {Name: "why", Text: true}},
	}
	for _, p := range parameters() {
		t.Rows = append(t.Rows, []string{p.name, p.value(r.Accelerator, r.Options), p.why})
	}
	return t
}

// Sensitivity simulates again with one parameter changed at a time, to show how far the result hangs on it.
func (r *Report) Sensitivity() Table {
	t := Table{
		Title: "Sensitivity: one parameter changed at a time",
		Columns: []Column{{Name: "parameter", Text: true}, {Name: "value", Text: true}, {Name: "speedup"},
			{Name: "energy saving"}, {Name: "power ratio"}, {Name: "arrays"}},
		Note: "* is the value used.",
	}
	for _, p := range parameters() {
		used := p.value(r.Accelerator, r.Options)
		for _, v := range p.others {
			row := []string{p.name, v.value, "", "", "", ""}
			if v.value == used {
				row[1] += " *"
			}
			if s, err := r.vary(v); err != nil {
				row[1] += " (does not fit)"
			} else {
				row[2], row[3], row[4], row[5] = number(s.Speedup), number(s.EnergySaving), number(s.PowerRatio()),
					integer(s.Mapping.Arrays())
			}
			t.Rows = append(t.Rows, row)
		}
	}
	return t
}

// vary simulates a variant under the design's own scheme.
func (r *Report) vary(v variant) (*SchemeResult, error) {
	a, o := r.Accelerator, r.Options
	v.apply(&a, &o)
	baseline, err := o.GPU.Train(r.GAN, o.Batch)
	if err != nil {
		return nil, err
	}
	return simulateScheme(context.Background(), a, r.GAN, o.Batch, a.Scheme, baseline)
}
