//go:build !windows

package kernel

import (
	"context"
	"testing"
)

func TestParentWatch(t *testing.T) {
	for _, c := range []struct {
		name                   string
		declared, atStart, now int
		gone                   bool
	}{
		{"started by Jupyter, which lives", 40, 40, 40, false},
		{"started by Jupyter, which is gone", 40, 40, 1, true},
		{"adopted by a subreaper", 40, 40, 7, true},
		{"started by conda run, which lives", 40, 41, 41, false},
		{"started by conda run, replaced by another", 40, 41, 42, false},
		{"started by conda run, which is gone", 40, 41, 1, true},
		{"started by Jupyter as process 1 of a container", 1, 1, 1, false},
		{"declared from outside of the container", 40, 1, 1, false},
	} {
		if got := parentWatch(c.declared, c.atStart)(c.now); got != c.gone {
			t.Errorf("%s: gone is %t, want %t", c.name, got, c.gone)
		}
	}
}

// Without a declared parent there is nothing to wait for.
func TestNoParentDeclared(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, declared := range []string{"", "no number"} {
		if awaitParent(ctx, declared) {
			t.Errorf("%q: the parent is taken to be gone", declared)
		}
	}
}
