package assist

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"regan/kernel/internal/symbols"
)

// Whatever is typed, and wherever the cursor is, neither completing nor explaining panics, what is offered fits what was
// typed, and the session answers afterwards as before.
func FuzzAssist(f *testing.F) {
	importer := symbols.NewImporter()
	for _, source := range []string{
		"tree.Grow(2).Left.Height", "func f[T any](x T) { fmt.Println(x, trees[0].", "switch x := y.(type) {\ncase *Tree: x.",
		"import (\n\"fmt\"\nj \"encoding/json", "type T struct { Tree; a, b int `json:\"a\"` }\nT{Tree: Tree{Hei", "for i := range 3 { go func() { select { case <-c:",
		"package main\n\nfunc main() { x := := 3; x. }", "func (t *Tree) Grow(x int) { t.", "größe := \"日本\"; grö", "type A[T A[T]] struct{ a A[T] }; var a A[int]; a.a.",
		"x := := }}} )( tree.", "const (\nA = iota\nB\n)\nvar x [B", "/* a */ `b` 'c' \"d", "type T = struct{ T }; T{", "import . \"math\"; import _ \"fmt\"; import \"unsafe\"",
		"func (a, b T) f() {}\nfunc () g() {}\nfunc (x [3]int) h() { x. }",
	} {
		for _, cursor := range []int{0, len(source) / 2, len(source)} {
			f.Add(source, cursor)
		}
	}
	s := sessionOf(f, importer, plant...)
	answer := func() string {
		return fmt.Sprint(Complete(s, sourcesOf(nil), "tree.", 5), Complete(s, sourcesOf(nil), "", 0), s.Names(), s.Fset.Base())
	}
	before := answer()
	f.Fuzz(func(t *testing.T, source string, cursor int) {
		if len(source) > 1000 {
			t.Skip("nobody types that much at once")
		}
		c := Complete(s, sourcesOf(nil), source, cursor)
		if c.Start < 0 || c.Start > c.End || c.End > len(source) {
			t.Fatalf("%q at %d: replaces %d to %d", source, cursor, c.Start, c.End)
		}
		if len(c.Matches) > 0 {
			at := min(max(cursor, 0), len(source))
			for at > 0 && at < len(source) && !utf8.RuneStart(source[at]) {
				at--
			}
			for _, m := range c.Matches {
				if !strings.HasPrefix(m.Text, source[c.Start:at]) {
					t.Fatalf("%q at %d: %s does not start with %q", source, cursor, m.Text, source[c.Start:at])
				}
				if strings.Contains(m.Signature, "\n") {
					t.Fatalf("%q at %d: %s has a signature of several lines: %s", source, cursor, m.Text, m.Signature)
				}
			}
		}
		if e := Inspect(s, sourcesOf(nil), source, cursor); e.Found && e.Declaration == "" {
			t.Fatalf("%q at %d: found without a declaration: %v", source, cursor, e)
		}
		if after := answer(); after != before {
			t.Fatalf("%q at %d changes the session:\n%s\n%s", source, cursor, before, after)
		}
	})
}

// How long a reader waits for Tab and Shift-Tab in a session of a hundred cells. What packages weigh is in it, how long they
// take to load is not.
func BenchmarkAssist(b *testing.B) {
	cells := append([]string{"import \"net/http\"\nvar client http.Client"}, plant...)
	for i := len(cells); i < 100; i++ {
		cells = append(cells, fmt.Sprintf(
			"type T%d struct{ A, B int; Next *Tree }\nfunc (t *T%[1]d) Sum(n int) int { return t.A + t.B + n }\nfunc f%[1]d(x int) *T%[1]d { return &T%[1]d{A: x} }\nx%[1]d := f%[1]d(%[1]d)", i))
	}
	s := sessionOf(b, symbols.NewImporter(), cells...)
	source := strings.Repeat("fmt.Println(x40.Sum(3), strings.Repeat(\"a\", 3))\n", 20) + "for i := range 10 {\n\ty := f50(i)\n\ty.Su"
	b.Run("Complete", func(b *testing.B) {
		for b.Loop() {
			if c := Complete(s, sourcesOf(nil), source, len(source)); len(c.Matches) != 1 {
				b.Fatal(c)
			}
		}
	})
	b.Run("Inspect", func(b *testing.B) {
		for b.Loop() {
			if !Inspect(s, sourcesOf(nil), source, len(source)-3).Found {
				b.Fatal("not found")
			}
		}
	})
}
