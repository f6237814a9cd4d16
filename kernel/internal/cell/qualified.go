package cell

import (
	"go/ast"
	"go/parser"
	"go/token"
)

// A Qualified is a name with a package's name before it, such as fmt.Println.
type Qualified struct {
	Package, Name string
	Start, End    int // byte offsets in the source
}

// QualifiedNames returns what may be the names of packages with a dot and a name behind: selectors of names that the source
// does not declare around them. A source with errors has those that the parser finds.
func QualifiedNames(source string) []Qualified {
	parts := split(source, tokensOf(source))
	texts := []struct{ head, text, tail string }{{"", source, ""}}
	if len(parts) == 0 || parts[0].kind != program {
		texts = []struct{ head, text, tail string }{
			{"package main;", blank(source, parts, declaration), ""},
			{"package main;func _(){", blank(source, parts, statement), "\n}"},
		}
	}
	var found []Qualified
	for _, t := range texts {
		fset := token.NewFileSet()
		file, _ := parser.ParseFile(fset, "", t.head+t.text+t.tail, 0) // which resolves names in their scopes
		if file == nil {
			continue
		}
		offset := func(pos token.Pos) int { return fset.PositionFor(pos, false).Offset - len(t.head) }
		ast.Inspect(file, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok {
				if id, ok := sel.X.(*ast.Ident); ok && id.Obj == nil {
					found = append(found, Qualified{id.Name, sel.Sel.Name, offset(sel.Pos()), offset(sel.End())})
				}
			}
			return true
		})
	}
	return found
}
