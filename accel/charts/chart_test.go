package charts

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func stack() *Chart {
	return &Chart{
		Title: "Energy <by> phase & part", Note: "A note.", Quantity: "energy", Unit: "J",
		Bars: []string{"forward", "update"},
		Series: []Series{
			{"cell reads", []float64{20e-3, 0}},
			{"cell writes", []float64{300e-3, 0.99996e-3}},
		},
	}
}

func TestBarsAsText(t *testing.T) {
	wide := Bars("Energy", "energy", "J", []string{"writes", "reads"}, []float64{4.6, 0.02})
	wide.Shares = true
	fast := Bars("Speedup", "speedup", "×", []string{"base", "all"}, []float64{1, 36.1647})
	fast.Marks = []Mark{{"published", 240}}
	for _, c := range []struct {
		chart *Chart
		want  string
	}{
		{stack(), `
Energy <by> phase & part
A note.

         cell reads  cell writes     total
forward    20.00 mJ     300.0 mJ  320.0 mJ
update          0 J     1.000 mJ  1.000 mJ`},
		{wide, `
Energy

          energy   share
writes   4.600 J  99.6 %
reads   20.00 mJ   0.4 %`},
		{fast, `
Speedup

           speedup
base        1.000×
all         36.16×
published   240.0×`},
	} {
		if diff := cmp.Diff(strings.TrimPrefix(c.want, "\n"), c.chart.String()); diff != "" {
			t.Error(diff)
		}
	}
}

func gantt() *Chart {
	return &Chart{
		Title: "Pipeline", Quantity: "time", Unit: "cycle",
		Rows: []string{"G forward 1", "update"}, Phases: []string{"fake", "update"}, To: 9,
		Spans: []Span{
			{Row: 0, Start: 0, End: 1, Sample: 0},
			{Row: 0, Start: 1, End: 2, Sample: 1},
			{Row: 0, Start: 4, End: 5, Sample: 2},
			{Row: 1, Start: 8, End: 9, Sample: WholeBatch, Phase: 1},
		},
	}
}

func TestGanttAsText(t *testing.T) {
	want := `Pipeline

unit         phase   samples  from  until
G forward 1  fake        1-2     0      2
G forward 1  fake          3     4      5
update       update      all     8      9`
	if diff := cmp.Diff(want, gantt().String()); diff != "" {
		t.Error(diff)
	}
}

func TestPictureHasEveryLabel(t *testing.T) {
	for _, c := range []struct {
		chart *Chart
		texts []string
	}{
		{stack(), []string{"Energy <by> phase & part", "A note.", "forward", "update", "cell reads", "cell writes", "energy",
			"320 mJ", "300 mJ", "1.00 mJ", "0", "100 mJ", "200 mJ"}},
		{gantt(), []string{"Pipeline", "G forward 1", "update", "fake", "1", "2", "3", "time [cycle]"}},
	} {
		found := labels(t, c.chart.SVG())
		for _, text := range c.texts {
			if !hasText(found, text) {
				t.Errorf("%s: no text %q in the picture", c.chart.Title, text)
			}
		}
		checkNoOverlap(t, found)
	}
}

func TestMIME(t *testing.T) {
	c := stack()
	m := c.MIME()
	if m["text/plain"] != c.String() || m["image/svg+xml"] != c.SVG() {
		t.Error("the bundle is not made of String and SVG")
	}
	svg := c.SVG()
	for _, part := range []string{
		"<title>Energy &lt;by&gt; phase &amp; part</title>", "<desc>energy: forward 320 mJ, update 1.00 mJ.</desc>",
		`role="img"`, "sans-serif", `rx="8" fill="#ffffff"`,
	} {
		if !strings.Contains(svg, part) {
			t.Errorf("no %s", part)
		}
	}
	if strings.Contains(svg, "font-family:Liberation Sans") {
		t.Error("a text names a font without a fallback: did vgsvg change how it writes one?")
	}
}

func TestProblemsAreShown(t *testing.T) {
	long := Bars("Wrong", "energy", "J", []string{"a"}, []float64{1, 2})
	nan := Bars("Wrong", "energy", "J", []string{"a"}, []float64{math.NaN()})
	below := Bars("Wrong", "energy", "J", []string{"a"}, []float64{-1})
	mark := Bars("Wrong", "energy", "J", []string{"a"}, []float64{1})
	mark.Marks = []Mark{{"published", math.Inf(1)}}
	for _, c := range []struct {
		chart *Chart
		want  string
	}{
		{long, `charts: series "energy" has 2 values for 1 bars; it needs one for each`},
		{nan, `charts: NaN of series "energy" at "a" is no length of a bar; it must be finite and not negative`},
		{below, `charts: -1 of series "energy" at "a" is no length of a bar; it must be finite and not negative`},
		{mark, `charts: mark "published" at +Inf; it must be finite and not negative`},
		{&Chart{Title: "Wrong"}, "charts: there is nothing to draw, neither series nor spans"},
		{&Chart{Title: "Wrong", Rows: []string{"a"}}, "charts: the time axis goes from 0 to 0; it must go forward"},
		{&Chart{Title: "Wrong", Rows: []string{"a"}, To: 1, Spans: []Span{{}}},
			"charts: a span in row 0 and phase 0; there are 1 rows and 0 phases, counted from 0"},
	} {
		if got := c.chart.String(); got != "Wrong\n"+c.want {
			t.Errorf("text %q, want %q", got, c.want)
		}
		drawn := ""
		for _, l := range labels(t, c.chart.SVG()) {
			drawn += l.text + " "
		}
		if want := "Wrong " + c.want + " "; drawn != want {
			t.Errorf("picture says %q, want %q", drawn, want)
		}
	}
}

