package designs

import (
	"regan/accel"
	"regan/accel/hw"
	"regan/accel/mapper"
	"regan/accel/training"
	"regan/accel/units"
)

// ReGAN returns the accelerator of
//
//	Fan Chen, Linghao Song, Yiran Chen: "ReGAN: A Pipelined ReRAM-Based Accelerator for Generative Adversarial
//	Networks", ASP-DAC 2018, pages 178-183.
//
// It computes in ReRAM main memory, pipelines the layers, trains D on real and fake images at once on two copies (Spatial
// Parallelism), and lets the trainings of D and G share a forward pass (Computation Sharing). The abstract gives the mean
// speedup and energy saving over a GPU; the text below it could not be read. What it does not pin, or what is only
// recalled of it, is a field here with the value's reason beside it, and a row in the report's table of parameters.
//
// Deviations from the paper, as far as is known:
//
//   - The published figures are means over several networks and data sets; a simulation is one network.
//   - Circuits around the arrays (integrate-and-fire, counters, subtractors, activation tables), wires, buffers' reads and
//     leakage have no constants to go by and cost nothing here, so energy is a lower bound.
//   - Virtual batch normalisation costs no cycle and no energy: a scale and a shift in the periphery.
func ReGAN() accel.Accelerator {
	return accel.Accelerator{
		Name:     "ReGAN",
		Citation: "F. Chen, L. Song, Y. Chen, \"ReGAN: A Pipelined ReRAM-Based Accelerator for Generative Adversarial Networks\", ASP-DAC 2018",
		Chip: hw.Chip{
			Name: "ReRAM main memory of 8 GiB",
			Crossbar: hw.Crossbar{
				// 128x128 arrays of 4-bit cells for 16-bit values: PipeLayer's, by the same group a year before.
				Rows: 128, Cols: 128,
				Device:    hw.PipeLayerDevice(),
				ValueBits: 16,
				// A subtractor joins arrays of positive and negative weights: recalled.
				Pairs: true,
				// Not pinned, and worth a factor above ten in energy: accel/RATIONALE.md says why a row.
				Granularity: hw.PerRow,
				// Every slot is charged, as in the public re-implementation of PipeLayer's accounting.
				SpikeActivity: 1,
				// PipeLayer's 1485 GOPS/s/mm² at 2*128*128 operations for 8 arrays (4 slices, 2 signs) in 16*29.31 ns:
				// 8.734 GOPS/s / 1485 GOPS/s/mm² = 5881 µm² for an array with its periphery. Derived.
				Area: 5881 * units.SquareMicrometre,
			},
			// Not pinned. As much memory as the GPU has that it is compared with: 8 GiB / (128*128*4 bits = 8 KiB).
			// Every array can compute or store (PipeLayer's morphable subarrays).
			Arrays: 1 << 20,
		},
		// Not pinned. PipeLayer explains copies with a layer of 12,544 windows; with 256 copies of its kernel (the number is
		// recalled) that makes 49 products in a cycle, the only operating point that is known of either paper.
		Copies: mapper.Copies{Rule: mapper.Balanced, MVMsPerCycle: 49},
		Scheme: training.ComputationSharing(),
		// As cited of PipeLayer: gradients of a batch's samples lie in buffer arrays, and are averaged when they are read.
		Sums: accel.SumsInReRAM,
		// Not pinned. A row is written (50.88 ns) while the next product (469 ns) is formed.
		WriteBack: accel.WriteBackHidden,
		// The papers count an update as one cycle. Rewriting 128 rows takes 10.3 µs, so a shorter cycle is lengthened to that.
		Update: accel.UpdateRows,
		Published: accel.Published{
			Speedup:      240,
			EnergySaving: 94,
			Against:      "GTX 1080",
			Source:       "abstract; a mean over networks and data sets. That the GPU is a GTX 1080 is recalled",
		},
	}
}
