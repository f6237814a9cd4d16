package arrays

import (
	"context"
	"math"
	"runtime"
	"testing"

	"regan/accel/arrays/internal/peak"
	"regan/accel/units"
	"regan/accel/wires"
)

// BenchmarkPeers times what other programs were timed with, elsewhere (2 virtual cores of an EPYC with AVX2): CrossSim 3.2.0, AIHWKIT
// 1.1.0 and badcrossbar, on one core. Each name has their milliseconds. M/s is millions of multiplications of a weight and an
// input, and peak the share, of all cores that are used, of the instruction that the kernel leans on: shuffles, of which one adds four rows of
// 32 reads, or additions of four float64, of which one adds eight rows of four lines.
func BenchmarkPeers(b *testing.B) {
	shuffles, additions := peak.Shuffles(), peak.Additions()
	for _, c := range []struct {
		name          string
		outputs       int
		batch         int
		change        func(*Spec)
		perReadOfLine float64 // of the instruction
		peak          float64 // of it, for a core
	}{
		{"CrossSim 64.05/512x512 batch 64", 512, 64, func(*Spec) {}, 1. / 32 / 4, shuffles},
		{"CrossSim 10.67/512x512 batch 1", 512, 1, func(*Spec) {}, 0, 0},
		{"CrossSim 169.2/512x512 batch 64, 16-bit inputs", 512, 64, func(s *Spec) { s.Inputs.Bits = 16 }, 1. / 32 / 4, shuffles},
		{"CrossSim 89.2/512x512 batch 64, 1-bit cells", 512, 64, func(s *Spec) { s.CellBits = 1 }, 0, 0},
		{"CrossSim 51.91/512x512 batch 64, no ADC", 512, 64, func(s *Spec) { s.ADC.Bits = 0 }, 0, 0},
		{"CrossSim 35663/512x512 batch 64, read noise 2 percent", 512, 64,
			func(s *Spec) { s.Noise = Noise{Uniform, 0.02} }, 1. / 32 / 4, shuffles},
		{"CrossSim 82.1/512x512 batch 64, writing error 2 percent", 512, 64,
			func(s *Spec) { s.Analog.Writing = Writing{UniformError, 0.02} }, 1. / 8 / 4, additions},
		{"CrossSim 20110/128x128 batch 64, wires", 128, 64, func(s *Spec) {
			const segment = 10 // 1e-4 of a cell's 100 kΩ
			s.Analog.Wires = wires.Lines{WordSegment: segment, BitSegment: segment}
		}, 1. / 8 / 4, additions},
		{"badcrossbar 820/128x128 batch 64, wires, no ADC", 128, 64, func(s *Spec) {
			s.ADC.Bits, s.Analog.Wires = 0, wires.Lines{WordSegment: 1 * units.Ohm, BitSegment: 1 * units.Ohm}
		}, 0, 0},
		{"AIHWKIT 7.9/512x512 batch 64, 8-bit converters, one pass", 512, 64, func(s *Spec) {
			s.CellBits, s.Inputs.SliceBits, s.ADC = 7, 8, ADC{Bits: 8, Range: Maximum}
		}, 0, 0},
	} {
		for _, k := range kernels() {
			b.Run(c.name+"/"+k.String(), func(b *testing.B) {
				spec := DefaultSpec()
				c.change(&spec)
				w, x := benchmarkCase(spec, c.outputs, c.outputs, c.batch)
				a, err := program(spec, w, k)
				if err != nil {
					b.Fatal(err)
				}
				y := make([]float64, c.batch*w.Outputs)
				for b.Loop() {
					if err := a.Mul(context.Background(), y, x, c.batch); err != nil {
						b.Fatal(err)
					}
				}
				seconds := b.Elapsed().Seconds() / float64(b.N)
				products := float64(len(w.Values) * c.batch)
				b.ReportMetric(products/seconds/1e6, "M/s")
				if k == vector && c.peak > 0 {
					instructions := products * float64(spec.Slices()*spec.Inputs.Bits) * c.perReadOfLine
					cores := math.Min(float64(runtime.GOMAXPROCS(0)), float64(runtime.NumCPU()))
					b.ReportMetric(100*instructions/seconds/cores/c.peak, "%peak")
				}
			})
		}
	}
}
