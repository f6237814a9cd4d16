package lower

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/astutil"

	"regan/kernel/internal/engine"
)

// The interpreter has no type that refers to itself with no struct type between, such as type state func(*lexer) state or
// type tree map[string]tree. In units it is a struct type with such a function, map, slice, channel or pointer as its only field,
// which lies in memory as that does. The checker knows the type as it is: so a value that becomes one of the type is put into the
// field, and taken out where the value is called, indexed, compared or becomes one of another type. See package mirror for
// what compiled code sees.

// isSelf tells whether a type is such a type.
func (r *rewriter) isSelf(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.Obj().Pkg() != r.Pkg {
		return false
	}
	known, ok := r.selfTypes[named]
	if !ok {
		switch named.Underlying().(type) {
		case *types.Signature, *types.Map, *types.Slice, *types.Chan, *types.Pointer:
			known = r.leadsTo(named.Underlying(), named, false)
		}
		r.selfTypes[named] = known
	}
	return known
}

// selfStruct is the type that such a type is in units.
func selfStruct(underlying ast.Expr) *ast.StructType {
	pos := underlying.Pos()
	field := &ast.Field{Names: []*ast.Ident{{Name: engine.SelfField, NamePos: pos}}, Type: underlying}
	return &ast.StructType{Struct: pos, Fields: &ast.FieldList{Opening: pos, List: []*ast.Field{field}, Closing: underlying.End()}}
}

// declareSelf declares such a type, and one that has the same underlying type as one of them by its name.
func (r *rewriter) declareSelf(n *ast.TypeSpec) {
	named := r.declaredType(n)
	if named == nil {
		return
	}
	if of := r.Info.TypeOf(n.Type); r.isSelf(of) {
		n.Type = r.typeExpr(of.Underlying())
	}
	if r.isSelf(named) {
		n.Type = selfStruct(n.Type)
	}
}

// unwrapped is what a value of such a type has in its field; any other expression is left as it is.
func (p *dynamicPass) unwrapped(e ast.Expr) ast.Expr {
	t := p.Info.TypeOf(e)
	if t == nil || !p.isSelf(t) || p.Info.Types[e].IsType() {
		return e
	}
	return p.typed(&ast.SelectorExpr{X: e, Sel: &ast.Ident{Name: engine.SelfField, NamePos: e.Pos()}}, t.Underlying())
}

// inSelf puts a value into the field of such a type; nil makes the zero value.
func (p *dynamicPass) inSelf(e ast.Expr, to types.Type) ast.Expr {
	lit := p.typed(&ast.CompositeLit{Type: p.typeExpr(to), Lbrace: e.Pos(), Rbrace: e.End()}, to).(*ast.CompositeLit)
	if p.Info.TypeOf(e) != types.Typ[types.UntypedNil] {
		field := &ast.Ident{Name: engine.SelfField, NamePos: e.Pos()}
		lit.Elts = []ast.Expr{&ast.KeyValueExpr{Key: field, Colon: e.Pos(), Value: e}}
	}
	return p.typed(&ast.ParenExpr{Lparen: e.Pos(), X: lit, Rparen: e.End()}, to)
}

// wrapped has a value become one of such a type, and one of such a type one of another type that is none of an interface; nil where
// nothing is to be done.
func (p *dynamicPass) wrapped(e ast.Expr, from, to types.Type) ast.Expr {
	if _, several := from.(*types.Tuple); several || from == nil || to == nil || types.Identical(from, to) {
		return nil
	}
	switch {
	case p.isSelf(to):
		return p.inSelf(p.unwrapped(e), to)
	case p.isSelf(from) && !types.IsInterface(to):
		return p.typed(p.unwrapped(e), to)
	}
	return nil
}

// compareSelf compares what the values of such types have in their fields.
func (p *dynamicPass) compareSelf(n *ast.BinaryExpr) {
	if n.Op != token.EQL && n.Op != token.NEQ || types.IsInterface(p.Info.TypeOf(n.X)) || types.IsInterface(p.Info.TypeOf(n.Y)) {
		return
	}
	n.X, n.Y = p.unwrapped(n.X), p.unwrapped(n.Y)
}

