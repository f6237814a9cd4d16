// Package gpu is the baseline: a roofline model of a graphics card that trains the same GAN.
//
//	GPU     the card's published limits, and how much of them a training reaches
//	Result  time and energy of one iteration
//
// Each kernel takes the longer of its arithmetic and its memory traffic, and a launch. Start with GTX1080().Train(gan, 64).
package gpu

import (
	"fmt"

	"regan/accel/networks"
	"regan/accel/units"
)

// GPU is a graphics card and how it is used.
type GPU struct {
	Name         string
	Peak         units.OpRate    // single precision, fused multiply-add counted as two
	Bandwidth    units.Bandwidth // of its memory
	Power        units.Power     // while it trains
	Utilisation  float64         // share of Peak that the convolutions reach, above 0 and up to 1
	Launch       units.Time      // of one kernel
	ValueBytes   int             // of one number
	ReusesImages bool            // G is trained with the images on which D was, instead of new ones
}

// GTX1080 returns NVIDIA's GeForce GTX 1080, the card with which PipeLayer and, as far as is recalled, ReGAN compare.
func GTX1080() GPU {
	return GPU{
		Name:      "GTX 1080",
		Peak:      8.873 * units.Teraflop,        // 2560 cores x 2 x 1.733 GHz boost, specification page
		Bandwidth: 320 * units.GigabytePerSecond, // GDDR5X, specification page
		Power:     180 * units.Watt,              // TDP, specification page; the papers may have measured less
		// 10 to 40 % is an estimate for small batches of DCGAN with cuDNN of the time; 30 % is no measurement.
		Utilisation: 0.30,
		Launch:      7.5 * units.Microsecond, // 5 to 10 µs is usual
		ValueBytes:  4,
	}
}

// Result is what one training iteration takes.
type Result struct {
	GPU     GPU
	Flops   int64      // of the convolutions
	Traffic units.Data // to and from memory
	Kernels int64
	Time    units.Time
	Energy  units.Energy
}

// Validate tells what is wrong with the numbers, or nil.
func (g GPU) Validate() error {
	switch {
	case !(g.Peak > 0) || !(g.Bandwidth > 0):
		return fmt.Errorf("gpu: %s does %v and moves %v; both must be above 0", g.Name, g.Peak, g.Bandwidth)
	case !(g.Utilisation > 0 && g.Utilisation <= 1):
		return fmt.Errorf("gpu: %s has a utilisation of %g; it is a share above 0 and up to 1", g.Name, g.Utilisation)
	case !(g.Power > 0) || !(g.Launch >= 0) || g.ValueBytes < 1:
		return fmt.Errorf("gpu: %s takes %v, launches in %v and has values of %d bytes; power and bytes must be above 0, "+
			"the launch not negative", g.Name, g.Power, g.Launch, g.ValueBytes)
	}
	return nil
}

// Train returns time and energy of one iteration: D on real images, D on fake ones, an update, G through D, an update.
// Transposed convolutions are counted without inserted zeros (cuDNN runs them as the backward pass of a convolution).
func (g GPU) Train(gan *networks.GAN, batch int) (Result, error) {
	if err := g.Validate(); err != nil {
		return Result{}, err
	}
	if err := gan.Validate(); err != nil {
		return Result{}, err
	}
	if batch < 1 {
		return Result{}, fmt.Errorf("gpu: a batch of %d samples; it needs at least 1", batch)
	}
	r := Result{GPU: g}
	gen, disc := gan.Generator, gan.Discriminator
	for range 2 { // real and fake images
		r.forward(disc, batch)
		r.backward(disc, batch, true, false)
	}
	r.forward(gen, batch) // the fake images
	if !g.ReusesImages {
		r.forward(gen, batch)
	}
	r.forward(disc, batch)
	r.backward(disc, batch, false, true)
	r.backward(gen, batch, true, false)
	r.update(disc)
	r.update(gen)
	r.Energy = g.Power.For(r.Time)
	return r, nil
}

// forward runs a convolution for each layer, and what follows it value by value.
func (r *Result) forward(n networks.Network, batch int) {
	for _, l := range n.Layers {
		r.convolution(l, networks.Forward, batch)
		r.elementwise(l.Out, batch, normAndActivation(l))
	}
}

// backward runs the errors back to the first layer, or with inputError to the input, and forms the weight gradients if
// they are wanted.
func (r *Result) backward(n networks.Network, batch int, gradients, inputError bool) {
	for i, l := range n.Layers {
		r.elementwise(l.Out, batch, normAndActivation(l))
		if i > 0 || inputError {
			r.convolution(l, networks.Error, batch)
		}
		if gradients {
			r.convolution(l, networks.Gradient, batch)
		}
	}
}

// update is Adam: weight, gradient and two moments read, weight and moments written.
func (r *Result) update(n networks.Network) {
	for _, l := range n.Layers {
		const accesses = 7
		r.kernel(0, l.Params()*accesses)
	}
}

// convolution reads two of input, output and weights, and writes the third.
func (r *Result) convolution(l networks.Layer, p networks.Pass, batch int) {
	b := int64(batch)
	r.kernel(2*l.MACs(p).Scatter*b, (l.In.Values()+l.Out.Values())*b+l.Params())
}

// elementwise runs kernels that read and write every value of a map once.
func (r *Result) elementwise(s networks.Shape, batch, kernels int) {
	for range kernels {
		r.kernel(0, 2*s.Values()*int64(batch))
	}
}

func (r *Result) kernel(flops, values int64) {
	traffic := units.Data(values) * units.Data(r.GPU.ValueBytes)
	arithmetic := (r.GPU.Peak * units.OpRate(r.GPU.Utilisation)).Take(float64(flops))
	r.Flops += flops
	r.Traffic += traffic
	r.Kernels++
	r.Time += max(arithmetic, r.GPU.Bandwidth.Take(traffic)) + r.GPU.Launch
}

func normAndActivation(l networks.Layer) int {
	n := 0
	if l.BatchNorm {
		n++
	}
	if l.Activation != "" {
		n++
	}
	return n
}
