package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"

	"golang.org/x/tools/go/ast/astutil"
)

// An escape is a statement in the body of a range over a function that leaves the body: it becomes a return from the
// function that the body is made to be, and what it stands for is done after the call.
type escape struct {
	code int
	stmt ast.Stmt
}

// planIterator notes what a range over a function needs to know of types, before its parts are rewritten.
func (r *rewriter) planIterator(n *ast.RangeStmt) {
	t := r.Info.TypeOf(n.X)
	if t == nil {
		return
	}
	sig, ok := t.Underlying().(*types.Signature)
	if !ok {
		return
	}
	plan := &iterator{yield: sig.Params().At(0).Type().Underlying().(*types.Signature)}
	if len(r.enclosing) > 0 {
		plan.results = r.enclosing[len(r.enclosing)-1]
	}
	r.iterators[n] = plan
}

// An iterator is a range over a function: the signature of yield, and the results of the function around the loop.
type iterator struct {
	yield   *types.Signature
	results *ast.FuncType
}

// lowerIterator turns a range over a function into a call of the function, with the loop's body as the function to call.
func (r *rewriter) lowerIterator(n *ast.RangeStmt, at *astutil.Cursor) {
	plan := r.iterators[n]
	if plan == nil {
		return
	}
	pos := n.Pos()
	id := func(name string) *ast.Ident { return &ast.Ident{Name: name, NamePos: pos} }
	label := ""
	if l, ok := at.Parent().(*ast.LabeledStmt); ok {
		label = l.Label.Name
	}

	params := &ast.FieldList{Opening: pos, Closing: pos}
	var assign *ast.AssignStmt
	for i, e := range []ast.Expr{n.Key, n.Value}[:plan.yield.Params().Len()] {
		name := r.temp("yielded")
		if key, ok := e.(*ast.Ident); ok && n.Tok == token.DEFINE && key.Name != "_" {
			name = key.Name
		} else if e != nil && !blank(e) {
			if assign == nil {
				assign = &ast.AssignStmt{Tok: token.ASSIGN, TokPos: pos}
			}
			assign.Lhs, assign.Rhs = append(assign.Lhs, e), append(assign.Rhs, id(name))
		}
		typ, err := r.tryTypeExpr(plan.yield.Params().At(i).Type())
		if err != nil {
			r.fail(pos, "range over a function whose values have a type that is declared in a function is not supported: declare it outside")
			return
		}
		params.List = append(params.List, &ast.Field{Names: []*ast.Ident{id(name)}, Type: typ})
	}

	e := &escapes{rewriter: r, plan: plan, label: label, exit: r.temp("exit")}
	body := e.block(n.Body.List, true)
	if assign != nil {
		body = append([]ast.Stmt{assign}, body...)
	}
	body = append(body, returns(pos, "true"))
	call := &ast.ExprStmt{X: &ast.CallExpr{Fun: n.X, Lparen: pos, Rparen: pos, Args: []ast.Expr{&ast.FuncLit{
		Type: &ast.FuncType{Func: pos, Params: params, Results: &ast.FieldList{List: []*ast.Field{{Type: id("bool")}}}},
		Body: &ast.BlockStmt{Lbrace: n.Body.Lbrace, Rbrace: n.Body.Rbrace, List: body},
	}}}}
	if len(e.list) == 0 {
		at.Replace(call)
		return
	}
	list := []ast.Stmt{&ast.AssignStmt{Lhs: []ast.Expr{id(e.exit)}, Tok: token.DEFINE, TokPos: pos, Rhs: []ast.Expr{number(pos, 0)}}}
	list = append(append(list, e.vars...), call)
	for _, one := range e.list {
		list = append(list, &ast.IfStmt{If: pos,
			Cond: &ast.BinaryExpr{X: id(e.exit), Op: token.EQL, OpPos: pos, Y: number(pos, one.code)},
			Body: &ast.BlockStmt{Lbrace: pos, Rbrace: pos, List: []ast.Stmt{one.stmt}},
		})
	}
	at.Replace(&ast.BlockStmt{Lbrace: pos, Rbrace: n.End(), List: list})
}

func number(pos token.Pos, n int) ast.Expr {
	return &ast.BasicLit{Kind: token.INT, Value: strconv.Itoa(n), ValuePos: pos}
}

func returns(pos token.Pos, value string) ast.Stmt {
	return &ast.ReturnStmt{Return: pos, Results: []ast.Expr{&ast.Ident{Name: value, NamePos: pos}}}
}

// escapes rewrites the statements that leave the body of one range over a function.
type escapes struct {
	*rewriter
	plan  *iterator
	label string // of the loop
	exit  string // the variable that tells how the body was left
	list  []escape
	vars  []ast.Stmt // declare what returns hand over
}

// block rewrites statements; own tells whether break and continue without a label mean the loop itself.
func (e *escapes) block(list []ast.Stmt, own bool) []ast.Stmt {
	holder := &ast.BlockStmt{List: list}
	e.walk(holder, own, own, map[string]bool{})
	return holder.List
}

