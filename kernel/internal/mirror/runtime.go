package mirror

import (
	"go/token"
	"hash/fnv"
	"reflect"
	"unsafe"
)

// What follows repeats the layout of types in the Go runtime (internal/abi, Go 1.26): package reflect can make types without a
// name only. The package's test compares each part with what reflect says of compiled types.

type header struct { // abi.Type
	size, pointers uintptr
	hash           uint32
	flags          uint8
	align          uint8
	fieldAlign     uint8
	kind           uint8
	equal          func(unsafe.Pointer, unsafe.Pointer) bool
	garbage        *byte
	text           int32 // of a name
	pointer        int32 // of the type that points to this one
}

const (
	flagUncommon  = 1 << 0
	flagExtraStar = 1 << 1
	flagNamed     = 1 << 2
)

type uncommon struct { // abi.UncommonType
	path              int32 // of a name
	methods, exported uint16
	offset            uint32 // from here to the methods
	_                 uint32
}

type method struct { // abi.Method
	name, typ   int32
	byInterface int32 // takes the word that an interface holds
	direct      int32
}

type field struct { // abi.StructField
	name   *byte
	typ    *header
	offset uintptr
}

type (
	elemType struct { // abi.PtrType, abi.SliceType
		header
		elem *header
	}
	arrayType struct {
		header
		elem, slice *header
		length      uintptr
	}
	chanType struct {
		header
		elem *header
		dir  int
	}
	funcType struct {
		_ header
		_ [2]uint16 // how many parameters and results
	}
	interfaceType struct {
		_ header
		_ *byte // the package path
		_ []struct{ name, typ int32 }
	}
	mapType struct {
		header
		key, elem, group  *header
		hasher            func(unsafe.Pointer, uintptr) uintptr
		groupSize         uintptr
		slotSize, elemOff uintptr
		flags             uint32
	}
	structType struct {
		header
		path   *byte
		fields []field
	}
)

type channel struct { // hchan
	count, room uint
	buffer      unsafe.Pointer
	_           uint16 // size of an element
	_           uint32
	_, _        unsafe.Pointer
	_           uint // where the next one goes
	next        uint // that is received
}

// waiting are the elements that wait in the buffer of a channel. They can be changed as long as nobody uses the channel.
func waiting(ch reflect.Value) []reflect.Value {
	c := (*channel)(ch.UnsafePointer())
	if c == nil || c.count != uint(ch.Len()) || c.room != uint(ch.Cap()) {
		return nil
	}
	elem := ch.Type().Elem()
	var list []reflect.Value
	for i := range c.count {
		at := unsafe.Add(c.buffer, uintptr((c.next+i)%c.room)*elem.Size())
		list = append(list, reflect.NewAt(elem, at).Elem())
	}
	return list
}

// addReflectOff registers what a type refers to by number; it is kept for good.
//
//go:linkname addReflectOff reflect.addReflectOff
//go:noescape
func addReflectOff(unsafe.Pointer) int32

type eface struct { // an interface without methods
	typ  *header
	data unsafe.Pointer
}

func headerOf(t reflect.Type) *header { return (*header)((*eface)(unsafe.Pointer(&t)).data) }

func typeOf(h *header) reflect.Type { return reflect.TypeOf(*(*any)(unsafe.Pointer(&eface{typ: h}))) }

// isMade tells whether a type was made at run time: then numbers that a table has stand in it, which are negative.
func isMade(t reflect.Type) bool { return headerOf(t).text < 0 }

// as is a value under another type of the same layout.
func as(v any, t reflect.Type) any {
	e := *(*eface)(unsafe.Pointer(&v))
	e.typ = headerOf(t)
	return *(*any)(unsafe.Pointer(&e))
}

// name encodes a name as abi.NewName does.
func name(text, tag string, embedded bool) *byte {
	length := func(b []byte, n int) []byte {
		for ; n >= 0x80; n >>= 7 {
			b = append(b, byte(n)|0x80)
		}
		return append(b, byte(n))
	}
	b := []byte{0}
	if token.IsExported(text) {
		b[0] |= 1 << 0
	}
	b = append(length(b, len(text)), text...)
	if tag != "" {
		b[0] |= 1 << 1
		b = append(length(b, len(tag)), tag...)
	}
	if embedded {
		b[0] |= 1 << 3
	}
	return &b[0]
}

func nameOffset(text string) int32 { return addReflectOff(unsafe.Pointer(name(text, "", false))) }

// headers are the Go types of the headers of types, by kind.
func headerType(k reflect.Kind) reflect.Type {
	switch k {
	case reflect.Pointer, reflect.Slice:
		return reflect.TypeFor[elemType]()
	case reflect.Array:
		return reflect.TypeFor[arrayType]()
	case reflect.Chan:
		return reflect.TypeFor[chanType]()
	case reflect.Func:
		return reflect.TypeFor[funcType]()
	case reflect.Interface:
		return reflect.TypeFor[interfaceType]()
	case reflect.Map:
		return reflect.TypeFor[mapType]()
	case reflect.Struct:
		return reflect.TypeFor[structType]()
	}
	return reflect.TypeFor[header]()
}

