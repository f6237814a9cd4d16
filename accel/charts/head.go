package charts

import (
	"strings"
	"unicode/utf8"

	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// An entry is one line of a legend: a small sample and its name.
type entry struct {
	name   string
	sample func(c draw.Canvas) // draws into a box of sampleWidth x sampleHeight
}

const (
	sampleWidth  = 18
	sampleHeight = 12
	entryGap     = 20
	lineHeight   = 20
)

// A head is what stands above the plot: title, note and legend, each broken into lines that fit.
type head struct {
	title  []string
	note   []string
	legend [][]entry
}

func newHead(title, note string, legend []entry) head {
	h := head{title: wrap(bold(textStyle(titleSize, nil)), title), note: wrap(textStyle(textSize, nil), note)}
	used := vg.Length(0)
	for _, e := range legend {
		e.name = shorten(e.name)
		w := e.width()
		if len(h.legend) == 0 || used+w > width-2*margin {
			h.legend = append(h.legend, nil)
			used = 0
		}
		last := len(h.legend) - 1
		h.legend[last] = append(h.legend[last], e)
		used += w
	}
	return h
}

func (e entry) width() vg.Length {
	return sampleWidth + 6 + textStyle(textSize, nil).Width(e.name) + entryGap
}

func (h head) height() vg.Length {
	height := vg.Length(len(h.title)*(lineHeight+4) + len(h.note)*lineHeight)
	if len(h.legend) > 0 {
		height += vg.Length(len(h.legend)*lineHeight) + spacing
	}
	return height + spacing
}

// draw draws the head at the top of c and returns what is left below it.
func (h head) draw(c draw.Canvas) draw.Canvas {
	y := c.Max.Y
	for _, s := range h.title {
		c.FillText(bold(textStyle(titleSize, ink())), vg.Point{X: c.Min.X, Y: y}, s)
		y -= lineHeight + 4
	}
	for _, s := range h.note {
		c.FillText(textStyle(textSize, muted()), vg.Point{X: c.Min.X, Y: y}, s)
		y -= lineHeight
	}
	if len(h.legend) > 0 {
		y -= spacing
	}
	for _, row := range h.legend {
		x := c.Min.X
		middle := y - lineHeight/2
		for _, e := range row {
			box := c
			box.Rectangle = vg.Rectangle{
				Min: vg.Point{X: x, Y: middle - sampleHeight/2},
				Max: vg.Point{X: x + sampleWidth, Y: middle + sampleHeight/2},
			}
			e.sample(box)
			style := aligned(textStyle(textSize, ink()), text.XLeft, text.YCenter)
			c.FillText(style, vg.Point{X: x + sampleWidth + 6, Y: middle + baseline}, e.name)
			x += e.width()
		}
		y -= lineHeight
	}
	return draw.Crop(c, 0, 0, 0, -h.height())
}

// nameWidth is how much of the card a bar's, a row's or a series' name may take.
const nameWidth = 300

// shorten makes a name of any length one line that leaves room for the plot.
func shorten(name string) string {
	name = strings.Join(strings.Fields(name), " ")
	return cut(textStyle(textSize, nil), name, nameWidth)
}

// cut ends a text that is too wide with "...".
func cut(style text.Style, s string, room vg.Length) string {
	if style.Width(s) <= room {
		return s
	}
	for i := range s { // the widest start that fits
		if style.Width(s[:i]+"...") > room {
			_, size := utf8.DecodeLastRuneInString(s[:i])
			return s[:i-size] + "..."
		}
	}
	return s
}

// wrap breaks a text at its spaces into lines that fit the card.
func wrap(style text.Style, s string) []string {
	var lines []string
	current := ""
	for _, word := range strings.Fields(s) {
		word = cut(style, word, width-2*margin)
		longer := word
		if current != "" {
			longer = current + " " + word
		}
		if current != "" && style.Width(longer) > width-2*margin {
			lines = append(lines, current)
			longer = word
		}
		current = longer
	}
	if current != "" {
		lines = append(lines, current)
	}
	return lines
}

// drawProblem is a card that says why there is no picture.
func drawProblem(title, problem string) string {
	h := newHead(title, problem, nil)
	canvas := newCanvas(int(h.height()) + 2*margin)
	h.draw(canvas.inside())
	return canvas.document(title, problem)
}
