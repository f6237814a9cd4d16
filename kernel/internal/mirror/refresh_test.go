package mirror_test

import (
	"container/list"
	"context"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"

	"regan/kernel/internal/mirror"
)

// Values that were put into interfaces before their type got a method get it, wherever variables lead to them.
func TestRefresh(t *testing.T) {
	types := types()
	value := types.Box("Names", names{"a", "b"})
	type holder struct {
		Value any
		Next  *holder
	}
	var shared sync.Map
	shared.Store("key", value)
	linked := list.New()
	linked.PushBack(value)
	ch := make(chan any, 3)
	ch <- 0
	ch <- 1
	<-ch
	ch <- value
	ch <- []any{value} // where the buffer starts
	variables := map[string]any{
		"a channel":          &ch,
		"an interface":       &value,
		"a slice":            &[]any{1, value},
		"an array":           &[2]any{value, nil},
		"a map's values":     &map[string]any{"x": value},
		"a map in a map":     &map[int]map[string]any{1: {"x": value}},
		"a struct":           &holder{Value: value},
		"a pointer":          &[]*holder{{Next: &holder{Value: value}}},
		"a struct in an any": &[]any{holder{Value: value}},
		"a list":             &linked,
		"a map for several":  &shared,
	}
	keyed := map[any]int{types.Box("Color", 1): 1, types.Box("Color", 2): 2}
	deep := &holder{Value: value}
	for range 100_000 {
		deep = &holder{Next: deep}
	}
	key := types.Box("Color", 3)
	ctx := context.WithValue(context.Background(), key, "found")
	typ := reflect.TypeOf(value)
	roots := []reflect.Value{reflect.ValueOf(&keyed).Elem(), reflect.ValueOf(&deep).Elem(), reflect.ValueOf(&ctx).Elem(), reflect.ValueOf(&typ).Elem()}
	for _, v := range variables {
		roots = append(roots, reflect.ValueOf(v).Elem())
	}

	if len(types.Aged()) > 0 {
		t.Error("types are aged before one has got methods")
	}
	types.Method("Names", "String", "func() string", "func(Names) string", func(n names) string { return strings.Join(n, "+") })
	types.Method("Color", "Light", "func() bool", "func(Color) bool", func(c color) bool { return c > 1 })
	if got := fmt.Sprint(types.Aged()); got != "[Names Color]" {
		t.Errorf("aged are %s", got)
	}
	types.Refresh(roots)

	for name, v := range variables {
		shown := fmt.Sprint(reflect.ValueOf(v).Elem().Interface())
		switch name {
		case "a pointer":
			shown = fmt.Sprint((*v.(*[]*holder))[0].Next.Value)
		case "a list":
			shown = fmt.Sprint(linked.Front().Value)
		case "a map for several":
			stored, _ := shared.Load("key")
			shown = fmt.Sprint(stored)
		case "a channel":
			shown = fmt.Sprint(<-ch, <-ch)
			if list := fmt.Sprint(<-ch); list != "[a+b]" {
				t.Errorf("a slice in a channel shows %s", list)
			}
		}
		if !strings.Contains(shown, "a+b") {
			t.Errorf("%s shows %s", name, shown)
		}
	}
	if keyed[types.Box("Color", 2)] != 2 || len(keyed) != 2 {
		t.Errorf("by a key of now, the map has %v", keyed)
	}
	for deep.Next != nil {
		deep = deep.Next
	}
	if fmt.Sprint(deep.Value) != "a+b" {
		t.Error("the end of a long list is not refreshed")
	}
	if ctx.Value(types.Box("Color", 3)) != "found" {
		t.Error("the context does not find the key of now")
	}
	if typ != reflect.TypeOf(types.Box("Names", names{})) {
		t.Error("a reflect.Type is that of before")
	}
}

// What has nothing to do with a type that gets methods keeps its own identity.
func TestOthersKeepTheirIdentity(t *testing.T) {
	types := types()
	point, names, pointer := types.Box("Point", point{}), types.Box("Names", names{}), types.Box("*Color", new(color))
	types.Method("Color", "Light", "func() bool", "func(Color) bool", func(c color) bool { return c > 1 })
	for _, test := range []struct {
		key    string
		before any
		same   bool
	}{{"Names", names, true}, {"Point", point, false}, {"*Color", pointer, false}} {
		after := types.Box(test.key, nil)
		if same := reflect.TypeOf(after) == reflect.TypeOf(test.before); same != test.same {
			t.Errorf("%s is the same type: %v", test.key, same)
		}
	}
}

// Two versions of a type have one name, and the struct types that mention them have one text.
func TestStructsOfVersions(t *testing.T) {
	types := mirror.New()
	type one = struct{ X int }
	type two = struct{ A, B, C string }
	types.Declare("P", "main.P", "struct{X int}", (*one)(nil))
	types.Declare("Pˑ2", "main.P", "struct{A, B, C string}", (*two)(nil))
	types.Form("struct{P P; N int}", (*struct {
		P one
		N int
	})(nil))
	types.Form("struct{P Pˑ2; N int}", (*struct {
		P two
		N int
	})(nil))
	first := types.Box("struct{P P; N int}", struct {
		P one
		N int
	}{one{1}, 2})
	second := types.Box("struct{P Pˑ2; N int}", struct {
		P two
		N int
	}{two{"a", "b", "c"}, 2})
	if got := fmt.Sprintf("%v %T %v %T", first, first, second, second); got != "{{1} 2} struct { P main.P; N int } {{a b c} 2} struct { P main.P; N int }" {
		t.Errorf("got %s", got)
	}
}

// A struct type can get itself into its fields: so the engine completes the recursive types of cells.
func TestSetField(t *testing.T) {
	node := reflect.StructOf([]reflect.StructField{
		{Name: "Kids", Type: reflect.TypeFor[[]struct{}]()}, {Name: "Visit", Type: reflect.TypeFor[func()]()}, {Name: "ID", Type: reflect.TypeFor[int]()},
	})
	pointer := reflect.PointerTo(node)
	want := []reflect.Type{reflect.SliceOf(pointer), reflect.FuncOf([]reflect.Type{pointer}, nil, false), reflect.TypeFor[int]()}
	for i, typ := range want {
		mirror.SetField(node, i, typ)
		if got := node.Field(i).Type; got != typ {
			t.Errorf("field %s has the type %v", node.Field(i).Name, got)
		}
	}
	types := mirror.New()
	types.Declare("Node", "main.Node", "struct{Kids []*Node; Visit func(*Node); ID int}", reflect.Zero(pointer).Interface())
	n := reflect.New(node)
	n.Elem().Field(0).Set(reflect.Append(reflect.Zero(want[0]), n))
	boxed := types.Box("*Node", n.Interface())
	kids := reflect.ValueOf(boxed).Elem().FieldByName("Kids")
	if got := fmt.Sprint(kids.Type(), kids.Index(0).UnsafePointer() == n.UnsafePointer()); got != "[]*main.Node true" {
		t.Errorf("compiled code sees %s", got)
	}
}
