package training

import "fmt"

// A Plan is one training iteration: a scheme, for a GAN of some depth and a batch.
type Plan struct {
	Generator     int // layers of G, L_G
	Discriminator int // layers of D, L_D
	Batch         int // samples of each kind in an iteration, B
	Scheme        Scheme
}

// Cycles is the length of an iteration. Under full sharing both trainings overlap: each figure counts from the start of
// the iteration to the end of that network's update, and Total is their maximum. Else Total is their sum.
type Cycles struct {
	Discriminator int64
	Generator     int64
	Total         int64
	Updates       int64 // how many of Total are update cycles in which nothing else runs
}

// Validate tells what is wrong with the plan's numbers, or nil.
func (p Plan) Validate() error {
	switch {
	case p.Generator < 1:
		return fmt.Errorf("training: a generator of %d layers; it needs at least 1", p.Generator)
	case p.Discriminator < 1:
		return fmt.Errorf("training: a discriminator of %d layers; it needs at least 1", p.Discriminator)
	case p.Batch < 1:
		return fmt.Errorf("training: a batch of %d samples; it needs at least 1", p.Batch)
	}
	switch p.Scheme.Sharing {
	case NoSharing, ShareGenerator:
	case ShareEverything:
		if !p.Scheme.Pipeline || !p.Scheme.Spatial {
			return fmt.Errorf("training: scheme %q shares everything; that needs Pipeline and Spatial too", p.Scheme.Name)
		}
	default:
		return fmt.Errorf("training: scheme %q has sharing %q; it is one of %q, %q, %q",
			p.Scheme.Name, p.Scheme.Sharing, NoSharing, ShareGenerator, ShareEverything)
	}
	return nil
}

// Latencies returns the cycles that one sample takes from its first layer to its last: a real image through D, a fake
// one through G and D, and one of G's training.
func (p Plan) Latencies() (realImage, fakeImage, generator int64) {
	g, d := int64(p.Generator), int64(p.Discriminator)
	realImage = 2*d + 1       // forward, the error at the output, backward
	fakeImage = g + 2*d + 1   // made by G first; G does not learn from it
	generator = 2*g + 2*d + 1 // the error runs back through D into G
	if p.Scheme.Sharing == ShareGenerator {
		generator = g + 2*d + 1 // G's images are there already
	}
	return realImage, fakeImage, generator
}

// Cycles returns the length of the iteration in closed form: PipeLayer's counting rule (HPCA 2017) applied to the three
// passes of a GAN, one cycle for each update. ReGAN's own formulas could not be read in full; these agree with what is
// recalled of them.
func (p Plan) Cycles() (Cycles, error) {
	if err := p.Validate(); err != nil {
		return Cycles{}, err
	}
	realImage, fakeImage, generator := p.Latencies()
	g, d, b := int64(p.Generator), int64(p.Discriminator), int64(p.Batch)

	if !p.Scheme.Pipeline {
		c := Cycles{Discriminator: b*realImage + b*fakeImage + 1, Generator: b*generator + 1, Updates: 2}
		if p.Scheme.Spatial {
			c.Discriminator = b*fakeImage + 1 // the real images take no longer, on their own copy of D
		}
		c.Total = c.Discriminator + c.Generator
		return c, nil
	}

	// A pipeline of n stages lets the last of b samples out after n+b-1 cycles; the update takes one more.
	c := Cycles{Generator: generator + b, Updates: 2}
	switch {
	case p.Scheme.Spatial:
		c.Discriminator = fakeImage + b
	case p.Scheme.NoDrain:
		// Fake images enter D when the real ones have, or when G has made the first of them.
		c.Discriminator = max(b, g) + b + 2*d + 1
	default:
		c.Discriminator = (realImage + b - 1) + (fakeImage + b - 1) + 1
	}
	c.Total = c.Discriminator + c.Generator
	if p.Scheme.Sharing == ShareEverything {
		c.Total = max(c.Discriminator, c.Generator)
		c.Updates = 1 // D's update runs while G's errors are still on their way
	}
	return c, nil
}

// Supervised is the training of one network that is no GAN, as PipeLayer does it: the same units, one pass per sample.
type Supervised struct {
	Layers   int
	Batch    int
	Inputs   int // samples of the whole run; a multiple of Batch
	Pipeline bool
}

// Validate tells what is wrong with the numbers, or nil.
func (s Supervised) Validate() error {
	switch {
	case s.Layers < 1:
		return fmt.Errorf("training: a network of %d layers; it needs at least 1", s.Layers)
	case s.Batch < 1:
		return fmt.Errorf("training: a batch of %d samples; it needs at least 1", s.Batch)
	case s.Inputs < s.Batch || s.Inputs%s.Batch != 0:
		return fmt.Errorf("training: %d inputs; they must be a multiple of the batch, %d", s.Inputs, s.Batch)
	}
	return nil
}

// Cycles returns the length of the run in closed form: (2L+1)N + N/B, or with the pipeline (N/B)(2L+B+1).
func (s Supervised) Cycles() (int64, error) {
	if err := s.Validate(); err != nil {
		return 0, err
	}
	l, b, n := int64(s.Layers), int64(s.Batch), int64(s.Inputs)
	if s.Pipeline {
		return n / b * (2*l + b + 1), nil
	}
	return (2*l+1)*n + n/b, nil
}
