package cell

import (
	"go/token"
	"strings"
	"testing"
)

func TestParseSortsDeclarationsFromStatements(t *testing.T) {
	tests := []struct {
		name, source       string
		imports, decls     int
		body               int
		shows, program     bool
		line, column, stmt int // where statement stmt of the body starts
	}{
		{"nothing", "", 0, 0, 0, false, false, 0, 0, -1},
		{"only a comment", "// hello", 0, 0, 0, false, false, 0, 0, -1},
		{"expression", "1 + 1", 0, 0, 1, true, false, 1, 1, 0},
		{"semicolon hides", "1 + 1;", 0, 0, 1, false, false, 1, 1, 0},
		{"comment after the expression", "x := 2\nx // the result\n", 0, 0, 2, true, false, 2, 1, 1},
		{"statement before import", "x := 1\nimport \"fmt\"\nfmt.Println(x)", 1, 0, 2, true, false, 3, 1, 1},
		{"all on one line", "type T int; x := T(1); x", 0, 1, 2, true, false, 1, 24, 1},
		{"function then call", "func f() int {\n\treturn 1\n}\nf()", 0, 1, 1, true, false, 4, 1, 0},
		{"method", "type T int\nfunc (t T) M() {}\n", 0, 2, 0, false, false, 0, 0, -1},
		{"function literal called", "func(a int) int { return a }(1)", 0, 0, 1, true, false, 1, 1, 0},
		{"literal with a qualified result", "func() time.Time { return t }()", 0, 0, 1, true, false, 1, 1, 0},
		{"var is a statement", "var x = 1", 0, 0, 1, false, false, 1, 1, 0},
		{"grouped const is a declaration", "const (\n\tA = iota\n\tB\n)", 0, 1, 0, false, false, 0, 0, -1},
		{"declaration last", "1\nfunc f() {}", 0, 1, 1, false, false, 1, 1, 0},
		{"if else over lines", "if a {\n} else {\n}\nb", 0, 0, 2, true, false, 4, 1, 1},
		{"for without a condition", "for i := 0; ; i++ {\n\tbreak\n}\n1", 0, 0, 2, true, false, 4, 1, 1},
		{"label", "L:\n\tfor {\n\t\tbreak L\n\t}", 0, 0, 1, false, false, 1, 1, 0},
		{"carriage returns", "x := 1\r\nx\r\n", 0, 0, 2, true, false, 2, 1, 1},
		{"non-ASCII before the column", "/* é */ x", 0, 0, 1, true, false, 1, 10, 0},
		{"whole file", "package main\nfunc main() {}", 0, 1, 0, false, true, 0, 0, -1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			fset := token.NewFileSet()
			c, err := Parse(fset, "In[1]", tt.source)
			if err != nil {
				t.Fatal(err)
			}
			if len(c.Imports) != tt.imports || len(c.Decls) != tt.decls || len(c.Body) != tt.body {
				t.Errorf("imports, declarations, statements = %d, %d, %d, want %d, %d, %d",
					len(c.Imports), len(c.Decls), len(c.Body), tt.imports, tt.decls, tt.body)
			}
			if shows := c.Ends && !c.Hidden; shows != tt.shows || c.Program != tt.program {
				t.Errorf("shows, program = %t, %t, want %t, %t", shows, c.Program, tt.shows, tt.program)
			}
			if tt.stmt >= 0 && tt.stmt < len(c.Body) {
				pos := fset.Position(c.Body[tt.stmt].Pos())
				want := token.Position{Filename: "In[1]", Line: tt.line, Column: tt.column}
				if pos.Filename != want.Filename || pos.Line != want.Line || pos.Column != want.Column {
					t.Errorf("statement %d at %v, want %v", tt.stmt, pos, want)
				}
			}
		})
	}
}

