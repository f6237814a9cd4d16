package lower

import (
	"cmp"
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

	"regan/kernel/internal/cell"
	"regan/kernel/internal/check"
	"regan/kernel/internal/engine"
)

// A Lowerer rewrites the cells of one session.
type Lowerer struct {
	fset  *token.FileSet
	files map[string]int // the marks' numbers for sources
	marks int            // the next number
	units int
	debug bool // see Debug
	sites int  // the last number of one
}

// New returns a Lowerer for cells whose positions are in fset.
func New(fset *token.FileSet) *Lowerer {
	return &Lowerer{fset: fset, files: map[string]int{}, marks: 1}
}

// Lower makes a unit of a checked cell, whose syntax trees it uses up. An error is of type cell.Errors: it names, at the
// cell's own lines, what the interpreter could not run rightly.
func (l *Lowerer) Lower(c *check.Checked) (engine.Unit, error) {
	l.units++
	r := &rewriter{
		Checked: c, fset: l.fset, lowerer: l, serial: l.units,
		imports: map[string]string{}, functions: map[string]string{}, counted: map[*ast.RangeStmt]types.Type{}, strings: map[*ast.RangeStmt]bool{}, indexed: map[*ast.RangeStmt]bool{}, inLoop: map[*ast.FuncLit]bool{}, inTurn: map[*ast.FuncLit]bool{},
		hoisted: map[*types.TypeName]string{}, selfFunctions: map[*types.Named]bool{},
		told:     told{map[string]string{}, map[string]string{}, map[string]string{}},
		compared: map[*ast.BinaryExpr]types.Type{}, checked: map[ast.Stmt]bool{},
		carried: map[*ast.CommClause]types.Type{}, ahead: map[*ast.LabeledStmt][]ast.Stmt{},
		remade: map[*ast.FuncLit]bool{}, iterators: map[*ast.RangeStmt]*iterator{},
		unit: engine.Unit{Name: c.Cell.Name, File: fmt.Sprintf("unit%d", l.units), Files: map[int]string{l.number(c.Cell.Name, c.Cell.Source): c.Cell.Name}},
	}
	r.refuse()
	if len(r.errs) > 0 {
		return engine.Unit{}, r.errs.Sort()
	}
	r.findInLoops()
	r.findRemade()
	r.remakeInLoops()
	r.instrument()
	r.hoist()
	vars := append(r.typeOrder(), r.variables()...)
	varImports := r.importText()
	r.tellDeclared()
	decls := append(r.localTypes(), r.declarations()...)
	body := r.body()
	if len(r.errs) > 0 {
		return engine.Unit{}, r.errs.Sort()
	}

	var out, varsOut strings.Builder
	out.WriteString("package main\n" + r.importText())
	if slices.ContainsFunc(decls, declaresTypes) { // which the variables may have
		decls = append(vars, decls...)
	} else if len(vars) > 0 {
		varsOut.WriteString("package main\n" + varImports)
		r.print(&varsOut, vars)
	}
	r.print(&out, decls)
	r.print(&out, body)
	for _, name := range slices.Sorted(maps.Keys(r.functions)) {
		out.WriteString(r.ownLines(r.functions[name]))
	}
	out.WriteString(r.ownLines(r.tellText()))
	r.unit.Source, r.unit.Vars = r.marksForLines(out.String()), r.marksForLines(varsOut.String())
	return r.unit, nil
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

// marksForLines replaces the printer's line comments by ones with marks. The printer says of where the next line comes from: the
// name that the text was parsed under, which starts with ˑ, and a line. A node that was not parsed comes from nowhere.
func (r *rewriter) marksForLines(text string) string {
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
		out.WriteString("//line " + r.unit.File + ":" + strconv.Itoa(mark) + "\n")
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

// A rewriter makes one unit.
type rewriter struct {
	*check.Checked
	fset          *token.FileSet
	lowerer       *Lowerer
	serial        int                             // of the unit: makes its own functions' names unique
	imports       map[string]string               // import path -> name in the unit
	functions     map[string]string               // helper functions of the unit, as source text by name
	inLoop        map[*ast.FuncLit]bool           // the function literals that hold variables of loops
	inTurn        map[*ast.FuncLit]bool           // those that are deferred by the function that has the loop
	counted       map[*ast.RangeStmt]types.Type   // the ranges over integers, and the type of each
	strings       map[*ast.RangeStmt]bool         // the ranges over strings
	indexed       map[*ast.RangeStmt]bool         // the ranges over elements that become loops over indexes
	told          told                            // what the engine must know of types
	selfFunctions map[*types.Named]bool           // see isSelfFunction
	hoisted       map[*types.TypeName]string      // the types declared in functions, which units declare outside, under these names
	locals        []*ast.TypeSpec                 // their declarations
	iterators     map[*ast.RangeStmt]*iterator    // the ranges over functions
	enclosing     []*ast.FuncType                 // of the functions around a node, innermost last
	remade        map[*ast.FuncLit]bool           // the function literals that are made in a frame of their own
	carried       map[*ast.CommClause]types.Type  // what the clauses of select statements send or receive
	ahead         map[*ast.LabeledStmt][]ast.Stmt // what stands before a statement with a label
	compared      map[*ast.BinaryExpr]types.Type  // comparisons of arrays and structs, and what they compare
	checked       map[ast.Stmt]bool               // the statements of ours that check what the next one does
	inits         []*ast.Ident                    // the init functions of a program
	temps         int
	errs          cell.Errors
	unit          engine.Unit
}

func (r *rewriter) fail(pos token.Pos, format string, args ...any) {
	r.errs = append(r.errs, &cell.Error{Pos: r.fset.Position(pos), Msg: fmt.Sprintf(format, args...)})
}

// temp returns a name for a variable of the unit's own.
func (r *rewriter) temp(name string) string {
	r.temps++
	return name + "ˑ" + strconv.Itoa(r.temps)
}

// rewrite applies every rewriting to a syntax tree.
func (r *rewriter) rewrite(node ast.Node) ast.Node {
	return astutil.Apply(r.dynamic(node), r.before, r.after)
}

// before rewrites a node on the way down, where its types are still known.
func (r *rewriter) before(at *astutil.Cursor) bool {
	switch n := at.Node().(type) {
	case ast.Expr:
		if folded := r.fold(n, at); folded != nil {
			at.Replace(folded)
			return false
		}
		if plain := interfaces(n); plain != nil && r.isDynamic(r.Info.TypeOf(n)) {
			at.Replace(plain)
			return false
		}
		if sequence := r.sequenceType(n); sequence != nil {
			at.Replace(sequence)
			return false
		}
		if id, ok := n.(*ast.Ident); ok {
			if t, ok := r.Info.Uses[id].(*types.TypeName); ok && t.IsAlias() && t.Pkg() == r.Pkg && r.Info.Defs[id] == nil {
				// The interpreter has no aliases in functions, and takes what a package-level one stands for before that is complete.
				if e, err := r.tryTypeExpr(types.Unalias(t.Type())); err == nil {
					at.Replace(e)
					return false
				}
			}
		}
		switch n := n.(type) {
		case *ast.StructType:
			nameBlankFields(n)
		case *ast.Ident:
			r.rename(n)
		case *ast.FuncLit:
			r.enclosing = append(r.enclosing, n.Type)
			r.nameParameters(n.Type)
			r.clearResults(n.Type, n.Body)
		}
	case *ast.FuncDecl:
		r.enclosing = append(r.enclosing, n.Type)
		r.nameParameters(n.Type)
		r.clearResults(n.Type, n.Body)
		if n.Recv != nil {
			r.nameFields(n.Recv, "receiver")
		}
	case *ast.DeclStmt:
		if n.Decl.(*ast.GenDecl).Tok != token.VAR { // every constant is folded, every alias replaced, and types are declared outside
			at.Replace(&ast.EmptyStmt{Semicolon: n.Pos(), Implicit: true})
			return false
		}
	case *ast.TypeSpec:
		r.tag(n)
		if named := r.declaredType(n); named != nil && r.isSelfFunction(named) {
			n.Type = selfStruct(n.Type)
		}
	case *ast.SelectStmt:
		r.planSelect(n)
	case *ast.RangeStmt:
		r.planIterator(n)
		r.planRange(n)
	case *ast.ForStmt:
		if n.Init != nil && n.Cond == nil { // the interpreter would start such a loop anew with each turn
			n.Cond = &ast.Ident{Name: "true", NamePos: n.Body.Lbrace}
		}
		label, _ := at.Parent().(*ast.LabeledStmt)
		r.copyLoopVariables(n, label)
	}
	return true
}

// after rewrites a node on the way up, when its parts are rewritten.
func (r *rewriter) after(at *astutil.Cursor) bool {
	switch n := at.Node().(type) {
	case *ast.AssignStmt:
		apart(n.Rhs)
	case *ast.ValueSpec:
		apart(n.Values)
	case *ast.ParenExpr:
		r.unwrap(n, at)
	case *ast.BinaryExpr:
		if t := r.compared[n]; t != nil {
			r.compare(n, t, at)
		}
	case *ast.CallExpr:
		r.builtin(n, at)
	case *ast.FuncDecl:
		r.enclosing = r.enclosing[:len(r.enclosing)-1]
	case *ast.FuncLit:
		r.enclosing = r.enclosing[:len(r.enclosing)-1]
		r.bind(n, at)
	case *ast.ReturnStmt:
		r.lowerReturn(n, at)
	case *ast.CaseClause:
		n.Body = withLabels(n.Body)
	case *ast.CommClause:
		n.Body = withLabels(n.Body)
	case *ast.SelectStmt:
		r.lowerSelect(n, at)
	case *ast.LabeledStmt:
		if list := r.ahead[n]; list != nil {
			at.Replace(&ast.BlockStmt{Lbrace: n.Pos(), Rbrace: n.End(), List: append(list, n)})
		}
	case *ast.SwitchStmt:
		r.lowerSwitch(n, at)
	case *ast.RangeStmt:
		r.lowerRange(n, at)
		r.lowerString(n, at)
		r.lowerIndexed(n, at)
		r.lowerIterator(n, at)
	case *ast.GoStmt:
		r.lowerGo(n, at)
	case *ast.DeferStmt:
		r.lowerDefer(n, at)
	}
	return true
}

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

// show is the statements that show the cell's result.
func (r *rewriter) show() []ast.Stmt {
	pos := r.Result.Pos()
	if r.Cell.Hidden {
		if _, ok := ast.Unparen(r.Result).(*ast.CallExpr); ok {
			return []ast.Stmt{&ast.ExprStmt{X: r.Result}}
		}
		return []ast.Stmt{&ast.AssignStmt{Lhs: []ast.Expr{&ast.Ident{Name: "_", NamePos: pos}}, Tok: token.ASSIGN, TokPos: pos,
			Rhs: []ast.Expr{r.Result}}}
	}
	switch t := r.Info.TypeOf(r.Result).(type) {
	case *types.Tuple:
		if t.Len() == 0 || r.prints(r.Result) {
			return []ast.Stmt{&ast.ExprStmt{X: r.Result}}
		}
		define := &ast.AssignStmt{Tok: token.DEFINE, TokPos: pos, Rhs: []ast.Expr{r.Result}}
		var values []ast.Expr
		for v := range t.Variables() {
			name := r.temp("value")
			define.Lhs = append(define.Lhs, &ast.Ident{Name: name, NamePos: pos})
			values = append(values, r.shown(v.Type(), &ast.Ident{Name: name, NamePos: pos}))
		}
		return []ast.Stmt{define, r.showCall(pos, t.At(t.Len()-1).Type(), values)}
	case nil:
		return []ast.Stmt{&ast.ExprStmt{X: r.Result}}
	default:
		return []ast.Stmt{r.showCall(pos, t, []ast.Expr{r.shown(t, r.Result)})}
	}
}

// shown is a value of a type as compiled code is to see it.
func (r *rewriter) shown(t types.Type, e ast.Expr) ast.Expr {
	if types.IsInterface(t) || t == types.Typ[types.UntypedNil] || !r.isMirrored(t) {
		return e
	}
	return r.boxed(t, nil, e)
}

func (r *rewriter) showCall(pos token.Pos, last types.Type, values []ast.Expr) ast.Stmt {
	failable := "false"
	if len(values) > 1 && types.Identical(last, types.Universe.Lookup("error").Type()) {
		failable = "true"
	}
	args := append([]ast.Expr{&ast.Ident{Name: failable, NamePos: pos}}, values...)
	return &ast.ExprStmt{X: &ast.CallExpr{Fun: r.helper("Show", pos), Args: args, Lparen: pos}}
}

// prints tells whether an expression calls one of fmt's printing functions, whose count of bytes no reader wants to see.
func (r *rewriter) prints(e ast.Expr) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok {
		return false
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	f, ok := r.Info.Uses[sel.Sel].(*types.Func)
	if !ok || f.Pkg() == nil || f.Pkg().Path() != "fmt" {
		return false
	}
	return slices.Contains([]string{"Print", "Printf", "Println", "Fprint", "Fprintf", "Fprintln"}, f.Name())
}
