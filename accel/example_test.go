package accel_test

import (
	"context"
	"fmt"

	"regan/accel"
	"regan/accel/designs"
	"regan/accel/hw"
	"regan/accel/networks"
)

func ExampleSimulate() {
	report, err := accel.Simulate(context.Background(), designs.ReGAN(), networks.DCGAN(64), nil)
	if err != nil {
		panic(err)
	}
	fmt.Print(report.Headline())
	// Output:
	// ReGAN trains DCGAN 64x64, batch 64: published and simulated
	//   figure                       published  simulated  deviation (%)
	//   ----------------------------------------------------------------
	//   speedup over GTX 1080            240.0      32.88          -86.3
	//   energy saving over GTX 1080      94.00      37.17          -60.5
	//   power over that of GTX 1080      2.553     0.8845          -65.4
	//   One iteration takes 1.958 ms and 311.6 mJ; the GTX 1080 takes 64.36 ms and 11.58 J. Published: abstract; a mean over networks and data sets. That the GPU is a GTX 1080 is recalled.
}

// A design is data: change a field, and simulate again. Here each choice of what one write spike stores.
func ExampleSimulate_variant() {
	design := designs.ReGAN()
	for _, granularity := range hw.WriteGranularities() {
		design.Chip.Crossbar.Granularity = granularity
		report, err := accel.Simulate(context.Background(), design, networks.DCGAN(64), nil)
		if err != nil {
			panic(err)
		}
		fmt.Println(granularity, report.Design().Energy)
	}
	// Output:
	// row 311.6 mJ
	// value 4.541 J
	// cell 25.69 J
	// spike 102.5 J
}

func ExampleSimulate_options() {
	options := accel.DefaultOptions()
	options.Batch = 0
	_, err := accel.Simulate(context.Background(), designs.ReGAN(), networks.DCGAN(64), options)
	fmt.Println(err)
	// Output: accel: a batch of 0 samples; it must be from 1 to 16384 (accel.DefaultOptions has 64)
}
