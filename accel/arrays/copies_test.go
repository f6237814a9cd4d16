package arrays

import (
	"context"
	"testing"

	"pgregory.net/rapid"
)

// Copies change nothing about what is computed, unless something differs from cell to cell; and they take as many arrays.
func TestCopiesComputeTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anySpec().Draw(t, "spec")
		s.Faults, s.Copies = Faults{}, 1
		w := anyWeights(s, 4, 60).Draw(t, "weights")
		x := anyInputs(s, 5*w.Inputs).Draw(t, "inputs")
		want := multiplied(t, s, w, x, fastest())
		one := mustProgram(t, s, w)
		s.Copies = rapid.IntRange(2, MaxCopies).Draw(t, "copies")
		sameNumbers(t, "copies", multiplied(t, s, w, x, fastest()), want)
		if n := mustProgram(t, s, w).Arrays(); n != s.Copies*one.Arrays() {
			t.Fatalf("%d copies of %d arrays are %d", s.Copies, one.Arrays(), n)
		}
	})
}

// Where copies differ, vectors go to one after the other, in any division into batches, and to each as if it were alone.
func TestCopiesTakeTurns(t *testing.T) {
	s := DefaultSpec()
	s.Copies, s.Seed = 3, 7
	s.Faults, s.Noise = Faults{StuckOn: 0.05}, Noise{Uniform, 0.1}
	const batch = chunkVectors + 100
	w, x := benchmarkCase(s, 5, 150, batch)
	mul := func(a *Array, y []float64, x []int32) {
		t.Helper()
		if err := a.Mul(context.Background(), y, x, len(x)/w.Inputs); err != nil {
			t.Fatal(err)
		}
	}
	want := make([]float64, batch*w.Outputs)
	mul(mustProgram(t, s, w), want, x)
	var batches []float64
	a := mustProgram(t, s, w)
	for first, n := 0, 1; first < batch; first, n = first+n, min(n+7, batch-first-n) {
		y := make([]float64, n*w.Outputs)
		mul(a, y, x[first*w.Inputs:][:n*w.Inputs])
		batches = append(batches, y...)
	}
	sameNumbers(t, "batches", batches, want)

	for k, c := range a.copies {
		alone, err := Program(c.spec, w)
		if k == 0 {
			first := c.spec
			first.Copies = 1
			alone, err = Program(first, w)
		}
		if err != nil {
			t.Fatal(err)
		}
		var share []int32
		var expected []float64
		for v := k; v < batch; v += s.Copies {
			share = append(share, x[v*w.Inputs:][:w.Inputs]...)
			expected = append(expected, want[v*w.Outputs:][:w.Outputs]...)
		}
		y := make([]float64, len(expected))
		mul(alone, y, share)
		sameNumbers(t, "a copy alone", y, expected)
	}

	// Each copy has faults of its own, and is read the other way too.
	one := s
	one.Copies = 1
	if alone, all := mustProgram(t, one, w).StuckCells(), a.StuckCells(); all <= 2*alone || all == 3*alone {
		t.Errorf("%d cells are stuck in three copies, %d in one", all, alone)
	}
	back, err := a.Transposed(s.Inputs)
	if err != nil {
		t.Fatal(err)
	}
	x = x[:2*w.Outputs]
	copy(x[w.Outputs:], x[:w.Outputs])
	y := make([]float64, 2*w.Inputs)
	if err := back.Mul(context.Background(), y, x, 2); err != nil {
		t.Fatal(err)
	}
	differ := false
	for i := range w.Inputs {
		differ = differ || y[i] != y[w.Inputs+i]
	}
	if !differ {
		t.Error("two copies with faults of their own compute the same, read the other way")
	}
}

func TestCopiesReportProgress(t *testing.T) {
	s := DefaultSpec()
	s.Copies, s.Analog.Writing = 4, Writing{UniformError, 0.01}
	const batch = chunkVectors + 3
	w, x := benchmarkCase(s, 5, 20, batch)
	last, total := 0, 0
	a := mustProgram(t, s, w).WithProgress(func(done, n int) {
		if done != last+1 {
			t.Errorf("%d parts done after %d", done, last)
		}
		last, total = done, n
	})
	if err := a.Mul(context.Background(), make([]float64, batch*w.Outputs), x, batch); err != nil {
		t.Fatal(err)
	}
	if last != total || total != 4+3 {
		t.Errorf("reported %d of %d parts, want 7", last, total)
	}
}
