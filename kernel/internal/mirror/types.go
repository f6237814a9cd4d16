package mirror

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strings"
	"sync"
)

// Types are the types of one interpreter. A key is a type's text in lowered code, such as "map[string]*Sq"; the names in it that
// are declared are those of cells' types. Its methods may be called by several goroutines.
type Types struct {
	mu      sync.Mutex
	classes map[string]*class
	forms   map[string]*form       // by key
	shown   map[reflect.Type]*form // by what compiled code sees, earlier mirrors included
	structs map[string]reflect.Type
	full    bool     // a method got no code: see Full
	aged    []string // the names of types of which values may be in interfaces as earlier mirrors: see Refresh
}

// A class is a type that a cell declares.
type class struct {
	key        string
	name       string // as Go's messages have it: main.Sq
	underlying string // as text, its names being keys
	raw        reflect.Type
	mirror     reflect.Type // nil until it is needed
	methods    map[string]*classMethod
	decoder    int32    // see decoding; zero until it is needed
	wanted     []string // of an interface type, names and signatures of its methods in turns
}

type classMethod struct {
	pointer   bool     // only pointers have it
	signature string   // as Go writes it, without the receiver
	typ       ast.Expr // of the function, the receiver first
	entries   map[entered]int32
	mu        sync.Mutex
	f         reflect.Value // the interpreter's function
}

// entered tells of what there is code that compiled code can call.
type entered struct {
	typ  reflect.Type
	word bool
}

// A form is a type in its two forms.
type form struct {
	key         string
	expr        ast.Expr
	raw, mirror reflect.Type // mirror is nil until it is needed, and again when it has become another
}

// New returns no types yet.
func New() *Types {
	return &Types{classes: map[string]*class{}, forms: map[string]*form{}, shown: map[reflect.Type]*form{}, structs: map[string]reflect.Type{}}
}

// Declare tells of a type that a cell declares: its name for compiled code, the text of its underlying type, and a nil pointer
// to it; of an interface type also the names and signatures of its methods, in turns. Telling again of what is known changes
// nothing but the interpreter's functions.
func (t *Types) Declare(key, name, underlying string, pointer any, wanted ...string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.classes[key] == nil {
		c := &class{key: key, name: name, underlying: underlying, raw: reflect.TypeOf(pointer).Elem(), methods: map[string]*classMethod{}, wanted: wanted}
		t.classes[key] = c
	}
}

// Method tells of a method of a declared type. The signature is as Go writes it, with main.Sq for a cell's type; f takes the
// receiver as its first argument, and typ is the text of its type.
func (t *Types) Method(key, name, signature, typ string, f any) {
	expr := parsed(typ)
	_, pointer := expr.(*ast.FuncType).Params.List[0].Type.(*ast.StarExpr)
	t.mu.Lock()
	defer t.mu.Unlock()
	c := t.classes[key]
	m := c.methods[name]
	if m == nil {
		m = &classMethod{pointer: pointer, signature: signature, typ: expr, entries: map[entered]int32{}}
		c.methods[name] = m
		if c.mirror != nil && token.IsExported(name) { // it is another type to compiled code from now on
			t.age(c)
		}
	}
	m.mu.Lock()
	m.f = reflect.ValueOf(f)
	m.mu.Unlock()
}

// Form tells of a type that is made of others: a nil pointer to it.
func (t *Types) Form(key string, pointer any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.forms[key] == nil {
		raw := reflect.TypeOf(pointer).Elem()
		t.form(key, raw)
	}
}

// age has the mirrors of a class made anew, and those of all types that mention it.
func (t *Types) age(c *class) {
	old := map[string]bool{c.key: true}
	for again := true; again; {
		again = false
		for key, other := range t.classes {
			if !old[key] && other.mirror != nil && other.mentions(old) {
				old[key], again = true, true
			}
		}
	}
	for key := range old {
		t.classes[key].mirror = nil
	}
	for _, f := range t.forms {
		if mentions(f.expr, old) {
			f.mirror = nil
		}
	}
	if name := strings.TrimPrefix(c.name, packagePath+"."); !slices.Contains(t.aged, name) {
		t.aged = append(t.aged, name)
	}
}

// mentions tells whether the parts or methods of a class mention one of some keys.
func (c *class) mentions(keys map[string]bool) bool {
	if mentions(parsed(c.underlying), keys) {
		return true
	}
	for name, m := range c.methods {
		if token.IsExported(name) && mentions(m.typ, keys) {
			return true
		}
	}
	return false
}

