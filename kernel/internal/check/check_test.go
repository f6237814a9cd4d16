package check

import (
	"fmt"
	"go/ast"
	"go/types"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"regan/kernel/internal/symbols"
)

// A session is a list of cells; each step says what the check of one is expected to give.
type step struct {
	cell    string
	err     string   // part of the errors; empty: none
	vars    []string // name run-name type
	carried []string // titles of what is declared again beside the cell's own
	result  string   // the type of the value shown
	notes   []string
}

func TestSessions(t *testing.T) {
	testImporter := symbols.NewImporter()
	tests := []struct {
		name  string
		steps []step
	}{
		{"names live on", []step{
			{cell: "x := 1\nvar s = \"a\"", vars: []string{"x x int", "s s string"}},
			{cell: "x + len(s)", result: "int"},
		}},
		{"the same type keeps the variable", []step{
			{cell: "x := 1", vars: []string{"x x int"}},
			{cell: "x := 2"},
			{cell: "x := x + 1; x", result: "int"},
		}},
		{"another type makes a new version, the old one is still in reach on the right", []step{
			{cell: "x := 1", vars: []string{"x x int"}},
			{cell: "import \"fmt\"\nx := fmt.Sprint(x)", vars: []string{"x xˑ2 string"}},
			{cell: "x", result: "string"},
		}},
		{"definition of one of two", []step{
			{cell: "import \"strconv\"\na, err := strconv.Atoi(\"1\")\nb, err := strconv.Atoi(\"2\")",
				vars: []string{"a a int", "err err error", "b b int"}},
			{cell: "c, err := strconv.ParseBool(\"true\")", vars: []string{"c c bool"}},
		}},
		{"functions see variables of their own cell", []step{
			{cell: "n := 0\nfunc next() int { n++; return n }", vars: []string{"n n int"}},
			{cell: "next()", result: "int"},
		}},
		{"a local variable is not the session's", []step{
			{cell: "x := 1\n{ x := \"a\"; _ = x }\nfor x := range 3 { _ = x }", vars: []string{"x x int"}},
			{cell: "x", result: "int"},
		}},
		{"imports live on, a variable hides one for the rest of the session", []step{
			{cell: "import \"strings\""},
			{cell: "strings.ToUpper(\"a\")", result: "string"},
			{cell: "strings := strings.Fields(\"a b\")", vars: []string{"strings strings []string"}},
			{cell: "strings[0]", result: "string"},
			{cell: "strings.ToUpper(\"a\")", err: "In[5]:1:9: strings.ToUpper undefined"},
			{cell: "import \"strings\"\nstrings.ToUpper(\"a\")", result: "string"},
		}},
		{"a function redeclared carries over what calls it", []step{
			{cell: "func g() int { return 1 }\nfunc f() int { return g() }\nfunc h() int { return f() }"},
			{cell: "func g() int { return 2 }", carried: []string{"f", "h"}},
			{cell: "func f() int { return 3 }", carried: []string{"h"}},
		}},
		{"what no longer fits stays with the old version", []step{
			{cell: "func g() int { return 1 }\nfunc f() int { return g() }"},
			{cell: "func g() string { return \"\" }", notes: []string{
				"f (In[1]) stays with the earlier declarations: cannot use g() (value of type string) as int value in return statement"}},
			{cell: "f()", result: "int"},
			{cell: "g()", result: "string"},
		}},
		{"a type redeclared carries over its methods and functions", []step{
			{cell: "type T struct{ A int }"},
			{cell: "func (t T) Sum() int { return t.A }\nfunc make1() T { return T{1} }"},
			{cell: "t := make1()", vars: []string{"t t T"}},
			{cell: "type T struct{ A, B int }", notes: []string{
				"make1 (In[2]) stays with the earlier declarations: too few values in struct literal of type T"},
				carried: []string{"T.Sum"}},
			{cell: "t.B", err: "t.B undefined (type T·1 has no field or method B)"},
			{cell: "T{}.Sum() + t.Sum()", result: "int"},
			{cell: "var u T = t", err: "cannot use t (variable of struct type T·1) as T value"},
		}},
		{"a method redeclared brings a new version of its type", []step{
			{cell: "type T struct{ A int }\nfunc (t T) Sum() int { return t.A }\nfunc (t T) Twice() int { return 2 * t.Sum() }"},
			{cell: "func (t T) Sum() int { return -t.A }", carried: []string{"T", "T.Twice"}},
		}},
		{"a method in a later cell joins its type", []step{
			{cell: "type T struct{ A int }\nt := T{3}", vars: []string{"t t T"}},
			{cell: "func (t T) Double() int { return 2 * t.A }"},
			{cell: "t.Double()", result: "int"},
		}},
		{"running a cell again unchanged keeps its types and their variables", []step{
			{cell: "type T struct{ A int }\nfunc (t T) Sum() int { return t.A }"},
			{cell: "t := T{1}", vars: []string{"t t T"}},
			{cell: "type T struct{ A int }\nfunc (t T) Sum() int { return t.A }"},
			{cell: "t.Sum()", result: "int"},
			{cell: "t := T{2}"},
		}},
		{"constants and iota", []step{
			{cell: "const (\n\tA = iota\n\tB\n\tC\n)"},
			{cell: "const B = \"b\""},
			{cell: "B", result: "string"},
			{cell: "[C]int{}", result: "[2]int"},
		}},
		{"an error changes nothing", []step{
			{cell: "x := 1\ntype T int", vars: []string{"x x int"}},
			{cell: "type T string\nx := \"s\"\ny := undefinedThing", err: "In[2]:3:6: undefined: undefinedThing"},
			{cell: "T(x) + 1", result: "T"},
		}},
		{"errors point at the cell's line", []step{
			{cell: "x := 1\n\nfunc f() int {\n\tx.y = 2\n}", err: "In[1]:4:4: x.y undefined (type int has no field or method y)"},
			{cell: "func f() int {\n}", err: "In[2]:2:1: missing return"},
			{cell: "var i int8 = 200", err: "In[3]:1:14: cannot use 200 (untyped int constant) as int8 value in variable declaration (overflows)"},
			{cell: "break", err: "In[4]:1:1: break"},
			{cell: "a := 1\na()", err: "In[5]:2:1: invalid operation: cannot call a (variable of type int): int is not a function"},
			{cell: "nil", err: "In[6]:1:1: use of untyped nil"},
			{cell: "import \"fmt\"\nfmt", err: "In[7]:2:1: use of package fmt not in selector"},
			{cell: "import \"no/such\"", err: "In[8]:1:8:"},
			{cell: "import . \"math\"", err: "In[9]:1:8: import . \"math\" is not supported"},
		}},
		{"several values", []step{
			{cell: "func two() (int, error) { return 1, nil }\ntwo()", result: "(int, error)"},
			{cell: "len(\"abc\")", result: "int"},
			{cell: "make([]int, 3)", result: "[]int"},
			{cell: "float64(3)", result: "float64"},
		}},
		{"a type that a cell cannot write", []step{
			{cell: "func f() { type local int; _ = local(1) }"},
			{cell: "import \"container/ring\"\nimport \"errors\"\nr, e := ring.New(1), errors.New(\"x\")", vars: []string{"r r *container/ring.Ring", "e e error"}},
		}},
		{"a program", []step{
			{cell: "package main\n\nimport \"fmt\"\n\nvar a = b + 1\nvar b = 2\n\nfunc main() { fmt.Println(a) }", vars: []string{"a a int", "b b int"}},
			{cell: "a + b", result: "int"},
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := New(testImporter)
			for i, want := range tt.steps {
				name := fmt.Sprintf("In[%d]", i+1)
				c, err := s.Check(name, want.cell)
				if want.err != "" {
					if err == nil || !strings.Contains(err.Error(), want.err) {
						t.Fatalf("%s: error %v\nwant %s", name, err, want.err)
					}
					continue
				}
				if err != nil {
					t.Fatalf("%s: %v", name, err)
				}
				s.Commit()
				got := want
				got.vars, got.result, got.notes = nil, "", c.Notes
				for _, v := range c.Vars {
					got.vars = append(got.vars, fmt.Sprint(v.Name, " ", v.Run, " ", types.TypeString(v.Type, types.RelativeTo(c.Pkg))))
				}
				if c.Result != nil {
					got.result = types.TypeString(c.Info.TypeOf(c.Result), types.RelativeTo(c.Pkg))
				}
				got.carried = carriedTitles(c)
				if diff := cmp.Diff(want, got, cmp.AllowUnexported(step{})); diff != "" {
					t.Fatalf("%s (-want +got):\n%s", name, diff)
				}
			}
		})
	}
}

// carriedTitles names the declarations of other cells that come with a checked one.
func carriedTitles(c *Checked) []string {
	var titles []string
	for _, d := range c.Decls {
		if c.session.Fset.Position(d.Pos()).Filename == c.Cell.Name {
			continue
		}
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Recv != nil {
				titles = append(titles, receiverBase(d).Name+"."+d.Name.Name)
			} else {
				titles = append(titles, d.Name.Name)
			}
		case *ast.GenDecl:
			titles = append(titles, d.Specs[0].(*ast.TypeSpec).Name.Name)
		}
	}
	return titles
}
