package mirror_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"regan/kernel/internal/mirror"
)

// What the interpreter has of
//
//	type Color int
//	func (c Color) String() string
//	type Base struct{ ID int }
//	type Point struct { Base; X, y int; C Color `json:"c"`; Next *Point }
//	func (p Point) Len() int
//	func (p *Point) Error() string
//	type Names []string
type (
	color = int
	base  = struct{ ID int }
	point = struct {
		Base base
		X    int
		Xy   int
		C    color
		Next *struct{} // as where the interpreter has not completed a recursive type
	}
	names = []string
)

func types() *mirror.Types {
	t := mirror.New()
	t.Declare("Color", "main.Color", "int", (*color)(nil))
	t.Method("Color", "String", "func() string", "func(Color) string", func(c color) string { return fmt.Sprintf("color %d", c) })
	t.Declare("Base", "main.Base", "struct{ID int}", (*base)(nil))
	t.Declare("Point", "main.Point", "struct{Base; X, y int; C Color `json:\"c\"`; Next *Point}", (*point)(nil))
	t.Method("Point", "Len", "func() int", "func(Point) int", func(p point) int { return p.X + p.Xy })
	t.Method("Point", "Error", "func() string", "func(*Point) string", func(p *point) string { p.X++; return "point" })
	t.Method("Point", "add", "func(main.Color) main.Color", "func(Point, Color) Color", func(p point, c color) color { return p.C + c })
	t.Declare("Names", "main.Names", "[]string", (*names)(nil))
	t.Form("map[Color][]Point", (*map[color][]point)(nil))
	t.Form("func(Color) Color", (*func(color) color)(nil))
	return t
}

func TestCompiledCodeSeesTheDeclaredType(t *testing.T) {
	types := types()
	p := point{Base: base{7}, X: 1, Xy: 2, C: 3}
	for _, test := range []struct {
		value any
		want  string
	}{
		{types.Box("Color", 3), "color 3|main.Color|main.Color"},
		{types.Box("Point", p), "{{7} 1 2 color 3 <nil>}|main.Point|main.Point"},
		{types.Box("Names", names{"a"}), "[a]|main.Names|main.Names"},
		{types.Box("map[Color][]Point", map[color][]point{1: nil}), "map[color 1:[]]|map[main.Color][]main.Point|map[main.Color][]main.Point"},
		{types.Box("func(Color) Color", func(c color) color { return c }) == nil, "false|bool|bool"},
	} {
		if got := fmt.Sprintf("%v|%T|%v", test.value, test.value, reflect.TypeOf(test.value)); got != test.want {
			t.Errorf("got  %s\nwant %s", got, test.want)
		}
	}
	typ := reflect.TypeOf(types.Box("Point", p))
	var fields []string
	for i := range typ.NumField() {
		f := typ.Field(i)
		fields = append(fields, fmt.Sprintf("%s %v %v %v %q", f.Name, f.Type, f.Anonymous, f.IsExported(), f.Tag))
	}
	want := `Base main.Base true true ""
X int false true ""
y int false false ""
C main.Color false true "json:\"c\""
Next *main.Point false true ""`
	if got := strings.Join(fields, "\n"); got != want {
		t.Errorf("the fields are\n%s", got)
	}
	if typ.Name() != "Point" || typ.PkgPath() != "main" || typ.NumMethod() != 1 || reflect.PointerTo(typ).NumMethod() != 2 {
		t.Errorf("%s of %s has %d methods, %d with pointers", typ.Name(), typ.PkgPath(), typ.NumMethod(), reflect.PointerTo(typ).NumMethod())
	}
	text, err := json.Marshal(types.Box("Point", p))
	if want := `{"ID":7,"X":1,"c":3,"Next":null}`; string(text) != want || err != nil {
		t.Errorf("json writes %s, %v", text, err)
	}
}

func TestMethodsReachTheInterpreter(t *testing.T) {
	types := types()
	p := point{X: 1, Xy: 2}
	if n := types.Box("Point", p).(interface{ Len() int }).Len(); n != 3 {
		t.Errorf("a value's method returns %d", n)
	}
	boxed := types.Box("*Point", &p)
	if n := boxed.(interface{ Len() int }).Len(); n != 3 {
		t.Errorf("a value's method, by a pointer, returns %d", n)
	}
	if text := boxed.(error).Error(); text != "point" || p.X != 2 {
		t.Errorf("a pointer's method returns %q and leaves %d", text, p.X)
	}
	if _, ok := types.Box("Point", p).(error); ok {
		t.Error("a value has the methods of pointers")
	}
	results := reflect.ValueOf(boxed).MethodByName("Len").Call(nil)
	if results[0].Int() != 4 {
		t.Errorf("by reflection, the method returns %v", results[0])
	}
	add := types.Bound(types.Box("Point", point{C: 2}), "add").(func(color) color) // no compiled code sees it
	if add(3) != 5 {
		t.Errorf("the method that is not exported returns %d", add(3))
	}
}

