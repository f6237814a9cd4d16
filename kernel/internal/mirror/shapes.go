package mirror

import (
	"fmt"
	"go/ast"
	"go/types"
	"reflect"
	"strconv"
	"strings"
)

// mirror makes the mirror of a type that the interpreter has as raw. Where the two do not fit, it leaves raw as it is: the
// interpreter's own form of a type without a name shows no less than before.
func (t *Types) mirror(e ast.Expr, raw reflect.Type) reflect.Type {
	if c := t.classes[types.ExprString(e)]; c != nil {
		if c.raw.Kind() != raw.Kind() || c.raw.Size() != raw.Size() {
			return raw
		}
		return t.declared(c)
	}
	switch e := e.(type) {
	case *ast.ParenExpr:
		return t.mirror(e.X, raw)
	case *ast.StarExpr:
		if raw.Kind() == reflect.Pointer {
			if c := t.classes[types.ExprString(e.X)]; c != nil { // of a recursive type, raw may not be complete
				return reflect.PointerTo(t.declared(c))
			}
			if elem := t.mirror(e.X, raw.Elem()); elem != raw.Elem() {
				return reflect.PointerTo(elem)
			}
		}
	case *ast.ArrayType:
		if raw.Kind() != reflect.Slice && raw.Kind() != reflect.Array {
			return raw
		}
		elem := t.mirror(e.Elt, raw.Elem())
		switch {
		case elem == raw.Elem():
		case raw.Kind() == reflect.Slice:
			return reflect.SliceOf(elem)
		default:
			return reflect.ArrayOf(raw.Len(), elem)
		}
	case *ast.MapType:
		if raw.Kind() == reflect.Map {
			key, elem := t.mirror(e.Key, raw.Key()), t.mirror(e.Value, raw.Elem())
			if key != raw.Key() || elem != raw.Elem() {
				return reflect.MapOf(key, elem)
			}
		}
	case *ast.ChanType:
		if raw.Kind() == reflect.Chan {
			if elem := t.mirror(e.Value, raw.Elem()); elem != raw.Elem() {
				return reflect.ChanOf(raw.ChanDir(), elem)
			}
		}
	case *ast.FuncType:
		if raw.Kind() == reflect.Func {
			return t.function(e, raw, 0)
		}
	case *ast.StructType:
		if raw.Kind() == reflect.Struct {
			return t.structure(e, raw)
		}
	}
	return raw
}

func (m *classMethod) function() reflect.Value {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.f
}

// structure is the mirror of a struct type without a name: its fields have the names, tags and embedding that the text gives.
func (t *Types) structure(e *ast.StructType, raw reflect.Type) reflect.Type {
	fields, ok := t.fields(e, raw)
	if !ok {
		return raw
	}
	plain := true
	for i, f := range fields {
		plain = plain && f.IsExported() && !f.Anonymous && f.Name == raw.Field(i).Name && f.Tag == raw.Field(i).Tag && f.Type == raw.Field(i).Type
	}
	if plain {
		return raw
	}
	var text, identity strings.Builder
	for _, f := range fields {
		fmt.Fprintf(&text, " %s %s", f.Name, f.Type)
		fmt.Fprintf(&identity, " %x", reflect.ValueOf(f.Type).Pointer()) // two versions of a type have one name
		if f.Tag != "" {
			text.WriteString(" " + strconv.Quote(string(f.Tag)))
		}
		text.WriteString(";")
	}
	shown := "struct {" + strings.TrimSuffix(text.String(), ";") + " }"
	if len(fields) == 0 {
		shown = "struct {}"
	}
	key := shown + identity.String()
	if known := t.structs[key]; known != nil {
		return known
	}
	h := copyType(raw, shown, packagePath, false, 0)
	setFields(h, packagePath, fields)
	t.structs[key] = typeOf(h)
	return t.structs[key]
}

// fields are the mirrors of a struct's fields; false if the text and the interpreter's type do not fit.
func (t *Types) fields(e *ast.StructType, raw reflect.Type) ([]reflect.StructField, bool) {
	var fields []reflect.StructField
	for _, f := range e.Fields.List {
		tag := ""
		if f.Tag != nil {
			tag, _ = strconv.Unquote(f.Tag.Value)
		}
		names := f.Names
		if len(names) == 0 {
			names = []*ast.Ident{{Name: t.embeddedName(f.Type)}}
		}
		for _, id := range names {
			if len(fields) == raw.NumField() {
				return nil, false
			}
			r := raw.Field(len(fields))
			fields = append(fields, reflect.StructField{Name: id.Name, Type: t.mirror(f.Type, r.Type), Tag: reflect.StructTag(tag),
				Offset: r.Offset, Anonymous: len(f.Names) == 0})
		}
	}
	return fields, len(fields) == raw.NumField()
}

// embeddedName is the name of an embedded field: that of its type.
func (t *Types) embeddedName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return t.embeddedName(e.X)
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	text := types.ExprString(e)
	if c := t.classes[text]; c != nil {
		text = strings.TrimPrefix(c.name, packagePath+".")
	}
	text, _, _ = strings.Cut(text, "[")
	return text
}
