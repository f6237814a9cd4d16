package session

import (
	"errors"
	"strconv"
	"strings"

	"regan/kernel/internal/cell"
	"regan/kernel/internal/check"
	"regan/kernel/internal/symbols"
)

// checkImporting checks a cell. A package that it uses and that nobody has imported is imported, and a note says so: at a
// prompt the name alone tells what is meant.
func (s *Session) checkImporting(name, source string) (*check.Checked, error) {
	var paths []string
	var undo []func()
	for {
		checked, err := s.checker.Check(name, source)
		if err == nil {
			if len(paths) > 0 {
				checked.Notes = append([]string{"imported " + strings.Join(paths, ", ")}, checked.Notes...)
			}
			return checked, nil
		}
		known := len(undo)
		for _, path := range missingPackages(source, err) {
			if back, ok := s.checker.Import(path); ok {
				undo = append(undo, back)
				paths = append(paths, strconv.Quote(path))
			}
		}
		if len(undo) == known { // nothing more to try: the statements are checked before the functions, so it may take two rounds
			for _, back := range undo {
				back()
			}
			return nil, err
		}
	}
}

// missingPackages lists the packages that undefined names before a dot stand for.
func missingPackages(source string, err error) []string {
	var errs cell.Errors
	errors.As(err, &errs)
	var paths []string
	for _, e := range errs {
		name, undefined := strings.CutPrefix(e.Msg, "undefined: ")
		if !undefined || !strings.HasPrefix(source[cell.Offset(source, e.Pos):], name+".") {
			continue
		}
		if path := packageNamed(name); path != "" {
			paths = append(paths, path)
		}
	}
	return paths
}

// packageNamed returns the import path that a package name most likely means: of several, the standard library's, and of those
// the one that is easiest to write; rand is math/rand, template is text/template. It is "" for none.
func packageNamed(name string) (best string) {
	for _, path := range symbols.Packages() {
		if symbols.Name(path) == name && (best == "" || rank(path) < rank(best)) {
			best = path
		}
	}
	return best
}

// packageNames maps package names to the import paths that they most likely mean.
func packageNames() map[string]string {
	best := map[string]string{}
	for _, path := range symbols.Packages() {
		name := symbols.Name(path)
		if best[name] == "" || rank(path) < rank(best[name]) {
			best[name] = path
		}
	}
	return best
}

func rank(path string) int {
	first, _, _ := strings.Cut(path, "/")
	switch {
	case first == "regan":
		return 1<<20 + len(path)
	case strings.Contains(first, "."):
		return 1<<21 + len(path)
	case first == "crypto", first == "html", first == "testing", first == "runtime", strings.HasSuffix(path, "/v2"):
		return 1<<10 + len(path)
	}
	return len(path)
}
