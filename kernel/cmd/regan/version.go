package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"slices"
	"text/tabwriter"

	"github.com/spf13/cobra"
)

// parts are the modules whose versions decide how cells run.
var parts = [...]string{"github.com/traefik/yaegi", "github.com/go-zeromq/zmq4", "gonum.org/v1/gonum", "gonum.org/v1/plot"}

// version returns the version that the go command stamped into this program.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}

func versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the versions of this program and of what it is made of",
		Args:  asMisuse(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			w := tabwriter.NewWriter(cmd.OutOrStdout(), 0, 0, 2, ' ', 0)
			fmt.Fprintf(w, "regan %s\n", version())
			fmt.Fprintf(w, "  go\t%s %s/%s\n", runtime.Version(), runtime.GOOS, runtime.GOARCH)
			if info, ok := debug.ReadBuildInfo(); ok {
				for _, m := range info.Deps {
					if slices.Contains(parts[:], m.Path) {
						fmt.Fprintf(w, "  %s\t%s\n", m.Path, m.Version)
					}
				}
			}
			return w.Flush()
		},
	}
}
