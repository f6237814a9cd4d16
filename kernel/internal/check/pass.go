package check

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strconv"
	"strings"

	"regan/kernel/internal/cell"
)

// A pass checks one cell against a session. Its steps change the session; each leaves in session.undo how to take it back.
type pass struct {
	session *Session
	cell    *cell.Cell
	own     []*decl         // the cell's declarations that bring something new
	settled map[*decl]bool  // earlier declarations that are not to be carried: pinned, replaced or carried already
	carried map[*decl]*decl // earlier declarations declared again: new -> kept
	retired []*Symbol       // what the cell replaces; carry looks through them once
	looked  int             // how many of them it has looked through
	added   []*Symbol
	vars    []Variable
	shown   ast.Stmt           // stands for the result while the types are checked
	keptAs  map[ast.Decl]*decl // the cell's declarations as the session keeps them
	checked *Checked
}

// replaces gives the names of a declaration new versions.
func (p *pass) replaces(d *decl) {
	for _, name := range d.names {
		d.symbols = append(d.symbols, p.newVersion(name))
	}
}

// replacesMethod settles the method that a declaration replaces. It comes before replaces, which hides the type that it has.
func (p *pass) replacesMethod(d *decl) {
	if kept := p.session.findMethod(d.method); d.method != "" && kept != nil {
		p.settled[kept] = true
		base, _, _ := strings.Cut(d.method, ".")
		p.retired = append(p.retired, p.session.symbols[base]) // its declaration is carried over and gives it the new version
	}
}

func (p *pass) newVersion(name string) *Symbol {
	s := p.session
	if old := s.symbols[name]; old != nil {
		p.retire(old)
	}
	delete(s.imports, name)
	sym := &Symbol{Name: name, checked: name}
	s.symbols[name] = sym
	s.undo = append(s.undo, func() { delete(s.symbols, name) })
	p.added = append(p.added, sym)
	return sym
}

// retire renames an old version wherever kept declarations refer to it.
func (p *pass) retire(sym *Symbol) {
	p.retired = append(p.retired, sym)
	s := p.session
	rename := func(to string) {
		delete(s.symbols, sym.checked)
		sym.checked = to
		s.symbols[to] = sym
		for _, id := range sym.idents {
			id.Name = to
		}
	}
	before := sym.checked
	rename(sym.Name + "·" + strconv.Itoa(sym.version))
	s.undo = append(s.undo, func() { rename(before) })
}

// variables finds the package-level variables that the cell's statements define, and their types, and turns the
// definitions into assignments. For this the statements are checked once as a function, where the variables are local.
func (p *pass) variables() error {
	s, c := p.session, p.cell
	p.takeResult()
	p.keepTypes()
	if !slices.ContainsFunc(c.Body, definesVariable) {
		return nil
	}
	pkg, info, errs := s.checkCell(append(p.withoutBodies(), p.function()), p.checked.Result)
	if len(errs) > 0 {
		_, _, errs = s.checkCell(append(p.withTellingBodies(), p.function()), p.checked.Result)
		return errs
	}
	for _, stmt := range c.Body {
		for _, id := range definedBy(stmt) {
			v, ok := info.Defs[id].(*types.Var)
			if !ok || id.Name == "_" {
				continue
			}
			if err := p.variable(id, v, pkg, info); err != nil {
				return err
			}
		}
	}
	var body []ast.Stmt
	for _, stmt := range c.Body {
		body = append(body, assigned(stmt)...)
	}
	c.Body = body
	return nil
}

