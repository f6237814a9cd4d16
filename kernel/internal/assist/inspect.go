package assist

import (
	"fmt"
	"go/token"
	"go/types"
	"strings"
	"unicode"
	"unicode/utf8"

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
}

// Inspect explains the name at the cursor, a byte offset in source, or just before it. In the arguments of a call, where
// there is no name at the cursor, it explains the function that is called.
func Inspect(s *check.Session, source string, cursor int) Explanation {
	at := spotOf(source, cursor)
	start := at.start
	first, _ := utf8.DecodeRuneInString(source[start:at.end])
	word := source[start:at.end]
	if at.place == comment {
		return Explanation{}
	}
	if at.place != code || word == "" || unicode.IsDigit(first) {
		start = at.callee()
	} else if token.IsKeyword(word) {
		return Explanation{}
	}
	if start < 0 {
		return Explanation{}
	}
	l := s.Look(source, start)
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

// Text is the explanation as plain text. detail 1 adds the source.
func (e Explanation) Text(detail int) string {
	parts := []string{e.Declaration, e.Origin}
	if detail > 0 && e.Source != "" {
		parts = append(parts, e.Source)
	}
	return strings.Join(parts, "\n\n")
}

// Markdown is the explanation as Markdown. detail 1 adds the source.
func (e Explanation) Markdown(detail int) string {
	parts := []string{"```go\n" + e.Declaration + "\n```", e.Origin}
	if detail > 0 && e.Source != "" {
		parts = append(parts, "```go\n"+e.Source+"\n```")
	}
	return strings.Join(parts, "\n\n")
}
