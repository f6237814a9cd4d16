package lower

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/astutil"
)

// A dynamicPass rewrites what depends on the type of the value in an interface, before all other rewritings: conversions to
// interfaces, calls of their methods, type assertions and type switches. Its new nodes are recorded in the rewriter's Info.
type dynamicPass struct {
	*rewriter
	functions []*types.Signature // around the node, innermost last
	loops     []int              // how many loops are around the node, in each of these functions
	defined   map[string]bool    // the names that the cell defines, labels aside; nil until it is needed
	node      ast.Node
	shared    map[types.Object]bool // see isShared; nil before it is needed
	bounds
}

func (r *rewriter) dynamic(node ast.Node) ast.Node {
	p := &dynamicPass{rewriter: r, node: node, bounds: newBounds()}
	return astutil.Apply(node, p.before, p.after)
}

func (p *dynamicPass) before(at *astutil.Cursor) bool {
	p.enter(at)
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
	case *ast.CommClause:
		p.receiveFirst(n)
	case *ast.LabeledStmt:
		p.renameLabel(n.Label)
	case *ast.BranchStmt:
		p.renameLabel(n.Label)
	}
	return true
}

// renameLabel renames a label that has the name of a variable or function: to the interpreter it would be that.
func (p *dynamicPass) renameLabel(label *ast.Ident) {
	if label == nil {
		return
	}
	if p.defined == nil {
		p.defined = map[string]bool{}
		for id, obj := range p.Info.Defs {
			if _, isLabel := obj.(*types.Label); obj != nil && !isLabel {
				p.defined[id.Name] = true
			}
		}
	}
	if p.defined[label.Name] || p.Pkg.Scope().Lookup(label.Name) != nil {
		label.Name += "ˑlabel"
	}
}

func (p *dynamicPass) after(at *astutil.Cursor) bool {
	node, checked := at.Node(), hasChecks(at)
	p.rewriteDynamic(at)
	p.leave(node, checked, at)
	return true
}

