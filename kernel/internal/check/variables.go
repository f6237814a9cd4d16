package check

import (
	"go/ast"
	"go/token"
	"go/types"
	"regexp"
	"slices"
	"strings"
)

// Renew has functions and methods that were declared while it was off count as changed when a cell declares them again, so
// that they are lowered again; on tells whether that holds from now on.
func (s *Session) Renew(on bool) { s.renew = on }

func (s *Session) outdated(kept *decl) bool {
	_, function := kept.node.(*ast.FuncDecl)
	return function && s.renew && !kept.renewed
}

// A NamedVariable is a variable of the session that cells can name.
type NamedVariable struct {
	Name string
	Run  string // as the interpreter knows it
	Type string // as a reader writes it
}

// Variables lists the variables that cells can name, sorted by their names.
func (s *Session) Variables() []NamedVariable {
	var list []NamedVariable
	for d := range s.decls.all() {
		g, ok := d.node.(*ast.GenDecl)
		if !ok || g.Tok != token.VAR {
			continue
		}
		for i, sym := range d.symbols {
			if sym.checked != sym.Name || i >= len(d.names) {
				continue
			}
			spec := g.Specs[0].(*ast.ValueSpec)
			list = append(list, NamedVariable{Name: sym.Name, Run: sym.Run, Type: unmangled(types.ExprString(spec.Type))})
		}
	}
	slices.SortFunc(list, func(a, b NamedVariable) int { return strings.Compare(a.Name, b.Name) })
	return list
}

// mangledPath matches what kept declarations have for a package: its path in quotes, of which the last part is most often
// the name.
var mangledPath = regexp.MustCompile(`"(?:[^"]*/)?([^"/]*)"\.`)

func unmangled(text string) string {
	return strings.ReplaceAll(mangledPath.ReplaceAllString(text, "$1."), "interface{}", "any")
}
