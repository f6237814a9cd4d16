package wires_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"regan/accel/units"
	"regan/accel/wires"
)

// drawArray draws an array of up to side x side cells. Any line may be ideal, any cell open.
func drawArray(t *rapid.T, side int) wires.Array {
	resistance := func(name string) units.Resistance {
		if rapid.Bool().Draw(t, name+" is ideal") {
			return 0
		}
		return units.Resistance(math.Pow(10, rapid.Float64Range(-3, 3).Draw(t, name)))
	}
	a := wires.Array{
		Rows: rapid.IntRange(1, side).Draw(t, "rows"),
		Cols: rapid.IntRange(1, side).Draw(t, "cols"),
		Lines: wires.Lines{WordSegment: resistance("word"), BitSegment: resistance("bit"),
			Driver: resistance("driver"), Sense: resistance("sense")},
	}
	for range a.Rows * a.Cols {
		g := units.Conductance(math.Pow(10, rapid.Float64Range(-8, -3).Draw(t, "cell")))
		if rapid.IntRange(0, 9).Draw(t, "open") == 0 {
			g = 0
		}
		a.Cells = append(a.Cells, g)
	}
	return a
}

func drawVolts(t *rapid.T, rows int) []units.Voltage {
	volts := make([]units.Voltage, rows)
	for i := range volts {
		volts[i] = units.Voltage(rapid.IntRange(-1000, 1000).Draw(t, "millivolt")) * units.Millivolt
	}
	return volts
}

func effective(t testing.TB, a wires.Array) *wires.Effective {
	t.Helper()
	e, err := a.Effective(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func solve(t testing.TB, a wires.Array, volts []units.Voltage) *wires.Solution {
	t.Helper()
	s, err := a.Solve(context.Background(), volts, nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// rapid.T is no testing.TB; what these properties need of one is Fatal.
type failer interface{ Fatal(args ...any) }

func mustEffective(t failer, a wires.Array) *wires.Effective {
	e, err := a.Effective(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func mustSolve(t failer, a wires.Array, volts []units.Voltage) *wires.Solution {
	s, err := a.Solve(context.Background(), volts, nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func close(got, want, scale float64) bool { return math.Abs(got-want) <= 1e-9*scale }

// Two methods that share no code agree.
func TestEffectiveEqualsSolution(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := drawArray(t, 12)
		volts := drawVolts(t, a.Rows)
		currents, err := mustEffective(t, a).Currents(volts)
		if err != nil {
			t.Fatal(err)
		}
		s := mustSolve(t, a, volts)
		scale := 0.0
		for _, i := range s.Cells {
			scale += math.Abs(float64(i))
		}
		for j := range currents {
			if !close(float64(currents[j]), float64(s.Sensed[j]), scale) {
				t.Fatalf("bit line %d: %v by the matrix, %v by the solution", j, currents[j], s.Sensed[j])
			}
		}
	})
}

// The solution obeys Ohm's law in each part and Kirchhoff's in each node, so it is the solution.
func TestSolutionObeysTheLaws(t *testing.T) {
	for _, lines := range []wires.Lines{
		{WordSegment: 1, BitSegment: 1},
		{WordSegment: 30, BitSegment: 7, Driver: 100, Sense: 50},
	} {
		a := sample(9, 14, lines, 5)
		volts := make([]units.Voltage, a.Rows)
		for i := range volts {
			volts[i] = units.Voltage(0.1 * float64(i-2))
		}
		s := solve(t, a, volts)
		for i := range a.Rows {
			for j := range a.Cols {
				k := i*a.Cols + j
				before, resistance := volts[i], lines.WordSegment+lines.Driver
				if j > 0 {
					before, resistance = s.Word[k-1], lines.WordSegment
				}
				in := (before - s.Word[k]).Through(resistance.Conductance())
				after := units.Current(0)
				if j+1 < a.Cols {
					after = (s.Word[k] - s.Word[k+1]).Through(lines.WordSegment.Conductance())
				}
				cell := (s.Word[k] - s.Bit[k]).Through(a.Cells[k])
				below, resistance := units.Voltage(0), lines.BitSegment+lines.Sense
				if i+1 < a.Rows {
					below, resistance = s.Bit[k+a.Cols], lines.BitSegment
				}
				down := (s.Bit[k] - below).Through(resistance.Conductance())
				above := units.Current(0)
				if i > 0 {
					above = (s.Bit[k-a.Cols] - s.Bit[k]).Through(lines.BitSegment.Conductance())
				}
				const scale = 1e-4 // amperes: of the currents here
				if !close(float64(in), float64(after+cell), scale) || !close(float64(down), float64(above+cell), scale) {
					t.Fatalf("%+v, row %d, column %d: %v in, %v on, %v through the cell; %v from above, %v down",
						lines, i, j, in, after, cell, above, down)
				}
				if i == a.Rows-1 && !close(float64(down), float64(s.Sensed[j]), scale) {
					t.Fatalf("%v flow out of bit line %d, %v sensed", down, j, s.Sensed[j])
				}
				if j == 0 && !close(float64(in), float64(s.Driven[i]), scale) {
					t.Fatalf("%v flow into word line %d, %v driven", in, i, s.Driven[i])
				}
			}
		}
	}
}

// Without resistance the array is its cells, exactly.
func TestIdealLinesChangeNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := drawArray(t, 9)
		a.Lines = wires.Lines{}
		if e := mustEffective(t, a); !slices.Equal(e.Conductance, a.Cells) {
			t.Fatalf("cells %v give %v", a.Cells, e.Conductance)
		}
	})
}

// A single cell is in series with all else; a driver alone divides the voltage.
func TestByHand(t *testing.T) {
	a := wires.Array{Rows: 1, Cols: 1, Cells: []units.Conductance{1e-3},
		Lines: wires.Lines{WordSegment: 1, BitSegment: 2, Driver: 30, Sense: 400}}
	same(t, "one cell", float64(effective(t, a).At(0, 0)), 1.0/(1000+433), 1e-14)

	a = wires.Array{Rows: 1, Cols: 2, Cells: []units.Conductance{1e-3, 3e-3}, Lines: wires.Lines{Driver: 250}}
	e := effective(t, a) // 4 mS behind 250 Ω halve the voltage
	same(t, "first cell", float64(e.At(0, 0)), 0.5e-3, 1e-14)
	same(t, "second cell", float64(e.At(0, 1)), 1.5e-3, 1e-14)
}

// Conductances are right in each digit where wires are 10^18 times better than cells: no difference of large numbers is
// taken.
func TestExtremeResistances(t *testing.T) {
	a := sample(6, 5, wires.Lines{WordSegment: 1e-9, BitSegment: 1e-9}, 3)
	for k := range a.Cells {
		a.Cells[k] *= 1e-5
	}
	e := effective(t, a)
	for k := range a.Cells {
		same(t, "conductance", float64(e.Conductance[k]), float64(a.Cells[k]), 1e-13)
	}
}

func TestSuperposition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := drawArray(t, 8)
		v, w := drawVolts(t, a.Rows), drawVolts(t, a.Rows)
		both := make([]units.Voltage, a.Rows)
		for i := range both {
			both[i] = 2*v[i] - 3*w[i]
		}
		x, y, sum := mustSolve(t, a, v), mustSolve(t, a, w), mustSolve(t, a, both)
		for k := range sum.Cells {
			got, want := float64(sum.Cells[k]), float64(2*x.Cells[k]-3*y.Cells[k])
			if !close(got, want, 5*float64(a.Cells[k])+1e-9) {
				t.Fatalf("cell %d: %g together, %g of the parts", k, got, want)
			}
		}
	})
}

