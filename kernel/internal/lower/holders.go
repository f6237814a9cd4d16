package lower

import (
	"fmt"
	"go/ast"
	"go/types"
)

// findHolders notes where a cell makes functions that outlive it and hold variables of their own with values in interfaces. No variable
// of the session leads to these: they do not get the methods that a later cell adds to their types, and the engine says so.
func (r *rewriter) findHolders() {
	if r.Cell.Program {
		return
	}
	for _, node := range r.nodes() {
		ast.Inspect(node, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ReturnStmt:
				r.noteHolders(n.Results)
			case *ast.CompositeLit:
				for _, e := range n.Elts {
					if kv, ok := e.(*ast.KeyValueExpr); ok {
						e = kv.Value
					}
					r.noteHolders([]ast.Expr{e})
				}
			case *ast.AssignStmt:
				for i, e := range n.Rhs {
					if i < len(n.Lhs) && r.outlives(n.Lhs[i]) {
						r.noteHolders([]ast.Expr{e})
					}
				}
			}
			return true
		})
	}
}

// outlives tells whether what is assigned may be there after the function that assigns it: a variable of a function is not.
func (r *rewriter) outlives(e ast.Expr) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return true
	}
	v, ok := r.Info.ObjectOf(id).(*types.Var)
	return ok && v.Parent() == r.Pkg.Scope()
}

// noteHolders notes those of some expressions that are such functions.
func (r *rewriter) noteHolders(list []ast.Expr) {
	for _, e := range list {
		lit, ok := ast.Unparen(e).(*ast.FuncLit)
		if !ok {
			continue
		}
		ast.Inspect(lit.Body, func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			if !ok {
				return true
			}
			v, ok := r.Info.Uses[id].(*types.Var)
			if !ok || v.IsField() || v.Parent() == r.Pkg.Scope() || lit.Pos() <= v.Pos() && v.Pos() < lit.End() || !r.leadsToInterface(v.Type()) {
				return true
			}
			at := r.fset.Position(lit.Pos())
			r.unit.Holders = append(r.unit.Holders, fmt.Sprintf("%s of the function at %s:%d", v.Name(), at.Filename, at.Line))
			return false
		})
	}
}

// leadsToInterface tells whether a value of a type can have a value in an interface in it, or lead to one. Interfaces of packages do not
// count: the note would name each function that holds a context or an error.
func (r *rewriter) leadsToInterface(t types.Type) bool {
	seen := map[*types.Named]bool{}
	var leads func(t types.Type) bool
	leads = func(t types.Type) bool {
		switch t := types.Unalias(t).(type) {
		case *types.Named:
			if seen[t] || types.IsInterface(t) && t.Obj().Pkg() != r.Pkg {
				return false
			}
			seen[t] = true
			return leads(t.Underlying())
		case *types.Interface:
			return true
		case *types.Map:
			return leads(t.Key()) || leads(t.Elem())
		case *types.Struct:
			for f := range t.Fields() {
				if leads(f.Type()) {
					return true
				}
			}
		case interface{ Elem() types.Type }:
			return leads(t.Elem())
		}
		return false
	}
	return leads(t)
}
