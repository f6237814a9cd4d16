package accel

import (
	"errors"

	"regan/accel/hw"
	"regan/accel/mapper"
	"regan/accel/tables"
	"regan/accel/training"
)

// A variant changes one parameter of a design or of the options.
type variant func(a *Accelerator, o *Options)

// Sensitivity simulates again with one parameter changed at a time, to show how far the result hangs on it. Only cycles by
// formula enter, so it takes a few milliseconds.
func (r *Report) Sensitivity() tables.Table {
	t := tables.Table{
		Title: "Sensitivity: one parameter changed at a time",
		Columns: []tables.Column{{Name: "parameter", Text: true}, {Name: "value", Text: true}, {Name: "speedup"},
			{Name: "energy saving"}, {Name: "power ratio"}, {Name: "arrays"}, {Name: "", Text: true}},
	}
	for _, p := range parameters() {
		used := p.value(r.Accelerator, r.Options)
		for _, v := range p.others {
			a, o := r.Accelerator, r.Options
			v(&a, &o)
			row := []string{p.name, p.value(a, o), "", "", "", "", ""}
			if row[1] == used {
				row[6] = "used"
			}
			s, err := r.again(a, o)
			var unfit *mapper.FitError
			switch {
			case errors.As(err, &unfit):
				row[5], row[6] = tables.Integer(unfit.Need), "does not fit: the chip has "+tables.Grouped(tables.Integer(unfit.Has))
			case err != nil:
				row[6] = "not possible: " + err.Error()
			default:
				row[2], row[3], row[4], row[5] = tables.Number(s.Speedup), tables.Number(s.EnergySaving), tables.Number(s.PowerRatio()),
					tables.Integer(s.Mapping.Arrays())
			}
			t.Rows = append(t.Rows, row)
		}
	}
	return t
}

// again prices the report's GAN on another design under its own scheme.
func (r *Report) again(a Accelerator, o Options) (*SchemeResult, error) {
	baseline, err := o.GPU.Train(r.GAN, o.Batch)
	if err != nil {
		return nil, err
	}
	return priceScheme(a, r.GAN, o.Batch, a.Scheme, baseline)
}

func varyCopies() []variant {
	out := []variant{func(a *Accelerator, _ *Options) { a.Copies.Rule = mapper.OneCopy }}
	for _, steps := range []int{256, 49, 16, 6, 1} {
		out = append(out, func(a *Accelerator, _ *Options) {
			a.Copies = mapper.Copies{Rule: mapper.Balanced, MVMsPerCycle: steps}
		})
	}
	return append(out, func(a *Accelerator, _ *Options) { a.Copies.Rule = mapper.FillChip })
}

func varyGranularity() []variant {
	var out []variant
	for _, g := range hw.WriteGranularities() {
		out = append(out, func(a *Accelerator, _ *Options) { a.Chip.Crossbar.Granularity = g })
	}
	return out
}

func varySums() []variant {
	return []variant{
		func(a *Accelerator, _ *Options) { a.Sums = SumsInReRAM },
		func(a *Accelerator, _ *Options) { a.Sums = SumsDigital },
	}
}

func varyUtilisation() []variant {
	var out []variant
	for _, u := range []float64{0.1, 0.3, 0.4} {
		out = append(out, func(_ *Accelerator, o *Options) { o.GPU.Utilisation = u })
	}
	return out
}

func varyReuse() []variant {
	return []variant{
		func(_ *Accelerator, o *Options) { o.GPU.ReusesImages = false },
		func(_ *Accelerator, o *Options) { o.GPU.ReusesImages = true },
	}
}

func varyActivity() []variant {
	return []variant{
		func(a *Accelerator, _ *Options) { a.Chip.Crossbar.SpikeActivity = 0.5 },
		func(a *Accelerator, _ *Options) { a.Chip.Crossbar.SpikeActivity = 1 },
	}
}

func varySharing() []variant {
	var out []variant
	for _, s := range []training.Sharing{training.NoSharing, training.ShareGenerator, training.ShareEverything} {
		out = append(out, func(a *Accelerator, _ *Options) { a.Scheme.Sharing = s })
	}
	return out
}

func varyWriteBack() []variant {
	return []variant{
		func(a *Accelerator, _ *Options) { a.WriteBack = WriteBackHidden },
		func(a *Accelerator, _ *Options) { a.WriteBack = WriteBackSerial },
	}
}
