package lower

import (
	"go/ast"
	"go/types"
)

// refuse looks for what the interpreter would run wrongly, or could not run at all, and says so by name.
func (r *rewriter) refuse() {
	for id, instance := range r.Info.Instances {
		obj := r.Info.Uses[id]
		if obj == nil || obj.Pkg() == nil || obj.Pkg() == r.Pkg {
			continue
		}
		_ = instance
		r.fail(id.Pos(), "%s.%s is generic, and generic functions and types of packages cannot be run in a cell yet: "+
			"use a concrete one, such as sort.Slice for slices.Sort", obj.Pkg().Name(), obj.Name())
	}
	for _, node := range r.nodes() {
		ast.Inspect(node, func(n ast.Node) bool {
			if s, ok := n.(*ast.RangeStmt); ok {
				if _, function := r.Info.TypeOf(s.X).Underlying().(*types.Signature); function {
					r.fail(s.X.Pos(), "range over a function cannot be run in a cell yet: call the function with the loop's body")
				}
			}
			return true
		})
	}
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
