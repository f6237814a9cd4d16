//go:build unix

package shell

import (
	"os/exec"
	"syscall"
)

const systemShell = "sh"

func scriptArguments(_, script string) []string { return []string{"-c", script} }

// endAll makes the end of a command's context end what the command has started as well.
func endAll(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
