package worker

import (
	"os"
	"strconv"
	"syscall"

	"golang.org/x/sys/unix"
)

// endSession ends the processes of the session that a process leads or led, but for the calling one. Commands of a cell have process
// groups of their own, so that an interrupt ends each with all that it has started; a daemon that has left the session lives on.
func endSession(leader int) {
	ended := map[int]bool{os.Getpid(): true}
	for before := 0; len(ended) > before; { // until none of them has started another
		before = len(ended)
		for _, pid := range processes() {
			if session, err := unix.Getsid(pid); err == nil && session == leader && !ended[pid] {
				_ = syscall.Kill(pid, syscall.SIGKILL)
				ended[pid] = true
			}
		}
	}
}

// processes are the numbers of all processes.
func processes() (pids []int) {
	proc, err := os.Open("/proc")
	if err != nil {
		return nil
	}
	defer proc.Close()
	names, _ := proc.Readdirnames(-1)
	for _, name := range names {
		if pid, err := strconv.Atoi(name); err == nil {
			pids = append(pids, pid)
		}
	}
	return pids
}
