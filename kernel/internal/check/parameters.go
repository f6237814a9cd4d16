package check

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// ParametersDirective is a comment before the code of a cell that sets parameters, as papermill and regan run -p write it.
// There, name := value does not give a variable of the session the type of the value: it is assigned to, and the value must
// fit. So a program that was written for rate := 0.1 still works with rate := 1.
const ParametersDirective = "//regan:parameters"

// setsParameters reports whether the directive stands among the comments before a cell's code.
func setsParameters(source string) bool {
	for line := range strings.Lines(source) {
		line = strings.TrimSpace(line)
		switch {
		case line == ParametersDirective:
			return true
		case line != "" && !strings.HasPrefix(line, "//"):
			return false
		}
	}
	return false
}

// keepTypes turns definitions of variables that the session has into assignments, in a cell that sets parameters.
func (p *pass) keepTypes() {
	if !setsParameters(p.cell.Source) {
		return
	}
	for _, stmt := range p.cell.Body {
		define, ok := stmt.(*ast.AssignStmt)
		if !ok || define.Tok != token.DEFINE || len(define.Lhs) != 1 || len(define.Rhs) != 1 {
			continue
		}
		if typ := p.session.variableType(define.Lhs[0].(*ast.Ident).Name); typ != nil {
			define.Tok = token.ASSIGN
			define.Rhs[0] = fit(define.Rhs[0], typ)
		}
	}
}

// variableType returns the type of a variable of the session as kept declarations write it; nil if there is none.
func (s *Session) variableType(name string) ast.Expr {
	if d := s.declOf(name); d != nil && d.source == nil {
		return d.node.(*ast.GenDecl).Specs[0].(*ast.ValueSpec).Type
	}
	return nil
}

// fit takes from a value the type that it has only because nothing else gave it one, so that it takes that of the variable.
func fit(value, typ ast.Expr) ast.Expr {
	switch v := value.(type) {
	case *ast.CallExpr: // any(nil), uint64(1<<63)
		if name, ok := v.Fun.(*ast.Ident); ok && len(v.Args) == 1 && isPredeclared(name) && !isAny(typ) {
			return v.Args[0]
		}
	case *ast.CompositeLit: // []int{1, 2}, map[string]any{"a": []int{1}}
		_, list := v.Type.(*ast.ArrayType)
		_, wantList := typ.(*ast.ArrayType)
		plain := plainAt(typ, v.Pos())
		if plain == nil || isAny(typ) || list != wantList {
			break
		}
		v.Type = plain
		for i, element := range v.Elts {
			v.Elts[i] = fitElement(element, typ)
		}
	}
	return value
}

func fitElement(element, typ ast.Expr) ast.Expr {
	switch t := typ.(type) {
	case *ast.ArrayType:
		return fit(element, t.Elt)
	case *ast.MapType:
		if pair, ok := element.(*ast.KeyValueExpr); ok {
			pair.Value = fit(pair.Value, t.Value)
		}
	}
	return element
}

// plainAt returns a copy, at a position, of a type that is made of predeclared ones, which mean the same wherever they are
// written; nil for any other type.
func plainAt(typ ast.Expr, pos token.Pos) ast.Expr {
	switch t := typ.(type) {
	case *ast.Ident:
		if isPredeclared(t) {
			return &ast.Ident{Name: t.Name, NamePos: pos}
		}
	case *ast.ArrayType:
		if elt := plainAt(t.Elt, pos); elt != nil && t.Len == nil {
			return &ast.ArrayType{Lbrack: pos, Elt: elt}
		}
	case *ast.MapType:
		key, value := plainAt(t.Key, pos), plainAt(t.Value, pos)
		if key != nil && value != nil {
			return &ast.MapType{Map: pos, Key: key, Value: value}
		}
	}
	return nil
}

func isPredeclared(name *ast.Ident) bool {
	_, ok := types.Universe.Lookup(name.Name).(*types.TypeName)
	return ok
}

func isAny(typ ast.Expr) bool {
	name, ok := typ.(*ast.Ident)
	return ok && name.Name == "any"
}
