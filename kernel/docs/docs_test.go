package docs_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"regan/kernel/docs"
)

const source = `// Package garden has trees. See [Tree].
//
// # Seasons
//
// They are not modelled:
//
//	no.Winter()
package garden

// A Tree grows. Its zero value is a seed.
type Tree struct {
	Height float64 // in metres
	// Leaves are counted by [Tree.Count].
	Leaves int
	rings  int // no reader sees this
}

// Grow makes it higher.
func (t *Tree) Grow() {}

type Counter interface {
	Count() int // never negative
}

// How high a tree can be.
const (
	Most = 115.9
	Usual = 20 // of an oak
)

// New plants a tree.
func New() *Tree { return nil }

type List[T any] struct{}

// Push adds one.
func (l *List[T]) Push(v T) {}

type base struct{}

// Name is lent to who embeds it.
func (base) Name() string { return "" }

type Oak struct{ base }
`

const examples = `package garden_test

func ExampleTree_Grow() {
	var t garden.Tree
	t.Grow()
	// Output: 1 m
}

func ExampleTree_Grow_twice() {
	for range 2 {
		t.Grow()
	}
}
`

func read(t *testing.T) *docs.Package {
	t.Helper()
	fset := token.NewFileSet()
	var files []*ast.File
	for name, text := range map[string]string{"garden.go": source, "garden_test.go": examples} {
		file, err := parser.ParseFile(fset, name, text, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	p, err := docs.Read(fset, files, "example.org/garden")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestRead(t *testing.T) {
	p := read(t)
	want := "- Counter.Count List.Push Most New Tree Tree.Grow Tree.Height Tree.Leaves Usual base.Name"
	if have := strings.Join(slices.Sorted(maps.Keys(p.Comments)), " "); "-"+have != want {
		t.Errorf("comments on\n%s\nwant\n%s", have, want)
	}
	for name, want := range map[string]string{
		"Most": "How high a tree can be.", "Usual": "of an oak", "Tree.Height": "in metres", "Counter.Count": "never negative",
	} {
		if have, _ := p.Plain(name, 0); have != want {
			t.Errorf("%s: %q, want %q", name, have, want)
		}
	}
	wantExamples := []docs.Example{
		{Code: "var t garden.Tree\nt.Grow()", Output: "1 m\n"},
		{Name: "twice", Code: "for range 2 {\n\tt.Grow()\n}"},
	}
	if diff := cmp.Diff(wantExamples, p.Examples["Tree.Grow"]); diff != "" {
		t.Errorf("examples (-want +got):\n%s", diff)
	}
}

func TestWriting(t *testing.T) {
	p := read(t)
	plain := "Package garden has trees. See Tree.\n\n# Seasons\n\nThey are not modelled:\n\n\tno.Winter()"
	if have, cut := p.Plain("", 0); have != plain || cut {
		t.Errorf("text %q, %t", have, cut)
	}
	if have, cut := p.Plain("", 10); have != "Package garden has trees. See Tree." || !cut {
		t.Errorf("short text %q, %t", have, cut)
	}
	if have, cut := p.Plain("", len(plain)+10); have != plain || cut {
		t.Errorf("text within the limit %q, %t", have, cut)
	}
	markdown := "Package garden has trees. See Tree.\n\n#### Seasons\n\nThey are not modelled:\n\n\tno.Winter()"
	if have, _ := p.Markdown("", 0); have != markdown {
		t.Errorf("Markdown %q", have)
	}
	for name, want := range map[string]string{"Tree": "A Tree grows.", "Tree.Leaves": "Leaves are counted by [Tree.Count].", "Oak": ""} {
		if have := p.Synopsis(name); have != want {
			t.Errorf("%s: synopsis %q, want %q", name, have, want)
		}
	}
}
