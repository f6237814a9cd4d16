package assist

import (
	"fmt"
	"go/token"
	"go/types"
	"strings"
	"unicode"
	"unicode/utf8"

	"regan/kernel/docs"
	"regan/kernel/internal/check"
)

// An Explanation tells what a name is.
type Explanation struct {
	Found       bool
	Declaration string // Go, one line or more
	Origin      string // where it comes from, in a few words
	Cell        string // the cell that declares it; empty for the one looked at
	Line        int    // of that cell; 0 if no cell declares it
	Source      string // the text of its declaration; empty where the session keeps only its type
	Variable    string // the name, of a variable of the session: Value can be filled in
	Value       string // the variable's value as text; empty where it is not known
	Functions   []Part // of a type: what makes its values
	Methods     []Part // of a type

	docs *docs.Package // has its comment, under
	name string
}

// A Part is a function that belongs to a type.
type Part struct {
	Name        string
	Declaration string
	Synopsis    string // the first sentence of its comment
}

// Inspect explains the name at the cursor, a byte offset in source, or just before it. In the arguments of a call, where
// there is no name at the cursor, it explains the function that is called.
func Inspect(s *check.Session, from Sources, source string, cursor int) Explanation {
	at := spotOf(source, cursor)
	start := at.start
	first, _ := utf8.DecodeRuneInString(source[start:at.end])
	word := source[start:at.end]
	switch {
	case at.place == comment:
		return Explanation{}
	case at.place == importPath:
		start = -1
	case at.place != code || word == "" || unicode.IsDigit(first):
		start = at.callee()
	case token.IsKeyword(word):
		return Explanation{}
	}
	if start < 0 {
		return Explanation{}
	}
	l := s.Look(source, start, nil)
	if l.Ident == nil {
		return Explanation{}
	}
	obj := l.Info.ObjectOf(l.Ident)
	if obj == nil || unwritable(obj.Name()) {
		return Explanation{}
	}
	e := Explanation{Found: true, Declaration: declaration(l, obj), Origin: origin(l, obj)}
	if place, ok := l.Declared(obj); ok {
		e.Cell, e.Line, e.Source = place.Cell, place.Line, place.Text
		if _, ok := obj.(*types.Var); ok && obj.Parent() == l.Pkg.Scope() && place.Cell != "" {
			e.Variable = obj.Name()
		}
		text := source
		if place.Cell != "" {
			text = from.Cell(place.Cell)
		}
		e.name = obj.Name()
		e.docs = &docs.Package{Comments: map[string]string{e.name: commentOn(text, place.Line)}}
	} else if path, name := documented(obj); path != "" {
		e.name = name
		e.docs, _ = from.Docs(path)
		if owner, _, ok := strings.Cut(name, "."); ok && e.docs != nil && e.docs.Comments[name] == "" && isInterfaceMethod(obj) {
			e.name = owner // io.Reader says what Read is
		}
	}
	if name, ok := obj.(*types.TypeName); ok && !name.IsAlias() {
		e.Functions = parts(l, e.docs, makers(name))
		if !types.IsInterface(name.Type()) { // its declaration has them
			e.Methods = parts(l, e.docs, methodsOf(l, name.Type()))
		}
	}
	return e
}

// origin tells where an object comes from.
func origin(l *check.Look, obj types.Object) string {
	if name, ok := obj.(*types.PkgName); ok {
		return fmt.Sprintf("import %q", name.Imported().Path())
	}
	place, ok := l.Declared(obj)
	switch {
	case ok && place.Cell == "":
		return fmt.Sprintf("declared in this cell, line %d", place.Line)
	case ok:
		return fmt.Sprintf("declared in %s, line %d", place.Cell, place.Line)
	case obj.Pkg() == nil:
		return "predeclared"
	case obj.Pkg() == l.Pkg:
		return "declared in this session"
	}
	return "package " + obj.Pkg().Path()
}
