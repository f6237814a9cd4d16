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
	if n.Tok != token.ASSIGN || len(n.Lhs) < 2 || len(n.Lhs) != len(n.Rhs) || !p.shares(n) && !p.hasNil(n.Rhs) && !slices.ContainsFunc(n.Rhs, inPlace) {
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

// inPlace tells whether the interpreter might compute an expression in the place that it is assigned to, before it has read the values
// beside it: calls, the language's own functions and conversions included, receptions, assertions and conditions.
func inPlace(e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr, *ast.TypeAssertExpr:
			found = true
		case *ast.UnaryExpr:
			found = found || n.Op == token.ARROW || n.Op == token.NOT
		case *ast.BinaryExpr:
			found = found || n.Op.Precedence() <= token.EQL.Precedence()
		}
		return !found
	})
	return found
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

// storeApart has a value made before it is stored in a variable that is there already, where the interpreter would do something else
// than store it. Of a composite literal of a struct type, and of what it receives, it makes another variable, which pointers to the
// variable do not see, nor the caller of a function with a named result. The results of a function it has in the variables that they
// are assigned to while the function still runs, and may read them.
func (p *dynamicPass) storeApart(to ast.Expr, value *ast.Expr) {
	t := p.Info.TypeOf(*value)
	_, lit := ast.Unparen(*value).(*ast.CompositeLit)
	_, isStruct := under[*types.Struct](t)
	receive, isUnary := ast.Unparen(*value).(*ast.UnaryExpr)
	received := isUnary && receive.Op == token.ARROW
	id, variable := ast.Unparen(to).(*ast.Ident)
	if blank(to) || !received && !(variable && (lit && isStruct || p.callsCell(*value) && p.isShared(id))) {
		return
	}
	if c := p.innermost(); c.quiet == 0 && len(p.checks) > 1 {
		p.hoist(value, c)
		return
	}
	*value = p.viaFunction(*value, t)
}

// storeSeveralApart does that for several results of a function.
func (p *dynamicPass) storeSeveralApart(n *ast.AssignStmt) {
	tuple, ok := p.Info.TypeOf(n.Rhs[0]).(*types.Tuple)
	c := p.innermost()
	shared := slices.ContainsFunc(n.Lhs, func(e ast.Expr) bool {
		id, ok := ast.Unparen(e).(*ast.Ident)
		return ok && p.Info.Defs[id] == nil && p.isShared(id)
	})
	if !ok || !shared || !p.callsCell(n.Rhs[0]) || c.quiet > 0 || len(p.checks) < 2 {
		return
	}
	pos := n.Rhs[0].Pos()
	define := &ast.AssignStmt{Tok: token.DEFINE, TokPos: pos, Rhs: n.Rhs}
	n.Rhs = nil
	for v := range tuple.Variables() {
		name := p.temp("value")
		define.Lhs = append(define.Lhs, &ast.Ident{Name: name, NamePos: pos})
		n.Rhs = append(n.Rhs, p.typed(&ast.Ident{Name: name, NamePos: pos}, v.Type()))
	}
	p.checked[define] = true
	c.stmts = append(c.stmts, define)
}

// callsCell tells whether an expression is a call of a function of a cell.
func (p *dynamicPass) callsCell(e ast.Expr) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok {
		return false
	}
	if sel, ok := call.Fun.(*ast.SelectorExpr); ok && p.Info.Uses[sel.Sel] == nil {
		return false // of the engine
	}
	tv := p.Info.Types[call.Fun]
	return !tv.IsType() && !tv.IsBuiltin() && !p.compiled(call.Fun)
}

// isShared tells whether a function that is called could use a variable: one of the session, or one that a function literal uses or
// a pointer may point to.
func (p *dynamicPass) isShared(id *ast.Ident) bool {
	v, ok := p.Info.ObjectOf(id).(*types.Var)
	if !ok {
		return false
	}
	if p.shared == nil {
		p.shared = p.sharedIn(p.node)
	}
	return v.Parent() == p.Pkg.Scope() || p.shared[v]
}

// sharedIn finds the variables in a syntax tree that function literals use or pointers may point to.
func (p *dynamicPass) sharedIn(node ast.Node) map[types.Object]bool {
	shared := map[types.Object]bool{}
	var literals []*ast.FuncLit
	ast.PreorderStack(node, nil, func(n ast.Node, stack []ast.Node) bool {
		literals = literals[:0]
		switch n := n.(type) {
		case *ast.Ident:
			for _, around := range stack {
				if lit, ok := around.(*ast.FuncLit); ok {
					literals = append(literals, lit)
				}
			}
			if v, ok := p.Info.Uses[n].(*types.Var); ok && slices.ContainsFunc(literals, func(lit *ast.FuncLit) bool {
				return v.Pos() < lit.Pos() || lit.End() <= v.Pos()
			}) {
				shared[v] = true
			}
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				shared[p.root(n.X)] = true
			}
		case *ast.SliceExpr:
			shared[p.root(n.X)] = true
		case *ast.SelectorExpr: // a method with a pointer receiver takes the address
			if s := p.Info.Selections[n]; s != nil && s.Kind() == types.MethodVal {
				shared[p.root(n.X)] = true
			}
		}
		return true
	})
	return shared
}
