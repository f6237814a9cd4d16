package validation

import (
	"context"
	"errors"
	"strings"
	"testing"

	"regan/accel"
	"regan/accel/arrays"
	"regan/accel/designs"
	"regan/accel/networks"
	"regan/accel/training"
	"regan/accel/units"
	"regan/accel/wires"
)

// Whatever takes a context refuses none at all, by name, and one that has ended with its error.
func TestContexts(t *testing.T) {
	spec := arrays.DefaultSpec()
	weights := arrays.Weights{Outputs: 1, Inputs: 4, Values: []int32{1, 2, 3, 4}}
	array, err := arrays.Program(spec, weights)
	if err != nil {
		t.Fatal(err)
	}
	pulsed, err := arrays.NewPulsed(arrays.DefaultPulsedSpec(), 1, 1, []float64{0})
	if err != nil {
		t.Fatal(err)
	}
	cells := wires.Array{Rows: 1, Cols: 1, Cells: []units.Conductance{1}, Lines: wires.Lines{Driver: 1}}
	one, y := []float64{1}, make([]float64, 1)
	plan := training.Plan{Discriminator: 3, Generator: 3, Batch: 4, Scheme: designs.ReGAN().Scheme}
	ended, end := context.WithCancel(context.Background())
	end()
	for name, call := range map[string]func(context.Context) error{
		"ProgramContext": func(ctx context.Context) error {
			_, err := arrays.ProgramContext(ctx, spec, weights, nil)
			return err
		},
		"Mul":    func(ctx context.Context) error { return array.Mul(ctx, y, []int32{1, 2, 3, 4}, 1) },
		"MulVec": func(ctx context.Context) error { return array.MulVec(ctx, y, []int32{1, 2, 3, 4}) },
		"Convolve": func(ctx context.Context) error {
			window := arrays.Window{Channels: 1, Height: 2, Width: 2, KernelHeight: 2, KernelWidth: 2, Stride: 1}
			return array.Convolve(ctx, y, []int32{1, 2, 3, 4}, window)
		},
		"Pulsed.Mul":           func(ctx context.Context) error { return pulsed.Mul(ctx, y, one, 1) },
		"Pulsed.MulTransposed": func(ctx context.Context) error { return pulsed.MulTransposed(ctx, y, one, 1) },
		"Pulsed.Update":        func(ctx context.Context) error { return pulsed.Update(ctx, 1, one, one, 1, nil) },
		"Effective": func(ctx context.Context) error {
			_, err := cells.Effective(ctx, nil)
			return err
		},
		"Solve": func(ctx context.Context) error {
			_, err := cells.Solve(ctx, []units.Voltage{1}, nil)
			return err
		},
		"SolveNonlinear": func(ctx context.Context) error {
			_, err := cells.SolveNonlinear(ctx, wires.Sinh(1), []units.Voltage{1}, nil)
			return err
		},
		"Simulate": func(ctx context.Context) error {
			_, err := accel.Simulate(ctx, designs.ReGAN(), networks.DCGAN(64), nil)
			return err
		},
		"Plan.Run": func(ctx context.Context) error {
			_, err := plan.Run(ctx)
			return err
		},
	} {
		if err := call(context.Background()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		var none context.Context
		if err := call(none); err == nil || !strings.Contains(err.Error(), "the context is nil; allowed: one such as context.Background()") {
			t.Errorf("%s without a context: %v", name, err)
		}
		if err := call(ended); !errors.Is(err, context.Canceled) {
			t.Errorf("%s with a context that has ended: %v", name, err)
		}
	}
}
