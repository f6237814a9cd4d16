// Package symbols holds what an interpreted cell can import: the standard library, the packages of regan that are made for
// cells, and the parts of gonum and its plot package that go with them.
//
//	Exports      the run-time values of one package's names, as yaegi's Use takes them
//	MapTypes     the compiled functions that look for methods in an any, and the interfaces that they look for
//	NewImporter  the same packages as go/types sees them, without a Go toolchain
//
// Tables and types are generated together from the same sources, so a name that the type checker knows is a name that the
// interpreter can run; generic functions and types are the exception, they are in the types only.
// Start with Packages; an engine hands Exports of a package, and of those that Needs names, to its interpreter.
package symbols

import (
	"cmp"
	"path"
	"reflect"
	"slices"
)

//go:generate go run regan/scripts/generate

// A bundled package is one that cells can import.
type bundled struct {
	path, name string
	exports    func() map[string]reflect.Value
	mentions   []string // bundled packages whose types its exported names speak of, sorted
}

func find(path string) (*bundled, bool) {
	i, ok := slices.BinarySearchFunc(packages[:], path, func(b bundled, path string) int { return cmp.Compare(b.path, path) })
	if !ok {
		return nil, false
	}
	return &packages[i], true
}

// Packages returns the import paths of all packages that cells can import, sorted.
func Packages() []string {
	paths := make([]string, len(packages))
	for i, p := range packages {
		paths[i] = p.path
	}
	return paths
}

// Name returns the name that the package with this import path declares, or "" if cells cannot import it.
func Name(path string) string {
	if p, ok := find(path); ok {
		return p.name
	}
	return ""
}

// Key returns the key under which yaegi expects the package's table: "encoding/json/json".
func Key(importPath string) string { return path.Join(importPath, Name(importPath)) }

// Exports returns the exported names of a package with their run-time values, in yaegi's form. The map is built by each
// call and belongs to the caller, the variables in it are the package's own. It reports false if cells cannot import the package.
func Exports(path string) (map[string]reflect.Value, bool) {
	p, ok := find(path)
	if !ok {
		return nil, false
	}
	return p.exports(), true
}

// Needs returns the packages whose tables an interpreter must have before it runs code that imports path, sorted, path
// among them: yaegi takes the wrapper that makes a cell's type an io.Reader from the table of io, also where only bufio is
// imported, and panics where that table is missing.
func Needs(path string) []string {
	found := map[string]bool{}
	var visit func(string)
	visit = func(path string) {
		p, ok := find(path)
		if !ok || found[path] {
			return
		}
		found[path] = true
		for _, next := range p.mentions {
			visit(next)
		}
		if path == "encoding/json" || path == "encoding/xml" { // look for its methods in values of any type: see MapTypes
			visit("encoding")
		}
	}
	visit(path)
	needs := make([]string, 0, len(found))
	for path := range found {
		needs = append(needs, path)
	}
	slices.Sort(needs)
	return needs
}
