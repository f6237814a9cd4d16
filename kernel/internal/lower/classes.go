package lower

import (
	"fmt"
	"go/ast"
	"go/types"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// What a unit tells the engine, before its statements run, of the types of cells: what compiled code is to see of them.
type told struct {
	classes map[string]string // declared types, as source text by key
	methods map[string]string // their methods
	forms   map[string]string // types made of them
}

// tellDeclared tells of the types that the cell declares, and of the methods that it gives to earlier ones.
func (r *rewriter) tellDeclared() {
	methods := map[types.Object]bool{}
	var declared []*types.Named
	for _, d := range r.Decls {
		switch d := d.(type) {
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				if spec, ok := spec.(*ast.TypeSpec); ok {
					if named := r.declaredType(spec); named != nil {
						declared = append(declared, named)
					}
				}
			}
		case *ast.FuncDecl:
			if d.Recv != nil {
				methods[r.Info.Defs[d.Name]] = true
			}
		}
	}
	for _, spec := range r.locals {
		if named := r.declaredType(spec); named != nil {
			declared = append(declared, named)
		}
	}
	for _, named := range declared {
		r.tell(named)
	}
	if len(methods) == 0 {
		return
	}
	scope := r.Pkg.Scope()
	for _, name := range scope.Names() {
		obj, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || obj.IsAlias() {
			continue
		}
		named, ok := obj.Type().(*types.Named)
		if !ok || r.SymbolOf(obj) == nil {
			continue
		}
		if key := r.typeText(named); r.told.classes[key] == "" {
			r.tellMethods(named, func(f *types.Func) bool { return methods[f] })
		}
	}
}

// declaredType is the type that a declaration declares; nil for an alias.
func (r *rewriter) declaredType(spec *ast.TypeSpec) *types.Named {
	obj, ok := r.Info.Defs[spec.Name].(*types.TypeName)
	if !ok || obj.IsAlias() {
		return nil
	}
	named, _ := obj.Type().(*types.Named)
	return named
}

// tell tells of one declared type.
func (r *rewriter) tell(named *types.Named) {
	key := r.typeText(named)
	if r.told.classes[key] != "" {
		return
	}
	r.told.classes[key] = "-" // it may mention itself
	helpers := r.packageName(helpersPath)
	underlying, wanted := "any", ""
	switch {
	case r.isSelf(named) && isFunction(named):
		underlying = types.ExprString(selfStruct(r.typeExpr(named.Underlying())))
	case !types.IsInterface(named):
		underlying = r.typeText(named.Underlying())
	case r.isDynamic(named):
		wanted = methodList(named)
	}
	r.told.classes[key] = fmt.Sprintf("%s.Declare(%q, %q, %q, (*%s)(nil)%s)\n", helpers, key, goName(named), underlying, key, wanted)
	r.tellMethods(named, func(*types.Func) bool { return true })
}

// tellMethods tells of those methods of a type that are wanted, the promoted ones included.
func (r *rewriter) tellMethods(named *types.Named, wanted func(*types.Func) bool) {
	if _, pointer := named.Underlying().(*types.Pointer); pointer || types.IsInterface(named) {
		return
	}
	key := r.typeText(named)
	ofValue := types.NewMethodSet(named)
	all := types.NewMethodSet(types.NewPointer(named))
	for sel := range all.Methods() {
		f := sel.Obj().(*types.Func)
		if !wanted(f) || ofHidden(f) {
			continue
		}
		receiver := types.Type(types.NewPointer(named))
		if ofValue.Lookup(f.Pkg(), f.Name()) != nil {
			receiver = named
		}
		sig := f.Signature()
		params, args := r.parameters(sig)
		if params != "" {
			params = ", " + params
		}
		back := ""
		if sig.Results().Len() > 0 {
			back = "return "
		}
		typ := "func(" + strings.Join(append([]string{r.typeText(receiver)}, r.parameterTypes(sig)...), ", ") + ")" + r.resultText(sig)
		r.told.methods[key+"."+f.Name()] = fmt.Sprintf("%s.Method(%q, %q, %q, %q, func(v any%s)%s {\nvar receiver %s\n%s.Into(v, &receiver)\n%s%s\n})\n",
			r.packageName(helpersPath), key, f.Name(), signatureText(sig), typ, params, r.resultText(sig), r.typeText(receiver), r.packageName(helpersPath), back, r.callOf("receiver", sel, args))
	}
}

