package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ast/astutil"

	"regan/kernel/internal/engine"
)

const helpersPath = engine.Helpers

func quote(s string) string { return strconv.Quote(s) }

// What a function for a type assertion returns.
const (
	withOK   = "assert"  // the value, and whether it has the type
	must     = "must"    // the value; it panics if it has another type
	nilable  = "convert" // the value, which has the type or is nil
	onlyTest = "is"      // whether it has the type
)

// assertion replaces x.(T) by a call of a function of the unit.
func (p *dynamicPass) assertion(n *ast.TypeAssertExpr, at *astutil.Cursor) {
	from, to := p.Info.TypeOf(n.X), p.Info.TypeOf(n.Type)
	if !p.needsAssertion(from, to) {
		return
	}
	kind := must
	if _, ok := p.Info.TypeOf(n).(*types.Tuple); ok {
		kind = withOK
		if s, ok := at.Parent().(*ast.AssignStmt); ok && blank(s.Lhs[0]) {
			s.Lhs = s.Lhs[1:]
			at.Replace(p.typed(p.callTo(p.assertFunction(from, to, n.Type.Pos(), onlyTest), n.X), types.Typ[types.Bool]))
			return
		}
	}
	at.Replace(p.typed(p.callTo(p.assertFunction(from, to, n.Type.Pos(), kind), n.X), p.Info.TypeOf(n)))
}

func blank(e ast.Expr) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == "_"
}

// needsAssertion tells whether the interpreter's own assertion would not do: it takes types for the same whose values can be
// assigned to each other.
func (r *rewriter) needsAssertion(from, to types.Type) bool {
	if types.IsInterface(to) || !isAny(from) {
		return true
	}
	_, basic := types.Unalias(to).(*types.Basic)
	return !basic
}

func isAny(t types.Type) bool {
	i, ok := under[*types.Interface](t)
	return ok && i.NumMethods() == 0
}

// assertFunction declares a function of the unit that asserts a type, and returns its name.
func (r *rewriter) assertFunction(from, to types.Type, pos token.Pos, kind string) string {
	src, dst := r.typeText(from), r.typeText(to)
	suffix := r.typePart(from) + "ˑ" + r.typePart(to) + "ˑ" + strconv.Itoa(r.serial)
	name := kind + "ˑ" + suffix
	if _, done := r.functions[name]; done {
		return name
	}
	r.functions[name] = "" // it may need itself
	helpers := r.packageName(helpersPath)
	var text string
	switch kind {
	case withOK:
		// Results with names would start with what the caller's variables have.
		text = fmt.Sprintf("func %s(v %s) (%s, bool) {\nvar x %[3]s\nvar ok bool\nif v == nil {\nreturn x, false\n}\n%sreturn x, ok\n}\n",
			name, src, dst, r.assertBody(from, to))
	case must:
		mismatch := fmt.Sprintf("Mismatch(v, %s, %s)", quote(interfaceName(from)), quote(interfaceName(to)))
		if types.IsInterface(to) {
			mismatch = fmt.Sprintf("Misses(v, %s%s)", quote(interfaceName(to)), methodList(to))
		}
		text = fmt.Sprintf("func %s(v %s) %s {\nx, ok := %s(v)\nif !ok {\n%s.%s\n}\nreturn x\n}\n",
			name, src, dst, r.assertFunction(from, to, pos, withOK), helpers, mismatch)
	case nilable:
		text = fmt.Sprintf("func %s(v %s) %s {\nx, ok := %s(v)\nif !ok {\nreturn nil\n}\nreturn x\n}\n", name, src, dst, r.assertFunction(from, to, pos, withOK))
	case onlyTest:
		text = fmt.Sprintf("func %s(v %s) bool {\nx, ok := %s(v)\nreturn ok\n}\n", name, src, r.assertFunction(from, to, pos, withOK))
	}
	r.functions[name] = text
	return name
}

// interfaceName is an interface type's name in Go's own messages.
func interfaceName(t types.Type) string {
	if isAny(t) {
		return "interface {}"
	}
	i, ok := types.Unalias(t).(*types.Interface)
	if !ok {
		return goName(t)
	}
	var methods []string
	for m := range i.Methods() {
		name := m.Name()
		if !m.Exported() {
			name = m.Pkg().Name() + "." + name
		}
		methods = append(methods, name+strings.TrimPrefix(signatureText(m.Signature()), "func"))
	}
	return "interface { " + strings.Join(methods, "; ") + " }"
}