// walk replaces, below a node, what leaves the body. ownBreak and ownContinue tell whether the statements without a label
// mean the loop itself, inner which labels stand in the body.
func (e *escapes) walk(node ast.Node, ownBreak, ownContinue bool, inner map[string]bool) {
	astutil.Apply(node, func(at *astutil.Cursor) bool {
		n := at.Node()
		if n == node {
			return true
		}
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.LabeledStmt:
			inner[n.Label.Name] = true
		case *ast.ForStmt, *ast.RangeStmt:
			e.walk(n, false, false, inner)
			return false
		case *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt:
			e.walk(n, false, ownContinue, inner)
			return false
		case *ast.DeferStmt:
			e.fail(n.Pos(), "defer in the body of a range over a function is not supported: put the loop into a function that calls the rest")
			return false
		case *ast.ReturnStmt:
			at.Replace(e.leave(n.Pos(), e.returned(n)))
			return false
		case *ast.BranchStmt:
			e.branch(n, at, ownBreak, ownContinue, inner)
			return false
		}
		return true
	}, nil)
}

func (e *escapes) branch(n *ast.BranchStmt, at *astutil.Cursor, ownBreak, ownContinue bool, inner map[string]bool) {
	own := n.Tok == token.BREAK && ownBreak || n.Tok == token.CONTINUE && ownContinue
	if n.Label != nil {
		own = n.Label.Name == e.label
	}
	switch {
	case n.Tok == token.FALLTHROUGH:
	case n.Tok == token.GOTO && !inner[n.Label.Name]:
		e.fail(n.Pos(), "goto out of a range over a function is not supported")
	case own && n.Tok == token.BREAK:
		at.Replace(returns(n.Pos(), "false"))
	case own && n.Tok == token.CONTINUE:
		at.Replace(returns(n.Pos(), "true"))
	case n.Label != nil && !inner[n.Label.Name]:
		at.Replace(e.leave(n.Pos(), []ast.Stmt{}, n))
	}
}

// leave is the statements that leave the body; the last of the rest is done after the call.
func (e *escapes) leave(pos token.Pos, before []ast.Stmt, after ...ast.Stmt) ast.Stmt {
	if len(after) == 0 { // before is from returned: its last statement is what is done after
		before, after = before[:len(before)-1], before[len(before)-1:]
	}
	code := len(e.list) + 1
	e.list = append(e.list, escape{code, after[0]})
	list := append(before, &ast.AssignStmt{Lhs: []ast.Expr{&ast.Ident{Name: e.exit, NamePos: pos}}, Tok: token.ASSIGN, TokPos: pos,
		Rhs: []ast.Expr{number(pos, code)}}, returns(pos, "false"))
	return &ast.BlockStmt{Lbrace: pos, Rbrace: pos, List: list}
}

// returned stores the values of a return statement in variables, and ends with the return of those.
func (e *escapes) returned(n *ast.ReturnStmt) []ast.Stmt {
	if len(n.Results) == 0 {
		return []ast.Stmt{n}
	}
	pos := n.Pos()
	store := &ast.AssignStmt{Tok: token.ASSIGN, TokPos: pos, Rhs: n.Results}
	again := &ast.ReturnStmt{Return: pos}
	for _, field := range e.plan.results.Results.List {
		for range max(len(field.Names), 1) {
			name := e.temp("result")
			e.vars = append(e.vars, &ast.DeclStmt{Decl: &ast.GenDecl{Tok: token.VAR, TokPos: pos, Specs: []ast.Spec{
				&ast.ValueSpec{Names: []*ast.Ident{{Name: name, NamePos: pos}}, Type: field.Type}}}})
			store.Lhs = append(store.Lhs, &ast.Ident{Name: name, NamePos: pos})
			again.Results = append(again.Results, &ast.Ident{Name: name, NamePos: pos})
		}
	}
	if len(store.Lhs) != len(store.Rhs) {
		return []ast.Stmt{store, again}
	}
	var list []ast.Stmt // one by one: the interpreter does not assign nil beside other values
	for i := range store.Lhs {
		list = append(list, &ast.AssignStmt{Lhs: store.Lhs[i : i+1], Tok: token.ASSIGN, TokPos: pos, Rhs: store.Rhs[i : i+1]})
	}
	return append(list, again)
}

// sequenceType returns the function type that a type iter.Seq[V] stands for, which alone stays generic up to here; nil for any
// other expression.
func (r *rewriter) sequenceType(e ast.Expr) ast.Expr {
	switch e.(type) {
	case *ast.IndexExpr, *ast.IndexListExpr:
	default:
		return nil
	}
	tv, ok := r.Info.Types[e]
	if !ok || !tv.IsType() {
		return nil
	}
	return r.typeExpr(tv.Type)
}
