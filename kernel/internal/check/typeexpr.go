package check

import (
	"go/ast"
	"go/types"

	"regan/kernel/internal/stencil"
)

// A typeExpr is a type written out for the declaration of a variable.
type typeExpr struct {
	expr  ast.Expr
	paths []string
	uses  map[*Symbol]bool
}

// typeExpr writes a type as kept declarations do, its names following the versions of the session.
func (p *pass) typeExpr(t types.Type) (*typeExpr, error) {
	out := &typeExpr{uses: map[*Symbol]bool{}}
	var err error
	out.expr, err = TypeExpr(t, func(name *types.TypeName) ast.Expr {
		if name.Pkg() == nil {
			return ast.NewIdent(name.Name())
		}
		if path := name.Pkg().Path(); path != "main" {
			out.paths = append(out.paths, path)
			return &ast.SelectorExpr{X: ast.NewIdent(mangled(path)), Sel: ast.NewIdent(name.Name())}
		}
		id := ast.NewIdent(name.Name())
		if sym := p.session.symbols[name.Name()]; sym != nil {
			sym.idents = append(sym.idents, id)
			out.uses[sym] = true
		}
		return id
	})
	return out, err
}

// TypeExpr writes a type as Go syntax. Named types are written by name, or by what they stand for if name returns nil. The
// error names a type that no cell could write down: one that its package does not export, or one that is local to a function.
func TypeExpr(t types.Type, name func(*types.TypeName) ast.Expr) (ast.Expr, error) {
	return (&stencil.Writer{Name: name}).Type(t)
}
