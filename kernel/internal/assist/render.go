package assist

import (
	"fmt"
	"go/constant"
	"go/types"
	"strconv"
	"strings"

	"regan/kernel/internal/check"
)

// matchOf describes an object in one line.
func matchOf(l *check.Look, name string, obj types.Object) Match {
	m := Match{Text: name, Kind: kindOf(obj)}
	switch o := obj.(type) {
	case *types.PkgName:
		m.Signature = strconv.Quote(o.Imported().Path())
	case *types.Const:
		m.Signature = typeText(l, o.Type()) + " = " + valueText(o)
	case *types.TypeName:
		m.Signature = outline(l, o)
	case *types.Builtin:
		m.Signature = "func" + builtin(name)
	case *types.Nil:
		m.Signature = "untyped nil"
	default:
		m.Signature = typeText(l, obj.Type())
	}
	return m
}

func kindOf(obj types.Object) string {
	switch o := obj.(type) {
	case *types.PkgName:
		return "package"
	case *types.Const, *types.Nil:
		return "constant"
	case *types.TypeName:
		return "type"
	case *types.Func:
		if o.Signature().Recv() != nil {
			return "method"
		}
		return "function"
	case *types.Builtin:
		return "function"
	case *types.Var:
		if o.IsField() {
			return "field"
		}
	}
	return "variable"
}

// maxValue is how long a constant's value may be: a line of a tooltip.
const maxValue = 72

func valueText(c *types.Const) string {
	if c.Val() == nil || c.Val().Kind() == constant.Unknown {
		return "?"
	}
	text := c.Val().String() // a string is quoted and cut short, a fraction is rounded
	if c.Val().Kind() == constant.Int {
		text = c.Val().ExactString()
	}
	if len(text) > maxValue {
		return text[:maxValue] + "…"
	}
	return text
}

// outline tells what kind of type a name stands for.
func outline(l *check.Look, name *types.TypeName) string {
	if !isValid(name.Type()) {
		return ""
	}
	if name.IsAlias() {
		return "= " + typeText(l, types.Unalias(name.Type()))
	}
	switch u := name.Type().Underlying().(type) {
	case *types.Struct:
		return "struct"
	case *types.Interface:
		return "interface"
	default:
		return typeText(l, u)
	}
}

func isValid(t types.Type) bool { return t != nil && t != types.Typ[types.Invalid] }

// typeText writes a type in one line, with package names as cells write them; nothing for one that is not known.
func typeText(l *check.Look, t types.Type) string {
	if !isValid(t) {
		return ""
	}
	text := types.TypeString(t, qualifier(l))
	return strings.ReplaceAll(text, "invalid type", "?")
}

func qualifier(l *check.Look) types.Qualifier {
	return func(p *types.Package) string {
		if p == l.Pkg {
			return ""
		}
		return p.Name()
	}
}

// declaration writes an object as its declaration. A type comes with its fields, those that a cell can use.
func declaration(l *check.Look, obj types.Object) string {
	switch o := obj.(type) {
	case *types.PkgName:
		return fmt.Sprintf("package %s", o.Imported().Name())
	case *types.Builtin:
		return "func " + o.Name() + builtin(o.Name())
	case *types.Nil:
		return "var nil Type // for a pointer, channel, func, interface, map or slice"
	case *types.Const:
		if b, ok := o.Type().(*types.Basic); ok && b.Info()&types.IsUntyped != 0 {
			return fmt.Sprintf("const %s = %s", o.Name(), valueText(o))
		}
		return fmt.Sprintf("const %s %s = %s", o.Name(), typeText(l, o.Type()), valueText(o))
	case *types.TypeName:
		return typeDeclaration(l, o)
	case *types.Func:
		return function(l, o)
	case *types.Var:
		word := "var"
		if o.IsField() {
			word = "field"
		}
		return fmt.Sprintf("%s %s %s", word, o.Name(), typeText(l, o.Type()))
	}
	return ""
}

