package worker

import (
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/sys/windows"
)

// handlesVariable carries the worker's ends of the two frame pipes: Windows has no numbered file descriptors to inherit.
const handlesVariable = "REGAN_WORKER_HANDLES"

func inherit(command *exec.Cmd, requests, replies *os.File) {
	handles := []syscall.Handle{syscall.Handle(requests.Fd()), syscall.Handle(replies.Fd())}
	for _, h := range handles {
		_ = windows.SetHandleInformation(windows.Handle(h), windows.HANDLE_FLAG_INHERIT, windows.HANDLE_FLAG_INHERIT)
	}
	command.SysProcAttr = &syscall.SysProcAttr{
		AdditionalInheritedHandles: handles,
		CreationFlags:              windows.CREATE_NEW_PROCESS_GROUP,
	}
	command.Env = append(os.Environ(), fmt.Sprintf("%s=%d,%d", handlesVariable, handles[0], handles[1]))
}

func inherited() (requests, replies *os.File, err error) {
	value := os.Getenv(handlesVariable)
	os.Unsetenv(handlesVariable)
	first, second, _ := strings.Cut(value, ",")
	files := [2]*os.File{}
	for i, text := range []string{first, second} {
		h, err := strconv.ParseUint(text, 10, 64)
		if err != nil {
			return nil, nil, fmt.Errorf("%s is %q, not two handles", handlesVariable, value)
		}
		_ = windows.SetHandleInformation(windows.Handle(h), windows.HANDLE_FLAG_INHERIT, 0)
		files[i] = os.NewFile(uintptr(h), "frames")
	}
	return files[0], files[1], nil
}

// standardFiles returns standard output and error themselves: handles have no numbers that a cell could take for its own.
func standardFiles() ([2]*os.File, error) { return [2]*os.File{os.Stdout, os.Stderr}, nil }

func reopen(_, _ *os.File, _ int) bool { return false }

func kill(command *exec.Cmd) { _ = command.Process.Kill() }
