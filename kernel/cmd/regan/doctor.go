package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"regan/install"
)

func doctorCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "doctor",
		Short: "Say what is wrong, and how to mend it",
		Args:  asMisuse(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			checks := install.Doctor(cmd.Context(), install.Diagnosis{Version: version(), Evaluate: evaluate})
			out := cmd.OutOrStdout()
			for _, c := range checks {
				fmt.Fprintf(out, "%-4s  %s: %s\n", c.Status, c.What, c.Found)
				if c.Mend != "" {
					fmt.Fprintf(out, "      %s\n", c.Mend)
				}
			}
			if !install.Healthy(checks) {
				return &exit{code: failed}
			}
			return nil
		},
	}
}

// evaluate runs an expression in a session of its own.
func evaluate(ctx context.Context, expression string) (text string, err error) {
	s, err := newSession()
	if err != nil {
		return "", err
	}
	defer s.Close()
	bundle, failure := s.Evaluate(ctx, expression)
	if failure != nil {
		return "", failure
	}
	return bundle.Text(), nil
}
