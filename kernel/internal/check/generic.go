package check

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"

	"regan/kernel/internal/cell"
	"regan/kernel/internal/stencil"
)

// Checked is how stencil knows the name: see stencil.Name.
func (sym *Symbol) Checked() string { return sym.checked }

// Lasting is the same for as long as the session lives.
func (sym *Symbol) Lasting() string { return sym.Run }

// A plainSession is the session without generics: what the lowering sees, once the session has any.
type plainSession struct {
	importer types.Importer // knows what instances call as well
	set      *stencil.Set
	added    []stencil.Tree // the headers of instances
	symbols  map[stencil.Name]*Symbol
}

func newPlainSession(fset *token.FileSet, importer types.Importer) *plainSession {
	return &plainSession{importer: stencil.WithHelpers(importer), set: stencil.NewSet(fset, importer), symbols: map[stencil.Name]*Symbol{}}
}

func (s *plainSession) save() (restore func()) {
	saved, set := *s, s.set.Save()
	saved.symbols, saved.added = maps.Clone(s.symbols), slices.Clip(s.added)
	return func() {
		set()
		*s = saved
	}
}

// world is the last check, as stencil sees it.
func (p *pass) world() *stencil.World {
	return &stencil.World{Pkg: p.checked.Pkg, Info: p.checked.Info, Name: func(obj types.Object) stencil.Name {
		if sym := p.checked.SymbolOf(obj); sym != nil {
			return sym
		}
		return nil
	}}
}

// usesGenerics tells whether the lowering needs another syntax tree than the checked one.
func (p *pass) usesGenerics() bool {
	if !p.session.plain.set.Empty() {
		return true
	}
	info := p.checked.Info
	for id, inst := range info.Instances {
		obj := info.Uses[id]
		if obj != nil && inst.TypeArgs.Len() > 0 && !(obj.Pkg() != nil && obj.Pkg().Path() == "iter" && isTypeName(obj)) {
			return true
		}
	}
	return slices.ContainsFunc(p.checked.Decls, func(d ast.Decl) bool {
		return slices.ContainsFunc(p.declared(d), func(obj types.Object) bool { return stencil.IsGeneric(obj) || stencil.IsConstraint(obj) })
	})
}

func isTypeName(obj types.Object) bool {
	_, ok := obj.(*types.TypeName)
	return ok
}

// declared lists the functions and types that a declaration declares.
func (p *pass) declared(d ast.Decl) []types.Object {
	var objs []types.Object
	switch d := d.(type) {
	case *ast.FuncDecl:
		objs = append(objs, p.checked.Info.Defs[d.Name])
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			if t, ok := spec.(*ast.TypeSpec); ok {
				objs = append(objs, p.checked.Info.Defs[t.Name])
			}
		}
	}
	return objs
}

// withoutGenerics makes plain declarations and statements of the cell's, and checks them: the checked cell is then that of the
// session without generics. last is the number of the last declaration that the cell was checked with.
func (p *pass) withoutGenerics(last int) error {
	s := p.session
	s.undo = append(s.undo, s.plain.save())
	world, run := p.world(), s.plain.set.Begin()

	var trees []*stencil.Tree // all that may mention packages
	var decls []ast.Decl
	for _, d := range p.checked.Decls {
		p.addTemplates(world, d)
	}
	for _, d := range p.checked.Decls {
		plain, changed := p.plainDecl(world, run, d)
		k := p.keptAs[d]
		switch {
		case plain == nil:
			if k != nil {
				k.generic = true
			}
			continue
		case changed:
			trees = append(trees, plain)
			if k != nil {
				header := plain.Header()
				k.plain = &header
			}
		}
		decls = append(decls, plain.Node.(ast.Decl))
	}
	function := p.function().(*ast.FuncDecl)
	if t := world.Template(function); t.Needed() {
		plain := run.Plain(t)
		trees = append(trees, &plain)
		function = plain.Node.(*ast.FuncDecl)
	}
	for _, v := range p.vars {
		p.plainVariable(world, run, v.decl)
	}

	instances := run.Finish()
	earlier := len(s.plain.added)
	var first []ast.Decl // instances stand first: the interpreter needs what an alias stands for before the alias
	for i, d := range instances {
		trees = append(trees, &instances[i].Tree)
		s.plain.added = append(s.plain.added, d.Header)
		first = append(first, d.Tree.Node.(ast.Decl))
		if d.Name != nil {
			s.plain.symbols[d.Name] = &Symbol{Name: d.Name.Checked(), Run: d.Name.Lasting()}
		}
	}
	if len(run.Errors) > 0 {
		var errs cell.Errors
		for _, e := range run.Errors {
			errs = append(errs, &cell.Error{Pos: s.Fset.Position(e.Pos), Msg: e.Msg})
		}
		return errs.Sort()
	}
	decls = append(first, decls...)
	return p.checkPlain(s.plainReached(last, earlier, append(slices.Clone(decls), function)), decls, function, trees)
}

