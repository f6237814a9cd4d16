package check

import (
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strconv"

	"regan/kernel/internal/cell"
)

// A Look is a source that is still being typed, as the type checker sees it on top of the session. What is wrong with it
// is left out.
type Look struct {
	*cell.Partial
	Pkg  *types.Package
	Info *types.Info
	Path []ast.Node // from the identifier looked at outwards; empty if the parser finds none there

	session  *Session
	function *ast.FuncDecl // holds the statements
}

// Look checks a source as far as it goes, with the eye on the identifier that starts, or could start, at a byte offset.
// The session stays as it is.
//
// What the source declares takes the place of what the session has under that name, as if all that depends on it had been
// declared again.
//
// Of the names in scope that the source does not mention, only those are known for which wanted holds; nil: none.
func (s *Session) Look(source string, at int, wanted func(name string) bool) *Look {
	l := &Look{Partial: cell.ParsePartial(s.Fset.Base(), source, at), session: s}
	declared, methods := declaredBy(l.Decls)
	env := maps.Clone(s.imports)
	for _, spec := range l.Imports {
		s.lookImport(spec, env)
	}
	maps.DeleteFunc(env, func(name, _ string) bool { return declared[name] })
	decls, inside := l.declarations()
	l.function = &ast.FuncDecl{Name: ast.NewIdent("_"), Type: &ast.FuncType{Params: &ast.FieldList{}},
		Body: &ast.BlockStmt{List: slices.Concat(l.Body, inside)}}

	// go/types asks for the file of a position: one stands for all earlier cells, one for the source with what ParsePartial
	// may have put around it, which is at most a bracket for each of its own.
	fset := token.NewFileSet()
	fset.AddFile("", 1, s.Fset.Base()-1)
	fset.AddFile("", -1, int(l.Pos(2*len(source)))-s.Fset.Base()+len("ˑ\n}"))
	alone := &Session{Fset: fset, importer: s.importer}
	all := append([]ast.Decl{l.function}, decls...)
	if l.Ident != nil {
		l.Path = pathTo(l.Ident, all)
	}
	var also []*Symbol
	if wanted != nil && !l.isMember() {
		for name, sym := range s.symbols {
			if wanted(name) {
				also = append(also, sym)
			}
		}
	}
	earlier := without(s.reached(all, also...), declared, methods)
	l.Pkg, l.Info, _ = alone.checkDecls(s.importer, preludeOf(earlier), env, append(decls, l.function), nil)
	return l
}

// isMember tells whether the identifier stands behind a dot.
func (l *Look) isMember() bool {
	if len(l.Path) < 2 {
		return false
	}
	parent, ok := l.Path[1].(*ast.SelectorExpr)
	return ok && parent.Sel == l.Path[0]
}

// lookImport adds the name that an import gives to a package.
func (s *Session) lookImport(spec *ast.ImportSpec, env map[string]string) {
	path, err := strconv.Unquote(spec.Path.Value)
	if err != nil {
		return
	}
	pkg, err := s.importer.Import(path)
	if err != nil {
		return
	}
	name := pkg.Name()
	if spec.Name != nil {
		name = spec.Name.Name
	}
	if name != "_" && name != "." {
		env[name] = path
	}
}

// declaredBy returns the names and the methods, as T.M, that declarations bring.
func declaredBy(decls []ast.Decl) (names, methods map[string]bool) {
	names, methods = map[string]bool{}, map[string]bool{}
	for _, d := range decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Recv == nil {
				names[d.Name.Name] = true
			} else if base := receiverBase(d); base != nil {
				methods[base.Name+"."+d.Name.Name] = true
			}
		case *ast.GenDecl:
			for _, id := range declaredIn(d) {
				names[id.Name] = true
			}
		}
	}
	return names, methods
}

func declaredIn(g *ast.GenDecl) []*ast.Ident {
	var ids []*ast.Ident
	for _, spec := range g.Specs {
		switch spec := spec.(type) {
		case *ast.TypeSpec:
			ids = append(ids, spec.Name)
		case *ast.ValueSpec:
			ids = append(ids, spec.Names...)
		}
	}
	return ids
}

// without returns kept declarations without the given names and methods. What else refers to them by name then
// means whatever else has the name.
func without(decls []*decl, names, methods map[string]bool) []*decl {
	var rest []*decl
	for _, d := range decls {
		switch node := d.node.(type) {
		case *ast.FuncDecl:
			if node.Recv == nil && names[node.Name.Name] {
				continue
			}
			if node.Recv != nil && methods[receiverBase(node).Name+"."+node.Name.Name] {
				continue
			}
		case *ast.GenDecl:
			ids := declaredIn(node)
			hidden := slices.ContainsFunc(ids, func(id *ast.Ident) bool { return names[id.Name] })
			if hidden && len(ids) == 1 {
				continue
			}
			if hidden {
				d = &decl{node: withBlanks(node, names), paths: d.paths}
			}
		}
		rest = append(rest, d)
	}
	return rest
}

// withBlanks returns a copy of a declaration that has blanks for some of its names.
func withBlanks(g *ast.GenDecl, names map[string]bool) *ast.GenDecl {
	blank := func(id *ast.Ident) *ast.Ident {
		if names[id.Name] {
			return &ast.Ident{Name: "_", NamePos: id.NamePos}
		}
		return id
	}
	short := *g
	short.Specs = nil
	for _, spec := range g.Specs {
		switch spec := spec.(type) {
		case *ast.TypeSpec:
			t := *spec
			t.Name = blank(t.Name)
			short.Specs = append(short.Specs, &t)
		case *ast.ValueSpec:
			v := *spec
			v.Names = nil
			for _, id := range spec.Names {
				v.Names = append(v.Names, blank(id))
			}
			short.Specs = append(short.Specs, &v)
		}
	}
	return &short
}