func TestNamesOfAnyLength(t *testing.T) {
	long := strings.Repeat("a very long name ", 40)
	word := strings.Repeat("word", 100)
	c := Bars(long, long, "J", []string{long, word, "\x00\xff<&>\n"}, []float64{1, 2, 3})
	c.Note = word
	c.Series = append(c.Series, Series{word, []float64{1, 2, 3}}, Series{long, []float64{1, 2, 3}})
	c.Marks = []Mark{{long, 4}}
	checkNoOverlap(t, labels(t, c.SVG()))
}

func TestNothingButZeros(t *testing.T) {
	c := Bars("Zeros", "energy", "J", []string{"a", "b"}, []float64{0, 0})
	c.Shares = true
	found := labels(t, c.SVG())
	checkNoOverlap(t, found)
	if !hasText(found, "0 J (0.0 %)") {
		t.Errorf("texts: %v", found)
	}
}

// Whatever the numbers, a picture is well-formed, the same each time, and no text is clipped or covers another one.
func TestAnyBars(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		value := rapid.OneOf(rapid.Float64Range(1e-15, 1e3), rapid.Float64Range(0, 1), rapid.Just(0.0))
		n, m := rapid.IntRange(1, 8).Draw(r, "bars"), rapid.IntRange(1, 6).Draw(r, "series")
		c := &Chart{Title: "Any", Quantity: "energy", Unit: rapid.SampledFrom([]string{"J", "×", "s"}).Draw(r, "unit")}
		for i := range n {
			c.Bars = append(c.Bars, fmt.Sprintf("a bar with the number %d", i))
		}
		for k := range m {
			s := Series{Name: fmt.Sprintf("a series, number %d", k)}
			for range n {
				s.Values = append(s.Values, value.Draw(r, "value"))
			}
			c.Series = append(c.Series, s)
		}
		c.Shares = rapid.Bool().Draw(r, "shares")
		svg := c.SVG()
		if svg != c.SVG() {
			r.Fatal("two pictures of one chart differ")
		}
		checkNoOverlap(r, labels(r, svg))
	})
}

func TestFormat(t *testing.T) {
	for _, c := range []struct {
		value  float64
		unit   string
		digits int
		want   string
	}{
		{0, "J", 3, "0 J"},
		{1.08e-12, "J", 3, "1.08 pJ"},
		{999.96e-9, "J", 4, "1.000 µJ"},
		{999.96e-9, "J", 3, "1.00 µJ"},
		{3.91e-17, "J", 3, "0.0391 fJ"},
		{2.5e-6, "s", 3, "2.50 µs"},
		{240, "×", 3, "240×"},
		{1234.6, "×", 3, "1235×"},
		{5.44e-30, "J", 3, "5.44e-15 fJ"},
		{3e20, "×", 3, "3.00e+20×"},
		{0.0125, "×", 3, "0.0125×"},
		{85, "cycle", 3, "85.0 cycle"},
	} {
		if got := format(c.value, c.unit, c.digits); got != c.want {
			t.Errorf("format(%g, %q, %d) = %q, want %q", c.value, c.unit, c.digits, got, c.want)
		}
	}
}

func TestTicks(t *testing.T) {
	texts := func(low, high float64, unit string, log bool) string {
		ticks := valueTicks{unit}.Ticks(low, high)
		if log {
			ticks = decadeTicks{unit}.Ticks(decades(low, high))
		}
		var all []string
		for _, tick := range ticks {
			if tick.Label != "" {
				all = append(all, tick.Label)
			}
		}
		return strings.Join(all, " | ")
	}
	for _, c := range []struct {
		low, high float64
		unit      string
		log       bool
		want      string
	}{
		{0, 0.34, "J", false, "0 | 100 mJ | 200 mJ | 300 mJ"},
		{0, 40, "", false, "0 | 10 | 20 | 30 | 40"},
		{12, 30, "", false, "15 | 20 | 25 | 30"},
		{0, 1.5, "×", false, "0× | 0.5× | 1× | 1.5×"},
		{1, 240, "×", true, "0.1× | 1× | 10× | 100× | 1000×"},
		{3e-6, 2e-3, "J", true, "1 µJ | 10 µJ | 100 µJ | 1 mJ | 10 mJ"},
		{2e-15, 1, "J", true, "1 fJ | 1 pJ | 1 nJ | 1 µJ | 1 mJ | 1 J"},
	} {
		if got := texts(c.low, c.high, c.unit, c.log); got != c.want {
			t.Errorf("from %g to %g %s: %s, want %s", c.low, c.high, c.unit, got, c.want)
		}
	}
}
