package lower

import (
	"go/ast"
	"go/types"
	"slices"
)

// refuse looks for what the interpreter would run wrongly, or could not run at all, and says so by name.
func (r *rewriter) refuse() {
	for _, node := range r.nodes() {
		ast.Inspect(node, func(n ast.Node) bool {
			switch s := n.(type) {
			case *ast.RangeStmt:
				r.refuseDeferred(s, s.Body)
			case *ast.ForStmt:
				r.refuseDeferred(s, s.Body)
			case *ast.TypeSpec:
				r.refuseRecursive(s)
			}
			return true
		})
	}
}

// refuseRecursive refuses the recursive types that the interpreter does not have: arrays of what refers to them with no struct type
// between.
func (r *rewriter) refuseRecursive(s *ast.TypeSpec) {
	named := r.declaredType(s)
	if named == nil {
		return
	}
	if !r.isSelf(named) && r.leadsTo(named.Underlying(), named, false) {
		r.fail(s.Name.Pos(), "type %[1]s refers to itself with no struct type between, which cannot be run in a cell yet: "+
			"make it a struct type with a field, such as struct{ next %[1]s }", s.Name.Name)
	}
}

// leadsTo tells whether a type mentions a named one, by way of other types of cells; those that are structs only if all is true.
func (r *rewriter) leadsTo(t types.Type, to *types.Named, all bool) bool {
	seen := map[*types.Named]bool{}
	var leads func(t types.Type) bool
	leads = func(t types.Type) bool {
		switch t := types.Unalias(t).(type) {
		case *types.Named:
			if t == to {
				return true
			}
			if seen[t] || t.Obj().Pkg() != r.Pkg {
				return false
			}
			seen[t] = true
			return leads(t.Underlying())
		case *types.Map:
			return leads(t.Key()) || leads(t.Elem())
		case *types.Signature:
			return leads(t.Params()) || leads(t.Results())
		case *types.Tuple:
			for v := range t.Variables() {
				if leads(v.Type()) {
					return true
				}
			}
		case *types.Struct:
			for f := range t.Fields() {
				if all && leads(f.Type()) {
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

// refuseDeferred refuses a deferred function literal that holds a variable of the loop around it: to the interpreter all
// turns of the loop have one such variable.
func (r *rewriter) refuseDeferred(loop ast.Node, body *ast.BlockStmt) {
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ForStmt, *ast.RangeStmt, *ast.FuncLit: // an inner loop has its own turn, a function its own deferred calls
			return false
		case *ast.DeferStmt:
			if lit, ok := n.Call.Fun.(*ast.FuncLit); ok {
				id := r.heldOf(loop, lit)
				r.inTurn[lit] = r.inTurn[lit] || id != nil
				if id != nil && r.recovers(lit) {
					r.fail(id.Pos(), "a deferred function that holds %s of the loop around it, and recovers, cannot "+
						"be run in a cell yet: hand %s over as an argument", id.Name, id.Name)
				}
				return false
			}
		}
		return true
	})
}

// recovers tells whether a function literal itself calls recover, and no function in it.
func (r *rewriter) recovers(lit *ast.FuncLit) bool {
	found := false
	ast.Inspect(lit.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.Ident:
			b, ok := r.Info.Uses[n].(*types.Builtin)
			found = found || ok && b.Name() == "recover"
		}
		return !found
	})
	return found
}

// heldOf returns the first use, in a function literal, of a variable that a loop around it declares; nil if there is none.
func (r *rewriter) heldOf(loop ast.Node, lit *ast.FuncLit) *ast.Ident {
	var held *ast.Ident
	ast.Inspect(lit.Body, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && held == nil {
			v, ok := r.Info.Uses[id].(*types.Var)
			if ok && loop.Pos() <= v.Pos() && v.Pos() < loop.End() && (v.Pos() < lit.Pos() || lit.End() <= v.Pos()) {
				held = id
			}
		}
		return held == nil
	})
	return held
}

