package lower

import (
	"fmt"
	"go/ast"
	"go/printer"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ast/astutil"

	"regan/kernel/internal/check"
	"regan/kernel/internal/engine"
	"regan/kernel/internal/stencil"
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
	if name, ok := obj.(*types.TypeName); ok && r.hoisted[name] != "" {
		id.Name = r.hoisted[name]
		return
	}
	if sym := r.SymbolOf(obj); sym != nil {
		id.Name = runName(sym)
		return
	}
	switch obj := obj.(type) {
	case *types.Var:
		if obj.IsField() {
			return
		}
	case *types.Func:
		if obj.Signature().Recv() != nil {
			return
		}
	}
	if obj.Pkg() == r.Pkg {
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
	local := func(name *types.TypeName) ast.Expr {
		if name.IsAlias() {
			return r.typeExpr(types.Unalias(name.Type()))
		}
		return ast.NewIdent(r.hoisted[name])
	}
	writer := stencil.Writer{Local: local, Name: func(name *types.TypeName) ast.Expr {
		if name.IsAlias() && name.Pkg() == r.Pkg { // the engine knows types by their own names
			return r.typeExpr(types.Unalias(name.Type()))
		}
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
	}}
	e, err := writer.Type(t)
	if err != nil {
		return nil, err
	}
	return astutil.Apply(e, func(at *astutil.Cursor) bool {
		if plain := interfaces(at.Node()); plain != nil {
			at.Replace(ast.NewIdent("any"))
			return false
		}
		return true
	}, nil).(ast.Expr), nil
}

// typeText is a type as units name it, in one line.
func (r *rewriter) typeText(t types.Type) string { return exprText(r.typeExpr(t)) }

// exprText is an expression in one line. Unlike types.ExprString it has the tags of structs, by which types differ.
func exprText(e ast.Expr) string {
	tagged := false
	ast.Inspect(e, func(n ast.Node) bool {
		f, ok := n.(*ast.Field)
		tagged = tagged || ok && f.Tag != nil
		return !tagged
	})
	if !tagged {
		return types.ExprString(e)
	}
	var b strings.Builder
	if err := printer.Fprint(&b, token.NewFileSet(), e); err != nil {
		panic("lower: printing a type: " + err.Error())
	}
	var text strings.Builder
	last := "{"
	for line := range strings.Lines(b.String()) {
		line = strings.TrimSpace(line)
		if !strings.HasSuffix(last, "{") && !strings.HasPrefix(line, "}") {
			text.WriteString("; ")
		}
		text.WriteString(line)
		last = line
	}
	return text.String()
}