func (p *dynamicPass) rewriteDynamic(at *astutil.Cursor) {
	switch n := at.Node().(type) {
	case *ast.FuncDecl, *ast.FuncLit:
		p.functions, p.loops = p.functions[:len(p.functions)-1], p.loops[:len(p.loops)-1]
	case *ast.ForStmt:
		p.loops[len(p.loops)-1]--
	case *ast.RangeStmt:
		p.loops[len(p.loops)-1]--
		n.X = p.unwrapped(n.X)
		p.rangeArray(n)
	case *ast.DeferStmt:
		p.deferred(n, at)
	case *ast.AssignStmt:
		if n.Tok == token.SHL_ASSIGN || n.Tok == token.SHR_ASSIGN {
			p.checkShift(&n.Rhs[0])
		}
		p.assignment(n, at)
		p.parallel(n, at)
		p.commaOKStatement(n, at)
	case *ast.IfStmt:
		onlyIf := n.Cond
		if n.Else != nil {
			onlyIf = nil
		}
		p.commaOKInit(&n.Init, onlyIf, at)
	case *ast.ValueSpec:
		if n.Type != nil {
			p.convertAll(n.Values, p.Info.TypeOf(n.Type))
			if len(n.Values) == 1 && len(n.Names) > 1 {
				n.Values[0] = p.declared(n.Values[0], p.Info.TypeOf(n.Type))
			}
		}
	case *ast.ReturnStmt:
		first := p.callsFirst(n)
		if sig := p.functions[len(p.functions)-1]; sig != nil && sig.Results().Len() == len(n.Results) {
			for i := range n.Results {
				n.Results[i] = p.convert(n.Results[i], sig.Results().At(i).Type())
			}
		} else if sig != nil && len(n.Results) == 1 {
			var wanted []types.Type
			for v := range sig.Results().Variables() {
				wanted = append(wanted, v.Type())
			}
			if define, values := p.spread(n.Results[0], wanted); define != nil {
				back := &ast.ReturnStmt{Return: n.Return, Results: values}
				at.Replace(&ast.BlockStmt{Lbrace: n.Pos(), Rbrace: n.End(), List: []ast.Stmt{define, back}})
			}
		}
		if len(first) > 0 {
			at.Replace(&ast.BlockStmt{Lbrace: n.Pos(), Rbrace: n.End(), List: append(first, n)})
		}
	case *ast.IndexExpr:
		n.X = p.pointedTo(p.unwrapped(n.X))
		if m, ok := under[*types.Map](p.Info.TypeOf(n.X)); ok {
			n.Index = p.typedNil(p.convert(n.Index, m.Key()), m.Key())
		}
		p.checkIndex(n, at)
	case *ast.SliceExpr:
		t := p.Info.TypeOf(n.X)
		n.X = p.unwrapped(n.X)
		p.checkSlice(n)
		p.sliceSelf(n, t, at)
	case *ast.StarExpr:
		n.X = p.unwrapped(n.X)
	case *ast.UnaryExpr:
		if n.Op == token.ARROW {
			p.innermost().called = true
			n.X = p.unwrapped(n.X)
		}
	case *ast.SwitchStmt:
		init := n.Init
		p.switchSelf(n)
		p.expressionSwitch(n, at)
		if at.Node() == n && n.Init == init {
			p.commaOKInit(&n.Init, nil, at)
		}
	case *ast.SendStmt:
		if c, ok := under[*types.Chan](p.Info.TypeOf(n.Chan)); ok {
			n.Value = p.convert(n.Value, c.Elem())
			n.Chan = p.unwrapped(n.Chan)
		}
	case *ast.BinaryExpr:
		if p.Info.Types[n.X].IsNil() { // to the interpreter, no interface is equal to nil on its left
			n.X, n.Y = n.Y, n.X
		}
		if n.Op == token.SHL || n.Op == token.SHR {
			p.checkShift(&n.Y)
		}
		p.compareSelf(n)
		if n.Op == token.EQL || n.Op == token.NEQ {
			n.X = p.convert(n.X, p.Info.TypeOf(n.Y))
			n.Y = p.convert(n.Y, p.Info.TypeOf(n.X))
			p.noteComparison(n)
		}
	case *ast.CompositeLit:
		p.composite(n)
		p.literalSelf(n, at)
	case *ast.CallExpr:
		p.passCall(n)
		p.call(n, at)
		p.methodCall(n)
		p.builtinSelf(n, at)
	case *ast.Ident:
		p.functionValue(n, at)
	case *ast.SelectorExpr:
		p.writeEmbedded(n)
		p.methodValue(n, at)
		p.methodExpression(n, at)
	case *ast.TypeAssertExpr:
		if n.Type != nil {
			p.assertion(n, at)
		}
	case *ast.TypeSwitchStmt:
		p.typeSwitch(n, at)
	}
}

func (p *dynamicPass) assignment(n *ast.AssignStmt, at *astutil.Cursor) {
	if n.Tok != token.ASSIGN && n.Tok != token.DEFINE {
		return
	}
	wanted := make([]types.Type, len(n.Lhs))
	for i, e := range n.Lhs {
		if id, ok := e.(*ast.Ident); ok && n.Tok == token.DEFINE && p.Info.Defs[id] != nil {
			continue // a new variable has the type of its value
		}
		wanted[i] = p.Info.TypeOf(e)
	}
	if len(n.Lhs) == len(n.Rhs) {
		for i := range n.Rhs {
			n.Rhs[i] = p.convert(n.Rhs[i], wanted[i])
			if _, clause := at.Parent().(*ast.CommClause); wanted[i] != nil && !clause {
				p.storeApart(n.Lhs[i], &n.Rhs[i])
			}
		}
		return
	}
	if n.Tok == token.ASSIGN && at.Index() >= 0 {
		if define, values := p.spread(n.Rhs[0], wanted); define != nil {
			again := &ast.AssignStmt{Lhs: n.Lhs, Tok: token.ASSIGN, TokPos: n.TokPos, Rhs: values}
			at.Replace(&ast.BlockStmt{Lbrace: n.Pos(), Rbrace: n.End(), List: []ast.Stmt{define, again}})
		}
		return
	}
	n.Rhs[0] = p.several(n.Rhs[0], wanted)
	p.storeSeveralApart(n)
}

