package kernel_test

import (
	"os"
	"runtime"
	"testing"

	"regan/kernel/internal/wire"
	"regan/kernel/kerneltest"
)

// What a front end shows of the kernel's memory and processor time: plausible numbers, while a cell runs, too.
func TestUsage(t *testing.T) {
	client := kerneltest.Start(t, newScript(), nil)
	id := client.Send(kerneltest.Shell, cell("hang"))
	client.Await(id, "execute_input")
	for range 2 {
		replies := kerneltest.Find[*wire.UsageReply](client.Request(kerneltest.Control, &wire.UsageRequest{}))
		if len(replies) != 1 {
			t.Fatalf("%d replies", len(replies))
		}
		r := replies[0]
		if r.Status != "ok" || r.PID != os.Getpid() || r.CPUs != runtime.NumCPU() || r.KernelMemory < 1<<20 || r.KernelMemory > 64<<30 {
			t.Errorf("got %+v", r)
		}
		if r.KernelCPU < 0 || r.KernelCPU > 100*float64(r.CPUs) || r.HostCPU < 0 || r.HostCPU > 100 {
			t.Errorf("processor time: got %+v", r)
		}
		if m := r.HostMemory; runtime.GOOS == "linux" && (m == nil || m.Total < r.KernelMemory || m.Percent <= 0 || m.Percent > 100) {
			t.Errorf("the machine's memory: got %+v", m)
		}
	}
	client.Kernel.Interrupt()
	client.AwaitIdle(id)
}
