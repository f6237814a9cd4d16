package worker

import (
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// textPipe makes a pipe that Go's runtime does not watch: see engine.Capture.Watch.
func textPipe() (r, w *os.File, err error) {
	var ends [2]int
	if err := syscall.Pipe2(ends[:], syscall.O_CLOEXEC); err != nil {
		return nil, nil, os.NewSyscallError("pipe2", err)
	}
	// A megabyte, of which only what is full costs memory, holds what a child process writes while the front lets text gather. Where
	// a user has too many such pipes, a pipe keeps its 64 KiB.
	_, _ = unix.FcntlInt(uintptr(ends[1]), unix.F_SETPIPE_SZ, 1<<20)
	return os.NewFile(uintptr(ends[0]), "pipe"), os.NewFile(uintptr(ends[1]), "pipe"), nil
}
