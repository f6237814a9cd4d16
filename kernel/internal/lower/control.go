package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strconv"

	"golang.org/x/tools/go/ast/astutil"
)

// planSelect notes what each clause of a select statement sends or receives, while the types are known. See lowerSelect.
func (r *rewriter) planSelect(n *ast.SelectStmt) {
	for _, c := range n.Body.List {
		clause := c.(*ast.CommClause)
		var channel ast.Expr
		if send, ok := clause.Comm.(*ast.SendStmt); ok {
			channel = send.Chan
		} else if receive := received(clause.Comm); receive != nil {
			channel = receive.X
		} else {
			continue
		}
		if t := r.Info.TypeOf(channel); t != nil {
			if c, ok := t.Underlying().(*types.Chan); ok {
				r.carried[clause] = c.Elem()
			}
		}
	}
}

// received is the receive operation of a clause; nil if it has none.
func received(comm ast.Stmt) *ast.UnaryExpr {
	var x ast.Expr
	switch comm := comm.(type) {
	case *ast.ExprStmt:
		x = comm.X
	case *ast.AssignStmt:
		if len(comm.Rhs) == 1 {
			x = comm.Rhs[0]
		}
	}
	if x == nil {
		return nil
	}
	if u, ok := ast.Unparen(x).(*ast.UnaryExpr); ok && u.Op == token.ARROW {
		return u
	}
	return nil
}

// lowerSelect has a compiled function choose the clause of a select statement, and makes a switch of the statement. To the
// interpreter, all goroutines that are at the same select statement share one list of channels: they take each other's.
// Channels and values are evaluated first, in their order; what is received lies in variables until its clause takes it.
func (r *rewriter) lowerSelect(n *ast.SelectStmt, at *astutil.Cursor) {
	if len(n.Body.List) == 0 {
		return
	}
	pos := n.Pos()
	ident := func(name string) *ast.Ident { return &ast.Ident{Name: name, NamePos: pos} }
	number := func(i int) ast.Expr { return &ast.BasicLit{Kind: token.INT, Value: strconv.Itoa(i), ValuePos: pos} }
	var list []ast.Stmt
	variable := func(prefix string, t types.Type, value ast.Expr) *ast.Ident {
		name := r.temp(prefix)
		spec := &ast.ValueSpec{Names: []*ast.Ident{ident(name)}}
		if t != nil {
			spec.Type = r.typeExpr(t)
		}
		if value != nil {
			spec.Values = []ast.Expr{value}
		}
		list = append(list, &ast.DeclStmt{Decl: &ast.GenDecl{Tok: token.VAR, TokPos: pos, Specs: []ast.Spec{spec}}})
		return ident(name)
	}
	address := func(id *ast.Ident) ast.Expr { return &ast.UnaryExpr{Op: token.AND, OpPos: pos, X: id} }
	helper := func(name string, args ...ast.Expr) ast.Expr {
		return &ast.CallExpr{Fun: r.helper(name, pos), Lparen: pos, Args: args, Rparen: pos}
	}

	choice := &ast.SwitchStmt{Switch: pos, Body: &ast.BlockStmt{Lbrace: n.Body.Lbrace, Rbrace: n.Body.Rbrace}}
	args := []ast.Expr{ident("true")}
	for _, c := range n.Body.List {
		clause := c.(*ast.CommClause)
		chosen := &ast.CaseClause{Case: clause.Case, Colon: clause.Colon, Body: clause.Body}
		choice.Body.List = append(choice.Body.List, chosen)
		if clause.Comm == nil {
			args[0] = ident("false")
			continue
		}
		chosen.List = []ast.Expr{number(len(args) - 1)}
		elem := r.carried[clause]
		if send, ok := clause.Comm.(*ast.SendStmt); ok {
			channel := variable("channel", nil, send.Chan)
			args = append(args, helper("Sends", channel, address(variable("sent", elem, send.Value))))
			continue
		}
		receive := received(clause.Comm)
		if receive == nil {
			r.fail(clause.Pos(), "this cell cannot receive with a conversion in a select statement: receive into a variable of the channel's type")
			return
		}
		channel := variable("channel", nil, receive.X)
		assign, ok := clause.Comm.(*ast.AssignStmt)
		if !ok {
			args = append(args, helper("Receives", channel, ident("nil"), ident("nil")))
			continue
		}
		value := variable("received", elem, nil)
		values, open := []ast.Expr{value}, ast.Expr(ident("nil"))
		if len(assign.Lhs) == 2 {
			more := variable("open", types.Typ[types.Bool], nil)
			values, open = append(values, more), address(more)
		}
		args = append(args, helper("Receives", channel, address(value), open))
		chosen.Body = append([]ast.Stmt{&ast.AssignStmt{Lhs: assign.Lhs, Tok: assign.Tok, TokPos: pos, Rhs: values}}, clause.Body...)
	}
	choice.Tag = helper("Select", args...)
	if label, ok := at.Parent().(*ast.LabeledStmt); ok { // which names the switch, behind the variables
		r.ahead[label] = list
		at.Replace(choice)
		return
	}
	at.Replace(&ast.BlockStmt{Lbrace: pos, Rbrace: n.End(), List: append(list, choice)})
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
		defaultLast(n.Body)
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

// defaultLast puts the default clause of a switch behind the others: the interpreter changes places with the last one, which would
// then come before those in between.
func defaultLast(body *ast.BlockStmt) {
	i := slices.IndexFunc(body.List, func(s ast.Stmt) bool { return s.(*ast.CaseClause).List == nil })
	if i >= 0 {
		otherwise := body.List[i]
		body.List = append(slices.Delete(body.List, i, i+1), otherwise)
	}
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
