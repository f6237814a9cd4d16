package arrays_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"regan/accel/arrays"
)

// Slices of a weight, shifted and added, positive less negative, are the weight.
func TestLevels(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		spec := arrays.DefaultSpec()
		spec.WeightBits = rapid.IntRange(2, 16).Draw(t, "weight bits")
		spec.CellBits = rapid.IntRange(1, 8).Draw(t, "cell bits")
		spec.Encoding = rapid.SampledFrom([]arrays.Encoding{arrays.OneSided, arrays.TwoSided, arrays.Offset}).Draw(t, "encoding")
		lowest, highest := spec.WeightRange()
		weight := rapid.Int32Range(lowest, highest).Draw(t, "weight")
		levels, err := spec.AppendLevels(nil, weight)
		if err != nil {
			t.Fatal(err)
		}
		positive, negative := levels[:spec.Slices()], levels[spec.Slices():]
		got, top := int32(0), uint8(1<<spec.CellBits-1)
		for i := range positive {
			level := int32(positive[i])
			if spec.Encoding != arrays.Offset {
				level -= int32(negative[i])
			}
			if slices.Max(levels) > top {
				t.Fatalf("levels %v and %v; the highest is %d", positive, negative, top)
			}
			got += level << (i * spec.CellBits)
		}
		if spec.Encoding == arrays.Offset {
			got -= 1 << (spec.WeightBits - 1)
		}
		if got != weight || len(positive) != spec.Slices() {
			t.Errorf("levels %v and %v hold %d, want %d", positive, negative, got, weight)
		}
		if _, err := spec.AppendLevels(nil, highest+1); err == nil {
			t.Errorf("a weight of %d was taken", highest+1)
		}
	})
}

// Digits of an input, shifted and added, the sign's subtracted, are the input.
func TestDigits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := arrays.Inputs{Bits: rapid.IntRange(2, 16).Draw(t, "bits"), Signed: rapid.Bool().Draw(t, "signed")}
		in.SliceBits = rapid.IntRange(1, min(8, in.Bits)).Draw(t, "slice bits")
		lowest, highest := in.Range()
		x := rapid.Int32Range(lowest, highest).Draw(t, "x")
		digits, err := in.AppendDigits(nil, x)
		if err != nil {
			t.Fatal(err)
		}
		got, shift := int32(0), 0
		for i, d := range digits {
			if in.Signed && i == len(digits)-1 {
				got -= int32(d) << (in.Bits - 1)
				break
			}
			got += int32(d) << shift
			shift += in.SliceBits
		}
		if got != x {
			t.Errorf("digits %v are %d, want %d", digits, got, x)
		}
		if _, err := in.AppendDigits(nil, highest+1); err == nil {
			t.Errorf("an input of %d was taken", highest+1)
		}
	})
}
