package lower

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/astutil"
)

// commaOK is a statement that asks for a value and whether there is one, of which the interpreter leaves the variable as it was
// where there is none: x, ok = m[k], or x, ok = v.(T) for a basic type. It returns what sets the variable to zero then; nil for
// any other statement.
func (p *dynamicPass) commaOK(s ast.Stmt) ast.Stmt {
	n, isAssign := s.(*ast.AssignStmt)
	if !isAssign || len(n.Lhs) != 2 || len(n.Rhs) != 1 || blank(n.Lhs[0]) {
		return nil
	}
	var of types.Type
	switch x := ast.Unparen(n.Rhs[0]).(type) {
	case *ast.IndexExpr:
		m, ok := under[*types.Map](p.Info.TypeOf(x.X))
		if !ok {
			return nil
		}
		of = m.Elem()
	case *ast.TypeAssertExpr:
		of = p.Info.TypeOf(x.Type)
	default:
		return nil
	}
	value, ok := p.sameVariable(n.Lhs[0]), p.sameVariable(n.Lhs[1])
	if value == nil {
		return nil
	}
	pos := n.Pos()
	if blank(n.Lhs[1]) {
		if index, isIndex := ast.Unparen(n.Rhs[0]).(*ast.IndexExpr); isIndex {
			n.Lhs = n.Lhs[:1]
			p.typed(index, p.Info.TypeOf(value))
			return nil
		}
		found := p.temp("ok")
		if n.Tok == token.DEFINE {
			n.Lhs[1] = p.typed(&ast.Ident{Name: found, NamePos: pos}, types.Typ[types.Bool])
			ok = p.typed(&ast.Ident{Name: found, NamePos: pos}, types.Typ[types.Bool])
		}
	}
	if ok == nil {
		return nil
	}
	set := &ast.AssignStmt{Lhs: []ast.Expr{value}, Tok: token.ASSIGN, TokPos: pos, Rhs: []ast.Expr{p.zeroAs(of, p.Info.TypeOf(value), pos)}}
	not := p.typed(&ast.UnaryExpr{Op: token.NOT, OpPos: pos, X: ok}, types.Typ[types.Bool])
	return &ast.IfStmt{If: pos, Cond: not, Body: &ast.BlockStmt{Lbrace: pos, Rbrace: n.End(), List: []ast.Stmt{set}}}
}

// sameVariable is a variable, or a field of one, written once more; nil for any other expression.
func (p *dynamicPass) sameVariable(e ast.Expr) ast.Expr {
	switch x := e.(type) {
	case *ast.Ident:
		if _, ok := p.Info.ObjectOf(x).(*types.Var); !ok || x.Name == "_" {
			return nil
		}
	case *ast.SelectorExpr:
		if p.Info.Selections[x] == nil || p.sameVariable(x.X) == nil {
			return nil
		}
	default:
		return nil
	}
	return p.again(e)
}

// zeroAs is the zero value of a type as one of another, which may be that of an interface.
func (p *dynamicPass) zeroAs(of, to types.Type, pos token.Pos) ast.Expr {
	if of == nil || !types.IsInterface(to) || types.IsInterface(of) {
		return p.zeroOf(to, pos)
	}
	zero := &ast.CallExpr{Fun: &ast.ParenExpr{Lparen: pos, X: p.typeExpr(of), Rparen: pos}, Lparen: pos, Args: []ast.Expr{p.zeroOf(of, pos)}, Rparen: pos}
	return p.convert(p.typed(zero, of), to)
}

// zeroOf is the zero value of any type.
func (p *dynamicPass) zeroOf(t types.Type, pos token.Pos) ast.Expr {
	if zero := p.zero(t, pos); zero != nil {
		return p.typed(zero, t)
	}
	text := p.typeText(t)
	name := "zeroˑ" + identifier(text)
	p.rewriter.functions[name] = "func " + name + "() " + text + " {\nvar zero " + text + "\nreturn zero\n}\n"
	return p.typed(&ast.CallExpr{Fun: &ast.Ident{Name: name, NamePos: pos}, Lparen: pos, Rparen: pos}, t)
}

// commaOKStatement has the variable of such a statement be zero where it stands in a list.
func (p *dynamicPass) commaOKStatement(n *ast.AssignStmt, at *astutil.Cursor) {
	if at.Index() < 0 {
		return
	}
	if fix := p.commaOK(n); fix != nil {
		at.InsertAfter(fix)
	}
}

// commaOKInit takes such a statement out of the head of an if or switch statement, together with what it needs behind it. It
// stays there where the variable is not looked at unless there is a value.
func (p *dynamicPass) commaOKInit(init *ast.Stmt, onlyIf ast.Expr, at *astutil.Cursor) {
	if _, labelled := at.Parent().(*ast.LabeledStmt); labelled || *init == nil {
		return
	}
	n, ok := (*init).(*ast.AssignStmt)
	if !ok || len(n.Lhs) != 2 {
		return
	}
	if cond, isIdent := onlyIf.(*ast.Ident); isIdent && n.Tok == token.DEFINE {
		if ok, isIdent := n.Lhs[1].(*ast.Ident); isIdent && ok.Name == cond.Name {
			return
		}
	}
	fix := p.commaOK(n)
	if fix == nil {
		return
	}
	*init = nil
	stmt := at.Node().(ast.Stmt)
	at.Replace(&ast.BlockStmt{Lbrace: stmt.Pos(), Rbrace: stmt.End(), List: []ast.Stmt{n, fix, stmt}})
}
