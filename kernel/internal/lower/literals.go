package lower

import (
	"go/ast"
	"go/constant"
	"go/types"
	"maps"
	"slices"
)

func (p *dynamicPass) composite(n *ast.CompositeLit) {
	t := p.Info.TypeOf(n)
	if t == nil {
		return
	}
	if ptr, ok := under[*types.Pointer](t); ok {
		t = ptr.Elem()
	}
	p.writeTypes(n, t)
	switch u := t.Underlying().(type) {
	case *types.Struct:
		for i, e := range n.Elts {
			if kv, ok := e.(*ast.KeyValueExpr); ok {
				if field, ok := p.Info.Uses[kv.Key.(*ast.Ident)].(*types.Var); ok {
					kv.Value = p.convert(kv.Value, field.Type())
				}
				continue
			}
			n.Elts[i] = p.convert(e, u.Field(i).Type())
		}
	case *types.Map:
		for _, e := range n.Elts {
			kv := e.(*ast.KeyValueExpr)
			kv.Key, kv.Value = p.convert(kv.Key, u.Key()), p.convert(kv.Value, u.Elem())
		}
	case *types.Slice:
		p.elements(n, u.Elem())
		p.writeKeys(n, u.Elem())
	case *types.Array:
		p.elements(n, u.Elem())
		p.writeKeys(n, u.Elem())
	}
}

func (p *dynamicPass) elements(n *ast.CompositeLit, elem types.Type) {
	for i, e := range n.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			kv.Value = p.convert(kv.Value, elem)
			continue
		}
		n.Elts[i] = p.convert(e, elem)
	}
}

// writeKeys writes out the elements that the keys of an array or slice literal pass over, if they are few: in a condition, the
// interpreter takes a key for the condition.
func (p *dynamicPass) writeKeys(n *ast.CompositeLit, elem types.Type) {
	const most = 32 // elements that are written out
	at := map[int]ast.Expr{}
	next, keyed := 0, false
	for _, e := range n.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			i, exact := constant.Int64Val(constant.ToInt(p.Info.Types[kv.Key].Value))
			if !exact || i > most {
				return
			}
			next, e, keyed = int(i), kv.Value, true
		}
		at[next] = e
		next++
	}
	if !keyed || p.zero(elem, n.Pos()) == nil {
		return
	}
	list := make([]ast.Expr, slices.Max(slices.Collect(maps.Keys(at)))+1)
	for i := range list {
		list[i] = at[i]
		if list[i] == nil {
			list[i] = p.zero(elem, n.Lbrace)
		}
	}
	n.Elts = list
}
