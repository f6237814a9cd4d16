package arrays

import (
	"context"
	"runtime"
	"sync"
	"testing"
	"time"

	"regan/accel/wires"
)

// Ratios of times are measured in turns, and of each the shortest time counts: others may use the machine.

// shortest runs all of them in turns, as often as b asks for, and returns the shortest time of each.
func shortest(b *testing.B, all ...func()) []time.Duration {
	best := make([]time.Duration, len(all))
	for _, f := range all {
		f() // once for the memory that it keeps
	}
	for b.Loop() {
		for i, f := range all {
			start := time.Now()
			f()
			if took := time.Since(start); best[i] == 0 || took < best[i] {
				best[i] = took
			}
		}
	}
	return best
}

// goldenProduct returns a product in CrossSim's configuration: see BenchmarkMul.
func goldenProduct(b *testing.B, k kernel, change func(*Spec)) func() {
	spec := DefaultSpec()
	change(&spec)
	w, x := benchmarkCase(spec, 512, 512, 64)
	a, err := program(spec, w, k)
	if err != nil {
		b.Fatal(err)
	}
	y := make([]float64, 64*512)
	return func() {
		if err := a.Mul(context.Background(), y, x, 64); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkNoise compares read noise of 2 % with none; the target is at most twice the time on the same path, with one core
// and two. Noise that is proportional to what cells conduct takes the sums of their squares too, and so about once more the time.
func BenchmarkNoise(b *testing.B) {
	written := func(s *Spec) { s.Analog.Writing = Writing{UniformError, 0.02} }
	for _, c := range []struct {
		name   string
		change func(*Spec)
		law    Law
		limit  float64
	}{
		{"levels", func(*Spec) {}, Uniform, 2},
		{"writing error 2 percent", written, Uniform, 2},
		{"writing error 2 percent, proportional", written, Proportional, 3.5},
	} {
		for _, k := range kernels() {
			b.Run(c.name+"/"+k.String(), func(b *testing.B) {
				best := shortest(b, goldenProduct(b, k, c.change),
					goldenProduct(b, k, func(s *Spec) { c.change(s); s.Noise = Noise{c.law, 0.02} }))
				b.ReportMetric(best[0].Seconds()*1e3, "ms-noiseless")
				b.ReportMetric(best[1].Seconds()*1e3, "ms-noisy")
				b.Logf("%v without noise, %v with", best[0], best[1])
				atMost(b, best[1].Seconds()/best[0].Seconds(), c.limit, "x-noiseless")
			})
		}
	}
}

// atMost reports a ratio, and fails if it is above a limit.
func atMost(b *testing.B, ratio, limit float64, unit string) {
	b.ReportMetric(ratio, unit)
	b.ReportMetric(0, "ns/op")
	if ratio > limit && b.N > 1 {
		b.Errorf("%.3g %s, more than %.3g", ratio, unit, limit)
	}
}

// BenchmarkWires compares products with wires, once these are solved, with those of floats without; the target is at most
// three times.
func BenchmarkWires(b *testing.B) {
	for _, c := range []struct {
		name    string
		readout Readout
	}{{"converters", ReadADC}, {"ideal", ReadIdeal}} {
		for _, k := range kernels() {
			b.Run(c.name+"/"+k.String(), func(b *testing.B) {
				floats := func(s *Spec) { s.Readout, s.Analog.Writing = c.readout, Writing{UniformError, 0} }
				best := shortest(b, goldenProduct(b, k, floats), goldenProduct(b, k, func(s *Spec) {
					floats(s)
					s.Analog.Wires = wires.Lines{WordSegment: 1, BitSegment: 1}
				}))
				atMost(b, best[1].Seconds()/best[0].Seconds(), 3, "x-without")
			})
		}
	}
}

// BenchmarkPlain compares products whose reads cannot clip, which are plain products of whole numbers, with those that are
// converted one by one; they should take no longer.
func BenchmarkPlain(b *testing.B) {
	for _, k := range kernels() {
		b.Run(k.String(), func(b *testing.B) {
			best := shortest(b, goldenProduct(b, k, func(*Spec) {}), goldenProduct(b, k, func(s *Spec) { s.ADC.Bits = 10 }))
			atMost(b, best[1].Seconds()/best[0].Seconds(), 1, "x-converted")
		})
	}
}

// BenchmarkCores compares two cores with one; the target is 1.8 times as fast. Where others use the machine, nothing is twice
// as fast on two cores. So each product, on one core and on two, stands between two loops of additions, at least as long and
// on as many cores: only where both loops take at most a seventh longer than the shortest on one core, the product counts. A
// virtual core's speed varies by as much, and waking one takes up to a tenth of a millisecond. With too few of these nothing
// is said; a longer -benchtime gives more.
func BenchmarkCores(b *testing.B) {
	if runtime.NumCPU() < 2 {
		b.Skip("there is one core")
	}
	for _, c := range []struct {
		name   string
		change func(*Spec)
	}{
		{"golden", func(*Spec) {}},
		{"noise 2 percent", func(s *Spec) { s.Noise = Noise{Uniform, 0.02} }},
		{"writing error 2 percent", func(s *Spec) { s.Analog.Writing = Writing{UniformError, 0.02} }},
		{"writing error and noise 2 percent", func(s *Spec) { s.Analog.Writing, s.Noise = Writing{UniformError, 0.02}, Noise{Uniform, 0.02} }},
	} {
		for _, k := range kernels() {
			b.Run(c.name+"/"+k.String(), func(b *testing.B) {
				defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
				product := goldenProduct(b, k, c.change)
				runtime.GOMAXPROCS(2)
				product() // so that the memory of both is there
				length := additionsIn(max(duration(product), 4*time.Millisecond))
				type round struct{ before, product, after time.Duration }
				var rounds [2][]round // on one core and on two
				loop := time.Hour     // the shortest on one
				for b.Loop() {
					for range 8 {
						for i := range rounds {
							runtime.GOMAXPROCS(i + 1)
							add := func() { addOn(i+1, length) }
							r := round{duration(add), duration(product), duration(add)}
							if rounds[i] = append(rounds[i], r); i == 0 {
								loop = min(loop, r.before, r.after)
							}
						}
					}
				}
				var undisturbed [2]int
				best := [2]time.Duration{time.Hour, time.Hour}
				for i := range rounds {
					for _, r := range rounds[i] {
						if max(r.before, r.after) <= loop+loop/7 {
							undisturbed[i]++
							best[i] = min(best[i], r.product)
						}
					}
				}
				b.ReportMetric(0, "ns/op")
				b.ReportMetric(float64(min(undisturbed[0], undisturbed[1])), "undisturbed")
				if min(undisturbed[0], undisturbed[1]) < 4 {
					b.Logf("others use the machine: of %d products on one core %d were undisturbed, of as many on two %d; 4 are needed",
						len(rounds[0]), undisturbed[0], undisturbed[1])
					return
				}
				speed := best[0].Seconds() / best[1].Seconds()
				b.ReportMetric(best[0].Seconds()*1e3, "ms-1-core")
				b.ReportMetric(best[1].Seconds()*1e3, "ms-2-cores")
				b.ReportMetric(speed, "x-1-core")
				if speed < 1.8 {
					b.Errorf("%v on one core, %v on two: %.3g times as fast, less than 1.8", best[0], best[1], speed)
				}
			})
		}
	}
}

func duration(f func()) time.Duration {
	start := time.Now()
	f()
	return time.Since(start)
}

// addOn adds so often on each of so many cores, and multiplies, in four chains, so that it leaves little of a core to others.
func addOn(cores, additions int) {
	var done sync.WaitGroup
	for range cores {
		done.Go(func() {
			var sums [4]uint64
			for i := range uint64(additions) / 4 {
				for k := range sums {
					sums[k] = scramble(sums[k] + i)
				}
			}
			if additions >= 4 && sums == [4]uint64{} {
				panic("so that the loop is not left out")
			}
		})
	}
	done.Wait()
}

// additionsIn returns how many additions take a time.
func additionsIn(t time.Duration) int {
	const some = 1 << 16
	shortest := time.Hour
	for range 10 {
		shortest = min(shortest, duration(func() { addOn(1, some) }))
	}
	return max(1, int(t.Seconds()/shortest.Seconds()*some))
}