// switchSelf has a switch compare so.
func (p *dynamicPass) switchSelf(n *ast.SwitchStmt) {
	if n.Tag == nil || !p.isSelf(p.Info.TypeOf(n.Tag)) {
		return
	}
	n.Tag = p.unwrapped(n.Tag)
	for _, c := range n.Body.List {
		clause := c.(*ast.CaseClause)
		for i, e := range clause.List {
			clause.List[i] = p.unwrapped(e)
		}
	}
}

// callSelf has a call call the function in a value of such a type, and makes conversions to one and from one.
func (p *dynamicPass) callSelf(n *ast.CallExpr, at *astutil.Cursor) (done bool) {
	tv := p.Info.Types[n.Fun]
	switch {
	case !tv.IsType():
		n.Fun = p.unwrapped(n.Fun)
		return false
	case len(n.Args) != 1:
		return false
	}
	arg, to := n.Args[0], tv.Type
	from := p.Info.TypeOf(arg)
	switch {
	case types.Identical(from, to) && p.isSelf(to):
		at.Replace(p.typed(&ast.ParenExpr{Lparen: n.Pos(), X: arg, Rparen: n.End()}, to))
	case p.isSelf(to):
		value := p.unwrapped(arg)
		if _, isNamed := types.Unalias(p.Info.TypeOf(value)).(*types.Named); isNamed {
			if !isFunction(to) {
				under := p.typeExpr(to.Underlying())
				value = p.typed(&ast.CallExpr{Fun: &ast.ParenExpr{X: under}, Lparen: n.Pos(), Args: []ast.Expr{value}, Rparen: n.End()}, to.Underlying())
			}
		}
		at.Replace(p.inSelf(value, to))
	case p.isSelf(from) && !types.IsInterface(to):
		n.Args[0] = p.unwrapped(arg)
		if isFunction(to) {
			at.Replace(p.typed(n.Args[0], to))
			return true
		}
		return false
	default:
		return false
	}
	return true
}

// builtinSelf hands the language's own functions what values of such types have in their fields, and puts what they return there.
func (p *dynamicPass) builtinSelf(n *ast.CallExpr, at *astutil.Cursor) {
	id, ok := ast.Unparen(n.Fun).(*ast.Ident)
	if !ok || len(n.Args) == 0 || !p.Info.Types[n.Fun].IsBuiltin() {
		return
	}
	t := p.Info.TypeOf(n.Args[0])
	switch id.Name {
	case "len", "cap", "clear", "close":
		n.Args[0] = p.unwrapped(n.Args[0])
	case "delete":
		n.Args[0] = p.unwrapped(n.Args[0])
		if m, ok := under[*types.Map](t); ok {
			n.Args[1] = p.typedNil(n.Args[1], m.Key())
		}
	case "copy":
		n.Args[0], n.Args[1] = p.unwrapped(n.Args[0]), p.unwrapped(n.Args[1])
	case "append":
		n.Args[0] = p.unwrapped(n.Args[0])
		if n.Ellipsis.IsValid() {
			n.Args[1] = p.unwrapped(n.Args[1])
		}
	case "make":
		if p.isSelf(t) {
			n.Args[0] = p.typeExpr(t.Underlying())
		}
	}
	if (id.Name == "append" || id.Name == "make") && p.isSelf(t) {
		at.Replace(p.inSelf(p.typed(n, t.Underlying()), t))
	}
}

func isFunction(t types.Type) bool {
	_, ok := t.Underlying().(*types.Signature)
	return ok
}

// literalSelf puts a composite literal of such a type into the field.
func (p *dynamicPass) literalSelf(n *ast.CompositeLit, at *astutil.Cursor) {
	t := p.Info.TypeOf(n)
	pointer, isPointer := t.(*types.Pointer) // in a list of such
	if isPointer {
		t = pointer.Elem()
	}
	if t == nil || !p.isSelf(t) {
		return
	}
	n.Type = p.typeExpr(t.Underlying())
	e := p.inSelf(p.typed(n, t.Underlying()), t)
	if isPointer {
		e = p.typed(&ast.UnaryExpr{Op: token.AND, OpPos: n.Pos(), X: ast.Unparen(e)}, pointer)
	}
	at.Replace(e)
}

// sliceSelf puts a part of a slice of such a type into the field.
func (p *dynamicPass) sliceSelf(n *ast.SliceExpr, t types.Type, at *astutil.Cursor) {
	if p.isSelf(t) {
		at.Replace(p.inSelf(p.typed(n, t.Underlying()), t))
	}
}
