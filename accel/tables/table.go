// Package tables shows numbers with their units in rows and columns.
//
//	Table   a title, columns, rows and a note: HTML in a notebook, aligned text elsewhere, CSV for other programs
//	Column  a heading, with the unit of what stands below it
//
// Start with a Table literal; Number and Integer write its cells.
package tables

import (
	"encoding/csv"
	"fmt"
	"html"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Table is rows of numbers and words. As the last expression of a cell it shows itself; String aligns it as text.
type Table struct {
	Title   string
	Columns []Column
	Rows    [][]string // a cell for each column; numbers are in the column's unit, with a point and no separators
	Note    string     // a sentence below the table, or ""
}

// Column is a column's heading.
type Column struct {
	Name string
	Unit string // of the numbers below, or ""
	Text bool   // words, aligned left; else numbers, aligned right
}

// heading returns the name with its unit: "time (ms)".
func (c Column) heading() string {
	if c.Unit == "" {
		return c.Name
	}
	return c.Name + " (" + c.Unit + ")"
}

// CSV writes a line of headings and a line for each row.
func (t Table) CSV(w io.Writer) error {
	out := csv.NewWriter(w)
	headings := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		headings[i] = c.heading()
	}
	if err := out.Write(headings); err != nil {
		return fmt.Errorf("tables: table %q: %w", t.Title, err)
	}
	if err := out.WriteAll(t.Rows); err != nil {
		return fmt.Errorf("tables: table %q: %w", t.Title, err)
	}
	return nil
}

// String returns the table as aligned text.
func (t Table) String() string {
	widths := make([]int, len(t.Columns))
	lines := make([][]string, 0, len(t.Rows)+1)
	headings := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		headings[i] = c.heading()
	}
	lines = append(lines, headings)
	for _, row := range t.Rows {
		lines = append(lines, t.shown(row))
	}
	for _, line := range lines {
		for i, cell := range line {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}

	var b strings.Builder
	b.WriteString(t.Title + "\n")
	for n, line := range lines {
		text := ""
		for i, cell := range line {
			space := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
			if t.Columns[i].Text {
				text += cell + space + "  "
			} else {
				text += space + cell + "  "
			}
		}
		b.WriteString("  " + strings.TrimRight(text, " ") + "\n")
		if n == 0 {
			total := -2
			for _, w := range widths {
				total += w + 2
			}
			b.WriteString("  " + strings.Repeat("-", total) + "\n")
		}
	}
	if t.Note != "" {
		b.WriteString("  " + t.Note + "\n")
	}
	return b.String()
}

// MIME returns the table as HTML and as text.
func (t Table) MIME() map[string]any {
	return map[string]any{"text/html": t.HTML(), "text/plain": t.String()}
}

// HTML returns the table as HTML. It takes colours and fonts from the page around it, so that it is legible in light and dark themes. Styles stand in
// the elements: notebook viewers that remove <style> keep them.
func (t Table) HTML() string {
	const cellStyle = "padding:.15em .7em;"
	var b strings.Builder
	b.WriteString(`<div style="overflow-x:auto"><table style="border-collapse:collapse;margin:.6em 0">`)
	fmt.Fprintf(&b, `<caption style="text-align:left;caption-side:top;font-weight:bold;padding:.2em .7em">%s</caption>`,
		html.EscapeString(t.Title))
	b.WriteString(`<thead><tr style="border-bottom:1px solid currentColor">`)
	for _, c := range t.Columns {
		fmt.Fprintf(&b, `<th scope="col" style="%stext-align:%s;vertical-align:bottom">%s</th>`,
			cellStyle, align(c), html.EscapeString(c.heading()))
	}
	b.WriteString("</tr></thead><tbody>")
	for _, row := range t.Rows {
		b.WriteString("<tr>")
		for i, cell := range t.shown(row) {
			style := cellStyle + "text-align:" + align(t.Columns[i])
			if !t.Columns[i].Text {
				style += ";font-variant-numeric:tabular-nums"
			}
			if utf8.RuneCountInString(cell) <= 40 { // only sentences wrap
				style += ";white-space:nowrap"
			}
			fmt.Fprintf(&b, `<td style="%s">%s</td>`, style, html.EscapeString(cell))
		}
		b.WriteString("</tr>")
	}
	b.WriteString("</tbody></table></div>")
	if t.Note != "" {
		fmt.Fprintf(&b, `<p style="margin:0 0 .8em .7em">%s</p>`, html.EscapeString(t.Note))
	}
	return b.String()
}

func align(c Column) string {
	if c.Text {
		return "left"
	}
	return "right"
}

// shown returns a row as people read it: whole numbers in groups of three digits.
func (t Table) shown(row []string) []string {
	out := make([]string, len(row))
	for i, cell := range row {
		if out[i] = cell; !t.Columns[i].Text {
			out[i] = Grouped(cell)
		}
	}
	return out
}

// Grouped returns a whole number in decimal with its digits in groups of three; other texts as they are.
func Grouped(s string) string {
	digits := strings.TrimPrefix(s, "-")
	if len(digits) < 4 || strings.Trim(digits, "0123456789") != "" {
		return s
	}
	var b strings.Builder
	b.WriteString(s[:len(s)-len(digits)])
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(d)
	}
	return b.String()
}

// Number returns v with four significant digits, without an exponent as long as that is short.
func Number(v float64) string {
	switch abs := math.Abs(v); {
	case v == 0 || math.IsNaN(v) || math.IsInf(v, 0):
		return strconv.FormatFloat(v, 'g', -1, 64)
	case abs < 1e-4 || abs >= 1e9:
		return strconv.FormatFloat(v, 'e', 3, 64)
	case abs >= 1000:
		return strconv.FormatFloat(v, 'f', 0, 64)
	default:
		places := 3 - int(math.Floor(math.Log10(abs)))
		return strconv.FormatFloat(v, 'f', places, 64)
	}
}

// Integer returns n in decimal.
func Integer(n int64) string { return strconv.FormatInt(n, 10) }
