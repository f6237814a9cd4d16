package assist

import (
	"fmt"
	"go/types"
	"slices"
	"strings"
	"testing"

	"regan/kernel/internal/check"
	"regan/kernel/internal/symbols"
)

// sessionOf returns a session that ran the cells, In[1] first.
func sessionOf(t testing.TB, importer types.Importer, cells ...string) *check.Session {
	t.Helper()
	s := check.New(importer)
	for i, source := range cells {
		if _, err := s.Check(fmt.Sprintf("In[%d]", i+1), source); err != nil {
			t.Fatalf("In[%d]: %v", i+1, err)
		}
		s.Commit()
	}
	return s
}

// cursorIn takes the mark of the cursor out of a source.
func cursorIn(t testing.TB, marked string) (string, int) {
	t.Helper()
	before, after, ok := strings.Cut(marked, "|")
	if !ok {
		t.Fatalf("no cursor in %q", marked)
	}
	return before + after, len(before)
}

// plant is what most of the cases below complete in.
var plant = []string{
	"import (\n\t\"fmt\"\n\t\"strings\"\n\t\"time\"\n\tencoder \"encoding/json\"\n)",
	"type Inner struct{ Depth int }\nfunc (i *Inner) Dig(n int) int { return i.Depth + n }\nfunc (i Inner) Show() string { return \"\" }",
	"type Tree struct {\n\tInner\n\tHeight float64\n\tleaves []string\n\tLeft, Right *Tree\n}\nfunc (t *Tree) Grow(by float64) *Tree { return t }",
	"tree := &Tree{}\nforest := map[string]Tree{}\ntrees := []*Tree{tree}",
	"const Treble, Half = 3, 0.5\nfunc treeOf(height float64) *Tree { return tree }",
	"var when time.Time\nvar shower interface{ Show() string } = tree",
}

