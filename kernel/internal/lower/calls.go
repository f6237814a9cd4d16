package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/astutil"
)

// nameParameters names parameters that have no name: the interpreter panics on methods with unnamed ones.
func (r *rewriter) nameParameters(t *ast.FuncType) { r.nameFields(t.Params, "p") }

func (r *rewriter) nameFields(list *ast.FieldList, name string) {
	for _, field := range list.List {
		if len(field.Names) == 0 {
			field.Names = []*ast.Ident{{Name: r.temp(name), NamePos: field.Type.Pos()}}
		}
	}
}

// clearResults starts a function with zero in its named results: the interpreter leaves in them what the same call returned
// the last time.
func (r *rewriter) clearResults(t *ast.FuncType, body *ast.BlockStmt) {
	if t.Results == nil {
		return
	}
	pos := body.Lbrace
	var list []ast.Stmt
	for _, field := range t.Results.List {
		for _, name := range field.Names {
			if name.Name == "_" {
				continue
			}
			id := &ast.Ident{Name: localName(name.Name), NamePos: pos}
			assign := &ast.AssignStmt{Lhs: []ast.Expr{id}, Tok: token.ASSIGN, TokPos: pos, Rhs: []ast.Expr{r.zero(r.Info.TypeOf(field.Type), pos)}}
			if assign.Rhs[0] != nil {
				list = append(list, assign)
				continue
			}
			zero := r.temp("zero")
			assign.Rhs[0] = &ast.Ident{Name: zero, NamePos: pos}
			list = append(list, &ast.DeclStmt{Decl: &ast.GenDecl{Tok: token.VAR, TokPos: pos, Specs: []ast.Spec{
				&ast.ValueSpec{Names: []*ast.Ident{{Name: zero, NamePos: pos}}, Type: field.Type}}}}, assign)
		}
	}
	body.List = append(list, body.List...)
}

// lowerReturn evaluates the values of a return statement before any result is set: the interpreter sets them one by one, and a
// later value may use a result that has a name.
func (r *rewriter) lowerReturn(n *ast.ReturnStmt, at *astutil.Cursor) {
	results := r.enclosing[len(r.enclosing)-1].Results
	if len(n.Results) < 2 || results == nil || len(results.List[0].Names) == 0 {
		return
	}
	pos := n.Pos()
	var list []ast.Stmt
	for i, e := range n.Results {
		if _, constant := e.(*ast.BasicLit); constant || r.Info.Types[e].IsNil() {
			continue
		}
		name := r.temp("result")
		store := &ast.AssignStmt{Lhs: []ast.Expr{&ast.Ident{Name: name, NamePos: pos}}, Tok: token.DEFINE, TokPos: pos, Rhs: []ast.Expr{e}}
		list = append(list, store)
		n.Results[i] = &ast.Ident{Name: name, NamePos: pos}
	}
	if len(list) > 1 {
		at.Replace(&ast.BlockStmt{Lbrace: pos, Rbrace: n.End(), List: append(list, n)})
		return
	}
	for i, e := range n.Results { // a single one needs no storing
		if id, ok := e.(*ast.Ident); ok && len(list) == 1 && id.Name == list[0].(*ast.AssignStmt).Lhs[0].(*ast.Ident).Name {
			n.Results[i] = list[0].(*ast.AssignStmt).Rhs[0]
		}
	}
}

// zero is the literal of a type's zero value; nil if it has none.
func (r *rewriter) zero(t types.Type, pos token.Pos) ast.Expr {
	if t == nil || r.isSelf(t) {
		return nil
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		if _, named := types.Unalias(t).(*types.Basic); !named {
			return nil
		}
		switch info := u.Info(); {
		case info&types.IsBoolean != 0:
			return &ast.Ident{Name: "false", NamePos: pos}
		case info&types.IsString != 0:
			return &ast.BasicLit{Kind: token.STRING, Value: `""`, ValuePos: pos}
		case info&types.IsInteger != 0:
			return number(pos, 0)
		}
	case *types.Pointer, *types.Slice, *types.Map, *types.Chan, *types.Signature, *types.Interface:
		if _, parameter := types.Unalias(t).(*types.TypeParam); !parameter {
			return &ast.Ident{Name: "nil", NamePos: pos}
		}
	}
	return nil
}

// bind makes a function literal that is handed over hold the variables of this turn of the loop around it: to the
// interpreter, one that goes straight into a compiled function has those of the turn in which it is called.
func (r *rewriter) bind(lit *ast.FuncLit, at *astutil.Cursor) {
	if r.remade[lit] {
		if name := at.Name(); name != "Fun" {
			at.Replace(r.made(lit))
		}
		return
	}
	if !r.inLoop[lit] {
		return
	}
	switch parent := at.Parent().(type) {
	case *ast.CallExpr:
		if at.Name() == "Args" && !r.Info.Types[parent.Fun].IsType() {
			at.Replace(r.bound(lit))
		}
	case *ast.KeyValueExpr:
		if at.Name() == "Value" {
			at.Replace(r.bound(lit))
		}
	case *ast.CompositeLit, *ast.SendStmt:
		at.Replace(r.bound(lit))
	case *ast.AssignStmt:
		if i := at.Index(); i >= 0 && i < len(parent.Lhs) && at.Name() == "Rhs" {
			if _, variable := parent.Lhs[i].(*ast.Ident); !variable {
				at.Replace(r.bound(lit))
			}
		}
	}
}

