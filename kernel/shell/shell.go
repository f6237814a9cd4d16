// Package shell has what a cell's magics stand for that touch the machine: !command is Run, %cd is Chdir, %env is Setenv,
// %%writefile is WriteFile, %load reads by ReadText, %mem is Memory, %timeit is Timeit. A cell or a program may call them as well.
//
// Start with Run.
package shell

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"unicode/utf8"
)

// Run runs a command line by the system's shell. What it prints goes to standard output and error as it comes; a command
// that fails says so on standard error. When ctx ends, the command and all that it started are ended.
func Run(ctx context.Context, command string) { Script(ctx, systemShell, command) }

// Script runs a script by an interpreter such as "bash", which gets it as its -c argument.
func Script(ctx context.Context, interpreter, script string) {
	cmd := exec.CommandContext(ctx, interpreter, scriptArguments(interpreter, script)...)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	endAll(cmd)
	if err := cmd.Run(); err != nil && ctx.Err() == nil {
		fmt.Fprintf(os.Stderr, "%s: %v\n", interpreter, err)
	}
}

// Chdir changes the working folder, ~ standing for the home folder, and prints the new one.
func Chdir(dir string) error {
	if rest, ok := strings.CutPrefix(dir, "~"); ok || dir == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return err
		}
		dir = home + rest
	}
	if err := os.Chdir(dir); err != nil {
		return err
	}
	now, err := os.Getwd()
	fmt.Println(now)
	return err
}

// Folder returns the working folder; "" if it cannot be told, because somebody has removed it.
func Folder() string {
	dir, err := os.Getwd()
	if err != nil {
		return ""
	}
	return dir
}

// Setenv sets an environment variable for this process and those that it starts.
func Setenv(name, value string) error { return os.Setenv(name, value) }

// PrintEnv prints one environment variable, or all of them, sorted, for an empty name.
func PrintEnv(name string) error {
	if name != "" {
		value, ok := os.LookupEnv(name)
		if !ok {
			return fmt.Errorf("shell: the environment has no variable %s", name)
		}
		fmt.Println(value)
		return nil
	}
	env := os.Environ()
	slices.Sort(env)
	for _, line := range env {
		fmt.Println(line)
	}
	return nil
}

// WriteFile writes text to a file, at its end if more is true, and says how much.
func WriteFile(name, text string, more bool) error {
	flags := os.O_WRONLY | os.O_CREATE | os.O_TRUNC
	if more {
		flags = os.O_WRONLY | os.O_CREATE | os.O_APPEND
	}
	f, err := os.OpenFile(name, flags, 0o666)
	if err != nil {
		return err
	}
	if _, err := f.WriteString(text); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	fmt.Printf("wrote %d bytes to %s\n", len(text), name)
	return nil
}

// ReadText returns the text of a file.
func ReadText(name string) (string, error) {
	data, err := os.ReadFile(name)
	if err == nil && !utf8.Valid(data) {
		err = fmt.Errorf("shell: %s is not text in UTF-8", name)
	}
	return string(data), err
}

// Memory prints what the process that runs the cells uses: its heap, and all that it has from the system.
func Memory() {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	const mib = 1 << 20
	fmt.Printf("heap %.1f MiB in use, %.1f MiB from the system, %d garbage collections\n",
		float64(m.HeapAlloc)/mib, float64(m.Sys)/mib, m.NumGC)
}

// PrintFolder prints the working folder.
func PrintFolder() { fmt.Println(Folder()) }

// Captured is what a cell printed and showed while it was captured.
type Captured struct {
	Stdout, Stderr string
	Shown          []string // the texts of what it showed, in their order
}

// String returns all of it.
func (c Captured) String() string {
	text := c.Stdout + c.Stderr
	for _, s := range c.Shown {
		if text != "" && !strings.HasSuffix(text, "\n") {
			text += "\n"
		}
		text += s + "\n"
	}
	return text
}
