package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/astutil"
)

// defineNew stores what := gives to variables that are there already in them: the interpreter makes new variables of the same name,
// which functions that use the variable do not see, nor the caller of a function with a named result.
func (r *rewriter) defineNew(node ast.Node) ast.Node {
	return astutil.Apply(node, nil, func(at *astutil.Cursor) bool {
		n, ok := at.Node().(*ast.AssignStmt)
		if !ok || n.Tok != token.DEFINE || at.Index() < 0 || !slices.ContainsFunc(n.Lhs, r.isOld) {
			return true
		}
		pos := n.Pos()
		define := &ast.AssignStmt{Tok: token.DEFINE, TokPos: n.TokPos}
		list := []ast.Stmt{define}
		if len(n.Lhs) != len(n.Rhs) {
			define.Rhs = n.Rhs
		}
		for i, to := range n.Lhs {
			value := to
			if r.isOld(to) {
				value = &ast.Ident{Name: r.temp("value"), NamePos: pos}
				stored := ast.Expr(&ast.Ident{Name: value.(*ast.Ident).Name, NamePos: pos})
				if len(n.Lhs) == len(n.Rhs) && r.Info.Types[n.Rhs[i]].IsNil() {
					stored, value = n.Rhs[i], nil // of which no variable can be made
				} else {
					tv := types.TypeAndValue{Type: r.resultType(n, i)}
					r.Info.Types[value], r.Info.Types[stored] = tv, tv
				}
				list = append(list, &ast.AssignStmt{Lhs: []ast.Expr{to}, Tok: token.ASSIGN, TokPos: n.TokPos, Rhs: []ast.Expr{stored}})
			}
			if value == nil {
				continue
			}
			define.Lhs = append(define.Lhs, value)
			if len(n.Lhs) == len(n.Rhs) {
				define.Rhs = append(define.Rhs, n.Rhs[i])
			}
		}
		last := len(list) - 1
		for _, s := range list[:last] {
			r.checked[s] = true
			at.InsertBefore(s)
		}
		at.Replace(list[last])
		return true
	})
}

// isOld tells whether a variable to the left of := is there already.
func (r *rewriter) isOld(e ast.Expr) bool { return r.Info.Uses[e.(*ast.Ident)] != nil }

// resultType is the type of value i of an assignment.
func (r *rewriter) resultType(n *ast.AssignStmt, i int) types.Type {
	if len(n.Lhs) == len(n.Rhs) {
		return types.Default(r.Info.TypeOf(n.Rhs[i]))
	}
	if t, ok := r.Info.TypeOf(n.Rhs[0]).(*types.Tuple); ok {
		return t.At(i).Type()
	}
	return r.Info.TypeOf(n.Lhs[i])
}
