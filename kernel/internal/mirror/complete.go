package mirror

import (
	"go/ast"
	"go/types"
	"reflect"
	"strconv"
	"strings"
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
				if want := t.completedField(f.Type, have); want != have && want.Kind() == have.Kind() && want.Size() == have.Size() {
					fields[i].typ = headerOf(want)
				}
				i++
			}
		}
		c.checkRoom()
	}
}

// checkRoom panics if the interpreter has given a field less room than its type needs: so it does where it meets this type while it
// completes the field's. Package lower has it meet them in the other order; what gets past it must not be stored in.
func (c *class) checkRoom() {
	for i := range c.raw.NumField() {
		end := c.raw.Size()
		if i+1 < c.raw.NumField() {
			end = c.raw.Field(i + 1).Offset
		}
		if f := c.raw.Field(i); f.Offset+f.Type.Size() > end {
			panic("type " + strings.TrimPrefix(c.name, packagePath+".") + " holds, in its field " + strconv.Itoa(i+1) +
				", a type that leads back to it in more than one way, which cannot be run in a cell yet: make the field a pointer")
		}
	}
}

// completedField is the raw form of a field's type. The interpreter stores any function of its own in a field that is one; functions
// in slices and maps have the type that it made them with, and package lower refuses those that would be of the wrong one.
func (t *Types) completedField(e ast.Expr, have reflect.Type) reflect.Type {
	if c := t.classes[types.ExprString(e)]; c != nil && c.raw.Kind() == reflect.Func {
		e = parsed(c.underlying)
	}
	if f, ok := e.(*ast.FuncType); ok && have.Kind() == reflect.Func {
		in := t.completedAll(f.Params, have.NumIn(), have.In)
		out := t.completedAll(f.Results, have.NumOut(), have.Out)
		return reflect.FuncOf(in, out, have.IsVariadic())
	}
	return t.completed(e, have)
}

// completedAll completes the types of parameters or results.
func (t *Types) completedAll(list *ast.FieldList, n int, have func(int) reflect.Type) []reflect.Type {
	var all []reflect.Type
	if list != nil {
		for _, f := range list.List {
			e := f.Type
			if dots, ok := e.(*ast.Ellipsis); ok {
				e = &ast.ArrayType{Elt: dots.Elt}
			}
			for range max(len(f.Names), 1) {
				if len(all) < n {
					all = append(all, t.completed(e, have(len(all))))
				}
			}
		}
	}
	for len(all) < n {
		all = append(all, have(len(all)))
	}
	return all
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
