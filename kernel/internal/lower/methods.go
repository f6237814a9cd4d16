package lower

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/astutil"
)

// deferred stores the method value of a deferred call, where the receiver could be another one when the call runs: to the interpreter all
// turns of a loop have one receiver, and it evaluates the receiver late.
func (p *dynamicPass) deferred(n *ast.DeferStmt, at *astutil.Cursor) {
	sel, ok := n.Call.Fun.(*ast.SelectorExpr)
	if !ok {
		return
	}
	if s := p.Info.Selections[sel]; s == nil || s.Kind() != types.MethodVal {
		return
	}
	if p.loops[len(p.loops)-1] == 0 && !n.Call.Ellipsis.IsValid() && !p.receiverChanges(sel.X) {
		return
	}
	pos, sig := n.Pos(), p.Info.TypeOf(sel)
	id := func(name string) ast.Expr { return p.typed(&ast.Ident{Name: name, NamePos: pos}, sig) }
	name := p.temp("method")
	store := &ast.AssignStmt{Lhs: []ast.Expr{id(name)}, Tok: token.DEFINE, TokPos: pos, Rhs: []ast.Expr{p.boundMethod(sel)}}
	n.Call.Fun = id(name)
	at.Replace(&ast.BlockStmt{Lbrace: pos, Rbrace: n.End(), List: []ast.Stmt{store, n}})
}

// receiverChanges tells whether a receiver might be another value when a deferred call runs: a struct or array of a cell's type, and
// anything else but a variable that is assigned nowhere behind its declaration.
func (p *dynamicPass) receiverChanges(receiver ast.Expr) bool {
	t := p.Info.TypeOf(receiver)
	switch t.Underlying().(type) {
	case *types.Struct, *types.Array:
		return p.ofCells(t) // else it is a lock, most often
	}
	id, ok := ast.Unparen(receiver).(*ast.Ident)
	return !ok || p.assigned(id, p.node)
}

// methodValue evaluates the receiver of a method value when the value is made: the interpreter would do so when it is called.
func (p *dynamicPass) methodValue(n *ast.SelectorExpr, at *astutil.Cursor) {
	sel := p.Info.Selections[n]
	if sel == nil || sel.Kind() != types.MethodVal {
		return
	}
	if call, ok := at.Parent().(*ast.CallExpr); ok && call.Fun == n {
		return
	}
	if _, ok := at.Parent().(*ast.ParenExpr); ok {
		return // of a call, most often
	}
	if bound := p.boundMethod(n); bound != n {
		at.Replace(bound)
	}
}

// isField tells whether an expression is a field of a struct.
func (p *dynamicPass) isField(e ast.Expr) bool {
	sel, ok := ast.Unparen(e).(*ast.SelectorExpr)
	return ok && p.ofCells(p.Info.TypeOf(sel.X)) && !types.IsInterface(p.Info.TypeOf(sel))
}

// boundMethod is a method value as a call of a function of the unit; n itself for a compiled method, unless its receiver is a field: then
// the interpreter would have a function with the receiver as a parameter.
func (p *dynamicPass) boundMethod(n *ast.SelectorExpr) ast.Expr {
	sel := p.Info.Selections[n]
	sig, ok := sel.Type().(*types.Signature)
	if p.isDynamic(p.Info.TypeOf(n.X)) {
		return p.interfaceMethod(n)
	}
	if t := p.Info.TypeOf(n.X); !ok || !p.ofCells(t) && !p.isField(n.X) {
		return n
	}
	receiver, x := p.Info.TypeOf(n.X), n.X
	_, isPointer := under[*types.Pointer](receiver)
	method := sel.Obj().(*types.Func).Signature().Recv()
	switch _, wantsPointer := method.Type().(*types.Pointer); {
	case types.IsInterface(receiver):
	case wantsPointer && !isPointer:
		receiver, x = types.NewPointer(receiver), &ast.UnaryExpr{Op: token.AND, OpPos: n.Pos(), X: x}
	case !wantsPointer && isPointer:
		receiver, x = deref(receiver), &ast.StarExpr{Star: n.Pos(), X: x}
	}
	typ, err1 := p.tryTypeExpr(receiver)
	f, err2 := p.tryTypeExpr(sig)
	if err1 != nil || err2 != nil {
		return n
	}
	name := "methodˑ" + identifier(types.ExprString(typ)) + "ˑ" + n.Sel.Name
	fields := f.(*ast.FuncType)
	p.nameParameters(fields)
	args := ""
	for i, field := range fields.Params.List {
		if i > 0 {
			args += ", "
		}
		args += field.Names[0].Name
	}
	if sig.Variadic() {
		args += "..."
	}
	back := ""
	if sig.Results().Len() > 0 {
		back = "return "
	}
	p.rewriter.functions[name] = "func " + name + "(receiver " + types.ExprString(typ) + ") " + p.typeText(sig) + " {\n" +
		"return " + types.ExprString(fields) + " {\n" + back + "receiver." + n.Sel.Name + "(" + args + ")\n}\n}\n"
	return p.typed(p.callTo(name, x), sig)
}