// spread replaces several values, some of which become values in interfaces on the way, by variables: it returns the statement
// that defines them and the converted variables, or nil where nothing is converted.
func (p *dynamicPass) spread(values ast.Expr, to []types.Type) (ast.Stmt, []ast.Expr) {
	tuple, ok := p.Info.TypeOf(values).(*types.Tuple)
	if !ok || !p.changes(tuple, to) && !entersInterface(tuple, to) {
		return nil, nil
	}
	pos := values.Pos()
	define := &ast.AssignStmt{Tok: token.DEFINE, TokPos: pos, Rhs: []ast.Expr{values}}
	var converted []ast.Expr
	for i, want := range to {
		name := p.temp("value")
		define.Lhs = append(define.Lhs, &ast.Ident{Name: name, NamePos: pos})
		e := p.typed(&ast.Ident{Name: name, NamePos: pos}, tuple.At(i).Type())
		converted = append(converted, p.convert(e, want))
	}
	return define, converted
}

// changes tells whether one of several values has to be converted.
func (p *dynamicPass) changes(tuple *types.Tuple, to []types.Type) bool {
	if tuple.Len() != len(to) {
		return false
	}
	for i, want := range to {
		from := tuple.At(i).Type()
		if want != nil && types.IsInterface(want) && (!types.IsInterface(from) && p.isMirrored(from) || p.isCompiled(want) && p.isDynamic(from)) {
			return true
		}
	}
	return false
}

// entersInterface tells whether one of several values becomes one in an interface: where they are returned or assigned, the interpreter
// would lose it, or give the variable its type for good.
func entersInterface(tuple *types.Tuple, to []types.Type) bool {
	if tuple.Len() != len(to) {
		return false
	}
	for i, want := range to {
		if want != nil && types.IsInterface(want) && !types.IsInterface(tuple.At(i).Type()) {
			return true
		}
	}
	return false
}

// expressionSwitch compares the value of a switch over a value in an interface with each case: the interpreter converts it to the
// types of the cases.
func (p *dynamicPass) expressionSwitch(n *ast.SwitchStmt, at *astutil.Cursor) {
	t := p.Info.TypeOf(n.Tag)
	if n.Tag == nil || t == nil || !types.IsInterface(t) {
		return
	}
	pos := n.Pos()
	name := p.temp("tag")
	tag := func() ast.Expr { return p.typed(&ast.Ident{Name: name, NamePos: pos}, t) }
	for _, c := range n.Body.List {
		clause := c.(*ast.CaseClause)
		for i, e := range clause.List {
			clause.List[i] = p.typed(&ast.BinaryExpr{X: tag(), Op: token.EQL, OpPos: e.Pos(), Y: p.convert(e, t)}, types.Typ[types.Bool])
		}
	}
	store := &ast.AssignStmt{Lhs: []ast.Expr{tag()}, Tok: token.DEFINE, TokPos: pos, Rhs: []ast.Expr{n.Tag}}
	n.Tag = nil
	if n.Init == nil {
		n.Init = store
		return
	}
	init := n.Init
	n.Init = store
	at.Replace(&ast.BlockStmt{Lbrace: pos, Rbrace: n.End(), List: []ast.Stmt{init, n}})
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
	if !ok || p.callSelf(n, at) {
		return
	}
	if tv.IsType() {
		if types.IsInterface(tv.Type) && len(n.Args) == 1 {
			e := p.convert(n.Args[0], tv.Type)
			if e != n.Args[0] && types.IsInterface(p.Info.TypeOf(e)) {
				at.Replace(e)
				return
			}
			n.Args[0] = e
		}
		p.toAny(n, tv.Type, at)
		return
	}
	sig, ok := under[*types.Signature](tv.Type)
	if !ok {
		return
	}
	if p.callee(n) == "errors.As" && p.errorsAs(n) || p.reflected(n) || p.spreads(n, sig) {
		return
	}
	for i := range n.Args {
		n.Args[i] = p.convert(n.Args[i], parameter(sig, i, n.Ellipsis.IsValid()))
	}
	if last := len(n.Args) - 1; n.Ellipsis.IsValid() && p.Info.Types[n.Args[last]].IsNil() { // which has no type to the interpreter
		slice := sig.Params().At(last).Type()
		n.Args[last] = p.typed(&ast.CallExpr{Fun: p.typeExpr(slice), Lparen: n.Args[last].Pos(), Args: []ast.Expr{n.Args[last]}, Rparen: n.Ellipsis}, slice)
	}
	p.pack(n, sig)
}

