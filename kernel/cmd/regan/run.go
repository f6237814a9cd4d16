package main

import (
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"
)

func runCommand() *cobra.Command {
	var o notebookOptions
	cmd := &cobra.Command{
		Use:   "run FILE [ARGUMENT...]",
		Short: "Run a notebook or a Go program without Jupyter",
		Long: "run executes the code cells of a notebook (.ipynb) in order, in the notebook's folder: what they show goes to\n" +
			"standard output as text, progress to standard error. A Go program (.go) runs as under go run: in this folder, with\n" +
			"its arguments, its output and its exit code.",
		Args: asMisuse(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			file, rest := args[0], args[1:]
			switch filepath.Ext(file) {
			case ".go":
				if cmd.Flags().NFlag() > 0 {
					return &exit{misuse, fmt.Errorf("the flags of run are for notebooks; those of %s come after it", file)}
				}
				return runProgram(cmd, file, rest)
			case ".ipynb":
				// What follows a program is the program's; what follows a notebook can only be ours.
				if err := cmd.Flags().Parse(rest); err != nil {
					return &exit{misuse, err}
				}
				if more := cmd.Flags().Args(); len(more) > 0 {
					return &exit{misuse, fmt.Errorf("a notebook takes no arguments, got %q", more)}
				}
				return runNotebook(cmd, file, o)
			default:
				return &exit{misuse, fmt.Errorf("cannot run %s: a notebook (.ipynb) or a Go program (.go) is right", file)}
			}
		},
	}
	f := cmd.Flags()
	f.SetInterspersed(false)
	f.StringVarP(&o.Output, "output", "o", "", "write the executed notebook to `FILE`")
	f.BoolVar(&o.AllowErrors, "allow-errors", false, "go on after a cell that fails")
	f.StringArrayVarP(&o.Parameters, "parameter", "p", nil, "set a variable of the cell tagged parameters: `NAME=VALUE`, in JSON or a plain string")
	return cmd
}
