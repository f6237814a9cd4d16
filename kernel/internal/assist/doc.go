// Package assist tells what could stand at a cursor and what the name at a cursor is, from the types that the session knows.
//
//	Completion   matches, and the piece of the source that they replace
//	Explanation  the declaration of a name, and where it is
//
// Start with Complete and Inspect. They look at a source that is still being typed: what is wrong with it never matters,
// and the session stays as it is.
//
// Matches start exactly as what has been typed, and stand in alphabetic order: there is no guessing and no ranking.
package assist

import (
	"go/types"

	"regan/kernel/docs"
)

// Sources are where answers come from, beside the types of the session.
type Sources struct {
	Packages func() []string                         // the import paths of all packages
	Imports  func() map[string]string                // the packages that a name imports without an import: name to path
	Docs     func(path string) (*docs.Package, bool) // the documentation of a package
	Cell     func(name string) string                // the source of an earlier cell

	Exported Exported // what Complete has found of packages, for the next time; nil: it is found anew each time
}

// Exported is what packages export.
type Exported map[*types.Package][]Match
