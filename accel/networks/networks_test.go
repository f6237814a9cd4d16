package networks_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"regan/accel/networks"
)

// T10: the layers of dcgan.torch for 64x64, exactly.
func TestDCGAN64(t *testing.T) {
	type row struct {
		name                                  string
		in, out                               networks.Shape
		params, scatter, zeroInserted, useful int64
		zeros                                 float64 // percent
	}
	gan := networks.DCGAN(64)
	for _, c := range []struct {
		net   networks.Network
		rows  []row
		total row
	}{
		{gan.Generator, []row{
			{"G1", networks.Shape{1, 1, 100}, networks.Shape{4, 4, 512}, 819_200, 819_200, 13_107_200, 819_200, 97.96},
			{"G2", networks.Shape{4, 4, 512}, networks.Shape{8, 8, 256}, 2_097_152, 33_554_432, 134_217_728, 25_690_112, 86.78},
			{"G3", networks.Shape{8, 8, 256}, networks.Shape{16, 16, 128}, 524_288, 33_554_432, 134_217_728, 29_491_200, 82.27},
			{"G4", networks.Shape{16, 16, 128}, networks.Shape{32, 32, 64}, 131_072, 33_554_432, 134_217_728, 31_490_048, 79.10},
			{"G5", networks.Shape{32, 32, 64}, networks.Shape{64, 64, 3}, 3_072, 3_145_728, 12_582_912, 3_048_192, 77.19},
		}, row{params: 3_574_784, scatter: 104_628_224, zeroInserted: 428_343_296}},
		{gan.Discriminator, []row{
			{"D1", networks.Shape{64, 64, 3}, networks.Shape{32, 32, 64}, 3_072, 3_145_728, 3_145_728, 3_048_192, 0},
			{"D2", networks.Shape{32, 32, 64}, networks.Shape{16, 16, 128}, 131_072, 33_554_432, 33_554_432, 31_490_048, 0},
			{"D3", networks.Shape{16, 16, 128}, networks.Shape{8, 8, 256}, 524_288, 33_554_432, 33_554_432, 29_491_200, 0},
			{"D4", networks.Shape{8, 8, 256}, networks.Shape{4, 4, 512}, 2_097_152, 33_554_432, 33_554_432, 25_690_112, 0},
			{"D5", networks.Shape{4, 4, 512}, networks.Shape{1, 1, 1}, 8_192, 8_192, 8_192, 8_192, 0},
		}, row{params: 2_763_776, scatter: 103_817_216, zeroInserted: 103_817_216}},
	} {
		if len(c.net.Layers) != len(c.rows) {
			t.Fatalf("%s has %d layers, want %d", c.net.Name, len(c.net.Layers), len(c.rows))
		}
		var useful int64
		for i, want := range c.rows {
			l := c.net.Layers[i]
			m := l.MACs(networks.Forward)
			got := row{l.Name, l.In, l.Out, l.Params(), m.Scatter, m.ZeroInserted, m.Useful,
				math.Round(1e4*l.InsertedZeros(networks.Forward)) / 100}
			if got != want {
				t.Errorf("got  %+v\nwant %+v", got, want)
			}
			useful += want.useful
		}
		sum := c.net.MACs(networks.Forward)
		if c.net.Params() != c.total.params || sum.Scatter != c.total.scatter || sum.ZeroInserted != c.total.zeroInserted {
			t.Errorf("%s: %d params, %+v; want %+v", c.net.Name, c.net.Params(), sum, c.total)
		}
		if sum.Useful != useful {
			t.Errorf("%s: %d useful MACs, its layers have %d", c.net.Name, sum.Useful, useful)
		}
	}
}

// T7: zeros of SNGAN's first transposed convolution against its stride. RED publishes 86.8 % for stride 2 and 99.8 % for 32.
func TestZerosAgainstStride(t *testing.T) {
	for stride, want := range map[int]float64{1: 75.00, 2: 86.78, 4: 94.46, 8: 98.10, 16: 99.43, 32: 99.84} {
		l := networks.NewTransposedConv("deconv", networks.Shape{4, 4, 512}, 256, 4, stride, 1)
		if got := 100 * l.InsertedZeros(networks.Forward); math.Abs(got-want) > 0.005 {
			t.Errorf("stride %d: %.2f %% zeros, want %.2f", stride, got, want)
		}
	}
}

// Work of an iteration per sample without sharing, in units of the forward passes: 8 of D and 4 of G, 1,249 million MACs.
func TestPassesOfAnIteration(t *testing.T) {
	gan := networks.DCGAN(64)
	sum := int64(0)
	for _, n := range []struct {
		net                      networks.Network
		forward, back, gradients int64
	}{{gan.Discriminator, 3, 3, 2}, {gan.Generator, 2, 1, 1}} {
		sum += n.forward*n.net.MACs(networks.Forward).Scatter + n.back*n.net.MACs(networks.Error).Scatter +
			n.gradients*n.net.MACs(networks.Gradient).Scatter
	}
	if want := int64(8*103_817_216 + 4*104_628_224); sum != want {
		t.Errorf("%d MACs, want %d", sum, want)
	}
}

func drawLayer(t *rapid.T) networks.Layer {
	size := func(name string) int { return rapid.IntRange(1, 9).Draw(t, name) }
	in := networks.Shape{Height: size("height"), Width: size("width"), Channels: size("channels")}
	kernel, stride := rapid.IntRange(1, 6).Draw(t, "kernel"), rapid.IntRange(1, 4).Draw(t, "stride")
	pad := rapid.IntRange(0, 3).Draw(t, "pad")
	l := networks.NewConv("layer", in, size("out"), kernel, stride, pad)
	if rapid.Bool().Draw(t, "transposed") {
		l = networks.NewTransposedConv("layer", in, size("out"), kernel, stride, pad)
	}
	if l.Validate() != nil {
		t.Skip("the kernel does not fit")
	}
	return l
}

