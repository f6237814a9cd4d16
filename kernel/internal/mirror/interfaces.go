package mirror

import (
	"encoding/json"
	"reflect"
	"unsafe"
)

// The mirror of a cell's interface type is an interface without methods, since that is how values lie in variables of the type.
// What package reflect would get wrong for that reason is here: lowered code calls these functions for the methods of reflect.Type.

// Implements is Type.Implements.
func (t *Types) Implements(typ, iface reflect.Type) bool {
	wanted, known := t.interfaceOf(iface)
	_, abstract := t.interfaceOf(typ)
	if !known && (!abstract || iface.Kind() != reflect.Interface) {
		return typ.Implements(iface)
	}
	if !known {
		for i := range iface.NumMethod() {
			m := iface.Method(i)
			wanted = append(wanted, m.Name, funcText(m.Type, 0))
		}
	}
	return t.lacks(typ, wanted) == ""
}

// AssignableTo is Type.AssignableTo.
func (t *Types) AssignableTo(typ, to reflect.Type) bool {
	if _, known := t.interfaceOf(to); typ != to && (known || to.Kind() == reflect.Interface) {
		return t.Implements(typ, to)
	}
	return typ.AssignableTo(to)
}

// ConvertibleTo is Type.ConvertibleTo.
func (t *Types) ConvertibleTo(typ, to reflect.Type) bool {
	if to.Kind() == reflect.Interface {
		return t.AssignableTo(typ, to)
	}
	return typ.ConvertibleTo(to)
}

// NumMethod is Type.NumMethod.
func (t *Types) NumMethod(typ reflect.Type) int {
	if wanted, known := t.interfaceOf(typ); known {
		return len(wanted) / 2
	}
	return typ.NumMethod()
}

// interfaceOf returns the methods of a cell's interface type, names and signatures in turns.
func (t *Types) interfaceOf(typ reflect.Type) (wanted []string, known bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	f := t.shown[typ]
	if f == nil || t.classes[f.key] == nil {
		return nil, false
	}
	wanted = t.classes[f.key].wanted
	return wanted, len(wanted) > 0
}

func has(methods []string, name, signature string) bool {
	for i := 0; i < len(methods); i += 2 {
		if methods[i] == name {
			return methods[i+1] == signature
		}
	}
	return false
}

// decoding gives pointers to a cell's interface type a method by which encoding/json finds that it cannot decode into the type. Else
// it would store what it stores in an interface without methods, and the cell would have a map where it expects its interface.
func (t *Types) decoding(c *class, p *header) {
	if c.decoder == 0 && !t.addDecoder(c) {
		return // as for the methods of other types
	}
	typ := addReflectOff(unsafe.Pointer(headerOf(reflect.TypeFor[func([]byte) error]())))
	setMethods(p, []method{{name: nameOffset("UnmarshalJSON"), typ: typ, byInterface: c.decoder, direct: c.decoder}})
}

// addDecoder makes that method. It serves all mirrors of the type; false if there is no more code for methods.
func (t *Types) addDecoder(c *class) bool {
	decode := reflect.MakeFunc(reflect.TypeFor[func(unsafe.Pointer, []byte) error](), func(args []reflect.Value) []reflect.Value {
		err := decodeInto((*any)(args[0].UnsafePointer()), args[1].Bytes(), c.mirror)
		return []reflect.Value{reflect.ValueOf(&err).Elem()}
	})
	number, err := entry(decode)
	c.decoder = number
	return err == nil
}

// decodeInto does what encoding/json does for an interface with methods: what a pointer in it points to is decoded into.
func decodeInto(v *any, text []byte, typ reflect.Type) error {
	if string(text) == "null" {
		*v = nil
		return nil
	}
	if held := reflect.ValueOf(*v); held.Kind() == reflect.Pointer && !held.IsNil() {
		return json.Unmarshal(text, *v)
	}
	kind := "number"
	switch text[0] {
	case '{':
		kind = "object"
	case '[':
		kind = "array"
	case '"':
		kind = "string"
	case 't', 'f':
		kind = "bool"
	}
	return &json.UnmarshalTypeError{Value: kind, Type: typ}
}
