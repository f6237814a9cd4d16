// Command generate writes the generated files of kernel/internal/symbols: what a cell can import.
//
//	go run ./scripts/generate           write what is out of date
//	go run ./scripts/generate -check    write nothing; exit with status 1 when something is out of date
//
// Every package of the catalog (catalog.go) is type-checked from its source for each platform that regan is built for
// (load.go). From the types come one symbol table per package (table.go), the list of packages (index.go), and archives
// of export data from which go/types learns the same packages at run time without a Go toolchain (archive.go), and archives of
// their documentation (docs.go). Export data has no function bodies: of generic functions the source comes with it
// (source.go).
// The same sources and the same Go release give the same bytes on any machine.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"go/version"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

const target = "kernel/internal/symbols" // below the root of the module

func main() {
	check := flag.Bool("check", false, "write nothing; fail when a generated file is out of date")
	flag.Parse()
	if err := run(*check); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func run(check bool) error {
	root, err := moduleRoot()
	if err != nil {
		return err
	}
	files, err := generate(root)
	if err != nil {
		return err
	}
	stale, err := compare(filepath.Join(root, target), files)
	if err != nil {
		return err
	}
	if check && len(stale) > 0 {
		return fmt.Errorf("%d files of %s are out of date with the sources as %s sees them, %s first: run go run ./scripts/generate",
			len(stale), target, runtime.Version(), stale[0])
	}
	for _, name := range stale {
		file := filepath.Join(root, target, name)
		if content, wanted := files[name]; wanted {
			err = os.WriteFile(file, content, 0o644)
		} else {
			err = os.Remove(file)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// generate returns the content of each generated file by its name.
func generate(root string) (map[string][]byte, error) {
	if err := checkRelease(root); err != nil {
		return nil, err
	}
	paths, err := catalog(root)
	if err != nil {
		return nil, err
	}
	bundle, err := load(root, paths)
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for _, path := range paths {
		if files[fileName(path)], err = table(bundle, path); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
	}
	if files["z_packages.go"], err = index(bundle); err != nil {
		return nil, err
	}
	// The packages of regan change often, the others hardly ever: two archives keep the history of the repository small.
	ours := func(path string) bool { return strings.HasPrefix(path, "regan/") }
	if files["z_export_regan.zip"], err = archive(bundle, ours); err != nil {
		return nil, err
	}
	theirs := func(path string) bool { return !ours(path) }
	if files["z_export.zip"], err = archive(bundle, theirs); err != nil {
		return nil, err
	}
	if files["z_docs_regan.zip"], err = docs(root, paths, ours); err != nil {
		return nil, err
	}
	files["z_docs.zip"], err = docs(root, paths, theirs)
	if err != nil {
		return nil, err
	}
	files["z_source.txtar"], err = source()
	return files, err
}

// compare returns the names of generated files that are missing, different or no longer wanted in dir, sorted.
func compare(dir string, files map[string][]byte) ([]string, error) {
	var stale []string
	for name, content := range files {
		old, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		if err != nil || !bytes.Equal(old, content) {
			stale = append(stale, name)
		}
	}
	existing, err := filepath.Glob(filepath.Join(dir, "z_*"))
	if err != nil {
		return nil, err
	}
	for _, file := range existing {
		if name := filepath.Base(file); files[name] == nil {
			stale = append(stale, name)
		}
	}
	slices.Sort(stale)
	return stale, nil
}

// moduleRoot returns the nearest folder upwards that has a go.mod: go generate starts in the package's own folder.
func moduleRoot() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for ; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return "", errors.New("no go.mod here or above: run it inside the checkout of regan")
		}
	}
}

// checkRelease refuses to describe the standard library of another Go release than the one regan is built with.
func checkRelease(root string) error {
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(mod)) {
		fields := strings.Fields(line)
		if len(fields) != 2 || fields[0] != "go" {
			continue
		}
		if want, have := version.Lang("go"+fields[1]), version.Lang(runtime.Version()); want != have {
			return fmt.Errorf("go.mod asks for %s, this is %s: cells would see another standard library than the one linked in; "+
				"run it with %s, or raise go.mod", want, runtime.Version(), want)
		}
		return nil
	}
	return errors.New("go.mod has no go line")
}
