package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/astutil"
)

func (p *dynamicPass) call(n *ast.CallExpr, at *astutil.Cursor) {
	tv, ok := p.Info.Types[n.Fun]
	if !ok || p.callSelf(n, at) {
		return
	}
	if tv.IsType() {
		if types.IsInterface(tv.Type) && len(n.Args) == 1 {
			e := p.convert(n.Args[0], tv.Type)
			if e != n.Args[0] && types.IsInterface(p.Info.TypeOf(e)) {
				at.Replace(e)
				return
			}
			n.Args[0] = e
		}
		p.toAny(n, tv.Type, at)
		return
	}
	sig, ok := under[*types.Signature](tv.Type)
	if !ok {
		return
	}
	if p.callee(n) == "errors.As" && p.errorsAs(n) || p.reflected(n) || p.spreads(n, sig) {
		return
	}
	for i := range n.Args {
		n.Args[i] = p.convert(n.Args[i], parameter(sig, i, n.Ellipsis.IsValid()))
	}
	if last := len(n.Args) - 1; n.Ellipsis.IsValid() && p.Info.Types[n.Args[last]].IsNil() { // which has no type to the interpreter
		slice := sig.Params().At(last).Type()
		n.Args[last] = p.typed(&ast.CallExpr{Fun: p.typeExpr(slice), Lparen: n.Args[last].Pos(), Args: []ast.Expr{n.Args[last]}, Rparen: n.Ellipsis}, slice)
	}
	p.pack(n, sig)
}

// toAny has a value that may be nil converted to any by a call: to the interpreter, the conversion of a nil pointer is nil, and a number
// that is compared with nil is no interface.
func (p *dynamicPass) toAny(n *ast.CallExpr, to types.Type, at *astutil.Cursor) {
	if !isAny(to) || len(n.Args) != 1 {
		return
	}
	switch p.Info.TypeOf(n.Args[0]).Underlying().(type) {
	case *types.Basic, *types.Struct, *types.Array:
		if _, compared := at.Parent().(*ast.BinaryExpr); !compared {
			return
		}
	case *types.Pointer, *types.Map, *types.Slice, *types.Chan, *types.Signature:
	default:
		return
	}
	p.rewriter.functions["anyˑ"] = "func anyˑ(v any) any {\nreturn v\n}\n"
	at.Replace(p.typed(p.callTo("anyˑ", n.Args[0]), to))
}

// pack hands the values for a variadic parameter over as a slice, where code of cells is called. Of values of an interface type the
// interpreter drops nil and spreads a slice, and it takes a function in a field for one without a variadic parameter.
func (p *dynamicPass) pack(n *ast.CallExpr, sig *types.Signature) {
	fixed := sig.Params().Len() - 1
	if !sig.Variadic() || n.Ellipsis.IsValid() || len(n.Args) <= fixed || p.compiled(n.Fun) {
		return
	}
	slice, ok := sig.Params().At(fixed).Type().(*types.Slice)
	if !ok || !types.IsInterface(slice.Elem()) && p.isDeclared(n.Fun) {
		return
	}
	if t, ok := p.Info.TypeOf(n.Args[0]).(*types.Tuple); ok && t.Len() != 1 {
		return
	}
	typ, err := p.tryTypeExpr(slice)
	if err != nil {
		return
	}
	pos := n.Args[fixed].Pos()
	packed := p.typed(&ast.CompositeLit{Type: typ, Lbrace: pos, Elts: n.Args[fixed:], Rbrace: n.Rparen}, slice)
	n.Args = append(n.Args[:fixed:fixed], packed)
	n.Ellipsis = n.Rparen
}

// isDeclared tells whether an expression names a function or method.
func (r *rewriter) isDeclared(f ast.Expr) bool {
	switch f := ast.Unparen(f).(type) {
	case *ast.Ident:
		_, ok := r.Info.Uses[f].(*types.Func)
		return ok
	case *ast.SelectorExpr:
		_, ok := r.Info.Uses[f.Sel].(*types.Func)
		return ok
	}
	return false
}

// compiled tells whether an expression names a function or method that no cell declares.
func (r *rewriter) compiled(f ast.Expr) bool {
	var id *ast.Ident
	switch f := ast.Unparen(f).(type) {
	case *ast.Ident:
		id = f
	case *ast.SelectorExpr:
		id = f.Sel
	default:
		return false
	}
	switch obj := r.Info.Uses[id].(type) {
	case *types.Builtin:
		return true
	case *types.Func:
		return obj.Pkg() != r.Pkg
	}
	return false
}

// callee is the package-level function that a call calls, as in "errors.As"; empty for any other.
func (r *rewriter) callee(n *ast.CallExpr) string {
	sel, ok := ast.Unparen(n.Fun).(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	f, ok := r.Info.Uses[sel.Sel].(*types.Func)
	if !ok || f.Pkg() == nil || f.Signature().Recv() != nil {
		return ""
	}
	return f.Pkg().Path() + "." + f.Name()
}

// errorsAs calls a function of the engine's own where errors.As is to find an interface that units have as any.
func (p *dynamicPass) errorsAs(n *ast.CallExpr) bool {
	if len(n.Args) != 2 {
		return false
	}
	ptr, ok := under[*types.Pointer](p.Info.TypeOf(n.Args[1]))
	if !ok || !p.isDynamic(ptr.Elem()) || isAny(ptr.Elem()) {
		return false
	}
	name := "asˑ" + p.typePart(ptr.Elem())
	p.rewriter.functions[name] = fmt.Sprintf("func %s(err error, target *%s) bool {\nreturn %s.As(err, target%s)\n}\n",
		name, p.typeText(ptr.Elem()), p.packageName(helpersPath), methodList(ptr.Elem()))
	params := types.NewTuple(types.NewParam(token.NoPos, nil, "", errorType), types.NewParam(token.NoPos, nil, "", ptr))
	n.Fun = p.typed(&ast.Ident{Name: name, NamePos: n.Pos()}, types.NewSignatureType(nil, nil, nil, params,
		types.NewTuple(types.NewParam(token.NoPos, nil, "", types.Typ[types.Bool])), false))
	return true
}

// reflected calls functions of the engine's own for those methods of reflect.Type that ask for the methods of an interface type,
// which may be one that units have as any.
func (p *dynamicPass) reflected(n *ast.CallExpr) bool {
	sel, ok := ast.Unparen(n.Fun).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	f, ok := p.Info.Uses[sel.Sel].(*types.Func)
	if !ok || f.FullName() != "(reflect.Type)."+f.Name() {
		return false
	}
	switch f.Name() {
	case "Implements", "AssignableTo", "ConvertibleTo", "NumMethod":
	default:
		return false
	}
	n.Fun = p.helper(f.Name(), sel.Pos())
	n.Args = append([]ast.Expr{sel.X}, n.Args...)
	return true
}
