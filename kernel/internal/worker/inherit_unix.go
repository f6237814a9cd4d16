//go:build unix

package worker

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"syscall"

	"golang.org/x/sys/unix"
)

// inherit hands the worker its ends of the two frame pipes as file descriptors 3 and 4, in a session of its own: what the user's code
// starts is ended with it.
func inherit(command *exec.Cmd, requests, replies *os.File) {
	command.ExtraFiles = []*os.File{requests, replies}
	command.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
}

// inherited returns the worker's ends of the frame pipes, closed to the processes that it starts. Nothing is behind the file
// descriptors that they came by any more: cells may close or read them.
func inherited() (requests, replies *os.File, err error) {
	nothing, err := os.OpenFile(os.DevNull, os.O_RDWR, 0)
	if err != nil {
		return nil, nil, err
	}
	defer nothing.Close()
	files := [2]*os.File{}
	for i := range files {
		fd := 3 + i
		var stat syscall.Stat_t
		if err := syscall.Fstat(fd, &stat); err != nil || stat.Mode&syscall.S_IFMT != syscall.S_IFIFO {
			return nil, nil, fmt.Errorf("file descriptor %d is not its pipe", fd)
		}
		if files[i], err = apart(fd, "frames"); err != nil {
			return nil, nil, err
		}
		if err := unix.Dup2(int(nothing.Fd()), fd); err != nil {
			return nil, nil, os.NewSyscallError("dup2", err)
		}
		syscall.CloseOnExec(fd)
	}
	return files[0], files[1], nil
}

// farDescriptor is above the file descriptors that programs count on, such as 3 for the first that they are handed, and within the
// table of 64 that a process starts with on Linux: to make a larger one takes a process with threads 10 ms and more.
const farDescriptor = 56

// apart returns a file of our own for what a descriptor is open on, out of the reach of cells.
func apart(fd int, name string) (*os.File, error) {
	own, err := unix.FcntlInt(uintptr(fd), unix.F_DUPFD_CLOEXEC, farDescriptor)
	if err != nil { // a system that allows no so high number
		own, err = unix.FcntlInt(uintptr(fd), unix.F_DUPFD_CLOEXEC, 5)
	}
	if err != nil {
		return nil, os.NewSyscallError("fcntl", err)
	}
	return os.NewFile(uintptr(own), name), nil
}

// standardFiles returns files of our own for standard output and error.
func standardFiles() (own [2]*os.File, err error) {
	for i := range own {
		if own[i], err = apart(1+i, "standard"); err != nil {
			return own, err
		}
	}
	return own, nil
}

// reopen opens f on what own is open on, if f was closed; it reports whether that was so. A file that only lost its descriptor gets
// the same again, and stays closed where another file has that by now.
func reopen(f, own *os.File, descriptor int) bool {
	_, closed := f.Stat()
	if closed == nil {
		return false
	}
	if !errors.Is(closed, os.ErrClosed) {
		descriptor = int(f.Fd())
	}
	fd, err := unix.FcntlInt(own.Fd(), unix.F_DUPFD, descriptor) // the lowest from descriptor on that is free
	switch {
	case err != nil:
		return false
	case errors.Is(closed, os.ErrClosed):
		*f = *os.NewFile(uintptr(fd), f.Name()) // in its place: the interpreter and compiled packages hold f
	case fd != descriptor:
		syscall.Close(fd)
		return false
	}
	return true
}

// kill ends the worker and all that it started.
func kill(command *exec.Cmd) {
	_ = syscall.Kill(-command.Process.Pid, syscall.SIGKILL)
	_ = command.Process.Kill()
	endSession(command.Process.Pid)
}