func TestParseErrorsPointAtTheSource(t *testing.T) {
	tests := []struct{ name, source, want string }{
		{"missing operand", "x := 1\ny := x +", "In[2]:2:9: expected operand, found the end of the cell"},
		{"unfinished function", "a := 1\nfunc f( {", "In[2]:2:9: expected ')', found '{'"},
		{"other package", "package tools\n", "In[2]:1:9: package tools cannot run: a program is package main"},
		{"stray brace", "x := 1\n}\ny := 2", "In[2]:2:1: unexpected }: nothing before it is open"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Parse(token.NewFileSet(), "In[2]", tt.source)
			if err == nil {
				t.Fatal("no error")
			}
			if got := err.(Errors)[0].Error(); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestCompleteness(t *testing.T) {
	tests := []struct {
		source string
		status Status
		indent string
	}{
		{"x := 1", Complete, ""},
		{"", Complete, ""},
		{"1 + 1", Complete, ""},
		{"x := 1 /* a\ncomment */\ny := 2", Complete, ""},
		{"func foo(", Incomplete, "    "},
		{"for {", Incomplete, "    "},
		{"for {\n    if x {", Incomplete, "        "},
		{"if x {\n\tfor {", Incomplete, "\t\t"},
		{"x := `abc", Incomplete, ""},
		{"x := 1 +", Incomplete, "    "},
		{"x := `abc\n\tdef", Incomplete, ""},
		{"f(`abc", Incomplete, ""},
		{"/* a comment", Incomplete, ""},
		{"x := 1 /* a\ncomment", Incomplete, ""},
		{"if x {\n\ty :=", Incomplete, "\t\t"},
		{"strings.NewReplacer(\"a\", \"b\").", Incomplete, "    "},
		{"func f() {\n\tb.\n\t\tAdd(1).", Incomplete, "\t\t"},
		{"f(1,", Incomplete, "    "},
		{"go func() {", Incomplete, "    "},
		{"f(func() {", Incomplete, "    "},
		{"f(\n\tfunc() {", Incomplete, "\t\t"},
		{"x := []T{{", Incomplete, "    "},
		{"import (", Incomplete, "    "},
		{"switch x {", Incomplete, ""},
		{"switch x {\ncase 1:", Incomplete, "    "},
		{"switch x {\ncase 1:\n\tf()\ndefault:", Incomplete, "\t"},
		{"switch x {\ncase 1:\n\tif y {", Incomplete, "\t\t"},
		{"for {\n\tselect {\n\tcase <-c:", Incomplete, "\t\t"},
		{"switch x := f(1); x {\ncase T{}:\n\tx++", Incomplete, "\t"},
		{"if x", Incomplete, ""},
		{"if x {\n} else", Incomplete, ""},
		{"for i := range 3", Incomplete, ""},
		{"%", Invalid, ""},
		{"func func", Invalid, ""},
		{"x := )", Invalid, ""},
		{"}", Invalid, ""},
	}
	for _, tt := range tests {
		status, indent := Completeness(tt.source)
		if status != tt.status || indent != tt.indent {
			t.Errorf("Completeness(%q) = %s %q, want %s %q", tt.source, status, indent, tt.status, tt.indent)
		}
	}
}

// awkward are sources that start fuzzing: cut off, unbalanced, mixed.
var awkward = []string{"x := 1\nimport \"fmt\"", "func (a", "}{", "package main", "type T[", "`", "/*", "a; b;", "L:", "x.", "f(a, b.", "\r\n;x",
	"for i := range 3 {\n", "var x = `a\nb`;1", "func(){}()", "func f() {}\nx", "\xff", "ˑ", "if x {\n} else", "a /* b\n*/ c", "const (\nA=iota\n)"}

// FuzzParse holds that no source makes the parser fall over, and that a parsed one keeps positions inside it.
func FuzzParse(f *testing.F) {
	for _, s := range awkward {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, source string) {
		Completeness(source)
		fset := token.NewFileSet()
		c, err := Parse(fset, "In[1]", source)
		if err != nil {
			if len(err.(Errors)) == 0 {
				t.Fatal("an error without an error in it")
			}
			return
		}
		for _, s := range c.Body {
			if pos := fset.Position(s.Pos()); pos.Offset > len(source)+64 {
				t.Fatalf("statement outside of the source: %v", pos)
			}
		}
	})
}

// FuzzSplit holds that the parts of a source stand in it one after another, with nothing but comments, white space and
// semicolons between them, and that what is kept of one kind and of the others makes up all parts.
func FuzzSplit(f *testing.F) {
	for _, s := range awkward {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, source string) {
		parts := split(source, tokensOf(source))
		at := 0
		for _, p := range parts {
			if p.start < at || p.end < p.start || p.end > len(source) {
				t.Fatalf("part from %d to %d after %d in %d bytes", p.start, p.end, at, len(source))
			}
			for _, token := range tokensOf(source[at:p.start]) {
				if token.lit != ";" && token.lit != "\n" && token.lit != "" {
					t.Fatalf("%q stands between parts", token.lit)
				}
			}
			at = p.end
		}
		kinds := []kind{statement, declaration, program}
		kept := make([]string, len(kinds))
		for i, k := range kinds {
			kept[i] = blank(source, parts, k)
			if len(kept[i]) != len(source) || strings.Count(kept[i], "\n") != strings.Count(source, "\n") {
				t.Fatalf("%q becomes %q: its lines have moved", source, kept[i])
			}
		}
		for _, p := range parts {
			for i := p.start; i < p.end; i++ {
				whose := 0
				for _, text := range kept {
					if text[i] == source[i] {
						whose++
					}
				}
				if blank := source[i] == ' ' || source[i] == '\n'; whose != 1 && !blank {
					t.Fatalf("byte %d of %q is kept %d times", i, source, whose)
				}
			}
		}
	})
}

// FuzzPartial holds that no source that is being typed makes the parser fall over, wherever the cursor stands.
func FuzzPartial(f *testing.F) {
	for i, s := range awkward {
		f.Add(s, i%(len(s)+1))
	}
	f.Fuzz(func(t *testing.T, source string, at int) {
		if at < 0 || at > len(source) {
			return
		}
		start, end := WordAt(source, at)
		if start < 0 || start > at || end < at || end > len(source) {
			t.Fatalf("the word at %d of %q is from %d to %d", at, source, start, end)
		}
		p := ParsePartial(100, source, start)
		if p.Ident != nil && p.Offset(p.Ident.Pos()) != start {
			t.Fatalf("the identifier looked for at %d of %q is at %d", start, source, p.Offset(p.Ident.Pos()))
		}
	})
}
