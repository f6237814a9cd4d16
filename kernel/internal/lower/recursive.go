package lower

import (
	"go/ast"
	"go/token"
)

// declaresRecursive tells whether the unit declares a type that refers to itself: then the engine gets the declarations of its types
// as a file of their own.
func (r *rewriter) declaresRecursive() bool {
	is := func(spec *ast.TypeSpec) bool {
		named := r.declaredType(spec)
		return named != nil && r.leadsTo(named.Underlying(), named, true)
	}
	for _, d := range r.Decls {
		if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.TYPE {
			for _, spec := range g.Specs {
				if is(spec.(*ast.TypeSpec)) {
					return true
				}
			}
		}
	}
	for _, spec := range r.locals {
		if is(spec) {
			return true
		}
	}
	return false
}
