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

// needsAssertion tells whether the interpreter's own assertion would not do: it knows the types of compiled values.
func (r *rewriter) needsAssertion(from, to types.Type) bool {
	if types.IsInterface(to) || r.ofCells(to) {
		return true
	}
	return !isAny(from)
}

func isAny(t types.Type) bool {
	i, ok := under[*types.Interface](t)
	return ok && i.NumMethods() == 0
}

// assertFunction declares a function of the unit that asserts a type, and returns its name.
func (r *rewriter) assertFunction(from, to types.Type, pos token.Pos, kind string) string {
	if r.local(from) || r.local(to) {
		r.fail(pos, "%s is declared in a function, and what a value in an interface is cannot be compared with it in a cell yet: "+
			"declare it outside functions", typeName(localOf(r, from, to)))
		return "_"
	}
	src, dst := r.typeText(from), r.typeText(to)
	suffix := identifier(src) + "ˑ" + identifier(dst) + "ˑ" + strconv.Itoa(r.serial)
	name := kind + "ˑ" + suffix
	if _, done := r.functions[name]; done {
		return name
	}
	r.functions[name] = "" // it may need itself
	helpers := r.packageName(helpersPath)
	var text string
	switch kind {
	case withOK:
		text = fmt.Sprintf("func %s(v %s) (x %s, ok bool) {\nif v == nil {\nreturn x, false\n}\n%sreturn x, ok\n}\n",
			name, src, dst, r.assertBody(from, to, pos))
	case must:
		text = fmt.Sprintf("func %s(v %s) %s {\nx, ok := %s(v)\nif !ok {\n%s.Mismatch(v, %s, %s, %v)\n}\nreturn x\n}\n",
			name, src, dst, r.assertFunction(from, to, pos, withOK), helpers, quote(interfaceName(from)), quote(goName(to)), types.IsInterface(to))
	case nilable:
		text = fmt.Sprintf("func %s(v %s) %s {\nx, ok := %s(v)\nif !ok {\nreturn nil\n}\nreturn x\n}\n", name, src, dst, r.assertFunction(from, to, pos, withOK))
	case onlyTest:
		text = fmt.Sprintf("func %s(v %s) bool {\nx, ok := %s(v)\nreturn ok\n}\n", name, src, r.assertFunction(from, to, pos, withOK))
	}
	r.functions[name] = text
	return name
}

func localOf(r *rewriter, a, b types.Type) types.Type {
	if r.local(a) {
		return a
	}
	return b
}

func interfaceName(t types.Type) string {
	if isAny(t) {
		return "interface {}"
	}
	return goName(t)
}

// goName is a type's name in Go's own messages.
func goName(t types.Type) string {
	return types.TypeString(t, func(p *types.Package) string { return p.Name() })
}

func (r *rewriter) assertBody(from, to types.Type, pos token.Pos) string {
	if types.IsInterface(to) {
		return r.assertInterface(from, to, pos)
	}
	if i, ok := under[*types.Interface](from); ok && !types.Implements(to, i) {
		return "" // it cannot have the type: in the instance of a generic function, that is no error
	}
	return r.assertConcrete(from, to, pos)
}

// assertConcrete assigns v, of an interface type, to x of a concrete type, if it has that type.
func (r *rewriter) assertConcrete(from, to types.Type, pos token.Pos) string {
	dst := r.typeText(to)
	direct := fmt.Sprintf("x, ok = v.(%s)\n", dst)
	if !r.ofCells(to) {
		return direct
	}
	boxes := ""
	if types.Implements(to, errorType.Underlying().(*types.Interface)) {
		boxes = fmt.Sprintf("if u, is := %s.Unbox(v, %s); is {\nreturn u.(%s), true\n}\n", r.packageName(helpersPath), quote(r.class(to)), dst)
		if isError(from) {
			return boxes
		}
	}
	if other := r.alike(from, to); other != nil {
		r.fail(pos, "%s cannot be told from %s in a value of type %s in a cell: make it a struct type with a field",
			typeName(to), typeName(other), typeName(from))
		return ""
	}
	if !isAny(from) && !r.ofCells(from) && !isLiteral(from) {
		if _, pointer := to.(*types.Pointer); !pointer {
			r.fail(pos, "whether a %s is a %s cannot be told in a cell: use a pointer to it, or an interface type declared in a cell",
				typeName(from), typeName(to))
			return ""
		}
	}
	return boxes + direct
}

