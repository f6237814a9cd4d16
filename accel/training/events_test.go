package training

import (
	"context"
	"testing"

	"pgregory.net/rapid"
)

// A line of units of unequal length lets the last of n jobs out after one job's way through it and n-1 times its slowest
// unit. Nothing in the engine knows this.
func TestSlowestUnitSetsThePace(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lengths := rapid.SliceOfN(rapid.Int64Range(1, 20), 1, 10).Draw(t, "lengths")
		jobs := rapid.IntRange(1, 30).Draw(t, "jobs")
		var units []unit
		var path []int32
		var sum, slowest int64
		for i, n := range lengths {
			units = append(units, unit{name: "unit", length: n})
			path = append(path, int32(i))
			sum += n
			slowest = max(slowest, n)
		}
		got, err := simulate(context.Background(), units, []stream{{jobs: jobs, path: path}}, nil)
		if want := sum + int64(jobs-1)*slowest; got != want || err != nil {
			t.Fatalf("%d cycles, want %d (%v)", got, want, err)
		}
		got, err = simulate(context.Background(), units, []stream{{jobs: jobs, path: path, oneByOne: true}}, nil)
		if want := int64(jobs) * sum; got != want || err != nil {
			t.Fatalf("one by one: %d cycles, want %d (%v)", got, want, err)
		}
	})
}

// Jobs that reach a busy unit are served in the order of their arrival.
func TestQueueIsFair(t *testing.T) {
	units := []unit{{name: "slow", length: 3}, {name: "fast", length: 1}, {name: "shared", length: 5}}
	streams := []stream{{phase: RealImages, jobs: 2, path: []int32{0, 2}}, {phase: FakeImages, jobs: 2, path: []int32{1, 2}}}
	var trace Trace
	if _, err := simulate(context.Background(), units, streams, &trace); err != nil {
		t.Fatal(err)
	}
	var got []Phase
	for _, s := range trace.Spans {
		if s.Unit == 2 {
			got = append(got, s.Phase)
		}
	}
	want := []Phase{FakeImages, FakeImages, RealImages, RealImages} // they arrive at 1, 2, 3, 6
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("served %v, want %v", got, want)
		}
	}
}

func TestStreamsThatWaitForEachOther(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a circle of streams ended; want a panic, since only our own code can build one")
		}
	}()
	units := []unit{{name: "unit", length: 1}}
	streams := []stream{{jobs: 1, path: []int32{0}, after: []int{1}}, {jobs: 1, path: []int32{0}, after: []int{0}}}
	_, _ = simulate(context.Background(), units, streams, nil)
}
