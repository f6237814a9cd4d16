// Package arrows holds the rule of who may import whom. It has only tests, and stands beside the gate because the rule
// belongs to the whole module and to no package of it.
package arrows

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "regan"

// arrows says what each package may import directly; it may also import what those may. A package without a row fails the
// test: whoever adds one says here where it stands. Tests are free, and so are the programs in scripts and the notebooks.
var arrows = map[string]string{
	"accel/units":                "",
	"accel/networks":             "",
	"accel/datasets":             "",
	"accel/circulant":            "",
	"accel/hw":                   "accel/units accel/tables",
	"accel/wires":                "accel/units",
	"accel/devices":              "accel/units",
	"accel/gpu":                  "accel/units accel/networks",
	"accel/deconv":               "accel/units accel/networks",
	"accel/arrays/internal/peak": "",
	"accel/arrays":               "accel/units accel/networks accel/devices accel/wires",
	"accel/macros":               "accel/arrays accel/hw",
	"accel/mapper":               "accel/hw accel/networks",
	"accel/training":             "",
	"accel/tables":               "",
	"accel":                      "accel/training accel/mapper accel/gpu accel/tables",
	"accel/fpga":                 "accel/circulant accel/units",
	"accel/designs":              "accel accel/fpga",
	"accel/charts":               "accel",
	"accel/sweeps":               "accel",
	"accel/gans":                 "accel/arrays accel/deconv accel/datasets",
	"accel/validation":           "accel/designs",

	"kernel/comms":              "",
	"kernel/display":            "kernel/comms",
	"kernel/shell":              "",
	"kernel/docs":               "",
	"kernel/internal/spell":     "",
	"kernel/internal/wire":      "",
	"kernel/internal/cell":      "",
	"kernel/internal/goroutine": "",
	"kernel/internal/symbols":   "kernel/display kernel/shell kernel/docs kernel/internal/spell", // and see below
	"kernel/internal/stencil":   "kernel/internal/symbols",
	"kernel/internal/check":     "kernel/internal/cell kernel/internal/stencil",
	"kernel/internal/lower":     "kernel/internal/check kernel/internal/engine", // writes the units that engine runs
	"kernel/internal/assist":    "kernel/internal/check kernel/docs",
	"kernel/internal/mirror":    "",
	"kernel/internal/engine":    "kernel/display kernel/internal/mirror kernel/internal/symbols kernel/internal/goroutine",
	"kernel/internal/worker":    "kernel/internal/engine",
	"kernel/internal/debug":     "kernel/internal/engine",

	"kernel/internal/modules": "kernel/docs",

	"kernel/internal/engine/enginetest": "kernel/internal/engine",
	"kernel/internal/worker/workertest": "kernel/internal/worker",

	"kernel/session":            "kernel/internal/lower kernel/internal/assist kernel/internal/worker kernel/internal/debug kernel/internal/modules",
	"kernel/notebook":           "kernel/session",
	"kernel/internal/transport": "kernel/internal/wire",
	"kernel/internal/history":   "kernel/session",
	"kernel":                    "kernel/internal/history kernel/internal/transport",
	"kernel/kerneltest":         "kernel",
	"kernel/cmd/regan":          "kernel kernel/notebook install",

	"install": "",
}

// fenced says which packages alone may know a dependency: all else goes through them.
var fenced = map[string]string{
	"github.com/go-zeromq/zmq4": "kernel/internal/transport",
	"github.com/traefik/yaegi":  "kernel/internal/engine kernel/internal/symbols",
	"modernc.org/sqlite":        "kernel/internal/history",
}

func TestImportsFollowTheArrows(t *testing.T) {
	imports := moduleImports(t, filepath.Join("..", ".."))
	if len(imports) == 0 {
		t.Fatal("found no packages")
	}
	for _, v := range violations(imports) {
		t.Error(v)
	}
}

func TestViolationsAreSeen(t *testing.T) {
	for _, test := range []struct{ pkg, imports, want string }{
		{"accel/hw", "regan/accel/units fmt", ""},
		{"accel/charts", "regan/accel/networks", ""}, // by way of accel and mapper
		{"scripts/any", "regan/kernel regan/accel github.com/go-zeromq/zmq4", ""},
		{"kernel/internal/symbols", "regan/accel/charts github.com/traefik/yaegi/interp", ""},
		{"accel/hw", "regan/accel/networks", "accel/hw must not import accel/networks"},
		{"accel/networks", "regan/accel/hw", "accel/networks must not import accel/hw"},
		{"accel/charts", "regan/kernel/display", "accel/charts must not import kernel/display"},
		{"kernel/internal/check", "regan/accel", "kernel/internal/check must not import accel"},
		{"kernel/session", "regan/kernel/internal/wire", "kernel/session must not import kernel/internal/wire"},
		{"kernel/session", "github.com/traefik/yaegi/interp", "kernel/session must not import github.com/traefik/yaegi/interp"},
		{"accel/novel", "fmt", "accel/novel has no row in arrows: say what it may import"},
	} {
		got := strings.Join(violations(map[string][]string{test.pkg: strings.Fields(test.imports)}), "; ")
		if got != test.want {
			t.Errorf("%s importing %s:\n got %q\nwant %q", test.pkg, test.imports, got, test.want)
		}
	}
}

// violations lists the imports that no arrow allows. Packages are named by their folder in the module.
func violations(imports map[string][]string) (found []string) {
	for pkg, paths := range imports {
		if strings.HasPrefix(pkg, "scripts/") || pkg == "notebooks" || strings.HasPrefix(pkg, "notebooks/") {
			continue
		}
		if _, ok := arrows[pkg]; !ok {
			found = append(found, pkg+" has no row in arrows: say what it may import")
			continue
		}
		for _, imported := range paths {
			if name, ours := strings.CutPrefix(imported, module+"/"); ours {
				// The generated tables name the whole simulator so that cells can import it; nothing reaches it through them.
				table := pkg == "kernel/internal/symbols" && (name == "accel" || strings.HasPrefix(name, "accel/"))
				if !table && !reaches(pkg, name) {
					found = append(found, fmt.Sprintf("%s must not import %s", pkg, name))
				}
			}
			for dependency, owners := range fenced {
				if strings.HasPrefix(imported+"/", dependency+"/") && !slices.Contains(strings.Fields(owners), pkg) {
					found = append(found, fmt.Sprintf("%s must not import %s", pkg, imported))
				}
			}
		}
	}
	slices.Sort(found)
	return found
}

// reaches tells whether arrows lead from one package to another.
func reaches(from, to string) bool {
	return slices.ContainsFunc(strings.Fields(arrows[from]), func(next string) bool {
		return next == to || reaches(next, to)
	})
}

// moduleImports maps each package's folder to what its files import, for any platform, tests left out.
func moduleImports(t *testing.T, root string) map[string][]string {
	t.Helper()
	imports := map[string][]string{}
	err := filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := entry.Name()
		if entry.IsDir() {
			if file != root && (name == "testdata" || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_")) {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		syntax, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(root, filepath.Dir(file))
		if err != nil {
			return err
		}
		pkg := path.Clean(filepath.ToSlash(relative))
		if _, seen := imports[pkg]; !seen {
			imports[pkg] = nil // a package that imports nothing needs a row too
		}
		for _, spec := range syntax.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if !slices.Contains(imports[pkg], imported) {
				imports[pkg] = append(imports[pkg], imported)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return imports
}
