package main

import (
	"bytes"
	"fmt"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"golang.org/x/tools/txtar"
)

// sources are the files of the standard library whose generic functions cells can use as they stand. What such a file needs of
// others, and what the interpreter cannot run, is text of package stencil.
var sources = []string{"cmp/cmp.go", "maps/iter.go", "maps/maps.go", "slices/iter.go", "slices/slices.go", "slices/sort.go"}

// source returns the files without comments, with the licence of the Go project before them.
func source() ([]byte, error) {
	out, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("go env GOROOT: %w", err)
	}
	root := strings.TrimSpace(string(out))
	licence, err := os.ReadFile(filepath.Join(root, "LICENSE"))
	if err != nil {
		return nil, fmt.Errorf("the licence of the Go project: %w", err)
	}
	archive := &txtar.Archive{Comment: append([]byte("Files of the Go standard library, without their comments.\n\n"), licence...)}
	for _, name := range sources {
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, filepath.Join(root, "src", name), nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		var text bytes.Buffer
		if err := format.Node(&text, fset, file); err != nil {
			return nil, err
		}
		archive.Files = append(archive.Files, txtar.File{Name: name, Data: text.Bytes()})
	}
	return bytes.ReplaceAll(txtar.Format(archive), []byte("\r\n"), []byte("\n")), nil
}
