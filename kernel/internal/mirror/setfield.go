package mirror

import (
	"fmt"
	"reflect"
	"unsafe"
)

// SetField replaces the type of a field of a struct type that was made at run time by another of the same kind and size: so a type
// can refer to itself.
func SetField(structure reflect.Type, i int, t reflect.Type) {
	f := &(*structType)(unsafe.Pointer(headerOf(structure))).fields[i]
	have := typeOf(f.typ)
	if have == t {
		return
	}
	if !isMade(structure) || have.Kind() != t.Kind() || have.Size() != t.Size() {
		panic(fmt.Sprintf("mirror: field %d of %s cannot be a %s", i, structure, t))
	}
	f.typ = headerOf(t)
}
