package lower

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/astutil"

	"regan/kernel/internal/engine"
)

// Where an index is out of range, the interpreter panics with words of its own, without the index and the length; and it shifts by
// a negative count as by a large one. So checks stand before a statement that indexes, slices or shifts, and panic as Go does. A
// check takes about as long as an index expression. In a loop that calls nothing that would be felt: there only shifts are checked, and
// an index error has no numbers, as where the conditions of a statement leave no place for a check.

// checks are what stands before one statement.
type checks struct {
	stmts   []ast.Stmt
	targets []ast.Stmt // of what the statement assigns to, which comes after all else
	called  bool       // a call comes before the node: what follows it cannot be checked before the statement
	quiet   int        // how many parts that need not be evaluated are around the node
	tight   bool       // the statement is in a loop that calls nothing
}

// An entry is what is known of a node on the way down.
type entry struct {
	quiet  bool // it need not be evaluated when its statement is
	called bool // a call comes before it
}

// A bounds notes what the checks of one function need.
type bounds struct {
	checks      []*checks // of the statements around the node, innermost last
	entries     map[ast.Node]entry
	tight       map[*ast.BlockStmt]bool // the bodies of loops that call nothing
	notNegative map[types.Object]bool   // variables of loops that count up
}

func newBounds() bounds {
	return bounds{[]*checks{{}}, map[ast.Node]entry{}, map[*ast.BlockStmt]bool{}, map[types.Object]bool{}}
}

func (b *bounds) innermost() *checks { return b.checks[len(b.checks)-1] }

// enter comes on the way down.
func (p *dynamicPass) enter(at *astutil.Cursor) {
	var e entry
	if e.quiet = isQuiet(at); e.quiet {
		p.innermost().quiet++
	}
	if hasChecks(at) {
		c := &checks{tight: p.innermost().tight}
		if body, ok := at.Parent().(*ast.BlockStmt); ok {
			if tight, ok := p.tight[body]; ok {
				c.tight = tight
			}
		}
		p.checks = append(p.checks, c)
	}
	switch n := at.Node().(type) {
	case *ast.FuncLit:
		p.innermost().tight = false
	case *ast.ForStmt:
		p.countsUp(n)
		if p.tight[n.Body] = p.isTight(n, n.Body); !p.tight[n.Body] {
			p.conditionInside(n)
		}
	case *ast.RangeStmt:
		p.tight[n.Body] = p.isTight(n, n.Body)
		if id, ok := n.Key.(*ast.Ident); ok && n.Tok == token.DEFINE && id.Name != "_" && !p.assigned(id, n.Body) {
			switch p.Info.TypeOf(n.X).Underlying().(type) {
			case *types.Basic, *types.Slice, *types.Array, *types.Pointer:
				p.notNegative[p.Info.Defs[id]] = true
			}
		}
	case *ast.IfStmt:
		if !p.innermost().tight {
			p.conditionBefore(n)
		}
	case *ast.IndexExpr, *ast.SliceExpr:
		e.called = p.innermost().called
	}
	if e != (entry{}) {
		p.entries[at.Node()] = e
	}
}

// leave comes on the way up; node is what stood there on the way down.
func (p *dynamicPass) leave(node ast.Node, hadChecks bool, at *astutil.Cursor) {
	if hadChecks {
		c := p.innermost()
		p.checks = p.checks[:len(p.checks)-1]
		if at.Index() >= 0 {
			p.place(c, at)
		}
	}
	if p.entries[node].quiet {
		p.innermost().quiet--
	}
}

// isTight tells whether a loop calls nothing and has no other loop in it.
func (p *dynamicPass) isTight(loop ast.Node, body *ast.BlockStmt) bool {
	tight := true
	ast.Inspect(loop, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit, *ast.GoStmt, *ast.SelectStmt, *ast.SendStmt:
			tight = false
		case *ast.ForStmt, *ast.RangeStmt:
			tight = tight && n == loop
		case *ast.CallExpr:
			tv := p.Info.Types[n.Fun]
			tight = tight && (tv.IsType() || tv.IsBuiltin())
		}
		return tight
	})
	return tight
}