// With equal voltages no bit line gets more than without wires, none gets less than nothing, and more resistance never makes
// a total larger (Rayleigh).
func TestPassivity(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := drawArray(t, 9)
		e := mustEffective(t, a)
		worse := a
		worse.Lines.WordSegment = 2*a.Lines.WordSegment + 1
		worse.Lines.Sense = a.Lines.Sense + 10
		f := mustEffective(t, worse)
		var total, totalWorse float64
		for j := range a.Cols {
			var with, without float64
			for i := range a.Rows {
				g := float64(e.At(i, j))
				if !(g >= 0) {
					t.Fatalf("%v from word line %d to bit line %d", e.At(i, j), i, j)
				}
				with += g
				without += float64(a.Cells[i*a.Cols+j])
				totalWorse += float64(f.At(i, j))
			}
			total += with
			if with > without*(1+1e-12) {
				t.Fatalf("bit line %d: %g A with wires, %g A without", j, with, without)
			}
		}
		if totalWorse > total*(1+1e-12) {
			t.Fatalf("%g A in all, %g A with more resistance", total, totalWorse)
		}
	})
}

// Reciprocity: drive the bit lines and sense the word lines, and the conductances are the same. Seen from there the array is
// mirrored at its other diagonal.
func TestReciprocity(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := drawArray(t, 9)
		l := a.Lines
		mirrored := wires.Array{Rows: a.Cols, Cols: a.Rows,
			Lines: wires.Lines{WordSegment: l.BitSegment, BitSegment: l.WordSegment, Driver: l.Sense, Sense: l.Driver}}
		for r := range mirrored.Rows {
			for c := range mirrored.Cols {
				mirrored.Cells = append(mirrored.Cells, a.Cells[(a.Rows-1-c)*a.Cols+a.Cols-1-r])
			}
		}
		e, m := mustEffective(t, a), mustEffective(t, mirrored)
		for r := range m.Rows {
			for c := range m.Cols {
				got, want := float64(m.At(r, c)), float64(e.At(a.Rows-1-c, a.Cols-1-r))
				if math.Abs(got-want) > 1e-12*want {
					t.Fatalf("%g one way, %g the other", want, got)
				}
			}
		}
	})
}

