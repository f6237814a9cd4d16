package main

import (
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"go/types"
	"go/version"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// of type-checks a package for each platform and bundles it; the text may speak of PLATFORM, a string.
func of(t *testing.T, source string) *bundle {
	t.Helper()
	b := &bundle{paths: []string{"example.org/a-b"}, on: map[platform]map[string]*types.Package{}}
	for _, p := range platforms {
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, "p.go", "package p\n"+strings.ReplaceAll(source, "PLATFORM", `"`+p.String()+`"`), 0)
		if err != nil {
			t.Fatal(err)
		}
		checked, err := (&types.Config{}).Check("example.org/a-b", fset, []*ast.File{file}, nil)
		if err != nil {
			t.Fatal(err)
		}
		b.on[p] = map[string]*types.Package{"example.org/a-b": checked}
	}
	return b
}

func TestTable(t *testing.T) {
	for _, c := range []struct{ name, source, want, without string }{
		{"variable", `var V int`, `"V": reflect.ValueOf(&p.V).Elem(),`, ""},
		{"function", `func F(int) {}`, `"F": reflect.ValueOf(p.F),`, ""},
		{"generic function", `func F[T any](T) {}`, `import`, `"F"`},
		{"type", `type T struct{}`, `"T": reflect.ValueOf((*p.T)(nil)),`, ""},
		{"generic type", `type T[E any] struct{ e E }`, `import`, `"T"`},
		{"alias of an instance", `type g[E any] struct{ e E }; type T = g[int]`, `"T": reflect.ValueOf((*p.T)(nil)),`, ""},
		{"generic alias", `type T[E any] = []E`, `import`, `"T"`},
		{"constraint", `type T interface{ ~int | ~string }`, `import`, `"T"`},
		{"unexported", `var v int`, `_ "example.org/a-b"`, `"v"`},
		{"typed constant", `type k uint64; const K k = 1<<63`, `"K": reflect.ValueOf(p.K),`, ""},
		{"large constant", `const K = 1<<100`, `constant.MakeFromLiteral("1267650600228229401496703205376", token.INT, 0)`, ""},
		{"whole float constant", `const K = 2.0`, `constant.MakeFromLiteral("2.0", token.FLOAT, 0)`, ""},
		{"boolean constant", `const K = true`, `"K": reflect.ValueOf(p.K),`, ""},
		{"constant of the platform", `const K = PLATFORM`, `constant.MakeString(p.K)`, "linux"},
		{"wrapper", `type I interface{ M(x int, rest ...string) (ok bool) }`,
			"WM     func(a0 int, a1 ...string) bool", ""},
		{"wrapper's method", `type I interface{ M(x int, rest ...string) (ok bool) }`,
			"func (W _example_org_a_b_I) M(a0 int, a1 ...string) bool { return W.WM(a0, a1...) }", ""},
		{"wrapper of a String method", `type I interface{ String() string }`, "if W.WString == nil {", ""},
		{"method that no cell can write", `type u int; type I interface{ M(u); N(); m() }`, "WN     func()", "WM"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := of(t, c.source)
			text, err := table(b, b.paths[0])
			if err != nil {
				t.Fatal(err)
			}
			// A run of blanks is one, for gofmt aligns.
			text, want := []byte(strings.Join(strings.Fields(string(text)), " ")), strings.Join(strings.Fields(c.want), " ")
			if !strings.Contains(string(text), want) {
				t.Errorf("the table of\n%s\nlacks\n%s\nin\n%s", c.source, want, text)
			}
			if c.without != "" && strings.Contains(string(text), c.without) {
				t.Errorf("the table of\n%s\nmust not have\n%s\nin\n%s", c.source, c.without, text)
			}
		})
	}
}

func TestFloatText(t *testing.T) {
	for _, literal := range []string{"1.0", "0.5", "1e300", "3.14159265358979323846264338327950288419716939937510582097494459",
		"0x1p-1074", "0x1p-1022"} {
		v := constant.MakeFromLiteral(literal, token.FLOAT, 0)
		back := constant.MakeFromLiteral(floatText(v), token.FLOAT, 0)
		want, _ := constant.Float64Val(v)
		have, _ := constant.Float64Val(back)
		if back.Kind() != constant.Float || want != have {
			t.Errorf("%s became %s, which is %v", literal, floatText(v), back)
		}
	}
}

// Two runs over the same types give the same bytes, and only packages that differ have an entry per platform.
func TestArchive(t *testing.T) {
	all := func(string) bool { return true }
	entries := func(source string) int {
		one, err := archive(of(t, source), all)
		if err != nil {
			t.Fatal(err)
		}
		two, err := archive(of(t, source), all)
		if err != nil {
			t.Fatal(err)
		}
		if string(one) != string(two) {
			t.Errorf("two archives of\n%s\ndiffer", source)
		}
		return strings.Count(string(one), "PK\x01\x02") // headers of the zip's directory
	}
	for source, want := range map[string]int{
		`type T struct{ A int }`:                      1,
		`const private = PLATFORM`:                    1,
		`const Public = PLATFORM`:                     len(platforms),
		`type T struct{ private [len(PLATFORM)]int }`: 1,
		`type T struct{ Public [len(PLATFORM)]int }`:  len(platforms) - 1, // linux/arm64 is as long as linux/amd64
	} {
		if have := entries(source); have != want {
			t.Errorf("%d entries for\n%s\nwant %d", have, source, want)
		}
	}
}

func TestCompare(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{"z_same.go": "a", "z_old.go": "a", "z_gone.go": "a", "mine.go": "a"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	stale, err := compare(dir, map[string][]byte{"z_same.go": []byte("a"), "z_old.go": []byte("b"), "z_new.go": []byte("a")})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"z_gone.go", "z_new.go", "z_old.go"}, stale); diff != "" {
		t.Errorf("stale files (-want +got)\n%s", diff)
	}
}

func TestCheckRelease(t *testing.T) {
	for mod, want := range map[string]string{
		"module m\n\ngo " + strings.TrimPrefix(version.Lang(runtime.Version()), "go") + ".0\n": "",
		"module m\n\ngo 1.22.3\n": "go.mod asks for go1.22, this is " + runtime.Version(),
		"module m\n":              "go.mod has no go line",
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte(mod), 0o644); err != nil {
			t.Fatal(err)
		}
		err := checkRelease(dir)
		if want == "" && err != nil || want != "" && (err == nil || !strings.HasPrefix(err.Error(), want)) {
			t.Errorf("%q: %v, want %q", mod, err, want)
		}
	}
}
