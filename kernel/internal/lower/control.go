package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/astutil"
)

// lowerSelect makes break and continue in a select statement mean what the language says: to the interpreter, break leaves
// the loop around it, and a branch that ends a clause is none.
func (r *rewriter) lowerSelect(n *ast.SelectStmt, at *astutil.Cursor) {
	label, labeled := at.Parent().(*ast.LabeledStmt)
	if !labeled {
		label = &ast.LabeledStmt{Label: &ast.Ident{Name: r.temp("selected"), NamePos: n.Pos()}, Colon: n.Pos(), Stmt: n}
	}
	breaks := false
	for _, c := range n.Body.List {
		clause := c.(*ast.CommClause)
		eachBreak(clause.Body, func(b *ast.BranchStmt) {
			breaks = true
			b.Label = &ast.Ident{Name: label.Label.Name, NamePos: b.Pos()}
		})
		if last := len(clause.Body) - 1; last >= 0 {
			if b, ok := clause.Body[last].(*ast.BranchStmt); ok {
				clause.Body[last] = &ast.BlockStmt{Lbrace: b.Pos(), Rbrace: b.End(), List: []ast.Stmt{b}}
			}
		}
	}
	if breaks && !labeled {
		at.Replace(label)
	}
}

// unwrap takes off the parentheses of an operand that needs none: where a comparison with one stands before && or ||, the
// interpreter takes the operand for a condition.
func (r *rewriter) unwrap(n *ast.ParenExpr, at *astutil.Cursor) {
	switch x := n.X.(type) {
	case *ast.Ident, *ast.BasicLit, *ast.CallExpr, *ast.IndexExpr, *ast.SelectorExpr:
		at.Replace(x)
	case *ast.BinaryExpr:
		if _, ok := at.Parent().(*ast.BinaryExpr); ok {
			at.Replace(x) // the printer puts in again what is needed
		}
	}
}

// compare has arrays and structs compared by a function of the unit: in a condition, the interpreter takes operands that are no
// variables for conditions.
func (r *rewriter) compare(n *ast.BinaryExpr, t types.Type, at *astutil.Cursor) {
	e, err := r.tryTypeExpr(t)
	if err != nil {
		return // a type that is declared in a function
	}
	text := types.ExprString(e)
	name := "equalˑ" + identifier(text)
	r.functions[name] = "func " + name + "(a, b " + text + ") bool {\nreturn a == b\n}\n"
	var call ast.Expr = &ast.CallExpr{Fun: &ast.Ident{Name: name, NamePos: n.Pos()}, Lparen: n.Pos(), Args: []ast.Expr{n.X, n.Y}, Rparen: n.End()}
	if n.Op == token.NEQ {
		call = &ast.UnaryExpr{Op: token.NOT, OpPos: n.Pos(), X: call}
	}
	at.Replace(call)
}

// withLabels puts statements of a clause into a block if one has a label: the interpreter finds labels only in blocks.
func withLabels(body []ast.Stmt) []ast.Stmt {
	labeled := slices.ContainsFunc(body, func(s ast.Stmt) bool {
		_, ok := s.(*ast.LabeledStmt)
		return ok
	})
	if !labeled {
		return body
	}
	end := len(body)
	if b, ok := body[end-1].(*ast.BranchStmt); ok && b.Tok == token.FALLTHROUGH {
		end--
	}
	block := &ast.BlockStmt{Lbrace: body[0].Pos(), Rbrace: body[end-1].End(), List: body[:end:end]}
	return append([]ast.Stmt{block}, body[end:]...)
}

// eachBreak calls f with every break without a label, in statements, that leaves the statement around them.
func eachBreak(list []ast.Stmt, f func(*ast.BranchStmt)) {
	for _, s := range list {
		ast.Inspect(s, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncLit, *ast.ForStmt, *ast.RangeStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt:
				return false
			case *ast.BranchStmt:
				if n.Tok == token.BREAK && n.Label == nil {
					f(n)
				}
			}
			return true
		})
	}
}

