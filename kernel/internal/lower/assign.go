package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/astutil"
)

// parallel writes out an assignment of several values at once: first the operands and the values, then the assignments one after
// another. The interpreter would see in the later values what the earlier assignments have changed, and in the earlier ones what a
// call has stored already.
func (p *dynamicPass) parallel(n *ast.AssignStmt, at *astutil.Cursor) {
	if n.Tok != token.ASSIGN || len(n.Lhs) < 2 || len(n.Lhs) != len(n.Rhs) || !p.shares(n) && !p.hasNil(n.Rhs) && !slices.ContainsFunc(n.Rhs, p.calls) {
		return
	}
	pos := n.Pos()
	var list []ast.Stmt
	assign := func(to ast.Expr, tok token.Token, value ast.Expr) {
		list = append(list, &ast.AssignStmt{Lhs: []ast.Expr{to}, Tok: tok, TokPos: pos, Rhs: []ast.Expr{value}})
	}
	store := func(e ast.Expr) ast.Expr {
		if p.fixed(e) {
			return e
		}
		id := &ast.Ident{Name: p.temp("value"), NamePos: pos}
		assign(id, token.DEFINE, e)
		return p.typed(&ast.Ident{Name: id.Name, NamePos: pos}, p.Info.TypeOf(e))
	}
	for _, e := range n.Lhs {
		switch e := ast.Unparen(e).(type) {
		case *ast.IndexExpr:
			e.Index = store(e.Index)
			if _, array := under[*types.Array](p.Info.TypeOf(e.X)); !array {
				e.X = store(e.X)
			}
		case *ast.StarExpr:
			e.X = store(e.X)
		case *ast.SelectorExpr:
			if _, pointer := under[*types.Pointer](p.Info.TypeOf(e.X)); pointer {
				e.X = store(e.X)
			}
		}
	}
	values := make([]ast.Expr, len(n.Rhs))
	for i, e := range n.Rhs {
		values[i] = store(e)
	}
	for i, e := range n.Lhs {
		assign(e, token.ASSIGN, values[i])
	}
	block := &ast.BlockStmt{Lbrace: pos, Rbrace: n.End(), List: list}
	if _, labeled := at.Parent().(*ast.LabeledStmt); at.Index() >= 0 || labeled {
		at.Replace(block)
		return
	}
	// Of a for, an if or a switch, where no block can stand.
	lit := &ast.FuncLit{Type: &ast.FuncType{Func: pos, Params: &ast.FieldList{Opening: pos, Closing: pos}}, Body: block}
	at.Replace(&ast.ExprStmt{X: &ast.CallExpr{Fun: lit, Lparen: pos, Rparen: pos}})
}

// shares tells whether an assignment is of anything but plain numbers and strings, of which the interpreter takes copies, and
// but of variables to variables.
func (p *dynamicPass) shares(n *ast.AssignStmt) bool {
	variables := !slices.ContainsFunc(slices.Concat(n.Lhs, n.Rhs), func(e ast.Expr) bool {
		_, variable := ast.Unparen(e).(*ast.Ident)
		return !variable
	})
	return !variables && slices.ContainsFunc(n.Lhs, func(e ast.Expr) bool {
		_, basic := under[*types.Basic](p.Info.TypeOf(e))
		return !basic && !blank(e)
	})
}

// hasNil tells whether nil is among values: the interpreter does not assign it beside others.
func (p *dynamicPass) hasNil(values []ast.Expr) bool {
	return slices.ContainsFunc(values, func(e ast.Expr) bool { return p.Info.Types[e].IsNil() })
}

// fixed tells whether an expression needs no storing: a constant or nil.
func (p *dynamicPass) fixed(e ast.Expr) bool {
	tv, ok := p.Info.Types[e]
	return ok && (tv.Value != nil || tv.IsNil())
}

// writeTypes writes out the types that elements of a composite literal leave out, where they are types of packages: of those
// the interpreter does not know what the elements are.
func (p *dynamicPass) writeTypes(n *ast.CompositeLit, t types.Type) {
	var elem types.Type
	switch u := t.Underlying().(type) {
	case *types.Map:
		elem = u.Elem()
	case *types.Slice:
		elem = u.Elem()
	case *types.Array:
		elem = u.Elem()
	}
	if elem == nil {
		return
	}
	_, named := types.Unalias(t).(*types.Named)
	if !(named && !p.ofCells(t)) {
		return
	}
	for i, e := range n.Elts {
		value := &n.Elts[i]
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			value = &kv.Value
		}
		lit, ok := (*value).(*ast.CompositeLit)
		if !ok || lit.Type != nil {
			continue
		}
		of := elem
		ptr, pointer := under[*types.Pointer](elem)
		if pointer {
			of = ptr.Elem()
		}
		typ, err := p.tryTypeExpr(of)
		if err != nil {
			continue
		}
		lit.Type = typ
		if pointer {
			*value = p.typed(&ast.UnaryExpr{Op: token.AND, OpPos: lit.Pos(), X: lit}, elem)
			p.typed(lit, of)
		}
	}
}

// apart puts composite literals and calls of make that stand beside other values in parentheses: without them the interpreter
// lets go of the values before them.
func apart(values []ast.Expr) {
	if len(values) < 2 {
		return
	}
	for i, e := range values {
		switch e := e.(type) {
		case *ast.CallExpr:
			if f, ok := e.Fun.(*ast.Ident); !ok || f.Name != "make" {
				continue
			}
		case *ast.CompositeLit:
		default:
			continue
		}
		values[i] = &ast.ParenExpr{Lparen: e.Pos(), X: e, Rparen: e.End()}
	}
}