// copyType makes a type with the layout of another, of its own identity, with a place for methods. Its parts are still those of
// the other.
func copyType(like reflect.Type, text, path string, named bool, methods int) *header {
	typ := headerType(like.Kind())
	params := 0
	if like.Kind() == reflect.Func {
		params = like.NumIn() + like.NumOut()
	}
	block := reflect.New(reflect.StructOf([]reflect.StructField{
		{Name: "Header", Type: typ},
		{Name: "Uncommon", Type: reflect.TypeFor[uncommon]()},
		{Name: "Params", Type: reflect.ArrayOf(params, reflect.TypeFor[*header]())},
		{Name: "Methods", Type: reflect.ArrayOf(methods, reflect.TypeFor[method]())},
	})).Elem()
	block.Field(0).Set(reflect.NewAt(typ, unsafe.Pointer(headerOf(like))).Elem())
	h := (*header)(block.Addr().UnsafePointer())
	h.flags = h.flags&^(flagExtraStar|flagNamed) | flagUncommon
	if named {
		h.flags |= flagNamed
	}
	h.text = nameOffset(text)
	h.pointer = 0
	sum := fnv.New32a()
	sum.Write([]byte(text))
	h.hash = sum.Sum32()
	u := (*uncommon)(block.Field(1).Addr().UnsafePointer())
	u.path = nameOffset(path)
	u.offset = uint32(uintptr(block.Field(3).Addr().UnsafePointer()) - uintptr(unsafe.Pointer(u)))
	list := unsafe.Slice((**header)(block.Field(2).Addr().UnsafePointer()), params)
	for i := range list {
		if i < like.NumIn() {
			list[i] = headerOf(like.In(i))
		} else {
			list[i] = headerOf(like.Out(i - like.NumIn()))
		}
	}
	return h
}

// uncommonOf is the part of a type made by copyType that tells of its methods.
func uncommonOf(h *header) *uncommon {
	size := headerType(reflect.Kind(h.kind)).Size()
	return (*uncommon)(unsafe.Add(unsafe.Pointer(h), size))
}

// setMethods fills the place for methods, which are sorted by name.
func setMethods(h *header, list []method) {
	if len(list) == 0 {
		return
	}
	u := uncommonOf(h)
	u.methods, u.exported = uint16(len(list)), uint16(len(list))
	copy(unsafe.Slice((*method)(unsafe.Add(unsafe.Pointer(u), u.offset)), len(list)), list)
}

// setPointer makes ptr the type of pointers to h.
func setPointer(h, ptr *header) {
	(*elemType)(unsafe.Pointer(ptr)).elem = h
	h.pointer = addReflectOff(unsafe.Pointer(ptr))
}

// setParts replaces the parts of a type made by copyType by those of another type of the same layout.
func setParts(h *header, from reflect.Type) {
	p := unsafe.Pointer(h)
	switch from.Kind() {
	case reflect.Pointer, reflect.Slice:
		(*elemType)(p).elem = headerOf(from.Elem())
	case reflect.Array:
		(*arrayType)(p).elem, (*arrayType)(p).slice = headerOf(from.Elem()), headerOf(reflect.SliceOf(from.Elem()))
	case reflect.Chan:
		(*chanType)(p).elem = headerOf(from.Elem())
	case reflect.Map:
		(*mapType)(p).key, (*mapType)(p).elem = headerOf(from.Key()), headerOf(from.Elem())
	case reflect.Func:
		list := unsafe.Slice((**header)(unsafe.Add(unsafe.Pointer(uncommonOf(h)), unsafe.Sizeof(uncommon{}))), from.NumIn()+from.NumOut())
		for i := range from.NumIn() {
			list[i] = headerOf(from.In(i))
		}
		for i := range from.NumOut() {
			list[from.NumIn()+i] = headerOf(from.Out(i))
		}
	case reflect.Struct:
		(*structType)(p).path = (*structType)(unsafe.Pointer(headerOf(from))).path
		(*structType)(p).fields = (*structType)(unsafe.Pointer(headerOf(from))).fields
	}
}

// setFields gives a struct type made by copyType fields of the same layout.
func setFields(h *header, path string, fields []reflect.StructField) {
	s := (*structType)(unsafe.Pointer(h))
	s.path = name(path, "", false)
	s.fields = make([]field, len(fields))
	for i, f := range fields {
		s.fields[i] = field{name(f.Name, string(f.Tag), f.Anonymous), headerOf(f.Type), f.Offset}
	}
}
