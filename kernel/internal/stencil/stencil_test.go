package stencil_test

import (
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"regan/kernel/internal/stencil"
	"regan/kernel/internal/symbols"
)

// name is a name that never gets another version.
type name string

func (n name) Checked() string { return string(n) }
func (n name) Lasting() string { return string(n) }

// instances returns the declarations that a source needs in place of its generic ones, and what cannot be run.
func instances(t *testing.T, source string) (decls, errs []string) {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "main.go", "package main\n"+source, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Instances: map[*ast.Ident]types.Instance{},
		Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
	}
	importer := symbols.NewImporter()
	config := types.Config{Importer: importer}
	pkg, err := config.Check("main", fset, []*ast.File{file}, info)
	if err != nil {
		t.Fatal(err)
	}
	world := &stencil.World{Pkg: pkg, Info: info, Name: func(obj types.Object) stencil.Name { return name(obj.Name()) }}
	set := stencil.NewSet(fset, importer)
	var plain []ast.Decl
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if stencil.IsGeneric(info.Defs[d.Name]) {
				set.Add(name(d.Name.Name), world.Template(d))
			} else if d.Recv != nil {
				set.AddMethod(name(receiver(d)), world.Template(d))
			} else {
				plain = append(plain, d)
			}
		case *ast.GenDecl:
			if spec, ok := d.Specs[0].(*ast.TypeSpec); ok && stencil.IsGeneric(info.Defs[spec.Name]) {
				set.Add(name(spec.Name.Name), world.Template(spec))
			}
		}
	}
	run := set.Begin()
	for _, d := range plain {
		run.Plain(world.Template(d))
	}
	for _, d := range run.Finish() {
		var b strings.Builder
		if err := printer.Fprint(&b, token.NewFileSet(), d.Tree.Node); err != nil {
			t.Fatal(err)
		}
		decls = append(decls, strings.Join(strings.Fields(b.String()), " "))
	}
	for _, e := range run.Errors {
		errs = append(errs, e.Msg)
	}
	return decls, errs
}

func receiver(f *ast.FuncDecl) string {
	found := ""
	ast.Inspect(f.Recv.List[0].Type, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && found == "" {
			found = id.Name
		}
		return true
	})
	return found
}

func TestInstances(t *testing.T) {
	tests := []struct {
		name, source string
		want, errs   []string
	}{
		{name: "one for each list of types, however often it is called",
			source: `func F[T any](x T) T { return x }
				func main() { F(1); F(2); F("a"); F[byte](3); F[uint8](4) }`,
			want: []string{"func F[int](x int) int { return x }", "func F[string](x string) string { return x }",
				"func F[uint8](x uint8) uint8 { return x }"}},
		{name: "a type brings its methods, and what they need",
			source: `type L[T any] struct { next *L[T] }
				func (l *L[T]) Len() int { return G(l) }
				func G[T any](x T) int { return 0 }
				func main() { var _ L[string] }`,
			want: []string{"type L[string] struct{ next *L[string] }", "func (l *L[string]) Len() int { return G[*main.L[string]](l) }",
				"func G[*main.L[string]](x *L[string]) int { return 0 }"}},
		{name: "what is not used is not made",
			source: `func F[T any]() {}
				func main() {}`},
		{name: "a variable does not hide the type that comes in",
			source: `type value int
				func F[T any](value T) (x T) { return value }
				func main() { F(value(1)) }`,
			want: []string{"func F[main.value](valueˑ value) (x value) { return valueˑ }"}},
		{name: "a constant conversion stays a computation",
			source: `func F[T uint8 | uint16]() (T, T) { return T(0) - 1, T(3) }
				func main() { F[uint8]() }`,
			want: []string{"func F[uint8]() (uint8, uint8) { return regan/cell.running[uint8](uint8(0)) - 1, uint8(3) }",
				"func regan/cell.running[uint8](x uint8) uint8 { return x }"}},
		{name: "a pointer type in a conversion has parentheses",
			source: `func F[T any, P interface{ *T; Set() }](x *T) { P(x).Set() }
				type s struct{}
				func (s *s) Set() {}
				func main() { F(&s{}) }`,
			want: []string{"func F[main.s,*main.s](x *s) { (*s)(x).Set() }"}},
		{name: "a type of a function moves out of it",
			source: `func F[T any]() {}
				func main() { type local struct{ a int }; F[[]local]() }`,
			want: []string{"type local·local1 struct { a int }", "func F[[]main.local·local1]() { }"}},
		{name: "the name of an embedded instance is the instance's",
			source: `type B[T any] struct{}
				type D[T any] struct { B[T] }
				func F[T any](d D[T]) B[T] { return d.B }
				func main() { F(D[int]{}) }`,
			want: []string{"func F[int](d D[int]) B[int] { return d.B[int] }", "type D[int] struct{ B[int] }", "type B[int] struct{}"}},
		{name: "generic aliases are what they stand for",
			source: `type S[T comparable] = map[T]bool
				func F[T comparable](s S[T]) { _ = S[T]{} }
				func main() { F(S[int]{}) }`,
			want: []string{"func F[int](s map[int]bool) { _ = map[int]bool{} }"}},
		{name: "a package's own source, and what it needs",
			source: `import "slices"
				func main() { slices.IndexFunc([]int{}, nil) }`,
			want: []string{"func slices.IndexFunc[[]int,int](s []int, f func(int) bool) int { for i := range s { if f(s[i]) { return i } } return -1 }"}},
		{name: "ever larger types are refused",
			source: `func F[T any](n int) { if n > 0 { G[[]T](n) } }
				func G[T any](n int) {}
				func main() { F[int](1) }`,
			want: []string{"func F[int](n int) { if n > 0 { G[[]int](n) } }", "func G[[]int](n int) { }"}},
		{name: "a package without source is refused",
			source: `import "weak"
				func main() { weak.Make(new(int)) }`,
			errs: []string{"weak.Make is generic, and cannot be run in a cell yet: use a concrete function or type"}},
		{name: "a generic type of a function is refused",
			source: `func main() { type T[U any] int; _ = T[int](0) }`,
			errs:   []string{"the generic type T is declared in a function: declare it outside"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, errs := instances(t, tt.source)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("instances (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.errs, errs); diff != "" {
				t.Errorf("errors (-want +got):\n%s", diff)
			}
		})
	}
}

// Every generic function and type that a package of the standard library exports can be made for a cell's types, but for those
// named here.
func TestStandardLibraryHasSource(t *testing.T) {
	refused := strings.Fields(`crypto/hkdf.Expand crypto/hkdf.Extract crypto/hkdf.Key crypto/pbkdf2.Key database/sql.Null
		hash/maphash.Comparable hash/maphash.WriteComparable reflect.TypeAssert runtime.AddCleanup
		unique.Handle unique.Make weak.Make weak.Pointer`)
	importer := symbols.NewImporter()
	set := stencil.NewSet(token.NewFileSet(), importer)
	var without []string
	for _, path := range symbols.Packages() {
		pkg, err := importer.Import(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range pkg.Scope().Names() {
			obj := pkg.Scope().Lookup(n)
			if !obj.Exported() || !stencil.IsGeneric(obj) || path == "iter" && strings.HasPrefix(n, "Seq") {
				continue
			}
			if !set.HasSource(path, n) {
				without = append(without, path+"."+n)
			}
		}
	}
	slices.Sort(without)
	if diff := cmp.Diff(refused, without); diff != "" {
		t.Errorf("without source (-want +got):\n%s", diff)
	}
}