// place puts checks before their statement.
func (p *dynamicPass) place(c *checks, at *astutil.Cursor) {
	if assign, ok := at.Node().(*ast.AssignStmt); ok && c.called && len(c.targets) > 0 {
		if len(assign.Lhs) > 1 || len(assign.Rhs) > 1 {
			c.targets = nil
		} else {
			p.hoist(&assign.Rhs[0], c)
		}
	}
	for _, s := range append(c.stmts, c.targets...) {
		at.InsertBefore(s)
	}
}

// hasChecks tells whether checks can stand before a node, or it is a function.
func hasChecks(at *astutil.Cursor) bool {
	switch at.Node().(type) {
	case ast.Stmt:
		return at.Index() >= 0
	case *ast.FuncLit, *ast.FuncDecl:
		return true
	}
	return false
}

// isQuiet tells whether a part of a statement need not be evaluated when the statement is, or comes behind another statement.
func isQuiet(at *astutil.Cursor) bool {
	switch parent := at.Parent().(type) {
	case *ast.BinaryExpr:
		return (parent.Op == token.LAND || parent.Op == token.LOR) && at.Name() == "Y"
	case *ast.ForStmt:
		return at.Name() == "Cond" || at.Name() == "Post"
	case *ast.IfStmt:
		return at.Name() == "Cond" && parent.Init != nil || at.Name() == "Else"
	case *ast.SwitchStmt:
		return at.Name() == "Tag" && parent.Init != nil
	case *ast.TypeSwitchStmt:
		return at.Name() == "Assign" && parent.Init != nil
	case *ast.CaseClause:
		return at.Name() == "List"
	case *ast.CommClause:
		return at.Name() == "Comm"
	case *ast.RangeStmt:
		return at.Name() == "Key" || at.Name() == "Value"
	}
	return false
}

// passCall notes that what comes behind a call cannot be checked before the statement.
func (p *dynamicPass) passCall(n *ast.CallExpr) {
	if tv := p.Info.Types[n.Fun]; !tv.IsType() && !tv.IsBuiltin() {
		p.innermost().called = true
	}
}

// checkIndex checks an index.
func (p *dynamicPass) checkIndex(n *ast.IndexExpr, at *astutil.Cursor) {
	t, e, c := p.Info.TypeOf(n.X), p.entries[n], p.innermost()
	if t == nil || p.Info.Types[n.X].IsType() {
		return
	}
	array, isArray := t.Underlying().(*types.Array)
	if constant := p.Info.Types[n.Index].Value != nil; !isArray && !isList(t) || constant && isArray {
		return
	}
	if c.tight {
		return
	}
	if c.quiet > 0 || e.called {
		if p.loops[len(p.loops)-1] == 0 && (isArray || p.isSettled(n.X)) {
			p.callCheck(n, array)
		}
		return
	}
	var length ast.Expr
	if isArray {
		length = number(n.Pos(), int(array.Len()))
	} else {
		length = p.sizeOf("len", p.settled(&n.X, c))
	}
	i := p.settled(&n.Index, c)
	c.called = false
	check := p.check(n.Pos(), p.outside(i, length), "Index", p.again(i), p.again(length))
	if assign, ok := at.Parent().(*ast.AssignStmt); ok && at.Name() == "Lhs" && assign.Tok != token.DEFINE {
		c.targets = append(c.targets, check)
		return
	}
	c.stmts = append(c.stmts, check)
}

// callCheck has a function of the unit check an index where no statement can. That takes as long as any call, and is not done in loops.
func (p *dynamicPass) callCheck(n *ast.IndexExpr, array *types.Array) {
	t := types.Default(p.Info.TypeOf(n.Index))
	typ := p.typeText(t)
	name := "indexˑ" + identifier(typ)
	index := p.typed(&ast.Ident{Name: "i"}, t)
	p.rewriter.functions[name] = fmt.Sprintf("func %s(i %s, n int) %s {\nif %s {\n%s.Index(i, n)\n}\nreturn i\n}\n",
		name, typ, typ, exprText(p.outside(index, &ast.Ident{Name: "n"})), p.packageName(helpersPath))
	length := ast.Expr(nil)
	if array != nil {
		length = number(n.Pos(), int(array.Len()))
	} else {
		length = p.sizeOf("len", p.again(n.X))
	}
	call := p.callTo(name, n.Index).(*ast.CallExpr)
	call.Args = append(call.Args, length)
	n.Index = p.typed(call, t)
}

