package lower

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/astutil"
)

// nameParameters names parameters that have no name: the interpreter panics on methods with unnamed ones.
func (r *rewriter) nameParameters(t *ast.FuncType) { r.nameFields(t.Params, "p") }

func (r *rewriter) nameFields(list *ast.FieldList, name string) {
	for _, field := range list.List {
		if len(field.Names) == 0 {
			field.Names = []*ast.Ident{{Name: r.temp(name), NamePos: field.Type.Pos()}}
		}
	}
}

// lowerGo starts a goroutine by a compiled helper, which catches a panic that would end the process. As the language says,
// the function and its arguments are evaluated first.
func (r *rewriter) lowerGo(n *ast.GoStmt, at *astutil.Cursor) {
	pos := n.Pos()
	call := n.Call
	var list []ast.Stmt
	if lit, ok := call.Fun.(*ast.FuncLit); !ok || len(call.Args) > 0 || lit.Type.Results != nil {
		list, call = r.evaluated(call)
	}
	var f ast.Expr
	if lit, ok := call.Fun.(*ast.FuncLit); ok && len(call.Args) == 0 && lit.Type.Results == nil {
		f = lit
	} else {
		f = &ast.FuncLit{
			Type: &ast.FuncType{Func: pos, Params: &ast.FieldList{Opening: pos, Closing: pos}},
			Body: &ast.BlockStmt{Lbrace: pos, Rbrace: n.End(), List: []ast.Stmt{&ast.ExprStmt{X: call}}},
		}
	}
	start := &ast.ExprStmt{X: &ast.CallExpr{Fun: r.helper("Go", pos), Lparen: pos, Args: []ast.Expr{f}, Rparen: n.End()}}
	if len(list) == 0 {
		at.Replace(start)
		return
	}
	at.Replace(&ast.BlockStmt{Lbrace: pos, Rbrace: n.End(), List: append(list, start)})
}

// lowerDefer evaluates the arguments of a deferred call at the defer statement: the interpreter would use the values that
// their variables have when the call runs.
func (r *rewriter) lowerDefer(n *ast.DeferStmt, at *astutil.Cursor) {
	if len(n.Call.Args) == 0 {
		return
	}
	list, call := r.evaluated(n.Call)
	if len(list) == 0 {
		return
	}
	n.Call = call
	at.Replace(&ast.BlockStmt{Lbrace: n.Pos(), Rbrace: n.End(), List: append(list, n)})
}

// evaluated returns the statements that store a call's arguments in variables, and the call with the variables.
func (r *rewriter) evaluated(call *ast.CallExpr) ([]ast.Stmt, *ast.CallExpr) {
	sig, _ := r.Info.TypeOf(call.Fun).(*types.Signature)
	var list []ast.Stmt
	copied := *call
	copied.Args = nil
	for i, arg := range call.Args {
		if _, constant := arg.(*ast.BasicLit); constant || sig == nil {
			copied.Args = append(copied.Args, arg)
			continue
		}
		if t, ok := r.Info.TypeOf(arg).(*types.Basic); ok && t.Info()&types.IsUntyped != 0 || r.Info.TypeOf(arg) == nil {
			copied.Args = append(copied.Args, arg) // nil, or a folded constant
			continue
		}
		if t, ok := r.Info.TypeOf(arg).(*types.Tuple); ok && t.Len() != 1 {
			copied.Args = append(copied.Args, arg)
			continue
		}
		name := r.temp("arg")
		typ := parameter(sig, i, call.Ellipsis.IsValid())
		spec := &ast.ValueSpec{Names: []*ast.Ident{{Name: name, NamePos: arg.Pos()}}, Values: []ast.Expr{arg}}
		if e, err := r.tryTypeExpr(typ); err == nil {
			spec.Type = e
		}
		list = append(list, &ast.DeclStmt{Decl: &ast.GenDecl{Tok: token.VAR, TokPos: arg.Pos(), Specs: []ast.Spec{spec}}})
		copied.Args = append(copied.Args, &ast.Ident{Name: name, NamePos: arg.Pos()})
	}
	return list, &copied
}

// parameter is the type of a call's parameter i.
func parameter(sig *types.Signature, i int, spread bool) types.Type {
	params := sig.Params()
	last := params.Len() - 1
	if sig.Variadic() && i >= last && !spread {
		if s, ok := params.At(last).Type().(*types.Slice); ok {
			return s.Elem()
		}
	}
	return params.At(min(i, last)).Type()
}
