package hw

import "regan/accel/tables"

// Figure is one number of a model, and where it comes from.
type Figure struct {
	Part    string // whose number it is, such as "ADC"
	Name    string // such as "energy of a conversion"
	Value   string // with its unit, such as "1.667 pJ"
	Formula string // how it comes about, with the numbers filled in; "given" where it is a field's value
	Source  string // paper and table, file and licence, or the field that gives it
}

// Explanation says of each number of a model what it is and where it comes from. In a notebook it shows itself as a table.
type Explanation []Figure

// Table returns the figures as a table.
func (e Explanation) Table() tables.Table {
	t := tables.Table{Title: "Where the numbers come from", Columns: []tables.Column{{Name: "part", Text: true},
		{Name: "figure", Text: true}, {Name: "value", Text: true}, {Name: "formula", Text: true}, {Name: "source", Text: true}}}
	for _, f := range e {
		t.Rows = append(t.Rows, []string{f.Part, f.Name, f.Value, f.Formula, f.Source})
	}
	return t
}

// String returns the table as text.
func (e Explanation) String() string { return e.Table().String() }

// MIME returns the table as HTML and as text.
func (e Explanation) MIME() map[string]any { return e.Table().MIME() }
