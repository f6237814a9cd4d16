package networks

// Pass is what a layer does with a sample in training.
type Pass int

const (
	Forward  Pass = iota // output from input
	Error                // error at the input from the error at the output
	Gradient             // weight gradient from the input and the error at the output
)

// String returns "forward", "error" or "gradient".
func (p Pass) String() string {
	switch p {
	case Forward:
		return "forward"
	case Error:
		return "error"
	case Gradient:
		return "gradient"
	}
	return "unknown pass"
}

// MACs counts the multiply-accumulates of one pass for one sample, in three ways of doing it.
type MACs struct {
	// ZeroInserted: as a plain convolution with stride 1, after zeros were put between the pixels where the pass needs it.
	ZeroInserted int64
	// Scatter: no inserted zeros, but taps that fall on the padding or are cropped away still count. This is what is
	// usually quoted as the MACs of a layer.
	Scatter int64
	// Useful: only products of a real pixel and a weight that reach the result.
	Useful int64
}

// A convolution and a transposed convolution are one relation between a small and a large map: pixel i of the small one
// and tap u of the kernel meet pixel i*stride-pad+u of the large one. A convolution reads the large map, a transposed one
// writes it. All counts follow from that.

// small returns the map whose pixels are the kernel's positions, and large the map that the kernel slides over.
func (l Layer) small() Shape {
	if l.Kind == TransposedConv {
		return l.In
	}
	return l.Out
}

func (l Layer) large() Shape {
	if l.Kind == TransposedConv {
		return l.Out
	}
	return l.In
}

// Spreads tells whether a pass goes from the small map to the large one, so that a plain convolution needs zeros between
// the pixels: forward in a transposed convolution, error in a convolution.
func (l Layer) Spreads(p Pass) bool {
	return p == Forward && l.Kind == TransposedConv || p == Error && l.Kind == Conv
}

// MACs returns the multiply-accumulates of a pass for one sample.
func (l Layer) MACs(p Pass) MACs {
	small, large := l.small(), l.large()
	channels := int64(l.In.Channels) * int64(l.Out.Channels)
	m := MACs{Scatter: small.Pixels() * l.Params(), Useful: l.Taps() * channels}
	switch {
	case p == Gradient:
		// As a convolution, the kernel is the small map with zeros between its pixels.
		z := Shape{Height: (small.Height-1)*l.Stride + 1, Width: (small.Width-1)*l.Stride + 1}
		m.ZeroInserted = z.Pixels() * l.Params()
	case l.Spreads(p):
		m.ZeroInserted = large.Pixels() * l.Params()
	default:
		m.ZeroInserted = m.Scatter
	}
	return m
}

// Taps returns how many pairs of a pixel of the small map and a tap of the kernel meet inside the large map.
func (l Layer) Taps() int64 {
	small, large := l.small(), l.large()
	return l.taps(small.Height, large.Height) * l.taps(small.Width, large.Width)
}

// taps counts in one dimension: for each position the taps from max(0, -start) to min(kernel, large-start).
func (l Layer) taps(small, large int) int64 {
	var sum int64
	for i := range small {
		start := i*l.Stride - l.Pad
		if n := min(l.Kernel, large-start) - max(0, -start); n > 0 {
			sum += int64(n)
		}
	}
	return sum
}

// InsertedZeros returns the share of zeros, from 0 to 1, in the map that a plain convolution would read in a pass that
// spreads: zeros between the pixels, and around them so that the kernel fits. Passes that do not spread insert none.
func (l Layer) InsertedZeros(p Pass) float64 {
	if !l.Spreads(p) {
		return 0
	}
	small, large := l.small(), l.large()
	// With stride 1 the padded map exceeds the result by kernel-1.
	padded := Shape{Height: large.Height + l.Kernel - 1, Width: large.Width + l.Kernel - 1}
	return 1 - float64(small.Pixels())/float64(padded.Pixels())
}

// MACs returns the sum over a network's layers.
func (n Network) MACs(p Pass) MACs {
	var sum MACs
	for _, l := range n.Layers {
		m := l.MACs(p)
		sum.ZeroInserted += m.ZeroInserted
		sum.Scatter += m.Scatter
		sum.Useful += m.Useful
	}
	return sum
}
