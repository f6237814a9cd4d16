package main

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"path/filepath"
	"slices"
	"strings"

	documentation "regan/kernel/docs"
)

// docs returns a zip file with the documentation, as JSON, of each package whose path is wanted and of the predeclared names.
// It is that of the reference platform.
func docs(root string, paths []string, wanted func(path string) bool) ([]byte, error) {
	paths = slices.DeleteFunc(slices.Concat(paths, []string{documentation.Builtin}), func(path string) bool { return !wanted(path) })
	type source struct {
		ImportPath, Dir                    string
		GoFiles, TestGoFiles, XTestGoFiles []string
	}
	sources, err := golist[source](root, platforms[0], append([]string{"-json=ImportPath,Dir,GoFiles,TestGoFiles,XTestGoFiles"}, paths...)...)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(sources, func(a, b source) int { return strings.Compare(a.ImportPath, b.ImportPath) })
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	w.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(w, flate.BestCompression)
	})
	for _, s := range sources {
		fset := token.NewFileSet()
		var files []*ast.File
		for _, name := range slices.Concat(s.GoFiles, s.TestGoFiles, s.XTestGoFiles) {
			file, err := parser.ParseFile(fset, filepath.Join(s.Dir, name), nil, parser.ParseComments)
			if err != nil {
				return nil, err
			}
			files = append(files, file)
		}
		read, err := documentation.Read(fset, files, s.ImportPath)
		if err != nil {
			return nil, err
		}
		entry, err := w.Create(s.ImportPath) // without a time
		if err != nil {
			return nil, err
		}
		if err := json.NewEncoder(entry).Encode(read); err != nil {
			return nil, err
		}
	}
	err = w.Close()
	return out.Bytes(), err
}
