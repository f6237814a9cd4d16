package lower

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ast/astutil"
)

// A dynamicPass rewrites what depends on the type of the value in an interface, before all other rewritings: conversions
// to error, type assertions and type switches. Its new nodes are recorded in the rewriter's Info.
type dynamicPass struct {
	*rewriter
	functions []*types.Signature // around the node, innermost last
	loops     []int              // how many loops are around the node, in each of these functions
}

func (r *rewriter) dynamic(node ast.Node) ast.Node {
	p := &dynamicPass{rewriter: r}
	return astutil.Apply(node, p.before, p.after)
}

func (p *dynamicPass) before(at *astutil.Cursor) bool {
	switch n := at.Node().(type) {
	case *ast.FuncDecl:
		sig := types.NewSignatureType(nil, nil, nil, nil, nil, false)
		if f, ok := p.Info.Defs[n.Name].(*types.Func); ok {
			sig = f.Signature()
		}
		p.functions, p.loops = append(p.functions, sig), append(p.loops, 0)
	case *ast.FuncLit:
		sig, _ := p.Info.TypeOf(n).(*types.Signature)
		p.functions, p.loops = append(p.functions, sig), append(p.loops, 0)
	case *ast.ForStmt, *ast.RangeStmt:
		p.loops[len(p.loops)-1]++
	}
	return true
}

func (p *dynamicPass) after(at *astutil.Cursor) bool {
	switch n := at.Node().(type) {
	case *ast.FuncDecl, *ast.FuncLit:
		p.functions, p.loops = p.functions[:len(p.functions)-1], p.loops[:len(p.loops)-1]
	case *ast.ForStmt:
		p.loops[len(p.loops)-1]--
	case *ast.RangeStmt:
		p.loops[len(p.loops)-1]--
		p.rangeArray(n)
	case *ast.DeferStmt:
		p.deferred(n, at)
	case *ast.AssignStmt:
		p.assignment(n)
		p.parallel(n, at)
	case *ast.ValueSpec:
		if n.Type != nil {
			p.convertAll(n.Values, p.Info.TypeOf(n.Type))
		}
	case *ast.ReturnStmt:
		if sig := p.functions[len(p.functions)-1]; sig != nil && sig.Results().Len() == len(n.Results) {
			for i := range n.Results {
				n.Results[i] = p.convert(n.Results[i], sig.Results().At(i).Type())
			}
		} else if sig != nil && len(n.Results) == 1 {
			var wanted []types.Type
			for v := range sig.Results().Variables() {
				wanted = append(wanted, v.Type())
			}
			p.several(n.Results[0], wanted)
		}
	case *ast.SendStmt:
		if c, ok := under[*types.Chan](p.Info.TypeOf(n.Chan)); ok {
			n.Value = p.convert(n.Value, c.Elem())
		}
	case *ast.BinaryExpr:
		if n.Op == token.EQL || n.Op == token.NEQ {
			n.X = p.convert(n.X, p.Info.TypeOf(n.Y))
			n.Y = p.convert(n.Y, p.Info.TypeOf(n.X))
			p.noteComparison(n)
		}
	case *ast.CompositeLit:
		p.composite(n)
	case *ast.CallExpr:
		p.call(n, at)
	case *ast.Ident:
		p.functionValue(n, at)
	case *ast.SelectorExpr:
		p.writeEmbedded(n)
		p.methodValue(n, at)
		p.methodExpression(n, at)
	case *ast.IndexExpr:
		n.X = p.pointedTo(n.X)
	case *ast.TypeAssertExpr:
		if n.Type != nil {
			p.assertion(n, at)
		}
	case *ast.TypeSwitchStmt:
		p.typeSwitch(n, at)
	}
	return true
}

func (p *dynamicPass) assignment(n *ast.AssignStmt) {
	if n.Tok == token.ASSIGN && len(n.Rhs) == 1 && len(n.Lhs) > 1 {
		wanted := make([]types.Type, len(n.Lhs))
		for i, e := range n.Lhs {
			wanted[i] = p.Info.TypeOf(e)
		}
		p.several(n.Rhs[0], wanted)
	}
	if n.Tok != token.ASSIGN || len(n.Lhs) != len(n.Rhs) {
		return
	}
	for i := range n.Rhs {
		n.Rhs[i] = p.convert(n.Rhs[i], p.Info.TypeOf(n.Lhs[i]))
	}
}

