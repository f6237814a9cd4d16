package arrays

import (
	"context"
	"testing"
)

// BenchmarkMul times the configuration of CrossSim's 512x512 case (64.0 ms on one core of an EPYC: 262 million
// multiplications of whole numbers a second): 128x128 arrays, 4 slices of 2 bits, one-sided pairs, 8-bit bit-serial inputs,
// 8-bit converters. M/s and %peak are explained at report.
func BenchmarkMul(b *testing.B) {
	for _, c := range []struct {
		name   string
		change func(*Spec)
		batch  int
	}{
		{"golden/batch=64", func(*Spec) {}, 64},
		{"golden/batch=1", func(*Spec) {}, 1},
		{"six-bit maximum/batch=64", func(s *Spec) { s.ADC = ADC{Bits: 6, Range: Maximum} }, 64},
		{"ideal/batch=64", func(s *Spec) { s.Readout = ReadIdeal }, 64},
		{"noise 2 percent/batch=64", func(s *Spec) { s.Noise = Noise{Law: Uniform, Sigma: 0.02} }, 64},
		{"spikes/batch=64", func(s *Spec) { s.Readout = ReadSpikes }, 64},
	} {
		for _, k := range kernels() {
			b.Run(c.name+"/"+k.String(), func(b *testing.B) {
				spec := DefaultSpec()
				c.change(&spec)
				w, x := benchmarkCase(spec, 512, 512, c.batch)
				a, err := program(spec, w, k)
				if err != nil {
					b.Fatal(err)
				}
				y := make([]float64, c.batch*w.Outputs)
				b.ReportAllocs()
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

func BenchmarkProgram(b *testing.B) {
	spec := DefaultSpec()
	w, _ := benchmarkCase(spec, 512, 512, 1)
	for b.Loop() {
		if _, err := Program(spec, w); err != nil {
			b.Fatal(err)
		}
	}
}

// scramble is the output function of splitmix64: numbers without a pattern.
func scramble(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

func benchmarkCase(spec Spec, outputs, inputs, batch int) (Weights, []int32) {
	lowest, highest := spec.WeightRange()
	w := Weights{Outputs: outputs, Inputs: inputs, Values: make([]int32, outputs*inputs)}
	for i := range w.Values {
		w.Values[i] = lowest + int32(scramble(uint64(i))%uint64(highest-lowest+1))
	}
	lowest, highest = spec.Inputs.Range()
	x := make([]int32, batch*inputs)
	for i := range x {
		x[i] = lowest + int32(scramble(uint64(-i))%uint64(highest-lowest+1))
	}
	return w, x
}

// BenchmarkConvolve times one image of CrossSim's convolution, 64 to 128 channels of 16x16 with 3x3 kernels (547 ms for
// eight of them).
func BenchmarkConvolve(b *testing.B) {
	spec := DefaultSpec()
	w, _ := benchmarkCase(spec, 128, 64*9, 1)
	_, image := benchmarkCase(spec, 1, 64*16*16, 1)
	a, err := Program(spec, w)
	if err != nil {
		b.Fatal(err)
	}
	y := make([]float64, 128*16*16)
	window := Window{Channels: 64, Height: 16, Width: 16, KernelHeight: 3, KernelWidth: 3, Stride: 1, Padding: 1}
	b.ReportAllocs()
	for b.Loop() {
		if err := a.Convolve(context.Background(), y, image, window); err != nil {
			b.Fatal(err)
		}
	}
	report(b, a, 16*16, b.Elapsed().Seconds()/float64(b.N))
}
