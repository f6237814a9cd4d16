package mapper_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"regan/accel/hw"
	"regan/accel/mapper"
	"regan/accel/networks"
)

func chip(arrays int) hw.Chip {
	return hw.Chip{Name: "chip", Arrays: arrays, Crossbar: hw.Crossbar{Rows: 128, Cols: 128, Device: hw.PipeLayerDevice(),
		ValueBits: 16, Pairs: true, Granularity: hw.PerRow, SpikeActivity: 1}}
}

// vgg is PipeLayer's example: 3x3, 128 to 256 channels, 112x112 outputs.
func vgg() networks.Layer {
	return networks.NewConv("conv", networks.Shape{Height: 112, Width: 112, Channels: 128}, 256, 3, 1, 1)
}

// T5: PipeLayer's example. A matrix of 1152x256 takes 18 arrays, 72 with four slices, 144 in pairs; 12,544 products, or 49
// with 256 copies.
func TestPipeLayersExample(t *testing.T) {
	x := chip(1).Crossbar
	p := mapper.Place(vgg(), networks.Forward, x)
	if p.Rows != 1152 || p.Cols != 256 || p.Blocks() != 18 || p.ArraysPerCopy != 144 || p.Steps != 12544 {
		t.Errorf("got %+v", p)
	}
	if p.Utilisation(x) != 1 {
		t.Errorf("fills %v of the blocks, want all", p.Utilisation(x))
	}
	if p := p.WithCopies(256); p.Steps != 49 || p.Arrays != 256*144 {
		t.Errorf("with 256 copies: %+v", p)
	}
	x.Pairs = false
	if p := mapper.Place(vgg(), networks.Forward, x); p.ArraysPerCopy != 72 {
		t.Errorf("without pairs %d arrays, want 72", p.ArraysPerCopy)
	}
}

// T10: logical 128x128 arrays of dcgan.torch's layers.
func TestBlocksOfDCGAN(t *testing.T) {
	gan := networks.DCGAN(64)
	for _, c := range []struct {
		net   networks.Network
		want  []int64
		total int64
	}{{gan.Generator, []int64{52, 128, 32, 16, 8}, 236}, {gan.Discriminator, []int64{1, 8, 32, 128, 64}, 233}} {
		var total int64
		for i, l := range c.net.Layers {
			n := mapper.Place(l, networks.Forward, chip(1).Crossbar).Blocks()
			if n != c.want[i] {
				t.Errorf("%s takes %d arrays, want %d", l.Name, n, c.want[i])
			}
			total += n
		}
		if total != c.total {
			t.Errorf("%s takes %d arrays, want %d", c.net.Name, total, c.total)
		}
	}
}

func demand(forward, backward int) mapper.Demand {
	return mapper.Demand{GAN: networks.DCGAN(64), ForwardOfD: forward, BackwardOfD: backward, PipelineDepth: true}
}

// Parallelism costs arrays: a shorter cycle never takes fewer, no stage is longer than asked, and with one copy less it would be.
func TestBalancedCopies(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		steps := rapid.IntRange(1, 10000).Draw(t, "steps")
		m, err := mapper.Map(demand(2, 3), chip(1<<40), mapper.Copies{Rule: mapper.Balanced, MVMsPerCycle: steps})
		if err != nil {
			t.Fatal(err)
		}
		var compute int64
		for n, layers := range [][]mapper.LayerMap{m.Generator, m.Discriminator} {
			for _, l := range layers {
				for _, p := range l.Placements {
					if p.Steps > int64(steps) {
						t.Fatalf("%s %s takes %d steps", l.Layer.Name, p.Pass, p.Steps)
					}
					if p.Copies > 1 && p.WithCopies(p.Copies-1).Steps <= int64(steps) {
						t.Fatalf("%s %s needs only %d copies", l.Layer.Name, p.Pass, p.Copies-1)
					}
					if n == 0 {
						compute += p.Arrays
					} else {
						compute += p.Arrays * m.Demand.CopiesOfD(p.Pass)
					}
				}
			}
		}
		if compute != m.Compute {
			t.Fatalf("parts sum to %d arrays, total is %d", compute, m.Compute)
		}
		longer, err := mapper.Map(demand(2, 3), chip(1<<40), mapper.Copies{Rule: mapper.Balanced, MVMsPerCycle: steps + 1})
		if err != nil || longer.Arrays() > m.Arrays() {
			t.Fatalf("%d steps take %d arrays, one more takes %d (%v)", steps, m.Arrays(), longer.Arrays(), err)
		}
	})
}

