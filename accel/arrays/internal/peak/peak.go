// Package peak measures how fast one core can do the instruction that a kernel of arrays leans on, so that a benchmark can say what
// share of it the kernel reaches. It is for benchmarks only.
package peak

import "time"

// Shuffles returns how many shuffles of 32 bytes (VPSHUFB) a core does in a second, or 0 on a processor without.
func Shuffles() float64 { return rate(shuffleLoop()) }

// Additions returns how many additions of four float64 (VADDPD) a core does in a second, or 0 on a processor without.
func Additions() float64 { return rate(additionLoop()) }

// rate returns the best of some runs, because others may use the core too.
func rate(loop func(turns int)) float64 {
	if loop == nil {
		return 0
	}
	const turns, perTurn = 1 << 20, 12
	best := time.Duration(1<<63 - 1)
	for range 20 {
		start := time.Now()
		loop(turns)
		best = min(best, time.Since(start))
	}
	return turns * perTurn / best.Seconds()
}
