// Command quickstart takes a fresh clone to a result: it builds regan, makes Jupyter know it where it can, and runs the
// notebook of ReGAN, which prints its table. It needs only Go.
//
//	go run ./scripts/quickstart
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := quickstart(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "quickstart:", err)
		os.Exit(1)
	}
}

func quickstart(ctx context.Context) error {
	if _, err := os.Stat(filepath.FromSlash("kernel/cmd/regan")); err != nil {
		return errors.New("run it in the root of the repository: go run ./scripts/quickstart")
	}
	regan := filepath.Join("bin", "regan")
	if runtime.GOOS == "windows" {
		regan += ".exe"
	}
	if err := step(ctx, "go", "build", "-o", regan, "./kernel/cmd/regan"); err != nil {
		return err
	}
	if err := step(ctx, regan, "install", "--user"); err != nil {
		fmt.Fprintln(os.Stderr, "quickstart: Jupyter will not find the kernel; regan doctor tells more. Going on without.")
	}
	if err := step(ctx, regan, "run", filepath.FromSlash("notebooks/papers/regan.ipynb")); err != nil {
		return err
	}
	fmt.Println("\nNext: jupyter lab notebooks/papers/regan.ipynb, with the kernel Go (regan).")
	return nil
}

// step runs a program and says so.
func step(ctx context.Context, name string, args ...string) error {
	fmt.Fprintln(os.Stderr, "+", name, strings.Join(args, " "))
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0") // a static program, and no C compiler needed
	cmd.Cancel = func() error { return nil }        // an interrupt at the terminal has reached it already
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