// lowerSwitch writes out a switch that has fallthrough, or a clause with several values of which one has to be computed: first
// which clause is meant, then the clauses one after another.
func (r *rewriter) lowerSwitch(n *ast.SwitchStmt, at *astutil.Cursor) {
	writeOut := false
	for _, c := range n.Body.List {
		clause := c.(*ast.CaseClause)
		computed := len(clause.List) > 1 && (n.Tag == nil || slices.ContainsFunc(clause.List, r.calls))
		writeOut = writeOut || computed || fallsThrough(clause)
	}
	if !writeOut {
		r.initApart(n, at)
		return
	}
	pos := n.Pos()
	id := func(name string) *ast.Ident { return &ast.Ident{Name: name, NamePos: pos} }
	define := func(name string, value ast.Expr) ast.Stmt {
		return &ast.AssignStmt{Lhs: []ast.Expr{id(name)}, Tok: token.DEFINE, TokPos: pos, Rhs: []ast.Expr{value}}
	}
	var list []ast.Stmt
	if n.Init != nil {
		list = append(list, n.Init)
	}
	tag, next := "", r.temp("clause")
	if n.Tag != nil {
		tag = r.temp("tag")
		list = append(list, define(tag, n.Tag))
	}
	list = append(list, define(next, number(pos, 0)))

	assign := func(clause int) *ast.BlockStmt {
		return &ast.BlockStmt{Lbrace: pos, Rbrace: pos, List: []ast.Stmt{
			&ast.AssignStmt{Lhs: []ast.Expr{id(next)}, Tok: token.ASSIGN, TokPos: pos, Rhs: []ast.Expr{number(pos, clause)}}}}
	}
	var choice, last *ast.IfStmt
	var otherwise *ast.BlockStmt
	var bodies []ast.Stmt
	for i, c := range n.Body.List {
		clause := c.(*ast.CaseClause)
		var cond ast.Expr
		for _, e := range clause.List {
			one := e
			if tag != "" {
				one = &ast.BinaryExpr{X: id(tag), Op: token.EQL, OpPos: e.Pos(), Y: e}
			}
			if cond == nil {
				cond = one
			} else {
				cond = &ast.BinaryExpr{X: cond, Op: token.LOR, OpPos: e.Pos(), Y: one}
			}
		}
		if cond == nil {
			otherwise = assign(i + 1)
		} else {
			test := &ast.IfStmt{If: clause.Pos(), Cond: cond, Body: assign(i + 1)}
			if choice == nil {
				choice = test
			} else {
				last.Else = test
			}
			last = test
		}
		body := clause.Body
		if fallsThrough(clause) {
			body = append(body[:len(body)-1:len(body)-1], assign(i+2).List...)
		}
		bodies = append(bodies, &ast.IfStmt{If: clause.Pos(),
			Cond: &ast.BinaryExpr{X: id(next), Op: token.EQL, OpPos: clause.Pos(), Y: number(clause.Pos(), i+1)},
			Body: &ast.BlockStmt{Lbrace: clause.Pos(), Rbrace: clause.End(), List: body}})
	}
	switch {
	case choice == nil:
		list = append(list, otherwise)
	case otherwise != nil:
		last.Else = otherwise
		fallthrough
	default:
		list = append(list, choice)
	}
	// A switch of its own is what break leaves.
	at.Replace(&ast.SwitchStmt{Switch: pos, Body: &ast.BlockStmt{Lbrace: n.Body.Lbrace, Rbrace: n.Body.Rbrace, List: []ast.Stmt{
		&ast.CaseClause{Case: pos, Colon: pos, Body: append(list, bodies...)}}}})
}

// calls tells whether an expression has a call in it. What folding has made of constants, conversions, is none.
func (r *rewriter) calls(e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			tv, known := r.Info.Types[call.Fun]
			found = found || known && !tv.IsType()
		}
		return !found
	})
	return found
}

func fallsThrough(clause *ast.CaseClause) bool {
	if len(clause.Body) == 0 {
		return false
	}
	b, ok := clause.Body[len(clause.Body)-1].(*ast.BranchStmt)
	return ok && b.Tok == token.FALLTHROUGH
}

// initApart puts the first statement of a switch before it, where there is a value to switch over: the interpreter would not
// evaluate that. A label must stay at the switch: there, each case compares.
func (r *rewriter) initApart(n *ast.SwitchStmt, at *astutil.Cursor) {
	if n.Init == nil || n.Tag == nil {
		return
	}
	if _, labeled := at.Parent().(*ast.LabeledStmt); !labeled {
		init := n.Init
		n.Init = nil
		at.Replace(&ast.BlockStmt{Lbrace: n.Pos(), Rbrace: n.End(), List: []ast.Stmt{init, n}})
		return
	}
	if r.calls(n.Tag) {
		r.fail(n.Pos(), "a switch with a label, a first statement and a call to switch over cannot be run in a cell yet: put the first statement before the label")
		return
	}
	for _, c := range n.Body.List {
		clause := c.(*ast.CaseClause)
		for i, e := range clause.List {
			clause.List[i] = &ast.BinaryExpr{X: n.Tag, Op: token.EQL, OpPos: e.Pos(), Y: e}
		}
	}
	n.Tag = nil
}
