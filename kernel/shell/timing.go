package shell

import (
	"context"
	"fmt"
	"time"
)

// A Stopwatch measures the time from its Start.
type Stopwatch struct{ start time.Time }

// Start starts a stopwatch.
func Start() Stopwatch { return Stopwatch{time.Now()} }

// Print prints how long the stopwatch has run.
func (s Stopwatch) Print() { fmt.Printf("took %v\n", time.Since(s.start).Round(time.Microsecond)) }

// Timeit runs f often enough to take some tenths of a second, several times over, and prints the best and the mean time of a
// run.
func Timeit(ctx context.Context, f func()) error { return Repeat(ctx, 0, 0, f) }

// Repeat runs f so many times in each of so many rounds, and prints the best and the mean time of a run. 0 rounds are 5; 0 runs
// are as many as take a tenth of a second.
func Repeat(ctx context.Context, rounds, runs int, f func()) error {
	const enough = 100 * time.Millisecond
	if rounds <= 0 {
		rounds = 5
	}
	n := runs
	for n = max(n, 1); runs <= 0; {
		took := timed(n, f)
		if err := ctx.Err(); err != nil {
			return err
		}
		if took >= enough || n >= 1e9 {
			break
		}
		n = min(10*n, 1+int(float64(n)*1.2*float64(enough)/float64(max(took, 1))))
	}
	var best, sum time.Duration
	for round := range rounds {
		took := timed(n, f)
		if err := ctx.Err(); err != nil {
			return err
		}
		sum += took
		if round == 0 || took < best {
			best = took
		}
	}
	each := func(d time.Duration) time.Duration {
		return time.Duration(float64(d) / float64(n)).Round(time.Nanosecond)
	}
	fmt.Printf("%v a run at best, %v in the mean of %d rounds of %d runs\n", each(best), each(sum/time.Duration(rounds)), rounds, n)
	return nil
}

func timed(n int, f func()) time.Duration {
	start := time.Now()
	for range n {
		f()
	}
	return time.Since(start)
}
