package accel_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// Who may import whom, of this module: each package only what stands behind it here, and nothing of the kernel. Tests may
// import what they like.
func arrows() map[string]string {
	return map[string]string{
		"accel/units":    "",
		"accel/networks": "",
		"accel/hw":       "accel/units",
		"accel/gpu":      "accel/units accel/networks",
		"accel/mapper":   "accel/units accel/networks accel/hw",
		"accel/training": "",
		"accel":          "accel/units accel/networks accel/hw accel/gpu accel/mapper accel/training",
		"accel/designs":  "accel/units accel/networks accel/hw accel/gpu accel/mapper accel/training accel",
		"accel/charts":   "accel/units accel/networks accel/hw accel/gpu accel/mapper accel/training accel",
	}
}

func TestArrows(t *testing.T) {
	seen, allowedImports := map[string]bool{}, arrows()
	err := filepath.WalkDir(".", func(file string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return err
		}
		pkg := path.Join("accel", filepath.ToSlash(filepath.Dir(file)))
		seen[pkg] = true
		allowed, known := allowedImports[pkg]
		if !known {
			t.Errorf("%s is a new package: give it a line in arrows", pkg)
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, i := range parsed.Imports {
			imported, _ := strconv.Unquote(i.Path.Value)
			name, ours := strings.CutPrefix(imported, "regan/")
			if ours && !strings.Contains(" "+allowed+" ", " "+name+" ") {
				t.Errorf("%s imports %s; it may import %q", file, imported, allowed)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for pkg := range allowedImports {
		if !seen[pkg] {
			t.Errorf("%s has a line in arrows but no files", pkg)
		}
	}
}