func mentions(e ast.Expr, keys map[string]bool) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		if x, ok := n.(ast.Expr); ok && !found {
			found = keys[types.ExprString(x)]
		}
		return !found
	})
	return found
}

// parsed is a type's text as a syntax tree.
func parsed(text string) ast.Expr {
	e, err := parser.ParseExpr(text)
	if err != nil {
		panic("mirror: the type " + text + ": " + err.Error())
	}
	return e
}

func (t *Types) form(key string, raw reflect.Type) *form {
	f := &form{key: key, expr: parsed(key), raw: raw}
	t.forms[key] = f
	t.complete(f)
	return f
}

// complete gives a form the mirror that it has now.
func (t *Types) complete(f *form) {
	f.mirror = t.mirror(f.expr, f.raw)
	if f.raw != f.mirror {
		t.shown[f.mirror] = f
	}
}

// find is the form of a key that is known, or of a declared type or a pointer to one.
func (t *Types) find(key string) *form {
	if f := t.forms[key]; f != nil {
		if f.mirror == nil {
			t.complete(f)
		}
		return f
	}
	name := strings.TrimPrefix(key, "*")
	c := t.classes[name]
	if c == nil {
		panic("mirror: nothing is known of the type " + key)
	}
	raw := c.raw
	if name != key {
		raw = reflect.PointerTo(raw)
	}
	return t.form(key, raw)
}

// Box returns a value of the interpreter as compiled code is to see it.
func (t *Types) Box(key string, v any) any {
	t.mu.Lock()
	f := t.find(key)
	t.mu.Unlock()
	if have := reflect.TypeOf(v); have != f.raw {
		if have == nil {
			return reflect.Zero(f.mirror).Interface()
		}
		v = reflect.ValueOf(v).Convert(f.raw).Interface() // a constant, which the interpreter has under its default type
	}
	return as(v, f.mirror)
}

// Unbox returns a value as the interpreter has it, if it is of the type.
func (t *Types) Unbox(v any, key string) (any, bool) {
	if v == nil {
		return nil, false
	}
	t.mu.Lock()
	f := t.find(key)
	old := t.shown[reflect.TypeOf(v)] // of the type before it got more methods
	t.mu.Unlock()
	if have := reflect.TypeOf(v); have == f.mirror || old != nil && old.key == key {
		return as(v, f.raw), true
	}
	return nil, false
}

// Open returns the key of a value's type, where that is a cell's or is made of those, and the value as the interpreter has it.
// The key of any other type is empty.
func (t *Types) Open(v any) (key string, raw any) {
	if v == nil {
		return "", nil
	}
	t.mu.Lock()
	f := t.shown[reflect.TypeOf(v)]
	t.mu.Unlock()
	if f == nil {
		return "", v
	}
	return f.key, as(v, f.raw)
}

// Into stores a value in a variable of the interpreter, of which target is the address. The two have the same layout; their types
// need not be one, since the interpreter has several for a recursive type.
func Into(v, target any) {
	to := reflect.ValueOf(target)
	if have, want := reflect.TypeOf(v), to.Type().Elem(); have.Kind() != want.Kind() || have.Size() != want.Size() {
		panic(fmt.Sprintf("mirror: a %s cannot be a %s", have, want))
	}
	reflect.NewAt(reflect.TypeOf(v), to.UnsafePointer()).Elem().Set(reflect.ValueOf(v))
}

// method finds a method of a value's type: the interpreter's function and its receiver, or a compiled method.
func (t *Types) method(v any, name string) (f reflect.Value, receiver reflect.Value) {
	t.mu.Lock()
	defer t.mu.Unlock()
	shown := t.shown[reflect.TypeOf(v)]
	if shown != nil {
		base := strings.TrimPrefix(shown.key, "*")
		if c := t.classes[base]; c != nil {
			m := c.methods[name]
			if m == nil || m.pointer && base == shown.key {
				return reflect.Value{}, reflect.Value{}
			}
			raw := reflect.ValueOf(as(v, shown.raw))
			if base != shown.key && !m.pointer {
				if raw.IsNil() {
					panic(nilDereference())
				}
				raw = raw.Elem()
			}
			return m.function(), raw
		}
	}
	return reflect.ValueOf(v).MethodByName(name), reflect.Value{}
}

func nilDereference() (err any) {
	defer func() { err = recover() }()
	var p *int
	_ = *p
	return nil
}

