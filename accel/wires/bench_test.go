package wires_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"regan/accel/units"
	"regan/accel/wires"
)

// sample returns an array of cells between 10 kΩ and 1 MΩ, the same for each seed.
func sample(rows, cols int, lines wires.Lines, seed uint64) wires.Array {
	random := rand.New(rand.NewPCG(seed, 0))
	a := wires.Array{Rows: rows, Cols: cols, Lines: lines}
	for range rows * cols {
		a.Cells = append(a.Cells, units.Conductance(1e-6+99e-6*random.Float64()))
	}
	return a
}

// The targets on two cores are 0.1 s for 128x128 cells and 10 s for 512x512; it fails if the best of its turns misses one.
func BenchmarkEffective(b *testing.B) {
	targets := map[int]time.Duration{128: 100 * time.Millisecond, 512: 10 * time.Second}
	for _, side := range []int{32, 128, 256, 512} {
		a := sample(side, side, wires.Lines{WordSegment: 1, BitSegment: 1}, 1)
		b.Run(fmt.Sprintf("%dx%d", side, side), func(b *testing.B) {
			best := time.Hour
			for b.Loop() {
				start := time.Now()
				if _, err := a.Effective(context.Background(), nil); err != nil {
					b.Fatal(err)
				}
				best = min(best, time.Since(start))
			}
			b.ReportMetric(best.Seconds()*1e3, "ms-best")
			if target := targets[side]; target != 0 && best > target {
				b.Errorf("%v at best, more than %v", best, target)
			}
		})
	}
}

func BenchmarkSolve(b *testing.B) {
	for _, side := range []int{128, 512} {
		a := sample(side, side, wires.Lines{WordSegment: 1, BitSegment: 1}, 1)
		volts := make([]units.Voltage, side)
		for i := range volts {
			volts[i] = 0.2 * units.Volt
		}
		b.Run(fmt.Sprintf("%dx%d", side, side), func(b *testing.B) {
			var iterations int
			for b.Loop() {
				s, err := a.Solve(context.Background(), volts, nil)
				if err != nil {
					b.Fatal(err)
				}
				iterations = s.Iterations
			}
			b.ReportMetric(float64(iterations), "iterations")
		})
	}
}
