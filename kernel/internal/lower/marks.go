package lower

import (
	"go/ast"
	"go/token"
	"strconv"

	"regan/kernel/internal/engine"
)

// mark puts before each statement of a function, at any depth, a store of the line that it stands on. The interpreter does
// not know which line a panic came from; this costs a loop about 14 ns a turn.
func (r *rewriter) mark(body ast.Node) {
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BlockStmt:
			n.List = r.marked(n.List)
		case *ast.CaseClause:
			n.Body = r.marked(n.Body)
		case *ast.CommClause:
			n.Body = r.marked(n.Body)
		case ast.Expr:
			return true // function literals
		}
		return true
	})
}

// markTop adds to the statements of a cell a store of the line that the cell itself has reached.
func (r *rewriter) markTop(list []ast.Stmt) []ast.Stmt {
	marked := make([]ast.Stmt, 0, 2*len(list))
	for _, s := range list {
		if m := r.markOf(s, engine.TopVariable); m != nil && !isMark(s) {
			marked = append(marked, m)
		}
		marked = append(marked, s)
	}
	return marked
}

func isMark(s ast.Stmt) bool {
	a, ok := s.(*ast.AssignStmt)
	if !ok {
		return false
	}
	id, ok := a.Lhs[0].(*ast.Ident)
	return ok && id.Name == engine.MarkVariable
}

func (r *rewriter) marked(list []ast.Stmt) []ast.Stmt {
	marked := make([]ast.Stmt, 0, 2*len(list))
	line := 0 // of the checks before a statement, which have its mark
	for _, s := range list {
		if m := r.markOf(s, engine.MarkVariable); m != nil && r.fset.Position(s.Pos()).Line != line {
			marked = append(marked, m)
		}
		line = 0
		if r.checked[s] {
			line = r.fset.Position(s.Pos()).Line
		}
		marked = append(marked, s)
	}
	return marked
}

func (r *rewriter) markOf(s ast.Stmt, variable string) ast.Stmt {
	switch s := s.(type) {
	case *ast.EmptyStmt, *ast.BlockStmt, *ast.CaseClause, *ast.CommClause:
		return nil
	case *ast.DeclStmt:
		if s.Decl.(*ast.GenDecl).Tok != token.VAR {
			return nil
		}
	}
	pos := s.Pos()
	at := r.fset.Position(pos)
	if !pos.IsValid() || at.Line == 0 || r.lowerer.files[at.Filename] == 0 {
		return nil
	}
	return &ast.AssignStmt{
		Lhs: []ast.Expr{&ast.Ident{Name: variable, NamePos: pos}}, Tok: token.ASSIGN, TokPos: pos,
		Rhs: []ast.Expr{&ast.BasicLit{Kind: token.INT, Value: strconv.Itoa(r.markAt(at.Filename, at.Line)), ValuePos: pos}},
	}
}
