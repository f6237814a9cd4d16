package check

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
)

// A typeExpr is a type written out for the declaration of a variable.
type typeExpr struct {
	expr  ast.Expr
	paths []string
	uses  map[*Symbol]bool
}

// typeExpr writes a type as kept declarations do, its names following the versions of the session.
func (p *pass) typeExpr(t types.Type) (*typeExpr, error) {
	out := &typeExpr{uses: map[*Symbol]bool{}}
	var err error
	out.expr, err = TypeExpr(t, func(name *types.TypeName) ast.Expr {
		if name.Pkg() == nil {
			return ast.NewIdent(name.Name())
		}
		if path := name.Pkg().Path(); path != "main" {
			out.paths = append(out.paths, path)
			return &ast.SelectorExpr{X: ast.NewIdent(mangled(path)), Sel: ast.NewIdent(name.Name())}
		}
		id := ast.NewIdent(name.Name())
		if sym := p.session.symbols[name.Name()]; sym != nil {
			sym.idents = append(sym.idents, id)
			out.uses[sym] = true
		}
		return id
	})
	return out, err
}

// TypeExpr writes a type as Go syntax. Named types are written by name, or by what they stand for if name returns nil. The error names a type that no cell could write
// down: one that its package does not export, or one that is local to a function.
func TypeExpr(t types.Type, name func(*types.TypeName) ast.Expr) (ast.Expr, error) {
	w := typeWriter{name: name}
	e := w.expr(t)
	return e, w.err
}

type typeWriter struct {
	name func(*types.TypeName) ast.Expr
	err  error
}

func (w *typeWriter) fail(t types.Type) {
	if w.err == nil {
		w.err = fmt.Errorf("its type %s cannot be written in a cell: give it an interface or exported type", t)
	}
}

func (w *typeWriter) expr(t types.Type) ast.Expr {
	switch t := t.(type) {
	case *types.Basic:
		if t.Kind() == types.UnsafePointer {
			w.fail(t)
		}
		return ast.NewIdent(t.Name())
	case *types.Named:
		return w.named(t, t.Obj(), t.TypeArgs())
	case *types.Alias:
		return w.named(t, t.Obj(), t.TypeArgs())
	case *types.Pointer:
		return &ast.StarExpr{X: w.expr(t.Elem())}
	case *types.Slice:
		return &ast.ArrayType{Elt: w.expr(t.Elem())}
	case *types.Array:
		return &ast.ArrayType{Len: &ast.BasicLit{Kind: token.INT, Value: strconv.FormatInt(t.Len(), 10)}, Elt: w.expr(t.Elem())}
	case *types.Map:
		return &ast.MapType{Key: w.expr(t.Key()), Value: w.expr(t.Elem())}
	case *types.Chan:
		dir := map[types.ChanDir]ast.ChanDir{types.SendRecv: ast.SEND | ast.RECV, types.SendOnly: ast.SEND, types.RecvOnly: ast.RECV}
		elem := w.expr(t.Elem())
		if inner, ok := t.Elem().(*types.Chan); ok && inner.Dir() == types.RecvOnly {
			elem = &ast.ParenExpr{X: elem}
		}
		return &ast.ChanType{Dir: dir[t.Dir()], Value: elem}
	case *types.Signature:
		return &ast.FuncType{Params: w.fields(t.Params(), t.Variadic()), Results: w.fields(t.Results(), false)}
	case *types.Struct:
		return w.structType(t)
	case *types.Interface:
		return w.interfaceType(t)
	}
	w.fail(t)
	return ast.NewIdent("any")
}

func (w *typeWriter) named(t types.Type, obj *types.TypeName, args *types.TypeList) ast.Expr {
	if pkg := obj.Pkg(); pkg != nil && (obj.Parent() != nil && obj.Parent() != pkg.Scope() || pkg.Path() != "main" && !obj.Exported()) {
		w.fail(t)
	}
	e := w.name(obj)
	if e == nil {
		return w.expr(t.Underlying())
	}
	if args.Len() == 0 {
		return e
	}
	index := &ast.IndexListExpr{X: e}
	for arg := range args.Types() {
		index.Indices = append(index.Indices, w.expr(arg))
	}
	return index
}

func (w *typeWriter) fields(tuple *types.Tuple, variadic bool) *ast.FieldList {
	list := &ast.FieldList{}
	for i := range tuple.Len() {
		t := tuple.At(i).Type()
		if variadic && i == tuple.Len()-1 {
			list.List = append(list.List, &ast.Field{Type: &ast.Ellipsis{Elt: w.expr(t.(*types.Slice).Elem())}})
			continue
		}
		list.List = append(list.List, &ast.Field{Type: w.expr(t)})
	}
	return list
}

func (w *typeWriter) structType(t *types.Struct) ast.Expr {
	list := &ast.FieldList{}
	for i := range t.NumFields() {
		f := t.Field(i)
		if !f.Exported() && f.Pkg().Path() != "main" {
			w.fail(t)
		}
		field := &ast.Field{Type: w.expr(f.Type())}
		if !f.Embedded() {
			field.Names = []*ast.Ident{ast.NewIdent(f.Name())}
		}
		if tag := t.Tag(i); tag != "" {
			field.Tag = &ast.BasicLit{Kind: token.STRING, Value: strconv.Quote(tag)}
		}
		list.List = append(list.List, field)
	}
	return &ast.StructType{Fields: list}
}

func (w *typeWriter) interfaceType(t *types.Interface) ast.Expr {
	if t.Empty() {
		return ast.NewIdent("any")
	}
	list := &ast.FieldList{}
	for m := range t.ExplicitMethods() {
		list.List = append(list.List, &ast.Field{Names: []*ast.Ident{ast.NewIdent(m.Name())}, Type: w.expr(m.Type())})
	}
	for e := range t.EmbeddedTypes() {
		list.List = append(list.List, &ast.Field{Type: w.expr(e)})
	}
	return &ast.InterfaceType{Methods: list}
}
