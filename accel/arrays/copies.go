package arrays

import (
	"context"

	"regan/accel/devices"
)

// Copies that differ are arrays of their own, with seeds of their own: the n-th vector goes to copy n modulo their number,
// and is the (n / their number)-th vector there. Copies that cannot differ are not made: one array then multiplies all
// vectors.

// differ tells whether two copies of the same weights compute different things, read noise aside.
func (s Spec) differ() bool {
	a := s.Analog
	return s.Faults != Faults{} || a.Writing.Law != ExactWriting || a.Drift.After != 0 && a.Drift.Spread != 0 ||
		a.Gain != 0 || a.Offset != 0
}

// duplicate writes the further copies, if they differ from the first.
func (a *Array) duplicate(ctx context.Context, weights Weights) error {
	if a.spec.Copies == 1 || !a.spec.differ() {
		return nil
	}
	seeds := devices.NewRandom(a.spec.Seed).Stream(streamOf(copies, 0, 0, 0))
	a.copies = []*Array{a.WithProgress(nil)}
	for n := range a.spec.Copies - 1 {
		spec := a.spec
		spec.Copies = 1
		_, spec.Seed = seeds.Bits(uint64(n))
		c, err := programContext(ctx, spec, weights, a.kernel, nil)
		if err != nil {
			return err
		}
		a.copies = append(a.copies, c)
	}
	return nil
}

// deal multiplies a chunk of vectors, the first of which has a number, by copies that differ: each its share of them.
func (r *run) deal(dst []float64, x []int32, number uint64) error {
	a, n := r.array, len(r.array.copies)
	vectors := len(x) / a.inputs
	for k, c := range a.copies {
		first := (k + n - int(number%uint64(n))) % n
		share := 0
		for v := first; v < vectors; v += n {
			share++
		}
		if share == 0 {
			continue
		}
		r.dealt, r.returned = sized(r.dealt, share*a.inputs), sized(r.returned, share*a.outputs)
		for i := range share {
			copy(r.dealt[i*a.inputs:], x[(first+i*n)*a.inputs:][:a.inputs])
		}
		one := c.acquire()
		one.begin(r.ctx, share)
		err := one.chunk(r.returned, r.dealt, (number+uint64(first))/uint64(n))
		c.release(one)
		if err != nil {
			return err
		}
		for i := range share {
			copy(dst[(first+i*n)*a.outputs:], r.returned[i*a.outputs:][:a.outputs])
		}
		r.report()
	}
	return nil
}