// variable gives one definition its package-level variable: the one of that name if the type is the same, else a new
// version. What referred to the old version where the cell was checked goes on doing so.
func (p *pass) variable(id *ast.Ident, v *types.Var, pkg *types.Package, info *types.Info) error {
	s := p.session
	pos := s.Fset.Position(id.Pos())
	for _, d := range p.own {
		if slices.Contains(d.names, id.Name) {
			return cell.Errors{{Pos: pos, Msg: id.Name + " redeclared in this cell"}}
		}
	}
	before := pkg.Scope().Lookup(id.Name)
	if same, ok := before.(*types.Var); ok && types.Identical(same.Type(), v.Type()) {
		return nil
	}
	typ, err := p.typeExpr(v.Type())
	if err != nil {
		return cell.Errors{{Pos: pos, Msg: fmt.Sprintf("%s: %v", id.Name, err)}}
	}
	path, old := s.imports[id.Name], s.symbols[id.Name]
	sym := p.newVersion(id.Name)
	for use, obj := range info.Uses {
		if pkgName, ok := obj.(*types.PkgName); ok && path != "" && use.Name == id.Name && pkgName.Imported().Path() == path {
			use.Name = mangled(path) // the variable hides the package, but not in its own definition
			s.imports[mangled(path)] = path
		}
		if old != nil && obj == before {
			use.Name = old.checked
		}
	}
	p.addVariable(sym, typ, id.Pos())
	return nil
}

// addVariable declares a variable; pos is where the cell does.
func (p *pass) addVariable(sym *Symbol, typ *typeExpr, pos token.Pos) {
	name := &ast.Ident{Name: sym.Name, NamePos: pos}
	sym.idents = append(sym.idents, name)
	p.addDecl(&decl{
		node:  &ast.GenDecl{Tok: token.VAR, Specs: []ast.Spec{&ast.ValueSpec{Names: []*ast.Ident{name}, Type: typ.expr}}},
		names: []string{sym.Name}, symbols: []*Symbol{sym}, paths: typ.paths, uses: typ.uses, needs: slices.Collect(maps.Keys(typ.uses)),
	})
	p.vars = append(p.vars, Variable{Symbol: sym})
}

func (p *pass) addDecl(d *decl) {
	s := p.session
	d.dynamic = holdsInterface(d.node)
	s.decls.add(d)
	s.undo = append(s.undo, s.decls.takeBack)
}

// carry declares again what refers to a replaced version, directly or through others.
func (p *pass) carry() {
	s := p.session
	for ; p.looked < len(p.retired); p.looked++ {
		sym := p.retired[p.looked]
		concerned := slices.Clone(sym.users)
		if sym.decl != nil {
			concerned = append(concerned, sym.decl)
		}
		for _, kept := range concerned {
			if kept.gone || p.settled[kept] || kept.source == nil || s.hidden(kept) {
				continue
			}
			if kept.base != nil && kept.base != sym && kept.base.replaced() {
				continue // a method of an old type stays with it; where the type is old by this cell, its own turn comes
			}
			node, err := s.again(kept)
			if err != nil {
				panic("check: a kept declaration no longer parses: " + err.Error())
			}
			ds, err := s.declsOf(kept.source, []ast.Decl{node})
			if err != nil {
				panic("check: a kept declaration is no longer one: " + err.Error())
			}
			p.settled[kept] = true
			p.carried[ds[0]] = kept
			for _, name := range ds[0].names {
				ds[0].symbols = append(ds[0].symbols, p.newVersion(name))
			}
		}
	}
}

// check type-checks the cell and all that it carries over.
func (p *pass) check() error {
	decls := p.nodes()
	pkg, info, errs := p.session.checkCell(append(slices.Clone(decls), p.function()), p.checked.Result)
	if len(errs) > 0 {
		return errs
	}
	p.checked.Decls, p.checked.Body, p.checked.Pkg, p.checked.Info = decls, p.cell.Body, pkg, info
	return nil
}

// nodes returns the cell's declarations, then the carried ones in the order in which they were first declared.
func (p *pass) nodes() []ast.Decl {
	var nodes []ast.Decl
	for _, d := range p.own {
		nodes = append(nodes, d.node)
	}
	for _, d := range p.carriedInOrder() {
		nodes = append(nodes, d.node)
	}
	return nodes
}

func (p *pass) carriedInOrder() []*decl {
	return slices.SortedFunc(maps.Keys(p.carried), func(a, b *decl) int {
		return p.carried[a].number - p.carried[b].number
	})
}

// blame finds the carried declarations that errors are in.
func (p *pass) blame(errs cell.Errors) map[*decl]*cell.Error {
	blamed := map[*decl]*cell.Error{}
	for _, e := range errs {
		for d, kept := range p.carried {
			at := cell.Offset(d.source.Source, e.Pos)
			if e.Pos.Filename == d.source.Name && d.start <= at && at < d.end && blamed[kept] == nil {
				blamed[kept] = e
			}
		}
	}
	return blamed
}