// Equal cells and wires: the last row and the first column are nearest, and the first row of the last column is farthest.
func TestNearCellsLoseLeast(t *testing.T) {
	a := wires.Array{Rows: 12, Cols: 12, Lines: wires.Lines{WordSegment: 2, BitSegment: 2}}
	for range 144 {
		a.Cells = append(a.Cells, 1e-4)
	}
	e := effective(t, a)
	for i := range 12 {
		for j := range 12 {
			if i > 0 && e.At(i-1, j) >= e.At(i, j) {
				t.Errorf("word line %d is farther from the sense amplifiers than %d, but conducts as well", i-1, i)
			}
			same(t, "mirrored conductance", float64(e.At(11-j, 11-i)), float64(e.At(i, j)), 1e-13)
		}
	}
}

// The same bits on any number of processors; large enough that all that can be shared is.
func TestWorkersDoNotMatter(t *testing.T) {
	a := sample(150, 130, wires.Lines{WordSegment: 1, BitSegment: 3, Driver: 5}, 7)
	var want []units.Conductance
	for _, workers := range []int{1, 2, 3, 8} {
		e, err := a.Effective(context.Background(), &wires.Options{Workers: workers})
		if err != nil {
			t.Fatal(err)
		}
		if want == nil {
			want = e.Conductance
		}
		if !slices.Equal(e.Conductance, want) {
			t.Errorf("%d workers give other numbers than one", workers)
		}
	}
}

// Large arrays agree with the solution too: the paths for large networks are others than for small ones.
func TestLargeArray(t *testing.T) {
	a := sample(131, 157, wires.Lines{WordSegment: 1.3, BitSegment: 0.7, Driver: 20, Sense: 10}, 11)
	volts := make([]units.Voltage, a.Rows)
	for i := range volts {
		volts[i] = units.Voltage(0.2 * float64(i%5))
	}
	currents, err := effective(t, a).Currents(volts)
	if err != nil {
		t.Fatal(err)
	}
	s := solve(t, a, volts)
	for j := range currents {
		same(t, "current", float64(currents[j]), float64(s.Sensed[j]), 1e-10)
	}
}

func TestProgressAndCancelling(t *testing.T) {
	a := sample(100, 100, wires.Lines{WordSegment: 1, BitSegment: 1}, 13)
	volts := make([]units.Voltage, 100)
	volts[3] = 1
	for name, run := range map[string]func(ctx context.Context, o *wires.Options) error{
		"Effective": func(ctx context.Context, o *wires.Options) error { _, err := a.Effective(ctx, o); return err },
		"Solve":     func(ctx context.Context, o *wires.Options) error { _, err := a.Solve(ctx, volts, o); return err },
	} {
		var calls []float64
		if err := run(context.Background(), &wires.Options{Progress: func(done float64) { calls = append(calls, done) }}); err != nil {
			t.Fatal(err)
		}
		if len(calls) < 3 || calls[len(calls)-1] != 1 || name == "Effective" && !slices.IsSorted(calls) {
			t.Errorf("%s reports %v", name, calls)
		}
		ctx, cancel := context.WithCancel(context.Background())
		count := 0
		err := run(ctx, &wires.Options{Progress: func(float64) { count++; cancel() }})
		cancel()
		if !errors.Is(err, context.Canceled) || count == len(calls) {
			t.Errorf("%s, cancelled at its first report, gives %v after %d reports", name, err, count)
		}
	}
}

