package main

import (
	"bytes"
	"fmt"
	"go/constant"
	"go/format"
	"go/types"
	"maps"
	"math/big"
	"slices"
	"strconv"
	"strings"
)

// fileName returns the name of the file with a package's table. It has hyphens because the go command would take an ending
// such as _linux or _test for a build constraint.
func fileName(path string) string { return "z_" + strings.ReplaceAll(path, "/", "-") + ".go" }

// identifier returns the import path as part of a Go identifier.
func identifier(path string) string {
	return strings.NewReplacer("/", "_", ".", "_", "-", "_", "~", "_").Replace(path)
}

func functionName(path string) string { return "exports_" + identifier(path) }

// table returns the file with one package's symbols and interface wrappers, in the form that yaegi's Use takes: variables
// by reference, untyped constants as go/constant values, types as nil pointers, and for an interface type T a struct _T
// whose function fields W<Method> an interpreted value's methods are put into.
// What is generic has no run-time value and is left out.
func table(b *bundle, path string) ([]byte, error) {
	w := &tableWriter{bundle: b, pkg: b.reference(path), imports: map[string]string{}, taken: map[string]bool{}}
	w.name("reflect", "reflect")
	for _, name := range b.common(path) {
		w.object(name)
	}
	if w.pkg.Path() != "reflect" && w.imports[path] == "" {
		w.imports[path] = "_" // only for what importing it does
	}
	var out bytes.Buffer
	out.WriteString(header)
	out.WriteString("import (\n")
	for _, imported := range slices.Sorted(maps.Keys(w.imports)) {
		fmt.Fprintf(&out, "%s %q\n", w.imports[imported], imported)
	}
	fmt.Fprintf(&out, ")\n\nfunc %s() map[string]reflect.Value {\nreturn map[string]reflect.Value{\n", functionName(path))
	out.Write(w.entries.Bytes())
	out.WriteString("}\n}\n")
	out.Write(w.wrappers.Bytes())
	source, err := format.Source(out.Bytes())
	if err != nil {
		return nil, fmt.Errorf("%w in\n%s", err, out.Bytes())
	}
	return source, nil
}

type tableWriter struct {
	bundle            *bundle
	pkg               *types.Package
	imports           map[string]string // import path -> name in this file
	taken             map[string]bool   // names in use
	entries, wrappers bytes.Buffer
}

// name returns the name under which the file knows the package with that path.
func (w *tableWriter) name(path, usual string) string {
	if known := w.imports[path]; known != "" {
		return known
	}
	name := usual
	for n := 2; w.taken[name]; n++ {
		name = usual + strconv.Itoa(n)
	}
	w.imports[path], w.taken[name] = name, true
	return name
}

func (w *tableWriter) qualify(p *types.Package) string { return w.name(p.Path(), p.Name()) }

// entry adds one symbol to the map; the format may speak of the symbol as %[1]s.
func (w *tableWriter) entry(name, format string) {
	symbol := w.qualify(w.pkg) + "." + name
	fmt.Fprintf(&w.entries, "%q: %s,\n", name, strings.ReplaceAll(format, "SYMBOL", symbol))
}

func (w *tableWriter) object(name string) {
	switch object := w.pkg.Scope().Lookup(name).(type) {
	case *types.Const:
		w.entry(name, "reflect.ValueOf("+w.constant(object)+")")
	case *types.Var:
		w.entry(name, "reflect.ValueOf(&SYMBOL).Elem()")
	case *types.Func:
		if object.Signature().TypeParams().Len() == 0 {
			w.entry(name, "reflect.ValueOf(SYMBOL)")
		}
	case *types.TypeName:
		w.typeName(object)
	}
}

// constant returns the Go expression of the value for the table. An untyped constant keeps its exact value; one that
// differs between platforms is left to the compiler.
func (w *tableWriter) constant(c *types.Const) string {
	basic, ok := c.Type().(*types.Basic)
	if !ok || basic.Info()&types.IsUntyped == 0 {
		return "SYMBOL"
	}
	varies := false
	for _, p := range platforms {
		other := w.bundle.on[p][w.pkg.Path()].Scope().Lookup(c.Name()).(*types.Const)
		varies = varies || other.Val().ExactString() != c.Val().ExactString()
	}
	literal := func(kind, text string) string {
		return fmt.Sprintf("%s.MakeFromLiteral(%q, %s.%s, 0)",
			w.name("go/constant", "constant"), text, w.name("go/token", "token"), kind)
	}
	switch basic.Kind() {
	case types.UntypedString:
		if varies {
			return w.name("go/constant", "constant") + ".MakeString(SYMBOL)"
		}
		return literal("STRING", c.Val().ExactString())
	case types.UntypedInt, types.UntypedRune:
		if varies {
			return w.name("go/constant", "constant") + ".MakeInt64(int64(SYMBOL))"
		}
		return literal("INT", c.Val().ExactString())
	case types.UntypedFloat:
		if varies {
			return w.name("go/constant", "constant") + ".MakeFloat64(SYMBOL)"
		}
		return literal("FLOAT", floatText(c.Val()))
	}
	return "SYMBOL" // bool and complex have no wider range than their default types
}