// ofHidden tells whether a method speaks of what a cell cannot write down: of a type that its package keeps to itself.
func ofHidden(f *types.Func) bool {
	hidden := f.Pkg() != nil && f.Pkg().Path() != "main" && !f.Exported()
	eachNamed(f.Type(), func(n *types.Named) {
		hidden = hidden || n.Obj().Pkg() != nil && n.Obj().Pkg().Path() != "main" && !n.Obj().Exported()
	})
	return hidden
}

// callOf is the text of a call of a selected method of x, written out to the value that has it: the interpreter does not find
// methods that an interface in a struct promotes.
func (r *rewriter) callOf(x string, sel *types.Selection, args string) string {
	t := sel.Recv()
	path := x
	index := sel.Index()
	for _, i := range index[:len(index)-1] {
		if p, ok := under[*types.Pointer](t); ok {
			t = p.Elem()
		}
		f := t.Underlying().(*types.Struct).Field(i)
		if !f.Exported() && f.Pkg() != r.Pkg {
			break // of a compiled type, which promotes the method itself
		}
		path += "." + r.fieldName(f)
		t = f.Type()
	}
	f := sel.Obj().(*types.Func)
	if r.isDynamic(t) {
		if args != "" {
			args = ", " + args
		}
		return r.dispatch(t, f) + "(" + path + args + ")"
	}
	return path + "." + f.Name() + "(" + args + ")"
}

// fieldName is the name of a field in units: that of an embedded type's version, for an embedded field.
func (r *rewriter) fieldName(f *types.Var) string {
	if f.Embedded() {
		if named, ok := deref(f.Type()).(*types.Named); ok {
			if name := r.hoisted[named.Obj()]; name != "" {
				return name
			}
			if sym := r.SymbolOf(named.Obj()); sym != nil {
				return runName(sym)
			}
		}
	}
	return f.Name()
}

// parameters writes a signature's parameters with names, and the arguments that hand them on.
func (r *rewriter) parameters(sig *types.Signature) (params, args string) {
	var names, list []string
	for i, typ := range r.parameterTypes(sig) {
		name := "p" + strconv.Itoa(i)
		list = append(list, name+" "+typ)
		if strings.HasPrefix(typ, "...") {
			name += "..."
		}
		names = append(names, name)
	}
	return strings.Join(list, ", "), strings.Join(names, ", ")
}

func (r *rewriter) parameterTypes(sig *types.Signature) []string {
	var list []string
	for i := range sig.Params().Len() {
		t := sig.Params().At(i).Type()
		if s, ok := t.(*types.Slice); ok && sig.Variadic() && i == sig.Params().Len()-1 {
			list = append(list, "..."+r.typeText(s.Elem()))
			continue
		}
		list = append(list, r.typeText(t))
	}
	return list
}

// resultText writes a signature's results, after a space if there are any.
func (r *rewriter) resultText(sig *types.Signature) string {
	var list []string
	for v := range sig.Results().Variables() {
		list = append(list, r.typeText(v.Type()))
	}
	switch len(list) {
	case 0:
		return ""
	case 1:
		return " " + list[0]
	}
	return " (" + strings.Join(list, ", ") + ")"
}

// signatureText writes a signature as package reflect does.
func signatureText(sig *types.Signature) string {
	list := func(tuple *types.Tuple, variadic bool) string {
		var texts []string
		for i := range tuple.Len() {
			text := goName(tuple.At(i).Type())
			if variadic && i == tuple.Len()-1 {
				text = "..." + strings.TrimPrefix(text, "[]")
			}
			texts = append(texts, text)
		}
		return strings.Join(texts, ", ")
	}
	text := "func(" + list(sig.Params(), sig.Variadic()) + ")"
	switch results := list(sig.Results(), false); sig.Results().Len() {
	case 0:
	case 1:
		text += " " + results
	default:
		text += " (" + results + ")"
	}
	return strings.ReplaceAll(text, "interface{}", "any")
}

