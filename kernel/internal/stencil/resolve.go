package stencil

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/astutil"
)

// A World is one check by go/types.
type World struct {
	Pkg  *types.Package
	Info *types.Info
	Name func(types.Object) Name // what a package-level object of Pkg is outside of this check; nil: it has no name there
}

// A Template is a declaration whose names are resolved, so that it outlives the check that resolved them.
type Template struct {
	node     ast.Node // *ast.FuncDecl, *ast.TypeSpec, or for plain trees any other
	meanings map[ast.Node]meaning
	moved    []movedType // types declared in the function
	needed   bool        // an instance is mentioned: a copy differs from the node
	err      error       // why it cannot be run
	at       token.Pos   // where
}

// A movedType is a type that is declared in a function, and that instances declare outside, where type arguments can mention it.
type movedType struct {
	spec *ast.TypeSpec
	expr ast.Expr
}

// IsGeneric tells whether an object is a generic function or type.
func IsGeneric(obj types.Object) bool {
	switch obj := obj.(type) {
	case *types.Func:
		return obj.Signature().TypeParams().Len() > 0
	case *types.TypeName:
		switch t := obj.Type().(type) {
		case *types.Named:
			return t.TypeParams().Len() > 0 && t.TypeArgs().Len() == 0
		case *types.Alias:
			return t.TypeParams().Len() > 0 && t.TypeArgs().Len() == 0
		}
	}
	return false
}

// IsConstraint tells whether an object is a type that only constraints can use.
func IsConstraint(obj types.Object) bool {
	name, ok := obj.(*types.TypeName)
	if !ok {
		return false
	}
	i, ok := name.Type().Underlying().(*types.Interface)
	return ok && !i.IsMethodSet()
}

// Template resolves the names in a syntax tree.
func (w *World) Template(node ast.Node) *Template {
	r := &resolver{World: w, Template: &Template{node: node, meanings: map[ast.Node]meaning{}}, local: map[types.Object]int{}}
	r.findLocalTypes()
	r.tree(node)
	for i := range r.moved {
		spec := r.moved[i].spec
		r.moved[i].expr = r.write(r.Info.Defs[spec.Name].Type().Underlying(), spec.Pos())
	}
	return r.Template
}

// Type resolves the names in a type, which stands at a position.
func (w *World) Type(t types.Type, pos token.Pos) *Template {
	r := &resolver{World: w, Template: &Template{meanings: map[ast.Node]meaning{}}}
	r.node = r.write(t, pos)
	return r.Template
}

type resolver struct {
	*World
	*Template
	local map[types.Object]int
}

// findLocalTypes notes the types that the functions below a node declare.
func (r *resolver) findLocalTypes() {
	ast.Inspect(r.node, func(n ast.Node) bool {
		s, ok := n.(*ast.DeclStmt)
		if !ok {
			return true
		}
		for _, spec := range s.Decl.(*ast.GenDecl).Specs {
			t, ok := spec.(*ast.TypeSpec)
			if ok && t.TypeParams != nil && r.err == nil {
				r.err, r.at = fmt.Errorf("the generic type %s is declared in a function: declare it outside", t.Name.Name), t.Pos()
			}
			if ok && !t.Assign.IsValid() && t.TypeParams == nil && t.Name.Name != "_" {
				r.local[r.Info.Defs[t.Name]] = len(r.moved)
				r.meanings[t] = meaning{kind: moved}
				r.moved = append(r.moved, movedType{spec: t})
			}
		}
		return true
	})
}

// tree gives the nodes of a syntax tree their meanings.
func (r *resolver) tree(root ast.Node) {
	astutil.Apply(root, func(at *astutil.Cursor) bool {
		if at.Name() == "TypeParams" {
			return false // no instance has them
		}
		switch n := at.Node().(type) {
		case *ast.IndexExpr:
			return !r.instantiation(n, n.X)
		case *ast.IndexListExpr:
			return !r.instantiation(n, n.X)
		case *ast.SelectorExpr:
			return !r.instantiation(n, n)
		case *ast.Ident:
			if !r.instantiation(n, n) {
				r.ident(n)
			}
		case *ast.BinaryExpr:
			r.runs(n)
		case *ast.UnaryExpr:
			r.runs(n)
		case *ast.CallExpr:
			r.runs(n)
		}
		return true
	}, nil)
}

