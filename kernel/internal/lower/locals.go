package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"
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

// holdersFirst mentions, before all else, the struct types that hold others which lead back to them: the interpreter completes the
// type that it meets first, and gives no room to it in a field of another that it meets on its way.
func (r *rewriter) holdersFirst() string {
	var holders []*types.Named
	for _, node := range r.nodes() {
		d, ok := node.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, spec := range d.Specs {
			if spec, ok := spec.(*ast.TypeSpec); ok {
				holders = r.addHolder(holders, spec)
			}
		}
	}
	for _, spec := range r.locals {
		holders = r.addHolder(holders, spec)
	}
	if len(holders) == 0 {
		return ""
	}
	slices.SortStableFunc(holders, func(a, b *types.Named) int {
		switch {
		case holds(a.Underlying(), b):
			return -1
		case holds(b.Underlying(), a):
			return 1
		}
		return 0
	})
	for i, a := range holders {
		for _, b := range holders[:i] {
			r.refuseBoth(a, b)
		}
	}
	var b strings.Builder
	for i, named := range holders {
		fmt.Fprintf(&b, "var holderˑ%dˑ%d *%s\n", r.serial, i, r.typeText(named))
	}
	return b.String()
}

// refuseBoth refuses two types that hold a third which leads back to both: one of them would be met on the way.
func (r *rewriter) refuseBoth(a, b *types.Named) {
	if holds(a.Underlying(), b) || holds(b.Underlying(), a) {
		return
	}
	for f := range a.Underlying().(*types.Struct).Fields() {
		if named, ok := types.Unalias(f.Type()).(*types.Named); ok && r.leadsTo(named, a, true) && holds(b.Underlying(), named) {
			r.fail(a.Obj().Pos(), "types %[1]s and %[2]s both hold a %[3]s, which leads back to them: this cannot be run in a cell yet. "+
				"Make field %[4]s of %[1]s a *%[3]s", a.Obj().Name(), b.Obj().Name(), named.Obj().Name(), f.Name())
			return
		}
	}
}

// addHolder adds the type that a declaration declares to a list, if it is a struct type that holds one which leads back to it.
func (r *rewriter) addHolder(list []*types.Named, spec *ast.TypeSpec) []*types.Named {
	named := r.declaredType(spec)
	if named == nil {
		return list
	}
	s, ok := named.Underlying().(*types.Struct)
	if !ok {
		return list
	}
	for f := range s.Fields() {
		if t := f.Type(); isStruct(t) && r.leadsTo(t, named, true) {
			return append(list, named)
		}
	}
	return list
}

// isStruct tells whether a value of a type lies in the place of its field with all of its own fields.
func isStruct(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Struct:
		return true
	case *types.Array:
		return isStruct(u.Elem())
	}
	return false
}

// holds tells whether values of a type have values of another in them.
func holds(t types.Type, of *types.Named) bool {
	switch u := t.Underlying().(type) {
	case *types.Struct:
		for f := range u.Fields() {
			if types.Unalias(f.Type()) == of || holds(f.Type(), of) {
				return true
			}
		}
	case *types.Array:
		return types.Unalias(u.Elem()) == of || holds(u.Elem(), of)
	}
	return false
}
