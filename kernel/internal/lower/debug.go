package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"regan/kernel/internal/cell"
	"regan/kernel/internal/engine"
)

// Debug has the cells from now on lowered so that a debugger can stop them and look at their variables, or no longer.
func (l *Lowerer) Debug(on bool) { l.debug = on }

// Marks returns the number of marks that a source of the unit has before its first line: a line's mark is the sum of both.
func (l *Lowerer) Marks(name string) int { return l.files[name] }

// StopLines lists the lines of a cell on which a statement begins, before which a debugger can stop; in order.
func StopLines(fset *token.FileSet, c *cell.Cell) []int {
	w := &debugged{line: func(pos token.Pos) int { return fset.Position(pos).Line }, define: func(*ast.Ident) *local { return nil }}
	for _, d := range c.Decls {
		w.decl(d)
	}
	w.list(c.Body, nil)
	slices.Sort(w.lines)
	return slices.Compact(w.lines)
}

// instrument puts calls of the engine's debugger into the cell's code: before each statement one with the variables that it
// can name. It comes before all rewriting, which must not take these uses of variables for the cell's own: they have no types.
func (r *rewriter) instrument() {
	if !r.lowerer.debug || r.Cell.Program {
		return
	}
	r.unit.Debug = &engine.Debugging{Sites: map[int]engine.Site{}}
	w := &debugged{
		line: func(pos token.Pos) int { return r.fset.Position(pos).Line },
		call: r.siteCall,
		define: func(id *ast.Ident) *local {
			v, ok := r.Info.Defs[id].(*types.Var)
			if !ok {
				return nil
			}
			return &local{id.Name, v}
		},
		uses: func(node ast.Node, v *types.Var) bool {
			found := false
			ast.Inspect(node, func(n ast.Node) bool {
				id, ok := n.(*ast.Ident)
				found = found || ok && r.Info.Uses[id] == v
				return !found
			})
			return found
		},
		implicit: func(clause *ast.CaseClause, name string) *local {
			v, ok := r.Info.Implicits[clause].(*types.Var)
			if !ok || !r.usesImplicit(clause) {
				return nil
			}
			return &local{name, v}
		},
	}
	for _, d := range r.Decls {
		w.decl(d)
	}
	if len(r.Body) == 0 && r.Result == nil {
		return
	}
	w.function, w.literals = r.Cell.Name, 0
	list := w.list(r.Body, nil)
	pos := token.NoPos
	if len(r.Body) > 0 {
		pos = r.Body[0].Pos()
	}
	if r.Result != nil {
		w.exprs(r.Result, nil)
		list = append(list, w.at(r.Result.Pos(), nil))
		if !pos.IsValid() {
			pos = r.Result.Pos()
		}
	}
	r.Body = append(w.frame(pos), list...)
}

// siteCall is a call of one of the debugger's helpers at a new site.
func (r *rewriter) siteCall(helper string, pos token.Pos, function string, vars []*local) ast.Expr {
	at := r.fset.Position(pos)
	call := &ast.CallExpr{Fun: r.helper(helper, pos), Lparen: pos, Rparen: pos}
	if helper == "Leave" {
		return call
	}
	r.lowerer.sites++
	number := r.lowerer.sites
	site := engine.Site{Mark: r.markAt(at.Filename, at.Line), Func: function}
	call.Args = []ast.Expr{&ast.BasicLit{Kind: token.INT, Value: strconv.Itoa(number), ValuePos: pos}}
	for _, v := range vars {
		site.Vars = append(site.Vars, engine.Variable{Name: v.name, Type: readerType(v.v.Type())})
		call.Args = append(call.Args, &ast.UnaryExpr{Op: token.AND, OpPos: pos, X: &ast.Ident{Name: v.name, NamePos: pos}})
	}
	r.unit.Debug.Sites[number] = site
	return call
}

// readerType is a type as the cell's reader writes it.
func readerType(t types.Type) string {
	text := types.TypeString(t, func(p *types.Package) string {
		if p.Path() == "main" {
			return ""
		}
		return p.Name()
	})
	return strings.ReplaceAll(text, "interface{}", "any")
}

// A local is a variable of a function, under the name that the code around has for it.
type local struct {
	name string
	v    *types.Var
}