// declarations returns the declarations to check, without the function bodies that the identifier is not in. The body
// that it is in comes as a statement behind those of the cell: there it sees the variables that they define. Only generic
// functions cannot be put so.
func (l *Look) declarations() (decls []ast.Decl, inside []ast.Stmt) {
	at := l.Pos(l.At)
	for _, d := range l.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Body != nil && l.Ident != nil && f.Pos() <= at && at <= f.End() && isGeneric(f) {
			decls = append(decls, d)
			continue
		}
		decls = append(decls, withoutBody(f))
		if f.Body == nil || l.Ident == nil || at < f.Body.Pos() || f.End() < at {
			continue
		}
		t := &ast.FuncType{Func: f.Pos(), Params: &ast.FieldList{}, Results: f.Type.Results}
		if f.Recv != nil {
			t.Params.List = append(t.Params.List, f.Recv.List...)
		}
		t.Params.List = append(t.Params.List, f.Type.Params.List...)
		inside = append(inside, &ast.AssignStmt{
			Lhs: []ast.Expr{&ast.Ident{Name: "_", NamePos: f.Pos()}}, Tok: token.ASSIGN, TokPos: f.Pos(),
			Rhs: []ast.Expr{&ast.FuncLit{Type: t, Body: f.Body}},
		})
	}
	return decls, inside
}

func isGeneric(f *ast.FuncDecl) bool {
	if f.Type.TypeParams != nil {
		return true
	}
	generic := false
	if f.Recv != nil {
		for _, field := range f.Recv.List {
			ast.Inspect(field.Type, func(n ast.Node) bool {
				switch n.(type) {
				case *ast.IndexExpr, *ast.IndexListExpr:
					generic = true
				}
				return true
			})
		}
	}
	return generic
}

// pathTo returns the nodes from an identifier outwards.
func pathTo(id *ast.Ident, roots []ast.Decl) []ast.Node {
	var path, stack []ast.Node
	for _, root := range roots {
		ast.Inspect(root, func(n ast.Node) bool {
			if n == nil {
				stack = stack[:len(stack)-1]
				return true
			}
			stack = append(stack, n)
			if n == id && path == nil {
				path = slices.Clone(stack)
			}
			return true
		})
		if path != nil {
			break
		}
	}
	slices.Reverse(path)
	return path
}

// InScope returns what the names that can be used at the identifier mean, except for predeclared ones.
func (l *Look) InScope() map[string]types.Object {
	found := map[string]types.Object{}
	scope := l.Pkg.Scope()
	top := l.Info.Scopes[l.function.Type]
	for _, n := range l.Path {
		switch f := n.(type) {
		case *ast.FuncDecl:
			n = f.Type
		case *ast.FuncLit:
			n = f.Type
		}
		if s := l.Info.Scopes[n]; s != nil {
			scope = s
			break
		}
	}
	pos := l.Pos(l.At)
	inFunction := l.inFunction()
	for s := scope; s != nil && s != types.Universe; s = s.Parent() {
		if s == top && inFunction {
			pos = token.NoPos // a function sees all variables of its cell
		}
		for _, name := range s.Names() {
			// LookupParent knows from where on a local name can be used.
			if _, obj := s.LookupParent(name, pos); obj == nil || obj.Parent() != s || found[name] != nil {
				continue
			}
			found[name] = s.Lookup(name)
		}
	}
	if scope == l.Pkg.Scope() {
		l.addFileScope(found)
	}
	return found
}

// addFileScope adds the packages that a declaration outside of functions sees.
func (l *Look) addFileScope(found map[string]types.Object) {
	top := l.Info.Scopes[l.function.Type]
	if top == nil {
		return
	}
	file := top.Parent()
	for _, name := range file.Names() {
		found[name] = file.Lookup(name)
	}
}

// inFunction tells whether the identifier is in a function that the source declares.
func (l *Look) inFunction() bool {
	at := l.Pos(l.At)
	return slices.ContainsFunc(l.Decls, func(d ast.Decl) bool {
		f, ok := d.(*ast.FuncDecl)
		return ok && f.Pos() <= at && at <= f.End()
	})
}

// A Place is where a name was declared: a line of a cell. Cell is empty for the source looked at.
type Place struct {
	Cell string
	Line int
	Text string // the whole declaration; empty where the session keeps only its type
}

// Declared returns where an object was declared; false if it was by no cell.
func (l *Look) Declared(obj types.Object) (Place, bool) {
	pos := obj.Pos()
	if obj.Pkg() != l.Pkg || !pos.IsValid() {
		return Place{}, false
	}
	if at := l.Offset(pos); at >= 0 && at <= len(l.Source) {
		place := Place{Line: lineAt(l.Source, at)}
		for _, d := range l.Decls {
			if from, to := l.Offset(d.Pos()), l.Offset(d.End()); from <= at && at < to && to <= len(l.Source) {
				place.Text = l.Source[from:to]
			}
		}
		return place, true
	}
	p := l.session.Fset.Position(pos)
	if !p.IsValid() {
		return Place{}, false
	}
	place := Place{Cell: p.Filename, Line: p.Line}
	for d := range l.session.decls.all() {
		if d.source != nil && d.node.Pos() <= pos && pos < d.node.End() {
			place.Text = d.text()
		}
	}
	return place, true
}

func lineAt(source string, offset int) int {
	line := 1
	for i := range offset {
		if source[i] == '\n' {
			line++
		}
	}
	return line
}
