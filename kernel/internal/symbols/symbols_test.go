package symbols_test

import (
	"go/token"
	"go/types"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"regan/kernel/internal/symbols"
)

// A name that the type checker lets pass must be one that the interpreter finds, and the other way round.
func TestTablesHoldTheNamesThatTheTypeCheckerKnows(t *testing.T) {
	importer := symbols.NewImporter()
	for _, path := range symbols.Packages() {
		p, err := importer.Import(path)
		if err != nil {
			t.Fatal(err)
		}
		if p.Path() != path || p.Name() != symbols.Name(path) {
			t.Errorf("%s: imported package %s at %s, want name %s", path, p.Name(), p.Path(), symbols.Name(path))
		}
		var want []string
		for _, name := range p.Scope().Names() {
			if runs, wrapped := inTable(p.Scope().Lookup(name)); runs {
				want = append(want, name)
				if wrapped {
					want = append(want, "_"+name)
				}
			}
		}
		table, ok := symbols.Exports(path)
		if !ok {
			t.Errorf("%s: listed, but has no table", path)
		}
		var have []string
		for name := range table {
			have = append(have, name)
		}
		slices.Sort(want)
		slices.Sort(have)
		if diff := cmp.Diff(want, have); diff != "" {
			t.Errorf("%s: names (-types +table)\n%s", path, diff)
		}
	}
}

// inTable tells whether an object has a run-time value, and whether it is an interface with a wrapper.
func inTable(object types.Object) (runs, wrapped bool) {
	if !token.IsExported(object.Name()) {
		return false, false
	}
	switch object := object.(type) {
	case *types.Func:
		return object.Signature().TypeParams() == nil, false
	case *types.TypeName:
		if generic, ok := object.Type().(interface{ TypeParams() *types.TypeParamList }); ok && generic.TypeParams().Len() > 0 {
			return false, false
		}
		face, ok := object.Type().Underlying().(*types.Interface)
		return !ok || face.IsMethodSet(), ok
	}
	return true, false
}

// The value behind each name must be of the kind that the type checker sees, and a wrapper must implement its interface.
func TestTablesHoldValuesOfTheRightKind(t *testing.T) {
	importer := symbols.NewImporter()
	for _, path := range symbols.Packages() {
		p, err := importer.Import(path)
		if err != nil {
			t.Fatal(err)
		}
		table, _ := symbols.Exports(path)
		for name, value := range table {
			if face, ok := strings.CutPrefix(name, "_"); ok {
				wanted, wrapper := table[face].Type().Elem(), value.Type().Elem()
				if !wrapper.Implements(wanted) && !sealed(wanted) {
					t.Errorf("%s: the wrapper of %s lacks methods: %v", path, face, wrapper)
				}
				continue
			}
			switch object := p.Scope().Lookup(name).(type) {
			case *types.Func:
				if value.Kind() != reflect.Func || value.Type().NumIn() != object.Signature().Params().Len() {
					t.Errorf("%s.%s is %v, want %v", path, name, value.Type(), object.Type())
				}
			case *types.Var:
				if !value.CanSet() {
					t.Errorf("%s.%s is a variable that cannot be set", path, name)
				}
			case *types.TypeName:
				if value.Kind() != reflect.Pointer || !value.IsNil() {
					t.Errorf("%s.%s is %v, want a nil pointer to the type", path, name, value)
				}
			}
		}
	}
}

// sealed reports whether an interface has methods that no package but its own can write.
func sealed(face reflect.Type) bool {
	for i := range face.NumMethod() {
		method := face.Method(i)
		if !method.IsExported() {
			return true
		}
		for j := range method.Type.NumIn() {
			if strings.Contains(method.Type.In(j).PkgPath(), "internal/") {
				return true
			}
		}
	}
	return false
}

func TestExportsOfAnUnknownPackage(t *testing.T) {
	if table, ok := symbols.Exports("no/such"); ok || table != nil || symbols.Name("no/such") != "" {
		t.Errorf("a table of a package that does not exist: %v", table)
	}
}

func TestExportsBelongToTheCaller(t *testing.T) {
	mine, _ := symbols.Exports("fmt")
	delete(mine, "Println")
	if theirs, _ := symbols.Exports("fmt"); !theirs["Println"].IsValid() {
		t.Error("deleting from one table deleted from another")
	}
}

func TestNeeds(t *testing.T) {
	for _, c := range []struct {
		path string
		want []string
	}{
		{"errors", []string{"errors"}},
		{"bufio", []string{"bufio", "io"}},
		{"regan/kernel/display", []string{"context", "regan/kernel/comms", "regan/kernel/display", "time"}},
		{"no/such", []string{}},
	} {
		if diff := cmp.Diff(c.want, symbols.Needs(c.path)); diff != "" {
			t.Errorf("Needs(%q) (-want +got)\n%s", c.path, diff)
		}
	}
}

func TestGeneratedForThisRelease(t *testing.T) {
	minor := func(v string) string { return strings.Join(strings.SplitN(v, ".", 3)[:2], ".") }
	if minor(symbols.GoVersion) != minor(runtime.Version()) {
		t.Errorf("tables describe %s, but this is %s: run go generate here", symbols.GoVersion, runtime.Version())
	}
}
