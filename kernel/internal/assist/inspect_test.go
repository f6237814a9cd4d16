package assist

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"regan/kernel/internal/symbols"
)

var update = flag.Bool("update", false, "write the golden files anew")

// The explanations of a few names, as a reader sees them: testdata/inspect.golden.
func TestInspect(t *testing.T) {
	all := append(plant,
		"import \"io\"\nvar reader io.Reader",
		"/* Area is in\nsquare metres. */\ntype Area float64\ntype Plot struct {\n\tSize Area // of the ground\n\t// Owner is a name.\n\tOwner string\n}\nvar plot Plot // the first\n",
		"// Map applies f.\nfunc Map[T, U any](s []T, f func(T) U) []U {\n\treturn nil\n}",
		"type List[T any] struct{ items []T }\nfunc (l *List[T]) Push(v T) {}\nvar list List[int]",
		"type Celsius float64\nfunc (c Celsius) String() string { return \"\" }\ntype Scale = Celsius\n// A Shower shows\n// itself.\ntype Shower interface {\n\tfmt.Stringer\n\tShow(at time.Time) string\n}",
	)
	s := sessionOf(t, symbols.NewImporter(), all...)
	sources := []string{
		"tr|ee", "tree|", "treeOf|(3)", "treeOf(3|)", "treeOf(|)", "treeOf(1, \"a|\")", "tree.Gr|ow(3)", "tree.Heig|ht", "tree.Left.Dep|th", "trees[0].Dig|",
		"Tr|ee{}", "Tree{Hei|ght: 1}", "Treb|le", "Hal|f", "Celsi|us", "Scal|e", "Show|er", "Map|", "Lis|t[int]{}", "lis|t", "list.Pus|h(1)",
		"fm|t.Println()", "fmt.Print|ln()", "fmt.Println(tree, strings.TrimSpace(\"x\"), |", "time.Sec|ond", "time.Dur|ation(3)", "fmt.Stri|nger",
		"when.Ye|ar()", "encode|r.Marshal", "strings.Build|er{}",
		"plo|t", "plot.Si|ze", "plot.Own|er", "Are|a", "reader.Rea|d(nil)", "when.Add|", "http.StatusOK|", "time.Now().Loc|al()",
		"len|(tree)", "ap|pend", "in|t", "er|ror", "tru|e", "ni|l", "var err error\nerr.Err|or()",
		"x := 3\nfmt.Println(|x)", "func f(height int) int {\n\treturn heig|ht\n}", "func f(height int) int {\n\treturn height\n}\nf|(3)", "type T struct {\n\tA int\n}\nvar t T|",
		"for i := range 3 { fmt.Println(i|", "größe := 3; grö|ße",
		"no|thing", "tree.No|thing", "fo|r", "// tr|ee", "1|2", "|", "x := \"tr|ee\"", "import \"fm|t\"", "tree + |",
	}
	from := sourcesOf(all)
	var b strings.Builder
	for _, marked := range sources {
		source, cursor := cursorIn(t, marked)
		e := Inspect(s, from, source, cursor)
		b.WriteString("=== " + strings.ReplaceAll(marked, "\n", "\n    ") + "\n")
		if e.Found {
			b.WriteString(e.Text(0) + "\n")
		}
		b.WriteString("\n")
	}
	for _, marked := range []string{"tree.Gr|ow", "Tr|ee", "Map|", "strings.TrimFu|nc", "strings.Builder|", "io.Reader|"} {
		source, cursor := cursorIn(t, marked)
		e := Inspect(s, from, source, cursor)
		fmt.Fprintf(&b, "=== in detail: %s\n%s\n\n", marked, e.Text(1))
	}
	for _, marked := range []string{"fm|t", "Tr|ee", "strings.TrimFu|nc", "time.Dura|tion"} {
		source, cursor := cursorIn(t, marked)
		e := Inspect(s, from, source, cursor)
		fmt.Fprintf(&b, "=== in Markdown: %s\n%s\n\n", marked, e.Markdown(0))
	}
	const golden = "testdata/inspect.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("%s (-want +got), -update writes it anew:\n%s", golden, diff)
	}
}

// sourcesOf returns where explanations of a session that ran the cells come from.
func sourcesOf(cells []string) Sources {
	byName := map[string]string{}
	for i, source := range cells {
		byName[fmt.Sprintf("In[%d]", i+1)] = source
	}
	return Sources{
		Packages: symbols.Packages,
		Imports: func() map[string]string {
			return map[string]string{"strconv": "strconv", "strings": "strings", "rand": "math/rand"}
		},
		Docs: symbols.Docs,
		Cell: func(name string) string { return byName[name] },
	}
}

func TestExplanationForms(t *testing.T) {
	e := Explanation{Found: true, Declaration: "func f()", Origin: "declared in In[1], line 2", Source: "func f() {\n}"}
	v := Explanation{Found: true, Declaration: "var s string", Origin: "declared in In[1], line 2", Value: strings.Repeat("```", 200)}
	for _, tt := range []struct{ name, got, want string }{
		{"text", e.Text(0), "func f()\n\ndeclared in In[1], line 2"},
		{"text with source", e.Text(1), "func f()\n\ndeclared in In[1], line 2\n\nfunc f() {\n}"},
		{"Markdown", e.Markdown(0), "```go\nfunc f()\n```\n\ndeclared in In[1], line 2"},
		{"Markdown with source", e.Markdown(1), "```go\nfunc f()\n```\n\ndeclared in In[1], line 2\n\n```go\nfunc f() {\n}\n```"},
		{"a long value", v.Text(0), "var s string\n\nvalue:\n\n" + strings.Repeat("`", 400) + " …\n\ndeclared in In[1], line 2"},
		{"a whole value", v.Text(1), "var s string\n\nvalue:\n\n" + strings.Repeat("```", 200) + "\n\ndeclared in In[1], line 2"},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, tt.got, tt.want)
		}
	}
}
