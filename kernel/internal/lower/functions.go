package lower

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/astutil"
)

// functionValue converts a declared function to its own type where it is returned, or becomes a variable or a value of an
// interface type: of a function that is no value yet, the interpreter returns what it knows the function by.
func (p *dynamicPass) functionValue(n *ast.Ident, at *astutil.Cursor) {
	f, ok := p.Info.Uses[n].(*types.Func)
	if !ok || f.Pkg() != p.Pkg || f.Signature().Recv() != nil {
		return
	}
	switch parent := at.Parent().(type) {
	case *ast.ReturnStmt, *ast.AssignStmt, *ast.ValueSpec:
	case *ast.CallExpr:
		if at.Name() != "Args" || !p.Info.Types[parent.Fun].IsType() && !p.intoInterface(parent, at.Index()) {
			return
		}
	default:
		return
	}
	typ, err := p.tryTypeExpr(f.Signature())
	if err != nil {
		return
	}
	pos := n.Pos()
	at.Replace(p.typed(&ast.CallExpr{Fun: &ast.ParenExpr{Lparen: pos, X: typ, Rparen: pos}, Lparen: pos, Args: []ast.Expr{n},
		Rparen: n.End()}, f.Signature()))
}

// intoInterface tells whether an argument of a call becomes a value of an interface type.
func (p *dynamicPass) intoInterface(call *ast.CallExpr, i int) bool {
	sig, ok := under[*types.Signature](p.Info.TypeOf(call.Fun))
	return ok && sig.Params().Len() > 0 && types.IsInterface(parameter(sig, i, call.Ellipsis.IsValid()))
}
