package engine

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"strconv"
)

var errNotLooked = errors.New(`only names, fields and elements can be looked at, such as x, x.f, *p, s[2] or m["key"]: ` +
	"code cannot run while a cell is stopped")

// evaluate finds what an expression of names, fields and elements stands for. It runs no code.
func (d *debugger) evaluate(q View) (answer DebugAnswer) {
	if !d.readable() {
		return DebugAnswer{Error: noLooking}
	}
	defer guard(func(text string) { answer = DebugAnswer{Error: text} })()
	v, typ, err := d.find(q)
	if err != nil {
		return DebugAnswer{Error: err.Error()}
	}
	return DebugAnswer{Values: []Value{d.view.value(q.Expression, typ, v)}}
}

func (d *debugger) find(q View) (reflect.Value, string, error) {
	e, err := parser.ParseExpr(q.Expression)
	if err != nil {
		return reflect.Value{}, "", errNotLooked
	}
	if id, ok := e.(*ast.Ident); ok {
		v, typ, found := d.lookUp(q, id.Name)
		if !found {
			return v, typ, fmt.Errorf("there is no variable %q here", id.Name)
		}
		return v, typ, nil
	}
	v, err := d.part(q, e)
	return v, "", err
}

// part finds the value of an expression.
func (d *debugger) part(q View, e ast.Expr) (reflect.Value, error) {
	none := reflect.Value{}
	switch e := e.(type) {
	case *ast.ParenExpr:
		return d.part(q, e.X)
	case *ast.Ident:
		v, _, found := d.lookUp(q, e.Name)
		if !found {
			return none, fmt.Errorf("there is no variable %q here", e.Name)
		}
		return v, nil
	case *ast.StarExpr:
		v, err := d.part(q, e.X)
		if err != nil {
			return none, err
		}
		return pointedTo(v)
	case *ast.SelectorExpr:
		v, err := d.part(q, e.X)
		if err != nil {
			return none, err
		}
		if v = inside(v); v.Kind() == reflect.Pointer {
			if v, err = pointedTo(v); err != nil {
				return none, err
			}
			v = inside(v)
		}
		return fieldOf(v, e.Sel.Name)
	case *ast.IndexExpr:
		v, err := d.part(q, e.X)
		if err != nil {
			return none, err
		}
		return d.element(q, inside(v), e.Index)
	}
	return none, errNotLooked
}

func pointedTo(v reflect.Value) (reflect.Value, error) {
	v = inside(v)
	switch {
	case !v.IsValid() || v.Kind() != reflect.Pointer:
		return v, errors.New("this is not a pointer")
	case v.IsNil():
		return v, errors.New("the pointer is nil")
	}
	return v.Elem(), nil
}

func fieldOf(v reflect.Value, name string) (reflect.Value, error) {
	if v.Kind() == reflect.Struct {
		for i := range v.NumField() {
			if fieldName(v.Type(), i) == name {
				return v.Field(i), nil
			}
		}
	}
	return reflect.Value{}, fmt.Errorf("there is no field %s", name)
}

// element finds an element of a slice or a map, by a literal or a variable.
func (d *debugger) element(q View, v reflect.Value, index ast.Expr) (reflect.Value, error) {
	key, err := d.index(q, index)
	if err != nil {
		return reflect.Value{}, err
	}
	switch v.Kind() {
	case reflect.Pointer: // to an array
		if !v.IsNil() && v.Elem().Kind() == reflect.Array {
			return d.element(q, v.Elem(), index)
		}
	case reflect.Slice, reflect.Array:
		switch {
		case !key.CanInt():
			return reflect.Value{}, errNotLooked
		case key.Int() < 0 || key.Int() >= int64(v.Len()):
			return reflect.Value{}, fmt.Errorf("there is no element %d of %d", key.Int(), v.Len())
		}
		return v.Index(int(key.Int())), nil
	case reflect.Map:
		if !key.CanConvert(v.Type().Key()) {
			return reflect.Value{}, errors.New("this is no key of the map's type")
		}
		if e := v.MapIndex(key.Convert(v.Type().Key())); e.IsValid() {
			return e, nil
		}
		return reflect.Value{}, errors.New("the map has no such key")
	}
	return reflect.Value{}, errors.New("this has no elements")
}

func (d *debugger) index(q View, e ast.Expr) (reflect.Value, error) {
	lit, ok := e.(*ast.BasicLit)
	if !ok {
		v, err := d.part(q, e)
		return inside(v), err
	}
	switch lit.Kind {
	case token.INT:
		n, err := strconv.ParseInt(lit.Value, 0, 64)
		return reflect.ValueOf(n), err
	case token.STRING:
		s, err := strconv.Unquote(lit.Value)
		return reflect.ValueOf(s), err
	}
	return reflect.Value{}, errNotLooked
}
