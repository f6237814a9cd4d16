//go:build unix

package worker

import (
	"fmt"
	"os"
	"os/exec"
	"syscall"
)

// inherit hands the worker its ends of the two frame pipes as file descriptors 3 and 4, in a process group of its own: what
// the user's code starts is ended with it.
func inherit(command *exec.Cmd, requests, replies *os.File) {
	command.ExtraFiles = []*os.File{requests, replies}
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
}

// inherited returns the worker's ends of the frame pipes, closed to the processes that it starts.
func inherited() (requests, replies *os.File, err error) {
	files := [2]*os.File{}
	for i := range files {
		fd := 3 + i
		var stat syscall.Stat_t
		if err := syscall.Fstat(fd, &stat); err != nil || stat.Mode&syscall.S_IFMT != syscall.S_IFIFO {
			return nil, nil, fmt.Errorf("file descriptor %d is not its pipe", fd)
		}
		syscall.CloseOnExec(fd)
		files[i] = os.NewFile(uintptr(fd), "frames")
	}
	return files[0], files[1], nil
}

// kill ends the worker and all that it started.
func kill(command *exec.Cmd) {
	_ = syscall.Kill(-command.Process.Pid, syscall.SIGKILL)
	_ = command.Process.Kill()
}
