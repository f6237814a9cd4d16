package session

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"go/token"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"regan/kernel/docs"
	"regan/kernel/internal/cell"
	"regan/kernel/internal/engine"
	"regan/kernel/internal/modules"
	"regan/kernel/internal/symbols"
)

// A modular is what a session knows of packages that come as source. What of them has run is lost with the process.
type modular struct {
	loader *modules.Loader
	ran    map[*modules.Package]bool
	names  map[string]*modules.Package // by the names that cells have imported them under
}

func newModular() modular {
	return modular{loader: modules.NewLoader(symbols.NewImporter()), ran: map[*modules.Package]bool{}, names: map[string]*modules.Package{}}
}

// forget forgets what has run.
func (m *modular) forget() {
	clear(m.ran)
	clear(m.names)
}

// keyword is what stands before the only package of an import.
var keyword = regexp.MustCompile(`\bimport[ \t]+$`)

// withPackages runs the packages that a cell imports as source and that have not run yet, and returns the cell's code as the
// checker takes it: with the names that the packages' programs declare in the place of pkg.Name, of the same length where that
// can be, and without the imports.
func (s *Session) withPackages(ctx context.Context, j job, code string) (string, *Error) {
	if !strings.Contains(code, "import") {
		return s.renamed(code), nil
	}
	fset := token.NewFileSet()
	c, err := cell.Parse(fset, j.name, code)
	if err != nil {
		return code, nil // the checker says so
	}
	text := []byte(code)
	for _, spec := range c.Imports {
		path, _ := strconv.Unquote(spec.Path.Value)
		if symbols.Name(path) != "" || symbols.LeftOut(path) {
			continue
		}
		s.findFolder()
		s.mu.Lock()
		s.sources[j.name] = j.source
		order, err := s.modular.loader.Load(path)
		s.mu.Unlock()
		if missing := (&modules.MissingError{}); errors.As(err, &missing) && missing.Path != path && s.getNeeded(ctx, path) {
			s.mu.Lock()
			order, err = s.modular.loader.Load(path)
			s.mu.Unlock()
		}
		if err != nil {
			if first, _, _ := strings.Cut(path, "/"); !strings.Contains(first, ".") {
				continue // the checker knows a package that was perhaps meant
			}
			return "", s.compileError(cell.Errors{{Pos: fset.Position(spec.Path.Pos()), Msg: "cannot import " + strconv.Quote(path) + ": " + err.Error()}})
		}
		if failed, err := s.runPackages(ctx, j, order); err != nil {
			if err.Failure == nil || err.Failure.Cause == engine.Rejected {
				return "", s.compileError(cell.Errors{{Pos: fset.Position(spec.Path.Pos()),
					Msg: "cannot import " + strconv.Quote(path) + ": " + placed(failed, s.readable(err).Value)}})
			}
			return "", err
		}
		p := order[len(order)-1]
		name := p.Name
		if spec.Name != nil {
			name = spec.Name.Name
		}
		start, end := cell.Offset(code, fset.Position(spec.Pos())), cell.Offset(code, fset.Position(spec.End()))
		if at := keyword.FindStringIndex(code[:start]); at != nil {
			start = at[0]
		}
		for i := start; i < end; i++ {
			text[i] = ' '
		}
		if name == "_" {
			continue
		}
		s.mu.Lock()
		taken := s.checker.IsName(name) && s.checker.Imported(name) == ""
		if !taken {
			s.checker.ImportAs(name, path)
			s.modular.names[name] = p
		}
		s.mu.Unlock()
		if name == "." || taken {
			return "", s.compileError(cell.Errors{{Pos: fset.Position(spec.Pos()),
				Msg: fmt.Sprintf("import %s as %s is not possible: give it a name that the session does not have, as in import other %[1]q", path, name)}})
		}
	}
	return s.renamed(string(text)), nil
}

// renamed puts names of packages' programs in the place of pkg.Name.
func (s *Session) renamed(code string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	for name, p := range s.modular.names {
		if s.checker.Imported(name) != p.Path { // a variable or another import has the name now
			delete(s.modular.names, name)
		}
	}
	if len(s.modular.names) == 0 {
		return code
	}
	found := cell.QualifiedNames(code)
	slices.SortFunc(found, func(a, b cell.Qualified) int { return cmp.Compare(a.Start, b.Start) })
	var b strings.Builder
	at := 0
	for _, q := range found {
		p := s.modular.names[q.Package]
		if p == nil || q.Start < at || !token.IsExported(q.Name) || p.Types.Scope().Lookup(q.Name) == nil {
			continue
		}
		name := p.Renamed(q.Name)
		b.WriteString(code[at:q.Start] + name + strings.Repeat(" ", max(q.End-q.Start-len(name), 0)))
		at = q.End
	}
	return b.String() + code[at:]
}

// runPackages runs the programs of packages that have not run yet. It returns the package that failed with the error.
func (s *Session) runPackages(ctx context.Context, j job, order []*modules.Package) (*modules.Package, *Error) {
	for _, p := range order {
		if s.modular.ran[p] {
			continue
		}
		if err := s.runCode(ctx, job{name: p.Path, source: p.Program, input: j.input, sink: j.sink}, p.Program); err != nil {
			return p, err
		}
		s.modular.ran[p] = true
	}
	return nil, nil
}

// placed has a message about a package's program tell the file and the line.
func placed(p *modules.Package, message string) string {
	text, ok := strings.CutPrefix(message, p.Path+":")
	if at := strings.SplitN(text, ":", 3); ok && len(at) == 3 {
		line, _ := strconv.Atoi(at[0])
		file, line := p.File(line)
		message = fmt.Sprintf("its file %s, line %d:%s", file, line, at[2])
	}
	return fmt.Sprintf("package %s cannot be interpreted yet: %s", p.Path, message)
}

// readable has packages' names in an error as cells write them.
func (s *Session) readable(e *Error) *Error {
	if e == nil {
		return nil
	}
	s.mu.Lock() // the loader is also asked by completion and explanations
	defer s.mu.Unlock()
	e.Name, e.Value = s.modular.loader.Readable(e.Name), s.modular.loader.Readable(e.Value)
	for i, line := range e.Traceback {
		e.Traceback[i] = s.modular.loader.Readable(line)
	}
	return e
}

// docsOf returns the documentation of a package that cells can import. The last one is kept: a reader stays with a package for a while.
func (s *Session) docsOf(path string) (*docs.Package, bool) {
	if p := s.modular.loader.Loaded(path); p != nil && p.Docs != nil {
		return p.Docs, true
	}
	if s.docs != nil && s.docsPath == path {
		return s.docs, true
	}
	found, ok := symbols.Docs(path)
	if ok {
		s.docs, s.docsPath = found, path
	}
	return found, ok
}
