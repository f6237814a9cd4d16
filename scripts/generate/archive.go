package main

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"go/token"
	"go/types"
	"io"
	"strings"

	"golang.org/x/tools/go/gcexportdata"
)

// archive returns a zip file with the export data of each package whose path is wanted: entry "net/http" for the reference platform, and
// "os@windows/amd64" where what the package exports differs there. Positions are left out: they would name
// files of this machine.
func archive(b *bundle, wanted func(path string) bool) ([]byte, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	w.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(w, flate.BestCompression)
	})
	add := func(name string, p *types.Package) error {
		entry, err := w.Create(name) // without a time
		if err != nil {
			return err
		}
		return gcexportdata.Write(entry, nil, p)
	}
	for _, path := range b.paths {
		if !wanted(path) {
			continue
		}
		if err := add(path, b.reference(path)); err != nil {
			return nil, fmt.Errorf("export data of %s: %w", path, err)
		}
		usual := surface(b.reference(path))
		for _, p := range platforms[1:] {
			other := b.on[p][path]
			if surface(other) == usual {
				continue
			}
			if err := add(path+"@"+p.String(), other); err != nil {
				return nil, fmt.Errorf("export data of %s on %v: %w", path, p, err)
			}
		}
	}
	err := w.Close()
	return out.Bytes(), err
}

// surface describes what other packages see of a package: its exported names with their types, values, exported fields and
// methods, one a line.
func surface(p *types.Package) string {
	var out strings.Builder
	for _, name := range p.Scope().Names() {
		if !token.IsExported(name) {
			continue
		}
		switch object := p.Scope().Lookup(name).(type) {
		case *types.Const:
			fmt.Fprintf(&out, "const %s %v = %s\n", name, object.Type(), object.Val().ExactString())
		case *types.TypeName:
			fmt.Fprintf(&out, "type %s\n", name)
			if s, ok := object.Type().Underlying().(*types.Struct); ok {
				for field := range s.Fields() {
					if field.Exported() {
						fmt.Fprintf(&out, "\t%v\n", field)
					}
				}
			} else {
				fmt.Fprintf(&out, "\t%v\n", object.Type().Underlying())
			}
			for method := range types.NewMethodSet(types.NewPointer(object.Type())).Methods() {
				if method.Obj().Exported() {
					fmt.Fprintf(&out, "\t%v\n", method.Obj())
				}
			}
		default:
			fmt.Fprintf(&out, "%v\n", object)
		}
	}
	return out.String()
}
