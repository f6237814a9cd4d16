package lower

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/astutil"
)

// functionValue converts a declared function to its own type where it is not called: else the interpreter returns, or stores in
// fields and interfaces, what it knows the function by in place of a function.
func (p *dynamicPass) functionValue(n *ast.Ident, at *astutil.Cursor) {
	f, ok := p.Info.Uses[n].(*types.Func)
	if !ok || f.Pkg() != p.Pkg || f.Signature().Recv() != nil {
		return
	}
	switch at.Parent().(type) {
	case *ast.CallExpr:
		if at.Name() == "Fun" {
			return
		}
	case *ast.ParenExpr: // of a call, most often
		return
	}
	if value := p.function(n); value != n {
		at.Replace(value)
	}
}

// functionReceiver gives a receiver its type back that is a function in a field: the interpreter knows fields with functions by
// what compiled code sees, which has no methods.
func (r *rewriter) functionReceiver(n *ast.SelectorExpr) {
	s := r.Info.Selections[n]
	field, ok := ast.Unparen(n.X).(*ast.SelectorExpr)
	if s == nil || s.Kind() != types.MethodVal || len(s.Index()) > 1 || !ok {
		return
	}
	if of := r.Info.Selections[field]; of == nil || of.Kind() != types.FieldVal {
		return
	}
	t := r.Info.TypeOf(field)
	if _, ok := under[*types.Signature](t); !ok {
		return
	}
	if e, err := r.tryTypeExpr(t); err == nil {
		n.X = &ast.CallExpr{Fun: e, Lparen: n.Pos(), Args: []ast.Expr{field}, Rparen: n.X.End()}
	}
}

// function is a declared function under its own type.
func (p *dynamicPass) function(n *ast.Ident) ast.Expr {
	f, ok := p.Info.Uses[n].(*types.Func)
	if !ok {
		return n
	}
	typ, err := p.tryTypeExpr(f.Signature())
	if err != nil {
		return n
	}
	pos := n.Pos()
	return p.typed(&ast.CallExpr{Fun: &ast.ParenExpr{Lparen: pos, X: typ, Rparen: pos}, Lparen: pos, Args: []ast.Expr{n},
		Rparen: n.End()}, f.Signature())
}
