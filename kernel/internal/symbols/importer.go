package symbols

import (
	"archive/zip"
	_ "embed"
	"errors"
	"fmt"
	"go/token"
	"go/types"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/gcexportdata"

	"regan/kernel/internal/spell"
)

//go:embed z_export.zip
var exportData string

//go:embed z_export_regan.zip
var exportDataOfRegan string

// NewImporter returns an importer of the packages that cells can import. It reads a package when it is first asked for and
// keeps it; a type reached through two packages is one type. Two importers share nothing: their types are different.
// It may be used by several goroutines.
//
// The error for any other package says why it cannot be imported, and names one that was perhaps meant.
func NewImporter() types.Importer {
	entries := make(map[string]*zip.File, len(packages))
	for _, data := range []string{exportData, exportDataOfRegan} {
		archive, err := zip.NewReader(strings.NewReader(data), int64(len(data)))
		if err != nil {
			panic("symbols: the embedded export data is damaged: " + err.Error())
		}
		for _, entry := range archive.File {
			entries[entry.Name] = entry
		}
	}
	return &archiveImporter{entries: entries, packages: map[string]*types.Package{"unsafe": types.Unsafe}}
}

type archiveImporter struct {
	entries  map[string]*zip.File
	mutex    sync.Mutex
	packages map[string]*types.Package // also incomplete ones, as far as complete ones speak of them
}

func (a *archiveImporter) Import(path string) (*types.Package, error) {
	if _, ok := find(path); !ok {
		return nil, refuse(path)
	}
	a.mutex.Lock()
	defer a.mutex.Unlock()
	if p := a.packages[path]; p != nil && p.Complete() {
		return p, nil
	}
	entry := a.entries[path+"@"+runtime.GOOS+"/"+runtime.GOARCH]
	if entry == nil {
		entry = a.entries[path]
	}
	data, err := entry.Open()
	if err != nil {
		return nil, fmt.Errorf("cannot import %q: its embedded export data: %w", path, err)
	}
	defer data.Close()
	p, err := gcexportdata.Read(data, token.NewFileSet(), a.packages, path)
	if err != nil {
		return nil, fmt.Errorf("cannot import %q: %w", path, err)
	}
	return p, nil
}

// LeftOut tells whether a package of the standard library is one that cells cannot import.
func LeftOut(path string) bool {
	return slices.ContainsFunc(leftOut[:], func(p struct{ path, reason string }) bool { return p.path == path })
}

// refuse returns the error for a package that cells cannot import.
func refuse(importPath string) error {
	for _, p := range leftOut {
		if p.path == importPath {
			return fmt.Errorf("cannot import %q: regan does not offer it to cells: %s", importPath, p.reason)
		}
	}
	text := fmt.Sprintf("cannot import %q: not in the standard library or bundled with regan", importPath)
	if near := nearest(importPath); near != "" {
		text += fmt.Sprintf(" (did you mean %q?)", near)
	}
	return errors.New(text)
}

// nearest returns the package whose path differs from the wanted one by at most two letters, or else the first whose last
// element is the wanted path's: "ftm" means "fmt", "json" means "encoding/json".
func nearest(wanted string) string {
	if best := spell.Nearest(wanted, Packages()); best != "" {
		return best
	}
	for _, p := range packages {
		if strings.EqualFold(path.Base(p.path), path.Base(wanted)) {
			return p.path
		}
	}
	return ""
}
