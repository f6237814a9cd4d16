package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
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

func (p *dynamicPass) typed(e ast.Expr, t types.Type) ast.Expr {
	p.Info.Types[e] = types.TypeAndValue{Type: t}
	return e
}

var errorType = types.Universe.Lookup("error").Type()

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