// several refuses a call with several values, one of which would have to be converted to error on the way.
func (p *dynamicPass) several(call ast.Expr, to []types.Type) {
	values, ok := p.Info.TypeOf(call).(*types.Tuple)
	if !ok || values.Len() != len(to) {
		return
	}
	for i, want := range to {
		from := values.At(i).Type()
		if want != nil && isError(want) && !isError(from) && p.ofCells(from) {
			p.fail(call.Pos(), "a call whose %s becomes an error together with other values is not supported: store it in a variable first",
				typeName(from))
		}
	}
}

func (p *dynamicPass) composite(n *ast.CompositeLit) {
	t := p.Info.TypeOf(n)
	if t == nil {
		return
	}
	if ptr, ok := under[*types.Pointer](t); ok {
		t = ptr.Elem()
	}
	p.writeTypes(n, t)
	switch u := t.Underlying().(type) {
	case *types.Struct:
		for i, e := range n.Elts {
			if kv, ok := e.(*ast.KeyValueExpr); ok {
				if field, ok := p.Info.Uses[kv.Key.(*ast.Ident)].(*types.Var); ok {
					kv.Value = p.convert(kv.Value, field.Type())
				}
				continue
			}
			n.Elts[i] = p.convert(e, u.Field(i).Type())
		}
	case *types.Map:
		for _, e := range n.Elts {
			kv := e.(*ast.KeyValueExpr)
			kv.Key, kv.Value = p.convert(kv.Key, u.Key()), p.convert(kv.Value, u.Elem())
		}
	case *types.Slice:
		p.elements(n, u.Elem())
		p.writeKeys(n, u.Elem())
	case *types.Array:
		p.elements(n, u.Elem())
		p.writeKeys(n, u.Elem())
	}
}

func (p *dynamicPass) elements(n *ast.CompositeLit, elem types.Type) {
	for i, e := range n.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			kv.Value = p.convert(kv.Value, elem)
			continue
		}
		n.Elts[i] = p.convert(e, elem)
	}
}

// writeKeys writes out the elements that the keys of an array or slice literal pass over, if they are few: in a condition, the
// interpreter takes a key for the condition.
func (p *dynamicPass) writeKeys(n *ast.CompositeLit, elem types.Type) {
	const most = 32 // elements that are written out
	at := map[int]ast.Expr{}
	next, keyed := 0, false
	for _, e := range n.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			i, exact := constant.Int64Val(constant.ToInt(p.Info.Types[kv.Key].Value))
			if !exact || i > most {
				return
			}
			next, e, keyed = int(i), kv.Value, true
		}
		at[next] = e
		next++
	}
	if !keyed || p.zero(elem, n.Pos()) == nil {
		return
	}
	list := make([]ast.Expr, slices.Max(slices.Collect(maps.Keys(at)))+1)
	for i := range list {
		list[i] = at[i]
		if list[i] == nil {
			list[i] = p.zero(elem, n.Lbrace)
		}
	}
	n.Elts = list
}

func (p *dynamicPass) call(n *ast.CallExpr, at *astutil.Cursor) {
	tv, ok := p.Info.Types[n.Fun]
	if !ok {
		return
	}
	if tv.IsType() {
		if isError(tv.Type) && len(n.Args) == 1 {
			if e := p.convert(n.Args[0], tv.Type); e != n.Args[0] {
				at.Replace(e)
			}
		}
		p.toAny(n, tv.Type, at)
		return
	}
	sig, ok := under[*types.Signature](tv.Type)
	if !ok || sig.Params().Len() == 0 {
		return
	}
	switch p.callee(n) {
	case "errors.As":
		p.errorsAs(n)
		return
	case "fmt.Errorf": // which looks for errors among values of any type
		for i := 1; i < len(n.Args) && !n.Ellipsis.IsValid(); i++ {
			if t := p.Info.TypeOf(n.Args[i]); t != nil && !types.IsInterface(t) && types.Implements(t, errorType.Underlying().(*types.Interface)) {
				n.Args[i] = p.convert(n.Args[i], errorType)
			}
		}
		return
	}
	for i := range n.Args {
		n.Args[i] = p.convert(n.Args[i], parameter(sig, i, n.Ellipsis.IsValid()))
	}
	p.pack(n, sig)
}

