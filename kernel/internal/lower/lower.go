package lower

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
	r := l.rewriter(c)
	r.refuse()
	if len(r.errs) > 0 {
		return engine.Unit{}, r.errs.Sort()
	}
	r.findHolders()
	r.keepPanics()
	r.findInLoops()
	r.findRemade()
	r.remakeInLoops()
	r.instrument()
	r.hoist()
	vars := r.variables()
	varImports := r.importText()
	r.tellDeclared()
	decls := append(r.localTypes(), r.declarations()...)
	body := r.body()
	if len(r.errs) > 0 {
		return engine.Unit{}, r.errs.Sort()
	}

	var out, typesOut, varsOut strings.Builder
	out.WriteString("package main\n" + r.importText())
	if r.declaresRecursive() {
		typesOut.WriteString("package main\n" + r.importText())
		r.print(&typesOut, slices.DeleteFunc(slices.Clone(decls), func(d ast.Decl) bool { return !declaresTypes(d) }))
		decls = slices.DeleteFunc(decls, declaresTypes)
	}
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
	file := r.unit.File
	r.unit.Types, r.unit.Vars = r.marksForLines(typesOut.String(), file+"types"), r.marksForLines(varsOut.String(), file+"vars")
	r.unit.Source = r.marksForLines(out.String(), file)
	return r.unit, nil
}

// A rewriter makes one unit.
type rewriter struct {
	*check.Checked
	fset      *token.FileSet
	lowerer   *Lowerer
	serial    int                             // of the unit: makes its own functions' names unique
	imports   map[string]string               // import path -> name in the unit
	functions map[string]string               // helper functions of the unit, as source text by name
	inLoop    map[*ast.FuncLit]bool           // the function literals that hold variables of loops
	inTurn    map[*ast.FuncLit]bool           // those that are deferred by the function that has the loop
	counted   map[*ast.RangeStmt]types.Type   // the ranges over integers, and the type of each
	strings   map[*ast.RangeStmt]bool         // the ranges over strings
	indexed   map[*ast.RangeStmt]bool         // the ranges over elements that become loops over indexes
	told      told                            // what the engine must know of types
	selfTypes map[*types.Named]bool           // see isSelf
	hoisted   map[*types.TypeName]string      // the types declared in functions, which units declare outside, under these names
	locals    []*ast.TypeSpec                 // their declarations
	iterators map[*ast.RangeStmt]*iterator    // the ranges over functions
	enclosing []*ast.FuncType                 // of the functions around a node, innermost last
	remade    map[*ast.FuncLit]bool           // the function literals that are made in a frame of their own
	carried   map[*ast.CommClause]types.Type  // what the clauses of select statements send or receive
	ahead     map[*ast.LabeledStmt][]ast.Stmt // what stands before a statement with a label
	compared  map[*ast.BinaryExpr]types.Type  // comparisons of arrays and structs, and what they compare
	checked   map[ast.Stmt]bool               // the statements of ours that check what the next one does
	inits     []*ast.Ident                    // the init functions of a program
	temps     int
	errs      cell.Errors
	unit      engine.Unit
}

// rewriter returns what makes the next unit of a checked cell.
func (l *Lowerer) rewriter(c *check.Checked) *rewriter {
	l.units++
	return &rewriter{
		Checked:   c,
		fset:      l.fset,
		lowerer:   l,
		serial:    l.units,
		imports:   map[string]string{},
		functions: map[string]string{},
		inLoop:    map[*ast.FuncLit]bool{},
		inTurn:    map[*ast.FuncLit]bool{},
		counted:   map[*ast.RangeStmt]types.Type{},
		strings:   map[*ast.RangeStmt]bool{},
		indexed:   map[*ast.RangeStmt]bool{},
		told:      told{map[string]string{}, map[string]string{}, map[string]string{}},
		selfTypes: map[*types.Named]bool{},
		hoisted:   map[*types.TypeName]string{},
		iterators: map[*ast.RangeStmt]*iterator{},
		remade:    map[*ast.FuncLit]bool{},
		carried:   map[*ast.CommClause]types.Type{},
		ahead:     map[*ast.LabeledStmt][]ast.Stmt{},
		compared:  map[*ast.BinaryExpr]types.Type{},
		checked:   map[ast.Stmt]bool{},
		unit: engine.Unit{
			Name:  c.Cell.Name,
			File:  fmt.Sprintf("unit%d", l.units),
			Files: map[int]string{l.number(c.Cell.Name, c.Cell.Source): c.Cell.Name},
		},
	}
}

func (r *rewriter) fail(pos token.Pos, format string, args ...any) {
	r.errs = append(r.errs, &cell.Error{Pos: r.fset.Position(pos), Msg: fmt.Sprintf(format, args...)})
}

// temp returns a name for a variable of the unit's own.
func (r *rewriter) temp(name string) string {
	r.temps++
	return name + "ˑ" + strconv.Itoa(r.temps)
}
