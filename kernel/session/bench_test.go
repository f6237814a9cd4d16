package session_test

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"regan/kernel/display"
	"regan/kernel/internal/engine"
	"regan/kernel/internal/worker"
	"regan/kernel/internal/worker/workertest"
	"regan/kernel/session"
)

// opened returns a session whose cells run in this process, or in a worker's.
func opened(b *testing.B, inWorker bool) *session.Session {
	b.Helper()
	var e engine.Engine
	var err error
	if inWorker {
		e, err = worker.New(workertest.Options())
	} else {
		e, err = engine.NewYaegi()
	}
	if err != nil {
		b.Fatal(err)
	}
	s := session.New(e)
	b.Cleanup(func() { s.Close() })
	return s
}

func cell(b *testing.B, s *session.Session, source string) string {
	b.Helper()
	var shown strings.Builder
	o := s.Run(context.Background(), session.Cell{Source: source, History: true}, func(e display.Event) { shown.WriteString(e.Data.Text()) })
	if o.Err != nil {
		b.Fatal(o.Err)
	}
	return shown.String()
}

// long is a cell of 500 lines: types, methods, functions, loops and statements as notebooks have them.
func long() string {
	var b strings.Builder
	b.WriteString("total := 0\n")
	for i := range 33 {
		fmt.Fprintf(&b, `type point%[1]d struct{ x, y int }

func (p point%[1]d) sum() int { return p.x + p.y }

func work%[1]d(n int) (points []point%[1]d) {
	for i := range n {
		if i%%2 == 0 {
			points = append(points, point%[1]d{i, %[1]d})
		}
	}
	return points
}
for _, p := range work%[1]d(4) {
	total += p.sum()
}
`, i)
	}
	return b.String() + "total\n"
}

// A cell through check, lowering and interpreter: 1 + 1, and one of 500 lines, run again and again.
func BenchmarkCell(b *testing.B) {
	for _, place := range []struct {
		name     string
		inWorker bool
	}{{"in-process", false}, {"worker", true}} {
		for _, c := range []struct{ name, source string }{{"trivial", "1 + 1"}, {"500 lines", long()}} {
			b.Run(place.name+"/"+c.name, func(b *testing.B) {
				s := opened(b, place.inWorker)
				for b.Loop() {
					cell(b, s, c.source)
				}
			})
		}
	}
}

// A thousand cells that declare something each and use what the one before has declared: how long the last hundred take beside the
// first. Ten thousand: what is kept for each. One turn is the whole session: -benchtime 1x.
func BenchmarkGrowth(b *testing.B) {
	for _, kind := range []struct{ name, first, next, last string }{
		{"variables", "v0 := 1", "v%[2]d := v%[1]d + 1", "v%d"},
		{"functions", "func f0() int { return 1 }", "func f%[2]d() int { return f%[1]d() + 1 }", "f%d()"},
		{"types", "type t0 struct{ n int }\nfunc (t t0) sum() int { return t.n }",
			"type t%[2]d struct{ n int }\nfunc (t t%[2]d) sum() int { return t0{t.n}.sum() }", "t%d{%[1]d}.sum()+1"},
		{"generics", "func twice[T int | float64](x T) T { return x + x }\nv0 := twice(1) - 1", "v%[2]d := twice(v%[1]d) - v%[1]d + 1", "v%d"},
		{"results", "v := 0", "v++\nv", "v+%d+1-v"},
	} {
		for _, cells := range []int{1000, 10_000} {
			b.Run(fmt.Sprintf("%s/%d", kind.name, cells), func(b *testing.B) {
				for b.Loop() {
					s := opened(b, false)
					cell(b, s, kind.first)
					before := heap()
					var times []time.Duration
					for i := 1; i < cells; i++ {
						start := time.Now()
						cell(b, s, fmt.Sprintf(kind.next+"%[3]s", i-1, i, ""))
						times = append(times, time.Since(start))
					}
					first, last := median(times[:100]), median(times[len(times)-100:])
					b.ReportMetric(float64(first.Microseconds()), "µs/first")
					b.ReportMetric(float64(last.Microseconds()), "µs/last")
					b.ReportMetric(float64(last)/float64(first), "last/first")
					b.ReportMetric(float64(heap()-before)/float64(cells), "B/cell")
					if got := cell(b, s, fmt.Sprintf(kind.last, cells-1)); got != fmt.Sprint(cells) {
						b.Fatalf("the last cell gives %s", got)
					}
				}
			})
		}
	}
}

func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

func median(times []time.Duration) time.Duration {
	times = slices.Clone(times)
	slices.Sort(times)
	return times[len(times)/2]
}

// From nothing to the first cell's end in a fresh worker: what a reader waits for after a death.
func BenchmarkWorkerStart(b *testing.B) {
	for b.Loop() {
		e, err := worker.New(workertest.Options())
		if err != nil {
			b.Fatal(err)
		}
		s := session.New(e)
		cell(b, s, "1 + 1")
		s.Close()
	}
}

// Completion and explanations in a session of 200 cells.
func BenchmarkAssist(b *testing.B) {
	s := opened(b, false)
	cell(b, s, "import \"strings\"")
	for i := range 200 {
		cell(b, s, fmt.Sprintf("type t%[1]d struct{ a, b int }\nw%[1]d := t%[1]d{%[1]d, 2}", i))
	}
	for _, source := range []string{"strings.Spl", "w199.", "w1"} {
		b.Run("complete/"+source, func(b *testing.B) {
			for b.Loop() {
				if len(s.Complete(source, len(source)).Matches) == 0 {
					b.Fatal("no matches")
				}
			}
		})
	}
	for _, source := range []string{"strings.Split", "w199"} {
		b.Run("inspect/"+source, func(b *testing.B) {
			for b.Loop() {
				if !s.Inspect(source, len(source), 0).Found {
					b.Fatal("not found")
				}
			}
		})
	}
}

// A turn of a loop in a cell beside one of compiled Go.
func BenchmarkLoop(b *testing.B) {
	const turns = 1_000_000
	s := opened(b, false)
	start := time.Now()
	cell(b, s, fmt.Sprintf("sum := 0\nfor i := range %d { sum += i & 3 }\nsum", turns))
	interpreted := float64(time.Since(start).Nanoseconds()) / turns
	sum := 0
	for b.Loop() {
		for i := range turns {
			sum += i & 3
		}
	}
	compiled := float64(b.Elapsed().Nanoseconds()) / float64(b.N) / turns
	b.ReportMetric(interpreted, "ns/interpreted")
	b.ReportMetric(compiled, "ns/compiled")
	b.ReportMetric(interpreted/compiled, "interpreted/compiled")
	if sum == 0 {
		b.Fatal("the loop was left out")
	}
}