// goName is a type's name in Go's own messages.
func goName(t types.Type) string {
	return types.TypeString(t, func(p *types.Package) string { return p.Name() })
}

// assertBody assigns v, of an interface type, to x, if it has the type that is asked for.
func (r *rewriter) assertBody(from, to types.Type) string {
	helpers, dst := r.packageName(helpersPath), r.typeText(to)
	_, basic := types.Unalias(to).(*types.Basic)
	if i, ok := under[*types.Interface](from); ok && !types.IsInterface(to) && !types.Implements(to, i) {
		return "" // it cannot have the type: in the instance of a generic function, that is no error
	}
	switch {
	case isAny(to):
		return "return v, true\n" // x, ok = v, true fails where the interpreter has wrapped v
	case r.isCompiled(to):
		return fmt.Sprintf("x, ok = %s.Compiled(v).(%s)\n", helpers, dst)
	case types.IsInterface(to):
		return fmt.Sprintf("if %s.Lacks(v%s) == \"\" {\nreturn v, true\n}\n", helpers, methodList(to))
	case basic:
		return fmt.Sprintf("x, ok = v.(%s)\n", dst)
	}
	return fmt.Sprintf("if raw, is := %s.Unbox(v, %q); is {\n%s.Into(raw, &x)\nreturn x, true\n}\n", helpers, r.key(to), helpers)
}

// typeSwitch turns a type switch into a switch without a value, whose cases assert the types.
func (p *dynamicPass) typeSwitch(n *ast.TypeSwitchStmt, at *astutil.Cursor) {
	pos := n.Pos()
	ident := func(name string, pos token.Pos) *ast.Ident { return &ast.Ident{Name: name, NamePos: pos} }
	var bound *ast.Ident
	var x ast.Expr
	switch s := n.Assign.(type) {
	case *ast.AssignStmt:
		bound = s.Lhs[0].(*ast.Ident)
		x = s.Rhs[0].(*ast.TypeAssertExpr).X
	case *ast.ExprStmt:
		x = s.X.(*ast.TypeAssertExpr).X
	}
	from := p.Info.TypeOf(x)
	value := p.temp("switched")
	store := &ast.AssignStmt{Lhs: []ast.Expr{ident(value, pos)}, Tok: token.DEFINE, TokPos: pos, Rhs: []ast.Expr{x}}
	s := &ast.SwitchStmt{Switch: pos, Init: store, Body: n.Body}
	for _, c := range n.Body.List {
		clause := c.(*ast.CaseClause)
		at := clause.Pos()
		var only types.Type
		if len(clause.List) == 1 {
			only = p.Info.TypeOf(clause.List[0])
		}
		isNil := func(t types.Type) bool { return t == types.Typ[types.UntypedNil] }
		var test ast.Expr
		for _, e := range clause.List {
			t := p.Info.TypeOf(e)
			var one ast.Expr
			if isNil(t) {
				one = &ast.BinaryExpr{X: ident(value, at), Op: token.EQL, OpPos: at, Y: ident("nil", at)}
			} else {
				one = p.callTo(p.assertFunction(from, t, e.Pos(), onlyTest), ident(value, at))
			}
			if test == nil {
				test = one
			} else {
				test = &ast.BinaryExpr{X: test, Op: token.LOR, OpPos: at, Y: one}
			}
		}
		if test != nil {
			clause.List = []ast.Expr{test}
		}
		if bound == nil || bound.Name == "_" {
			continue
		}
		rhs := ast.Expr(ident(value, at))
		if only != nil && !isNil(only) {
			rhs = p.callTo(p.assertFunction(from, only, at, must), rhs)
		}
		body := clause.Colon
		define := &ast.AssignStmt{Lhs: []ast.Expr{ident(localName(bound.Name), body)}, Tok: token.DEFINE, TokPos: body, Rhs: []ast.Expr{rhs}}
		if p.usesImplicit(clause) {
			clause.Body = append([]ast.Stmt{define}, clause.Body...)
		}
	}
	if n.Init == nil {
		at.Replace(s)
		return
	}
	at.Replace(&ast.BlockStmt{Lbrace: pos, Rbrace: n.End(), List: []ast.Stmt{n.Init, s}})
}

// usesImplicit tells whether a clause uses the variable that the type switch gives it.
func (r *rewriter) usesImplicit(clause *ast.CaseClause) bool {
	obj := r.Info.Implicits[clause]
	used := false
	for _, s := range clause.Body {
		ast.Inspect(s, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && r.Info.Uses[id] == obj {
				used = true
			}
			return !used
		})
	}
	return used
}
