package worker

import (
	"os"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// machineMemory returns the memory that this process could have, in bytes: the machine's or, where that is less, its
// container's. It is 0 when neither is known.
func machineMemory() int64 {
	var memory int64
	var info unix.Sysinfo_t
	if err := unix.Sysinfo(&info); err == nil {
		memory = int64(uint64(info.Totalram) * uint64(info.Unit))
	}
	for _, file := range []string{
		"/sys/fs/cgroup/memory.max",                   // cgroup v2, "max" for none
		"/sys/fs/cgroup/memory/memory.limit_in_bytes", // cgroup v1
	} {
		text, err := os.ReadFile(file)
		if err != nil {
			continue
		}
		if n, err := strconv.ParseInt(strings.TrimSpace(string(text)), 10, 64); err == nil && n > 0 && (memory == 0 || n < memory) {
			memory = n
		}
	}
	return memory
}