// floatText writes the value as a literal with as many digits as it has bits, which is more than enough.
func floatText(v constant.Value) string {
	var f *big.Float
	switch v := constant.Val(constant.ToFloat(v)).(type) {
	case *big.Rat:
		f = new(big.Float).SetRat(v)
	case *big.Float:
		f = v
	}
	text := f.Text('g', int(f.Prec()))
	if !strings.ContainsAny(text, ".e") {
		text += ".0"
	}
	return text
}

func (w *tableWriter) typeName(t *types.TypeName) {
	switch typ := t.Type().(type) {
	case *types.Alias:
		if typ.TypeParams().Len() > 0 {
			return
		}
	case *types.Named:
		if typ.TypeParams().Len() > typ.TypeArgs().Len() {
			return
		}
	}
	face, ok := t.Type().Underlying().(*types.Interface)
	if ok && !face.IsMethodSet() {
		return // a constraint: no value has this type
	}
	w.entry(t.Name(), "reflect.ValueOf((*SYMBOL)(nil))")
	if ok {
		wrapper := "_" + identifier(w.pkg.Path()) + "_" + t.Name()
		fmt.Fprintf(&w.entries, "%q: reflect.ValueOf((*%s)(nil)),\n", "_"+t.Name(), wrapper)
		w.wrapper(wrapper, t.Name(), face)
	}
}

// wrapper adds the struct through which an interpreted value implements the interface. Methods that another package
// could not write, because they or their types are out of its reach, are left out: no cell can implement them either.
func (w *tableWriter) wrapper(wrapper, name string, face *types.Interface) {
	var fields, methods bytes.Buffer
	for method := range face.Methods() {
		signature := method.Signature()
		if !method.Exported() || !writable(signature, w.pkg) {
			continue
		}
		var parameters, arguments, results []string
		for i := range signature.Params().Len() {
			argument := fmt.Sprintf("a%d", i)
			typ := types.TypeString(signature.Params().At(i).Type(), w.qualify)
			parameter := argument + " " + typ
			if signature.Variadic() && i == signature.Params().Len()-1 {
				parameter = argument + " ..." + strings.TrimPrefix(typ, "[]")
				argument += "..."
			}
			parameters, arguments = append(parameters, parameter), append(arguments, argument)
		}
		for result := range signature.Results().Variables() {
			results = append(results, types.TypeString(result.Type(), w.qualify))
		}
		shape := fmt.Sprintf("(%s) (%s)", strings.Join(parameters, ", "), strings.Join(results, ", "))
		fmt.Fprintf(&fields, "W%s func%s\n", method.Name(), shape)
		fmt.Fprintf(&methods, "\nfunc (W %s) %s%s {", wrapper, method.Name(), shape)
		if method.Name() == "String" {
			methods.WriteString("\nif W.WString == nil {\nreturn \"\"\n}\n")
		}
		if len(results) > 0 {
			methods.WriteString("return ")
		}
		fmt.Fprintf(&methods, "W.W%s(%s) }\n", method.Name(), strings.Join(arguments, ", "))
	}
	fmt.Fprintf(&w.wrappers, "\n// %s lets an interpreted value be a %s.%s.\ntype %s struct {\nIValue any\n%s}\n%s",
		wrapper, w.pkg.Name(), name, wrapper, fields.Bytes(), methods.Bytes())
}

// writable reports whether code outside package p can write the type down.
func writable(t types.Type, p *types.Package) bool {
	ok := true
	types.TypeString(t, func(q *types.Package) string {
		ok = ok && importable(q.Path())
		return ""
	})
	return ok && !mentionsUnexported(t)
}

func mentionsUnexported(t types.Type) bool {
	switch t := t.(type) {
	case *types.Named:
		return t.Obj().Pkg() != nil && !t.Obj().Exported()
	case *types.Alias:
		return t.Obj().Pkg() != nil && !t.Obj().Exported()
	case *types.Signature:
		for v := range t.Params().Variables() {
			if mentionsUnexported(v.Type()) {
				return true
			}
		}
		for v := range t.Results().Variables() {
			if mentionsUnexported(v.Type()) {
				return true
			}
		}
	case *types.Map:
		return mentionsUnexported(t.Key()) || mentionsUnexported(t.Elem())
	case interface{ Elem() types.Type }:
		return mentionsUnexported(t.Elem())
	}
	return false
}
