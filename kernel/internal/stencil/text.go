package stencil

import (
	"go/ast"
	"strings"
)

// typeText writes a type as Go prints it, with names as the function has them.
func (t *Tree) typeText(of func(Name) string) string {
	w := textWriter{tree: t, of: of}
	w.expr(t.Node.(ast.Expr))
	return w.String()
}

type textWriter struct {
	strings.Builder
	tree *Tree
	of   func(Name) string
}

func (w *textWriter) expr(e ast.Expr) {
	switch e := e.(type) {
	case *ast.Ident:
		w.ident(e)
	case *ast.ParenExpr:
		w.expr(e.X)
	case *ast.SelectorExpr:
		w.expr(e.X)
		w.WriteString("." + e.Sel.Name)
	case *ast.IndexListExpr:
		w.expr(e.X)
		for i, arg := range e.Indices {
			w.WriteString(between(i, "[", ","))
			w.expr(arg)
		}
		w.WriteString("]")
	case *ast.StarExpr:
		w.WriteString("*")
		w.expr(e.X)
	case *ast.Ellipsis:
		w.WriteString("...")
		w.expr(e.Elt)
	case *ast.ArrayType:
		w.WriteString("[")
		if e.Len != nil {
			w.WriteString(e.Len.(*ast.BasicLit).Value)
		}
		w.WriteString("]")
		w.expr(e.Elt)
	case *ast.MapType:
		w.WriteString("map[")
		w.expr(e.Key)
		w.WriteString("]")
		w.expr(e.Value)
	case *ast.ChanType:
		w.WriteString(map[ast.ChanDir]string{ast.SEND | ast.RECV: "chan ", ast.SEND: "chan<- ", ast.RECV: "<-chan "}[e.Dir])
		_, inner := e.Value.(*ast.ParenExpr)
		w.parentheses(inner, e.Value)
	case *ast.FuncType:
		w.WriteString("func")
		w.signature(e)
	case *ast.StructType:
		w.WriteString("struct {")
		for i, f := range e.Fields.List {
			w.WriteString(between(i, " ", "; "))
			if len(f.Names) > 0 {
				w.WriteString(f.Names[0].Name + " ")
			}
			w.expr(f.Type)
			if f.Tag != nil {
				w.WriteString(" " + f.Tag.Value)
			}
		}
		w.WriteString(closing(len(e.Fields.List)))
	case *ast.InterfaceType:
		w.WriteString("interface {")
		for i, f := range e.Methods.List {
			w.WriteString(between(i, " ", "; "))
			if len(f.Names) > 0 {
				w.WriteString(f.Names[0].Name)
				w.signature(f.Type.(*ast.FuncType))
				continue
			}
			w.expr(f.Type)
		}
		w.WriteString(closing(len(e.Methods.List)))
	}
}

// between is what stands before element i of a list.
func between(i int, first, next string) string {
	if i == 0 {
		return first
	}
	return next
}

func closing(fields int) string {
	if fields == 0 {
		return "}"
	}
	return " }"
}

func (w *textWriter) ident(id *ast.Ident) {
	m, ok := w.tree.meanings[id]
	switch {
	case ok && m.kind == imported:
		w.WriteString(m.path)
	case ok:
		if inst, ok := m.name.(*Instance); ok && fromPackage(inst.generic) {
			w.WriteString(w.of(inst))
			return
		}
		w.WriteString("main." + w.of(m.name))
	case id.Name == "any":
		w.WriteString("interface {}")
	default:
		w.WriteString(id.Name)
	}
}

func fromPackage(name Name) bool {
	_, ok := name.(packageName)
	return ok
}

func (w *textWriter) parentheses(wanted bool, e ast.Expr) {
	if wanted {
		w.WriteString("(")
		defer w.WriteString(")")
	}
	w.expr(ast.Unparen(e))
}

func (w *textWriter) signature(f *ast.FuncType) {
	w.WriteString("(")
	w.list(f.Params)
	w.WriteString(")")
	if f.Results == nil || len(f.Results.List) == 0 {
		return
	}
	w.WriteString(" ")
	if len(f.Results.List) > 1 {
		w.WriteString("(")
		defer w.WriteString(")")
	}
	w.list(f.Results)
}

func (w *textWriter) list(fields *ast.FieldList) {
	for i, f := range fields.List {
		if i > 0 {
			w.WriteString(", ")
		}
		w.expr(f.Type)
	}
}
