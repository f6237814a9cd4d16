package lower

import (
	"go/ast"
	"go/token"
	"go/types"
)

// callsFirst has the calls among a return statement's results come before its variables, as the compiler does: a call can change
// them. What is received comes first as well: the interpreter has no place for it among results. So does a result that is a function,
// if it is more than a variable: the interpreter would take the type of such functions for that of generic ones from then on. And so
// does a call of one of the language's own functions, such as len, which the interpreter would store in the place of the first result.
// It returns the statements that do what comes first.
func (p *dynamicPass) callsFirst(n *ast.ReturnStmt) []ast.Stmt {
	needed, variable := false, false
	for i, e := range n.Results {
		needed = needed || variable && p.calls(e) || receives(e) || p.isComputedFunction(e) || i > 0 && p.callsBuiltin(e)
		variable = variable || p.isVariable(e)
	}
	if !needed {
		return nil
	}
	var first []ast.Stmt
	for i, e := range n.Results {
		t := p.Info.TypeOf(e)
		if p.isVariable(e) || t == nil || t == types.Typ[types.UntypedNil] || p.Info.Types[e].Value != nil {
			continue
		}
		name := p.temp("result")
		id := func() ast.Expr { return p.typed(&ast.Ident{Name: name, NamePos: e.Pos()}, t) }
		first = append(first, &ast.AssignStmt{Lhs: []ast.Expr{id()}, Tok: token.DEFINE, TokPos: e.Pos(), Rhs: []ast.Expr{e}})
		n.Results[i] = id()
	}
	return first
}

// callsBuiltin tells whether an expression is a call of one of the language's own functions.
func (p *dynamicPass) callsBuiltin(e ast.Expr) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	return ok && p.Info.Types[call.Fun].IsBuiltin()
}

// isComputedFunction tells whether an expression is a function that is returned by another, or an element.
func (p *dynamicPass) isComputedFunction(e ast.Expr) bool {
	switch ast.Unparen(e).(type) {
	case *ast.CallExpr, *ast.IndexExpr:
		_, is := under[*types.Signature](p.Info.TypeOf(e))
		return is
	}
	return false
}

// isVariable tells whether an expression is a variable, a field, or what a pointer points to.
func (p *dynamicPass) isVariable(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		_, ok := p.Info.ObjectOf(e).(*types.Var)
		return ok
	case *ast.SelectorExpr:
		_, ok := p.Info.ObjectOf(e.Sel).(*types.Var)
		return ok
	case *ast.StarExpr:
		return true
	}
	return false
}

func receives(e ast.Expr) bool {
	u, ok := ast.Unparen(e).(*ast.UnaryExpr)
	return ok && u.Op == token.ARROW
}

// calls tells whether an expression calls a function when it is evaluated.
func (p *dynamicPass) calls(e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.CallExpr:
			tv := p.Info.Types[n.Fun]
			found = found || !tv.IsType() && !tv.IsBuiltin()
		}
		return !found
	})
	return found
}
