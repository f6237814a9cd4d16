package accel

import (
	"fmt"

	"regan/accel/mapper"
	"regan/accel/tables"
)

// A parameter is something that the paper does not pin, or that could not be read in it.
type parameter struct {
	name   string
	value  func(a Accelerator, o Options) string
	why    string
	others []variant // values as plausible as the one used, and it, for Sensitivity
}

// parameters returns what is not pinned, what matters most first.
func parameters() []parameter {
	return []parameter{
		{"MVMs per cycle", mvmsPerCycle, "PipeLayer's worked example: 12,544 windows, 256 copies (recalled)", varyCopies()},
		{"write spike stores", func(a Accelerator, _ Options) string { return "a " + string(a.Chip.Crossbar.Granularity) },
			"a spike drives a word line, in reading and in writing (RATIONALE.md)", varyGranularity()},
		{"read spike drives", fixed("a word line"),
			"a spike for each cell would exceed the power that PipeLayer publishes (RATIONALE.md)", nil},
		{"gradient sums", func(a Accelerator, _ Options) string { return string(a.Sums) },
			"PipeLayer writes each sample's gradients to buffer arrays (cited)", varySums()},
		{"weight gradients", fixed("operand in arrays"),
			"PipeLayer writes a layer's input into arrays and streams the error past it; each copy is written", nil},
		{"GPU utilisation", func(_ Accelerator, o Options) string { return fmt.Sprint(o.GPU.Utilisation) },
			"estimate for small batches with cuDNN of the time: 10 to 40 %", varyUtilisation()},
		{"GPU power", func(_ Accelerator, o Options) string { return o.GPU.Power.String() },
			"TDP; a measured mean would be lower", nil},
		{"GPU reuses fake images", func(_ Accelerator, o Options) string { return yesNo(o.GPU.ReusesImages) },
			"the algorithm as published draws new ones; public codes reuse them", varyReuse()},
		{"spike activity", func(a Accelerator, _ Options) string { return fmt.Sprint(a.Chip.Crossbar.SpikeActivity) },
			"every slot charged, as in the public accounting of PipeLayer; random bits give 0.5", varyActivity()},
		{"sharing", func(a Accelerator, _ Options) string { return string(a.Scheme.Sharing) },
			"computation sharing lets G learn from D before its update, as dcgan.torch does", varySharing()},
		{"pipeline drained", func(a Accelerator, _ Options) string { return yesNo(!a.Scheme.NoDrain) },
			"phases do not overlap unless the scheme says so; no effect with two copies of D", nil},
		{"write-back", func(a Accelerator, _ Options) string { return string(a.WriteBack) },
			"rows go to several buffer arrays at once, 50.88 ns behind the 469 ns of the next product", varyWriteBack()},
		{"update cycle", func(a Accelerator, _ Options) string { return string(a.Update) },
			"rows are read and written in turn, which may take longer than a cycle", nil},
		{"arrays for each sign", func(a Accelerator, _ Options) string { return yesNo(a.Chip.Crossbar.Pairs) },
			"recalled: a subtractor joins positive and negative weights", nil},
		{"arrays of the chip", func(a Accelerator, _ Options) string {
			return fmt.Sprintf("%s (%v)", tables.Grouped(tables.Integer(int64(a.Chip.Arrays))), a.Chip.Capacity())
		}, "as much memory as the GPU has; only a limit, unless the rule is to fill it", nil},
		{"batch normalisation", fixed("no cycles, no energy"),
			"virtual: a scale and a shift in the periphery, no barrier; recalled", nil},
		{"periphery, wires, leakage", fixed("no energy"), "no constants to go by: energy is a lower bound", nil},
	}
}

// fixed is the value of an assumption that the model has no field for.
func fixed(value string) func(Accelerator, Options) string {
	return func(Accelerator, Options) string { return value }
}

func mvmsPerCycle(a Accelerator, _ Options) string {
	if a.Copies.Rule != mapper.Balanced {
		return "rule: " + string(a.Copies.Rule)
	}
	return fmt.Sprint(a.Copies.MVMsPerCycle)
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// Parameters lists what the paper does not pin, with the value used and why.
func (r *Report) Parameters() tables.Table {
	t := tables.Table{
		Title:   "What the paper does not pin",
		Columns: []tables.Column{{Name: "parameter", Text: true}, {Name: "value", Text: true}, {Name: "why", Text: true}},
	}
	for _, p := range parameters() {
		t.Rows = append(t.Rows, []string{p.name, p.value(r.Accelerator, r.Options), p.why})
	}
	return t
}
