package assist

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"regan/kernel/internal/check"
)

// A Completion is what could stand at a cursor.
type Completion struct {
	Start, End int // byte offsets in the source: what a match replaces
	Matches    []Match
}

// A Match is one possible completion.
type Match struct {
	Text      string
	Kind      string // function, variable, type, constant, package, field, method, keyword, label
	Signature string // the type, or for a constant its type and value, in one line
}

// minPackage is how many letters must be typed before packages are offered that nobody has imported: there are many.
const minPackage = 2

// Complete returns what could stand at the cursor, a byte offset in source.
func Complete(s *check.Session, from Sources, source string, cursor int) Completion {
	at := spotOf(source, cursor)
	c := Completion{Start: at.start, End: at.end}
	typed := source[at.start:at.cursor]
	first, _ := utf8.DecodeRuneInString(source[at.start:at.end])
	switch {
	case at.place == importPath:
		for _, path := range from.Packages() {
			c.Matches = append(c.Matches, Match{path, "package", ""})
		}
	case at.place == code && !unicode.IsDigit(first) && at.clause() != nil:
		c.Matches = words(at.clause())
	case at.place == code && !unicode.IsDigit(first):
		l := s.Look(source, at.start, func(name string) bool { return strings.HasPrefix(name, typed) })
		var anyName bool
		c.Matches, anyName = matches(l, from)
		if anyName {
			c.Matches = append(c.Matches, words(at.operandWords())...)
		}
		if anyName && utf8.RuneCountInString(typed) >= minPackage {
			c.Matches = append(c.Matches, unimported(l, from)...)
		}
	default:
		c.Start, c.End = at.cursor, at.cursor
	}
	c.Matches = slices.DeleteFunc(c.Matches, func(m Match) bool { return !strings.HasPrefix(m.Text, typed) || unwritable(m.Text) })
	sortMatches(c.Matches)
	c.Matches = slices.CompactFunc(c.Matches, func(a, b Match) bool { return a.Text == b.Text })
	return c
}

// sortMatches sorts by name. Where a composite literal begins, its fields come before all the names that are in scope.
func sortMatches(list []Match) {
	names := slices.ContainsFunc(list, func(m Match) bool { return m.Kind != "field" && m.Kind != "method" })
	rank := func(m Match) int {
		if names && m.Kind == "field" {
			return 0
		}
		return 1
	}
	slices.SortFunc(list, func(a, b Match) int { return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.Text, b.Text)) })
}

// unwritable tells the names that no cell writes: the blank one, old versions, packages under which earlier cells are kept,
// and what packages declare that come as source.
func unwritable(name string) bool {
	return name == "_" || name == "" || strings.ContainsAny(name, "·ˑǃ\"")
}

// unimported returns the packages that a name would import.
func unimported(l *check.Look, from Sources) []Match {
	var found []Match
	inScope := l.InScope()
	for name, path := range from.Imports() {
		if inScope[name] == nil {
			found = append(found, Match{name, "package", strconv.Quote(path)})
		}
	}
	return found
}

func words(list []string) []Match {
	var found []Match
	for _, w := range list {
		found = append(found, Match{w, "keyword", ""})
	}
	return found
}

// matches returns all that could stand in the place of the identifier looked at; anyName tells that it is an operand or a type.
func matches(l *check.Look, from Sources) (found []Match, anyName bool) {
	if len(l.Path) < 2 {
		return nil, false
	}
	id := l.Path[0].(*ast.Ident)
	switch parent := l.Path[1].(type) {
	case *ast.SelectorExpr:
		if parent.Sel == id {
			return members(l, parent.X, from), false
		}
	case *ast.CompositeLit:
		return elements(l, parent, id), false
	case *ast.KeyValueExpr:
		if lit, ok := l.Path[2].(*ast.CompositeLit); ok && parent.Key == id {
			return elements(l, lit, id), false
		}
	case *ast.FuncDecl, *ast.TypeSpec, *ast.ValueSpec, *ast.Field:
		if isNew(parent, id) {
			return nil, false
		}
	case *ast.BranchStmt:
		return labels(l, parent), false
	case *ast.LabeledStmt:
		return nil, false
	}
	return append(names(l), words(keywords(l, id))...), true
}

// labels returns the labels that a branch statement can name: those of the statements around it, and for goto all of its
// function.
func labels(l *check.Look, branch *ast.BranchStmt) []Match {
	var found []Match
	add := func(s *ast.LabeledStmt) { found = append(found, Match{s.Label.Name, "label", ""}) }
	for _, n := range l.Path {
		switch n := n.(type) {
		case *ast.LabeledStmt:
			if branch.Tok == token.BREAK || branch.Tok == token.CONTINUE && isLoop(n.Stmt) {
				add(n)
			}
		case *ast.FuncLit, *ast.FuncDecl:
			if branch.Tok == token.GOTO {
				ast.Inspect(n, func(m ast.Node) bool {
					if s, ok := m.(*ast.LabeledStmt); ok {
						add(s)
					}
					_, literal := m.(*ast.FuncLit)
					return m == n || !literal
				})
			}
			return found
		}
	}
	return found
}

func isLoop(s ast.Stmt) bool {
	switch s.(type) {
	case *ast.ForStmt, *ast.RangeStmt:
		return true
	}
	return false
}

// isNew tells whether an identifier is the new name that a declaration brings.
func isNew(parent ast.Node, id *ast.Ident) bool {
	switch p := parent.(type) {
	case *ast.FuncDecl:
		return p.Name == id
	case *ast.TypeSpec:
		return p.Name == id
	case *ast.ValueSpec:
		return slices.Contains(p.Names, id)
	case *ast.Field:
		return slices.Contains(p.Names, id)
	}
	return false
}

