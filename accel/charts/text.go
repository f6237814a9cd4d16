package charts

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// String is the chart's title and a table of every number drawn, aligned for a terminal.
func (c *Chart) String() string {
	if problem := c.problem(); problem != "" {
		return c.Title + "\n" + problem
	}
	var b strings.Builder
	b.WriteString(c.Title + "\n")
	if c.Note != "" {
		b.WriteString(c.Note + "\n")
	}
	b.WriteString("\n")
	if len(c.Rows) > 0 {
		b.WriteString(table(c.spanTable(), 2))
	} else {
		b.WriteString(table(c.barTable(), 1))
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// barTable has one row for each bar, one column for each series, and the total and the share where they are drawn.
func (c *Chart) barTable() [][]string {
	head := []string{""}
	for _, s := range c.Series {
		head = append(head, s.Name)
	}
	stacked := len(c.Series) > 1
	if stacked {
		head = append(head, "total")
	}
	if c.Shares {
		head = append(head, "share")
	}
	rows := [][]string{head}
	for i, name := range c.Bars {
		row := []string{name}
		for _, s := range c.Series {
			row = append(row, format(s.Values[i], c.Unit, 4))
		}
		if stacked {
			row = append(row, format(c.Total(i), c.Unit, 4))
		}
		if c.Shares {
			row = append(row, c.share(i))
		}
		rows = append(rows, row)
	}
	for _, m := range c.Marks {
		rows = append(rows, []string{m.Name, format(m.Value, c.Unit, 4)})
	}
	return rows
}

// share is one bar's part of the sum of all bars.
func (c *Chart) share(bar int) string {
	percent := 0.0
	if sum := c.sum(); sum != 0 {
		percent = 100 * c.Total(bar) / sum
	}
	return fmt.Sprintf("%.1f %%", percent)
}

// spanTable has one row for each run of a unit: spans of one phase that follow each other without a gap, sample by sample.
func (c *Chart) spanTable() [][]string {
	rows := [][]string{{"unit", "phase", "samples", "from", "until"}}
	for _, run := range c.runs() {
		first, last := run[0], run[len(run)-1]
		samples := fmt.Sprint(first.Sample + 1)
		switch {
		case first.Sample == WholeBatch:
			samples = "all"
		case len(run) > 1:
			samples += "-" + fmt.Sprint(last.Sample+1)
		}
		rows = append(rows, []string{
			c.Rows[first.Row], c.Phases[first.Phase], samples, fmt.Sprint(first.Start), fmt.Sprint(last.End),
		})
	}
	return rows
}

// runs groups the spans by row, and within a row into pieces without a gap.
func (c *Chart) runs() [][]Span {
	var runs [][]Span
	for row := range c.Rows {
		var run []Span
		for _, s := range c.Spans {
			if s.Row != row {
				continue
			}
			if n := len(run); n > 0 {
				last := run[n-1]
				if s.Start != last.End || s.Phase != last.Phase || s.Sample != last.Sample+1 || last.Sample == WholeBatch {
					runs = append(runs, run)
					run = nil
				}
			}
			run = append(run, s)
		}
		if len(run) > 0 {
			runs = append(runs, run)
		}
	}
	return runs
}

// table aligns rows in columns: the first few to the left, all others to the right, two spaces between them.
func table(rows [][]string, left int) string {
	var width []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(width) {
				width = append(width, 0)
			}
			width[i] = max(width[i], utf8.RuneCountInString(cell))
		}
	}
	var b strings.Builder
	for _, row := range rows {
		line := ""
		for i, cell := range row {
			pad := strings.Repeat(" ", width[i]-utf8.RuneCountInString(cell))
			switch {
			case i < left:
				line += cell + pad + "  "
			default:
				line += pad + cell + "  "
			}
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	return b.String()
}
