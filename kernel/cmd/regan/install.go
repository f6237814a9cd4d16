package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"regan/install"
)

func installCommand() *cobra.Command {
	var o install.Options
	cmd := &cobra.Command{
		Use:   "install",
		Short: "Make Jupyter know this kernel",
		Long: "install writes a kernelspec that starts this program, by its present path: for the user, unless a flag says\n" +
			"otherwise. Install again after moving the program.",
		Args: asMisuse(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			o.Version = version()
			r, err := install.Install(cmd.Context(), o)
			if err != nil {
				return err
			}
			done := "installed"
			if !r.Changed {
				done = "already installed"
			}
			fmt.Fprintf(cmd.OutOrStdout(), "%s kernelspec %s\n  in     %s\n  kernel %s\n", done, o.Name, r.Dir, r.Program)
			return nil
		},
	}
	placeFlags(cmd, &o)
	cmd.Flags().StringVar(&o.DisplayName, "display-name", install.DefaultDisplayName, "what readers pick from a list")
	return cmd
}

func uninstallCommand() *cobra.Command {
	var o install.Options
	cmd := &cobra.Command{
		Use:   "uninstall",
		Short: "Remove what install wrote",
		Args:  asMisuse(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			dir, err := install.Uninstall(cmd.Context(), o)
			if err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "removed kernelspec %s\n", dir)
			return nil
		},
	}
	placeFlags(cmd, &o)
	return cmd
}

// placeFlags are the flags that say which kernelspec is meant.
func placeFlags(cmd *cobra.Command, o *install.Options) {
	f := cmd.Flags()
	f.BoolVar(&o.User, "user", false, "in the user's Jupyter folder (the default)")
	f.StringVar(&o.Prefix, "prefix", "", "in `DIR`/share/jupyter")
	f.BoolVar(&o.SysPrefix, "sys-prefix", false, "in the active Python environment")
	f.StringVar(&o.Name, "name", install.DefaultName, "by which notebooks refer to the kernel")
	cmd.MarkFlagsMutuallyExclusive("user", "prefix", "sys-prefix")
}
