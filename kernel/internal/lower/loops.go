package lower

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/astutil"
)

// planRange makes the variables of a range loop live one iteration, where a function in the body can hold on to them.
func (r *rewriter) planRange(n *ast.RangeStmt) {
	if r.overInteger(n) {
		r.counted[n] = r.Info.TypeOf(n.X)
	}
	if n.Tok != token.DEFINE {
		return
	}
	var ids []*ast.Ident
	for _, e := range []ast.Expr{n.Key, n.Value} {
		if id, ok := e.(*ast.Ident); ok && id.Name != "_" && (r.captured(id, n.Body) || r.overInteger(n) && r.assigned(id, n.Body)) {
			ids = append(ids, id)
		}
	}
	r.copyInto(n.Body, ids)
}

func (r *rewriter) overInteger(n *ast.RangeStmt) bool {
	b, ok := r.Info.TypeOf(n.X).Underlying().(*types.Basic)
	return ok && b.Info()&types.IsInteger != 0
}

// lowerRange turns a range over an integer into a loop that counts. The loop's own variable counts: where the body could
// change it, planRange has given the body a copy.
func (r *rewriter) lowerRange(n *ast.RangeStmt, at *astutil.Cursor) {
	typ, counts := r.counted[n]
	if !counts {
		return
	}
	pos := n.Pos()
	ident := func(name string) *ast.Ident { return &ast.Ident{Name: name, NamePos: pos} }
	convert := func(e ast.Expr) ast.Expr {
		if b, ok := typ.(*types.Basic); ok && (b.Kind() == types.UntypedInt || b.Kind() == types.Int) {
			return e
		}
		return &ast.CallExpr{Fun: r.typeExpr(typ), Lparen: pos, Args: []ast.Expr{e}}
	}
	counter := r.temp("i")
	limit := r.temp("n")
	key, isIdent := n.Key.(*ast.Ident)
	if isIdent && n.Tok == token.DEFINE && key.Name != "_" {
		counter = key.Name
	} else if n.Key != nil && !(isIdent && key.Name == "_") { // range assigns to what is there already
		n.Body.List = append([]ast.Stmt{
			&ast.AssignStmt{Lhs: []ast.Expr{n.Key}, Tok: token.ASSIGN, TokPos: pos, Rhs: []ast.Expr{ident(counter)}},
		}, n.Body.List...)
	}
	zero := &ast.BasicLit{Kind: token.INT, Value: "0", ValuePos: pos}
	at.Replace(&ast.ForStmt{
		For: n.For,
		Init: &ast.AssignStmt{Lhs: []ast.Expr{ident(counter), ident(limit)}, Tok: token.DEFINE, TokPos: pos,
			Rhs: []ast.Expr{convert(zero), convert(n.X)}},
		Cond: &ast.BinaryExpr{X: ident(counter), Op: token.LSS, OpPos: pos, Y: ident(limit)},
		Post: &ast.IncDecStmt{X: ident(counter), Tok: token.INC, TokPos: pos},
		Body: n.Body,
	})
}

// copyLoopVariables makes the variables of a three-clause loop live one iteration, where a function in the body can hold on
// to them.
func (r *rewriter) copyLoopVariables(n *ast.ForStmt) {
	init, ok := n.Init.(*ast.AssignStmt)
	if !ok || init.Tok != token.DEFINE {
		return
	}
	var ids []*ast.Ident
	for _, e := range init.Lhs {
		id := e.(*ast.Ident)
		if id.Name == "_" || !r.captured(id, n.Body) {
			continue
		}
		if r.assigned(id, n.Body) {
			r.fail(id.Pos(), "loop variable %s is both held by a function and changed in the body of the loop, "+
				"which is not supported: let the function hold a copy", id.Name)
			continue
		}
		ids = append(ids, id)
	}
	r.copyInto(n.Body, ids)
}

// copyInto starts a loop's body with copies of variables under their own names.
func (r *rewriter) copyInto(body *ast.BlockStmt, ids []*ast.Ident) {
	if len(ids) == 0 {
		return
	}
	pos := body.Lbrace
	define := &ast.AssignStmt{Tok: token.DEFINE, TokPos: pos}
	for _, id := range ids {
		define.Lhs = append(define.Lhs, &ast.Ident{Name: id.Name, NamePos: pos})
		define.Rhs = append(define.Rhs, &ast.Ident{Name: id.Name, NamePos: pos})
	}
	body.List = append([]ast.Stmt{define}, body.List...)
}

// captured tells whether something in a body can outlive the iteration with a variable: a function literal, or its address.
func (r *rewriter) captured(id *ast.Ident, body ast.Node) bool {
	obj := r.Info.ObjectOf(id)
	found := false
	inFunction := 0
	var walk func(ast.Node) bool
	walk = func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			inFunction++
			ast.Inspect(n.Body, walk)
			inFunction--
			return false
		case *ast.UnaryExpr:
			if n.Op == token.AND && r.root(n.X) == obj {
				found = true
			}
		case *ast.SelectorExpr: // a method with a pointer receiver takes the address as well
			if sel := r.Info.Selections[n]; sel != nil && sel.Kind() == types.MethodVal && r.root(n.X) == obj {
				if _, ptr := sel.Obj().(*types.Func).Signature().Recv().Type().(*types.Pointer); ptr {
					found = true
				}
			}
		case *ast.SliceExpr:
			if _, array := r.Info.TypeOf(n.X).Underlying().(*types.Array); array && r.root(n.X) == obj {
				found = true
			}
		case *ast.DeferStmt, *ast.GoStmt:
			inFunction++
			for _, c := range children(n) {
				ast.Inspect(c, walk)
			}
			inFunction--
			return false
		case *ast.Ident:
			if inFunction > 0 && r.Info.Uses[n] == obj {
				found = true
			}
		}
		return true
	}
	ast.Inspect(body, walk)
	return found
}

func children(n ast.Node) []ast.Node {
	switch n := n.(type) {
	case *ast.DeferStmt:
		return []ast.Node{n.Call}
	case *ast.GoStmt:
		return []ast.Node{n.Call}
	}
	return nil
}

// assigned tells whether a body may change a variable.
func (r *rewriter) assigned(id *ast.Ident, body ast.Node) bool {
	obj := r.Info.ObjectOf(id)
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, e := range n.Lhs {
				found = found || r.root(e) == obj
			}
		case *ast.IncDecStmt:
			found = found || r.root(n.X) == obj
		case *ast.UnaryExpr:
			found = found || n.Op == token.AND && r.root(n.X) == obj
		case *ast.RangeStmt:
			for _, e := range []ast.Expr{n.Key, n.Value} {
				found = found || e != nil && n.Tok == token.ASSIGN && r.root(e) == obj
			}
		}
		return !found
	})
	return found
}

// root is the variable of which an expression is a part: x of x.f[0].
func (r *rewriter) root(e ast.Expr) types.Object {
	for {
		switch x := ast.Unparen(e).(type) {
		case *ast.Ident:
			return r.Info.Uses[x]
		case *ast.SelectorExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		default:
			return nil
		}
	}
}
