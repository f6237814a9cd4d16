package modules

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"os"
	"slices"
	"strings"
)

func readFile(name string) (string, error) {
	text, err := os.ReadFile(name)
	return string(text), err
}

// An edit replaces a piece of a text.
type edit struct {
	start, end int
	text       string
}

func edited(text string, edits []edit) string {
	slices.SortFunc(edits, func(a, b edit) int { return a.start - b.start })
	var b strings.Builder
	at := 0
	for _, e := range edits {
		if e.start < at {
			continue // an identifier that stands in a piece that is replaced
		}
		b.WriteString(text[at:e.start] + e.text)
		at = e.end
	}
	b.WriteString(text[at:])
	return b.String()
}

// program joins a package's files. Lines stay lines.
func (l *Loader) program(p *Package, fset *token.FileSet, files []*ast.File, texts []string, info *types.Info) string {
	imports := map[string]string{} // path to name in the program
	var head, body strings.Builder
	head.WriteString("package main;")
	line := 1
	for i, file := range files {
		offset := func(pos token.Pos) int { return fset.PositionFor(pos, false).Offset }
		edits := []edit{blanked(texts[i], offset(file.Package), offset(file.Name.End()))}
		for _, d := range file.Decls {
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.IMPORT {
				edits = append(edits, blanked(texts[i], offset(g.Pos()), offset(g.End())))
			}
		}
		for _, spec := range file.Imports {
			path := strings.Trim(spec.Path.Value, "\"`")
			if l.packages[path] == nil && imports[path] == "" {
				imports[path] = fmt.Sprintf("import%d%s%d", len(imports), Mark, p.number)
				fmt.Fprintf(&head, "import %s %q;", imports[path], path)
			}
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.GenDecl:
				return n.Tok != token.IMPORT
			case *ast.SelectorExpr:
				id, ok := n.X.(*ast.Ident)
				if !ok {
					break
				}
				pkg, ok := info.Uses[id].(*types.PkgName)
				if !ok {
					break
				}
				if loaded := l.packages[pkg.Imported().Path()]; loaded != nil {
					edits = append(edits, edit{offset(n.Pos()), offset(n.End()), loaded.Renamed(n.Sel.Name)})
				} else {
					edits = append(edits, edit{offset(id.Pos()), offset(id.End()), imports[pkg.Imported().Path()]})
				}
				return false
			case *ast.Ident:
				if name := l.renamed(p, n, info); name != "" && n != file.Name {
					edits = append(edits, edit{offset(n.Pos()), offset(n.End()), name})
				}
			}
			return true
		})
		text := edited(texts[i], edits) + "\n"
		body.WriteString(text)
		p.files = append(p.files, fileLine{fset.Position(file.Package).Filename, line})
		line += strings.Count(text, "\n")
	}
	return head.String() + body.String()
}

// renamed is the new name of an identifier; "" where it keeps its own.
func (l *Loader) renamed(p *Package, id *ast.Ident, info *types.Info) string {
	obj := info.Uses[id]
	if obj == nil {
		obj = info.Defs[id]
	}
	if obj == nil || id.Name == "_" || id.Name == "init" {
		return ""
	}
	if v, ok := obj.(*types.Var); ok && v.IsField() && v.Embedded() {
		t := types.Unalias(v.Type())
		if ptr, ok := t.(*types.Pointer); ok {
			t = types.Unalias(ptr.Elem())
		}
		if named, ok := t.(*types.Named); ok {
			obj = named.Obj()
		}
	}
	owner := p
	if obj.Pkg() != nil && obj.Pkg() != p.Types && l.packages[obj.Pkg().Path()] != nil {
		owner = l.packages[obj.Pkg().Path()]
	} else if obj.Pkg() == nil || obj.Pkg().Path() != p.Path {
		return ""
	}
	if obj.Parent() != obj.Pkg().Scope() {
		return ""
	}
	return owner.Renamed(obj.Name())
}

// blanked replaces a piece of a text by its line ends.
func blanked(text string, start, end int) edit {
	return edit{start, end, strings.Repeat("\n", strings.Count(text[start:end], "\n"))}
}
