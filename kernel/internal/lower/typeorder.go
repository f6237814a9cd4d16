package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// typeOrder declares variables of pointers to recursive struct types that hold others by value, so that the interpreter makes these types in an order that
// it can. While it makes one, it has something without a size in its place: that does for what points to the type, and not for a
// type that has it as a field.
func (r *rewriter) typeOrder() []ast.Decl {
	var recursive []*types.Named
	at := map[*types.Named]token.Pos{}
	note := func(spec *ast.TypeSpec) {
		named := r.declaredType(spec)
		if named == nil {
			return
		}
		if u, ok := named.Underlying().(*types.Struct); ok && r.leadsBack(u, named) || r.isSelfFunction(named) {
			recursive = append(recursive, named)
			at[named] = spec.Name.Pos()
		}
	}
	for _, d := range r.Decls {
		if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.TYPE {
			for _, spec := range g.Specs {
				note(spec.(*ast.TypeSpec))
			}
		}
	}
	for _, spec := range r.locals {
		note(spec)
	}
	holders := slices.DeleteFunc(slices.Clone(recursive), func(t *types.Named) bool {
		return !slices.ContainsFunc(recursive, func(part *types.Named) bool { return t != part && holds(t.Underlying(), part) })
	})
	var decls []ast.Decl
	made := map[*types.Named]bool{}
	for len(holders) > 0 {
		var wrong *making
		next := slices.IndexFunc(holders, func(t *types.Named) bool {
			m := &making{of: r, made: made, now: map[*types.Named]bool{}}
			m.named(t)
			if m.holder != nil {
				wrong = m
				return false
			}
			for t := range m.now {
				made[t] = true
			}
			return true
		})
		if next < 0 {
			r.fail(at[wrong.holder], "type %s holds a %s, which leads back to it in more than one way, and cannot be run in a cell yet: "+
				"have it hold a *%[2]s", wrong.holder.Obj().Name(), wrong.part.Obj().Name())
			return nil
		}
		name := fmt.Sprintf("orderˑ%dˑ%d", r.serial, len(decls))
		decls = append(decls, &ast.GenDecl{Tok: token.VAR, Specs: []ast.Spec{
			&ast.ValueSpec{Names: []*ast.Ident{ast.NewIdent(name)}, Type: r.typeExpr(types.NewPointer(holders[next]))},
		}})
		holders = slices.DeleteFunc(holders, func(t *types.Named) bool { return made[t] })
	}
	return decls
}

// A making follows how the interpreter makes a type, and finds a type that holds another which is not finished.
type making struct {
	of           *rewriter
	made         map[*types.Named]bool // before
	now          map[*types.Named]bool // begun; false when it is finished
	holder, part *types.Named
}

func (m *making) named(t *types.Named) {
	if t.Obj().Pkg() != m.of.Pkg || m.made[t] {
		return
	}
	u := t.Underlying()
	if _, ok := u.(*types.Struct); !ok && !m.of.isSelfFunction(t) {
		if _, begun := m.now[t]; !begun {
			m.now[t] = false
			m.parts(t.Underlying(), nil)
		}
		return
	}
	if _, begun := m.now[t]; begun {
		return
	}
	m.now[t] = true
	m.parts(u, t)
	m.now[t] = false
}

// parts follows what a type consists of. holder is the struct type that holds it by value, if one does.
func (m *making) parts(t types.Type, holder *types.Named) {
	switch t := types.Unalias(t).(type) {
	case *types.Named:
		if holder != nil && m.now[t] && m.holder == nil {
			m.holder, m.part = holder, t
		}
		if _, isStruct := t.Underlying().(*types.Struct); !isStruct && !m.of.isSelfFunction(t) && holder != nil && t.Obj().Pkg() == m.of.Pkg {
			m.parts(t.Underlying(), holder)
			return
		}
		m.named(t)
	case *types.Array:
		m.parts(t.Elem(), holder)
	case *types.Struct:
		for f := range t.Fields() {
			m.parts(f.Type(), holder)
		}
	case *types.Map:
		m.parts(t.Key(), nil)
		m.parts(t.Elem(), nil)
	case *types.Signature:
		for v := range t.Params().Variables() {
			m.parts(v.Type(), nil)
		}
		for v := range t.Results().Variables() {
			m.parts(v.Type(), nil)
		}
	case interface{ Elem() types.Type }:
		m.parts(t.Elem(), nil)
	}
}

// leadsBack tells whether a field of a struct type leads to a type.
func (r *rewriter) leadsBack(u *types.Struct, to *types.Named) bool {
	for f := range u.Fields() {
		if r.leadsTo(f.Type(), to, true) {
			return true
		}
	}
	return false
}

// holds tells whether values of a type have a value of another in them.
func holds(t types.Type, part *types.Named) bool {
	switch t := types.Unalias(t).(type) {
	case *types.Named:
		return t == part || holds(t.Underlying(), part)
	case *types.Array:
		return holds(t.Elem(), part)
	case *types.Struct:
		for f := range t.Fields() {
			if holds(f.Type(), part) {
				return true
			}
		}
	}
	return false
}