// keep makes the cell's declarations part of the session.
func (p *pass) keep() error {
	s := p.session
	for _, sym := range p.added {
		s.versions[sym.Name]++
		sym.version = s.versions[sym.Name]
		sym.Run = sym.Name
		if sym.version > 1 {
			sym.Run += "ˑ" + strconv.Itoa(sym.version)
		}
	}
	for _, sym := range p.retired { // old types are kept: values of them may live on
		if d := sym.decl; d != nil && !d.gone && s.hidden(d) && (d.source == nil || isFunction(d.node)) {
			s.decls.drop(d)
			s.undo = append(s.undo, func() { s.decls.keep(d) })
		}
	}
	for _, d := range append(slices.Clone(p.own), p.carriedInOrder()...) {
		if g, ok := d.node.(*ast.GenDecl); ok && g.Tok == token.VAR {
			if err := p.keepVariables(d); err != nil {
				return err
			}
			continue
		}
		if f, ok := d.node.(*ast.FuncDecl); ok && f.Recv == nil && len(d.names) == 0 {
			continue // init and _ cannot be referred to
		}
		k := p.kept(d)
		p.keptAs[d.node] = k
		p.addDecl(k)
	}
	for i := range p.vars {
		p.vars[i].Type = p.checked.Pkg.Scope().Lookup(p.vars[i].checked).Type()
	}
	p.checked.Vars = p.vars
	return nil
}

// kept returns a declaration as later checks need it: from a fresh syntax tree, since the present one is the lowering's.
func (p *pass) kept(d *decl) *decl {
	node, err := p.session.again(d)
	if err != nil {
		panic("check: a checked declaration no longer parses: " + err.Error())
	}
	k := &decl{node: node, names: d.names, method: d.method, symbols: d.symbols, uses: map[*Symbol]bool{},
		source: d.source, start: d.start, end: d.end, renewed: p.session.renew}
	for _, id := range identsOf(d.node) {
		if sym := p.checked.SymbolOf(p.objectOf(id)); sym != nil && !slices.Contains(d.symbols, sym) {
			k.uses[sym] = true
		}
	}
	if f, ok := d.node.(*ast.FuncDecl); ok && f.Recv != nil {
		k.base = p.checked.SymbolOf(p.objectOf(receiverBase(f)))
	}
	was, fresh := withoutBody(d.node), withoutBody(node)
	k.node = fresh
	ids := identsOf(fresh)
	for i, id := range identsOf(was) {
		obj := p.objectOf(id)
		if pkgName, ok := obj.(*types.PkgName); ok {
			path := pkgName.Imported().Path()
			ids[i].Name = mangled(path)
			k.paths = append(k.paths, path)
		} else if sym := p.checked.SymbolOf(obj); sym != nil {
			ids[i].Name = sym.checked
			sym.idents = append(sym.idents, ids[i])
			k.needs = append(k.needs, sym)
		}
	}
	return k
}

// keepVariables keeps the package-level variables of a program, by their types alone.
func (p *pass) keepVariables(d *decl) error {
	for _, sym := range d.symbols {
		v := p.checked.Pkg.Scope().Lookup(sym.checked)
		typ, err := p.typeExpr(v.Type())
		if err != nil {
			return cell.Errors{{Pos: p.session.Fset.Position(d.node.Pos()), Msg: fmt.Sprintf("%s: %v", sym.Name, err)}}
		}
		p.addVariable(sym, typ, v.Pos())
	}
	return nil
}

func isFunction(node ast.Decl) bool {
	_, ok := node.(*ast.FuncDecl)
	return ok
}

// objectOf returns what an identifier means: of an embedded field's, which declares the field as well, the type.
func (p *pass) objectOf(id *ast.Ident) types.Object {
	if obj := p.checked.Info.Uses[id]; obj != nil {
		return obj
	}
	return p.checked.Info.Defs[id]
}

// mangled is the name by which kept declarations call a package: no cell can hide it.
func mangled(path string) string { return strconv.Quote(path) }