// addTemplates adds what a declaration of the cell declares generically.
func (p *pass) addTemplates(world *stencil.World, d ast.Decl) {
	info, set := p.checked.Info, p.session.plain.set
	switch n := d.(type) {
	case *ast.FuncDecl:
		if obj := info.Defs[n.Name]; n.Recv == nil && obj != nil && stencil.IsGeneric(obj) {
			set.Add(p.checked.SymbolOf(obj), world.Template(n))
		} else if base := p.genericReceiver(n); base != nil {
			set.AddMethod(p.checked.SymbolOf(base), world.Template(n))
		}
	case *ast.GenDecl:
		for _, spec := range n.Specs {
			if t, ok := spec.(*ast.TypeSpec); ok && stencil.IsGeneric(info.Defs[t.Name]) {
				set.Add(p.checked.SymbolOf(info.Defs[t.Name]), world.Template(spec))
			}
		}
	}
}

// genericReceiver is the generic type that a method is one of; nil for any other function.
func (p *pass) genericReceiver(f *ast.FuncDecl) types.Object {
	if f.Recv == nil {
		return nil
	}
	if base := p.checked.Info.Uses[receiverBase(f)]; base != nil && stencil.IsGeneric(base) {
		return base
	}
	return nil
}

// plainDecl is a declaration of the cell without generics, and whether it differs from the declaration; nil if nothing is left
// of it.
func (p *pass) plainDecl(world *stencil.World, run *stencil.Run, d ast.Decl) (_ *stencil.Tree, changed bool) {
	info := p.checked.Info
	switch n := d.(type) {
	case *ast.FuncDecl:
		if obj := info.Defs[n.Name]; p.genericReceiver(n) != nil || n.Recv == nil && obj != nil && stencil.IsGeneric(obj) {
			return nil, true
		}
	case *ast.GenDecl:
		if n.Tok != token.TYPE {
			break
		}
		short := *n
		short.Specs = slices.DeleteFunc(slices.Clone(n.Specs), func(spec ast.Spec) bool {
			obj := info.Defs[spec.(*ast.TypeSpec).Name]
			return stencil.IsGeneric(obj) || stencil.IsConstraint(obj)
		})
		if len(short.Specs) == 0 {
			return nil, true
		}
		if len(short.Specs) < len(n.Specs) {
			d, changed = &short, true
		}
	}
	t := world.Template(d)
	if !changed && !t.Needed() {
		return &stencil.Tree{Node: d}, false
	}
	plain := run.Plain(t)
	return &plain, true
}

// plainVariable writes a variable's type without generics.
func (p *pass) plainVariable(world *stencil.World, run *stencil.Run, d *decl) {
	sym := d.symbols[0]
	v := p.checked.Pkg.Scope().Lookup(sym.checked)
	if v == nil {
		return
	}
	header := run.Variable(sym, world.Type(v.Type(), v.Pos()))
	d.plain = &header
}

func (p *prelude) addTree(tree *stencil.Tree) { p.add(tree.Node.(ast.Decl), tree.Refresh()) }

// checkPlain checks the session without generics, and makes it the checked one.
func (p *pass) checkPlain(earlier *prelude, decls []ast.Decl, function *ast.FuncDecl, trees []*stencil.Tree) error {
	s := p.session
	imports := maps.Clone(s.imports)
	for _, tree := range trees {
		for _, path := range tree.Refresh() {
			imports[mangled(path)] = path
		}
	}
	result := p.checked.Result
	statements := function.Body.List
	if p.shown != nil {
		result = shownIn(statements[len(statements)-1])
		statements = statements[:len(statements)-1]
	}
	pkg, info, errs := s.checkDecls(s.plain.importer, earlier, imports, append(slices.Clone(decls), function), result)
	errs = slices.DeleteFunc(errs, toleratedPlain)
	if len(errs) > 0 {
		for _, e := range errs {
			e.Msg = "what is generic here cannot be run in a cell yet: " + e.Msg
		}
		return errs
	}
	c := p.checked
	c.Decls, c.Body, c.Result, c.Pkg, c.Info = decls, statements, result, pkg, info
	c.instances = map[string]*Symbol{}
	for name, sym := range s.plain.symbols {
		c.instances[name.Checked()] = sym
	}
	for i, v := range c.Vars {
		obj := pkg.Scope().Lookup(v.checked)
		if obj == nil {
			panic(fmt.Sprintf("check: variable %s is gone", v.Name))
		}
		c.Vars[i].Type = obj.Type()
	}
	return nil
}

// toleratedPlain tells what go/types refuses of a plain function, and not of the generic one: a type
// that a value cannot have.
func toleratedPlain(e *cell.Error) bool {
	return strings.HasPrefix(e.Msg, "duplicate ") || e.Msg == "previous case" || strings.HasPrefix(e.Msg, "impossible type ")
}

// shownIn is the expression whose types a statement has checked: see resultStmt.
func shownIn(stmt ast.Stmt) ast.Expr {
	if s, ok := stmt.(*ast.AssignStmt); ok {
		return s.Rhs[0]
	}
	return stmt.(*ast.ExprStmt).X
}