// key is the key by which the engine knows a type, which it is told of where it cannot know it yet.
func (r *rewriter) key(t types.Type) string {
	key := r.typeText(t)
	if _, ok := deref(t).(*types.Named); !ok || !r.ofCells(t) {
		r.told.forms[key] = fmt.Sprintf("%s.Form(%q, (*%s)(nil))\n", r.packageName(helpersPath), key, parenthesized(key))
	}
	return key
}

func parenthesized(typ string) string {
	if strings.HasPrefix(typ, "func") || strings.HasPrefix(typ, "chan") || strings.HasPrefix(typ, "<-") {
		return "(" + typ + ")"
	}
	return typ
}

// eachNamed calls a function with each named type that a type mentions.
func eachNamed(t types.Type, f func(*types.Named)) {
	switch t := t.(type) {
	case *types.Named:
		f(t)
		for arg := range t.TypeArgs().Types() {
			eachNamed(arg, f)
		}
	case *types.Alias:
		eachNamed(types.Unalias(t), f)
	case *types.Pointer:
		eachNamed(t.Elem(), f)
	case *types.Slice:
		eachNamed(t.Elem(), f)
	case *types.Array:
		eachNamed(t.Elem(), f)
	case *types.Chan:
		eachNamed(t.Elem(), f)
	case *types.Map:
		eachNamed(t.Key(), f)
		eachNamed(t.Elem(), f)
	case *types.Signature:
		eachNamed(t.Params(), f)
		eachNamed(t.Results(), f)
	case *types.Tuple:
		for v := range t.Variables() {
			eachNamed(v.Type(), f)
		}
	case *types.Struct:
		for v := range t.Fields() {
			eachNamed(v.Type(), f)
		}
	}
}

// isMirrored tells whether compiled code sees a type in another form than the interpreter has it in: one that mentions a type
// of a cell, or has fields that only the cell may use.
func (r *rewriter) isMirrored(t types.Type) bool {
	found := false
	eachNamed(t, func(n *types.Named) { found = found || n.Obj().Pkg() == r.Pkg })
	return found || hasOwnFields(t)
}

// hasOwnFields tells whether a type is made of a struct type without a name whose fields are embedded or not exported.
func hasOwnFields(t types.Type) bool {
	switch t := types.Unalias(t).(type) {
	case *types.Pointer:
		return hasOwnFields(t.Elem())
	case *types.Slice:
		return hasOwnFields(t.Elem())
	case *types.Array:
		return hasOwnFields(t.Elem())
	case *types.Map:
		return hasOwnFields(t.Key()) || hasOwnFields(t.Elem())
	case *types.Chan:
		return hasOwnFields(t.Elem())
	case *types.Signature:
		return hasOwnFields(t.Params()) || hasOwnFields(t.Results())
	case *types.Tuple:
		for v := range t.Variables() {
			if hasOwnFields(v.Type()) {
				return true
			}
		}
	case *types.Struct:
		for f := range t.Fields() {
			if f.Embedded() || !f.Exported() || hasOwnFields(f.Type()) {
				return true
			}
		}
	}
	return false
}

func (r *rewriter) hasTold() bool {
	return len(r.told.classes)+len(r.told.methods)+len(r.told.forms) > 0
}

func (r *rewriter) tellName() string { return "typesˑ" + strconv.Itoa(r.serial) }

// tellText is the function that tells the engine all this.
func (r *rewriter) tellText() string {
	if !r.hasTold() {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "func %s() {\n%s.Renew(%q)\n", r.tellName(), r.packageName(helpersPath), r.tellName())
	for _, texts := range []map[string]string{r.told.classes, r.told.methods, r.told.forms} {
		for _, key := range slices.Sorted(maps.Keys(texts)) {
			b.WriteString(texts[key])
		}
	}
	fmt.Fprintf(&b, "%s.Told()\n}\n", r.packageName(helpersPath))
	return b.String()
}

// interfaces writes interfaces with methods as the interpreter has them: as any. The lowered code asserts and calls the methods
// itself. The interfaces of compiled packages are left to it.
func interfaces(n ast.Node) ast.Expr {
	i, ok := n.(*ast.InterfaceType)
	if !ok || len(i.Methods.List) == 0 {
		return nil
	}
	return &ast.InterfaceType{Interface: i.Pos(), Methods: &ast.FieldList{Opening: i.Pos(), Closing: i.Pos()}}
}