// isList tells whether a type is a slice or a string.
func isList(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Slice:
		return true
	case *types.Basic:
		return u.Info()&types.IsString != 0
	}
	return false
}

// checkSlice checks the bounds of a slice expression.
func (p *dynamicPass) checkSlice(n *ast.SliceExpr) {
	t, c, pos := p.Info.TypeOf(n.X), p.innermost(), n.Pos()
	if t == nil || c.quiet > 0 || c.tight || p.entries[n].called || n.Low == nil && n.High == nil {
		return
	}
	if ptr, ok := under[*types.Pointer](t); ok {
		t = ptr.Elem()
	}
	var length, most ast.Expr // of what is sliced, and how far it can be
	capacity := number(pos, -1)
	switch u := t.Underlying().(type) {
	case *types.Array:
		length = number(pos, int(u.Len()))
		most = length
	case *types.Slice:
		length = p.sizeOf("len", p.settled(&n.X, c))
		capacity = p.sizeOf("cap", p.again(length.(*ast.CallExpr).Args[0]))
		most = capacity
	default:
		length = p.sizeOf("len", p.settled(&n.X, c))
		most = length
	}
	low, high := ast.Expr(number(pos, 0)), length
	if n.Low != nil {
		low = p.asInt(p.settled(&n.Low, c))
	}
	if n.High != nil {
		high = p.asInt(p.settled(&n.High, c))
	}
	helper, args := "Slice", []ast.Expr{length, capacity, low, high}
	tests := []*ast.BinaryExpr{{X: low, Op: token.LSS, Y: number(pos, 0)}, {X: low, Op: token.GTR, Y: high}}
	if n.Max != nil {
		limit := p.asInt(p.settled(&n.Max, c))
		helper, args = "Slice3", append(args, limit)
		tests = append(tests, &ast.BinaryExpr{X: high, Op: token.GTR, Y: limit}, &ast.BinaryExpr{X: limit, Op: token.GTR, Y: most})
	} else if n.High != nil {
		tests = append(tests, &ast.BinaryExpr{X: high, Op: token.GTR, Y: most})
	}
	c.called = false
	var cond ast.Expr
	for _, test := range tests {
		if p.isNumber(test.X) && p.isNumber(test.Y) && test.Op == token.LSS {
			continue // the checker has looked at constants
		}
		if x, ok := test.X.(*ast.BasicLit); ok && x.Value == "0" {
			test = &ast.BinaryExpr{X: test.Y, Op: token.LSS, Y: test.X} // 0 > high
			if test.X == length {
				continue
			}
		}
		one := &ast.BinaryExpr{X: p.again(test.X), Op: test.Op, OpPos: pos, Y: p.again(test.Y)}
		if cond == nil {
			cond = one
		} else {
			cond = &ast.BinaryExpr{X: cond, Op: token.LOR, OpPos: pos, Y: one}
		}
	}
	if cond == nil {
		return
	}
	for i := range args {
		args[i] = p.again(args[i])
	}
	c.stmts = append(c.stmts, p.check(pos, cond, helper, args...))
}

// isNested tells whether an operator's operand is computed by an operator: then the interpreter takes the count of a shift for a value of
// the type that is shifted.
func (p *dynamicPass) isNested(e ast.Expr) bool {
	b, ok := ast.Unparen(e).(*ast.BinaryExpr)
	if !ok || p.Info.Types[e].Value != nil {
		return false
	}
	_, x := ast.Unparen(b.X).(*ast.BinaryExpr)
	_, y := ast.Unparen(b.Y).(*ast.BinaryExpr)
	return x || y
}

