// Package cell takes the source of a notebook cell apart. A cell may mix, in any order, what a Go file keeps separate.
//
//	Cell   the source, its declarations and its statements, each with the positions they have in the source
//	Error  what is wrong with a source, at a line and column of it
//
// Start with Parse. Completeness says whether a source that is still being typed could run.
package cell

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"slices"
	"strings"
)

// A Cell is a parsed source. Its syntax trees carry positions of the FileSet given to Parse, with the cell's name as their
// file and the source's own lines and columns.
type Cell struct {
	Name    string // what positions call the source, such as "In[3]" or "main.go"
	Source  string
	Imports []*ast.ImportSpec
	Decls   []ast.Decl // types, constants, functions and methods; in a program also variables
	Body    []ast.Stmt // what runs, in order; nil in a program
	Ends    bool       // the last statement of Body is an expression, the cell's result
	Hidden  bool       // the result is not to be shown: a semicolon stands after it
	Program bool       // the source is a whole file, with a package clause, whose main function runs
}

// An Error is one thing that is wrong with a source.
type Error struct {
	Pos token.Position // Filename is the cell's name
	Msg string
}

func (e *Error) Error() string { return fmt.Sprintf("%s: %s", e.Pos, e.Msg) }

// Errors is what is wrong with a source, in the order of the lines. It is never empty.
type Errors []*Error

func (e Errors) Error() string {
	lines := make([]string, len(e))
	for i, err := range e {
		lines[i] = err.Error()
	}
	return strings.Join(lines, "\n")
}

// Sort orders errors by position and drops the second of two that are the same.
func (e Errors) Sort() Errors {
	slices.SortStableFunc(e, func(a, b *Error) int {
		if a.Pos.Line != b.Pos.Line {
			return a.Pos.Line - b.Pos.Line
		}
		return a.Pos.Column - b.Pos.Column
	})
	return slices.CompactFunc(e, func(a, b *Error) bool { return *a == *b })
}

// Parse parses the source of a cell. The error is of type Errors.
//
// Declarations and statements are parsed from two copies of the source, each with the other kind blanked out by spaces:
// so both keep the lines of the source, and go/parser, not we, decides what is correct.
func Parse(fset *token.FileSet, name, source string) (*Cell, error) {
	c := &Cell{Name: name, Source: source}
	tokens := tokensOf(source)
	if err := stray(name, source, tokens); err != nil {
		return nil, Errors{err}
	}
	parts := split(source, tokens)
	if len(parts) > 0 && parts[0].kind == program {
		c.Program = true
		file, err := parser.ParseFile(fset, textName(name), fileOf("", name, source), parser.SkipObjectResolution)
		if err != nil {
			return nil, errorsOf(err, name)
		}
		if file.Name.Name != "main" {
			return nil, Errors{{fset.Position(file.Name.Pos()),
				fmt.Sprintf("package %s cannot run: a program is package main", file.Name.Name)}}
		}
		c.addDecls(file)
		return c, nil
	}

	var errs Errors
	if slices.ContainsFunc(parts, func(p part) bool { return p.kind == declaration }) {
		decls, err := parser.ParseFile(fset, textName(name), fileOf("package main;", name, blank(source, parts, declaration)),
			parser.SkipObjectResolution)
		if err != nil {
			errs = errorsOf(err, name)
		} else {
			c.addDecls(decls)
		}
	}
	// The closing brace is ours: what runs into it has run into the end of the cell.
	stmts, err := parser.ParseFile(fset, textName(name), fileOf("package main;func _(){", name, blank(source, parts, statement)+"\n}"),
		parser.SkipObjectResolution)
	if err != nil {
		end := positionOf(name, source, len(source))
		last := end
		if n := len(parts); n > 0 {
			last = positionOf(name, source, parts[n-1].start)
		}
		for _, e := range errorsOf(err, name) {
			if e.Msg == "expected 1 expression" && e.Pos.Line == last.Line && e.Pos.Column == last.Column {
				e.Msg += ": a cell shows one value, and fmt.Println prints several"
			}
			if e.Pos.Line > end.Line {
				e.Pos, e.Msg = end, strings.Replace(e.Msg, "found '}'", "found the end of the cell", 1)
			}
			errs = append(errs, e)
		}
	}
	if len(errs) > 0 {
		return nil, errs.Sort()
	}
	c.Body = stmts.Decls[0].(*ast.FuncDecl).Body.List
	if last := len(parts) - 1; last >= 0 && parts[last].kind == statement {
		c.Ends, c.Hidden = endsInExpression(c.Body), parts[last].closed
	}
	return c, nil
}

// stray reports a closing bracket that closes nothing: the parser would take it for the end of a function of ours.
func stray(name, source string, tokens []lexeme) *Error {
	depth := 0
	for _, t := range tokens {
		switch t.tok {
		case token.LPAREN, token.LBRACK, token.LBRACE:
			depth++
		case token.RPAREN, token.RBRACK, token.RBRACE:
			depth--
		}
		if depth < 0 {
			return &Error{positionOf(name, source, t.offset), fmt.Sprintf("unexpected %s: nothing before it is open", t.tok)}
		}
	}
	return nil
}

func positionOf(name, source string, offset int) token.Position {
	before := source[:offset]
	return token.Position{
		Filename: name, Offset: offset,
		Line:   strings.Count(before, "\n") + 1,
		Column: offset - strings.LastIndex(before, "\n"),
	}
}

func (c *Cell) addDecls(file *ast.File) {
	c.Imports = file.Imports
	for _, d := range file.Decls {
		if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.IMPORT {
			continue
		}
		c.Decls = append(c.Decls, d)
	}
}

func endsInExpression(body []ast.Stmt) bool {
	for len(body) > 0 {
		if _, ok := body[len(body)-1].(*ast.EmptyStmt); !ok {
			break
		}
		body = body[:len(body)-1]
	}
	if len(body) == 0 {
		return false
	}
	_, ok := body[len(body)-1].(*ast.ExprStmt)
	return ok
}

// fileOf puts a head before a source without moving its lines; the comment restores the columns of the first.
func fileOf(head, name, source string) string {
	return head + "/*line " + name + ":1:1*/" + source
}

// textName is what the FileSet calls the text that is parsed; positions go by the name in the line comment. No source
// contains it by chance, so that a printer's own line comments can be told from a cell's text.
func textName(name string) string {
	return "ˑ" + strings.ReplaceAll(strings.ReplaceAll(name, "/", "ˑ"), "\\", "ˑ")
}

func errorsOf(err error, name string) Errors {
	list, ok := err.(scanner.ErrorList)
	if !ok {
		return Errors{{token.Position{Filename: name, Line: 1, Column: 1}, err.Error()}}
	}
	list.RemoveMultiples() // what follows an error on its line is mostly its echo
	errs := make(Errors, len(list))
	for i, e := range list {
		errs[i] = &Error{e.Pos, e.Msg}
	}
	return errs.Sort()
}
