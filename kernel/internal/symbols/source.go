package symbols

import (
	_ "embed"
	"strings"

	"golang.org/x/tools/txtar"
)

// sourceText holds files of the standard library without their comments. Their copyright and licence stand at its top.
//
//go:embed z_source.txtar
var sourceText []byte

// Source returns the source files of a package whose generic functions and types are made anew for the types that a cell uses
// them with: export data has no function bodies. It returns none for a package that exports nothing generic, and for one whose
// generic declarations need what cannot be interpreted.
func Source(importPath string) []string {
	var files []string
	for _, file := range txtar.Parse(sourceText).Files {
		if folder, _, ok := cutLast(file.Name); ok && folder == importPath {
			files = append(files, string(file.Data))
		}
	}
	return files
}

func cutLast(name string) (folder, base string, ok bool) {
	i := strings.LastIndexByte(name, '/')
	if i < 0 {
		return "", "", false
	}
	return name[:i], name[i+1:], true
}