// bound passes a function literal through a function of the unit, which makes the interpreter bind it.
func (r *rewriter) bound(lit *ast.FuncLit) ast.Expr {
	typ := "func()"
	if t := r.Info.TypeOf(lit); t != nil {
		e, err := r.tryTypeExpr(t)
		if err != nil {
			return lit // it mentions a type that is local to a function: there is no such function of the unit
		}
		typ = types.ExprString(e)
	}
	return r.boundAs(typ, lit)
}

// made has a function literal made in a frame of its own, for two faults of the interpreter. A literal locks the frame that it
// is made in, which is locked as well while the deferred calls of that function run. And see remakeInLoops.
func (r *rewriter) made(lit *ast.FuncLit) ast.Expr {
	pos := lit.Pos()
	outer := &ast.FuncLit{
		Type: &ast.FuncType{Func: pos, Params: &ast.FieldList{}, Results: &ast.FieldList{List: []*ast.Field{{Type: lit.Type}}}},
		Body: &ast.BlockStmt{Lbrace: pos, Rbrace: lit.End(), List: []ast.Stmt{&ast.ReturnStmt{Return: pos, Results: []ast.Expr{lit}}}},
	}
	var f ast.Expr = outer
	if t := r.Info.TypeOf(lit); t == nil { // lowerGo's own
		f = r.boundAs("func() func()", outer)
	} else if e, err := r.tryTypeExpr(t); err == nil {
		f = r.boundAs("func() "+types.ExprString(e), outer)
	}
	return &ast.CallExpr{Fun: f, Lparen: pos, Rparen: lit.End()}
}

// boundAs passes a function literal whose type has the given text through a function of the unit.
func (r *rewriter) boundAs(typ string, lit *ast.FuncLit) ast.Expr {
	name := "bound" + identifier(typ)
	r.functions[name] = fmt.Sprintf("func %s(f %s) %s {\nreturn f\n}\n", name, typ, typ)
	return &ast.CallExpr{Fun: &ast.Ident{Name: name, NamePos: lit.Pos()}, Lparen: lit.Pos(), Args: []ast.Expr{lit}, Rparen: lit.End()}
}

// lowerGo starts a goroutine by a compiled helper, which catches a panic that would end the process. As the language says,
// the function and its arguments are evaluated first.
func (r *rewriter) lowerGo(n *ast.GoStmt, at *astutil.Cursor) {
	pos := n.Pos()
	call := n.Call
	var list []ast.Stmt
	if lit, ok := call.Fun.(*ast.FuncLit); !ok || len(call.Args) > 0 || lit.Type.Results != nil {
		list, call = r.evaluated(call)
	}
	var f *ast.FuncLit
	if lit, ok := call.Fun.(*ast.FuncLit); ok && len(call.Args) == 0 && lit.Type.Results == nil {
		f = lit
	} else {
		f = &ast.FuncLit{
			Type: &ast.FuncType{Func: pos, Params: &ast.FieldList{Opening: pos, Closing: pos}},
			Body: &ast.BlockStmt{Lbrace: pos, Rbrace: n.End(), List: []ast.Stmt{&ast.ExprStmt{X: call}}},
		}
	}
	start := &ast.ExprStmt{X: &ast.CallExpr{Fun: r.helper("Go", pos), Lparen: pos, Args: []ast.Expr{r.made(f)}, Rparen: n.End()}}
	if len(list) == 0 {
		at.Replace(start)
		return
	}
	at.Replace(&ast.BlockStmt{Lbrace: pos, Rbrace: n.End(), List: append(list, start)})
}

