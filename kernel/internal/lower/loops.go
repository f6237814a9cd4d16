package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/astutil"
)

// planRange makes the variables of a range loop live one iteration, where a function in the body can hold on to them or the body
// changes them: the interpreter counts with them.
func (r *rewriter) planRange(n *ast.RangeStmt) {
	if r.overInteger(n) {
		r.counted[n] = r.Info.TypeOf(n.X)
	}
	if b, ok := under[*types.Basic](r.Info.TypeOf(n.X)); ok && b.Info()&types.IsString != 0 {
		r.strings[n] = true
		return
	}
	if n.Value != nil && !blank(n.Value) && holdsChannels(r.Info.TypeOf(n.X)) {
		r.indexed[n] = true
		return
	}
	if n.Tok == token.ASSIGN {
		r.defineRange(n)
	}
	if n.Tok != token.DEFINE {
		return
	}
	var ids []*ast.Ident
	for _, e := range []ast.Expr{n.Key, n.Value} {
		if id, ok := e.(*ast.Ident); ok && id.Name != "_" && (r.captured(id, n.Body) || r.assigned(id, n.Body)) {
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

// defineRange gives a range that assigns to what is there already variables of its own, and has the body assign them: the
// interpreter does not assign to variables of the session.
func (r *rewriter) defineRange(n *ast.RangeStmt) {
	if _, isFunc := under[*types.Signature](r.Info.TypeOf(n.X)); isFunc || r.overInteger(n) {
		return // which assign by themselves
	}
	pos := n.Pos()
	var list []ast.Stmt
	for _, place := range []*ast.Expr{&n.Key, &n.Value} {
		if *place == nil || blank(*place) {
			continue
		}
		name := r.temp("each")
		list = append(list, &ast.AssignStmt{Lhs: []ast.Expr{*place}, Tok: token.ASSIGN, TokPos: pos, Rhs: []ast.Expr{&ast.Ident{Name: name, NamePos: pos}}})
		*place = &ast.Ident{Name: name, NamePos: pos}
	}
	if len(list) > 0 {
		n.Tok = token.DEFINE
		n.Body.List = append(list, n.Body.List...)
	}
}

// holdsChannels tells whether a type is an array, slice or map of channels: the interpreter takes a range over one for a range
// over a channel.
func holdsChannels(t types.Type) bool {
	var elem types.Type
	switch u := t.Underlying().(type) {
	case *types.Slice:
		elem = u.Elem()
	case *types.Array:
		elem = u.Elem()
	case *types.Map:
		elem = u.Elem()
	default:
		return false
	}
	_, ok := under[*types.Chan](elem)
	return ok
}

// lowerIndexed turns a range over elements into a loop over their indexes.
func (r *rewriter) lowerIndexed(n *ast.RangeStmt, at *astutil.Cursor) {
	if !r.indexed[n] {
		return
	}
	if _, isMap := under[*types.Map](r.Info.TypeOf(n.X)); isMap {
		r.lowerKeyed(n)
		return
	}
	pos := n.Pos()
	list, i := r.temp("list"), r.temp("i")
	id := func(name string) *ast.Ident { return &ast.Ident{Name: name, NamePos: pos} }
	store := func(to, value ast.Expr) ast.Stmt {
		return &ast.AssignStmt{Lhs: []ast.Expr{to}, Tok: n.Tok, TokPos: pos, Rhs: []ast.Expr{value}}
	}
	var body []ast.Stmt
	if n.Key != nil && !blank(n.Key) {
		body = append(body, store(n.Key, id(i)))
	}
	body = append(body, store(n.Value, &ast.IndexExpr{X: id(list), Lbrack: pos, Index: id(i), Rbrack: pos}))
	n.Body.List = append(body, n.Body.List...)
	at.Replace(&ast.ForStmt{
		For:  n.For,
		Init: &ast.AssignStmt{Lhs: []ast.Expr{id(list), id(i)}, Tok: token.DEFINE, TokPos: pos, Rhs: []ast.Expr{n.X, number(pos, 0)}},
		Cond: &ast.BinaryExpr{X: id(i), Op: token.LSS, OpPos: pos, Y: &ast.CallExpr{Fun: id("len"), Lparen: pos, Args: []ast.Expr{id(list)}, Rparen: pos}},
		Post: &ast.IncDecStmt{X: id(i), Tok: token.INC, TokPos: pos},
		Body: n.Body,
	})
}

// lowerKeyed turns a range over a map into one over its keys.
func (r *rewriter) lowerKeyed(n *ast.RangeStmt) {
	pos := n.Pos()
	key := n.Key
	if blank(key) {
		key = &ast.Ident{Name: r.temp("key"), NamePos: pos}
		if n.Tok == token.ASSIGN {
			r.fail(pos, "a range over a map of channels that assigns to what is there already cannot be run in a cell yet: use :=")
			return
		}
	}
	value := &ast.IndexExpr{X: n.X, Lbrack: pos, Index: key, Rbrack: pos}
	n.Body.List = append([]ast.Stmt{&ast.AssignStmt{Lhs: []ast.Expr{n.Value}, Tok: n.Tok, TokPos: pos, Rhs: []ast.Expr{value}}}, n.Body.List...)
	n.Key, n.Value = key, nil
}

// lowerString turns a range over a string into a loop that decodes: the interpreter takes a byte that is no UTF-8 for as many
// bytes as the rune that stands for it, and without a second variable it ranges over bytes.
func (r *rewriter) lowerString(n *ast.RangeStmt, at *astutil.Cursor) {
	if !r.strings[n] {
		return
	}
	pos := n.Pos()
	text, i, char, width := r.temp("text"), r.temp("i"), r.temp("char"), r.temp("width")
	id := func(name string) *ast.Ident { return &ast.Ident{Name: name, NamePos: pos} }
	call := func(f ast.Expr, args ...ast.Expr) ast.Expr {
		return &ast.CallExpr{Fun: f, Lparen: pos, Args: args, Rparen: pos}
	}
	store := func(tok token.Token, value ast.Expr, to ...ast.Expr) ast.Stmt {
		return &ast.AssignStmt{Lhs: to, Tok: tok, TokPos: pos, Rhs: []ast.Expr{value}}
	}
	list := []ast.Stmt{
		store(token.DEFINE, call(id("rune"), &ast.IndexExpr{X: id(text), Lbrack: pos, Index: id(i), Rbrack: pos}), id(char)),
		store(token.ASSIGN, number(pos, 1), id(width)),
		&ast.IfStmt{If: pos, Cond: &ast.BinaryExpr{X: id(char), Op: token.GEQ, OpPos: pos, Y: number(pos, 0x80)},
			Body: &ast.BlockStmt{Lbrace: pos, Rbrace: pos, List: []ast.Stmt{
				store(token.ASSIGN, call(r.helper("Rune", pos), id(text), id(i)), id(char), id(width))}}},
	}
	for k, e := range []ast.Expr{n.Key, n.Value} {
		if e != nil && !blank(e) {
			list = append(list, store(n.Tok, id([]string{i, char}[k]), e))
		}
	}
	n.Body.List = append(list, n.Body.List...)
	at.Replace(&ast.ForStmt{
		For: n.For,
		Init: &ast.AssignStmt{Lhs: []ast.Expr{id(text), id(i), id(width)}, Tok: token.DEFINE, TokPos: pos,
			Rhs: []ast.Expr{call(id("string"), n.X), number(pos, 0), number(pos, 0)}},
		Cond: &ast.BinaryExpr{X: id(i), Op: token.LSS, OpPos: pos, Y: call(id("len"), id(text))},
		Post: store(token.ADD_ASSIGN, id(width), id(i)),
		Body: n.Body,
	})
}

// copyLoopVariables makes the variables of a three-clause loop live one iteration, where a function in the body can hold on
// to them.
func (r *rewriter) copyLoopVariables(n *ast.ForStmt, label *ast.LabeledStmt) {
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
		if r.assigned(id, n.Body) || r.captured(id, n.Post) {
			r.copyBack(n, id, label)
			continue
		}
		ids = append(ids, id)
	}
	r.copyInto(n.Body, ids)
}

// copyBack gives each turn of a loop its own variable and hands its value on to the next turn, as the language says: needed
// where the body both changes the variable and lets something hold it.
func (r *rewriter) copyBack(n *ast.ForStmt, id *ast.Ident, label *ast.LabeledStmt) {
	obj := r.Info.Defs[id]
	between := r.temp(id.Name) // carries the value from turn to turn
	for _, part := range []ast.Node{n.Cond, n.Post} {
		if part == nil {
			continue
		}
		ast.Inspect(part, func(c ast.Node) bool {
			if use, ok := c.(*ast.Ident); ok && r.Info.Uses[use] == obj {
				use.Name = between
			}
			return true
		})
	}
	name, pos := localName(id.Name), n.Body.Lbrace
	if r.definesAgain(n.Body, id.Name) { // behind that, the name means another variable
		name = r.temp(id.Name)
		ast.Inspect(n.Body, func(c ast.Node) bool {
			if use, ok := c.(*ast.Ident); ok && r.Info.Uses[use] == obj {
				use.Name = name
			}
			return true
		})
	}
	id.Name = between
	assign := func(to, from string, tok token.Token, pos token.Pos) ast.Stmt {
		return &ast.AssignStmt{Lhs: []ast.Expr{&ast.Ident{Name: to, NamePos: pos}}, Tok: tok, TokPos: pos,
			Rhs: []ast.Expr{&ast.Ident{Name: from, NamePos: pos}}}
	}
	back := func(pos token.Pos) ast.Stmt { return assign(between, name, token.ASSIGN, pos) }
	labelName := ""
	if label != nil {
		labelName = label.Label.Name
	}
	beforeContinue(n.Body, labelName, true, back)
	n.Body.List = slices.Concat([]ast.Stmt{assign(name, between, token.DEFINE, pos)}, n.Body.List, []ast.Stmt{back(n.Body.Rbrace)})
}

// definesAgain tells whether a statement of a block itself declares a variable with a name.
func (r *rewriter) definesAgain(body *ast.BlockStmt, name string) bool {
	found := false
	for _, s := range body.List {
		ast.Inspect(s, func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			found = found || ok && id.Name == name && r.Info.Defs[id] != nil
			return !found
		})
	}
	return found
}

// beforeContinue puts a statement before each continue that means the loop with the label, or, where own is true, the loop
// whose body the node is.
func beforeContinue(node ast.Node, label string, own bool, stmt func(token.Pos) ast.Stmt) {
	astutil.Apply(node, func(at *astutil.Cursor) bool {
		n := at.Node()
		if n == node {
			return true
		}
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ForStmt, *ast.RangeStmt:
			beforeContinue(n, label, false, stmt)
			return false
		case *ast.BranchStmt:
			if n.Tok == token.CONTINUE && (n.Label == nil && own || n.Label != nil && n.Label.Name == label) {
				at.Replace(&ast.BlockStmt{Lbrace: n.Pos(), Rbrace: n.End(), List: []ast.Stmt{stmt(n.Pos()), n}})
				return false
			}
		}
		return true
	}, nil)
}

// copyInto starts a loop's body with copies of variables under their own names.
func (r *rewriter) copyInto(body *ast.BlockStmt, ids []*ast.Ident) {
	if len(ids) == 0 {
		return
	}
	pos := body.Lbrace
	define := &ast.AssignStmt{Tok: token.DEFINE, TokPos: pos}
	for _, id := range ids {
		name := localName(id.Name)
		define.Lhs = append(define.Lhs, &ast.Ident{Name: name, NamePos: pos})
		define.Rhs = append(define.Rhs, &ast.Ident{Name: name, NamePos: pos})
	}
	body.List = append([]ast.Stmt{define}, body.List...)
}

// captured tells whether something in a body can outlive the iteration with a variable: a function literal, or its address.
func (r *rewriter) captured(id *ast.Ident, body ast.Node) bool {
	if body == nil {
		return false
	}
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
