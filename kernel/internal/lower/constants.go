package lower

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ast/astutil"
)

// fold returns the literal that stands for a constant expression, with its type; nil for anything else. The interpreter's
// own constant arithmetic is not exact: to it, 7/2 is 3.5 where a float64 is wanted.
func (r *rewriter) fold(e ast.Expr, at *astutil.Cursor) ast.Expr {
	tv, ok := r.Info.Types[e]
	if !ok || tv.Value == nil {
		return nil
	}
	basic, ok := tv.Type.Underlying().(*types.Basic)
	if !ok {
		return nil
	}
	bare := !isShifted(e, at) && !isLarge(tv.Value, basic)
	if lit, ok := e.(*ast.BasicLit); ok && exact(lit, basic) && bare {
		return nil
	}
	if id, ok := e.(*ast.Ident); ok && (id.Name == "true" || id.Name == "false") {
		return nil
	}
	if field, ok := at.Parent().(*ast.KeyValueExpr); ok && at.Name() == "Key" && field.Key == e && r.isFieldKey(e) {
		return nil
	}
	lit := literal(tv.Value, basic, e.Pos())
	if lit == nil {
		return nil
	}
	if _, basicLit := e.(*ast.BasicLit); basicLit && bare || plain(tv.Type) {
		return lit
	}
	typ, err := r.tryTypeExpr(tv.Type)
	if err != nil {
		return nil
	}
	return &ast.CallExpr{Fun: typ, Lparen: e.Pos(), Args: []ast.Expr{lit}, Rparen: e.Pos()}
}

// exact tells whether a literal of a type is exact as it stands: the interpreter takes its kind for its type.
func exact(lit *ast.BasicLit, t *types.Basic) bool {
	switch {
	case t.Info()&types.IsInteger != 0:
		return lit.Kind == token.INT || lit.Kind == token.CHAR
	case t.Info()&types.IsFloat != 0:
		return lit.Kind == token.FLOAT
	case t.Info()&types.IsComplex != 0:
		return lit.Kind == token.IMAG
	}
	return true
}

// isShifted tells whether an expression is what a shift shifts. A constant there has the type that the context asks for, and
// the interpreter does not look at the context.
func isShifted(e ast.Expr, at *astutil.Cursor) bool {
	shift, ok := at.Parent().(*ast.BinaryExpr)
	return ok && shift.X == e && (shift.Op == token.SHL || shift.Op == token.SHR)
}

// isLarge tells whether an integer is beyond those of int64, for which the interpreter takes a literal.
func isLarge(v constant.Value, basic *types.Basic) bool {
	if basic.Info()&types.IsInteger == 0 {
		return false
	}
	_, fits := constant.Int64Val(constant.ToInt(v))
	return !fits
}

func (r *rewriter) isFieldKey(e ast.Expr) bool {
	id, ok := e.(*ast.Ident)
	if !ok {
		return false
	}
	v, ok := r.Info.Uses[id].(*types.Var)
	return ok && v.IsField()
}

// plain tells whether a literal has the type without a conversion.
func plain(t types.Type) bool {
	b, ok := t.(*types.Basic)
	if !ok {
		return false
	}
	switch b.Kind() {
	case types.Int, types.Float64, types.String, types.Bool, types.UntypedInt, types.UntypedFloat, types.Complex128, types.UntypedComplex, types.UntypedString, types.UntypedBool:
		return true
	}
	return false
}

// literal writes a constant value; nil if its kind has no literal.
func literal(v constant.Value, basic *types.Basic, pos token.Pos) ast.Expr {
	lit := func(kind token.Token, text string) ast.Expr {
		e := ast.Expr(&ast.BasicLit{Kind: kind, Value: text, ValuePos: pos})
		if strings.HasPrefix(text, "-") {
			e = &ast.ParenExpr{Lparen: pos, X: e, Rparen: pos}
		}
		return e
	}
	info := basic.Info()
	switch {
	case info&types.IsBoolean != 0:
		return &ast.Ident{Name: strconv.FormatBool(constant.BoolVal(v)), NamePos: pos}
	case info&types.IsString != 0:
		return lit(token.STRING, strconv.Quote(constant.StringVal(v)))
	case info&types.IsInteger != 0:
		if i := constant.ToInt(v); i.Kind() == constant.Int {
			return lit(token.INT, i.ExactString())
		}
	case info&types.IsFloat != 0:
		return lit(token.FLOAT, floatText(v, basic.Kind() == types.Float32))
	case info&types.IsComplex != 0:
		v, short := constant.ToComplex(v), basic.Kind() == types.Complex64
		return &ast.CallExpr{Fun: &ast.Ident{Name: "complex", NamePos: pos}, Lparen: pos, Args: []ast.Expr{
			lit(token.FLOAT, floatText(constant.Real(v), short)), lit(token.FLOAT, floatText(constant.Imag(v), short)),
		}, Rparen: pos}
	}
	return nil
}

// floatText is the literal of a float64 or, where short is true, of a float32.
func floatText(v constant.Value, short bool) string {
	bits := 64
	f, _ := constant.Float64Val(constant.ToFloat(v))
	if short {
		bits = 32
		f32, _ := constant.Float32Val(constant.ToFloat(v))
		f = float64(f32)
	}
	text := strconv.FormatFloat(f, 'g', -1, bits)
	if !strings.ContainsAny(text, ".eIN") {
		text += ".0"
	}
	return text
}
