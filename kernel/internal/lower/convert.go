package lower

import (
	"go/ast"
	"go/token"
	"go/types"
)

func (p *dynamicPass) convertAll(list []ast.Expr, to types.Type) {
	for i := range list {
		list[i] = p.convert(list[i], to)
	}
}

// convert makes the conversion of a value to an interface explicit: the interpreter's own loses which type the value has.
func (p *dynamicPass) convert(e ast.Expr, to types.Type) ast.Expr {
	from := p.Info.TypeOf(e)
	if wrapped := p.wrapped(e, from, to); wrapped != nil {
		return wrapped
	}
	if p.differByName(from, to) {
		if typ, err := p.tryTypeExpr(to); err == nil {
			return p.typed(&ast.CallExpr{Fun: &ast.ParenExpr{Lparen: e.Pos(), X: typ, Rparen: e.Pos()}, Lparen: e.Pos(),
				Args: []ast.Expr{e}, Rparen: e.Pos()}, to)
		}
	}
	if to == nil || from == nil || !types.IsInterface(to) {
		return e
	}
	if types.IsInterface(from) {
		if p.isCompiled(to) && p.isDynamic(from) {
			return p.typed(p.callTo(p.assertFunction(from, to, e.Pos(), nilable), e), to)
		}
		return e
	}
	if _, several := from.(*types.Tuple); several || from == types.Typ[types.UntypedNil] {
		return e
	}
	if !p.isMirrored(from) {
		if computed(e) {
			return p.typed(&ast.CallExpr{Fun: p.typeExpr(from), Lparen: e.Pos(), Args: []ast.Expr{e}, Rparen: e.End()}, from)
		}
		return p.copied(e, from, to)
	}
	return p.typed(p.boxed(from, to, e), to)
}

// noteComparison notes what a comparison compares, if that is an array or a struct and both have the same type.
func (p *dynamicPass) noteComparison(n *ast.BinaryExpr) {
	t := p.Info.TypeOf(n.X)
	if t == nil || p.Info.TypeOf(n.Y) == nil || !types.Identical(t, p.Info.TypeOf(n.Y)) {
		return
	}
	switch t.Underlying().(type) {
	case *types.Array, *types.Struct:
		p.compared[n] = t
	}
}

// copied has the struct or array in a variable copied where it becomes a value of an interface type with methods: to the
// interpreter, the interface would go on holding the variable.
func (p *dynamicPass) copied(e ast.Expr, from, to types.Type) ast.Expr {
	if i, ok := under[*types.Interface](to); !ok || i.NumMethods() == 0 || types.IsInterface(from) {
		return e
	}
	switch from.Underlying().(type) {
	case *types.Struct, *types.Array:
	default:
		return e
	}
	switch ast.Unparen(e).(type) {
	case *ast.Ident, *ast.SelectorExpr, *ast.IndexExpr, *ast.StarExpr:
	default:
		return e
	}
	return p.viaFunction(e, from)
}

// viaFunction passes a value through a function of the unit, which copies it.
func (p *dynamicPass) viaFunction(e ast.Expr, t types.Type) ast.Expr {
	typ, err := p.tryTypeExpr(t)
	if err != nil {
		return e
	}
	text := exprText(typ)
	name := "copyˑ" + identifier(text)
	p.rewriter.functions[name] = "func " + name + "(v " + text + ") " + text + " {\nreturn v\n}\n"
	return p.typed(p.callTo(name, e), t)
}

// boxed is a value as compiled code is to see it, in an interface.
func (r *rewriter) boxed(from, to types.Type, e ast.Expr) ast.Expr {
	pos := e.Pos()
	key := &ast.BasicLit{Kind: token.STRING, Value: quote(r.key(from)), ValuePos: pos}
	box := &ast.CallExpr{Fun: r.helper("Box", pos), Lparen: pos, Args: []ast.Expr{key, e}, Rparen: e.Pos()}
	if to == nil || !r.isCompiled(to) {
		return box
	}
	return &ast.TypeAssertExpr{X: box, Type: r.typeExpr(to)}
}

// differByName tells whether one of two types is a cell's struct type and the other the same without a name, which the
// interpreter does not assign to each other.
func (p *dynamicPass) differByName(from, to types.Type) bool {
	if from == nil || to == nil {
		return false
	}
	_, plainFrom := types.Unalias(from).(*types.Struct)
	_, plainTo := types.Unalias(to).(*types.Struct)
	_, pointer := types.Unalias(from).(*types.Pointer)
	return !pointer && (plainFrom && p.ofCells(to) && !types.IsInterface(to) || plainTo && p.ofCells(from))
}

func (p *dynamicPass) callTo(name string, e ast.Expr) ast.Expr {
	return &ast.CallExpr{Fun: &ast.Ident{Name: name, NamePos: e.Pos()}, Lparen: e.Pos(), Args: []ast.Expr{e}, Rparen: e.Pos()}
}

// ofCells tells whether a type, or what it points to, is declared in a cell.
func (r *rewriter) ofCells(t types.Type) bool {
	named, ok := deref(t).(*types.Named)
	return ok && named.Obj().Pkg() == r.Pkg
}