// Counting one by one gives what the formulas give: a plain convolution over the map with inserted zeros.
func TestCountsAgainstLoops(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := drawLayer(t)
		small, large := l.In, l.Out
		if l.Kind == networks.Conv {
			small, large = l.Out, l.In
		}
		var useful int64
		inside := func(start, size int) bool { return start >= 0 && start < size }
		for i := range small.Height {
			for j := range small.Width {
				for u := range l.Kernel {
					for v := range l.Kernel {
						if inside(i*l.Stride-l.Pad+u, large.Height) && inside(j*l.Stride-l.Pad+v, large.Width) {
							useful++
						}
					}
				}
			}
		}
		useful *= int64(l.In.Channels * l.Out.Channels)
		for _, p := range []networks.Pass{networks.Forward, networks.Error, networks.Gradient} {
			m := l.MACs(p)
			if m.Useful != useful {
				t.Fatalf("%s of %+v: %d useful MACs, counted %d", p, l, m.Useful, useful)
			}
			if m.Useful > m.Scatter {
				t.Fatalf("%s of %+v: %d useful MACs of %d", p, l, m.Useful, m.Scatter)
			}
			if l.Stride == 1 && l.Pad == 0 && p != networks.Gradient && !l.Spreads(p) && m.ZeroInserted != useful {
				t.Fatalf("%s of %+v inserts zeros: %+v", p, l, m)
			}
		}
	})
}

// The error pass of a layer is the forward pass of the other kind with input and output exchanged.
func TestErrorPassIsTheOtherKind(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := drawLayer(t)
		other := l
		other.In, other.Out, other.Kind = l.Out, l.In, networks.Conv
		if l.Kind == networks.Conv {
			other.Kind = networks.TransposedConv
		}
		if l.MACs(networks.Error) != other.MACs(networks.Forward) {
			t.Fatalf("error of %+v: %+v, forward of the other kind: %+v", l, l.MACs(networks.Error), other.MACs(networks.Forward))
		}
		if l.InsertedZeros(networks.Error) != other.InsertedZeros(networks.Forward) {
			t.Fatalf("zeros differ for %+v", l)
		}
	})
}

func TestDCGANSizes(t *testing.T) {
	for _, size := range []int{16, 32, 64, 128, 256, 512, 1024} {
		g := networks.DCGAN(size)
		if err := g.Validate(); err != nil {
			t.Errorf("size %d: %v", size, err)
			continue
		}
		last := g.Generator.Layers[len(g.Generator.Layers)-1]
		if want := (networks.Shape{Height: size, Width: size, Channels: 3}); last.Out != want {
			t.Errorf("size %d: makes %v", size, last.Out)
		}
	}
	for _, size := range []int{-64, 0, 8, 50, 2048} {
		err := networks.DCGAN(size).Validate()
		if err == nil || !strings.Contains(err.Error(), fmt.Sprint(size)) || !strings.Contains(err.Error(), "powers of two") {
			t.Errorf("size %d: error %v does not name it and what would be right", size, err)
		}
	}
}

func TestValidateNamesWhatIsWrong(t *testing.T) {
	ok := networks.NewConv("C1", networks.Shape{8, 8, 3}, 4, 3, 1, 1)
	change := func(f func(l *networks.Layer)) networks.Network {
		l := ok
		f(&l)
		return networks.Network{Name: "net", Layers: []networks.Layer{l}}
	}
	for want, net := range map[string]networks.Network{
		"net has no layers":                                        {Name: "net"},
		`C1 is of kind "dense"`:                                    change(func(l *networks.Layer) { l.Kind = "dense" }),
		"C1 has a kernel of size 0":                                change(func(l *networks.Layer) { l.Kernel = 0 }),
		"C1 has a stride of -1":                                    change(func(l *networks.Layer) { l.Stride = -1 }),
		"C1 has a padding of -2":                                   change(func(l *networks.Layer) { l.Pad = -2 }),
		"C1 has an input of 0x8x3":                                 change(func(l *networks.Layer) { l.In.Height = 0 }),
		"output of 0x0x4: kernel 10":                               {Name: "net", Layers: []networks.Layer{networks.NewConv("C1", ok.In, 4, 10, 1, 0)}},
		"kernel 5, stride 1 and padding 1 make 6x6 of 8x8x3":       change(func(l *networks.Layer) { l.Kernel = 5 }),
		"layers go up to 1e+12":                                    {Name: "net", Layers: []networks.Layer{networks.NewConv("C1", networks.Shape{999999, 999999, 9}, 9, 3, 1, 1)}},
		"layer C1 takes 8x8x3, but layer C1 before it gives 8x8x4": {Name: "net", Layers: []networks.Layer{ok, ok}},
	} {
		if err := net.Validate(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got error %v, want one with %q", err, want)
		}
	}
}

func ExampleLayer_MACs() {
	layer := networks.DCGAN(64).Generator.Layers[1]
	m := layer.MACs(networks.Forward)
	fmt.Printf("%s %v to %v: %d MACs, %d with inserted zeros, %d useful\n", layer.Name, layer.In, layer.Out, m.Scatter,
		m.ZeroInserted, m.Useful)
	// Output: G2 4x4x512 to 8x8x256: 33554432 MACs, 134217728 with inserted zeros, 25690112 useful
}
