package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
)

// A platform is an operating system and an architecture, as GOOS and GOARCH name them.
type platform struct{ os, arch string }

func (p platform) String() string { return p.os + "/" + p.arch }

// platforms are those that regan is built for. The first is the reference, from which wrappers and export data are made;
// the others tell what differs.
var platforms = []platform{
	{"linux", "amd64"}, {"linux", "arm64"}, {"darwin", "amd64"}, {"darwin", "arm64"}, {"windows", "amd64"}, {"windows", "arm64"},
}

// A bundle is the catalog's packages as go/types sees them on each platform.
type bundle struct {
	paths []string
	on    map[platform]map[string]*types.Package
}

// reference returns the package as the reference platform has it.
func (b *bundle) reference(path string) *types.Package { return b.on[platforms[0]][path] }

// common returns the exported names that the package has on every platform, sorted.
func (b *bundle) common(path string) []string {
	var names []string
	for _, name := range b.reference(path).Scope().Names() {
		everywhere := token.IsExported(name)
		for _, p := range platforms {
			everywhere = everywhere && b.on[p][path].Scope().Lookup(name) != nil
		}
		if everywhere {
			names = append(names, name)
		}
	}
	return names
}

// load type-checks the packages and all that they import, for each platform.
func load(root string, paths []string) (*bundle, error) {
	b := &bundle{paths: paths, on: map[platform]map[string]*types.Package{}}
	var (
		mutex sync.Mutex
		group sync.WaitGroup
		errs  []error
		slots = make(chan struct{}, 2) // a platform takes some 300 MB while it is loaded
	)
	for _, p := range platforms {
		group.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			packages, err := loadPlatform(root, p, paths)
			mutex.Lock()
			defer mutex.Unlock()
			b.on[p] = packages
			if err != nil {
				errs = append(errs, fmt.Errorf("%v: %w", p, err))
			}
		})
	}
	group.Wait()
	return b, errors.Join(errs...)
}

// loadPlatform reads declarations only: function bodies have no part in what a package exports.
func loadPlatform(root string, on platform, paths []string) (map[string]*types.Package, error) {
	type source struct {
		ImportPath, Dir string
		GoFiles         []string
		ImportMap       map[string]string
	}
	// -deps lists a package after those that it imports.
	sources, err := golist[source](root, on, append([]string{"-deps", "-json=ImportPath,Dir,GoFiles,ImportMap"}, paths...)...)
	if err != nil {
		return nil, err
	}
	packages := map[string]*types.Package{"unsafe": types.Unsafe}
	fset := token.NewFileSet()
	for _, s := range sources {
		if s.ImportPath == "unsafe" {
			continue
		}
		var files []*ast.File
		for _, name := range s.GoFiles {
			file, err := parser.ParseFile(fset, filepath.Join(s.Dir, name), nil, parser.SkipObjectResolution)
			if err != nil {
				return nil, err
			}
			files = append(files, file)
		}
		config := types.Config{
			IgnoreFuncBodies: true,
			Sizes:            types.SizesFor("gc", on.arch),
			Importer: importerFunc(func(path string) (*types.Package, error) {
				if vendored, ok := s.ImportMap[path]; ok {
					path = vendored
				}
				if p := packages[path]; p != nil {
					return p, nil
				}
				return nil, fmt.Errorf("%q is not among the packages that go list -deps named", path)
			}),
		}
		if packages[s.ImportPath], err = config.Check(s.ImportPath, fset, files, nil); err != nil {
			return nil, err
		}
	}
	return packages, nil
}

type importerFunc func(path string) (*types.Package, error)

func (f importerFunc) Import(path string) (*types.Package, error) { return f(path) }

// golist runs go list -json for a platform and decodes what it prints.
func golist[T any](root string, on platform, arguments ...string) ([]T, error) {
	command := exec.Command("go", append([]string{"list"}, arguments...)...)
	command.Dir = root
	command.Env = append(os.Environ(), "GOOS="+on.os, "GOARCH="+on.arch, "CGO_ENABLED=0", "GOFLAGS=", "GOEXPERIMENT=")
	var complaints bytes.Buffer
	command.Stderr = &complaints
	output, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w\n%s", err, complaints.Bytes())
	}
	var list []T
	for decoder := json.NewDecoder(bytes.NewReader(output)); ; {
		var item T
		if err := decoder.Decode(&item); errors.Is(err, io.EOF) {
			return list, nil
		} else if err != nil {
			return nil, fmt.Errorf("go list: %w", err)
		}
		list = append(list, item)
	}
}
