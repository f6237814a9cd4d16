// Command regan is a Jupyter kernel for Go with a simulator of ReRAM accelerators, and the tools around it.
//
//	regan install            make Jupyter know the kernel
//	regan run FILE           run a notebook or a Go program without Jupyter
//	regan doctor             say what is wrong, and how to mend it
//	regan kernel FILE        what Jupyter calls
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"
)

func main() { os.Exit(program(os.Args[1:], os.Stdout, os.Stderr)) }

// An exit ends the program with a code and, where it has one, a message.
type exit struct {
	code int
	err  error
}

func (e *exit) Error() string {
	if e.err == nil {
		return fmt.Sprintf("exit status %d", e.code)
	}
	return e.err.Error()
}

func (e *exit) Unwrap() error { return e.err }

// Exit codes: a program run by regan run keeps its own.
const (
	failed = 1
	misuse = 2 // unknown command, flag or file type
)

// program runs a command line and returns its exit code.
func program(args []string, stdout, stderr io.Writer) int {
	root := commands()
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	cmd, err := root.ExecuteContextC(context.Background())
	if err == nil {
		return 0
	}
	code := failed
	var e *exit
	if errors.As(err, &e) {
		code = e.code
		if err = e.err; err == nil {
			return code // all is said
		}
	}
	fmt.Fprintln(stderr, "regan:", err)
	if code == misuse {
		fmt.Fprintf(stderr, "see %s --help\n", cmd.CommandPath())
	}
	return code
}

func commands() *cobra.Command {
	root := &cobra.Command{
		Use:   "regan",
		Short: "A Jupyter kernel for Go with a simulator of ReRAM accelerators",
		Long: "regan runs Go in Jupyter notebooks and without Jupyter, and simulates ReRAM accelerators that train GANs.\n" +
			"Start with regan install, then pick \"Go (regan)\" in JupyterLab; or with regan run NOTEBOOK.ipynb.",
		SilenceErrors:     true, // program prints them
		SilenceUsage:      true,
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: true},
		Args:              asMisuse(cobra.NoArgs),
		RunE:              func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return &exit{misuse, err} })
	root.AddCommand(kernelCommand(), workerCommand(), runCommand(), installCommand(), uninstallCommand(),
		doctorCommand(), versionCommand())
	return root
}

// asMisuse marks errors in arguments as such.
func asMisuse(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			return &exit{misuse, err}
		}
		return nil
	}
}
