// Package networks says what must be computed: the layers of a network and exact operation counts for each training pass.
//
//	Shape    height, width and channels of a feature map
//	Layer    a convolution or transposed convolution
//	Network  layers in order          GAN  a generator and a discriminator
//	Pass     forward, error, weight gradient
//	MACs     multiply-accumulates of a pass, counted three ways
//
// Nothing here knows of hardware. Start with DCGAN(64).Generator.Layers[1].MACs(Forward).
package networks

import (
	"fmt"
	"strings"
)

// Shape is the size of a feature map of one sample.
type Shape struct{ Height, Width, Channels int }

// String prints as "8x8x256", rows first.
func (s Shape) String() string { return fmt.Sprintf("%dx%dx%d", s.Height, s.Width, s.Channels) }

// Values returns how many numbers the map holds.
func (s Shape) Values() int64 { return int64(s.Height) * int64(s.Width) * int64(s.Channels) }

// Pixels returns height times width.
func (s Shape) Pixels() int64 { return int64(s.Height) * int64(s.Width) }

// Kind is the kind of a layer.
type Kind string

const (
	Conv           Kind = "conv"  // a window slides over the input
	TransposedConv Kind = "tconv" // each input pixel spreads over a window of the output (fractional-strided convolution)
)

// Layer is one convolution with a square kernel, without bias. Its weights are Kernel² x In.Channels x Out.Channels.
type Layer struct {
	Name       string
	Kind       Kind
	In, Out    Shape
	Kernel     int
	Stride     int
	Pad        int
	Activation string // "relu", "leaky relu", "tanh", "sigmoid": shown, and counted by the GPU baseline; no weights
	BatchNorm  bool   // a normalisation of the output follows
}

// NewConv returns a convolution of the input to the given output channels. A kernel that the padded input cannot hold
// shows as an empty output, which Validate refuses.
func NewConv(name string, in Shape, channels, kernel, stride, pad int) Layer {
	return newLayer(Layer{Name: name, Kind: Conv, In: in, Kernel: kernel, Stride: stride, Pad: pad}, channels)
}

// NewTransposedConv returns a transposed convolution of the input to the given output channels; pad crops the output.
func NewTransposedConv(name string, in Shape, channels, kernel, stride, pad int) Layer {
	return newLayer(Layer{Name: name, Kind: TransposedConv, In: in, Kernel: kernel, Stride: stride, Pad: pad}, channels)
}

func newLayer(l Layer, channels int) Layer {
	l.Out = Shape{l.outSize(l.In.Height), l.outSize(l.In.Width), channels}
	return l
}

// outSize returns the output's size in a dimension in which the input has n pixels.
func (l Layer) outSize(n int) int {
	if l.Kind == TransposedConv {
		return (n-1)*l.Stride - 2*l.Pad + l.Kernel
	}
	if l.Stride < 1 || n+2*l.Pad < l.Kernel {
		return 0
	}
	return (n+2*l.Pad-l.Kernel)/l.Stride + 1
}

// String prints as "G2 tconv 4x4x512 -> 8x8x256, kernel 4, stride 2, pad 1".
func (l Layer) String() string {
	return fmt.Sprintf("%s %s %v -> %v, kernel %d, stride %d, pad %d", l.Name, l.Kind, l.In, l.Out, l.Kernel, l.Stride, l.Pad)
}

// Params returns the number of weights.
func (l Layer) Params() int64 {
	return int64(l.Kernel) * int64(l.Kernel) * int64(l.In.Channels) * int64(l.Out.Channels)
}

