package lower

import (
	_ "embed"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"go/types"
	"strings"
	"sync"

	"golang.org/x/tools/go/ast/astutil"
)

//go:embed std.txt
var stdText string

// stdFunctions is the text of each function in std.txt, by package and name, as in "slices_Sort".
var stdFunctions = sync.OnceValue(func() map[string]string {
	texts := map[string]string{}
	for _, text := range strings.Split(stdText, "\nfunc ")[1:] {
		name, _, _ := strings.Cut(text, "(")
		texts[name] = "func " + text
	}
	return texts
})

// refuseInstance refuses generic functions and types of packages that have no text for cells.
func (r *rewriter) refuseInstance(id *ast.Ident, obj types.Object) {
	_, isType := obj.(*types.TypeName)
	switch {
	case obj.Pkg().Path() == "iter" && isType:
		return
	case stdFunctions()[stdName(obj)] == "" || isType:
		r.fail(id.Pos(), "%s.%s is generic, and cannot be run in a cell yet: use a concrete function or type", obj.Pkg().Name(), obj.Name())
		return
	}
	for t := range r.Info.Instances[id].TypeArgs.Types() {
		if hasParameter(t) {
			r.fail(id.Pos(), "%s.%s cannot be run with a type parameter in a cell yet", obj.Pkg().Name(), obj.Name())
			return
		}
		if _, err := r.tryTypeExpr(t); err != nil {
			r.fail(id.Pos(), "%s.%s cannot be run with the type %s in a cell yet: declare it outside functions", obj.Pkg().Name(), obj.Name(), typeName(t))
			return
		}
	}
}

func stdName(obj types.Object) string {
	return strings.ReplaceAll(obj.Pkg().Path(), "/", "_") + "_" + obj.Name()
}

// hasParameter tells whether a type mentions a type parameter.
func hasParameter(t types.Type) bool {
	found := false
	var walk func(types.Type)
	walk = func(t types.Type) {
		switch t := t.(type) {
		case *types.TypeParam:
			found = true
		case *types.Named:
			for arg := range t.TypeArgs().Types() {
				walk(arg)
			}
		case *types.Alias:
			walk(types.Unalias(t))
		case *types.Pointer:
			walk(t.Elem())
		case *types.Slice:
			walk(t.Elem())
		case *types.Array:
			walk(t.Elem())
		case *types.Chan:
			walk(t.Elem())
		case *types.Map:
			walk(t.Key())
			walk(t.Elem())
		case *types.Signature:
			walk(t.Params())
			walk(t.Results())
		case *types.Tuple:
			for v := range t.Variables() {
				walk(v.Type())
			}
		case *types.Struct:
			for f := range t.Fields() {
				walk(f.Type())
			}
		}
	}
	walk(t)
	return found
}

// instance returns what stands for a generic function or type of a package, with its type arguments: a function of the unit,
// or the type that it stands for. It is nil for any other expression.
func (r *rewriter) instance(e ast.Expr) ast.Expr {
	x := e
	switch n := e.(type) {
	case *ast.IndexExpr:
		x = n.X
	case *ast.IndexListExpr:
		x = n.X
	}
	sel, ok := x.(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	inst, ok := r.Info.Instances[sel.Sel]
	obj := r.Info.Uses[sel.Sel]
	if !ok || obj == nil || obj.Pkg() == nil || obj.Pkg() == r.Pkg {
		return nil
	}
	if _, isType := obj.(*types.TypeName); isType {
		return r.typeExpr(inst.Type)
	}
	return &ast.Ident{Name: r.stdFunction(obj.(*types.Func), inst.TypeArgs), NamePos: e.Pos()}
}

// stdFunction puts a generic function of the standard library into the unit, its type parameters replaced by types.
func (r *rewriter) stdFunction(f *types.Func, args *types.TypeList) string {
	replace := map[string]types.Type{}
	base := stdName(f)
	name := strings.Replace(base, "_", "ˑ", 1)
	params := f.Signature().TypeParams()
	for i := range args.Len() {
		param := params.At(i).Obj().Name()
		switch param {
		case "Slice":
			param = "S"
		case "Map":
			param = "M"
		}
		replace[param] = args.At(i)
		name += "ˑ" + identifier(r.typeText(args.At(i)))
	}
	if r.functions[name] != "" {
		return name
	}
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "std", "package std\n"+stdFunctions()[base], parser.SkipObjectResolution)
	if err != nil {
		panic("lower: the text of " + base + " does not parse: " + err.Error())
	}
	decl := file.Decls[0].(*ast.FuncDecl)
	if fast, ok := fastSort(base, replace["E"]); ok {
		call := &ast.CallExpr{Fun: ast.NewIdent(fast), Args: []ast.Expr{decl.Type.Params.List[0].Names[0]}}
		call.Fun = &ast.SelectorExpr{X: ast.NewIdent("sort"), Sel: ast.NewIdent(fast)}
		decl.Body.List = []ast.Stmt{&ast.ExprStmt{X: call}}
	}
	astutil.Apply(decl, func(at *astutil.Cursor) bool {
		switch n := at.Node().(type) {
		case *ast.Ident:
			if t := replace[n.Name]; t != nil {
				at.Replace(r.typeExpr(t))
				return false
			}
			if n.Name == "sort" {
				n.Name = r.packageName("sort")
			}
		}
		return true
	}, nil)
	decl.Name.Name = name
	var b strings.Builder
	if err := printer.Fprint(&b, token.NewFileSet(), decl); err != nil {
		panic("lower: printing " + base + ": " + err.Error())
	}
	r.functions[name] = b.String() + "\n"
	return name
}

// fastSort is the compiled function that sorts elements of a type.
func fastSort(base string, elem types.Type) (string, bool) {
	if base != "slices_Sort" {
		return "", false
	}
	name := map[types.Type]string{types.Typ[types.Int]: "Ints", types.Typ[types.Float64]: "Float64s", types.Typ[types.String]: "Strings"}[elem]
	return name, name != ""
}
