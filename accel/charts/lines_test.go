package charts

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func errors() *Plot {
	return &Plot{Title: "Error by bits", Note: "A note.", X: Axis{Quantity: "bits of the converter"},
		Y: Axis{Quantity: "error", Unit: "%", Log: true},
		Lines: []Line{
			{Name: "ideal cells", X: []float64{4, 5, 6, 8}, Y: []float64{40, 20, 10, 0.5}},
			{Name: "noisy <cells>", X: []float64{4, 6, 8}, Y: []float64{45, 15, math.NaN()}},
		}}
}

func TestPlotAsText(t *testing.T) {
	want := `Error by bits
A note.

error [%] over bits of the converter
bits of the converter  ideal cells  noisy <cells>
4.000                      40.00 %        45.00 %
5.000                      20.00 %               
6.000                      10.00 %        15.00 %
8.000                     0.5000 %               `
	trim := func(s string) string {
		lines := strings.Split(s, "\n")
		for i := range lines {
			lines[i] = strings.TrimRight(lines[i], " ")
		}
		return strings.Join(lines, "\n")
	}
	if diff := cmp.Diff(trim(want), trim(errors().String())); diff != "" {
		t.Error(diff)
	}
}

func TestPlotHasEveryLabel(t *testing.T) {
	found := labels(t, errors().SVG())
	for _, text := range []string{"Error by bits", "A note.", "ideal cells", "noisy <cells>", "error [%]", "bits of the converter",
		"4", "5", "6", "7", "8", "0.1", "1", "10", "100"} {
		if !hasText(found, text) {
			t.Errorf("no text %q in the picture", text)
		}
	}
	checkNoOverlap(t, found)
	one := errors()
	one.Lines = one.Lines[:1]
	if hasText(labels(t, one.SVG()), "ideal cells") {
		t.Error("a legend for one line")
	}
	m := errors().MIME()
	if m["text/plain"] != errors().String() || m["image/svg+xml"] != errors().SVG() {
		t.Error("the bundle is not made of String and SVG")
	}
}

// Whatever the numbers, every label stands inside the picture and none on another.
func TestPlotsOfAnyNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := &Plot{Title: "t", X: Axis{"x", rapid.SampledFrom([]string{"", "J", "%"}).Draw(t, "unit"), rapid.Bool().Draw(t, "log x")},
			Y: Axis{"y", rapid.SampledFrom([]string{"", "s", "×"}).Draw(t, "y unit"), rapid.Bool().Draw(t, "log y")}}
		for range rapid.IntRange(1, 4).Draw(t, "lines") {
			l := Line{Name: rapid.StringN(0, 30, -1).Draw(t, "name")}
			x := math.Pow(10, rapid.Float64Range(-12, 9).Draw(t, "start"))
			for range rapid.IntRange(1, 5).Draw(t, "points") {
				l.X, l.Y = append(l.X, x), append(l.Y, math.Pow(10, rapid.Float64Range(-12, 9).Draw(t, "y")))
				x *= 1 + rapid.OneOf(rapid.Float64Range(0, 10), rapid.Float64Range(0, 1e-9), rapid.Just(0.0)).Draw(t, "step")
			}
			p.Lines = append(p.Lines, l)
		}
		if problem := p.problem(); problem != "" {
			t.Fatal(problem)
		}
		checkNoOverlap(t, labels(t, p.SVG()))
	})
}

// Numbers that differ by an error of rounding are drawn as one, and no axis looks for steps between them.
func TestPlotsOfAlmostOneNumber(t *testing.T) {
	for _, x := range []float64{1e9, -1e9, -1e30, 1e-12, 3, 0} {
		p := &Plot{Title: "t", X: Axis{Quantity: "x"}, Y: Axis{Quantity: "y"},
			Lines: []Line{{Name: "a", X: []float64{x, math.Nextafter(x, math.Inf(1))}, Y: []float64{-x, -x}}}}
		if problem := p.problem(); problem != "" {
			t.Fatal(problem)
		}
		all := labels(t, p.SVG())
		if len(all) < 6 || len(all) > 20 {
			t.Errorf("%g: %d labels: %v", x, len(all), all)
		}
		checkNoOverlap(t, all)
	}
}

// What cannot be drawn says why, in the picture as well.
func TestBadPlots(t *testing.T) {
	for want, change := range map[string]func(*Plot){
		"nothing to draw":                 func(p *Plot) { p.Lines = nil },
		"has 4 numbers in X and 1 in Y":   func(p *Plot) { p.Lines[0].Y = []float64{1} },
		"goes from 6 back to 5":           func(p *Plot) { p.Lines[0].X[2], p.Lines[0].X[1] = 5, 6 },
		"the point (+Inf, 0.5)":           func(p *Plot) { p.Lines[0].X[3] = math.Inf(1) },
		"a logarithmic axis does not":     func(p *Plot) { p.Lines[0].Y[3] = 0 },
		"the point (-1, 40), which a log": func(p *Plot) { p.X.Log, p.Lines[0].X[0] = true, -1 },
	} {
		p := errors()
		change(p)
		if text := p.String(); !strings.Contains(text, want) {
			t.Errorf("want %q in %q", want, text)
		}
		if !strings.HasPrefix(p.SVG(), "<svg") {
			t.Errorf("%s: no picture", want)
		}
	}
}
