// Command regan prints what one training iteration of DCGAN takes on ReGAN (Chen, Song and Chen, ASP-DAC 2018), beside what
// the paper publishes. It is the shortest complete use of package accel, and the story of notebooks/papers/regan.ipynb in
// one call.
//
//	go run ./scripts/regan                compiled
//	regan run scripts/regan/main.go       interpreted, with the same bytes as output
package main

import (
	"context"
	"fmt"
	"os"

	"regan/accel"
	"regan/accel/designs"
	"regan/accel/networks"
)

func main() {
	report, err := accel.Simulate(context.Background(), designs.ReGAN(), networks.DCGAN(64), nil)
	if err != nil {
		fmt.Fprintln(os.Stderr, "regan:", err)
		os.Exit(1)
	}
	fmt.Println(report)
}