// checkShift checks the count of a shift.
func (p *dynamicPass) checkShift(count *ast.Expr) {
	tv, c, pos := p.Info.Types[*count], p.innermost(), (*count).Pos()
	b, ok := under[*types.Basic](tv.Type)
	if p.isNested(*count) {
		*count = p.typed(&ast.CallExpr{Fun: p.typeExpr(tv.Type), Lparen: pos, Args: []ast.Expr{*count}, Rparen: (*count).End()}, tv.Type)
	}
	if !ok || b.Info()&types.IsUnsigned != 0 || tv.Value != nil || p.isNotNegative(*count) {
		return
	}
	if c.quiet > 0 || c.called {
		typ := p.typeText(tv.Type)
		name := "countˑ" + identifier(typ)
		p.rewriter.functions[name] = "func " + name + "(n " + typ + ") " + typ + " {\nif n < 0 {\n" + p.packageName(helpersPath) + ".Shift()\n}\nreturn n\n}\n"
		*count = p.typed(p.callTo(name, *count), tv.Type)
		return
	}
	n := p.settled(count, c)
	c.stmts = append(c.stmts, p.check(pos, &ast.BinaryExpr{X: n, Op: token.LSS, OpPos: pos, Y: number(pos, 0)}, "Shift"))
}

// check is a statement that calls a function of the engine, which panics, if a condition holds.
func (p *dynamicPass) check(pos token.Pos, cond ast.Expr, helper string, args ...ast.Expr) ast.Stmt {
	s := &ast.IfStmt{If: pos, Cond: cond, Body: &ast.BlockStmt{Lbrace: pos, Rbrace: pos, List: []ast.Stmt{
		&ast.ExprStmt{X: &ast.CallExpr{Fun: p.helper(helper, pos), Lparen: pos, Args: args, Rparen: pos}}}}}
	p.checked[s] = true
	return s
}

// outside tells that an index is none of a length.
func (p *dynamicPass) outside(i, length ast.Expr) ast.Expr {
	pos := i.Pos()
	b, _ := under[*types.Basic](p.Info.TypeOf(i))
	if p.Info.Types[i].Value == nil && b != nil && b.Info()&types.IsUnsigned != 0 {
		return &ast.BinaryExpr{X: convertTo("uint64", i), Op: token.GEQ, OpPos: pos, Y: convertTo("uint64", length)}
	}
	above := &ast.BinaryExpr{X: p.asInt(i), Op: token.GEQ, OpPos: pos, Y: length}
	if p.isNotNegative(i) {
		return above
	}
	below := &ast.BinaryExpr{X: p.again(i), Op: token.LSS, OpPos: pos, Y: number(pos, 0)}
	return &ast.BinaryExpr{X: below, Op: token.LOR, OpPos: pos, Y: above}
}

// settled makes an operand one that can be evaluated twice: what is more than a variable or a field is stored in a variable first.
func (p *dynamicPass) settled(place *ast.Expr, c *checks) ast.Expr {
	if !p.isSettled(*place) {
		p.hoist(place, c)
	}
	return p.again(*place)
}

func (p *dynamicPass) isSettled(e ast.Expr) bool {
	if p.fixed(e) {
		return true
	}
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return true
	case *ast.SelectorExpr:
		if e.Sel.Name == engine.SelfField {
			return p.isSettled(e.X)
		}
		if _, ok := p.Info.Uses[e.Sel].(*types.Var); !ok {
			return false
		}
		id, ok := ast.Unparen(e.X).(*ast.Ident)
		return ok && id != nil
	case *ast.BinaryExpr: // i + 1
		return (e.Op == token.ADD || e.Op == token.SUB) && p.isSettled(e.X) && p.fixed(e.Y)
	}
	return false
}

// hoist stores an expression in a variable before the statement.
func (p *dynamicPass) hoist(place *ast.Expr, c *checks) {
	pos, t := (*place).Pos(), p.Info.TypeOf(*place)
	name := p.temp("operand")
	id := func() ast.Expr { return p.typed(&ast.Ident{Name: name, NamePos: pos}, t) }
	store := &ast.AssignStmt{Lhs: []ast.Expr{id()}, Tok: token.DEFINE, TokPos: pos, Rhs: []ast.Expr{*place}}
	p.checked[store] = true
	c.stmts = append(c.stmts, store)
	*place = id()
}

