// Package training orders the work of one GAN training iteration on a pipelined accelerator.
//
//	Scheme    which of ReGAN's overlaps are used: pipeline, spatial parallelism, computation sharing
//	Plan      a scheme for a generator and discriminator of some depth, and a batch
//	Cycles    how long it takes, in cycles: by formula (Plan.Cycles) and by event-driven simulation (Plan.Run)
//	Trace     which unit worked on which sample in which cycles
//
// A cycle is the time in which one layer handles one sample. One iteration trains the discriminator D on a batch of real
// images and on a batch that the generator G made, updates D, then trains G through D and updates G. Start with
// Plan{Generator: 5, Discriminator: 5, Batch: 64, Scheme: Pipeline()}.Cycles().
package training

// Sharing says what the training of G reuses of the pass of fake images that trained D.
type Sharing string

const (
	NoSharing       Sharing = "none"      // G makes new images, D judges them
	ShareGenerator  Sharing = "g_forward" // G's images are kept; the updated D judges them anew
	ShareEverything Sharing = "full"      // the forward pass through G and D serves both; G's gradient sees D before its update
)

// Phase is a part of an iteration, as energy and the lanes of a chart are split.
type Phase int

const (
	RealImages      Phase = iota // D on real images: forward, error, weight gradients
	FakeImages                   // D on G's images: forward through G and D, error, weight gradients of D
	DUpdate                      // D's weights are rewritten
	GeneratorPasses              // G through D: forward, error back through D and G, weight gradients of G
	GUpdate                      // G's weights are rewritten
	NumPhases       int   = iota
)

var phaseNames = [NumPhases]string{"D on real", "D on fake", "D update", "G training", "G update"}

// String returns the phase's name: "D on real".
func (p Phase) String() string {
	if p < 0 || int(p) >= NumPhases {
		return "unknown phase"
	}
	return phaseNames[p]
}

// Phases returns all phases in the order of an iteration.
func Phases() []Phase { return []Phase{RealImages, FakeImages, DUpdate, GeneratorPasses, GUpdate} }

// Scheme says which overlaps an accelerator uses. The four of the paper come from NoPipeline, Pipeline,
// SpatialParallelism and ComputationSharing; change a field to study a variant.
type Scheme struct {
	Name     string
	Pipeline bool    // a new sample enters each cycle; else one sample runs to its end before the next
	Spatial  bool    // a second copy of D, so that D learns from real and fake images at the same time
	Sharing  Sharing // full needs Pipeline and Spatial, and a third copy of D's backward arrays
	NoDrain  bool    // fake images follow the real ones into D without waiting for these to leave it
}

// NoPipeline is the base: one sample at a time.
func NoPipeline() Scheme { return Scheme{Name: "no pipeline", Sharing: NoSharing} }

// Pipeline is the layer-wise pipeline, drained between the phases.
func Pipeline() Scheme { return Scheme{Name: "pipeline", Pipeline: true, Sharing: NoSharing} }

// SpatialParallelism is the pipeline with a second copy of D (ReGAN's SP).
func SpatialParallelism() Scheme {
	return Scheme{Name: "pipeline + SP", Pipeline: true, Spatial: true, Sharing: NoSharing}
}

// ComputationSharing adds one forward pass for two trainings to SpatialParallelism (ReGAN's SP and CS).
func ComputationSharing() Scheme {
	return Scheme{Name: "pipeline + SP + CS", Pipeline: true, Spatial: true, Sharing: ShareEverything}
}

// Schemes returns the four schemes of the paper, each adding one idea to the one before.
func Schemes() []Scheme {
	return []Scheme{NoPipeline(), Pipeline(), SpatialParallelism(), ComputationSharing()}
}

// ForwardCopiesOfD returns how many copies of D's forward (and weight gradient) arrays the scheme needs.
func (s Scheme) ForwardCopiesOfD() int {
	if s.Spatial {
		return 2
	}
	return 1
}

// BackwardCopiesOfD returns how many copies of D's backward arrays the scheme needs: under full sharing the errors of
// both trainings run back through D at once.
func (s Scheme) BackwardCopiesOfD() int {
	if s.Sharing == ShareEverything {
		return s.ForwardCopiesOfD() + 1
	}
	return s.ForwardCopiesOfD()
}
