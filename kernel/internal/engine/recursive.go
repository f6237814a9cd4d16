package engine

import (
	"go/ast"
	"go/token"
	"reflect"

	"regan/kernel/internal/mirror"
)

// While yaegi makes a type that refers to itself, it has a type without a size where the type itself is to stand, and later puts one
// type in the place of all such: right for a list, wrong for two types that need each other, for maps and for functions. So the
// declarations of such types come in a file of their own, before anything has asked yaegi for them. What stands here makes them and
// hands them to yaegi: first with other types in the place of what a struct has room for without knowing it, such as pointers, and
// then with the right ones.

// SelfField is the only field of the struct types that types in units are which refer to themselves with no struct type between.
const SelfField = "Itselfˑ"

// A recursion makes the types of one file. A type of yaegi is a pointer to what it knows of it.
type recursion struct {
	specs   map[string]*ast.TypeSpec // the declarations
	symbols reflect.Value            // of yaegi, by name
	made    map[string]bool          // the declared types that have their size
	stands  []*reflect.Type          // where a type stands in the place of the right one
}

// complete makes the struct types that a file declares. It comes between the compiling of the file and anything that uses them.
func (i *Interpreter) complete(file *ast.File) {
	main := reflect.ValueOf(i.yaegi).Elem().FieldByName("scopes").MapIndex(reflect.ValueOf("main"))
	r := &recursion{specs: map[string]*ast.TypeSpec{}, symbols: main.Elem().FieldByName("sym"), made: map[string]bool{}}
	var structs []string
	for _, d := range file.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.TYPE {
			continue
		}
		for _, spec := range g.Specs {
			spec := spec.(*ast.TypeSpec)
			r.specs[spec.Name.Name] = spec
			if _, ok := spec.Type.(*ast.StructType); ok {
				structs = append(structs, spec.Name.Name)
			}
		}
	}
	for _, name := range structs {
		r.declared(name)
	}
	for _, made := range r.stands {
		*made = nil
	}
	for _, name := range structs {
		fields := part(r.typ(name), "field")
		for n := range fields.Len() {
			right := typeOf(fields.Index(n).FieldByName("typ"))
			mirror.SetField(*goType(r.typ(name)), n, right)
		}
	}
}

// typ is yaegi's type of a name.
func (r *recursion) typ(name string) reflect.Value {
	return part(r.symbols.MapIndex(reflect.ValueOf(name)), "typ")
}

// part is a field of what a pointer points to.
func part(p reflect.Value, name string) reflect.Value { return p.Elem().FieldByName(name) }

// typeOf asks yaegi for the Go type that a type of its own stands for.
func typeOf(t reflect.Value) reflect.Type {
	public := reflect.NewAt(t.Type().Elem(), t.UnsafePointer()) // reflect calls no methods of what is not exported
	return public.Interface().(interface{ TypeOf() reflect.Type }).TypeOf()
}

// goType is where a type of yaegi has the Go type that it stands for: nil until that is made.
func goType(t reflect.Value) *reflect.Type {
	return (*reflect.Type)(part(t, "rtype").Addr().UnsafePointer())
}

// declared gives a declared type its size.
func (r *recursion) declared(name string) reflect.Type {
	t, spec := r.typ(name), r.specs[name]
	if r.made[name] {
		return *goType(t)
	}
	r.made[name] = true
	if s, ok := spec.Type.(*ast.StructType); ok {
		return r.structure(t, s)
	}
	return r.sized(t, spec.Type)
}

// sized gives a type its size: it has another of the kind in the place of what it refers to.
func (r *recursion) sized(t reflect.Value, e ast.Expr) reflect.Type {
	if made := *goType(t); made != nil {
		return made
	}
	switch e := e.(type) {
	case *ast.ParenExpr:
		return r.sized(t, e.X)
	case *ast.Ident:
		if r.specs[e.Name] != nil {
			return r.stand(t, r.declared(e.Name))
		}
	case *ast.StarExpr:
		return r.stand(t, reflect.TypeFor[*struct{}]())
	case *ast.MapType:
		return r.stand(t, reflect.TypeFor[map[struct{}]struct{}]())
	case *ast.ChanType:
		return r.stand(t, reflect.TypeFor[chan struct{}]())
	case *ast.FuncType:
		return r.stand(t, reflect.TypeFor[func()]())
	case *ast.ArrayType:
		if e.Len == nil {
			return r.stand(t, reflect.TypeFor[[]struct{}]())
		}
		return r.stand(t, reflect.ArrayOf(int(part(t, "length").Int()), r.sized(part(t, "val"), e.Elt)))
	case *ast.StructType:
		return r.stand(t, r.structure(t, e))
	}
	return typeOf(t) // it refers to nothing that is not made
}

// stand puts a type in the place of the right one.
func (r *recursion) stand(t reflect.Value, made reflect.Type) reflect.Type {
	r.stands = append(r.stands, goType(t))
	*goType(t) = made
	return made
}

// structure has yaegi make a struct type when its fields have their sizes.
func (r *recursion) structure(t reflect.Value, s *ast.StructType) reflect.Type {
	fields, n := part(t, "field"), 0
	for _, f := range s.Fields.List {
		for range max(len(f.Names), 1) {
			r.sized(fields.Index(n).FieldByName("typ"), f.Type)
			n++
		}
	}
	return typeOf(t)
}
