// Package designs has published accelerators, one in a file: citation, parameters with their sources, the paper's figures,
// and what had to be assumed.
//
// Each function returns a fresh accel.Accelerator to hand to accel.Simulate, as it is or with fields changed:
//
//	d := designs.ReGAN()
//	d.Chip.Crossbar.Rows = 256
package designs
