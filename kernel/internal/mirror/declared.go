package mirror

import (
	"go/ast"
	"go/token"
	"maps"
	"reflect"
	"slices"
	"unsafe"
)

// declared makes the mirror of a declared type: first what its parts may refer to, then the parts and the methods.
func (t *Types) declared(c *class) reflect.Type {
	if c.mirror != nil {
		return c.mirror
	}
	var ofValue, ofPointer int
	for name, m := range c.methods {
		if token.IsExported(name) {
			ofPointer++
			if !m.pointer {
				ofValue++
			}
		}
	}
	if len(c.wanted) > 0 {
		ofPointer = 1 // see decoding
	}
	underlying := parsed(c.underlying)
	structure, isStruct := underlying.(*ast.StructType)
	like := c.raw
	if !isStruct && like.Kind() == reflect.Struct { // a type that refers to itself: it is the field
		like = like.Field(0).Type
	}
	h := copyType(like, c.name, packagePath, true, ofValue)
	p := copyType(reflect.PointerTo(c.raw), "*"+c.name, packagePath, false, ofPointer)
	setPointer(h, p)
	c.mirror = typeOf(h)
	t.shown[c.mirror] = &form{key: c.key, raw: c.raw}
	t.shown[reflect.PointerTo(c.mirror)] = &form{key: "*" + c.key, raw: reflect.PointerTo(c.raw)}
	if isStruct {
		if fields, ok := t.fields(structure, c.raw); ok {
			setFields(h, packagePath, fields)
		}
	} else {
		setParts(h, t.mirror(underlying, like))
	}
	if len(c.wanted) > 0 {
		t.decoding(c, p)
	} else {
		t.methods(c, h, p)
	}
	return c.mirror
}

// methods gives a type and the type of pointers to it their exported methods, as far as there is code for them.
func (t *Types) methods(c *class, h, p *header) {
	var values, pointers []method
	for _, name := range slices.Sorted(maps.Keys(c.methods)) {
		m := c.methods[name]
		if !token.IsExported(name) {
			continue // no compiled code can call it
		}
		raw := m.function().Type()
		typ := t.function(m.typ.(*ast.FuncType), raw, 1)
		one := method{name: nameOffset(name), typ: addReflectOff(unsafe.Pointer(headerOf(typ)))}
		code, err := t.entry(c, m, typ, false)
		if err != nil {
			return // the type works, and compiled code sees it without methods
		}
		one.byInterface, one.direct = code, code
		pointers = append(pointers, one)
		if m.pointer {
			continue
		}
		if isWord(c.raw) { // an interface holds the value itself
			if code, err = t.entry(c, m, typ, true); err != nil {
				return
			}
			one.byInterface, one.direct = code, code
		}
		values = append(values, one)
	}
	setMethods(h, values)
	setMethods(p, pointers)
}

// entry is the number of the code of a method: that of an earlier mirror, if its parameters are what they were.
func (t *Types) entry(c *class, m *classMethod, typ reflect.Type, word bool) (int32, error) {
	of := entered{typ, word}
	if number, ok := m.entries[of]; ok {
		return number, nil
	}
	number, err := entry(t.code(c, m, typ, word))
	if err == nil {
		m.entries[of] = number
	}
	t.full = t.full || err != nil
	return number, err
}

// Full is an error if compiled code cannot see the methods of a type, since the process has given all that it has to others.
func (t *Types) Full() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.full {
		return errSlots
	}
	return nil
}

// isWord tells whether an interface holds a value of the type itself, and not a pointer to it.
func isWord(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Pointer, reflect.Map, reflect.Chan, reflect.Func, reflect.UnsafePointer:
		return true
	case reflect.Struct:
		return t.NumField() == 1 && isWord(t.Field(0).Type)
	case reflect.Array:
		return t.Len() == 1 && isWord(t.Elem())
	}
	return false
}

// code is the function that compiled code calls for a method. It takes a pointer to the receiver, or the receiver itself, if
// that is a word.
func (t *Types) code(c *class, m *classMethod, typ reflect.Type, word bool) reflect.Value {
	in := []reflect.Type{reflect.TypeFor[unsafe.Pointer]()}
	var out []reflect.Type
	for i := range typ.NumIn() {
		in = append(in, typ.In(i))
	}
	for i := range typ.NumOut() {
		out = append(out, typ.Out(i))
	}
	return reflect.MakeFunc(reflect.FuncOf(in, out, false), func(args []reflect.Value) []reflect.Value {
		f := m.function()
		raw := f.Type()
		pointer := args[0].UnsafePointer()
		switch {
		case word:
			args[0] = reflect.NewAt(c.raw, unsafe.Pointer(&pointer)).Elem()
		case m.pointer:
			args[0] = reflect.NewAt(c.raw, pointer)
		case pointer == nil:
			panic(nilDereference())
		default:
			args[0] = reflect.NewAt(c.raw, pointer).Elem()
		}
		for i := 1; i < len(args); i++ {
			args[i] = under(args[i], raw.In(i))
		}
		results := call(f, args)
		for i := range results {
			results[i] = under(results[i], typ.Out(i))
		}
		return results
	})
}

// under is a value under another type of the same layout.
func under(v reflect.Value, t reflect.Type) reflect.Value {
	if v.Type() == t {
		return v
	}
	copied := reflect.New(v.Type())
	copied.Elem().Set(v)
	return reflect.NewAt(t, copied.UnsafePointer()).Elem()
}