// instantiation gives a generic function or type with its arguments a meaning: it is named by x, a part of node or node itself.
func (r *resolver) instantiation(node, x ast.Expr) bool {
	x = ast.Unparen(x)
	if sel, ok := x.(*ast.SelectorExpr); ok {
		x = sel.Sel
	}
	id, ok := x.(*ast.Ident)
	if !ok {
		return false
	}
	inst, ok := r.Info.Instances[id]
	obj := r.Info.Uses[id]
	if !ok || obj == nil || inst.TypeArgs.Len() == 0 || isCompiled(obj) {
		return false
	}
	if name, isType := obj.(*types.TypeName); isType && name.IsAlias() {
		r.meanings[node] = meaning{kind: written, args: []ast.Expr{r.write(inst.Type, node.Pos())}}
		r.needed = true
		return true
	}
	m := meaning{kind: instantiated, name: r.nameOf(obj)}
	if m.name == nil {
		return false // declared in a function: refused
	}
	for t := range inst.TypeArgs.Types() {
		m.args = append(m.args, r.write(t, node.Pos()))
	}
	r.meanings[node] = m
	r.needed = true
	return true
}

// isCompiled tells whether a generic type of a package stays what it is: compiled functions have parameters of such types.
func isCompiled(obj types.Object) bool {
	_, isType := obj.(*types.TypeName)
	return isType && obj.Pkg() != nil && obj.Pkg().Path() == "iter"
}

// nameOf is the name of a package-level object of any package.
func (r *resolver) nameOf(obj types.Object) Name {
	if obj.Pkg() == r.Pkg {
		return r.Name(obj)
	}
	return packageName{obj.Pkg().Path(), obj.Name()}
}

// ident gives an identifier its meaning, unless its text says it.
func (r *resolver) ident(id *ast.Ident) {
	obj := r.Info.ObjectOf(id)
	if obj == nil {
		if _, symbolic := r.Info.Defs[id]; symbolic { // x of switch x := v.(type)
			r.meanings[id] = meaning{kind: private}
		}
		return
	}
	switch obj := obj.(type) {
	case *types.PkgName:
		r.meanings[id] = meaning{kind: imported, path: obj.Imported().Path()}
		return
	case *types.TypeName:
		if p, ok := obj.Type().(*types.TypeParam); ok {
			r.meanings[id] = meaning{kind: parameter, index: p.Index()}
			return
		}
		if i, ok := r.local[obj]; ok {
			r.meanings[id] = meaning{kind: local, index: i}
			return
		}
	case *types.Var:
		if obj.IsField() {
			r.embedded(id, obj)
			return
		}
	case *types.Func:
		if obj.Signature().Recv() != nil {
			return
		}
	case *types.Label:
		return
	}
	switch {
	case obj.Pkg() != r.Pkg:
	case obj.Parent() == r.Pkg.Scope():
		r.packageLevel(id, obj)
	default:
		r.meanings[id] = meaning{kind: private}
	}
}

// packageLevel gives an identifier the meaning of a package-level object.
func (r *resolver) packageLevel(id *ast.Ident, obj types.Object) {
	name := r.Name(obj)
	p, source := name.(packageName)
	switch {
	case name == nil:
	case source && (isCompiled(obj) || !IsGeneric(obj) && obj.Exported()):
		r.meanings[id] = meaning{kind: member, path: p.path}
	case source && !IsGeneric(obj): // unexported: the instances have a copy
		r.meanings[id] = meaning{kind: instantiated, name: name}
	default:
		r.meanings[id] = meaning{kind: named, name: name}
	}
}

