package lower

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/astutil"
)

// rewrite applies every rewriting to a syntax tree.
func (r *rewriter) rewrite(node ast.Node) ast.Node {
	return astutil.Apply(r.dynamic(r.defineNew(node)), r.before, r.after)
}

// before rewrites a node on the way down, where its types are still known.
func (r *rewriter) before(at *astutil.Cursor) bool {
	switch n := at.Node().(type) {
	case ast.Expr:
		if folded := r.fold(n, at); folded != nil {
			at.Replace(folded)
			return false
		}
		if plain := interfaces(n); plain != nil && r.isDynamic(r.Info.TypeOf(n)) {
			at.Replace(plain)
			return false
		}
		if sequence := r.sequenceType(n); sequence != nil {
			at.Replace(sequence)
			return false
		}
		if id, ok := n.(*ast.Ident); ok {
			if t, ok := r.Info.Uses[id].(*types.TypeName); ok && t.IsAlias() && t.Pkg() == r.Pkg && r.Info.Defs[id] == nil {
				// The interpreter has no aliases in functions, and takes what a package-level one stands for before that is complete.
				if e, err := r.tryTypeExpr(types.Unalias(t.Type())); err == nil {
					at.Replace(e)
					return false
				}
			}
		}
		switch n := n.(type) {
		case *ast.StructType:
			nameBlankFields(n)
		case *ast.Ident:
			r.rename(n)
		case *ast.FuncLit:
			r.enclosing = append(r.enclosing, n.Type)
			r.nameParameters(n.Type)
			r.clearResults(n.Type, n.Body)
		}
	case *ast.FuncDecl:
		r.enclosing = append(r.enclosing, n.Type)
		r.nameParameters(n.Type)
		r.clearResults(n.Type, n.Body)
		if n.Recv != nil {
			r.nameFields(n.Recv, "receiver")
		}
	case *ast.DeclStmt:
		if n.Decl.(*ast.GenDecl).Tok != token.VAR { // every constant is folded, every alias replaced, and types are declared outside
			at.Replace(&ast.EmptyStmt{Semicolon: n.Pos(), Implicit: true})
			return false
		}
	case *ast.TypeSpec:
		r.declareSelf(n)
		r.tag(n)
	case *ast.SelectStmt:
		r.planSelect(n)
	case *ast.RangeStmt:
		r.planIterator(n)
		r.planRange(n)
	case *ast.ForStmt:
		if n.Init != nil && n.Cond == nil { // the interpreter would start such a loop anew with each turn
			n.Cond = &ast.Ident{Name: "true", NamePos: n.Body.Lbrace}
		}
		label, _ := at.Parent().(*ast.LabeledStmt)
		r.copyLoopVariables(n, label)
	}
	return true
}

// after rewrites a node on the way up, when its parts are rewritten.
func (r *rewriter) after(at *astutil.Cursor) bool {
	switch n := at.Node().(type) {
	case *ast.AssignStmt:
		apart(n.Rhs)
	case *ast.ValueSpec:
		apart(n.Values)
	case *ast.ParenExpr:
		r.unwrap(n, at)
	case *ast.BinaryExpr:
		if t := r.compared[n]; t != nil {
			r.compare(n, t, at)
		}
	case *ast.CallExpr:
		r.loadArguments(n)
		r.builtin(n, at)
	case *ast.StarExpr:
		r.loadString(n, at)
	case *ast.SelectorExpr:
		r.functionReceiver(n)
	case *ast.FuncDecl:
		r.enclosing = r.enclosing[:len(r.enclosing)-1]
	case *ast.FuncLit:
		r.enclosing = r.enclosing[:len(r.enclosing)-1]
		r.bind(n, at)
	case *ast.ReturnStmt:
		r.lowerReturn(n, at)
	case *ast.CaseClause:
		n.Body = withLabels(n.Body)
	case *ast.CommClause:
		n.Body = withLabels(n.Body)
	case *ast.SelectStmt:
		r.lowerSelect(n, at)
	case *ast.LabeledStmt:
		if list := r.ahead[n]; list != nil {
			at.Replace(&ast.BlockStmt{Lbrace: n.Pos(), Rbrace: n.End(), List: append(list, n)})
		}
	case *ast.SwitchStmt:
		r.lowerSwitch(n, at)
	case *ast.RangeStmt:
		r.lowerRange(n, at)
		r.lowerString(n, at)
		r.lowerIndexed(n, at)
		r.lowerIterator(n, at)
	case *ast.GoStmt:
		r.lowerGo(n, at)
	case *ast.DeferStmt:
		r.lowerDefer(n, at)
	}
	return true
}