// toAny has a value that may be nil converted to any by a call: to the interpreter, the conversion of a nil pointer is nil.
func (p *dynamicPass) toAny(n *ast.CallExpr, to types.Type, at *astutil.Cursor) {
	if !isAny(to) || len(n.Args) != 1 {
		return
	}
	switch p.Info.TypeOf(n.Args[0]).Underlying().(type) {
	case *types.Pointer, *types.Map, *types.Slice, *types.Chan, *types.Signature:
		p.rewriter.functions["anyˑ"] = "func anyˑ(v any) any {\nreturn v\n}\n"
		at.Replace(p.typed(p.callTo("anyˑ", n.Args[0]), to))
	}
}

// pack hands the values for a variadic parameter of an interface type over as a slice, where code of cells is called: the
// interpreter drops nil among them and spreads a slice that is one of them.
func (p *dynamicPass) pack(n *ast.CallExpr, sig *types.Signature) {
	fixed := sig.Params().Len() - 1
	if !sig.Variadic() || n.Ellipsis.IsValid() || len(n.Args) <= fixed || p.compiled(n.Fun) {
		return
	}
	slice, ok := sig.Params().At(fixed).Type().(*types.Slice)
	if !ok || !types.IsInterface(slice.Elem()) {
		return
	}
	if t, ok := p.Info.TypeOf(n.Args[0]).(*types.Tuple); ok && t.Len() != 1 {
		return
	}
	typ, err := p.tryTypeExpr(slice)
	if err != nil {
		return
	}
	pos := n.Args[fixed].Pos()
	packed := p.typed(&ast.CompositeLit{Type: typ, Lbrace: pos, Elts: n.Args[fixed:], Rbrace: n.Rparen}, slice)
	n.Args = append(n.Args[:fixed:fixed], packed)
	n.Ellipsis = n.Rparen
}

// compiled tells whether an expression names a function or method that no cell declares.
func (r *rewriter) compiled(f ast.Expr) bool {
	var id *ast.Ident
	switch f := ast.Unparen(f).(type) {
	case *ast.Ident:
		id = f
	case *ast.SelectorExpr:
		id = f.Sel
	default:
		return false
	}
	switch obj := r.Info.Uses[id].(type) {
	case *types.Builtin:
		return true
	case *types.Func:
		return obj.Pkg() != r.Pkg
	}
	return false
}

