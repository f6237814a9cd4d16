package stencil

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strconv"
)

// A Writer writes types as Go syntax.
type Writer struct {
	Name     func(*types.TypeName) ast.Expr                      // a name; nil: what it stands for is written
	Instance func(obj *types.TypeName, args []ast.Expr) ast.Expr // a generic type with its arguments; may be nil
	Local    func(*types.TypeName) ast.Expr                      // a type declared in a function; may be nil
	Param    func(*types.TypeParam) ast.Expr                     // a type parameter; may be nil
	Own      *types.Package                                      // its unexported names can be written, as can those of main; may be nil
	err      error
}

// Type writes a type. The error names a type that no cell could write down: one that its package does not export, or one that
// is local to a function. With Instance, types that are identical are written alike.
func (w *Writer) Type(t types.Type) (ast.Expr, error) {
	w.err = nil
	e := w.expr(t)
	return e, w.err
}

func (w *Writer) fail(t types.Type) {
	if w.err == nil {
		w.err = fmt.Errorf("its type %s cannot be written in a cell: give it an interface or exported type", t)
	}
}

func (w *Writer) expr(t types.Type) ast.Expr {
	switch t := t.(type) {
	case *types.Basic:
		if t.Kind() == types.UnsafePointer {
			w.fail(t)
		}
		if w.Instance != nil && t.Kind() != types.Invalid {
			return ast.NewIdent(types.Typ[t.Kind()].Name()) // uint8 for byte
		}
		return ast.NewIdent(t.Name())
	case *types.Named:
		return w.named(t, t.Obj(), t.TypeArgs())
	case *types.TypeParam:
		if w.Param != nil {
			return w.Param(t)
		}
	case *types.Alias:
		if w.Instance != nil {
			return w.expr(types.Unalias(t))
		}
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

func (w *Writer) named(t types.Type, obj *types.TypeName, args *types.TypeList) ast.Expr {
	if pkg := obj.Pkg(); pkg != nil {
		switch local := obj.Parent() != nil && obj.Parent() != pkg.Scope(); {
		case local && w.Local != nil:
			return w.Local(obj)
		case local, pkg.Path() != "main" && pkg != w.Own && !obj.Exported():
			w.fail(t)
		}
	}
	var list []ast.Expr
	for arg := range args.Types() {
		list = append(list, w.expr(arg))
	}
	if len(list) > 0 && w.Instance != nil {
		return w.Instance(obj, list)
	}
	e := w.Name(obj)
	if e == nil {
		return w.expr(t.Underlying())
	}
	if len(list) == 0 {
		return e
	}
	return &ast.IndexListExpr{X: e, Indices: list}
}

func (w *Writer) fields(tuple *types.Tuple, variadic bool) *ast.FieldList {
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

func (w *Writer) structType(t *types.Struct) ast.Expr {
	list := &ast.FieldList{}
	for i := range t.NumFields() {
		f := t.Field(i)
		if !f.Exported() && f.Pkg().Path() != "main" && f.Pkg() != w.Own {
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

func (w *Writer) interfaceType(t *types.Interface) ast.Expr {
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
	slices.SortStableFunc(list.List, func(a, b *ast.Field) int { return cmp.Compare(nameOf(a), nameOf(b)) })
	return &ast.InterfaceType{Methods: list}
}

func nameOf(f *ast.Field) string {
	if len(f.Names) == 0 {
		return ""
	}
	return f.Names[0].Name
}
