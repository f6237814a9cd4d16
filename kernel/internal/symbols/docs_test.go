package symbols_test

import (
	"testing"

	"regan/kernel/docs"
	"regan/kernel/internal/symbols"
)

// Every package that cells can import says what it is for, but for those of the standard library that do not.
func TestDocs(t *testing.T) {
	for _, path := range append(symbols.Packages(), docs.Builtin) {
		p, ok := symbols.Docs(path)
		if !ok {
			t.Errorf("%s: no documentation", path)
		} else if p.Synopsis("") == "" {
			t.Errorf("%s: its documentation does not say what it is", path)
		}
	}
	for _, path := range []string{"no/such", "encoding/", "go", ""} {
		if _, ok := symbols.Docs(path); ok {
			t.Errorf("%q has documentation", path)
		}
	}
}

// A reader waits for this at each Shift-Tab.
func BenchmarkDocs(b *testing.B) {
	for _, path := range []string{"fmt", "net/http", "regan/accel", docs.Builtin} {
		b.Run(path, func(b *testing.B) {
			for b.Loop() {
				if _, ok := symbols.Docs(path); !ok {
					b.Fatal("no documentation")
				}
			}
		})
	}
}
