package check

import (
	"fmt"
	"go/ast"
	"go/format"
	"go/token"
	"maps"
	"slices"
	"strings"
	"testing"

	"regan/kernel/internal/symbols"
)

// state writes down all that a session knows.
func state(s *Session) string {
	var b strings.Builder
	fmt.Fprintln(&b, s.Fset.Base(), len(s.undo), s.imports, s.versions)
	for _, name := range slices.Sorted(maps.Keys(s.symbols)) {
		sym := s.symbols[name]
		fmt.Fprintln(&b, name, sym.Name, sym.Run, sym.version, sym.checked, len(sym.idents))
	}
	for d := range s.decls.all() {
		fmt.Fprintln(&b, d.names, d.method, d.paths, len(d.uses))
		if err := format.Node(&b, token.NewFileSet(), d.node); err != nil {
			fmt.Fprintln(&b, err)
		}
	}
	return b.String()
}

var lookedAt = []string{
	"x := 1", "type T struct{ B string }\nt.", "func (t T) Sum() string { t.", "func f() { x.", "import strings \"fmt\"\nstrings.", "const B = 3; [C]int{}.",
	"var strings int\nfunc g() T {\n\tstrings", "package main\n\nfunc main() {\n\tx", "x := := }", "func T() {}; type f int; var A, B = ", "import \"no/such",
}

// A look never changes the session, whether the last check is settled or its cell still runs.
func TestLookChangesNothing(t *testing.T) {
	s := New(symbols.NewImporter())
	check := func(source string) {
		t.Helper()
		if _, err := s.Check("In", source); err != nil {
			t.Fatal(err)
		}
	}
	look := func() {
		t.Helper()
		for _, source := range lookedAt {
			before := state(s)
			s.Look(source, len(source), anyName)
			if after := state(s); after != before {
				t.Errorf("%q changes the session from\n%s\nto\n%s", source, before, after)
			}
		}
	}
	look()
	check("import \"strings\"\ntype T struct{ A int }\nfunc (t T) Sum() int { return t.A }\nconst (\n\tA = iota\n\tB\n\tC\n)")
	s.Commit()
	check("t := T{}\nx := strings.Fields(\"\")\nfunc f() T { return t }\nfunc g[V any](v V) V { return v }")
	s.Commit()
	check("type T struct{ A, B int }\nx := 2")
	look()
	s.Rollback()
	look()
}

func FuzzLook(f *testing.F) {
	for _, source := range lookedAt {
		f.Add(source, len(source))
	}
	s := New(symbols.NewImporter())
	if _, err := s.Check("In[1]", "type T struct{ A int }\nfunc (t T) Sum() int { return t.A }\nt := T{}\nx := t.Sum()"); err != nil {
		f.Fatal(err)
	}
	before := state(s)
	f.Fuzz(func(t *testing.T, source string, at int) {
		if at < 0 || at > len(source) || len(source) > 1000 {
			t.Skip("not a place in a source")
		}
		l := s.Look(source, at, anyName)
		if len(l.Path) > 0 && (l.Path[0] != ast.Node(l.Ident) || l.Offset(l.Ident.Pos()) != at) {
			t.Fatalf("%q at %d: looks at %v", source, at, l.Path[0])
		}
		if after := state(s); after != before {
			t.Fatalf("%q at %d changes the session:\n%s\n%s", source, at, before, after)
		}
	})
}

func TestLook(t *testing.T) {
	s := New(symbols.NewImporter())
	for i, source := range []string{"import \"strings\"\n\nx := strings.Fields(\"a\")", "type T struct{ A int }\nfunc (t T) Sum() int {\n\treturn t.A\n}"} {
		if _, err := s.Check(fmt.Sprintf("In[%d]", i+1), source); err != nil {
			t.Fatal(err)
		}
		s.Commit()
	}
	tests := []struct {
		source, want string // the cursor is |; the name's type, cell, line and text
	}{
		{"|x", "[]string In[1] 3 "},
		{"|T{}", "T In[2] 1 type T struct{ A int }"},
		{"T{}.|Sum()", "func() int In[2] 2 func (t T) Sum() int {\n\treturn t.A\n}"},
		{"y := 1\n\n|y", "int  1 "},
		{"\nfunc f() {\n\t|f()\n}", "func()  2 func f() {\n\tf()\n}"},
		{"strings.|Fields", "func(s string) []string none"},
		{"|missing", "none"},
		{"x.(", "none"},
	}
	for _, tt := range tests {
		before, after, _ := strings.Cut(tt.source, "|")
		l := s.Look(before+after, len(before), anyName)
		got := "none"
		if l.Ident != nil && l.Info.ObjectOf(l.Ident) != nil {
			obj := l.Info.ObjectOf(l.Ident)
			got = strings.ReplaceAll(obj.Type().String(), "main.", "")
			if place, ok := l.Declared(obj); ok {
				got += fmt.Sprintf(" %s %d %s", place.Cell, place.Line, place.Text)
			} else {
				got += " none"
			}
		}
		if got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.source, got, tt.want)
		}
	}
}

func anyName(string) bool { return true }