func TestErrorsNameWhatIsWrong(t *testing.T) {
	good := func() wires.Array { return sample(3, 4, wires.Lines{WordSegment: 1}, 1) }
	ctx := context.Background()
	for want, change := range map[string]func(a *wires.Array){
		"Array.Rows is 0; allowed: 1 to 4096":                        func(a *wires.Array) { a.Rows = 0 },
		"Array.Cols is 5000; allowed: 1 to 4096":                     func(a *wires.Array) { a.Cols = 5000 },
		"Cells has 11 conductances; an array of 3x4 needs 12":        func(a *wires.Array) { a.Cells = a.Cells[:11] },
		"cell at row 1, column 2 has NaN S":                          func(a *wires.Array) { a.Cells[6] = units.Conductance(math.NaN()) },
		"cell at row 2, column 3 has -1.000 µS; a conductance is":    func(a *wires.Array) { a.Cells[11] = -1e-6 },
		"cell at row 0, column 0 has +Inf S":                         func(a *wires.Array) { a.Cells[0] = units.Conductance(math.Inf(1)) },
		"WordSegment is -1.000 Ω; it is 0 or from 1.000 nΩ to":       func(a *wires.Array) { a.Lines.WordSegment = -1 },
		"BitSegment is NaN Ω":                                        func(a *wires.Array) { a.Lines.BitSegment = units.Resistance(math.NaN()) },
		"Driver is +Inf Ω":                                           func(a *wires.Array) { a.Lines.Driver = units.Resistance(math.Inf(1)) },
		"Sense is 1.000e-30 Ω; it is 0 or from 1.000 nΩ to 1.000 PΩ": func(a *wires.Array) { a.Lines.Sense = 1e-30 },
	} {
		a := good()
		change(&a)
		_, one := a.Effective(ctx, nil)
		_, two := a.Solve(ctx, make([]units.Voltage, 3), nil)
		_, three := a.Ideal()
		for _, err := range []error{one, two, three} {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("got error %v, want one with %q", err, want)
			}
		}
	}
	_, err := good().Solve(ctx, []units.Voltage{1, 2}, nil)
	wants(t, err, "2 voltages for 3 word lines")
	_, err = good().Solve(ctx, []units.Voltage{1, 2, units.Voltage(math.NaN())}, nil)
	wants(t, err, "voltage of word line 2 is NaN V")
	_, err = effective(t, good()).Currents([]units.Voltage{1})
	wants(t, err, "1 voltages for 3 word lines")
	_, err = good().Effective(ctx, &wires.Options{Workers: -1})
	wants(t, err, "Workers is -1")
}

func wants(t *testing.T, err error, want string) {
	t.Helper()
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("got error %v, want one with %q", err, want)
	}
}

// Whatever the numbers are: an error, or conductances that are finite, not negative, and no larger than all cells together.
func FuzzEffective(f *testing.F) {
	f.Add(3, 4, 1.0, 2.0, 0.0, 5.0, 1e-6, 1e-3)
	f.Add(1, 1, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
	f.Add(2, 9, 1e-9, 1e15, 1e15, 0.0, 1e9, 1e-300)
	f.Add(5, 5, math.NaN(), math.Inf(1), -1.0, 1e-320, math.Inf(-1), math.NaN())
	f.Fuzz(func(t *testing.T, rows, cols int, word, bit, driver, sense, g, h float64) {
		if rows > 12 || cols > 12 {
			return
		}
		a := wires.Array{Rows: rows, Cols: cols, Lines: wires.Lines{WordSegment: units.Resistance(word),
			BitSegment: units.Resistance(bit), Driver: units.Resistance(driver), Sense: units.Resistance(sense)}}
		for k := range max(0, rows) * max(0, cols) {
			a.Cells = append(a.Cells, units.Conductance([]float64{g, h}[k%2]))
		}
		e, err := a.Effective(context.Background(), nil)
		if err != nil {
			if e != nil {
				t.Fatal("a matrix and an error")
			}
			return
		}
		total := 0.0
		for _, c := range a.Cells {
			total += float64(c)
		}
		for _, c := range e.Conductance {
			if !(c >= 0) || math.IsInf(float64(c), 1) || float64(c) > total*(1+1e-9) {
				t.Fatalf("%v between two lines", c)
			}
		}
	})
}

func Example() {
	a := wires.Array{Rows: 2, Cols: 2,
		Cells: []units.Conductance{
			100 * units.Microsiemens, 10 * units.Microsiemens,
			10 * units.Microsiemens, 100 * units.Microsiemens,
		},
		Lines: wires.Lines{WordSegment: 100 * units.Ohm, BitSegment: 100 * units.Ohm},
	}
	e, err := a.Effective(context.Background(), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(e.At(0, 0), e.At(0, 1))
	fmt.Println(e.At(1, 0), e.At(1, 1))
	// Output:
	// 96.90 µS 9.769 µS
	// 9.788 µS 96.90 µS
}

func same(t testing.TB, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance*math.Abs(want)) {
		t.Errorf("%s is %.14g, want %.14g", what, got, want)
	}
}
