//go:build !linux

package kernel

import (
	"runtime/metrics"
	"time"
)

// readUsage knows only this process where there is no /proc: the worker's memory is not in it.
func readUsage() usage {
	total := []metrics.Sample{{Name: "/memory/classes/total:bytes"}}
	metrics.Read(total)
	return usage{at: time.Now(), memory: int64(total[0].Value.Uint64())}
}
