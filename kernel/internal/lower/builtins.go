package lower

import (
	"fmt"
	"go/ast"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ast/astutil"

	"regan/kernel/internal/engine"
)

// builtin replaces calls of min, max and clear, which the interpreter lacks, by functions of the unit, and takes off what it wraps the
// value of recover in. A value to panic with is copied: the interpreter would panic with the variable, which deferred calls may
// change.
func (r *rewriter) builtin(call *ast.CallExpr, at *astutil.Cursor) {
	id, ok := ast.Unparen(call.Fun).(*ast.Ident)
	if !ok {
		return
	}
	if _, ok := r.Info.Uses[id].(*types.Builtin); !ok {
		return
	}
	switch id.Name {
	case "min", "max":
		call.Fun = &ast.Ident{Name: r.extreme(id.Name, r.Info.TypeOf(call), len(call.Args)), NamePos: id.Pos()}
	case "recover":
		recovered := *call
		at.Replace(&ast.CallExpr{Fun: r.helper("Recovered", call.Pos()), Lparen: call.Pos(), Args: []ast.Expr{&recovered}, Rparen: call.End()})
	case "panic":
		call.Args[0] = &ast.CallExpr{Fun: r.helper("Panicked", call.Pos()), Lparen: call.Pos(), Args: []ast.Expr{call.Args[0]}, Rparen: call.End()}
	case "append":
		r.appendNil(call)
	case "delete":
		if m, ok := under[*types.Map](r.Info.TypeOf(call.Args[0])); ok {
			call.Args[1] = r.typedNil(call.Args[1], m.Key())
		}
	case "make":
		r.makeDirected(call, at)
	case "clear":
		call.Fun = &ast.Ident{Name: r.clear(r.Info.TypeOf(call.Args[0])), NamePos: id.Pos()}
	}
}

// makeDirected makes a channel for one direction of one for both: the interpreter would ask package reflect, which makes no other.
func (r *rewriter) makeDirected(call *ast.CallExpr, at *astutil.Cursor) {
	t := r.Info.TypeOf(call)
	if c, ok := under[*types.Chan](t); ok && c.Dir() != types.SendRecv {
		pos, directed := call.Pos(), call.Args[0]
		call.Args[0] = r.typeExpr(types.NewChan(types.SendRecv, c.Elem()))
		at.Replace(&ast.CallExpr{Fun: &ast.ParenExpr{Lparen: pos, X: directed, Rparen: pos}, Lparen: pos, Args: []ast.Expr{call}, Rparen: call.End()})
	}
}

// extreme declares a function that is min or max for n values of a type, NaN and negative zero as the language says.
func (r *rewriter) extreme(builtin string, t types.Type, n int) string {
	if b, ok := t.(*types.Basic); ok && b.Info()&types.IsUntyped != 0 {
		t = types.Default(t)
	}
	typ := r.typeText(t)
	name := fmt.Sprintf("%sˑ%d%s", builtin, n, identifier(typ))
	var params, steps strings.Builder
	less := map[string]string{"min": "<", "max": ">"}[builtin]
	nan, zero := "", ""
	if t.Underlying().(*types.Basic).Info()&types.IsFloat != 0 {
		nan = "a%[1]d != a%[1]d || "
		sign := map[string]string{"min": "", "max": "!"}[builtin] // of two zeros, the negative is the smaller
		zero = fmt.Sprintf("if a%%[1]d == 0 && m == 0 && %s(1.0/a%%[1]d < 0) { m = a%%[1]d }\n", sign)
	}
	for i := range n {
		if i > 0 {
			params.WriteString(", ")
			fmt.Fprintf(&steps, "if m == m && ("+nan+"a%[1]d %[2]s m) { m = a%[1]d }\n"+strings.ReplaceAll(zero, "%%", "%"), i, less)
		}
		fmt.Fprintf(&params, "a%d %s", i, typ)
	}
	r.functions[name] = fmt.Sprintf("func %s(%s) %s {\nm := a0\n%sreturn m\n}\n", name, params.String(), typ, steps.String())
	return name
}

// clear declares a function that empties a map or sets the elements of a slice to zero.
func (r *rewriter) clear(t types.Type) string {
	typ := r.typeText(t)
	name := "clearˑ" + identifier(typ)
	body := r.packageName(engine.Helpers) + ".Clear(m)\n" // delete does not find a key that is NaN
	if s, ok := t.Underlying().(*types.Slice); ok {
		body = fmt.Sprintf("var zero %s\nfor i := range m {\nm[i] = zero\n}\n", r.typeText(s.Elem()))
	}
	r.functions[name] = fmt.Sprintf("func %s(m %s) {\n%s}\n", name, typ, body)
	return name
}

// identifier makes a part of a name of a type's text; different texts give different parts.
func identifier(text string) string { return engine.Identifier(text) }

// typePart makes a part of a name of a type: interfaces differ by their methods, which units do not write.
func (r *rewriter) typePart(t types.Type) string {
	if r.isDynamic(t) && !isAny(t) {
		return identifier(goName(t))
	}
	return identifier(r.typeText(t))
}
