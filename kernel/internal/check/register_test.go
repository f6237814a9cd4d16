package check

import (
	"slices"
	"strings"
	"testing"

	"regan/kernel/internal/cell"
	"regan/kernel/internal/symbols"
)

// A cell is checked with the declarations that it can depend on, and no others.
func TestReached(t *testing.T) {
	s := New(symbols.NewImporter())
	for _, source := range []string{
		"type C struct{}\nfunc (*C) Close() {}", "type D int\nfunc (d D) size() int { return int(d) }", "type A struct{ n int }",
		"type B struct { A; c *C }", "func f(b B) D { return 1 }", "func (a A) Sum() int { return a.n + f(B{}).size() }",
		"x := B{}", "y := 1", "const k, l = 2, 3", "type I interface{ Sum() int }", "type Alone struct{ y int }", "func g() any { return I(x) }",
	} {
		run(t, s, source)
	}
	for source, want := range map[string]string{
		"1 + 1":                   "",
		"y":                       "y",
		"k":                       "k,l",
		"Alone{y: 1}":             "y Alone", // a name that is a field may be a variable
		"C{}":                     "C C.Close",
		"x":                       "C C.Close A B A.Sum x",
		"f(x)":                    "C C.Close D D.size A B f A.Sum x",
		"func (a A) More() {}":    "C C.Close A B A.Sum",
		"func (d D) More() {}":    "D D.size",
		"g()":                     "g",
		"var i I":                 "C C.Close D D.size A B A.Sum I Alone",
		"var i interface{ M(I) }": "C C.Close D D.size A B A.Sum I Alone",
		"type E struct{ *C }":     "C C.Close",
	} {
		c, err := cell.Parse(s.Fset, "cell", source)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, d := range s.reached(append(slices.Clone(c.Decls), (&pass{session: s, cell: c}).function())) {
			names = append(names, strings.ReplaceAll(d.title(), ", ", ","))
		}
		if got := strings.Join(names, " "); got != want {
			t.Errorf("%q reaches %q, want %q", source, got, want)
		}
	}
}

// What is replaced is forgotten: a variable that changes its type with each run leaves nothing behind in the register.
func TestReplacedIsForgotten(t *testing.T) {
	s := New(symbols.NewImporter())
	run(t, s, "type T struct{}")
	for range 50 {
		run(t, s, "x := T{}")
		run(t, s, "x := []T{}")
	}
	if n, users := len(s.decls.list), len(s.symbols["T"].users); n > 4 || users > 4 {
		t.Errorf("%d declarations and %d that refer to T are kept of a type and a variable", n, users)
	}
}

func run(t *testing.T, s *Session, source string) {
	t.Helper()
	if _, err := s.Check("cell", source); err != nil {
		t.Fatal(err)
	}
	s.Commit()
}