// again is a copy of an operand that is evaluated a second time.
func (p *dynamicPass) again(e ast.Expr) ast.Expr {
	var copied ast.Expr
	switch e := e.(type) {
	case *ast.Ident:
		id := *e
		copied = &id
		if obj := p.Info.ObjectOf(e); obj != nil {
			p.Info.Uses[&id] = obj
		}
	case *ast.SelectorExpr:
		sel := &ast.SelectorExpr{X: p.again(e.X), Sel: p.again(e.Sel).(*ast.Ident)}
		if s := p.Info.Selections[e]; s != nil {
			p.Info.Selections[sel] = s
		}
		copied = sel
	case *ast.BinaryExpr:
		copied = &ast.BinaryExpr{X: p.again(e.X), Op: e.Op, OpPos: e.OpPos, Y: p.again(e.Y)}
	case *ast.ParenExpr:
		copied = &ast.ParenExpr{Lparen: e.Lparen, X: p.again(e.X), Rparen: e.Rparen}
	case *ast.CallExpr: // len, cap, int
		call := *e
		call.Args = []ast.Expr{p.again(e.Args[0])}
		copied = &call
	case *ast.BasicLit:
		lit := *e
		copied = &lit
	default:
		return e // a constant, which is folded
	}
	if tv, ok := p.Info.Types[e]; ok {
		p.Info.Types[copied] = tv
	}
	return copied
}

func (p *dynamicPass) sizeOf(builtin string, x ast.Expr) ast.Expr {
	return &ast.CallExpr{Fun: &ast.Ident{Name: builtin, NamePos: x.Pos()}, Lparen: x.Pos(), Args: []ast.Expr{x}, Rparen: x.Pos()}
}

// asInt is an operand as an int.
func (p *dynamicPass) asInt(e ast.Expr) ast.Expr {
	if v := p.Info.Types[e].Value; v != nil {
		n, _ := constant.Int64Val(constant.ToInt(v))
		return number(e.Pos(), int(n))
	}
	if b, ok := types.Unalias(p.Info.TypeOf(e)).(*types.Basic); ok && b.Kind() == types.Int {
		return e
	}
	return convertTo("int", e)
}

func convertTo(typ string, e ast.Expr) ast.Expr {
	return &ast.CallExpr{Fun: &ast.Ident{Name: typ, NamePos: e.Pos()}, Lparen: e.Pos(), Args: []ast.Expr{e}, Rparen: e.Pos()}
}

// isNumber tells whether an operand of a check is a constant.
func (p *dynamicPass) isNumber(e ast.Expr) bool {
	_, literal := e.(*ast.BasicLit)
	return literal || p.Info.Types[e].Value != nil
}

func (p *dynamicPass) isNotNegative(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		if p.notNegative[p.Info.Uses[e]] {
			return true
		}
	case *ast.CallExpr:
		id, ok := e.Fun.(*ast.Ident)
		return ok && id.Name == "len"
	}
	return p.Info.Types[e].Value != nil
}

// countsUp notes that the variable of a loop counts up from a number that is not negative.
func (p *dynamicPass) countsUp(n *ast.ForStmt) {
	init, ok1 := n.Init.(*ast.AssignStmt)
	post, ok2 := n.Post.(*ast.IncDecStmt)
	if !ok1 || !ok2 || init.Tok != token.DEFINE || post.Tok != token.INC || len(init.Lhs) != len(init.Rhs) {
		return
	}
	for i, e := range init.Lhs {
		id := e.(*ast.Ident)
		v := p.Info.Types[init.Rhs[i]].Value
		if v != nil && v.Kind() == constant.Int && constant.Sign(v) >= 0 && p.root(post.X) == p.Info.Defs[id] && !p.assigned(id, n.Body) {
			p.notNegative[p.Info.Defs[id]] = true
		}
	}
}
