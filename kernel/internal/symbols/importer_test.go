package symbols_test

import (
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"runtime"
	"strings"
	"testing"

	"regan/kernel/internal/symbols"
)

// check type-checks the text of a file.
func check(t *testing.T, source string) (*types.Package, error) {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "In[1]", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	config := types.Config{Importer: symbols.NewImporter()}
	return config.Check("cell", fset, []*ast.File{file}, nil)
}

// A type that two packages speak of is one type, whichever is imported first.
func TestATypeReachedThroughTwoPackagesIsOne(t *testing.T) {
	for _, order := range [][]string{{"bufio", "io"}, {"io", "bufio"}} {
		importer := symbols.NewImporter()
		for _, path := range order {
			if _, err := importer.Import(path); err != nil {
				t.Fatal(err)
			}
		}
		bufio, _ := importer.Import("bufio")
		io, _ := importer.Import("io")
		parameter := bufio.Scope().Lookup("NewReader").(*types.Func).Signature().Params().At(0).Type()
		if reader := io.Scope().Lookup("Reader").Type(); !types.Identical(parameter, reader) {
			t.Errorf("%v: bufio.NewReader takes %v, which is not io.Reader", order, parameter)
		}
	}
}

func TestProgramsOverManyPackagesCheck(t *testing.T) {
	for name, source := range map[string]string{
		"plain": `package p
			import ("fmt"; "strings"; "net/http"; "bytes"; "io")
			var r io.Reader = strings.NewReader("x")
			var h http.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprintln(w, r.URL.Path) })
			var b, _ = http.NewRequest("GET", "/", &bytes.Buffer{})`,
		"generic": `package p
			import ("slices"; "maps"; "sync"; "sync/atomic"; "iter"; "cmp")
			var keys = slices.Sorted(maps.Keys(map[string]int{"a": 1}))
			var once = sync.OnceValue(func() int { return 1 })
			var p atomic.Pointer[string]
			func all() iter.Seq[int] { return slices.Values([]int{1}) }
			var least = slices.MinFunc([]int{1}, func(a, b int) int { return cmp.Compare(a, b) })`,
		"constants and methods of os": `package p
			import "os"
			var f = os.Stdout.Fd()
			const separator string = string(os.PathSeparator)`,
		"bundled": `package p
			import ("gonum.org/v1/gonum/mat"; "gonum.org/v1/plot"; "gonum.org/v1/plot/plotter"; "regan/kernel/display")
			var m mat.Matrix = mat.NewDense(1, 1, nil)
			var l, _ = plotter.NewLine(plotter.XYs{})
			func draw() { p := plot.New(); p.Add(l); display.Show(m) }
			var _ display.Renderer = display.HTML("x")`,
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := check(t, source); err != nil {
				t.Error(err)
			}
		})
	}
}

// What differs between platforms is as it is on this one.
func TestConstantsOfThisPlatform(t *testing.T) {
	importer := symbols.NewImporter()
	for _, c := range []struct{ path, name, want string }{
		{"runtime", "GOOS", runtime.GOOS},
		{"runtime", "GOARCH", runtime.GOARCH},
		{"os", "DevNull", os.DevNull},
	} {
		p, err := importer.Import(c.path)
		if err != nil {
			t.Fatal(err)
		}
		if have := constant.StringVal(p.Scope().Lookup(c.name).(*types.Const).Val()); have != c.want {
			t.Errorf("the checker takes %s.%s for %q, it is %q", c.path, c.name, have, c.want)
		}
	}
}

func TestRefusedImports(t *testing.T) {
	const unknown = "not in the standard library or bundled with regan"
	for _, c := range []struct{ path, want string }{
		{"x/y", `cannot import "x/y": ` + unknown},
		{"ftm", `cannot import "ftm": ` + unknown + ` (did you mean "fmt"?)`},
		{"json", `cannot import "json": ` + unknown + ` (did you mean "encoding/json"?)`},
		{"gonum.org/v1/gonum/mats", `cannot import "gonum.org/v1/gonum/mats": ` + unknown + ` (did you mean "gonum.org/v1/gonum/mat"?)`},
		{"internal/abi", `cannot import "internal/abi": ` + unknown},
		{"", `cannot import "": ` + unknown},
		{"plugin", `cannot import "plugin": regan does not offer it to cells: the kernel is a static binary, which cannot load plugins`},
	} {
		_, err := symbols.NewImporter().Import(c.path)
		if err == nil || err.Error() != c.want {
			t.Errorf("Import(%q):\n got %v\nwant %s", c.path, err, c.want)
		}
	}
}

func TestTypesOfTwoImportersAreDifferent(t *testing.T) {
	one, _ := symbols.NewImporter().Import("io")
	two, _ := symbols.NewImporter().Import("io")
	if types.Identical(one.Scope().Lookup("EOF").Type(), two.Scope().Lookup("Reader").Type()) {
		t.Error("error is io.Reader")
	}
	if one == two {
		t.Error("two importers share a package")
	}
}

// The archive must not tell where it was made.
func TestExportDataHasNoPositions(t *testing.T) {
	p, err := symbols.NewImporter().Import("regan/kernel/display")
	if err != nil {
		t.Fatal(err)
	}
	if pos := p.Scope().Lookup("Show").Pos(); pos != token.NoPos {
		t.Errorf("Show has position %v", pos)
	}
}

func FuzzRefusedImports(f *testing.F) {
	for _, path := range []string{"fmt", "ftm", "", "/", "a/b/c", "C", "unsafe", "os@windows/amd64"} {
		f.Add(path)
	}
	f.Fuzz(func(t *testing.T, path string) {
		p, err := symbols.NewImporter().Import(path)
		if symbols.Name(path) != "" {
			if err != nil || p.Path() != path {
				t.Errorf("Import(%q) = %v, %v", path, p, err)
			}
		} else if err == nil || !strings.HasPrefix(err.Error(), "cannot import ") {
			t.Errorf("Import(%q) = %v, %v", path, p, err)
		}
	})
}
