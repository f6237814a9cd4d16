package gpu_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"regan/accel/gpu"
	"regan/accel/networks"
	"regan/accel/units"
)

// The convolutions of an iteration: 8 forward passes' work of D and 4 of G, less the errors at the input that nobody needs
// (twice D1, once G1), 159.1 GFLOP. At 30 % of the peak they take 60 ms; memory and launches make the rest.
func TestDCGANOnGTX1080(t *testing.T) {
	r, err := gpu.GTX1080().Train(networks.DCGAN(64), 64)
	if err != nil {
		t.Fatal(err)
	}
	if want := int64(2*64) * (8*103_817_216 + 4*104_628_224 - 2*3_145_728 - 819_200); r.Flops != want {
		t.Errorf("%d FLOP, want %d", r.Flops, want)
	}
	arithmetic := float64(r.Flops) / (0.3 * 8.873e12)
	if float64(r.Time) < arithmetic || float64(r.Time) > 1.2*arithmetic {
		t.Errorf("%v, of which the arithmetic takes %v", r.Time, units.Time(arithmetic))
	}
	if r.Energy != r.GPU.Power.For(r.Time) {
		t.Errorf("%v in %v at %v", r.Energy, r.Time, r.GPU.Power)
	}
}

// One layer each by hand: which roof holds, and the launches.
func TestRoofline(t *testing.T) {
	in := networks.Shape{Height: 1, Width: 1, Channels: 1}
	g := networks.NewTransposedConv("G1", in, 1, 4, 1, 0)
	d := networks.NewConv("D1", g.Out, 1, 4, 1, 0)
	gan := &networks.GAN{Name: "tiny", Generator: networks.Network{Layers: []networks.Layer{g}},
		Discriminator: networks.Network{Layers: []networks.Layer{d}}}
	card := gpu.GPU{Name: "card", Peak: 1e3, Bandwidth: 1e30, Power: 2, Utilisation: 0.5, ValueBytes: 4}

	// D: forward 3, gradient 2, error 1; G: forward 2, gradient 1. 16 MACs each, 32 operations at 500 a second.
	const passes = 9
	r, err := card.Train(gan, 1)
	if err != nil || r.Flops != passes*32 || math.Abs(float64(r.Time)-passes*32.0/500) > 1e-12 {
		t.Errorf("bound by arithmetic: %+v (%v)", r, err)
	}
	// 33 values for each pass, 7*16 for each update.
	card.Peak, card.Bandwidth = 1e30, 100
	r, err = card.Train(gan, 1)
	if want := 4 * float64(passes*33+2*7*16) / 100; err != nil || math.Abs(float64(r.Time)-want) > 1e-9 {
		t.Errorf("bound by memory: %v, want %v (%v)", r.Time, want, err)
	}
	card.Bandwidth, card.Launch = 1e30, 3
	r, err = card.Train(gan, 1)
	if want := 3 * float64(passes+2); err != nil || math.Abs(float64(r.Time)-want) > 1e-9 || r.Kernels != passes+2 {
		t.Errorf("bound by launches: %v, want %v (%v)", r.Time, want, err)
	}
	card.ReusesImages = true
	if r, err = card.Train(gan, 1); err != nil || r.Kernels != passes+1 {
		t.Errorf("with its images reused: %d kernels, want %d (%v)", r.Kernels, passes+1, err)
	}
}

func TestBadInput(t *testing.T) {
	gan := networks.DCGAN(64)
	for want, change := range map[string]func(g *gpu.GPU){
		"utilisation of 0":   func(g *gpu.GPU) { g.Utilisation = 0 },
		"utilisation of 1.1": func(g *gpu.GPU) { g.Utilisation = 1.1 },
		"does 0 OP/s":        func(g *gpu.GPU) { g.Peak = 0 },
		"takes -1.000 W":     func(g *gpu.GPU) { g.Power = -1 },
	} {
		g := gpu.GTX1080()
		change(&g)
		if _, err := g.Train(gan, 64); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got error %v, want one with %q", err, want)
		}
	}
	if _, err := gpu.GTX1080().Train(gan, 0); err == nil || !strings.Contains(err.Error(), "batch of 0") {
		t.Errorf("got error %v for a batch of 0", err)
	}
	if _, err := gpu.GTX1080().Train(networks.DCGAN(50), 64); err == nil {
		t.Error("no error for a GAN that is none")
	}
}

func ExampleGPU_Train() {
	r, err := gpu.GTX1080().Train(networks.DCGAN(64), 64)
	if err != nil {
		panic(err)
	}
	fmt.Println(r.Time, r.Energy)
	// Output: 64.36 ms 11.58 J
}