func TestComplete(t *testing.T) {
	importer := symbols.NewImporter()
	tests := []struct {
		name   string
		source string
		want   string // matches
		has    string // or some of the matches
		not    string // and what is not among them
	}{
		// Names
		{name: "names of the session", source: "tre|", want: "tree treeOf trees"},
		{name: "the case of letters counts", source: "Tre|", want: "Treble Tree"},
		{name: "in the middle of a name", source: "tre|e + 1", want: "tree treeOf trees"},
		{name: "predeclared names and keywords", source: "f|", want: "false float32 float64 fmt for forest func"},
		{name: "a keyword that is typed out", source: "for|", want: "for forest"},
		{name: "a keyword in an operand is no name", source: "x := for|", want: "forest"},
		{name: "nothing typed", source: "|", has: "tree Tree fmt len int true for import", not: "_ return break range"},
		{name: "nothing typed in an operand", source: "x := |", has: "tree len fmt", not: "x for"},
		{name: "names of the cell itself", source: "var treasure int\n{\n\ttrea|\n}", want: "treasure"},
		{name: "not before they are defined", source: "trea|\ntreasure := 1", want: ""},
		{name: "functions and types of the cell, in any order", source: "trea|\nfunc treat() {}\ntype treaty int", want: "treat treaty"},
		{name: "a new declaration takes the place of an old one", source: "func treeOf() string { return \"\" }\ntreeOf().Gro|", want: ""},
		{name: "imports of the cell", source: "import \"strconv\"\nstrc|", want: "strconv"},
		{name: "what is not imported and would be", source: "st|", want: "strconv string strings"},
		{name: "not before two letters", source: "s|", want: "select shower string strings switch"},
		{name: "a package whose name is not its path's", source: "ra|", want: "rand"},
		{name: "a name that is being declared", source: "func tre|", want: ""},
		{name: "a type that is being declared", source: "type Tre| struct{}", want: ""},

		// Scopes
		{name: "parameters", source: "func f(treadmill int) {\n\ttread|\n}", want: "treadmill"},
		{name: "receivers and results", source: "func (treader *Tree) F(treads int) (tread error) {\n\ttread|\n}", want: "tread treader treads"},
		{name: "locals of a closed block are gone", source: "func f() {\n\t{ treaty := 1 }\n\ttrea|\n}", want: ""},
		{name: "a local hides the session's name", source: "func f(tree int) {\n\ttree.|\n}", want: ""},
		{name: "the variables of the cell in its functions", source: "func f() {\n\ttreas|\n}\ntreasure := 1", want: "treasure"},
		{name: "a function literal", source: "f := func(treads int) int { treasure := 2; return trea|", want: "treads treasure"},
		{name: "a generic function", source: "func f[Treat any](treats []Treat) {\n\ttreat|\n}", want: "treats"},
		{name: "type parameters", source: "func f[Treat any](treats []Trea|", want: "Treat"},
		{name: "the loop variable", source: "for treadmill := range trees {\n\ttread|\n}", want: "treadmill"},
		{name: "the variable of a type switch", source: "switch it := shower.(type) {\ncase *Tree:\n\tit.Gr|\n}", want: "Grow"},
		{name: "a return in a function", source: "func f() {\n\tre|\n}", want: "real recover return"},
		{name: "no return in a cell", source: "re|", want: "real recover"},
		{name: "break and continue in a loop", source: "for {\n\tc|\n}", has: "continue cap const", not: "break case"},
		{name: "no break in a function in a loop", source: "for {\n\tfunc() { br|\n}", want: ""},
		{name: "a label", source: "tree1: for { break tre|", want: "tree1"},
		{name: "a label in a nested loop", source: "tree1: for {\n\ttree2: switch {\n\tcase true:\n\t\tfor { continue tre|", want: "tree1"},
		{name: "no label of another function", source: "tree1: for { func() { break tre|", want: ""},
		{name: "any label of the function", source: "func f() {\n\ttree1:\n\tx := 1\n\tgoto tre|\n}", want: "tree1"},
		{name: "the first case", source: "switch tree {\n\t|", want: "case default"},
		{name: "the first case behind an init statement", source: "switch x := 1; x {\n\t|", want: "case default"},
		{name: "the first case of a select", source: "select {\n\tca|\n}", want: "case"},
		{name: "the first case of a type switch in a block", source: "if true {\n\tswitch x := shower.(type) {\n\tde|", want: "default"},
		{name: "another case", source: "switch {\ncase true:\n\ttree.Grow(1)\nca|", want: "cap case"},
		{name: "another case behind a case", source: "switch {\ncase true:\nca|", want: "cap case"},
		{name: "no case elsewhere", source: "if true {\n\tca|", want: "cap"},
		{name: "no case in a loop in a switch", source: "switch {\ncase true:\n\tfor {\n\t\tca|\n\t}\n}", want: "cap"},
		{name: "else", source: "if true {\n} e|", want: "else"},
		{name: "else after else if", source: "if true {\n} else if false {\n} e|", want: "else"},
		{name: "no else on another line", source: "if true {\n}\nels|", want: ""},
		{name: "no else after a loop", source: "for {\n}; e|", want: "encoder error"},
		{name: "range", source: "for i := ra|", want: "rand range"},
		{name: "range alone", source: "for ra|", want: "rand range"},
		{name: "no range elsewhere", source: "x := ra|", want: "rand"},
		{name: "types", source: "var x stru|", want: "struct"},
		{name: "a type that is declared", source: "type T inte|", want: "interface"},
		{name: "a type in a type", source: "x := []ma|", want: "make map max"},
		{name: "a function as a value", source: "x := fun|", want: "func"},
		{name: "a type as a parameter", source: "func f(x cha|", want: "chan"},

		// Members
		{name: "a package's exported names", source: "strings.Tit|", want: "Title"},
		{name: "a package under another name", source: "encoder.Marsh|", want: "Marshal MarshalIndent Marshaler MarshalerError"},
		{name: "nothing private of a package", source: "strings.|", has: "Builder Fields NewReader", not: "asciiSpace explode"},
		{name: "fields and methods through a pointer", source: "tree.|", want: "Depth Dig Grow Height Inner Left Right Show leaves"},
		{name: "a map's elements have no address", source: "forest[\"a\"].|", want: "Depth Height Inner Left Right Show leaves"},
		{name: "through calls and fields", source: "treeOf(2).Left.Inn|", want: "Inner"},
		{name: "through an index", source: "trees[0].Hei|", want: "Height"},
		{name: "through a range variable", source: "for _, v := range trees { v.Di|", want: "Dig"},
		{name: "through a literal", source: "Tree{}.Sh|", want: "Show"},
		{name: "an interface", source: "shower.|", want: "Show"},
		{name: "an error", source: "var err error\nerr.|", want: "Error"},
		{name: "only exported members of other packages' types", source: "when.|", has: "Add Year", not: "wall ext loc"},
		{name: "a method expression", source: "(*Tree).|", want: "Dig Grow Show"},
		{name: "a type has methods only", source: "Tree.|", want: "Show"},
		{name: "a value's type inferred in the same cell", source: "d := when.Sub(when)\nd.Min|", want: "Minutes"},
		{name: "a type of the cell itself", source: "type Pot struct{ Soil int }\nvar p Pot\np.|", want: "Soil"},
		{name: "a method of the cell itself", source: "func (t Tree) Burn() {}\ntree.B|", want: "Burn"},
		{name: "an integer has no members", source: "Treble.|", want: ""},
		{name: "a name that is not known", source: "nothing.|", want: ""},
		{name: "the line after does not join on", source: "tree.|\ntreeOf(3)", has: "Grow Height"},
		{name: "the dot alone on a line", source: "treeOf(3).\n\tGrow(2).\n\tGr|", want: "Grow"},
		{name: "with spaces around the dot", source: "tree . Gr|", want: "Grow"},
		{name: "a type parameter's methods", source: "func f[T interface{ Show() string }](v T) { v.| }", want: "Show"},
		{name: "a type assertion", source: "shower.(*Tree).Gr|", want: "Grow"},
		{name: "a receiver in its method", source: "func (t *Tree) Sum() int {\n\tt.H|\n}", want: "Height"},
		{name: "two embedded fields of one name", source: "type A struct{ X int }\ntype B struct{ X int }\ntype C struct{ A; B }\nvar c C\nc.|", want: "A B"},

		// Composite literals
		{name: "fields of a struct", source: "Tree{Hei|}", want: "Height"},
		{name: "fields that are not set yet", source: "Tree{Height: 1, |}", want: "Inner Left Right leaves"},
		{name: "over several lines", source: "t := &Tree{\n\tHeight: 1,\n\tLe|\n}", want: "Left"},
		{name: "unclosed", source: "t := &Tree{\n\tHeight: 1,\n\tLe|", want: "Left"},
		{name: "the value of a field", source: "Tree{Left: tre|}", want: "tree treeOf trees"},
		{name: "in a list", source: "[]Tree{{Hei|}}", want: "Height"},
		{name: "in a list of pointers", source: "[]*Tree{{Hei|", want: "Height"},
		{name: "names beside fields", source: "Inner{tre|}", want: "tree treeOf trees"},
		{name: "elements of a list", source: "[]int{Tre|}", want: "Treble Tree"},
		{name: "exported fields of other packages", source: "import \"net/http\"\nhttp.Cookie{Ma|", want: "MaxAge"},

		// Imports
		{name: "an import path", source: "import \"encoding/j|", want: "encoding/json"},
		{name: "a path in a group", source: "import (\n\t\"fmt\"\n\tj \"encoding/j|son\"\n)", want: "encoding/json"},
		{name: "packages of regan", source: "import \"regan/kernel/|\"", want: "regan/kernel/comms regan/kernel/display regan/kernel/shell"},

		// Nowhere
		{name: "in a comment", source: "// tre|", want: ""},
		{name: "in a long comment", source: "/* tre| */ x", want: ""},
		{name: "behind a long comment", source: "/* x */tre|", want: "tree treeOf trees"},
		{name: "in a string", source: "fmt.Println(\"tre|\")", want: ""},
		{name: "in an unclosed string", source: "fmt.Println(\"tre|", want: ""},
		{name: "in a raw string", source: "s := `tre|", want: ""},
		{name: "behind a string", source: "fmt.Println(\"a\", tre|", want: "tree treeOf trees"},
		{name: "in a rune", source: "r := 't|'", want: ""},
		{name: "in a number", source: "x := 1|", want: ""},
		{name: "a number and a dot", source: "x := 1.|", want: ""},

		// Unfinished and broken code
		{name: "open brackets", source: "for i := range trees { fmt.Prin|", want: "Print Printf Println"},
		{name: "an open call", source: "fmt.Println(strings.TrimSp|", want: "TrimSpace"},
		{name: "an open call with lines below", source: "fmt.Println(strings.TrimSp|\ny := 2\n", want: "TrimSpace"},
		{name: "an open body with declarations below", source: "func f() {\n\tg().Gr|\n\nfunc g() *Tree { return nil }", want: "Grow"},
		{name: "a condition", source: "if tree.Hei|", want: "Height"},
		{name: "a condition in a closed function", source: "func f() {\n\tif tree.Hei|\n}", want: "Height"},
		{name: "a for clause", source: "for i := 0; i < tree.Dep|", want: "Depth"},
		{name: "a case", source: "switch x := shower.(type) {\ncase *Tre|", want: "Treble Tree"},
		{name: "a wrong statement before", source: "x := := 3\ntree.Hei|", want: "Height"},
		{name: "a wrong statement after", source: "tree.Hei|\nx := := 3", want: "Height"},
		{name: "a wrong beginning of the statement", source: "x := := tree.Hei|", want: "Height"},
		{name: "a wrong line in the same function", source: "func f() {\n\tx := := 3\n\ttree.Hei|\n}", want: "Height"},
		{name: "types that do not fit", source: "var s string = tree\ns.|\ntree.Hei", want: ""},
		{name: "a wrong argument", source: "treeOf(\"a\").Hei|", want: "Height"},
		{name: "an import that does not exist", source: "import \"no/such\"\ntree.Hei|", want: "Height"},
		{name: "a stray bracket before", source: "foo() }\ntre|", want: "tree treeOf trees"},
		{name: "unfinished selector in arguments", source: "fmt.Println(tree., trees[0].Hei|", want: "Height"},
		{name: "a deferred call", source: "defer tree.Gr|", want: "Grow"},
		{name: "a channel operation", source: "c := make(chan *Tree)\n(<-c).Gr|", want: "Grow"},

		// Text
		{name: "letters of other scripts before", source: "größe := \"äöü\" + \"日本\"; tree.Hei|", want: "Height"},
		{name: "letters of other scripts", source: "größe := 1; überall := grö|", want: "größe"},
		{name: "inside a name of other letters", source: "größe := 1; fmt.Println(gr|öße)", want: "größe"},
		{name: "Windows line ends", source: "x := 1\r\ntree.Hei|\r\n", want: "Height"},

		// Programs
		{name: "a program", source: "package main\n\nimport \"strings\"\n\nvar treasure = strings.Fields(\"\")\n\nfunc main() {\n\ttreas|\n}", want: "treasure"},
		{name: "a program's unfinished function", source: "package main\n\nimport \"strings\"\n\nfunc main() {\n\tstrings.TrimSp|\n\nfunc g() {}", want: "TrimSpace"},
	}
	s := sessionOf(t, importer, plant...)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			source, cursor := cursorIn(t, tt.source)
			var got []string
			c := Complete(s, sourcesOf(nil), source, cursor)
			for _, m := range c.Matches {
				got = append(got, m.Text)
			}
			if !slices.IsSorted(got) {
				t.Errorf("not sorted: %s", got)
			}
			if tt.has == "" {
				if strings.Join(got, " ") != tt.want {
					t.Fatalf("%s\n got %s\nwant %s", tt.source, strings.Join(got, " "), tt.want)
				}
				return
			}
			for _, name := range strings.Fields(tt.has) {
				if !slices.Contains(got, name) {
					t.Errorf("%s is missing among %s", name, got)
				}
			}
			for _, name := range strings.Fields(tt.not) {
				if slices.Contains(got, name) {
					t.Errorf("%s is offered", name)
				}
			}
		})
	}
}

