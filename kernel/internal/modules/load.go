package modules

import (
	"errors"
	"fmt"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"

	"regan/kernel/docs"
)

// A Loader loads packages for one session. It is the session's importer: of those packages, and of what is compiled in.
type Loader struct {
	Folder func() string // that cells work in
	Added  string        // the folder of a go.mod with the modules that %pkg has added; "" without

	compiled types.Importer
	packages map[string]*Package
	numbered []*Package
}

// NewLoader returns a loader that leaves to compiled the packages that are in this program.
func NewLoader(compiled types.Importer) *Loader {
	return &Loader{Folder: func() string { return "." }, compiled: compiled, packages: map[string]*Package{}}
}

// A Package is a package that was loaded from its source.
type Package struct {
	Path    string
	Name    string
	Program string // package main: the source with all package-level names renamed, see Renamed
	Docs    *docs.Package
	Types   *types.Package

	number int
	needs  []*Package // the loaded packages that it imports
	files  []fileLine
}

// A fileLine is where a file starts in the program.
type fileLine struct {
	name string
	line int
}

// File returns the file that a line of the program comes from, and the line there.
func (p *Package) File(line int) (name string, at int) {
	for _, f := range p.files {
		if f.line <= line {
			name, at = f.name, line-f.line+1
		}
	}
	return name, at
}

// Mark stands between a name and the number of its package. No source has it, though it is a letter.
const Mark = "ǃ"

// Renamed is the name that cells know one of the package's names by.
func (p *Package) Renamed(name string) string { return name + Mark + strconv.Itoa(p.number) }

// renamed finds such names, behind what starts a colour as well.
var renamed = regexp.MustCompile(`(\x1b\[[0-9;]*m)?(?:main\.)?([\pL_][\pL\pN_]*)` + Mark + `(\d+)`)

// Readable puts the names of packages back into a text.
func (l *Loader) Readable(text string) string {
	if !strings.Contains(text, Mark) {
		return text
	}
	return renamed.ReplaceAllStringFunc(text, func(word string) string {
		m := renamed.FindStringSubmatch(word)
		n, _ := strconv.Atoi(m[3])
		if n >= len(l.numbered) {
			return word
		}
		return m[1] + l.numbered[n].Name + "." + m[2]
	})
}

// Import implements types.Importer. A package that is not compiled in is loaded.
func (l *Loader) Import(path string) (*types.Package, error) {
	if p := l.packages[path]; p != nil {
		return p.Types, nil
	}
	imported, err := l.compiled.Import(path)
	if first, _, _ := strings.Cut(path, "/"); err == nil || !strings.Contains(first, ".") {
		return imported, err
	}
	p, err := l.load(path, nil)
	if err != nil {
		return nil, fmt.Errorf("cannot import %q: %w", path, err)
	}
	return p.Types, nil
}

// Loaded returns a loaded package; nil for one that is not.
func (l *Loader) Loaded(path string) *Package { return l.packages[path] }

// Load loads a package and those that it needs. It returns all of them, a package after those that it needs.
func (l *Loader) Load(path string) ([]*Package, error) {
	if _, err := l.load(path, nil); err != nil {
		return nil, err
	}
	var order []*Package
	seen := map[*Package]bool{}
	var visit func(*Package)
	visit = func(p *Package) {
		if seen[p] {
			return
		}
		seen[p] = true
		for _, need := range p.needs {
			visit(need)
		}
		order = append(order, p)
	}
	visit(l.packages[path])
	return order, nil
}

// plainTags are the build tags by which packages choose their files without assembly, unsafe and system calls: appengine was a
// platform that had none of these.
var plainTags = []string{"purego", "noasm", "nounsafe", "safe", "disableunsafe", "appengine"}

