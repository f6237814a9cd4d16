package accel

import (
	"fmt"
	"strings"

	"regan/accel/mapper"
	"regan/accel/networks"
	"regan/accel/tables"
	"regan/accel/training"
	"regan/accel/units"
)

// String returns the whole report as aligned text.
func (r *Report) String() string {
	return text(r.tables())
}

func text(parts []tables.Table) string {
	texts := make([]string, len(parts))
	for i, t := range parts {
		texts[i] = t.String()
	}
	return strings.Join(texts, "\n")
}

// MIME returns the whole report as HTML and as text.
func (r *Report) MIME() map[string]any {
	parts := r.tables()
	var page strings.Builder
	for _, t := range parts {
		page.WriteString(t.HTML())
	}
	return map[string]any{"text/html": page.String(), "text/plain": text(parts)}
}

// tables returns the report's parts in the order in which it shows them.
func (r *Report) tables() []tables.Table {
	return []tables.Table{r.Headline(), r.Schemes(), r.Energy(), r.Layers(), r.Mapping(), r.Parameters(), r.Sensitivity()}
}

// Headline sets what the paper publishes beside what is simulated.
func (r *Report) Headline() tables.Table {
	d, published := r.Design(), r.Accelerator.Published
	t := tables.Table{
		Title: fmt.Sprintf("%s trains %s, batch %d: published and simulated", r.Accelerator.Name, r.GAN.Name, r.Options.Batch),
		Columns: []tables.Column{{Name: "figure", Text: true}, {Name: "published"}, {Name: "simulated"},
			{Name: "deviation", Unit: "%"}},
		Note: fmt.Sprintf("One iteration takes %v and %v; the %s takes %v and %v. Published: %s.", d.Time, d.Energy,
			r.GPU.GPU.Name, r.GPU.Time, r.GPU.Energy, published.Source),
	}
	add := func(name string, published, simulated float64) {
		row := []string{name, "", tables.Number(simulated), ""}
		if published > 0 {
			row[1], row[3] = tables.Number(published), fmt.Sprintf("%+.1f", 100*(simulated/published-1))
		}
		t.Rows = append(t.Rows, row)
	}
	ratio := 0.0
	if published.EnergySaving > 0 {
		ratio = published.Speedup / published.EnergySaving
	}
	gpuName := r.GPU.GPU.Name
	add("speedup over "+gpuName, published.Speedup, d.Speedup)
	add("energy saving over "+gpuName, published.EnergySaving, d.EnergySaving)
	// The ratio of powers is the quotient of the two, in any model; one that meets both figures must meet it.
	add("power over that of "+gpuName, ratio, d.PowerRatio())
	return t
}

// Schemes compares the schemes.
func (r *Report) Schemes() tables.Table {
	t := tables.Table{
		Title: "Schemes",
		Columns: []tables.Column{{Name: "scheme", Text: true}, {Name: "cycles"}, {Name: "by events"}, {Name: "cycle", Unit: "µs"},
			{Name: "time", Unit: "ms"}, {Name: "energy", Unit: "mJ"}, {Name: "power", Unit: "W"}, {Name: "speedup"},
			{Name: "energy saving"}, {Name: "arrays"}, {Name: "chip", Unit: "%"}},
		Note: "Cycles by formula and by event-driven simulation. Speedup and energy saving are over the " + r.GPU.GPU.Name + ".",
	}
	for i := range r.ByScheme {
		s := &r.ByScheme[i]
		t.Rows = append(t.Rows, []string{s.Scheme.Name, tables.Integer(s.Cycles.Total), tables.Integer(s.EventCycles),
			tables.Number(float64(s.CycleTime / units.Microsecond)), tables.Number(float64(s.Time / units.Millisecond)),
			tables.Number(float64(s.Energy / units.Millijoule)), tables.Number(float64(s.Power)), tables.Number(s.Speedup), tables.Number(s.EnergySaving),
			tables.Integer(s.Mapping.Arrays()), tables.Number(100 * float64(s.Mapping.Arrays()) / float64(r.Accelerator.Chip.Arrays))})
	}
	for _, missing := range r.Missing {
		t.Note += " Left out: " + missing + "."
	}
	return t
}

