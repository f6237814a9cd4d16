package check

import (
	"cmp"
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

// A Session knows what the cells so far have declared and imported.
type Session struct {
	Fset     *token.FileSet
	importer types.Importer
	symbols  map[string]*Symbol // by the name that it is checked under
	versions map[string]int     // how many versions a name has had
	decls    register           // what cells have declared
	imports  map[string]string  // package name in cells -> import path
	plain    *plainSession      // the same without generics
	renew    bool               // see Renew

	parsed map[*cell.Cell]map[int]ast.Decl // what is left of a program that was parsed again, by offset, while a check runs
	undo   []func()                        // takes back the check that is neither committed nor rolled back
}

// New returns a session without any declarations, whose imports are resolved by importer.
func New(importer types.Importer) *Session {
	fset := token.NewFileSet()
	return &Session{
		Fset: fset, importer: importer, plain: newPlainSession(fset, importer),
		symbols: map[string]*Symbol{}, versions: map[string]int{}, imports: map[string]string{},
	}
}

// A Symbol is one version of a package-level name.
type Symbol struct {
	Name    string // as cells write it
	Run     string // as the interpreter knows it: unique in the session
	version int
	checked string       // as go/types knows it: Name while it is the current version
	idents  []*ast.Ident // where kept declarations mean it

	decl    *decl   // the kept declaration that declares it; nil before that is kept
	methods []*decl // the kept declarations of its methods
	users   []*decl // the kept declarations that refer to it
}

// A Variable is a package-level variable that a cell declares.
type Variable struct {
	*Symbol
	Type types.Type
}

// Checked is a cell that passed the type checker. Its syntax trees are its own: the next step may change them.
type Checked struct {
	Cell    *cell.Cell
	Decls   []ast.Decl     // none is generic; new ones, instances of generic ones, and earlier ones that are carried over to new versions of what they refer to
	Vars    []Variable     // the variables that the cell brings
	Body    []ast.Stmt     // the statements; a definition of a package-level variable has become an assignment
	Result  ast.Expr       // the last expression, taken off the end of Body; nil without one
	Pkg     *types.Package // the session as a package
	Info    *types.Info    // about Decls, Body and Result
	Notes   []string       // what the reader should know, such as a function that stays with an old version
	session *Session

	instances map[string]*Symbol // of generic functions and types, by the names that Pkg has for them
}

// SymbolOf returns the symbol of a package-level object of the session; nil for any other object.
func (c *Checked) SymbolOf(obj types.Object) *Symbol {
	if obj == nil || obj.Pkg() != c.Pkg || obj.Parent() != c.Pkg.Scope() {
		return nil
	}
	if sym := c.instances[obj.Name()]; sym != nil {
		return sym
	}
	return c.session.symbols[obj.Name()]
}

// Check checks a cell against the session and, if it passes, adds it. An error is of type cell.Errors and leaves the
// session as it was.
func (s *Session) Check(name, source string) (*Checked, error) {
	s.undo = nil
	defer func() { s.parsed = nil }()
	pinned := map[*decl]bool{}
	var notes []string
	for {
		checked, blamed, err := s.attempt(name, source, pinned)
		if err == nil {
			checked.Notes = notes
			return checked, nil
		}
		s.Rollback()
		if len(blamed) == 0 {
			return nil, err
		}
		// Earlier declarations do not fit the new cell: they stay with the old versions.
		for d, first := range blamed {
			pinned[d] = true
			notes = append(notes, fmt.Sprintf("%s (%s) stays with the earlier declarations: %s", d.title(), d.source.Name, first.Msg))
		}
		slices.Sort(notes)
	}
}

// Commit keeps what the last Check added.
func (s *Session) Commit() {
	s.undo = nil
	s.decls.tidy()
}

// Rollback takes back what the last Check added, unless it was committed.
func (s *Session) Rollback() {
	for _, f := range slices.Backward(s.undo) {
		f()
	}
	s.undo = nil
}

// attempt checks the cell once. blamed are the carried declarations that the errors are in, each with its first error.
func (s *Session) attempt(name, source string, pinned map[*decl]bool) (_ *Checked, blamed map[*decl]*cell.Error, _ error) {
	c, err := cell.Parse(s.Fset, name, source)
	if err != nil {
		return nil, nil, err
	}
	own, err := s.declsOf(c, c.Decls)
	if err != nil {
		return nil, nil, err
	}
	env, err := s.importsFor(c)
	if err != nil {
		return nil, nil, err
	}
	saved := maps.Clone(s.imports)
	s.undo = append(s.undo, func() { s.imports = saved })
	s.imports = env

	changed := s.unchangedOut(own)
	for _, d := range own {
		if !changed[d] {
			c.Decls = slices.DeleteFunc(c.Decls, func(n ast.Decl) bool { return n == d.node })
		}
	}
	own = slices.DeleteFunc(own, func(d *decl) bool { return !changed[d] })

	p := &pass{session: s, cell: c, own: own, settled: maps.Clone(pinned), carried: map[*decl]*decl{},
		keptAs: map[ast.Decl]*decl{}, checked: &Checked{Cell: c, session: s}}
	for name, path := range env {
		if sym := s.symbols[name]; sym != nil && saved[name] != path {
			p.retire(sym) // the import hides it
		}
	}
	for _, d := range own {
		p.replacesMethod(d)
	}
	for _, d := range own {
		p.replaces(d)
	}
	// What the declarations replace is known before the types of the variables are, and the rest after.
	p.carry()
	if err := p.variables(); err != nil {
		return nil, p.blame(err.(cell.Errors)), err
	}
	p.carry()
	if err := p.check(); err != nil {
		return nil, p.blame(err.(cell.Errors)), err
	}
	generic := p.usesGenerics()
	last := s.decls.last
	if err := p.keep(); err != nil {
		return nil, nil, err
	}
	if generic {
		if err := p.withoutGenerics(last); err != nil {
			return nil, nil, err
		}
	}
	return p.checked, nil, nil
}

// importsFor returns the package names that the cell's code can use. A name that the cell imports or declares hides what
// had it before.
func (s *Session) importsFor(c *cell.Cell) (map[string]string, error) {
	env := maps.Clone(s.imports)
	var errs cell.Errors
	for _, spec := range c.Imports {
		path, _ := strconv.Unquote(spec.Path.Value)
		pkg, err := s.importer.Import(path)
		if err != nil {
			errs = append(errs, &cell.Error{Pos: s.Fset.Position(spec.Path.Pos()), Msg: err.Error()})
			continue
		}
		name := pkg.Name()
		if spec.Name != nil {
			name = spec.Name.Name
		}
		switch name {
		case "_":
		case ".":
			errs = append(errs, &cell.Error{Pos: s.Fset.Position(spec.Name.Pos()),
				Msg: fmt.Sprintf("import . %q is not supported: import it by name, as in %s.X", path, pkg.Name())})
		default:
			env[name] = path
		}
	}
	if len(errs) > 0 {
		return nil, errs
	}
	return env, nil
}

// importDecl declares imports, in the order of their names.
func importDecl(imports map[string]string) ast.Decl {
	g := &ast.GenDecl{Tok: token.IMPORT, Lparen: 1, Rparen: 1}
	for _, name := range slices.Sorted(maps.Keys(imports)) {
		g.Specs = append(g.Specs, &ast.ImportSpec{
			Name: ast.NewIdent(name),
			Path: &ast.BasicLit{Kind: token.STRING, Value: strconv.Quote(imports[name])},
		})
	}
	return g
}

// typesInfo returns an Info that records everything.
func typesInfo() *types.Info {
	return &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Instances: map[*ast.Ident]types.Instance{},
		Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Implicits: map[ast.Node]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{},
		Scopes: map[ast.Node]*types.Scope{},
	}
}

