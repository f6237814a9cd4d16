package mirror

import (
	"go/ast"
	"go/types"
	"reflect"
	"unsafe"
)

// Told says that all is told of a cell's types, before any code of the cell runs.
func (t *Types) Told() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.completeRaw()
}

// completeRaw completes the raw forms of recursive struct types. The interpreter makes one with another type in the place of
// itself, and then puts itself there: but not inside all types of fields, and of types that need each other it takes the wrong
// one. It makes values from the types that fields should have, and panics when it stores them.
func (t *Types) completeRaw() {
	fresh := t.fresh
	t.fresh = nil
	for _, c := range fresh {
		s, ok := parsed(c.underlying).(*ast.StructType)
		if !ok || c.raw.Kind() != reflect.Struct || !isMade(c.raw) {
			continue
		}
		fields := (*structType)(unsafe.Pointer(headerOf(c.raw))).fields
		i := 0
		for _, f := range s.Fields.List {
			for range max(len(f.Names), 1) {
				if i == len(fields) {
					break
				}
				have := typeOf(fields[i].typ)
				if want := t.completed(f.Type, have); want != have && want.Kind() == have.Kind() && want.Size() == have.Size() {
					fields[i].typ = headerOf(want)
				}
				i++
			}
		}
	}
}

// completed is the raw form of a type that the interpreter has as given, or has a part of in the place of.
func (t *Types) completed(e ast.Expr, have reflect.Type) reflect.Type {
	if c := t.classes[types.ExprString(e)]; c != nil {
		return c.raw
	}
	switch e := e.(type) {
	case *ast.ParenExpr:
		return t.completed(e.X, have)
	case *ast.StarExpr:
		if have.Kind() == reflect.Pointer {
			return reflect.PointerTo(t.completed(e.X, have.Elem()))
		}
	case *ast.ArrayType:
		switch have.Kind() {
		case reflect.Slice:
			return reflect.SliceOf(t.completed(e.Elt, have.Elem()))
		case reflect.Array:
			return reflect.ArrayOf(have.Len(), t.completed(e.Elt, have.Elem()))
		}
	case *ast.MapType:
		if have.Kind() == reflect.Map {
			return reflect.MapOf(t.completed(e.Key, have.Key()), t.completed(e.Value, have.Elem()))
		}
	case *ast.ChanType:
		if have.Kind() == reflect.Chan {
			return reflect.ChanOf(have.ChanDir(), t.completed(e.Value, have.Elem()))
		}
	}
	return have
}