// debugged walks the functions of a cell and puts calls of the debugger into them. With call nil, it only collects the lines of
// statements.
type debugged struct {
	line     func(token.Pos) int
	call     func(helper string, pos token.Pos, function string, vars []*local) ast.Expr
	define   func(*ast.Ident) *local // nil for what is no variable of a function
	uses     func(ast.Node, *types.Var) bool
	implicit func(clause *ast.CaseClause, name string) *local // the variable that a type switch gives a clause

	lines    []int
	function string
	literals int // in the function
}

func (w *debugged) decl(d ast.Decl) {
	f, ok := d.(*ast.FuncDecl)
	if !ok || f.Body == nil {
		return
	}
	w.function, w.literals = f.Name.Name, 0
	if f.Recv != nil {
		w.function = receiverName(f) + "." + w.function
	}
	w.body(f.Type, f.Recv, f.Body, nil)
}

func receiverName(f *ast.FuncDecl) string {
	name := ""
	ast.Inspect(f.Recv.List[0].Type, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && name == "" {
			name = id.Name
		}
		return true
	})
	return name
}

// body makes a function's body keep its frame and stop before its statements.
func (w *debugged) body(t *ast.FuncType, receiver *ast.FieldList, body *ast.BlockStmt, vars []*local) {
	for _, fields := range []*ast.FieldList{receiver, t.Params, t.Results} {
		if fields == nil {
			continue
		}
		for _, field := range fields.List {
			for _, id := range field.Names {
				vars = w.with(vars, id)
			}
		}
	}
	list := w.list(body.List, vars)
	body.List = append(w.frame(t.Pos()), list...)
}

// frame is what a function begins with.
func (w *debugged) frame(pos token.Pos) []ast.Stmt {
	if w.call == nil {
		return nil
	}
	return []ast.Stmt{
		&ast.ExprStmt{X: w.call("Enter", pos, w.function, nil)},
		&ast.DeferStmt{Defer: pos, Call: w.call("Leave", pos, w.function, nil).(*ast.CallExpr)},
	}
}

// at is the call before a statement.
func (w *debugged) at(pos token.Pos, vars []*local) ast.Stmt {
	return &ast.ExprStmt{X: w.call("At", pos, w.function, vars)}
}

// with returns the variables with one more, which hides those of its name.
func (w *debugged) with(vars []*local, id *ast.Ident) []*local {
	v := w.define(id)
	if v == nil || id.Name == "_" || strings.Contains(id.Name, "ˑ") {
		return vars
	}
	return withLocal(vars, v)
}

func withLocal(vars []*local, v *local) []*local {
	rest := slices.DeleteFunc(slices.Clone(vars), func(other *local) bool { return other.name == v.name })
	return append(rest, v)
}

// list goes through the statements of a block.
func (w *debugged) list(list []ast.Stmt, vars []*local) []ast.Stmt {
	var out []ast.Stmt
	for _, s := range list {
		if !s.Pos().IsValid() { // of ours
			out = append(out, s)
			continue
		}
		if w.stops(s) {
			w.lines = append(w.lines, w.line(s.Pos()))
			if w.call != nil {
				out = append(out, w.at(s.Pos(), vars))
			}
		}
		vars = w.stmt(s, vars)
		out = append(out, s)
	}
	return out
}

// stops tells whether the debugger can stop before a statement.
func (w *debugged) stops(s ast.Stmt) bool {
	switch s := s.(type) {
	case *ast.EmptyStmt, *ast.CaseClause, *ast.CommClause:
		return false
	case *ast.BlockStmt:
		return isZeroing(s)
	case *ast.DeclStmt:
		return s.Decl.(*ast.GenDecl).Tok == token.VAR
	}
	return s.Pos().IsValid()
}

// isZeroing tells whether a block is what the checker makes of a variable without a value.
func isZeroing(b *ast.BlockStmt) bool {
	if len(b.List) == 0 {
		return false
	}
	d, ok := b.List[0].(*ast.DeclStmt)
	if !ok || d.Decl.(*ast.GenDecl).Tok != token.VAR {
		return false
	}
	return d.Decl.(*ast.GenDecl).Specs[0].(*ast.ValueSpec).Names[0].Name == "zeroˑ"
}