// findInLoops notes the function literals that hold variables of loops around them.
func (r *rewriter) findInLoops() {
	for _, node := range r.nodes() {
		ast.Inspect(node, func(loop ast.Node) bool {
			switch loop.(type) {
			case *ast.ForStmt, *ast.RangeStmt:
				ast.Inspect(loop, func(n ast.Node) bool {
					if lit, ok := n.(*ast.FuncLit); ok && r.heldOf(loop, lit) != nil {
						r.inLoop[lit] = true
					}
					return true
				})
			}
			return true
		})
	}
}

// findRemade notes the function literals that a deferred call might call, other than those that are deferred themselves: all
// of a function that defers.
func (r *rewriter) findRemade() {
	for _, node := range r.nodes() {
		switch node := node.(type) {
		case *ast.FuncDecl:
		case *ast.GenDecl:
			continue
		default:
			r.remake(node)
			continue
		}
		r.remake(node.(*ast.FuncDecl).Body)
	}
	if slices.ContainsFunc(r.Body, defers) {
		for _, s := range r.Body {
			r.remakeIn(s)
		}
	}
}

// remake looks at the functions below a node.
func (r *rewriter) remake(node ast.Node) {
	if body, ok := node.(*ast.BlockStmt); ok && defers(body) {
		r.remakeIn(body)
	}
	ast.Inspect(node, func(n ast.Node) bool {
		if lit, ok := n.(*ast.FuncLit); ok {
			if defers(lit.Body) {
				r.remakeIn(lit.Body)
			}
		}
		return true
	})
}

// remakeInLoops notes the literals that stand directly in a loop. When a call of a literal ends, the interpreter stores in the
// frame that the literal was made in what stood in its place before. If that call ran in a goroutine, the loop may by then have
// made the literal again, and starts the one of an earlier turn.
func (r *rewriter) remakeInLoops() {
	for _, node := range r.nodes() {
		ast.Inspect(node, func(loop ast.Node) bool {
			switch loop := loop.(type) {
			case *ast.ForStmt:
				r.remakeInLoop(loop.Body)
			case *ast.RangeStmt:
				r.remakeInLoop(loop.Body)
			}
			return true
		})
	}
}

func (r *rewriter) remakeInLoop(node ast.Node) {
	ast.Inspect(node, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			r.remade[n] = r.remade[n] || !r.recovers(n) // recover finds nothing from a frame of its own
			return false
		case *ast.CallExpr:
			if _, ok := n.Fun.(*ast.FuncLit); ok { // called at once, deferred, or started by lowerGo
				for _, arg := range n.Args {
					r.remakeInLoop(arg)
				}
				return false
			}
		}
		return true
	})
}

// remakeIn notes the literals that stand directly in a function that defers.
func (r *rewriter) remakeIn(node ast.Node) {
	ast.Inspect(node, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.DeferStmt:
			for _, arg := range n.Call.Args {
				r.remakeIn(arg)
			}
			return false
		case *ast.GoStmt:
			return false
		case *ast.FuncLit:
			if r.recovers(n) {
				r.fail(n.Pos(), "a function that recovers must be deferred where it stands in a cell: write defer func() { ... }()")
			}
			r.remade[n] = true
			return false
		case *ast.CallExpr:
			if _, ok := n.Fun.(*ast.FuncLit); ok { // called at once
				for _, arg := range n.Args {
					r.remakeIn(arg)
				}
				return false
			}
		}
		return true
	})
}

// defers tells whether a statement has a defer statement of the function that it stands in.
func defers[N ast.Node](node N) bool {
	found := false
	ast.Inspect(node, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.DeferStmt:
			found = true
		case *ast.FuncLit:
			return false
		}
		return !found
	})
	return found
}

// nodes are all the syntax trees of the cell.
func (r *rewriter) nodes() []ast.Node {
	var nodes []ast.Node
	for _, d := range r.Decls {
		nodes = append(nodes, d)
	}
	for _, s := range r.Body {
		nodes = append(nodes, s)
	}
	if r.Result != nil {
		nodes = append(nodes, r.Result)
	}
	return nodes
}