// Bound returns a method of a value as a function of the interpreter. The value has the method, unless it is nil.
func (t *Types) Bound(v any, name string) any {
	if v == nil {
		panic(nilDereference())
	}
	f, receiver := t.method(v, name)
	if !f.IsValid() {
		panic(fmt.Sprintf("mirror: a %T has no method %s", v, name))
	}
	if !receiver.IsValid() {
		return f.Interface()
	}
	typ := f.Type()
	var in, out []reflect.Type
	for i := 1; i < typ.NumIn(); i++ {
		in = append(in, typ.In(i))
	}
	for i := range typ.NumOut() {
		out = append(out, typ.Out(i))
	}
	bound := reflect.FuncOf(in, out, typ.IsVariadic())
	return reflect.MakeFunc(bound, func(args []reflect.Value) []reflect.Value {
		return call(f, append([]reflect.Value{receiver}, args...))
	}).Interface()
}

func call(f reflect.Value, args []reflect.Value) []reflect.Value {
	if f.Type().IsVariadic() {
		return f.CallSlice(args)
	}
	return f.Call(args)
}

// Lacks returns the first method of an interface that a value's type lacks; it is empty if the type implements the interface.
// The methods are given as name and signature, in turns.
func (t *Types) Lacks(v any, methods ...string) string {
	if v == nil && len(methods) > 0 {
		return methods[0]
	}
	return t.lacks(reflect.TypeOf(v), methods)
}

func (t *Types) lacks(typ reflect.Type, methods []string) string {
	t.mu.Lock()
	shown := t.shown[typ]
	t.mu.Unlock()
	for i := 0; i < len(methods); i += 2 {
		name, want := methods[i], methods[i+1]
		if !t.has(typ, shown, name, want) {
			return name
		}
	}
	return ""
}

func (t *Types) has(typ reflect.Type, shown *form, name, want string) bool {
	if shown != nil {
		base := strings.TrimPrefix(shown.key, "*")
		t.mu.Lock()
		defer t.mu.Unlock()
		if c := t.classes[base]; c != nil {
			if len(c.wanted) > 0 && base == shown.key {
				return has(c.wanted, name, want)
			}
			m := c.methods[name]
			return m != nil && (!m.pointer || base != shown.key) && m.signature == want
		}
	}
	m, ok := typ.MethodByName(name)
	return ok && funcText(m.Type, receivers(typ)) == want
}

// receivers is how many parameters the methods of a type have for the receiver, as package reflect tells of them.
func receivers(t reflect.Type) int {
	if t.Kind() == reflect.Interface {
		return 0
	}
	return 1
}

// funcText is the text of a compiled method's type without its receiver, where it has one.
func funcText(t reflect.Type, receivers int) string {
	var b strings.Builder
	list := func(n int, at func(int) reflect.Type, variadic bool) {
		for i := range n {
			if i > 0 {
				b.WriteString(", ")
			}
			text := typeText(at(i))
			if variadic && i == n-1 {
				text = "..." + strings.TrimPrefix(text, "[]")
			}
			b.WriteString(text)
		}
	}
	b.WriteString("func(")
	list(t.NumIn()-receivers, func(i int) reflect.Type { return t.In(i + receivers) }, t.IsVariadic())
	b.WriteString(")")
	switch t.NumOut() {
	case 0:
	case 1:
		b.WriteString(" ")
		list(1, t.Out, false)
	default:
		b.WriteString(" (")
		list(t.NumOut(), t.Out, false)
		b.WriteString(")")
	}
	return b.String()
}

func typeText(t reflect.Type) string {
	return strings.ReplaceAll(t.String(), "interface {}", "any")
}

// function is the mirror of a function type, of its parameters from the given one on.
func (t *Types) function(e *ast.FuncType, raw reflect.Type, from int) reflect.Type {
	var in, out []reflect.Type
	changed := from > 0
	each := func(list *ast.FieldList, n int, at func(int) reflect.Type) []reflect.Type {
		var mirrors []reflect.Type
		if list == nil {
			return nil
		}
		for _, f := range list.List {
			for range max(len(f.Names), 1) {
				if len(mirrors) == n {
					return mirrors
				}
				r := at(len(mirrors))
				m := r
				if dots, ok := f.Type.(*ast.Ellipsis); ok {
					m = t.mirror(&ast.ArrayType{Elt: dots.Elt}, r)
				} else {
					m = t.mirror(f.Type, r)
				}
				changed = changed || m != r
				mirrors = append(mirrors, m)
			}
		}
		return mirrors
	}
	in = each(e.Params, raw.NumIn(), raw.In)
	out = each(e.Results, raw.NumOut(), raw.Out)
	if !changed || len(in) != raw.NumIn() || len(out) != raw.NumOut() {
		return raw
	}
	return reflect.FuncOf(in[from:], out, raw.IsVariadic())
}

// packagePath is the path of the package of cells.
const packagePath = "main"