// function writes a function or method with the names of its parameters.
func function(l *check.Look, f *types.Func) string {
	head := "func "
	if recv := f.Signature().Recv(); recv != nil {
		t := recv.Type()
		if _, ok := t.(*types.Interface); ok {
			t = types.Typ[types.Invalid] // an interface without a name
		}
		head += "(" + strings.TrimSpace(nameless(recv.Name())+" "+typeText(l, t)) + ") "
		head = strings.TrimPrefix(head, "() ")
	}
	return head + f.Name() + strings.TrimPrefix(typeText(l, f.Type()), "func")
}

func nameless(name string) string {
	if name == "_" {
		return ""
	}
	return name
}

func typeDeclaration(l *check.Look, name *types.TypeName) string {
	t := name.Type()
	if name.IsAlias() {
		return fmt.Sprintf("type %s = %s", name.Name(), typeText(l, types.Unalias(t)))
	}
	var b strings.Builder
	b.WriteString("type " + strings.TrimPrefix(typeText(l, t), packageOf(l, name)))
	switch u := t.Underlying().(type) {
	case *types.Struct:
		structText(&b, l, u)
	case *types.Interface:
		interfaceText(&b, l, u)
	default:
		if isValid(u) && u != t {
			b.WriteString(" " + typeText(l, u))
		}
	}
	return b.String()
}

func packageOf(l *check.Look, obj types.Object) string {
	if obj.Pkg() == nil || obj.Pkg() == l.Pkg {
		return ""
	}
	return obj.Pkg().Name() + "."
}

func structText(b *strings.Builder, l *check.Look, t *types.Struct) {
	b.WriteString(" struct {")
	hidden := false
	width := 0
	for f := range t.Fields() {
		if f.Exported() || f.Pkg() == l.Pkg {
			width = max(width, len(f.Name()))
		}
	}
	lines := 0
	for f := range t.Fields() {
		switch {
		case !f.Exported() && f.Pkg() != l.Pkg:
			hidden = true
			continue
		case f.Embedded():
			fmt.Fprintf(b, "\n\t%s", typeText(l, f.Type()))
		default:
			fmt.Fprintf(b, "\n\t%-*s %s", width, f.Name(), typeText(l, f.Type()))
		}
		lines++
	}
	if hidden {
		b.WriteString("\n\t// and fields that only its package uses")
		lines++
	}
	if lines > 0 {
		b.WriteString("\n")
	}
	b.WriteString("}")
}

func interfaceText(b *strings.Builder, l *check.Look, t *types.Interface) {
	b.WriteString(" interface {")
	lines := 0
	for e := range t.EmbeddedTypes() {
		fmt.Fprintf(b, "\n\t%s", typeText(l, e))
		lines++
	}
	for m := range t.ExplicitMethods() {
		fmt.Fprintf(b, "\n\t%s%s", m.Name(), strings.TrimPrefix(typeText(l, m.Type()), "func"))
		lines++
	}
	if lines > 0 {
		b.WriteString("\n")
	}
	b.WriteString("}")
}

// builtin returns the parameters and results of a predeclared function, as the documentation of package builtin has them.
func builtin(name string) string {
	switch name {
	case "append":
		return "(slice []Type, elems ...Type) []Type"
	case "cap", "len":
		return "(v Type) int"
	case "clear":
		return "[T ~[]Type | ~map[Type]Type1](t T)"
	case "close":
		return "(c chan<- Type)"
	case "complex":
		return "(r, i FloatType) ComplexType"
	case "copy":
		return "(dst, src []Type) int"
	case "delete":
		return "(m map[Type]Type1, key Type)"
	case "imag", "real":
		return "(c ComplexType) FloatType"
	case "make":
		return "(t Type, size ...IntegerType) Type"
	case "max", "min":
		return "[T cmp.Ordered](x T, y ...T) T"
	case "new":
		return "(Type) *Type"
	case "panic":
		return "(v any)"
	case "print", "println":
		return "(args ...Type)"
	case "recover":
		return "() any"
	}
	return "(...)"
}