func isLiteral(t types.Type) bool {
	_, ok := types.Unalias(t).(*types.Interface)
	return ok
}

// assertInterface assigns v to x of an interface type, if it implements that.
func (r *rewriter) assertInterface(from, to types.Type, pos token.Pos) string {
	if isAny(to) {
		return "return v, true\n" // x, ok = v, true fails where the interpreter has wrapped v
	}
	var b strings.Builder
	iface := to.Underlying().(*types.Interface)
	for _, t := range r.concrete(to) {
		if !isAny(from) && !types.Implements(t, from.Underlying().(*types.Interface)) {
			continue
		}
		if alike := r.alike(from, t); alike != nil && !(isError(from)) {
			if isAny(from) && !hasBox(t) {
				r.fail(pos, "whether a value in an interface is a %s cannot be told in a cell, since %s has the same form: make it a struct type with a field",
					typeName(t), typeName(alike))
				return ""
			}
		}
		c := fmt.Sprintf("if c, is := %s(v); is {\nreturn ", r.assertFunction(from, t, pos, withOK))
		if isError(to) {
			c += fmt.Sprintf("%s.Error(%s, c), true\n}\n", r.packageName(helpersPath), quote(r.class(t)))
		} else {
			c += "c, true\n}\n"
		}
		b.WriteString(c)
	}
	for _, t := range r.locals() {
		if types.Implements(t, iface) {
			r.fail(pos, "%s is declared in a function, and whether a value in an interface is one cannot be told in a cell yet: "+
				"declare it outside functions", typeName(t))
			return ""
		}
	}
	if named, ok := types.Unalias(to).(*types.Named); ok && named.Obj().Pkg() != r.Pkg {
		// The value is a compiled one, if it implements the interface at all.
		fmt.Fprintf(&b, "x, ok = %s.Compiled(v).(%s)\n", r.packageName(helpersPath), r.typeText(to))
		return b.String()
	}
	var names []string
	for m := range iface.Methods() {
		names = append(names, quote(m.Name()))
	}
	fmt.Fprintf(&b, "%s.Lacks(v, %s, %s)\n", r.packageName(helpersPath), quote(typeName(to)), strings.Join(names, ", "))
	return b.String()
}

func hasBox(t types.Type) bool {
	return types.Implements(t, errorType.Underlying().(*types.Interface))
}

// alike finds another type that a value of an interface type may have, and that looks the same as t at run time: there,
// only struct types with fields keep a name. It is nil if t can be told from all others.
func (r *rewriter) alike(from, t types.Type) types.Type {
	form := r.form(t)
	if isAny(from) {
		if form != r.form(unnamed(t)) {
			return nil
		}
		return unnamed(t)
	}
	for _, other := range r.concrete(from) {
		if !types.Identical(other, t) && r.form(other) == form {
			return other
		}
	}
	return nil
}

func unnamed(t types.Type) types.Type {
	if ptr, ok := types.Unalias(t).(*types.Pointer); ok {
		return types.NewPointer(ptr.Elem().Underlying())
	}
	return t.Underlying()
}

// form is what is left of a cell's type at run time.
func (r *rewriter) form(t types.Type) string {
	stars := ""
	for {
		ptr, ok := types.Unalias(t).(*types.Pointer)
		if !ok {
			break
		}
		stars, t = stars+"*", ptr.Elem()
	}
	if named, ok := types.Unalias(t).(*types.Named); ok && named.Obj().Pkg() == r.Pkg {
		if s, ok := named.Underlying().(*types.Struct); ok && s.NumFields() > 0 {
			return stars + r.typeText(named)
		}
		t = named.Underlying()
	}
	return stars + types.TypeString(t, nil)
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