// A method of a type whose values are pointers gets the value itself from an interface, and not a pointer to it.
func TestMethodsOfTypesThatAreWords(t *testing.T) {
	types := mirror.New()
	types.Declare("Set", "main.Set", "map[string]bool", (*map[string]bool)(nil))
	types.Method("Set", "Len", "func() int", "func(Set) int", func(s map[string]bool) int { return len(s) })
	types.Declare("Op", "main.Op", "func(int) int", (*func(int) int)(nil))
	types.Method("Op", "Do", "func(int) int", "func(Op, int) int", func(f func(int) int, n int) int { return f(n) })
	types.Declare("Reader", "main.Reader", "struct{p *int}", (*struct{ Xp *int })(nil))
	types.Method("Reader", "Read", "func([]uint8) (int, error)", "func(Reader, []byte) (int, error)",
		func(r struct{ Xp *int }, b []byte) (int, error) { return *r.Xp + len(b), io.EOF })
	set := map[string]bool{"a": true, "b": true}
	if n := types.Box("Set", set).(interface{ Len() int }).Len(); n != 2 {
		t.Errorf("a map's method returns %d", n)
	}
	if n := types.Box("*Set", &set).(interface{ Len() int }).Len(); n != 2 {
		t.Errorf("a map's method, by a pointer, returns %d", n)
	}
	double := func(n int) int { return 2 * n }
	if n := types.Box("Op", double).(interface{ Do(int) int }).Do(4); n != 8 {
		t.Errorf("a function's method returns %d", n)
	}
	n := 3
	if got, err := types.Box("Reader", struct{ Xp *int }{&n}).(io.Reader).Read(make([]byte, 2)); got != 5 || err != io.EOF {
		t.Errorf("a struct's method returns %d, %v", got, err)
	}
}

func TestTypesKeepTheirIdentity(t *testing.T) {
	types := types()
	types.Declare("Other", "main.Other", "int", (*int)(nil))
	c, other := types.Box("Color", 1), types.Box("Other", 1)
	if c != types.Box("Color", 1) || c == other || c == any(1) {
		t.Error("equality does not go by type and value")
	}
	if m := map[any]int{c: 1, other: 2, 1: 3}; len(m) != 3 || m[types.Box("Color", 1)] != 1 {
		t.Errorf("the map has %v", m)
	}
	if raw, ok := types.Unbox(c, "Color"); !ok || raw != any(1) {
		t.Errorf("unboxed: %v, %v", raw, ok)
	}
	for _, v := range []any{other, 1, nil, types.Box("*Color", new(color))} {
		if _, ok := types.Unbox(v, "Color"); ok {
			t.Errorf("a %T is unboxed as a Color", v)
		}
	}
	p := &point{X: 1}
	raw, _ := types.Unbox(types.Box("*Point", p), "*Point")
	if raw.(*point) != p {
		t.Error("a pointer does not come back as itself")
	}
	if key, raw := types.Open(types.Box("*Point", p)); key != "*Point" || raw.(*point) != p {
		t.Errorf("opened: %s", key)
	}
	var target interface{ Len() int }
	err := errors.Join(types.Box("*Point", p).(error))
	if !errors.As(err, &target) || target.Len() != 1 {
		t.Error("errors.As does not find the error in its wrapping")
	}
}

func TestLacks(t *testing.T) {
	types := types()
	for _, test := range []struct {
		value   any
		methods []string
		want    string
	}{
		{types.Box("Color", 1), []string{"String", "func() string"}, ""},
		{types.Box("Color", 1), []string{"String", "func() int"}, "String"},
		{types.Box("Point", point{}), []string{"Len", "func() int", "add", "func(main.Color) main.Color"}, ""},
		{types.Box("Point", point{}), []string{"Error", "func() string"}, "Error"},
		{types.Box("*Point", &point{}), []string{"Error", "func() string", "Len", "func() int"}, ""},
		{errors.New("e"), []string{"Error", "func() string"}, ""},
		{3, []string{"Error", "func() string"}, "Error"},
	} {
		if got := types.Lacks(test.value, test.methods...); got != test.want {
			t.Errorf("%T lacks %q of %v, want %q", test.value, got, test.methods, test.want)
		}
	}
}

// A method that is declared later makes a new type of it for compiled code; values from before are still unboxed.
func TestMethodsDeclaredLater(t *testing.T) {
	types := types()
	before := types.Box("Names", names{"a", "b"})
	types.Method("Names", "String", "func() string", "func(Names) string", func(n names) string { return strings.Join(n, "+") })
	after := types.Box("Names", names{"a", "b"})
	if fmt.Sprint(before, after) != "[a b] a+b" {
		t.Errorf("shown as %v, then %v", before, after)
	}
	if raw, ok := types.Unbox(before, "Names"); !ok || len(raw.(names)) != 2 {
		t.Error("the value from before is not unboxed")
	}
}

// The collector must find what values of mirrored types point to, and the types themselves.
func TestCollection(t *testing.T) {
	types := types()
	var all []any
	for i := range 100 {
		next := reflect.New(reflect.TypeFor[point]())
		next.Elem().Field(1).SetInt(int64(i))
		p := &point{X: i, Next: (*struct{})(next.UnsafePointer())}
		list := reflect.MakeSlice(reflect.SliceOf(reflect.TypeOf(types.Box("*Point", p))), 0, 1)
		all = append(all, reflect.Append(list, reflect.ValueOf(types.Box("*Point", p))).Interface())
		if i%25 == 0 {
			runtime.GC()
		}
	}
	runtime.GC()
	for i, list := range all {
		next := reflect.ValueOf(list).Index(0).Elem().FieldByName("Next")
		if x := next.Elem().FieldByName("X").Int(); x != int64(i) {
			t.Fatalf("after a collection, %d is %d", i, x)
		}
	}
}

func TestInterfaceOfUnnamedTypes(t *testing.T) {
	types := types()
	types.Form("struct{A Color; b int; Base}", (*struct {
		A    color
		Xb   int
		Base base
	})(nil))
	v := types.Box("struct{A Color; b int; Base}", struct {
		A    color
		Xb   int
		Base base
	}{1, 2, base{3}})
	if got, want := fmt.Sprintf("%+v %T", v, v), "{A:color 1 b:2 Base:{ID:3}} struct { A main.Color; b int; Base main.Base }"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
