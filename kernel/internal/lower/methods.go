package lower

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/astutil"
)

// deferred stores the method value of a deferred call in a loop: to the interpreter all turns have one receiver.
func (p *dynamicPass) deferred(n *ast.DeferStmt, at *astutil.Cursor) {
	sel, ok := n.Call.Fun.(*ast.SelectorExpr)
	if !ok || p.loops[len(p.loops)-1] == 0 {
		return
	}
	if s := p.Info.Selections[sel]; s == nil || s.Kind() != types.MethodVal {
		return
	}
	pos, sig := n.Pos(), p.Info.TypeOf(sel)
	id := func(name string) ast.Expr { return p.typed(&ast.Ident{Name: name, NamePos: pos}, sig) }
	name := p.temp("method")
	store := &ast.AssignStmt{Lhs: []ast.Expr{id(name)}, Tok: token.DEFINE, TokPos: pos, Rhs: []ast.Expr{p.boundMethod(sel)}}
	n.Call.Fun = id(name)
	at.Replace(&ast.BlockStmt{Lbrace: pos, Rbrace: n.End(), List: []ast.Stmt{store, n}})
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

// boundMethod is a method value as a call of a function of the unit; n itself for a compiled method.
func (p *dynamicPass) boundMethod(n *ast.SelectorExpr) ast.Expr {
	sel := p.Info.Selections[n]
	sig, ok := sel.Type().(*types.Signature)
	if !ok || !p.ofCells(sel.Recv()) || p.local(sel.Recv()) {
		return n
	}
	receiver, x := sel.Recv(), n.X
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
