package kernel

import (
	"context"
	"os"
	"runtime"
	"time"

	"regan/kernel/internal/wire"
)

// A usage is what the kernel, with the processes that it has started, and the machine have taken up to a moment.
type usage struct {
	at     time.Time
	cpu    time.Duration    // processor time of the kernel's processes
	busy   time.Duration    // processor time of the whole machine
	memory int64            // resident bytes of the kernel's processes
	host   *wire.HostMemory // nil: not known
}

// usage answers on control, so that a reader sees the memory of a cell while it runs.
func (k *Kernel) usage(context.Context, *request, *wire.UsageRequest) wire.Content {
	now := readUsage()
	host, _ := os.Hostname()
	reply := &wire.UsageReply{
		Status: wire.OK, Host: host, PID: os.Getpid(), KernelMemory: now.memory, CPUs: runtime.NumCPU(), HostMemory: now.host,
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if last := k.lastUsage; last != nil {
		if wall := now.at.Sub(last.at); wall > 0 {
			// A process that has ended since then takes its time with it, and times have the grain of a tick: hence the bounds.
			all := 100 * float64(runtime.NumCPU())
			percent := func(spent time.Duration) float64 { return min(max(100*spent.Seconds()/wall.Seconds(), 0), all) }
			reply.KernelCPU = percent(now.cpu - last.cpu)
			reply.HostCPU = percent(now.busy-last.busy) / float64(runtime.NumCPU())
		}
	}
	k.lastUsage = &now
	return reply
}