// Validate tells what is wrong with the layer's numbers, or nil.
func (l Layer) Validate() error {
	switch {
	case l.Kind != Conv && l.Kind != TransposedConv:
		return fmt.Errorf("networks: layer %s is of kind %q; it is %q or %q", l.Name, l.Kind, Conv, TransposedConv)
	case l.Kernel < 1:
		return fmt.Errorf("networks: layer %s has a kernel of size %d; it needs at least 1", l.Name, l.Kernel)
	case l.Stride < 1:
		return fmt.Errorf("networks: layer %s has a stride of %d; it needs at least 1", l.Name, l.Stride)
	case l.Pad < 0:
		return fmt.Errorf("networks: layer %s has a padding of %d; it needs at least 0", l.Name, l.Pad)
	case l.In.Height < 1 || l.In.Width < 1 || l.In.Channels < 1:
		return fmt.Errorf("networks: layer %s has an input of %s; each number must be at least 1", l.Name, l.In)
	case l.Out.Height < 1 || l.Out.Width < 1 || l.Out.Channels < 1:
		return fmt.Errorf("networks: layer %s has an output of %s: kernel %d, stride %d and padding %d leave nothing of %s",
			l.Name, l.Out, l.Kernel, l.Stride, l.Pad, l.In)
	}
	if h, w := l.outSize(l.In.Height), l.outSize(l.In.Width); h != l.Out.Height || w != l.Out.Width {
		return fmt.Errorf("networks: layer %s has an output of %s, but kernel %d, stride %d and padding %d make %dx%d of %s",
			l.Name, l.Out, l.Kernel, l.Stride, l.Pad, h, w, l.In)
	}
	if macs := float64(l.In.Height+l.Out.Height) * float64(l.In.Width+l.Out.Width) * float64(l.Kernel) * float64(l.Kernel) *
		float64(l.In.Channels) * float64(l.Out.Channels); macs > mostMACs {
		return fmt.Errorf("networks: layer %s has some %.0e MACs; layers go up to %.0e", l.Name, macs, mostMACs)
	}
	return nil
}

// mostMACs keeps the counts of an iteration within an int64. The largest layer of a 1024x1024 DCGAN has a tenth of it.
const mostMACs = 1e12

// Network is a chain of layers.
type Network struct {
	Name   string
	Layers []Layer
}

// Params returns the number of weights of all layers.
func (n Network) Params() int64 {
	var sum int64
	for _, l := range n.Layers {
		sum += l.Params()
	}
	return sum
}

// String lists the layers, one a line, with the number of weights.
func (n Network) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s, %d weights", n.Name, n.Params())
	for _, l := range n.Layers {
		fmt.Fprintf(&b, "\n  %v", l)
	}
	return b.String()
}

// Validate tells which layer is wrong or does not fit the one before, or nil.
func (n Network) Validate() error {
	if len(n.Layers) == 0 {
		return fmt.Errorf("networks: %s has no layers; it needs at least 1", n.Name)
	}
	for i, l := range n.Layers {
		if err := l.Validate(); err != nil {
			return err
		}
		if i > 0 && l.In != n.Layers[i-1].Out {
			return fmt.Errorf("networks: layer %s takes %s, but layer %s before it gives %s",
				l.Name, l.In, n.Layers[i-1].Name, n.Layers[i-1].Out)
		}
	}
	return nil
}

// GAN is a generator, which makes images of noise, and a discriminator, which tells them from real ones.
type GAN struct {
	Name          string
	Generator     Network
	Discriminator Network

	problem error // what was wrong with the arguments of the constructor
}

// String lists the layers of both networks.
func (g *GAN) String() string {
	if g.problem != nil {
		return g.problem.Error()
	}
	return fmt.Sprintf("%s\n%v\n%v", g.Name, g.Generator, g.Discriminator)
}

// Validate tells what is wrong with the GAN, or nil.
func (g *GAN) Validate() error {
	if g.problem != nil {
		return g.problem
	}
	if err := g.Generator.Validate(); err != nil {
		return err
	}
	if err := g.Discriminator.Validate(); err != nil {
		return err
	}
	made, judged := g.Generator.Layers[len(g.Generator.Layers)-1].Out, g.Discriminator.Layers[0].In
	if made != judged {
		return fmt.Errorf("networks: the generator of %s makes %s, but its discriminator takes %s", g.Name, made, judged)
	}
	return nil
}
