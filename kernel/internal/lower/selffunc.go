package lower

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/astutil"
)

// The interpreter has no function type that refers to itself, such as type state func(*lexer) state. In units it is a struct type
// with the function as its only field, which lies in memory as the function does. The checker knows it as it is: so a function
// that becomes a value of the type is put into the field, and taken out where the value is called, compared or becomes a function.

// selfField is the name of that field.
const selfField = "Call"

// isSelfFunction tells whether a type is such a function type.
func (r *rewriter) isSelfFunction(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.Obj().Pkg() != r.Pkg {
		return false
	}
	known, ok := r.selfFunctions[named]
	if !ok {
		_, isFunction := named.Underlying().(*types.Signature)
		known = isFunction && r.leadsTo(named.Underlying(), named, false)
		r.selfFunctions[named] = known
	}
	return known
}

// selfStruct is the type that such a function type is in units.
func selfStruct(function ast.Expr) *ast.StructType {
	pos := function.Pos()
	field := &ast.Field{Names: []*ast.Ident{{Name: selfField, NamePos: pos}}, Type: function}
	return &ast.StructType{Struct: pos, Fields: &ast.FieldList{Opening: pos, List: []*ast.Field{field}, Closing: function.End()}}
}

// unwrapped is the function in a value of such a type; any other expression is left as it is.
func (p *dynamicPass) unwrapped(e ast.Expr) ast.Expr {
	t := p.Info.TypeOf(e)
	if t == nil || !p.isSelfFunction(t) {
		return e
	}
	sel := &ast.SelectorExpr{X: e, Sel: &ast.Ident{Name: selfField, NamePos: e.Pos()}}
	return p.typed(sel, t.Underlying())
}

// wrapped converts a function or nil to such a type, and a value of one to any other function type; nil where nothing is to be done.
func (p *dynamicPass) wrapped(e ast.Expr, from, to types.Type) ast.Expr {
	if from == nil || to == nil || types.Identical(from, to) {
		return nil
	}
	if p.isSelfFunction(to) {
		lit := &ast.CompositeLit{Type: p.typeExpr(to), Lbrace: e.Pos(), Rbrace: e.End()}
		if from != types.Typ[types.UntypedNil] {
			field := &ast.Ident{Name: selfField, NamePos: e.Pos()}
			lit.Elts = []ast.Expr{&ast.KeyValueExpr{Key: field, Colon: e.Pos(), Value: p.unwrapped(e)}}
		}
		return p.typed(&ast.ParenExpr{Lparen: e.Pos(), X: lit, Rparen: e.End()}, to)
	}
	if _, isFunction := to.Underlying().(*types.Signature); isFunction && p.isSelfFunction(from) {
		return p.typed(p.unwrapped(e), to)
	}
	return nil
}

// compareSelf compares the function in a value of such a type with nil.
func (p *dynamicPass) compareSelf(n *ast.BinaryExpr) {
	if n.Op != token.EQL && n.Op != token.NEQ {
		return
	}
	switch untypedNil := types.Typ[types.UntypedNil]; {
	case p.Info.TypeOf(n.Y) == untypedNil:
		n.X = p.unwrapped(n.X)
	case p.Info.TypeOf(n.X) == untypedNil:
		n.Y = p.unwrapped(n.Y)
	}
}

// callSelf has a call call the function in a value of such a type, and makes conversions to one.
func (p *dynamicPass) callSelf(n *ast.CallExpr, at *astutil.Cursor) (done bool) {
	tv := p.Info.Types[n.Fun]
	if !tv.IsType() {
		n.Fun = p.unwrapped(n.Fun)
		return false
	}
	if len(n.Args) != 1 || !p.isSelfFunction(tv.Type) && !p.isSelfFunction(p.Info.TypeOf(n.Args[0])) {
		return false
	}
	from := p.Info.TypeOf(n.Args[0])
	e := p.wrapped(n.Args[0], from, tv.Type)
	if e == nil {
		if !types.Identical(from, tv.Type) {
			return false
		}
		e = p.typed(&ast.ParenExpr{Lparen: n.Pos(), X: n.Args[0], Rparen: n.End()}, tv.Type)
	}
	at.Replace(e)
	return true
}
