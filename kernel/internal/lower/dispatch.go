package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ast/astutil"
)

// isDynamic tells whether a type is an interface that units have as any: one with methods that no compiled package declares.
func (r *rewriter) isDynamic(t types.Type) bool {
	i, ok := types.Unalias(t).(*types.Interface)
	if named, isNamed := types.Unalias(t).(*types.Named); isNamed && named.Obj().Pkg() == r.Pkg {
		i, ok = named.Underlying().(*types.Interface)
	}
	return ok && i.IsMethodSet()
}

// isCompiled tells whether a type is an interface of a compiled package, or error.
func (r *rewriter) isCompiled(t types.Type) bool {
	return t != nil && types.IsInterface(t) && !r.isDynamic(t)
}

// dispatch declares a function of the unit that calls a method of a value in an interface, and returns its name. The types of
// the session that have the method are called directly; a type that comes later, or a compiled one, is called by reflection.
func (r *rewriter) dispatch(iface types.Type, f *types.Func) string {
	sig := f.Signature()
	name := "callˑ" + f.Name() + "ˑ" + r.typePart(iface) + "ˑ" + identifier(strings.Join(r.parameterTypes(sig), ",")+r.resultText(sig))
	if _, done := r.functions[name]; done {
		return name
	}
	r.functions[name] = "" // a type's own method may need it
	helpers := r.packageName(helpersPath)
	params, args := r.parameters(sig)
	if params != "" {
		params = ", " + params
	}
	back, end := "return ", ""
	if sig.Results().Len() == 0 {
		back, end = "", "return\n"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "func %s(v %s%s)%s {\n", name, r.typeText(iface), params, r.resultText(sig))
	if cases := r.cases(iface, f, args, back, end); cases != "" {
		fmt.Fprintf(&b, "key, raw := %s.Open(v)\nswitch key {\n%s}\n", helpers, cases)
	}
	typ := "func(" + strings.Join(r.parameterTypes(sig), ", ") + ")" + r.resultText(sig)
	fmt.Fprintf(&b, "f := %s.Bound(v, %q).(%s)\n%sf(%s)\n}\n", helpers, f.Name(), typ, back, args)
	r.functions[name] = b.String()
	return name
}

// cases are the direct calls of a method, by the key of the receiver's type.
func (r *rewriter) cases(iface types.Type, f *types.Func, args, back, end string) string {
	var b strings.Builder
	for _, t := range r.concrete(iface) {
		sel := types.NewMethodSet(t).Lookup(f.Pkg(), f.Name())
		if sel == nil {
			continue
		}
		key := r.typeText(t)
		fmt.Fprintf(&b, "case %q:\nvar receiver %s\n%s.Into(raw, &receiver)\n%s%s\n%s", key, key, r.packageName(helpersPath), back,
			r.callOf("receiver", sel, args), end)
	}
	return b.String()
}

// methodCall turns a call of a method of a value in an interface into a call of a function of the unit.
func (p *dynamicPass) methodCall(n *ast.CallExpr) {
	sel, ok := ast.Unparen(n.Fun).(*ast.SelectorExpr)
	if !ok {
		return
	}
	s := p.Info.Selections[sel]
	if s == nil || s.Kind() != types.MethodVal {
		return
	}
	x, t := sel.X, p.Info.TypeOf(sel.X)
	if !p.isDynamic(t) {
		return
	}
	f := s.Obj().(*types.Func)
	sig := f.Signature()
	params := []*types.Var{types.NewParam(token.NoPos, nil, "", types.NewInterfaceType(nil, nil))}
	for v := range sig.Params().Variables() {
		params = append(params, v)
	}
	typ := types.NewSignatureType(nil, nil, nil, types.NewTuple(params...), sig.Results(), sig.Variadic())
	n.Fun = p.typed(&ast.Ident{Name: p.dispatch(t, f), NamePos: sel.Pos()}, typ)
	n.Args = append([]ast.Expr{x}, n.Args...)
}

// interfaceMethod is the value of a method of an interface: a function that calls it for the value that the interface has now.
func (p *dynamicPass) interfaceMethod(n *ast.SelectorExpr) ast.Expr {
	x, t := n.X, p.Info.TypeOf(n.X)
	f := p.Info.Selections[n].Obj().(*types.Func)
	sig := f.Signature()
	call := p.dispatch(t, f)
	name := "value" + call
	params, args := p.parameters(sig)
	back := ""
	if sig.Results().Len() > 0 {
		back = "return "
	}
	if args != "" {
		args = ", " + args
	}
	typ := "func(" + strings.Join(p.parameterTypes(sig), ", ") + ")" + p.resultText(sig)
	p.rewriter.functions[name] = fmt.Sprintf("func %s(v %s) %s {\nif v == nil {\n%s.Bound(v, %q)\n}\nreturn func(%s)%s {\n%s%s(v%s)\n}\n}\n",
		name, p.typeText(t), typ, p.packageName(helpersPath), f.Name(), params, p.resultText(sig), back, call, args)
	return p.typed(p.callTo(name, x), sig)
}

// interfaceExpression replaces a method expression for a method of an interface, such as Shape.Area, by a function of the unit.
func (p *dynamicPass) interfaceExpression(n *ast.SelectorExpr, s *types.Selection, at *astutil.Cursor) bool {
	if !p.isDynamic(holder(s)) {
		return false
	}
	f := s.Obj().(*types.Func)
	params, args := p.parameters(f.Signature())
	if params != "" {
		params = ", " + params
	}
	receiver := p.typeText(s.Recv())
	name := "expressionˑ" + identifier(receiver) + "ˑ" + f.Name()
	back := ""
	if f.Signature().Results().Len() > 0 {
		back = "return "
	}
	p.rewriter.functions[name] = fmt.Sprintf("func %s(receiver %s%s)%s {\n%s%s\n}\n", name, receiver, params, p.resultText(f.Signature()),
		back, p.callOf("receiver", s, args))
	at.Replace(p.typed(&ast.Ident{Name: name, NamePos: n.Pos()}, p.Info.TypeOf(n)))
	return true
}

// holder is the type that has a selected method: the receiver's, or that of the embedded field that promotes it.
func holder(s *types.Selection) types.Type {
	t := s.Recv()
	for _, i := range s.Index()[:len(s.Index())-1] {
		st, ok := under[*types.Struct](deref(t))
		if !ok {
			return t
		}
		t = st.Field(i).Type()
	}
	return t
}