// stmt goes through one statement and returns the variables that those after it can name.
func (w *debugged) stmt(s ast.Stmt, vars []*local) []*local {
	inner := vars
	init := func(s ast.Stmt) {
		if s != nil {
			inner = w.stmt(s, inner)
		}
	}
	switch s := s.(type) {
	case *ast.BlockStmt:
		if !isZeroing(s) {
			s.List = w.list(s.List, vars)
		}
	case *ast.LabeledStmt:
		return w.stmt(s.Stmt, vars)
	case *ast.IfStmt:
		init(s.Init)
		w.exprs(s.Cond, inner)
		s.Body.List = w.list(s.Body.List, inner)
		if s.Else != nil {
			w.stmt(s.Else, inner)
		}
	case *ast.ForStmt:
		init(s.Init)
		w.exprs(s.Cond, inner)
		if s.Post != nil {
			w.stmt(s.Post, inner)
		}
		s.Body.List = w.list(s.Body.List, inner)
	case *ast.RangeStmt:
		w.exprs(s.X, vars)
		for _, e := range []ast.Expr{s.Key, s.Value} {
			if id, ok := e.(*ast.Ident); ok && s.Tok == token.DEFINE {
				inner = w.with(inner, id)
			} else {
				w.exprs(e, vars)
			}
		}
		s.Body.List = w.list(s.Body.List, inner)
	case *ast.SwitchStmt:
		init(s.Init)
		w.exprs(s.Tag, inner)
		w.clauses(s.Body, inner, "")
	case *ast.TypeSwitchStmt:
		init(s.Init)
		name := ""
		if a, ok := s.Assign.(*ast.AssignStmt); ok {
			name = a.Lhs[0].(*ast.Ident).Name
			w.exprs(a.Rhs[0], inner)
		} else {
			w.exprs(s.Assign, inner)
		}
		w.clauses(s.Body, inner, name)
	case *ast.SelectStmt:
		w.clauses(s.Body, inner, "")
	case *ast.AssignStmt:
		w.exprs(s, vars)
		if s.Tok == token.DEFINE {
			for _, e := range s.Lhs {
				vars = w.with(vars, e.(*ast.Ident))
			}
		}
	case *ast.DeclStmt:
		w.exprs(s, vars)
		for _, spec := range s.Decl.(*ast.GenDecl).Specs {
			if v, ok := spec.(*ast.ValueSpec); ok && s.Decl.(*ast.GenDecl).Tok == token.VAR {
				for _, id := range v.Names {
					vars = w.with(vars, id)
				}
			}
		}
	default:
		w.exprs(s, vars)
	}
	return vars
}

// clauses goes through the clauses of a switch or select; name is that of the variable of a type switch.
func (w *debugged) clauses(body *ast.BlockStmt, vars []*local, name string) {
	for _, c := range body.List {
		inner := vars
		switch c := c.(type) {
		case *ast.CaseClause:
			for _, e := range c.List {
				w.exprs(e, vars)
			}
			if name != "" && w.implicit != nil {
				if v := w.implicit(c, name); v != nil {
					inner = withLocal(inner, v)
				} else { // it is not there, but hides what has the name
					inner = slices.DeleteFunc(slices.Clone(inner), func(v *local) bool { return v.name == name })
				}
			}
			c.Body = w.list(c.Body, inner)
		case *ast.CommClause:
			if c.Comm != nil {
				inner = w.stmt(c.Comm, inner)
			}
			c.Body = w.list(c.Body, inner)
		}
	}
}

// exprs goes through the function literals in expressions. Of the variables around it, a literal has those that it uses.
func (w *debugged) exprs(node ast.Node, vars []*local) {
	if node == nil {
		return
	}
	ast.Inspect(node, func(n ast.Node) bool {
		lit, ok := n.(*ast.FuncLit)
		if !ok {
			return true
		}
		var held []*local
		for _, v := range vars {
			if w.uses != nil && w.uses(lit.Body, v.v) {
				held = append(held, v)
			}
		}
		w.literals++
		inner := &debugged{line: w.line, call: w.call, define: w.define, uses: w.uses, implicit: w.implicit,
			function: w.function + ".func" + strconv.Itoa(w.literals)}
		inner.body(lit.Type, nil, lit.Body, held)
		w.lines = append(w.lines, inner.lines...)
		return false
	})
}
