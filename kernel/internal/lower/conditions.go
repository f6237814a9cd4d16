package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// conditionInside moves what has to be checked of a loop's condition into the body, where checks can stand before it.
func (p *dynamicPass) conditionInside(n *ast.ForStmt) {
	list := conjuncts(n.Cond)
	first := slices.IndexFunc(list, p.wantsCheck)
	if first < 0 {
		return
	}
	var body []ast.Stmt
	for _, cond := range list[first:] {
		pos := cond.Pos()
		body = append(body, &ast.IfStmt{If: pos, Cond: cond, Body: &ast.BlockStmt{Lbrace: pos, Rbrace: pos},
			Else: &ast.BlockStmt{Lbrace: pos, Rbrace: pos, List: []ast.Stmt{&ast.BranchStmt{Tok: token.BREAK, TokPos: pos}}}})
	}
	n.Cond = conjunction(list[:first])
	n.Body.List = append(body, n.Body.List...)
}

// conditionBefore computes the condition of an if statement, one operand of && and || after the other, before the statement itself, so
// that checks can stand between them. All of that becomes the body of an if statement that is always taken.
func (p *dynamicPass) conditionBefore(n *ast.IfStmt) {
	if next, ok := n.Else.(*ast.IfStmt); ok && p.wantsCheck(next.Cond) {
		n.Else = &ast.BlockStmt{Lbrace: next.Pos(), List: []ast.Stmt{next}, Rbrace: next.End()}
	}
	_, single := ast.Unparen(n.Cond).(*ast.BinaryExpr)
	if !p.wantsCheck(n.Cond) || n.Init == nil && !(single && p.isLogical(n.Cond)) {
		return
	}
	pos := n.Cond.Pos()
	taken := p.temp("taken")
	var list []ast.Stmt
	if n.Init != nil {
		list = append(list, n.Init)
	}
	list = append(list, p.steps(n.Cond, taken, token.DEFINE)...)
	again := &ast.IfStmt{If: pos, Cond: &ast.Ident{Name: taken, NamePos: pos}, Body: n.Body, Else: n.Else}
	n.Init, n.Cond, n.Else = nil, &ast.Ident{Name: "true", NamePos: pos}, nil
	n.Body = &ast.BlockStmt{Lbrace: again.Body.Lbrace, List: append(list, again), Rbrace: again.End()}
}

// steps are the statements that store a condition in a variable.
func (p *dynamicPass) steps(cond ast.Expr, variable string, tok token.Token) []ast.Stmt {
	pos := cond.Pos()
	id := &ast.Ident{Name: variable, NamePos: pos}
	b, ok := ast.Unparen(cond).(*ast.BinaryExpr)
	if !ok || !p.isLogical(b) || !p.wantsCheck(b) {
		return []ast.Stmt{&ast.AssignStmt{Lhs: []ast.Expr{id}, Tok: tok, TokPos: pos, Rhs: []ast.Expr{cond}}}
	}
	var goOn ast.Expr = id
	if b.Op == token.LOR {
		goOn = &ast.UnaryExpr{Op: token.NOT, OpPos: pos, X: id}
	}
	return append(p.steps(b.X, variable, tok), &ast.IfStmt{If: pos, Cond: goOn,
		Body: &ast.BlockStmt{Lbrace: pos, Rbrace: pos, List: p.steps(b.Y, variable, token.ASSIGN)}})
}

func (p *dynamicPass) isLogical(e ast.Expr) bool {
	b, ok := ast.Unparen(e).(*ast.BinaryExpr)
	return ok && (b.Op == token.LAND || b.Op == token.LOR)
}

// wantsCheck tells whether something has to be checked in an expression.
func (p *dynamicPass) wantsCheck(e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.IndexExpr:
			t := p.Info.TypeOf(n.X)
			_, isMap := under[*types.Map](t)
			found = found || t != nil && !isMap && !p.Info.Types[n.X].IsType()
		case *ast.SliceExpr:
			found = true
		}
		return !found
	})
	return found
}

// conjuncts are the conditions that && joins.
func conjuncts(cond ast.Expr) []ast.Expr {
	if b, ok := ast.Unparen(cond).(*ast.BinaryExpr); ok && b.Op == token.LAND {
		return append(conjuncts(b.X), conjuncts(b.Y)...)
	}
	if cond == nil {
		return nil
	}
	return []ast.Expr{cond}
}

// conjunction joins conditions by &&; nil for none.
func conjunction(list []ast.Expr) ast.Expr {
	var cond ast.Expr
	for _, one := range list {
		if cond == nil {
			cond = one
		} else {
			cond = &ast.BinaryExpr{X: cond, Op: token.LAND, OpPos: one.Pos(), Y: one}
		}
	}
	return cond
}
