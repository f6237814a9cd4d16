package check

import (
	"go/ast"
	"go/token"
)

// takeResult takes the expression that is the cell's result off the end of its body.
func (p *pass) takeResult() {
	c := p.cell
	for len(c.Body) > 0 {
		if _, ok := c.Body[len(c.Body)-1].(*ast.EmptyStmt); !ok {
			break
		}
		c.Body = c.Body[:len(c.Body)-1]
	}
	if !c.Ends {
		return
	}
	last := len(c.Body) - 1
	p.checked.Result = c.Body[last].(*ast.ExprStmt).X
	c.Body = c.Body[:last]
	p.shown = resultStmt(p.checked.Result)
}

// resultStmt is a statement that has the result's types checked: a call may have any number of values, all else has one.
func resultStmt(result ast.Expr) ast.Stmt {
	if _, ok := ast.Unparen(result).(*ast.CallExpr); ok {
		return &ast.ExprStmt{X: result}
	}
	return &ast.AssignStmt{
		Lhs: []ast.Expr{&ast.Ident{Name: "_", NamePos: result.Pos()}}, Tok: token.ASSIGN, TokPos: result.Pos(),
		Rhs: []ast.Expr{result},
	}
}

// function wraps the statements, so that go/types takes them.
func (p *pass) function() ast.Decl {
	body := &ast.BlockStmt{List: p.cell.Body}
	if p.shown != nil {
		body.List = append(body.List[:len(body.List):len(body.List)], p.shown)
	}
	if n := len(body.List); n > 0 {
		body.Lbrace, body.Rbrace = body.List[0].Pos(), body.List[n-1].End()
	}
	return &ast.FuncDecl{Name: ast.NewIdent("_"), Type: &ast.FuncType{Params: &ast.FieldList{}}, Body: body}
}

// withoutBodies returns the declarations to check with the function bodies left out.
func (p *pass) withoutBodies() []ast.Decl {
	nodes := p.nodes()
	for i, node := range nodes {
		nodes[i] = withoutBody(node)
	}
	return nodes
}

// withTellingBodies returns the declarations to check with the bodies of those functions that need no variable of the cell's: the reader of
// errors wants to know of theirs as well.
func (p *pass) withTellingBodies() []ast.Decl {
	defined := map[string]bool{}
	for _, stmt := range p.cell.Body {
		for _, id := range definedBy(stmt) {
			defined[id.Name] = true
		}
	}
	nodes := p.nodes()
	for i, node := range nodes {
		ast.Inspect(node, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && defined[id.Name] {
				nodes[i] = withoutBody(node)
			}
			return true
		})
	}
	return nodes
}

// withoutBody returns a declaration with its function body left out; the syntax tree below is shared.
func withoutBody(node ast.Decl) ast.Decl {
	f, ok := node.(*ast.FuncDecl)
	if !ok {
		return node
	}
	short := *f
	short.Body = nil
	return &short
}

func definesVariable(stmt ast.Stmt) bool { return len(definedBy(stmt)) > 0 }

// definedBy lists the names on the left of a definition, := or var, that stands at the top of a cell.
func definedBy(stmt ast.Stmt) []*ast.Ident {
	var ids []*ast.Ident
	switch s := stmt.(type) {
	case *ast.AssignStmt:
		if s.Tok == token.DEFINE {
			for _, e := range s.Lhs {
				ids = append(ids, e.(*ast.Ident))
			}
		}
	case *ast.DeclStmt:
		for _, spec := range s.Decl.(*ast.GenDecl).Specs {
			if v, ok := spec.(*ast.ValueSpec); ok {
				ids = append(ids, v.Names...)
			}
		}
	}
	return ids
}

// assigned turns a definition into assignments of the same values. A variable without a value is set to its zero value:
// the cell may run again.
func assigned(stmt ast.Stmt) []ast.Stmt {
	switch s := stmt.(type) {
	case *ast.AssignStmt:
		if s.Tok == token.DEFINE {
			s.Tok = token.ASSIGN
		}
	case *ast.DeclStmt:
		if g := s.Decl.(*ast.GenDecl); g.Tok == token.VAR {
			var stmts []ast.Stmt
			for _, spec := range g.Specs {
				stmts = append(stmts, assignedSpec(spec.(*ast.ValueSpec))...)
			}
			return stmts
		}
	}
	return []ast.Stmt{stmt}
}

func assignedSpec(v *ast.ValueSpec) []ast.Stmt {
	names := make([]ast.Expr, len(v.Names))
	for i, id := range v.Names {
		names[i] = id
	}
	if len(v.Values) > 0 {
		return []ast.Stmt{&ast.AssignStmt{Lhs: names, Tok: token.ASSIGN, TokPos: v.Pos(), Rhs: v.Values}}
	}
	var stmts []ast.Stmt
	for _, name := range names {
		zero := &ast.Ident{Name: "zeroˑ", NamePos: v.Pos()}
		spec := &ast.ValueSpec{Names: []*ast.Ident{zero}, Type: v.Type}
		use := &ast.Ident{Name: "zeroˑ", NamePos: v.Type.End()}
		stmts = append(stmts, &ast.BlockStmt{Lbrace: v.Pos(), Rbrace: v.End(), List: []ast.Stmt{
			&ast.DeclStmt{Decl: &ast.GenDecl{Tok: token.VAR, TokPos: v.Pos(), Specs: []ast.Spec{spec}}},
			&ast.AssignStmt{Lhs: []ast.Expr{name}, Tok: token.ASSIGN, TokPos: v.Type.End(), Rhs: []ast.Expr{use}},
		}})
	}
	return stmts
}

// identsOf lists the identifiers of a syntax tree in the order of the source.
func identsOf(node ast.Node) []*ast.Ident {
	var ids []*ast.Ident
	ast.Inspect(node, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			ids = append(ids, id)
		}
		return true
	})
	return ids
}
