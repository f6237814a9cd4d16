package symbols_test

import (
	"testing"

	"regan/kernel/internal/symbols"
)

func BenchmarkExports(b *testing.B) {
	for _, path := range []string{"fmt", "net/http", "gonum.org/v1/gonum/mat"} {
		b.Run(path, func(b *testing.B) {
			for b.Loop() {
				symbols.Exports(path)
			}
		})
	}
}

// A fresh importer each time: what the first import in a session takes.
func BenchmarkImport(b *testing.B) {
	for _, path := range []string{"fmt", "net/http", "gonum.org/v1/gonum/mat", "regan/accel", "regan/kernel/display"} {
		b.Run(path, func(b *testing.B) {
			for b.Loop() {
				if _, err := symbols.NewImporter().Import(path); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
