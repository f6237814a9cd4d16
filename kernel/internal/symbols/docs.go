package symbols

import (
	"archive/zip"
	_ "embed"
	"encoding/json"
	"strings"

	"regan/kernel/docs"
)

//go:embed z_docs.zip
var documentation string

//go:embed z_docs_regan.zip
var documentationOfRegan string

// Docs returns the documentation of a package that cells can import, or of docs.Builtin. It is read from the program's own
// file by each call and kept by nobody: a reader asks for one name in a while, which takes a few milliseconds at most. It
// reports false for any other package.
func Docs(path string) (*docs.Package, bool) {
	data := documentation
	if strings.HasPrefix(path, "regan/") {
		data = documentationOfRegan
	}
	archive, err := zip.NewReader(strings.NewReader(data), int64(len(data)))
	if err != nil {
		panic("symbols: the embedded documentation is damaged: " + err.Error())
	}
	entry, err := archive.Open(path)
	if err != nil {
		return nil, false
	}
	defer entry.Close()
	p := new(docs.Package)
	if err := json.NewDecoder(entry).Decode(p); err != nil {
		return nil, false // a folder of the archive
	}
	return p, true
}
