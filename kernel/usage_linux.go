package kernel

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"regan/kernel/internal/wire"
)

// tick is the unit of processor times in /proc: USER_HZ is 100 on every architecture that Go runs on.
const tick = 10 * time.Millisecond

// readUsage reads /proc: the formats are those of proc(5).
func readUsage() usage {
	u := usage{at: time.Now()}
	type process struct {
		parent int
		cpu    time.Duration
		pages  int64
	}
	processes := map[int]process{}
	files, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			continue // it has just ended
		}
		pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(file)))
		// The second field is a name in parentheses, which may hold anything.
		fields := bytes.Fields(text[bytes.LastIndexByte(text, ')')+1:])
		if len(fields) < 22 {
			continue
		}
		number := func(field int) int64 { // fields as proc(5) counts them
			n, _ := strconv.ParseInt(string(fields[field-3]), 10, 64)
			return n
		}
		processes[pid] = process{int(number(4)), time.Duration(number(14)+number(15)) * tick, number(24)}
	}
	for pid, p := range processes {
		ours := pid
		for depth := 0; ours != os.Getpid() && ours > 1 && depth < 100; depth++ {
			ours = processes[ours].parent
		}
		if ours == os.Getpid() {
			u.cpu += p.cpu
			u.memory += p.pages * int64(os.Getpagesize())
		}
	}
	if text, err := os.ReadFile("/proc/stat"); err == nil {
		var user, nice, system int64
		fmt.Sscanf(string(text), "cpu %d %d %d", &user, &nice, &system)
		u.busy = time.Duration(user+nice+system) * tick
	}
	if text, err := os.ReadFile("/proc/meminfo"); err == nil {
		u.host = hostMemory(string(text))
	}
	return u
}

func hostMemory(text string) *wire.HostMemory {
	m := &wire.HostMemory{}
	for line := range strings.Lines(text) {
		var name string
		var kib int64
		fmt.Sscanf(line, "%s %d", &name, &kib)
		switch name {
		case "MemTotal:":
			m.Total = kib << 10
		case "MemAvailable:":
			m.Available = kib << 10
		case "MemFree:":
			m.Free = kib << 10
		}
	}
	if m.Total == 0 {
		return nil
	}
	m.Used = m.Total - m.Available
	m.Percent = 100 * float64(m.Used) / float64(m.Total)
	return m
}
