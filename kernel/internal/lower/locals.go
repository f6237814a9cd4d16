package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
)

// hoist takes the types that functions declare out of them, under names of their own: the functions of the unit that convert and
// assert values of a type must be able to name it. Types in generic functions stay, since they may depend on type parameters.
func (r *rewriter) hoist() {
	for _, node := range r.nodes() {
		ast.Inspect(node, func(n ast.Node) bool {
			d, ok := n.(*ast.DeclStmt)
			if !ok {
				return true
			}
			for _, spec := range d.Decl.(*ast.GenDecl).Specs {
				spec, ok := spec.(*ast.TypeSpec)
				if !ok {
					continue
				}
				name, ok := r.Info.Defs[spec.Name].(*types.TypeName)
				if !ok || name.IsAlias() {
					continue
				}
				r.hoisted[name] = spec.Name.Name + "ˑ" + strconv.Itoa(r.serial) + "ˑ" + strconv.Itoa(len(r.hoisted)+1)
				r.locals = append(r.locals, spec)
			}
			return true
		})
	}
}

// localTypes declares the types taken out of functions.
func (r *rewriter) localTypes() []ast.Decl {
	var decls []ast.Decl
	for _, spec := range r.locals {
		decls = append(decls, r.rewrite(&ast.GenDecl{Tok: token.TYPE, TokPos: spec.Pos(), Specs: []ast.Spec{spec}}).(ast.Decl))
	}
	return decls
}