// A prelude is what a cell is checked with: the declarations of earlier ones.
type prelude struct {
	decls []ast.Decl
	paths map[string]string // the packages that they mention
}

func (p *prelude) add(d ast.Decl, paths []string) {
	p.decls = append(p.decls, d)
	for _, path := range paths {
		p.paths[mangled(path)] = path
	}
}

func preludeOf(decls []*decl) *prelude {
	p := &prelude{paths: map[string]string{}}
	for _, d := range decls {
		p.add(d.node, d.paths)
	}
	return p
}

// checkCell type-checks the declarations given as the new cell's, with what of the session they can depend on. Sessions gather
// thousands of declarations, and each costs microseconds in every check.
func (s *Session) checkCell(decls []ast.Decl, result ast.Expr) (*types.Package, *types.Info, cell.Errors) {
	for {
		pkg, info, errs := s.checkDecls(s.importer, preludeOf(s.reached(decls)), s.imports, decls, result)
		if len(errs) == 0 || !s.followEmbedded(decls, pkg, info) {
			return pkg, info, s.explained(errs)
		}
	}
}

func (s *Session) checkDecls(importer types.Importer, earlier *prelude, imports map[string]string, decls []ast.Decl,
	result ast.Expr) (*types.Package, *types.Info, cell.Errors) {
	prelude := append([]ast.Decl{importDecl(earlier.paths)}, earlier.decls...)
	fresh := append([]ast.Decl{importDecl(imports)}, decls...)

	var errs cell.Errors
	config := types.Config{
		Importer: importer,
		Error: func(err error) {
			e := err.(types.Error)
			if tolerated(e, result) {
				return
			}
			errs = append(errs, &cell.Error{Pos: s.Fset.Position(e.Pos), Msg: readable(e.Msg)})
		},
	}
	info := typesInfo()
	pkg, _ := config.Check("main", s.Fset, []*ast.File{
		{Name: ast.NewIdent("main"), Decls: prelude},
		{Name: ast.NewIdent("main"), Decls: fresh},
	}, info)
	return pkg, info, errs.Sort()
}

// tolerated tells what a prompt allows and a file does not: names and imports that are not used yet, a value as the last
// line, and what checking without function bodies brings about.
func tolerated(e types.Error, result ast.Expr) bool {
	switch {
	case strings.HasPrefix(e.Msg, "declared and not used"), strings.HasSuffix(e.Msg, "imported and not used"),
		strings.Contains(e.Msg, "imported as") && strings.HasSuffix(e.Msg, "and not used"):
		return true
	case e.Msg == "generic function is missing function body": // kept declarations have none
		return true
	case result != nil && strings.HasSuffix(e.Msg, "is not used") && result.Pos() <= e.Pos && e.Pos < result.End():
		return true
	}
	return false
}

// readable drops the tab that go/types starts the lines of a continued message with.
func readable(msg string) string { return strings.TrimSpace(strings.ReplaceAll(msg, "\n\t", "\n    ")) }

// Names returns the names that cells have declared, sorted.
func (s *Session) Names() []string {
	var names []string
	for checked, sym := range s.symbols {
		if checked == sym.Name {
			names = append(names, checked)
		}
	}
	slices.SortFunc(names, cmp.Compare[string])
	return names
}
