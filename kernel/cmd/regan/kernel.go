package main

import (
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"syscall"

	"github.com/spf13/cobra"

	"regan/install"
	"regan/kernel"
	"regan/kernel/internal/worker"
	"regan/kernel/session"
)

func kernelCommand() *cobra.Command {
	var outputLimit int
	var memoryLimit int64
	cmd := &cobra.Command{
		Use:   "kernel CONNECTION_FILE",
		Short: "Serve a Jupyter front end; Jupyter calls this",
		Args:  asMisuse(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			// What this process does is short and one thing after another, and more threads only wake each other: with two, a trivial
			// cell takes a sixth longer. The cells' own process has all cores.
			runtime.GOMAXPROCS(1)
			// Ctrl-C in jupyter console reaches the whole process group: it ends the cell, not the kernel.
			interrupts := make(chan os.Signal, 1)
			signal.Notify(interrupts, os.Interrupt)
			defer signal.Stop(interrupts)
			e, err := worker.New(worker.Options{Memory: memoryLimit})
			if err != nil {
				return err
			}
			s := session.New(e)
			defer s.Close()
			ctx, stop := signal.NotifyContext(cmd.Context(), syscall.SIGTERM, syscall.SIGHUP)
			defer stop()
			return kernel.Serve(ctx, args[0], s, &kernel.Options{
				Interrupts: interrupts, Version: version(), HistoryFile: historyFile(),
				OutputLimit: outputLimit,
			})
		},
	}
	f := cmd.Flags()
	f.IntVar(&outputLimit, "output-limit", 0,
		"show at most so many `BYTES` of a cell's stdout, and of its stderr; negative: all (default 1 MiB)")
	f.Int64Var(&memoryLimit, "memory-limit", 0,
		"end the cells' process when it uses more `BYTES`; negative: never (default 4/5 of the machine's)")
	return cmd
}

// historyFile is where cells are kept for later sessions; empty when no folder is known.
func historyFile() string {
	folder, err := install.UserData()
	if err != nil {
		return ""
	}
	return filepath.Join(folder, "regan_history.sqlite")
}

// workerCommand is the second process of a session: it runs what cells say.
func workerCommand() *cobra.Command {
	return &cobra.Command{
		Use:                "worker",
		Hidden:             true,
		DisableFlagParsing: true,
		RunE: func(*cobra.Command, []string) error {
			if code := worker.Main(); code != 0 {
				return &exit{code: code}
			}
			return nil
		},
	}
}