// What a front end shows beside a match, and what it replaces.
func TestMatches(t *testing.T) {
	s := sessionOf(t, symbols.NewImporter(), append(plant, "type Celsius float64\ntype ID = int\nfunc Map[T, U any](s []T, f func(T) U) []U { return nil }")...)
	tests := []struct {
		source     string
		start, end int
		want       Match
	}{
		{"fmt.Prin|tf(1)", 4, 10, Match{"Printf", "function", "func(format string, a ...any) (n int, err error)"}},
		{"tree.Gr|", 5, 7, Match{"Grow", "method", "func(by float64) *Tree"}},
		{"tree.Hei|", 5, 8, Match{"Height", "field", "float64"}},
		{"fores|", 0, 5, Match{"forest", "variable", "map[string]Tree"}},
		{"whe|", 0, 3, Match{"when", "variable", "time.Time"}},
		{"Tre|b", 0, 4, Match{"Treble", "constant", "untyped int = 3"}},
		{"Tre|", 0, 3, Match{"Tree", "type", "struct"}},
		{"Cel|", 0, 3, Match{"Celsius", "type", "float64"}},
		{"ID|", 0, 2, Match{"ID", "type", "= int"}},
		{"Ma|", 0, 2, Match{"Map", "function", "func[T, U any](s []T, f func(T) U) []U"}},
		{"enco|", 0, 4, Match{"encoder", "package", `"encoding/json"`}},
		{"app|", 0, 3, Match{"append", "function", "func(slice []Type, elems ...Type) []Type"}},
		{"err|", 0, 3, Match{"error", "type", "interface"}},
		{"nil|", 0, 3, Match{"nil", "constant", "untyped nil"}},
		{"defe|", 0, 4, Match{"defer", "keyword", ""}},
		{"when.Add(time.Sec|)", 14, 17, Match{"Second", "constant", "time.Duration = 1000000000"}},
		{"import \"enc|oding/json\"", 8, 21, Match{"encoding/csv", "package", ""}},
		{"größe := 1; gr|öße", 14, 21, Match{"größe", "variable", "int"}},
		{"x := nothing; x|", 14, 15, Match{"x", "variable", ""}},
	}
	for _, tt := range tests {
		source, cursor := cursorIn(t, tt.source)
		c := Complete(s, sourcesOf(nil), source, cursor)
		if c.Start != tt.start || c.End != tt.end {
			t.Errorf("%s replaces %d to %d, want %d to %d", tt.source, c.Start, c.End, tt.start, tt.end)
		}
		if !slices.Contains(c.Matches, tt.want) {
			t.Errorf("%s: %v\nis not among %v", tt.source, tt.want, c.Matches)
		}
	}
}