// names returns the names in scope and the predeclared ones.
func names(l *check.Look) []Match {
	var found []Match
	inScope := l.InScope()
	for name, obj := range inScope {
		found = append(found, matchOf(l, name, obj))
	}
	for _, name := range types.Universe.Names() {
		if inScope[name] == nil {
			found = append(found, matchOf(l, name, types.Universe.Lookup(name)))
		}
	}
	return found
}

// members returns what can follow x and a dot.
func members(l *check.Look, x ast.Expr, from Sources) []Match {
	if id, ok := x.(*ast.Ident); ok {
		if name, ok := l.Info.Uses[id].(*types.PkgName); ok {
			return from.Exported.of(l, name.Imported())
		}
	}
	tv, ok := l.Info.Types[x]
	if !ok || !tv.IsValue() && !tv.IsType() || !isValid(tv.Type) {
		return nil
	}
	if tv.IsType() {
		return methodExpressions(l, tv.Type)
	}
	var found []Match
	for name := range memberNames(tv.Type) {
		if obj, _, _ := types.LookupFieldOrMethod(tv.Type, tv.Addressable(), l.Pkg, name); obj != nil {
			found = append(found, matchOf(l, name, obj))
		}
	}
	return found
}

// of returns what a package exports.
func (e Exported) of(l *check.Look, pkg *types.Package) []Match {
	if found, ok := e[pkg]; ok {
		return slices.Clone(found)
	}
	var found []Match
	for _, name := range pkg.Scope().Names() {
		if token.IsExported(name) {
			found = append(found, matchOf(l, name, pkg.Scope().Lookup(name)))
		}
	}
	if e != nil {
		e[pkg] = slices.Clone(found)
	}
	return found
}

func methodExpressions(l *check.Look, t types.Type) []Match {
	var found []Match
	for m := range types.NewMethodSet(t).Methods() {
		if m.Obj().Exported() || m.Obj().Pkg() == l.Pkg {
			found = append(found, matchOf(l, m.Obj().Name(), m.Obj()))
		}
	}
	return found
}

// memberNames returns the names of all fields and methods of a type, embedded ones too. Some may not be in reach: one that
// two embedded fields have at the same depth, or that belongs to another package.
func memberNames(t types.Type) map[string]bool {
	found := map[string]bool{}
	seen := map[types.Type]bool{}
	var visit func(types.Type)
	visit = func(t types.Type) {
		t = types.Unalias(t)
		if p, ok := t.Underlying().(*types.Pointer); ok {
			t = types.Unalias(p.Elem())
		}
		if seen[t] {
			return
		}
		seen[t] = true
		if named, ok := t.(*types.Named); ok {
			for m := range named.Methods() {
				found[m.Name()] = true
			}
		}
		switch u := t.Underlying().(type) {
		case *types.Interface:
			for m := range u.Methods() {
				found[m.Name()] = true
			}
		case *types.Struct:
			for f := range u.Fields() {
				found[f.Name()] = true
				if f.Embedded() {
					visit(f.Type())
				}
			}
		}
	}
	visit(t)
	return found
}

// elements returns what an element of a composite literal can start with: the fields of a struct that are not set yet,
// and names unless other elements show that fields are being set.
func elements(l *check.Look, lit *ast.CompositeLit, id *ast.Ident) []Match {
	keyed := false
	set := map[string]bool{}
	for _, e := range lit.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok && kv.Key != id {
			keyed = true
			if key, ok := kv.Key.(*ast.Ident); ok {
				set[key.Name] = true
			}
		}
	}
	t := l.Info.TypeOf(lit)
	if t == nil || !isValid(t) {
		return names(l)
	}
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem() // &T{} written as {} in a list of pointers
	}
	fields, ok := t.Underlying().(*types.Struct)
	if !ok {
		return names(l)
	}
	var found []Match
	if keyed || len(lit.Elts) < 2 {
		for f := range fields.Fields() {
			if !set[f.Name()] && (f.Exported() || f.Pkg() == l.Pkg) {
				found = append(found, matchOf(l, f.Name(), f))
			}
		}
	}
	if !keyed {
		for _, m := range names(l) { // a field comes before a name that is the same
			if !slices.ContainsFunc(found, func(f Match) bool { return f.Text == m.Text }) {
				found = append(found, m)
			}
		}
	}
	return found
}

// keywords returns the words that statements start with, where a statement starts.
func keywords(l *check.Look, id *ast.Ident) []string {
	stmt, ok := l.Path[1].(*ast.ExprStmt)
	if !ok || stmt.X != id {
		return nil
	}
	found := []string{"const", "defer", "for", "func", "go", "if", "select", "switch", "type", "var"}
	loop, branch, function := false, false, false
	for _, n := range l.Path[2:] {
		switch n.(type) {
		case *ast.ForStmt, *ast.RangeStmt:
			loop = loop || !function
		case *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt:
			branch = branch || !function
		case *ast.FuncLit:
			function = true
		}
	}
	if loop {
		found = append(found, "continue")
	}
	if loop || branch {
		found = append(found, "break")
	}
	if _, inSwitch := l.Path[2].(*ast.CaseClause); inSwitch {
		found = append(found, "fallthrough")
	}
	if function {
		found = append(found, "goto", "return")
	}
	if len(l.Path) == 4 { // the statement, the block and the function that the cell's statements are put in
		found = append(found, "import")
	}
	return found
}
