package arrays

import (
	"context"
	"testing"

	"regan/accel/units"
	"regan/accel/wires"
)

// BenchmarkPeers times what other programs were timed with, elsewhere (2 virtual cores of an EPYC with AVX2): CrossSim
// 3.2.0, AIHWKIT 1.1.0 and badcrossbar, on one core. Each name has their milliseconds. M/s and %peak are explained at
// report.
func BenchmarkPeers(b *testing.B) {
	for _, c := range []struct {
		name    string
		outputs int
		batch   int
		change  func(*Spec)
	}{
		{"CrossSim 64.05/512x512 batch 64", 512, 64, func(*Spec) {}},
		{"CrossSim 10.67/512x512 batch 1", 512, 1, func(*Spec) {}},
		{"CrossSim 169.2/512x512 batch 64, 16-bit inputs", 512, 64, func(s *Spec) { s.Inputs.Bits = 16 }},
		{"CrossSim 89.2/512x512 batch 64, 1-bit cells", 512, 64, func(s *Spec) { s.CellBits = 1 }},
		{"CrossSim 51.91/512x512 batch 64, no ADC", 512, 64, func(s *Spec) { s.Readout = ReadIdeal }},
		{"CrossSim 35663/512x512 batch 64, read noise 2 percent", 512, 64, func(s *Spec) { s.Noise = Noise{Uniform, 0.02} }},
		{"CrossSim 82.1/512x512 batch 64, writing error 2 percent", 512, 64,
			func(s *Spec) { s.Analog.Writing = Writing{UniformError, 0.02} }},
		{"CrossSim 20110/128x128 batch 64, wires", 128, 64, func(s *Spec) {
			const segment = 10 // 1e-4 of a cell's 100 kΩ
			s.Analog.Wires = wires.Lines{WordSegment: segment, BitSegment: segment}
		}},
		{"badcrossbar 820/128x128 batch 64, wires, no ADC", 128, 64, func(s *Spec) {
			s.Readout, s.Analog.Wires = ReadIdeal, wires.Lines{WordSegment: 1 * units.Ohm, BitSegment: 1 * units.Ohm}
		}},
		{"AIHWKIT 7.9/512x512 batch 64, 8-bit converters, one pass", 512, 64, func(s *Spec) {
			s.CellBits, s.Inputs.SliceBits, s.ADC = 7, 8, ADC{Bits: 8, Range: Maximum}
		}},
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
				report(b, a, c.batch, b.Elapsed().Seconds()/float64(b.N))
			})
		}
	}
}
