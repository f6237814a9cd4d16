package engine

import (
	"math"
	"reflect"
	"runtime"
	"unsafe"

	"github.com/traefik/yaegi/interp"
)

// Where a cell calls one of its functions, yaegi does not copy an argument of which package reflect says that it is zero, since a new
// variable is that already. But reflect says so of a negative zero too. Compiled code that calls the same function hands over all
// that it has. So a call with arguments that can be a negative zero is compiled twice: as yaegi does it, and as if the function were
// a compiled one. The arguments decide which of the two runs. Looking at one takes some nanoseconds, a call half a microsecond.

// A zeros keeps the signs of zeros in one interpreter. yaegi has no door to what this needs: functions are found by the linker, and
// fields by name. Where another version of yaegi has other fields, calls are left as they are.
type zeros struct {
	ok      bool
	globals unsafe.Pointer // the variables of the session
	root    uintptr        // where a program has its syntax tree; what follows is where a node of one has
	child   uintptr        // the nodes below it
	typ     uintptr        // its type, and where that has
	params  uintptr        // the parameters of a function
	index   uintptr        // its place among variables
	symbol  uintptr        // what it is a name of, and where that has
	global  uintptr        // its place among variables, which functions have not: it is negative
	value   uintptr        // its value, where that is known
	make    uintptr        // a function that makes
	run     uintptr        // the function that runs it
	calls   map[uintptr]bool
}

// The functions of yaegi take nodes and the variables of a function, as pointers.
type (
	maker  func(node unsafe.Pointer)
	runner func(variables unsafe.Pointer) runner
	reader func(variables unsafe.Pointer) reflect.Value
)

//go:linkname valueOf github.com/traefik/yaegi/interp.genValue
func valueOf(node unsafe.Pointer) reader

//go:linkname variableOf github.com/traefik/yaegi/interp.valueGenerator
func variableOf(node unsafe.Pointer, index int) reader

//go:linkname functionOf github.com/traefik/yaegi/interp.genFunctionWrapper
func functionOf(node unsafe.Pointer) reader

//go:linkname typeOf github.com/traefik/yaegi/interp.(*itype).TypeOf
func typeOf(typ unsafe.Pointer) reflect.Type

func newZeros(yaegi *interp.Interpreter) zeros {
	z := zeros{calls: map[uintptr]bool{}, ok: true}
	offset := func(t reflect.Type, name string) (uintptr, reflect.Type) {
		if t.Kind() == reflect.Struct {
			if f, ok := t.FieldByName(name); ok {
				return f.Offset, f.Type
			}
		}
		z.ok = false
		return 0, reflect.TypeFor[*struct{}]()
	}
	var t reflect.Type
	if z.root, t = offset(reflect.TypeFor[interp.Program](), "root"); t.Kind() != reflect.Pointer {
		z.ok = false
		return z
	}
	node := t.Elem()
	z.child, _ = offset(node, "child")
	z.index, _ = offset(node, "findex")
	z.value, _ = offset(node, "rval")
	z.make, _ = offset(node, "gen")
	z.run, _ = offset(node, "exec")
	z.typ, t = offset(node, "typ")
	z.params, _ = offset(t.Elem(), "arg")
	z.symbol, t = offset(node, "sym")
	z.global, _ = offset(t.Elem(), "index")
	if frame := reflect.ValueOf(yaegi).Elem().FieldByName("frame"); frame.Kind() == reflect.Pointer {
		z.globals = frame.UnsafePointer()
	}
	return z
}

func at[T any](node unsafe.Pointer, offset uintptr) *T { return (*T)(unsafe.Add(node, offset)) }

// keep comes between the compiling of a program and its first run, when yaegi makes the functions that run the nodes.
func (z *zeros) keep(p *interp.Program) {
	if z.ok && p != nil {
		z.nodes(*at[unsafe.Pointer](unsafe.Pointer(p), z.root))
	}
}

func (z *zeros) nodes(n unsafe.Pointer) {
	for _, c := range *at[[]unsafe.Pointer](n, z.child) {
		z.nodes(c)
	}
	if f := at[maker](n, z.make); *f != nil && z.isCall(reflect.ValueOf(*f).Pointer()) {
		usual := *f
		*f = func(n unsafe.Pointer) { z.call(n, usual) }
	}
}

// isCall tells whether a function makes those that call functions of cells.
func (z *zeros) isCall(f uintptr) bool {
	is, known := z.calls[f]
	if !known {
		is = runtime.FuncForPC(f).Name() == yaegiPath+".call"
		z.calls[f] = is
	}
	return is
}

// call makes the function that runs a call.
func (z *zeros) call(n unsafe.Pointer, compile maker) {
	compile(n)
	f := (*at[[]unsafe.Pointer](n, z.child))[0]
	symbol := *at[unsafe.Pointer](f, z.symbol)
	if symbol == nil || *at[int](symbol, z.global) >= 0 { // a variable has what compiled code would call
		return
	}
	args := z.floats(n, f)
	if len(args) == 0 {
		return
	}
	run, known := at[runner](n, z.run), at[reflect.Value](f, z.value)
	usual := *run
	*known = functionOf(f)(z.globals)
	compile(n)
	signed := *run
	*known = reflect.Value{}
	*run = func(variables unsafe.Pointer) runner {
		for _, arg := range args {
			if isNegativeZero(arg(variables)) {
				return signed(variables)
			}
		}
		return usual(variables)
	}
}

// floats reads those arguments of a call that can be a negative zero.
func (z *zeros) floats(n, f unsafe.Pointer) []reader {
	var list []reader
	params := *at[[]unsafe.Pointer](*at[unsafe.Pointer](f, z.typ), z.params)
	args := (*at[[]unsafe.Pointer](n, z.child))[1:]
	for i, p := range params {
		switch t := typeOf(p); {
		case !hasFloats(t):
		case len(args) < len(params) && len(args) == 1: // the results of another call
			list = append(list, variableOf(args[0], *at[int](args[0], z.index)+i))
		case i < len(args):
			list = append(list, valueOf(args[i]))
		}
	}
	return list
}

// hasFloats tells whether a value of a type has floating-point numbers in it.
func hasFloats(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Float32, reflect.Float64, reflect.Complex64, reflect.Complex128:
		return true
	case reflect.Array:
		return hasFloats(t.Elem())
	case reflect.Struct:
		for i := range t.NumField() {
			if hasFloats(t.Field(i).Type) {
				return true
			}
		}
	}
	return false
}

// isNegativeZero tells whether a value is zero, but for a sign.
func isNegativeZero(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Float32, reflect.Float64:
		x := v.Float()
		return x == 0 && math.Signbit(x)
	case reflect.Complex64, reflect.Complex128:
		x := v.Complex()
		return x == 0 && (math.Signbit(real(x)) || math.Signbit(imag(x)))
	case reflect.Array:
		if v.IsZero() {
			for i := range v.Len() {
				if isNegativeZero(v.Index(i)) {
					return true
				}
			}
		}
	case reflect.Struct:
		if v.IsZero() {
			for i := range v.NumField() {
				if isNegativeZero(v.Field(i)) {
					return true
				}
			}
		}
	}
	return false
}