// callee is the package-level function that a call calls, as in "errors.As"; empty for any other.
func (r *rewriter) callee(n *ast.CallExpr) string {
	sel, ok := ast.Unparen(n.Fun).(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	f, ok := r.Info.Uses[sel.Sel].(*types.Func)
	if !ok || f.Pkg() == nil || f.Signature().Recv() != nil {
		return ""
	}
	return f.Pkg().Path() + "." + f.Name()
}

func (p *dynamicPass) convertAll(list []ast.Expr, to types.Type) {
	for i := range list {
		list[i] = p.convert(list[i], to)
	}
}

// convert makes the conversion of a cell's value to error explicit: the interpreter's own loses which type the value has.
func (p *dynamicPass) convert(e ast.Expr, to types.Type) ast.Expr {
	from := p.Info.TypeOf(e)
	if p.differByTag(from, to) {
		if typ, err := p.tryTypeExpr(to); err == nil {
			return p.typed(&ast.CallExpr{Fun: &ast.ParenExpr{Lparen: e.Pos(), X: typ, Rparen: e.Pos()}, Lparen: e.Pos(),
				Args: []ast.Expr{e}, Rparen: e.Pos()}, to)
		}
	}
	if to == nil || from == nil || isError(from) {
		return e
	}
	if !isError(to) {
		return p.copied(e, from, to)
	}
	if types.IsInterface(from) {
		if p.ofCells(from) || types.IsInterface(from) && types.Unalias(from) != to {
			return p.typed(p.callTo(p.assertFunction(from, to, e.Pos(), nilable), e), to)
		}
		return e
	}
	if !p.ofCells(from) {
		return e
	}
	return p.typed(p.boxed(from, e), to)
}

// noteComparison notes what a comparison compares, if that is an array or a struct and both have the same type.
func (p *dynamicPass) noteComparison(n *ast.BinaryExpr) {
	t := p.Info.TypeOf(n.X)
	if t == nil || p.Info.TypeOf(n.Y) == nil || !types.Identical(t, p.Info.TypeOf(n.Y)) {
		return
	}
	switch t.Underlying().(type) {
	case *types.Array, *types.Struct:
		p.compared[n] = t
	}
}

// copied has the struct or array in a variable copied where it becomes a value of an interface type with methods: to the
// interpreter, the interface would go on holding the variable.
func (p *dynamicPass) copied(e ast.Expr, from, to types.Type) ast.Expr {
	if i, ok := under[*types.Interface](to); !ok || i.NumMethods() == 0 || types.IsInterface(from) || p.local(from) {
		return e
	}
	switch from.Underlying().(type) {
	case *types.Struct, *types.Array:
	default:
		return e
	}
	switch ast.Unparen(e).(type) {
	case *ast.Ident, *ast.SelectorExpr, *ast.IndexExpr, *ast.StarExpr:
	default:
		return e
	}
	typ, err := p.tryTypeExpr(from)
	if err != nil {
		return e
	}
	text := types.ExprString(typ)
	name := "copyˑ" + identifier(text)
	p.rewriter.functions[name] = "func " + name + "(v " + text + ") " + text + " {\nreturn v\n}\n"
	return p.typed(p.callTo(name, e), from)
}

// differByTag tells whether one of two types is a cell's struct type, which has a tag, and the other the same without a name.
func (p *dynamicPass) differByTag(from, to types.Type) bool {
	if from == nil || to == nil {
		return false
	}
	_, plainFrom := types.Unalias(from).(*types.Struct)
	_, plainTo := types.Unalias(to).(*types.Struct)
	_, pointer := types.Unalias(from).(*types.Pointer)
	return !pointer && (plainFrom && p.ofCells(to) && !types.IsInterface(to) || plainTo && p.ofCells(from))
}

func (p *dynamicPass) typed(e ast.Expr, t types.Type) ast.Expr {
	p.Info.Types[e] = types.TypeAndValue{Type: t}
	return e
}

func (p *dynamicPass) callTo(name string, e ast.Expr) ast.Expr {
	return &ast.CallExpr{Fun: &ast.Ident{Name: name, NamePos: e.Pos()}, Lparen: e.Pos(), Args: []ast.Expr{e}, Rparen: e.Pos()}
}

var errorType = types.Universe.Lookup("error").Type()

func isError(t types.Type) bool { return types.Identical(t, errorType) }

// ofCells tells whether a type, or what it points to, is declared in a cell.
func (r *rewriter) ofCells(t types.Type) bool {
	named, ok := deref(t).(*types.Named)
	return ok && named.Obj().Pkg() == r.Pkg
}

// local tells whether a type, or what it points to, is declared inside a function.
func (r *rewriter) local(t types.Type) bool {
	named, ok := deref(t).(*types.Named)
	return ok && named.Obj().Pkg() == r.Pkg && named.Origin().Obj().Parent() != r.Pkg.Scope()
}

// boxed is the conversion of a cell's value to error: a compiled value that knows the type and calls its methods.
func (r *rewriter) boxed(t types.Type, e ast.Expr) ast.Expr {
	pos := e.Pos()
	if r.local(t) {
		r.fail(pos, "%s is declared in a function and used as an error, which is not supported: declare it outside", typeName(t))
		return e
	}
	key := &ast.BasicLit{Kind: token.STRING, Value: quote(r.class(t)), ValuePos: pos}
	return &ast.CallExpr{Fun: r.helper("Error", pos), Lparen: pos, Args: []ast.Expr{key, e}, Rparen: e.Pos()}
}

// class tells the engine, before the unit runs, how a type's methods of errors are called; it returns the type's key.
func (r *rewriter) class(t types.Type) string {
	key := r.typeText(t)
	if r.classes[key] != "" {
		return key
	}
	helpers := r.packageName(helpersPath)
	text := helpers + ".Class(" + quote(key) + ", func(v any) string { return v.(" + key + ").Error() })\n"
	methods := types.NewMethodSet(t)
	if m := methods.Lookup(r.Pkg, "Unwrap"); m != nil && m.Type().String() == "func() error" {
		text += helpers + ".Unwrap(" + quote(key) + ", func(v any) error { return v.(" + key + ").Unwrap() })\n"
	}
	if m := methods.Lookup(r.Pkg, "Is"); m != nil && types.Identical(m.Type().(*types.Signature).Params(), types.NewTuple(types.NewParam(0, nil, "", errorType))) {
		text += helpers + ".Is(" + quote(key) + ", func(v any, target error) bool { return v.(" + key + ").Is(target) })\n"
	}
	r.classes[key] = text
	return key
}

// errorsAs calls a function of the engine's own where errors.As is to find a cell's type.
func (p *dynamicPass) errorsAs(n *ast.CallExpr) {
	if len(n.Args) != 2 {
		return
	}
	ptr, ok := under[*types.Pointer](p.Info.TypeOf(n.Args[1]))
	if !ok || !p.ofCells(ptr.Elem()) {
		return
	}
	t := ptr.Elem()
	if types.IsInterface(t) || p.local(t) {
		p.fail(n.Args[1].Pos(), "errors.As cannot look for %s in a cell yet: let it look for a struct type declared outside functions", typeName(t))
		return
	}
	pos := n.Pos()
	name := "asˑ" + identifier(p.typeText(t))
	p.rewriter.functions[name] = "func " + name + "(err error, target *" + p.typeText(t) + ") bool {\n" +
		"v, ok := " + p.packageName(helpersPath) + ".As(err, " + quote(p.class(t)) + ")\n" +
		"if ok {\n*target = v.(" + p.typeText(t) + ")\n}\nreturn ok\n}\n"
	n.Fun = &ast.Ident{Name: name, NamePos: pos}
}

func typeName(t types.Type) string {
	return types.TypeString(t, func(p *types.Package) string {
		if p.Path() == "main" {
			return ""
		}
		return p.Name()
	})
}

// under is a type's underlying type, if it is of kind T.
func under[T types.Type](t types.Type) (T, bool) {
	var none T
	if t == nil {
		return none, false
	}
	u, ok := t.Underlying().(T)
	return u, ok
}

// concrete lists the types of the session that implement an interface: T, or *T where only that does.
func (r *rewriter) concrete(iface types.Type) []types.Type {
	var list []types.Type
	i := iface.Underlying().(*types.Interface)
	scope := r.Pkg.Scope()
	for _, name := range scope.Names() {
		obj, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || obj.IsAlias() || types.IsInterface(obj.Type()) {
			continue
		}
		if named, ok := obj.Type().(*types.Named); !ok || named.TypeParams().Len() > 0 {
			continue
		}
		for _, t := range []types.Type{obj.Type(), types.NewPointer(obj.Type())} {
			if types.Implements(t, i) {
				list = append(list, t)
			}
		}
	}
	return list
}

// locals lists the types declared in functions of the cell.
func (r *rewriter) locals() []types.Type {
	var list []types.Type
	for _, obj := range r.Info.Defs {
		name, ok := obj.(*types.TypeName)
		if !ok || name.Parent() == r.Pkg.Scope() || name.IsAlias() {
			continue
		}
		if named, ok := name.Type().(*types.Named); ok && !types.IsInterface(named) {
			list = append(list, named, types.NewPointer(named))
		}
	}
	slices.SortFunc(list, func(a, b types.Type) int { return int(objectOf(a).Pos() - objectOf(b).Pos()) })
	return list
}

func objectOf(t types.Type) *types.TypeName { return deref(t).(*types.Named).Obj() }

func (r *rewriter) classesName() string { return "classesˑ" + strconv.Itoa(r.serial) }

// classesText is the function that tells the engine of the types of errors.
func (r *rewriter) classesText() string {
	if len(r.classes) == 0 {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "func %s() {\n%s.Classes(%q)\n", r.classesName(), r.packageName(helpersPath), r.classesName())
	for _, key := range slices.Sorted(maps.Keys(r.classes)) {
		b.WriteString(r.classes[key])
	}
	b.WriteString("}\n")
	return b.String()
}
