package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// show is the statements that show the cell's result.
func (r *rewriter) show() []ast.Stmt {
	pos := r.Result.Pos()
	if r.Cell.Hidden {
		if _, ok := ast.Unparen(r.Result).(*ast.CallExpr); ok {
			return []ast.Stmt{&ast.ExprStmt{X: r.Result}}
		}
		return []ast.Stmt{&ast.AssignStmt{Lhs: []ast.Expr{&ast.Ident{Name: "_", NamePos: pos}}, Tok: token.ASSIGN, TokPos: pos,
			Rhs: []ast.Expr{r.Result}}}
	}
	switch t := r.Info.TypeOf(r.Result).(type) {
	case *types.Tuple:
		if t.Len() == 0 || r.prints(r.Result) {
			return []ast.Stmt{&ast.ExprStmt{X: r.Result}}
		}
		define := &ast.AssignStmt{Tok: token.DEFINE, TokPos: pos, Rhs: []ast.Expr{r.Result}}
		var values []ast.Expr
		for v := range t.Variables() {
			name := r.temp("value")
			define.Lhs = append(define.Lhs, &ast.Ident{Name: name, NamePos: pos})
			values = append(values, r.shown(v.Type(), &ast.Ident{Name: name, NamePos: pos}))
		}
		return []ast.Stmt{define, r.showCall(pos, t.At(t.Len()-1).Type(), values)}
	case nil:
		return []ast.Stmt{&ast.ExprStmt{X: r.Result}}
	default:
		return []ast.Stmt{r.showCall(pos, t, []ast.Expr{r.shown(t, r.Result)})}
	}
}

// shown is a value of a type as compiled code is to see it.
func (r *rewriter) shown(t types.Type, e ast.Expr) ast.Expr {
	if types.IsInterface(t) || t == types.Typ[types.UntypedNil] || !r.isMirrored(t) {
		return e
	}
	return r.boxed(t, nil, e)
}

func (r *rewriter) showCall(pos token.Pos, last types.Type, values []ast.Expr) ast.Stmt {
	failable := "false"
	if len(values) > 1 && types.Identical(last, types.Universe.Lookup("error").Type()) {
		failable = "true"
	}
	args := append([]ast.Expr{&ast.Ident{Name: failable, NamePos: pos}}, values...)
	return &ast.ExprStmt{X: &ast.CallExpr{Fun: r.helper("Show", pos), Args: args, Lparen: pos}}
}

// prints tells whether an expression calls one of fmt's printing functions, whose count of bytes no reader wants to see.
func (r *rewriter) prints(e ast.Expr) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok {
		return false
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	f, ok := r.Info.Uses[sel.Sel].(*types.Func)
	if !ok || f.Pkg() == nil || f.Pkg().Path() != "fmt" {
		return false
	}
	return slices.Contains([]string{"Print", "Printf", "Println", "Fprint", "Fprintf", "Fprintln"}, f.Name())
}