// embedded gives the name of an embedded field the meaning of the instance that it has the name of.
func (r *resolver) embedded(id *ast.Ident, field *types.Var) {
	if !field.Embedded() {
		return
	}
	t := field.Type()
	if p, ok := types.Unalias(t).(*types.Pointer); ok && !isAlias(t) {
		t = p.Elem()
	}
	if a, ok := t.(*types.Alias); ok && a.TypeArgs().Len() == 0 {
		return // the field has the alias's name
	}
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.TypeArgs().Len() == 0 || isCompiled(named.Obj()) {
		return
	}
	r.meanings[id] = meaning{kind: written, args: []ast.Expr{r.write(named, id.Pos())}}
	r.needed = true
}

func isAlias(t types.Type) bool {
	_, ok := t.(*types.Alias)
	return ok
}

// write writes a type, and gives what it is written with meanings.
func (r *resolver) write(t types.Type, pos token.Pos) ast.Expr {
	mean := func(m meaning) ast.Expr {
		id := &ast.Ident{Name: "_", NamePos: pos}
		r.meanings[id] = m
		return id
	}
	writer := Writer{Own: r.Pkg}
	writer.Name = func(obj *types.TypeName) ast.Expr {
		switch {
		case obj.Pkg() == nil:
			return ast.NewIdent(obj.Name())
		case obj.Pkg() != r.Pkg:
			return &ast.SelectorExpr{X: mean(meaning{kind: imported, path: obj.Pkg().Path()}), Sel: ast.NewIdent(obj.Name())}
		}
		id := ast.NewIdent(obj.Name())
		r.packageLevel(id, obj)
		return id
	}
	writer.Instance = func(obj *types.TypeName, args []ast.Expr) ast.Expr {
		if isCompiled(obj) {
			return &ast.IndexListExpr{X: writer.Name(obj), Indices: args}
		}
		r.needed = true
		return mean(meaning{kind: instantiated, name: r.nameOf(obj), args: args})
	}
	writer.Local = func(obj *types.TypeName) ast.Expr {
		i, ok := r.local[obj]
		if !ok {
			writer.fail(obj.Type())
		}
		return mean(meaning{kind: local, index: i})
	}
	writer.Param = func(p *types.TypeParam) ast.Expr { return mean(meaning{kind: parameter, index: p.Index()}) }
	e, err := writer.Type(t)
	if err != nil && r.err == nil {
		r.err, r.at = fmt.Errorf("a generic function or type is used with what a cell cannot write: %w", err), pos
	}
	return e
}

// runs keeps the checker from computing what the language says is computed when the code runs: T(0) - 1 is no constant in a
// generic function, but would be one with the type in place, and perhaps one that overflows.
func (r *resolver) runs(e ast.Expr) {
	if r.Info.Types[e].Value != nil || !r.becomesConstant(e) {
		return
	}
	if call, ok := e.(*ast.CallExpr); ok && (r.Info.Types[call.Args[0]].Value != nil) {
		return // T(0) alone
	}
	ast.Inspect(e, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if ok && r.Info.Types[call].Value == nil && r.Info.Types[call.Args[0]].Value != nil {
			t := r.write(r.Info.TypeOf(call), call.Pos())
			r.meanings[call] = meaning{kind: running, name: packageName{ownPath, "running"}, args: []ast.Expr{t}}
			return false
		}
		return true
	})
}

// becomesConstant tells whether an expression is a constant once types are in place of the type parameters.
func (r *resolver) becomesConstant(e ast.Expr) bool {
	if r.Info.Types[e].Value != nil {
		return true
	}
	switch e := e.(type) {
	case *ast.ParenExpr:
		return r.becomesConstant(e.X)
	case *ast.UnaryExpr:
		return e.Op != token.AND && e.Op != token.ARROW && r.becomesConstant(e.X)
	case *ast.BinaryExpr:
		return r.becomesConstant(e.X) && r.becomesConstant(e.Y)
	case *ast.CallExpr:
		return len(e.Args) == 1 && r.Info.Types[e.Fun].IsType() && r.becomesConstant(e.Args[0])
	}
	return false
}
