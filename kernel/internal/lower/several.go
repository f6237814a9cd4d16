package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"
)

// several hands the results of a call, some of which become values in interfaces on the way, through a function of the unit that
// converts them.
func (p *dynamicPass) several(call ast.Expr, to []types.Type) ast.Expr {
	tuple, ok := p.Info.TypeOf(call).(*types.Tuple)
	if !ok || !p.changes(tuple, to) {
		return call
	}
	return p.allConverted(call, tuple, to)
}

// declared does the same where the results declare variables of a type: to the interpreter these would have the types of the results.
func (p *dynamicPass) declared(call ast.Expr, to types.Type) ast.Expr {
	tuple, ok := p.Info.TypeOf(call).(*types.Tuple)
	if !ok {
		return call
	}
	wanted := slices.Repeat([]types.Type{to}, tuple.Len())
	if _, isCall := ast.Unparen(call).(*ast.CallExpr); !p.changes(tuple, wanted) && !(isCall && entersInterface(tuple, wanted)) {
		return call
	}
	return p.allConverted(call, tuple, wanted)
}

func (p *dynamicPass) allConverted(call ast.Expr, tuple *types.Tuple, to []types.Type) ast.Expr {
	if _, ok := ast.Unparen(call).(*ast.CallExpr); !ok {
		p.fail(call.Pos(), "a value that becomes one in an interface here, with whether there is one, is not supported: store both in variables first")
		return call
	}
	params, values := p.taken(tuple, to)
	var results []*types.Var
	for i, t := range to {
		if t == nil {
			t = tuple.At(i).Type()
		}
		results = append(results, types.NewVar(token.NoPos, nil, "", t))
	}
	sig := types.NewSignatureType(nil, nil, nil, nil, types.NewTuple(results...), false)
	name := p.ownName("several")
	p.rewriter.functions[name] = fmt.Sprintf("func %s(%s)%s {\nreturn %s\n}\n", name, params, p.resultText(sig), strings.Join(values, ", "))
	return p.typed(p.callTo(name, call), sig.Results())
}

// spreads makes f(g()) run, where g has several results of which f has to get some in another form: f is called by a function
// that takes the results as they are.
func (p *dynamicPass) spreads(n *ast.CallExpr, sig *types.Signature) bool {
	if len(n.Args) != 1 {
		return false
	}
	tuple, ok := p.Info.TypeOf(n.Args[0]).(*types.Tuple)
	if !ok || tuple.Len() < 2 {
		return false
	}
	var wanted []types.Type
	for i := range tuple.Len() {
		wanted = append(wanted, parameter(sig, i, false))
	}
	f := ast.Unparen(n.Fun)
	sel, _ := f.(*ast.SelectorExpr)
	ofInterface := sel != nil && p.Info.Selections[sel] != nil && p.isDynamic(p.Info.TypeOf(sel.X))
	if !p.changes(tuple, wanted) && !ofInterface && (!sig.Variadic() || p.compiled(f)) {
		return false
	}
	switch fun := f.(type) {
	case *ast.Ident:
		f = p.function(fun)
	case *ast.SelectorExpr:
		if s := p.Info.Selections[fun]; s != nil && s.Kind() == types.MethodVal {
			f = p.boundMethod(fun)
		}
	}
	params, values := p.taken(tuple, wanted)
	if fixed := sig.Params().Len() - 1; sig.Variadic() {
		slice := p.typeText(sig.Params().At(fixed).Type())
		values = append(values[:fixed:fixed], slice+"{"+strings.Join(values[fixed:], ", ")+"}...")
	}
	back := ""
	if sig.Results().Len() > 0 {
		back = "return "
	}
	name, results := p.ownName("spread"), p.resultText(sig)
	p.rewriter.functions[name] = fmt.Sprintf("func %s(f %s) func(%s)%s {\nreturn func(%s)%s {\n%sf(%s)\n}\n}\n",
		name, p.typeText(sig), params, results, params, results, back, strings.Join(values, ", "))
	plain := types.NewSignatureType(nil, nil, nil, tuple, sig.Results(), false)
	n.Fun = p.typed(p.callTo(name, f), plain)
	return true
}

// taken are parameters for several values, and the values as they are wanted.
func (p *dynamicPass) taken(tuple *types.Tuple, wanted []types.Type) (params string, values []string) {
	var list []string
	for i := range tuple.Len() {
		v := &ast.Ident{Name: "v" + strconv.Itoa(i)}
		list = append(list, v.Name+" "+p.typeText(tuple.At(i).Type()))
		values = append(values, exprText(p.convert(p.typed(v, tuple.At(i).Type()), wanted[i])))
	}
	return strings.Join(list, ", "), values
}

// ownName is the name of a function that only one expression calls.
func (r *rewriter) ownName(prefix string) string {
	return r.temp(prefix) + "ˑ" + strconv.Itoa(r.serial)
}

// receiveFirst has a clause of a select statement receive into variables of its own, and assign what is received in its body, where
// it can be converted.
func (p *dynamicPass) receiveFirst(n *ast.CommClause) {
	assign, ok := n.Comm.(*ast.AssignStmt)
	if !ok || assign.Tok != token.ASSIGN {
		return
	}
	receive := received(assign)
	ch, ok := under[*types.Chan](p.Info.TypeOf(receive.X))
	if !ok {
		return
	}
	pos := assign.Pos()
	define := &ast.AssignStmt{Tok: token.DEFINE, TokPos: pos, Rhs: assign.Rhs}
	var body []ast.Stmt
	for i, to := range assign.Lhs {
		typ := ch.Elem()
		if i == 1 {
			typ = types.Typ[types.Bool]
		}
		name := p.temp("received")
		define.Lhs = append(define.Lhs, p.typed(&ast.Ident{Name: name, NamePos: pos}, typ))
		body = append(body, &ast.AssignStmt{Lhs: []ast.Expr{to}, Tok: token.ASSIGN, TokPos: pos,
			Rhs: []ast.Expr{p.typed(&ast.Ident{Name: name, NamePos: pos}, typ)}})
	}
	n.Comm, n.Body = define, append(body, n.Body...)
}
