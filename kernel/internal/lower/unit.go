package lower

import (
	"cmp"
	"go/ast"
	"go/printer"
	"go/token"
	"strconv"
	"strings"
)

// declarations rewrites the cell's types, functions and methods. Constants need no declaration: every use is folded.
func (r *rewriter) declarations() []ast.Decl {
	var decls []ast.Decl
	for _, d := range r.Decls {
		switch n := d.(type) {
		case *ast.GenDecl:
			if n.Tok != token.TYPE {
				continue // constants are folded, variables are the checker's
			}
		case *ast.FuncDecl:
			if n.Body == nil {
				r.fail(n.Pos(), "func %s has no body", n.Name.Name)
				continue
			}
			if r.Cell.Program && n.Recv == nil && n.Name.Name == "init" { // which run after the variables are set
				n.Name.Name = r.temp("init")
				r.inits = append(r.inits, n.Name)
			}
		}
		d = r.rewrite(d).(ast.Decl)
		if f, ok := d.(*ast.FuncDecl); ok {
			r.mark(f.Body)
		}
		decls = append(decls, d)
	}
	return decls
}

// variables declares the package-level variables that the cell brings.
func (r *rewriter) variables() []ast.Decl {
	var decls []ast.Decl
	for _, v := range r.Vars {
		decls = append(decls, &ast.GenDecl{Tok: token.VAR, Specs: []ast.Spec{
			&ast.ValueSpec{Names: []*ast.Ident{ast.NewIdent(v.Run)}, Type: r.typeExpr(v.Type)},
		}})
	}
	return decls
}

// statements is the function of a cell's statements. It has the same name in all units, since the interpreter keeps what has a name:
// so it forgets the statements of the cell before.
const statements = "cellˑ1"

// body makes the functions that run the cell's statements: init, which the interpreter calls, and one that it calls in turn,
// so that the statements have local variables and deferred calls as any function has.
func (r *rewriter) body() []ast.Decl {
	var list []ast.Stmt
	if r.Cell.Program {
		list = r.program()
	} else {
		list = append(list, r.Body...)
	}
	block := &ast.BlockStmt{List: list}
	if r.Result != nil {
		block.List = append(block.List, r.show()...)
	}
	if len(block.List) == 0 && !r.hasTold() {
		return nil
	}
	f := &ast.FuncDecl{Name: ast.NewIdent(statements), Type: &ast.FuncType{Params: &ast.FieldList{}}, Body: block}
	f = r.rewrite(f).(*ast.FuncDecl)
	r.mark(f.Body)
	f.Body.List = r.markTop(f.Body.List)
	list = nil
	if r.hasTold() {
		list = append(list, &ast.ExprStmt{X: &ast.CallExpr{Fun: ast.NewIdent(r.tellName())}})
	}
	list = append(list, &ast.ExprStmt{X: &ast.CallExpr{Fun: ast.NewIdent(statements)}})
	start := &ast.FuncDecl{Name: ast.NewIdent("init"), Type: &ast.FuncType{Params: &ast.FieldList{}},
		Body: &ast.BlockStmt{List: list}}
	return []ast.Decl{f, start}
}

// program is what runs a whole file: its variables in the order in which Go initialises them, its init functions, then main.
func (r *rewriter) program() []ast.Stmt {
	var list []ast.Stmt
	for _, init := range r.Info.InitOrder {
		if r.fset.Position(init.Rhs.Pos()).Filename != r.Cell.Name {
			continue
		}
		assign := &ast.AssignStmt{Tok: token.ASSIGN, TokPos: init.Rhs.Pos(), Rhs: []ast.Expr{init.Rhs}}
		for _, v := range init.Lhs {
			id := &ast.Ident{Name: "_", NamePos: init.Rhs.Pos()}
			if sym := r.SymbolOf(v); sym != nil {
				id.Name = sym.Run
				r.Info.Uses[id] = v
			}
			assign.Lhs = append(assign.Lhs, id)
		}
		list = append(list, assign)
	}
	for _, name := range r.inits {
		list = append(list, &ast.ExprStmt{X: &ast.CallExpr{Fun: &ast.Ident{Name: name.Name, NamePos: name.NamePos}}})
	}
	if sym := r.SymbolOf(r.Pkg.Scope().Lookup("main")); sym != nil {
		list = append(list, &ast.ExprStmt{X: &ast.CallExpr{Fun: ast.NewIdent(runName(sym))}})
	}
	return list
}

func (r *rewriter) print(out *strings.Builder, decls []ast.Decl) {
	for _, decl := range decls {
		if err := (&printer.Config{Mode: printer.SourcePos, Tabwidth: 8}).Fprint(out, r.fset, decl); err != nil {
			panic("lower: printing " + r.Cell.Name + ": " + err.Error()) // a syntax tree that is none
		}
		out.WriteString("\n")
	}
}

func declaresTypes(d ast.Decl) bool {
	g, ok := d.(*ast.GenDecl)
	return ok && g.Tok == token.TYPE
}

// marksForLines replaces the printer's line comments by ones with marks, in a file of the unit. The printer says of where the next line comes from: the
// name that the text was parsed under, which starts with ˑ, and a line. A node that was not parsed comes from nowhere.
func (r *rewriter) marksForLines(text, in string) string {
	names := map[string]string{}
	for _, d := range r.Decls {
		names[r.fset.PositionFor(d.Pos(), false).Filename] = r.fset.Position(d.Pos()).Filename
	}
	var out strings.Builder
	out.Grow(len(text))
	for line := range strings.Lines(text) {
		file, number, ok := lineComment(line)
		if !ok {
			out.WriteString(line)
			continue
		}
		mark := r.markAt(r.Cell.Name, 0)
		if name := cmp.Or(names[file], r.Cell.Name); file != "" && r.lowerer.files[name] != 0 { // else a line of our own, or of a package's source
			mark = r.markAt(name, number)
		}
		out.WriteString("//line " + in + ":" + strconv.Itoa(mark) + "\n")
	}
	return out.String()
}

// lineComment takes a line comment of the printer's apart.
func lineComment(line string) (file string, number int, ok bool) {
	place, ok := strings.CutPrefix(line, "//line ")
	colon := strings.LastIndexByte(place, ':')
	if !ok || colon < 0 || colon > 0 && !strings.HasPrefix(place, "ˑ") {
		return "", 0, false
	}
	number, err := strconv.Atoi(strings.TrimSuffix(place[colon+1:], "\n"))
	return place[:colon], number, err == nil
}

// ownLines says of each line of a text that it comes from no source: so no frame of a panic names the unit's own functions.
func (r *rewriter) ownLines(text string) string {
	if text == "" {
		return ""
	}
	return "//line :1\n" + strings.ReplaceAll(strings.TrimSuffix(text, "\n"), "\n", "\n//line :1\n") + "\n"
}

// markAt is the mark of a line.
func (r *rewriter) markAt(name string, line int) int { return r.lowerer.files[name] + line }

// number gives a source its own range of marks: each cell the next, so that no session runs out of line numbers, of which
// go/scanner allows 1<<30.
func (l *Lowerer) number(name, source string) int {
	l.files[name] = l.marks
	l.marks += strings.Count(source, "\n") + 2
	return l.files[name]
}