// Filling takes the shortest cycle that fits.
func TestFillChip(t *testing.T) {
	for _, arrays := range []int{20_000, 72_133, 1 << 20} {
		m, err := mapper.Map(demand(2, 3), chip(arrays), mapper.Copies{Rule: mapper.FillChip})
		if err != nil {
			t.Fatal(err)
		}
		if m.Arrays() > int64(arrays) {
			t.Errorf("%d arrays of %d", m.Arrays(), arrays)
		}
		shorter := mapper.Copies{Rule: mapper.Balanced, MVMsPerCycle: int(m.Steps) - 1}
		if _, err := mapper.Map(demand(2, 3), chip(arrays), shorter); err == nil {
			t.Errorf("%d arrays: %d steps fit too, fill chose %d", arrays, m.Steps-1, m.Steps)
		}
	}
}

func TestTooSmallAChip(t *testing.T) {
	_, err := mapper.Map(demand(1, 1), chip(1000), mapper.Copies{Rule: mapper.Balanced, MVMsPerCycle: 49})
	var unfit *mapper.FitError
	if !errors.As(err, &unfit) {
		t.Fatalf("got %v, want a FitError", err)
	}
	if unfit.Has != 1000 || unfit.Need <= 1000 || unfit.Part <= 0 || unfit.Layer == "" {
		t.Errorf("got %+v", unfit)
	}
	for _, want := range []string{"DCGAN 64x64", fmt.Sprint(unfit.Need), "has 1000", "layer " + unfit.Layer, "raise MVMsPerCycle"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("error %q does not say %q", err, want)
		}
	}
	// A chip of exactly the need is large enough.
	if _, err := mapper.Map(demand(1, 1), chip(int(unfit.Need)), unfit.Rule); err != nil {
		t.Error(err)
	}
	for _, rule := range []mapper.Rule{mapper.OneCopy, mapper.FillChip} {
		if _, err := mapper.Map(demand(1, 1), chip(1000), mapper.Copies{Rule: rule}); !errors.As(err, &unfit) {
			t.Errorf("rule %s: got %v, want a FitError", rule, err)
		}
	}
}

func TestBadRules(t *testing.T) {
	for want, c := range map[string]mapper.Copies{
		"MVMsPerCycle is 0":    {Rule: mapper.Balanced},
		`copies rule "random"`: {Rule: "random"},
	} {
		if _, err := mapper.Map(demand(1, 1), chip(1000), c); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got error %v, want one with %q", err, want)
		}
	}
}

// Storage of a pipeline of one-layer networks, by hand: G 1x1x1 to 4x4x1 and D back, kernel 4.
func TestStorageByHand(t *testing.T) {
	in := networks.Shape{Height: 1, Width: 1, Channels: 1}
	g := networks.NewTransposedConv("G1", in, 1, 4, 1, 0)
	d := networks.NewConv("D1", g.Out, 1, 4, 1, 0)
	gan := &networks.GAN{Name: "tiny", Generator: networks.Network{Layers: []networks.Layer{g}},
		Discriminator: networks.Network{Layers: []networks.Layer{d}}}
	small := chip(10_000)
	small.Crossbar.Rows, small.Crossbar.Cols = 1, 4 // one 16-bit value
	m, err := mapper.Map(mapper.Demand{GAN: gan, ForwardOfD: 2, BackwardOfD: 3, PipelineDepth: true}, small,
		mapper.Copies{Rule: mapper.OneCopy})
	if err != nil {
		t.Fatal(err)
	}
	// G: its input 5 deep (L=2, l=0), two errors of 16 values, 16 gradient sums. D, twice: 16 inputs 3 deep and 16 sums;
	// three times: two errors of one value.
	if want := int64(5*1 + 2*16 + 16 + 2*(16*3+16) + 3*2*1); m.Storage != want {
		t.Errorf("%d values stored, want %d", m.Storage, want)
	}
}

func ExamplePlace() {
	layer := networks.NewConv("conv", networks.Shape{Height: 112, Width: 112, Channels: 128}, 256, 3, 1, 1)
	crossbar := hw.Crossbar{Rows: 128, Cols: 128, Device: hw.PipeLayerDevice(), ValueBits: 16}
	p := mapper.Place(layer, networks.Forward, crossbar)
	fmt.Printf("%dx%d: %d blocks, %d products, %d with 256 copies\n", p.Rows, p.Cols, p.Blocks(), p.Steps,
		p.WithCopies(256).Steps)
	// Output: 1152x256: 18 blocks, 12544 products, 49 with 256 copies
}
