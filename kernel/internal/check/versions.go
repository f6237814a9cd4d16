package check

import (
	"fmt"
	"go/ast"
	"go/types"
	"regexp"
	"strings"

	"regan/kernel/internal/cell"
)

// followEmbedded has selectors of embedded fields follow the versions of types: a struct of an earlier Base, which is checked
// as Base·1, has a field of that name, and its reader writes x.Base. It reports whether it has changed any.
func (s *Session) followEmbedded(decls []ast.Decl, pkg *types.Package, info *types.Info) bool {
	changed := false
	for _, d := range decls {
		ast.Inspect(d, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok || info.Selections[sel] != nil {
				return true
			}
			if tv := info.Types[sel.X]; !tv.IsValue() || tv.Type == types.Typ[types.Invalid] {
				return true
			}
			for name, sym := range s.symbols {
				if sym.Name != sel.Sel.Name || name == sym.Name {
					continue
				}
				if obj, _, _ := types.LookupFieldOrMethod(info.TypeOf(sel.X), true, pkg, name); obj != nil {
					sel.Sel.Name, changed = name, true
					break
				}
			}
			return true
		})
	}
	return changed
}

// earlierName is the name of a version that has been replaced.
var earlierName = regexp.MustCompile(`[\pL_][\pL\pN_]*·\d+`)

// explained has errors that mention earlier versions of types say what these are.
func (s *Session) explained(errs cell.Errors) cell.Errors {
	for _, e := range errs {
		told := map[string]bool{}
		var notes []string
		for _, name := range earlierName.FindAllString(e.Msg, -1) {
			if sym := s.symbols[name]; sym != nil && !told[name] {
				told[name] = true
				notes = append(notes, fmt.Sprintf("%s is the %s%s, which has been declared again since", name, sym.Name, cellOf(sym)))
			}
		}
		if len(notes) > 0 {
			e.Msg += "\n    (" + strings.Join(notes, "; ") + ")"
		}
	}
	return errs
}

// cellOf says where a version was declared.
func cellOf(sym *Symbol) string {
	if sym.decl == nil || sym.decl.source == nil {
		return ""
	}
	return " of " + sym.decl.source.Name
}
