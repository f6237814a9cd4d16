package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
)

// When a deferred call panics, the interpreter makes none of the deferred calls of the same function that are left. So where a function
// has several, the function literals among them catch their own panics and keep them for those that come after, which recover them
// or have them raised in the end. What is put in has no positions: no line of the cell's is run.

// keepPanics has the deferred function literals of all functions of the cell keep their panics.
func (r *rewriter) keepPanics() {
	for _, node := range r.nodes() {
		function := statements
		ast.Inspect(node, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				function = n.Name.Name
				if n.Body != nil {
					n.Body.List = r.keepPanicsIn(function, n.Body.List)
				}
			case *ast.FuncLit:
				n.Body.List = r.keepPanicsIn(function, n.Body.List)
			}
			return true
		})
	}
	r.Body = r.keepPanicsIn(statements, r.Body)
}

// keepPanicsIn does so in the statements of one function, which stands in a declared one.
func (r *rewriter) keepPanicsIn(function string, list []ast.Stmt) []ast.Stmt {
	literals, several := deferredIn(list)
	if len(literals) == 0 || !several {
		return list
	}
	name := r.temp("panic")
	for _, lit := range literals {
		r.recoverKept(lit, name)
		keep := &ast.FuncLit{Type: &ast.FuncType{Params: &ast.FieldList{}}, Body: &ast.BlockStmt{List: []ast.Stmt{
			&ast.ExprStmt{X: r.ofPanic("KeepPanic", name, r.recoverCall())}}}}
		lit.Body.List = append([]ast.Stmt{&ast.DeferStmt{Call: &ast.CallExpr{Fun: keep}}}, lit.Body.List...)
	}
	return append([]ast.Stmt{
		&ast.AssignStmt{Lhs: []ast.Expr{ast.NewIdent(name)}, Tok: token.DEFINE, Rhs: []ast.Expr{r.ofPanic("NewPanic", "")}},
		&ast.DeferStmt{Call: r.ofPanic("RaisePanic", name, &ast.BasicLit{Kind: token.STRING, Value: strconv.Quote(function + ".func")})},
	}, list...)
}

// deferredIn returns the function literals that a function's statements defer, and whether there may be several deferred calls.
func deferredIn(list []ast.Stmt) (literals []*ast.FuncLit, several bool) {
	count := 0
	look := func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ForStmt:
			several = several || defers(n.Body)
		case *ast.RangeStmt:
			several = several || defers(n.Body)
		case *ast.DeferStmt:
			count++
			if lit, ok := n.Call.Fun.(*ast.FuncLit); ok {
				literals = append(literals, lit)
			}
		}
		return true
	}
	for _, s := range list {
		ast.Inspect(s, look)
	}
	return literals, several || count > 1
}

// recoverKept has a deferred literal recover a panic of one that ran before it, where that was not recovered yet.
func (r *rewriter) recoverKept(lit *ast.FuncLit, name string) {
	ast.Inspect(lit.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.CallExpr:
			id, _ := n.Fun.(*ast.Ident)
			if b, ok := r.Info.Uses[id].(*types.Builtin); !ok || b.Name() != "recover" {
				return true
			}
			inner := *n
			r.Info.Types[&inner] = r.Info.Types[n]
			kept := r.ofPanic("RecoverPanic", name, &inner)
			n.Fun, n.Args = kept.Fun, kept.Args
			return false
		}
		return true
	})
}

// recoverCall is a call of recover.
func (r *rewriter) recoverCall() ast.Expr {
	id := ast.NewIdent("recover")
	r.Info.Uses[id] = types.Universe.Lookup("recover")
	call := &ast.CallExpr{Fun: id}
	r.Info.Types[call] = types.TypeAndValue{Type: types.Universe.Lookup("any").Type()}
	return call
}

// ofPanic calls a helper with the variable that keeps a panic.
func (r *rewriter) ofPanic(helper, name string, args ...ast.Expr) *ast.CallExpr {
	call := &ast.CallExpr{Fun: r.helper(helper, token.NoPos)}
	if name != "" {
		call.Args = append(call.Args, ast.NewIdent(name))
	}
	call.Args = append(call.Args, args...)
	return call
}
