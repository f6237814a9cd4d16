package worker

import (
	"fmt"
	"math"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// memoryShare is the part of the machine's memory that a worker may use by default: the rest is for what runs beside it,
// the front end's browser among them.
const memoryShare = 0.8

// memoryEvery is how often a worker's memory is looked at, which takes some microseconds. What a program can fill in between,
// a few hundred megabytes, has to fit into the share that is left to others.
const memoryEvery = 50 * time.Millisecond

// defaultMemory is the limit where none is given, in bytes; 0, no limit, where the machine does not say how much it has.
func defaultMemory() int64 { return int64(memoryShare * float64(machineMemory())) }

// watchMemory calls exceeded with a sentence when this process uses more than limit bytes.
func watchMemory(limit int64, exceeded func(message string)) {
	if limit <= 0 {
		return
	}
	// Close to the limit, collecting garbage more often is better than ending.
	debug.SetMemoryLimit(limit / 10 * 9)
	used := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	for range time.Tick(memoryEvery) {
		metrics.Read(used)
		if n := used[0].Value.Uint64() - used[1].Value.Uint64(); n > uint64(limit) {
			exceeded(fmt.Sprintf("out of memory: the cells use %s, and the limit is %s", size(n), size(uint64(limit))))
			return
		}
	}
}

// size is a number of bytes as a reader wants to see it.
func size(n uint64) string {
	const gib = 1 << 30
	if n < gib {
		return fmt.Sprintf("%.0f MiB", math.Ceil(float64(n)/(1<<20)))
	}
	return fmt.Sprintf("%.1f GiB", float64(n)/gib)
}