// load loads a package. above are the packages that led to it.
func (l *Loader) load(path string, above []string) (*Package, error) {
	if p := l.packages[path]; p != nil {
		return p, nil
	}
	for _, a := range above {
		if a == path {
			return nil, fmt.Errorf("package %s imports itself, by way of %s", path, strings.Join(above, ", "))
		}
	}
	dir, err := l.find(path)
	if err != nil {
		return nil, fmt.Errorf("package %s: %w", path, err)
	}
	context := build.Context{GOOS: runtime.GOOS, GOARCH: runtime.GOARCH, Compiler: "gc", ReleaseTags: build.Default.ReleaseTags,
		BuildTags: plainTags}
	found, err := context.ImportDir(dir, 0)
	if err != nil {
		return nil, fmt.Errorf("package %s: %w", path, err)
	}
	p := &Package{Path: path, Name: found.Name, number: len(l.numbered)}
	if err := runnable(path, found); err != nil {
		return nil, err
	}
	for _, needed := range found.Imports {
		_, err := l.compiled.Import(needed)
		if err == nil {
			continue
		}
		if first, _, _ := strings.Cut(needed, "/"); !strings.Contains(first, ".") {
			return nil, fmt.Errorf("package %s: %w", path, err)
		}
		need, err := l.load(needed, append(above, path))
		if err != nil {
			return nil, err
		}
		p.needs = append(p.needs, need)
	}
	p.number = len(l.numbered)
	if err := l.check(p, dir, found); err != nil {
		return nil, err
	}
	l.numbered = append(l.numbered, p)
	l.packages[path] = p
	return p, nil
}

// runnable refuses what cannot be interpreted.
func runnable(path string, p *build.Package) error {
	file, why := "", ""
	switch {
	case len(p.CgoFiles) > 0:
		file, why = p.CgoFiles[0], "uses cgo"
	case len(p.SFiles) > 0:
		file, why = p.SFiles[0], "is assembly"
	case p.Name == "main":
		file, why = p.GoFiles[0], "is a program"
	}
	for _, needed := range []string{"unsafe", "C"} {
		if at := p.ImportPos[needed]; len(at) > 0 {
			file, why = filepath.Base(at[0].Filename), fmt.Sprintf("imports %q", needed)
		}
	}
	if len(p.EmbedPatterns) > 0 {
		file, why = filepath.Base(p.EmbedPatternPos[p.EmbedPatterns[0]][0].Filename), "embeds files"
	}
	if why == "" {
		return nil
	}
	return fmt.Errorf("package %s cannot be interpreted: its file %s %s", path, file, why)
}

// check parses and type-checks a package's files, and makes its program of them.
func (l *Loader) check(p *Package, dir string, found *build.Package) error {
	fset := token.NewFileSet()
	var files []*ast.File
	var texts []string
	for _, name := range found.GoFiles {
		text, err := readFile(filepath.Join(dir, name))
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(fset, name, text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return fmt.Errorf("package %s: %w", p.Path, err)
		}
		for _, spec := range file.Imports {
			if spec.Name != nil && spec.Name.Name == "." {
				return fmt.Errorf("package %s cannot be interpreted: its file %s has the dot import of %s", p.Path, name, spec.Path.Value)
			}
		}
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Body == nil {
				return fmt.Errorf("package %s cannot be interpreted: function %s in its file %s has no body in Go", p.Path, f.Name.Name, name)
			}
		}
		files, texts = append(files, file), append(texts, text)
	}
	info := &types.Info{Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{}}
	var errs []error
	config := types.Config{Importer: l, Error: func(err error) { errs = append(errs, err) }}
	p.Types, _ = config.Check(p.Path, fset, files, info)
	if len(errs) > 0 {
		return fmt.Errorf("package %s: %w", p.Path, errors.Join(errs[:min(len(errs), 3)]...))
	}
	p.Program = l.program(p, fset, files, texts, info)
	p.Docs, _ = docs.Read(fset, files, p.Path) // last: it changes the trees
	return nil
}

var _ types.Importer = (*Loader)(nil)