// writeEmbedded writes out the embedded fields on the way to a promoted field or method: the interpreter does not find what an
// embedded interface promotes, and evaluates the way to a method's receiver when the method is called.
func (p *dynamicPass) writeEmbedded(n *ast.SelectorExpr) {
	sel := p.Info.Selections[n]
	if sel == nil || sel.Kind() == types.MethodExpr || len(sel.Index()) < 2 {
		return
	}
	x, t := n.X, p.Info.TypeOf(n.X)
	for _, i := range sel.Index()[:len(sel.Index())-1] {
		s, ok := under[*types.Struct](deref(t))
		if !ok || !s.Field(i).Exported() && s.Field(i).Pkg() != p.Pkg {
			return // a field that the cell cannot name
		}
		field := s.Field(i)
		name := &ast.Ident{Name: field.Name(), NamePos: n.Sel.Pos()}
		p.Info.Uses[name] = field
		t = field.Type()
		x = p.typed(&ast.SelectorExpr{X: x, Sel: name}, t)
	}
	n.X = x
}

// methodExpression is T.Method as a function literal: the interpreter knows it only for some types.
func (p *dynamicPass) methodExpression(n *ast.SelectorExpr, at *astutil.Cursor) {
	sel := p.Info.Selections[n]
	if sel == nil || sel.Kind() != types.MethodExpr || p.interfaceExpression(n, sel, at) {
		return
	}
	sig := sel.Type().(*types.Signature)
	e, err := p.tryTypeExpr(sig)
	if err != nil {
		return
	}
	pos := n.Pos()
	f := e.(*ast.FuncType)
	f.Func = pos
	p.nameParameters(f)
	var args []ast.Expr
	for _, field := range f.Params.List {
		args = append(args, &ast.Ident{Name: field.Names[0].Name, NamePos: pos})
	}
	call := &ast.CallExpr{Fun: &ast.SelectorExpr{X: args[0], Sel: &ast.Ident{Name: n.Sel.Name, NamePos: pos}}, Lparen: pos, Args: args[1:], Rparen: pos}
	if sig.Variadic() {
		call.Ellipsis = pos
	}
	var body ast.Stmt = &ast.ExprStmt{X: call}
	if sig.Results().Len() > 0 {
		body = &ast.ReturnStmt{Return: pos, Results: []ast.Expr{call}}
	}
	at.Replace(p.typed(&ast.FuncLit{Type: f, Body: &ast.BlockStmt{Lbrace: pos, Rbrace: n.End(), List: []ast.Stmt{body}}}, sig))
}

// pointedTo writes out that an array is indexed by a pointer to it.
func (p *dynamicPass) pointedTo(x ast.Expr) ast.Expr {
	ptr, ok := under[*types.Pointer](p.Info.TypeOf(x))
	if !ok {
		return x
	}
	star := p.typed(&ast.StarExpr{Star: x.Pos(), X: x}, ptr.Elem())
	return p.typed(&ast.ParenExpr{Lparen: x.Pos(), X: star, Rparen: x.End()}, ptr.Elem())
}

// rangeArray has a range over a pointer to an array range over a slice of the array: the interpreter changes the pointer. Where no
// element is asked for, the pointer may be nil, and the range is over the length.
func (p *dynamicPass) rangeArray(n *ast.RangeStmt) {
	array := p.pointedTo(n.X)
	if array == n.X {
		return
	}
	if (n.Value == nil || blank(n.Value)) && !p.calls(n.X) {
		length := number(n.X.Pos(), int(p.Info.TypeOf(array).Underlying().(*types.Array).Len()))
		n.X, n.Value = p.typed(length, types.Typ[types.Int]), nil
		return
	}
	elem := p.Info.TypeOf(array).Underlying().(*types.Array).Elem()
	n.X = p.typed(&ast.SliceExpr{X: array, Lbrack: n.X.Pos(), Rbrack: n.X.End()}, types.NewSlice(elem))
}
