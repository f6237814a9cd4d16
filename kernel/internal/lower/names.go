package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strconv"
	"strings"

	"regan/kernel/internal/check"
	"regan/kernel/internal/engine"
)

// rename gives an identifier the name that the interpreter knows its object by.
func (r *rewriter) rename(id *ast.Ident) {
	obj := r.Info.ObjectOf(id)
	if obj == nil {
		return
	}
	if pkg, ok := obj.(*types.PkgName); ok {
		id.Name = r.packageName(pkg.Imported().Path())
		return
	}
	if v, ok := obj.(*types.Var); ok && v.IsField() && v.Embedded() {
		// The name of an embedded field is that of its type, versions included.
		if named, ok := deref(v.Type()).(*types.Named); ok {
			obj = named.Obj()
		}
	}
	if sym := r.SymbolOf(obj); sym != nil {
		id.Name = runName(sym)
		return
	}
	if name, ok := r.localTypes[obj]; ok {
		id.Name = name
	} else if v, ok := obj.(*types.Var); obj.Pkg() == r.Pkg && !(ok && v.IsField()) {
		id.Name = localName(id.Name)
	}
}

// localName is the name of what a function declares. Lowered code uses the language's own names, so nothing may hide them.
func localName(name string) string {
	if types.Universe.Lookup(name) != nil {
		return name + "ˑ"
	}
	return name
}

func deref(t types.Type) types.Type {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	return types.Unalias(t)
}

// nameLocalTypes gives types that are declared in functions names of their own where two have the same name: the interpreter
// takes the inner of two for the outer.
func (r *rewriter) nameLocalTypes() {
	byName := map[string][]types.Object{}
	for _, obj := range r.Info.Defs {
		if t, ok := obj.(*types.TypeName); ok && t.Parent() != r.Pkg.Scope() {
			byName[t.Name()] = append(byName[t.Name()], t)
		}
	}
	for name, list := range byName {
		slices.SortFunc(list, func(a, b types.Object) int { return int(a.Pos() - b.Pos()) })
		for i, obj := range list[1:] {
			r.localTypes[obj] = name + "ˑ" + strconv.Itoa(i+2)
		}
	}
}

// runName is a symbol's name in units. No symbol may hide a name of the language, which lowered code uses. The interpreter would run a function called main after every later unit.
func runName(sym *check.Symbol) string {
	if sym.Run == "main" {
		return "mainˑ1"
	}
	return engine.Identifier(localName(sym.Run))
}

// packageName imports a package into the unit and returns its name there.
func (r *rewriter) packageName(path string) string {
	name, ok := r.imports[path]
	if !ok {
		base := path[strings.LastIndexByte(path, '/')+1:]
		base = strings.Map(func(c rune) rune {
			if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' {
				return c
			}
			return -1
		}, base)
		name = "p" + strconv.Itoa(len(r.imports)) + "ˑ" + base
		r.imports[path] = name
	}
	return name
}

// helper is a compiled function that lowered code calls.
func (r *rewriter) helper(name string, pos token.Pos) ast.Expr {
	return &ast.SelectorExpr{
		X:   &ast.Ident{Name: r.packageName(engine.Helpers), NamePos: pos},
		Sel: &ast.Ident{Name: name, NamePos: pos},
	}
}

func (r *rewriter) importText() string {
	var b strings.Builder
	for _, path := range slices.Sorted(maps.Keys(r.imports)) {
		fmt.Fprintf(&b, "import %s %q\n", r.imports[path], path)
	}
	return b.String()
}

// typeExpr writes a type as the unit names it.
func (r *rewriter) typeExpr(t types.Type) ast.Expr {
	e, err := r.tryTypeExpr(t)
	if err != nil {
		panic("lower: the checker let a type pass that cannot be written: " + err.Error())
	}
	return e
}

func (r *rewriter) tryTypeExpr(t types.Type) (ast.Expr, error) {
	return check.TypeExpr(t, func(name *types.TypeName) ast.Expr {
		if sym := r.SymbolOf(name); sym != nil {
			return ast.NewIdent(runName(sym))
		}
		if name.Pkg() == nil {
			return ast.NewIdent(name.Name())
		}
		if name.Pkg().Path() == "iter" {
			return nil // iter.Seq is generic: the function type that it stands for is not
		}
		return &ast.SelectorExpr{X: ast.NewIdent(r.packageName(name.Pkg().Path())), Sel: ast.NewIdent(name.Name())}
	})
}