// A name that was declared again is offered once, as what it is now, and what depended on it still works.
func TestVersions(t *testing.T) {
	s := sessionOf(t, symbols.NewImporter(),
		"type Tree struct{ Height int }\nfunc plant() Tree { return Tree{} }\ntree := plant()",
		"type Tree struct{ Width string }\nfunc (t Tree) Fell() {}",
		"tree := plant()\nother := 1",
		"other := \"a\"")
	for marked, want := range map[string]string{
		"Tre|":                              "Tree",
		"tre|":                              "tree",
		"plant().|":                         "Fell Width",
		"tree.|":                            "Fell Width",
		"othe|":                             "other",
		"type Tree struct{ C int }\ntree.|": "C Fell",
	} {
		source, cursor := cursorIn(t, marked)
		var got []string
		for _, m := range Complete(s, sourcesOf(nil), source, cursor).Matches {
			got = append(got, m.Text)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: got %s, want %s", marked, got, want)
		}
	}
	for _, m := range Complete(s, sourcesOf(nil), "", 0).Matches {
		if strings.ContainsAny(m.Text, "·ˑ") {
			t.Errorf("an old version is offered: %s", m.Text)
		}
	}
}

// The fields of a composite literal come before all the names that could be its first element.
func TestCompleteFieldsFirst(t *testing.T) {
	s := sessionOf(t, symbols.NewImporter(), plant...)
	source, cursor := cursorIn(t, "t := Tree{|")
	var first []string
	for _, m := range Complete(s, sourcesOf(nil), source, cursor).Matches[:5] {
		first = append(first, m.Text)
	}
	if want := []string{"Height", "Inner", "Left", "Right", "leaves"}; !slices.Equal(first, want) {
		t.Errorf("got %q, want %q", first, want)
	}
}