// toAny has a value that may be nil converted to any by a call: to the interpreter, the conversion of a nil pointer is nil, and a number
// that is compared with nil is no interface.
func (p *dynamicPass) toAny(n *ast.CallExpr, to types.Type, at *astutil.Cursor) {
	if !isAny(to) || len(n.Args) != 1 {
		return
	}
	switch p.Info.TypeOf(n.Args[0]).Underlying().(type) {
	case *types.Basic, *types.Struct, *types.Array:
		if _, compared := at.Parent().(*ast.BinaryExpr); !compared {
			return
		}
	case *types.Pointer, *types.Map, *types.Slice, *types.Chan, *types.Signature:
	default:
		return
	}
	p.rewriter.functions["anyˑ"] = "func anyˑ(v any) any {\nreturn v\n}\n"
	at.Replace(p.typed(p.callTo("anyˑ", n.Args[0]), to))
}

// pack hands the values for a variadic parameter over as a slice, where code of cells is called. Of values of an interface type the
// interpreter drops nil and spreads a slice, and it takes a function in a field for one without a variadic parameter.
func (p *dynamicPass) pack(n *ast.CallExpr, sig *types.Signature) {
	fixed := sig.Params().Len() - 1
	if !sig.Variadic() || n.Ellipsis.IsValid() || len(n.Args) <= fixed || p.compiled(n.Fun) {
		return
	}
	slice, ok := sig.Params().At(fixed).Type().(*types.Slice)
	if !ok || !types.IsInterface(slice.Elem()) && p.isDeclared(n.Fun) {
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

// isDeclared tells whether an expression names a function or method.
func (r *rewriter) isDeclared(f ast.Expr) bool {
	switch f := ast.Unparen(f).(type) {
	case *ast.Ident:
		_, ok := r.Info.Uses[f].(*types.Func)
		return ok
	case *ast.SelectorExpr:
		_, ok := r.Info.Uses[f.Sel].(*types.Func)
		return ok
	}
	return false
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

// convert makes the conversion of a value to an interface explicit: the interpreter's own loses which type the value has.
func (p *dynamicPass) convert(e ast.Expr, to types.Type) ast.Expr {
	from := p.Info.TypeOf(e)
	if wrapped := p.wrapped(e, from, to); wrapped != nil {
		return wrapped
	}
	if p.differByName(from, to) {
		if typ, err := p.tryTypeExpr(to); err == nil {
			return p.typed(&ast.CallExpr{Fun: &ast.ParenExpr{Lparen: e.Pos(), X: typ, Rparen: e.Pos()}, Lparen: e.Pos(),
				Args: []ast.Expr{e}, Rparen: e.Pos()}, to)
		}
	}
	if to == nil || from == nil || !types.IsInterface(to) {
		return e
	}
	if types.IsInterface(from) {
		if p.isCompiled(to) && p.isDynamic(from) {
			return p.typed(p.callTo(p.assertFunction(from, to, e.Pos(), nilable), e), to)
		}
		return e
	}
	if _, several := from.(*types.Tuple); several || from == types.Typ[types.UntypedNil] {
		return e
	}
	if !p.isMirrored(from) {
		if computed(e) {
			return p.typed(&ast.CallExpr{Fun: p.typeExpr(from), Lparen: e.Pos(), Args: []ast.Expr{e}, Rparen: e.End()}, from)
		}
		return p.copied(e, from, to)
	}
	return p.typed(p.boxed(from, to, e), to)
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
	if i, ok := under[*types.Interface](to); !ok || i.NumMethods() == 0 || types.IsInterface(from) {
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
	return p.viaFunction(e, from)
}

// viaFunction passes a value through a function of the unit, which copies it.
func (p *dynamicPass) viaFunction(e ast.Expr, t types.Type) ast.Expr {
	typ, err := p.tryTypeExpr(t)
	if err != nil {
		return e
	}
	text := exprText(typ)
	name := "copyˑ" + identifier(text)
	p.rewriter.functions[name] = "func " + name + "(v " + text + ") " + text + " {\nreturn v\n}\n"
	return p.typed(p.callTo(name, e), t)
}

// boxed is a value as compiled code is to see it, in an interface.
func (r *rewriter) boxed(from, to types.Type, e ast.Expr) ast.Expr {
	pos := e.Pos()
	key := &ast.BasicLit{Kind: token.STRING, Value: quote(r.key(from)), ValuePos: pos}
	box := &ast.CallExpr{Fun: r.helper("Box", pos), Lparen: pos, Args: []ast.Expr{key, e}, Rparen: e.Pos()}
	if to == nil || !r.isCompiled(to) {
		return box
	}
	return &ast.TypeAssertExpr{X: box, Type: r.typeExpr(to)}
}

// differByName tells whether one of two types is a cell's struct type and the other the same without a name, which the
// interpreter does not assign to each other.
func (p *dynamicPass) differByName(from, to types.Type) bool {
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

// ofCells tells whether a type, or what it points to, is declared in a cell.
func (r *rewriter) ofCells(t types.Type) bool {
	named, ok := deref(t).(*types.Named)
	return ok && named.Obj().Pkg() == r.Pkg
}

// errorsAs calls a function of the engine's own where errors.As is to find an interface that units have as any.
func (p *dynamicPass) errorsAs(n *ast.CallExpr) bool {
	if len(n.Args) != 2 {
		return false
	}
	ptr, ok := under[*types.Pointer](p.Info.TypeOf(n.Args[1]))
	if !ok || !p.isDynamic(ptr.Elem()) || isAny(ptr.Elem()) {
		return false
	}
	name := "asˑ" + p.typePart(ptr.Elem())
	p.rewriter.functions[name] = fmt.Sprintf("func %s(err error, target *%s) bool {\nreturn %s.As(err, target%s)\n}\n",
		name, p.typeText(ptr.Elem()), p.packageName(helpersPath), methodList(ptr.Elem()))
	params := types.NewTuple(types.NewParam(token.NoPos, nil, "", errorType), types.NewParam(token.NoPos, nil, "", ptr))
	n.Fun = p.typed(&ast.Ident{Name: name, NamePos: n.Pos()}, types.NewSignatureType(nil, nil, nil, params,
		types.NewTuple(types.NewParam(token.NoPos, nil, "", types.Typ[types.Bool])), false))
	return true
}

// reflected calls functions of the engine's own for those methods of reflect.Type that ask for the methods of an interface type,
// which may be one that units have as any.
func (p *dynamicPass) reflected(n *ast.CallExpr) bool {
	sel, ok := ast.Unparen(n.Fun).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	f, ok := p.Info.Uses[sel.Sel].(*types.Func)
	if !ok || f.FullName() != "(reflect.Type)."+f.Name() {
		return false
	}
	switch f.Name() {
	case "Implements", "AssignableTo", "ConvertibleTo", "NumMethod":
	default:
		return false
	}
	n.Fun = p.helper(f.Name(), sel.Pos())
	n.Args = append([]ast.Expr{sel.X}, n.Args...)
	return true
}

// methodList writes the methods of an interface as further arguments: names and signatures, in turns.
func methodList(t types.Type) string {
	var b strings.Builder
	for m := range t.Underlying().(*types.Interface).Methods() {
		fmt.Fprintf(&b, ", %q, %q", m.Name(), signatureText(m.Signature()))
	}
	return b.String()
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
	var names []*types.TypeName
	for _, name := range scope.Names() {
		if obj, ok := scope.Lookup(name).(*types.TypeName); ok && r.SymbolOf(obj) != nil {
			names = append(names, obj)
		}
	}
	for _, spec := range r.locals {
		names = append(names, r.Info.Defs[spec.Name].(*types.TypeName))
	}
	for _, obj := range names {
		named, ok := obj.Type().(*types.Named)
		if !ok || obj.IsAlias() || types.IsInterface(named) {
			continue
		}
		for _, t := range []types.Type{named, types.NewPointer(named)} {
			if types.Implements(t, i) {
				list = append(list, t)
			}
		}
	}
	return list
}

// computed tells whether an expression is one that the interpreter computes in place: it would compute most of them in the interface
// that a function returns, and panic.
func computed(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.UnaryExpr:
		return e.Op != token.AND && e.Op != token.ARROW
	case *ast.BinaryExpr:
		return true
	}
	return false
}
