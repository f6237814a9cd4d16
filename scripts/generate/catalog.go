package main

import (
	"fmt"
	"slices"
	"strings"
)

// bundled are the patterns of packages that cells can import beside the standard library.
var bundled = []string{
	"./kernel/comms",
	"./kernel/display",
	"./kernel/shell",
	"./accel/...",
	"gonum.org/v1/gonum/diff/fd",
	"gonum.org/v1/gonum/dsp/fourier",
	"gonum.org/v1/gonum/floats",
	"gonum.org/v1/gonum/floats/scalar",
	"gonum.org/v1/gonum/integrate",
	"gonum.org/v1/gonum/interp",
	"gonum.org/v1/gonum/mat",
	"gonum.org/v1/gonum/optimize",
	"gonum.org/v1/gonum/stat",
	"gonum.org/v1/gonum/stat/distuv",
	"gonum.org/v1/plot",
	"gonum.org/v1/plot/font",
	"gonum.org/v1/plot/palette",
	"gonum.org/v1/plot/palette/brewer",
	"gonum.org/v1/plot/palette/moreland",
	"gonum.org/v1/plot/plotter",
	"gonum.org/v1/plot/plotutil",
	"gonum.org/v1/plot/vg",
	"gonum.org/v1/plot/vg/draw",
	"gonum.org/v1/plot/vg/vgimg",
	"gonum.org/v1/plot/vg/vgsvg",
}

// leftOut are the packages of the standard library that cells cannot import, each with the reason that the reader gets.
var leftOut = map[string]string{
	"expvar":           "it would publish the kernel's own command line and memory on net/http's default server",
	"log/syslog":       "it does not exist on every platform that regan runs on",
	"net/http/pprof":   "it would publish the kernel's own profiles on net/http's default server; runtime/pprof works",
	"plugin":           "the kernel is a static binary, which cannot load plugins",
	"runtime/cgo":      "the kernel is built without cgo",
	"runtime/coverage": "interpreted code is not instrumented",
	"runtime/race":     "interpreted code is not instrumented",
	"syscall":          "it differs from platform to platform; os, os/exec and os/signal work",
	"unsafe":           "interpreted values are not laid out in memory as Go lays them out",
}

// catalog returns the import paths of all packages that cells can import, sorted.
func catalog(root string) ([]string, error) {
	type name struct{ ImportPath, Name string }
	std, err := golist[name](root, platforms[0], "-json=ImportPath,Name", "std")
	if err != nil {
		return nil, err
	}
	others, err := golist[name](root, platforms[0], append([]string{"-json=ImportPath,Name"}, bundled...)...)
	if err != nil {
		return nil, err
	}
	var paths []string
	for _, p := range append(std, others...) {
		if p.Name != "main" && importable(p.ImportPath) && leftOut[p.ImportPath] == "" {
			paths = append(paths, p.ImportPath)
		}
	}
	slices.Sort(paths)
	paths = slices.Compact(paths)
	if !slices.Contains(paths, "fmt") || !slices.Contains(paths, "regan/kernel/display") {
		return nil, fmt.Errorf("go list found neither fmt nor regan/kernel/display among %d packages", len(paths))
	}
	return paths, nil
}

// importable reports whether Go itself would let a package outside path's own tree import it.
func importable(path string) bool {
	for element := range strings.SplitSeq(path, "/") {
		if element == "internal" || element == "vendor" {
			return false
		}
	}
	return true
}
