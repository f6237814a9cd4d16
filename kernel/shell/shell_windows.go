package shell

import "os/exec"

const systemShell = "cmd"

func scriptArguments(interpreter, script string) []string {
	if interpreter == systemShell {
		return []string{"/C", script}
	}
	return []string{"-c", script}
}

func endAll(*exec.Cmd) {}
