package stencil

import (
	_ "embed"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/txtar"

	"regan/kernel/internal/symbols"
)

// Helpers is the import path of the compiled functions that the text of own.txtar calls: the engine has them.
const Helpers = "regan/cell"

// SourcePrefix starts the names of files that positions in the source of packages have.
const SourcePrefix = "ˑˑ"

const ownPath = Helpers

//go:embed own.txtar
var ownText []byte

// A packageName is a name of a package that comes with its source.
type packageName struct{ path, name string }

func (p packageName) Checked() string { return p.path + "." + p.name }
func (p packageName) Lasting() string { return p.Checked() }

// A library has the templates of packages: from text of ours, and from their own source for what that does not have. It checks
// a package's source when one of its templates is first asked for.
type library struct {
	fset     *token.FileSet
	importer types.Importer
	own      map[string]string // text of ours by import path
	packages map[string]*source
}

// A source is the generic part of a package, checked.
type source struct {
	world     *World
	decls     map[string]ast.Node         // functions, types and others by their names
	methods   map[string][]*ast.FuncDecl  // by the names of their types
	templates map[packageName]*Template   // those that were asked for
	ofMethods map[packageName][]*Template // of the types among them
}

func newLibrary(fset *token.FileSet, importer types.Importer) *library {
	l := &library{fset: fset, importer: WithHelpers(importer), own: map[string]string{}, packages: map[string]*source{}}
	for _, file := range txtar.Parse(ownText).Files {
		l.own[file.Name] = string(file.Data)
	}
	return l
}

// template returns the template of a name, and those of the methods of a type; nil for what has no source.
func (l *library) template(name packageName) (*Template, []*Template) {
	s := l.packages[name.path]
	if s == nil {
		s = l.load(name.path)
		l.packages[name.path] = s
	}
	if t := s.templates[name]; t != nil {
		return t, s.ofMethods[name]
	}
	decl := s.decls[name.name]
	if decl == nil {
		return nil, nil
	}
	t := s.world.Template(decl)
	s.templates[name] = t
	for _, m := range s.methods[name.name] {
		s.ofMethods[name] = append(s.ofMethods[name], s.world.Template(m))
	}
	return t, s.ofMethods[name]
}

// load parses and checks a package's text.
func (l *library) load(path string) *source {
	s := &source{decls: map[string]ast.Node{}, methods: map[string][]*ast.FuncDecl{}, templates: map[packageName]*Template{},
		ofMethods: map[packageName][]*Template{}}
	texts := symbols.Source(path)
	if text, ok := l.own[path]; ok {
		texts = append([]string{text}, texts...) // first: what it declares, the package's own files are not asked for
	}
	var files []*ast.File
	for _, text := range texts {
		file, err := parser.ParseFile(l.fset, SourcePrefix+path, text, parser.SkipObjectResolution)
		if err != nil {
			panic("stencil: the source of " + path + " does not parse: " + err.Error())
		}
		s.take(file)
		files = append(files, file)
	}
	info := &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Instances: map[*ast.Ident]types.Instance{},
		Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
	}
	config := types.Config{Importer: l.importer, Error: func(error) {}} // a test looks for errors in what is asked for
	pkg, _ := config.Check(path, l.fset, files, info)
	s.world = &World{Pkg: pkg, Info: info, Name: func(obj types.Object) Name { return packageName{path, obj.Name()} }}
	return s
}

// take notes the declarations of a file and drops those that an earlier file has.
func (s *source) take(file *ast.File) {
	earlier := map[string]bool{}
	for name := range s.decls {
		earlier[name] = true
	}
	var kept []ast.Decl
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			name := d.Name.Name
			if d.Recv != nil {
				base := receiverBase(d.Recv.List[0].Type)
				if earlier[base] {
					continue
				}
				s.methods[base] = append(s.methods[base], d)
			} else if earlier[name] {
				continue
			} else {
				s.decls[name] = d
			}
		case *ast.GenDecl:
			if d.Tok == token.TYPE {
				name := d.Specs[0].(*ast.TypeSpec).Name.Name
				if earlier[name] {
					continue
				}
				s.decls[name] = d.Specs[0]
			}
		}
		kept = append(kept, d)
	}
	file.Decls = kept
}

func receiverBase(e ast.Expr) string {
	for {
		switch x := e.(type) {
		case *ast.StarExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.IndexListExpr:
			e = x.X
		case *ast.Ident:
			return x.Name
		default:
			return ""
		}
	}
}

// helpersText declares the compiled functions.
const helpersText = `package cell

// Pull is iter.Pull for a sequence that keeps its values itself.
func Pull(sequence func(yield func() bool)) (next func() bool, stop func())

// Sort sorts a slice of any ordered type.
func Sort(slice any)
`

// WithHelpers returns an importer that knows the package of the compiled functions as well.
func WithHelpers(importer types.Importer) types.Importer {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "cell", helpersText, parser.SkipObjectResolution)
	if err != nil {
		panic("stencil: " + err.Error())
	}
	config := types.Config{IgnoreFuncBodies: true, Error: func(error) {}}
	pkg, _ := config.Check(Helpers, fset, []*ast.File{file}, nil)
	pkg.MarkComplete()
	return withHelpers{importer, pkg}
}

type withHelpers struct {
	types.Importer
	helpers *types.Package
}

func (w withHelpers) Import(path string) (*types.Package, error) {
	if path == Helpers {
		return w.helpers, nil
	}
	return w.Importer.Import(path)
}

// HasSource tells whether a generic name of a package can be run.
func (s *Set) HasSource(path, name string) bool {
	t, _ := s.library.template(packageName{strings.TrimSpace(path), name})
	return t != nil && t.err == nil
}
