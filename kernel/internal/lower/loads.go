package lower

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/astutil"
)

// What a nil pointer points to is nothing to the interpreter, which notices when it uses it: but it takes nothing for a text of its own
// where it wants a string, and package reflect has words of its own where nothing is an argument. A conversion to the type that
// is there already panics as Go does.

// appendNil gives nil that is appended the type of the elements.
func (r *rewriter) appendNil(call *ast.CallExpr) {
	s, ok := under[*types.Slice](r.Info.TypeOf(call))
	if !ok || call.Ellipsis.IsValid() {
		return
	}
	for i := range call.Args[1:] {
		call.Args[i+1] = r.typedNil(call.Args[i+1], s.Elem())
	}
}

// typedNil gives nil a type; any other operand stays as it is. To the interpreter, nil would be an empty interface.
func (r *rewriter) typedNil(e ast.Expr, t types.Type) ast.Expr {
	if !r.Info.Types[e].IsNil() || r.isDynamic(t) {
		return e
	}
	return r.converted(e, t)
}

// loadString converts a string behind a pointer, where it is read.
func (r *rewriter) loadString(n *ast.StarExpr, at *astutil.Cursor) {
	if b, ok := under[*types.Basic](r.Info.TypeOf(n)); !ok || b.Info()&types.IsString == 0 || !r.Info.Types[n].IsValue() {
		return
	}
	switch at.Parent().(type) {
	case *ast.BinaryExpr, *ast.ReturnStmt, *ast.SwitchStmt, *ast.CaseClause, *ast.CompositeLit, *ast.KeyValueExpr, *ast.ValueSpec:
	case *ast.AssignStmt:
		if at.Name() != "Rhs" {
			return
		}
	case *ast.RangeStmt:
		if at.Name() != "X" {
			return
		}
	case *ast.IndexExpr:
		if at.Name() != "Index" {
			return
		}
	case *ast.CallExpr:
		if at.Name() != "Args" {
			return
		}
	default:
		return
	}
	at.Replace(r.loaded(n))
}

// loadArguments converts what is behind pointers and an argument of a call, or the function to call.
func (r *rewriter) loadArguments(call *ast.CallExpr) {
	if tv := r.Info.Types[call.Fun]; tv.IsType() || tv.IsBuiltin() {
		return
	}
	if star, ok := ast.Unparen(call.Fun).(*ast.StarExpr); ok { // the interpreter would stand still
		call.Fun = r.loaded(star)
	}
	for i, arg := range call.Args {
		if star, ok := ast.Unparen(arg).(*ast.StarExpr); ok && r.Info.Types[star].IsValue() && !types.IsInterface(r.Info.TypeOf(star)) {
			call.Args[i] = r.loaded(star)
		}
	}
}

// loaded is what is behind a pointer, converted to its own type.
func (r *rewriter) loaded(n *ast.StarExpr) ast.Expr { return r.converted(n, r.Info.TypeOf(n)) }

// converted is an operand, converted to a type.
func (r *rewriter) converted(n ast.Expr, t types.Type) ast.Expr {
	e, err := r.tryTypeExpr(t)
	if err != nil {
		return n // a type that is declared in a function
	}
	pos := n.Pos()
	if _, named := e.(*ast.Ident); !named {
		e = &ast.ParenExpr{Lparen: pos, X: e, Rparen: pos}
	}
	call := &ast.CallExpr{Fun: e, Lparen: pos, Args: []ast.Expr{n}, Rparen: n.End()}
	r.Info.Types[call] = types.TypeAndValue{Type: t}
	return call
}