// Energy splits the energy of the design's own scheme by phase and component. Its sums are the sums of its parts.
func (r *Report) Energy() tables.Table {
	d := r.Design()
	t := tables.Table{Title: "Energy of an iteration, " + d.Scheme.Name, Columns: []tables.Column{{Name: "phase", Text: true}}}
	for _, c := range Components() {
		t.Columns = append(t.Columns, tables.Column{Name: c.String(), Unit: "mJ"})
	}
	t.Columns = append(t.Columns, tables.Column{Name: "total", Unit: "mJ"}, tables.Column{Name: "share", Unit: "%"})

	millijoules := func(e units.Energy) string { return tables.Number(float64(e / units.Millijoule)) }
	sums := make([]units.Energy, NumComponents)
	for _, phase := range training.Phases() {
		row, total := []string{phase.String()}, units.Energy(0)
		for _, c := range Components() {
			e := d.EnergyOf(phase, c)
			sums[c] += e
			total += e
			row = append(row, millijoules(e))
		}
		t.Rows = append(t.Rows, append(row, millijoules(total), share(total, d.Energy)))
	}
	all := []string{"total"}
	for _, e := range sums {
		all = append(all, millijoules(e))
	}
	t.Rows = append(t.Rows, append(all, millijoules(d.Energy), share(d.Energy, d.Energy)))
	return t
}

func share(part, whole units.Energy) string {
	if whole == 0 {
		return "0.0"
	}
	return fmt.Sprintf("%.1f", 100*float64(part/whole))
}

// Layers lists what the layers compute for one sample in a forward pass.
func (r *Report) Layers() tables.Table {
	t := tables.Table{
		Title: "Layers",
		Columns: []tables.Column{{Name: "layer", Text: true}, {Name: "kind", Text: true}, {Name: "input", Text: true},
			{Name: "output", Text: true}, {Name: "weights"}, {Name: "MACs"}, {Name: "with inserted zeros"}, {Name: "useful"},
			{Name: "zeros", Unit: "%"}},
		Note: "Multiply-accumulates of the forward pass of one sample. Zeros are those that a transposed convolution inserts.",
	}
	for _, n := range []networks.Network{r.GAN.Generator, r.GAN.Discriminator} {
		for _, l := range n.Layers {
			m := l.MACs(networks.Forward)
			t.Rows = append(t.Rows, []string{l.Name, string(l.Kind), l.In.String(), l.Out.String(), tables.Integer(l.Params()),
				tables.Integer(m.Scatter), tables.Integer(m.ZeroInserted), tables.Integer(m.Useful),
				fmt.Sprintf("%.2f", 100*l.InsertedZeros(networks.Forward))})
		}
	}
	return t
}

// Mapping lists the crossbars that hold each layer under the design's own scheme.
func (r *Report) Mapping() tables.Table {
	m, x := r.Design().Mapping, r.Accelerator.Chip.Crossbar
	t := tables.Table{
		Title: "Crossbars, " + r.Design().Scheme.Name,
		Columns: []tables.Column{{Name: "layer", Text: true}, {Name: "blocks"}, {Name: "filled", Unit: "%"},
			{Name: "forward copies"}, {Name: "error copies"}, {Name: "gradient copies"}, {Name: "arrays"},
			{Name: "longest stage", Unit: "µs"}},
		Note: fmt.Sprintf("Blocks are %dx%d matrices of one copy of the forward kernel. Arrays count slices, signs, copies, and the"+
			" copies of D. To store what is under way takes %d more.", x.Rows, x.Cols, m.Storage),
	}
	for _, lm := range m.Generator {
		t.Rows = append(t.Rows, r.placed(lm, mapper.Demand{ForwardOfD: 1, BackwardOfD: 1}))
	}
	for _, lm := range m.Discriminator {
		t.Rows = append(t.Rows, r.placed(lm, m.Demand))
	}
	return t
}

// placed is a layer's row in Mapping.
func (r *Report) placed(lm mapper.LayerMap, d mapper.Demand) []string {
	x := r.Accelerator.Chip.Crossbar
	row := []string{lm.Layer.Name, "", "", "", "", "", "", ""}
	var arrays int64
	var longest units.Time
	for _, p := range lm.Placements {
		if p.Pass == networks.Forward {
			row[1], row[2] = tables.Integer(p.Blocks()), fmt.Sprintf("%.1f", 100*p.Utilisation(x))
		}
		row[3+int(p.Pass)] = tables.Integer(p.Copies)
		arrays += d.CopiesOfD(p.Pass) * p.Arrays
		longest = max(longest, stageTime(r.Accelerator, p))
	}
	row[6], row[7] = tables.Integer(arrays), tables.Number(float64(longest/units.Microsecond))
	return row
}