// lowerDefer evaluates the arguments of a deferred call at the defer statement: the interpreter would use the values that
// their variables have when the call runs, and lets all turns of a loop share the variables that a literal holds.
func (r *rewriter) lowerDefer(n *ast.DeferStmt, at *astutil.Cursor) {
	function := r.functionFirst(n)
	if lit, ok := n.Call.Fun.(*ast.FuncLit); ok && r.inTurn[lit] {
		pos := n.Pos()
		var list []ast.Stmt
		if len(n.Call.Args) > 0 || lit.Type.Results != nil {
			list, n.Call = r.evaluated(n.Call)
			lit = &ast.FuncLit{Type: &ast.FuncType{Func: pos, Params: &ast.FieldList{Opening: pos, Closing: pos}},
				Body: &ast.BlockStmt{Lbrace: pos, Rbrace: n.End(), List: []ast.Stmt{&ast.ExprStmt{X: n.Call}}}}
		}
		name := r.temp("deferred")
		n.Call = &ast.CallExpr{Fun: r.helper("Call", pos), Lparen: pos, Rparen: n.End(), Args: []ast.Expr{&ast.Ident{Name: name, NamePos: pos}}}
		at.Replace(&ast.BlockStmt{Lbrace: pos, Rbrace: n.End(), List: append(list,
			&ast.AssignStmt{Lhs: []ast.Expr{&ast.Ident{Name: name, NamePos: pos}}, Tok: token.DEFINE, TokPos: pos, Rhs: []ast.Expr{
				r.made(lit)}},
			n,
		)})
		return
	}
	list, call := r.evaluated(n.Call)
	if list = append(function, list...); len(list) == 0 {
		return
	}
	if call.Ellipsis.IsValid() { // the interpreter would not spread the slice
		pos := n.Pos()
		lit := &ast.FuncLit{Type: &ast.FuncType{Func: pos, Params: &ast.FieldList{Opening: pos, Closing: pos}},
			Body: &ast.BlockStmt{Lbrace: pos, Rbrace: n.End(), List: []ast.Stmt{&ast.ExprStmt{X: call}}}}
		call = &ast.CallExpr{Fun: r.helper("Call", pos), Lparen: pos, Rparen: n.End(), Args: []ast.Expr{r.made(lit)}}
	}
	n.Call = call
	at.Replace(&ast.BlockStmt{Lbrace: n.Pos(), Rbrace: n.End(), List: append(list, n)})
}

// functionFirst stores the function of a deferred call that is a variable or computed, and returns the statement that does.
func (r *rewriter) functionFirst(n *ast.DeferStmt) []ast.Stmt {
	f := ast.Unparen(n.Call.Fun)
	tv, known := r.Info.Types[f]
	if _, literal := f.(*ast.FuncLit); literal || !known || !tv.IsValue() || r.isDeclared(f) {
		return nil
	}
	name, pos := r.temp("deferred"), n.Pos()
	n.Call.Fun = &ast.Ident{Name: name, NamePos: pos}
	r.Info.Types[n.Call.Fun] = tv
	return []ast.Stmt{&ast.AssignStmt{Lhs: []ast.Expr{&ast.Ident{Name: name, NamePos: pos}}, Tok: token.DEFINE, TokPos: pos, Rhs: []ast.Expr{f}}}
}

// evaluated returns the statements that store a call's arguments in variables, and the call with the variables.
func (r *rewriter) evaluated(call *ast.CallExpr) ([]ast.Stmt, *ast.CallExpr) {
	sig, _ := r.Info.TypeOf(call.Fun).(*types.Signature)
	var list []ast.Stmt
	copied := *call
	copied.Args = nil
	for i, arg := range call.Args {
		if _, constant := arg.(*ast.BasicLit); constant || sig == nil {
			copied.Args = append(copied.Args, arg)
			continue
		}
		if t, ok := r.Info.TypeOf(arg).(*types.Basic); ok && t.Info()&types.IsUntyped != 0 || r.Info.TypeOf(arg) == nil {
			copied.Args = append(copied.Args, arg) // nil, or a folded constant
			continue
		}
		if t, ok := r.Info.TypeOf(arg).(*types.Tuple); ok && t.Len() != 1 {
			define := &ast.AssignStmt{Tok: token.DEFINE, TokPos: arg.Pos(), Rhs: []ast.Expr{arg}}
			for range t.Len() {
				name := r.temp("arg")
				define.Lhs = append(define.Lhs, &ast.Ident{Name: name, NamePos: arg.Pos()})
				copied.Args = append(copied.Args, &ast.Ident{Name: name, NamePos: arg.Pos()})
			}
			list = append(list, define)
			continue
		}
		name := r.temp("arg")
		typ := parameter(sig, i, call.Ellipsis.IsValid())
		spec := &ast.ValueSpec{Names: []*ast.Ident{{Name: name, NamePos: arg.Pos()}}, Values: []ast.Expr{arg}}
		if e, err := r.tryTypeExpr(typ); err == nil {
			spec.Type = e
		}
		list = append(list, &ast.DeclStmt{Decl: &ast.GenDecl{Tok: token.VAR, TokPos: arg.Pos(), Specs: []ast.Spec{spec}}})
		copied.Args = append(copied.Args, &ast.Ident{Name: name, NamePos: arg.Pos()})
	}
	return list, &copied
}

// parameter is the type of a call's parameter i.
func parameter(sig *types.Signature, i int, spread bool) types.Type {
	params := sig.Params()
	last := params.Len() - 1
	if sig.Variadic() && i >= last && !spread {
		if s, ok := params.At(last).Type().(*types.Slice); ok {
			return s.Elem()
		}
	}
	return params.At(min(i, last)).Type()
}
