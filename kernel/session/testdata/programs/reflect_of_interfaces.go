package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
)

type shape interface{ Area() float64 }

type named interface {
	shape
	fmt.Stringer
}

type hidden interface{ secret() int }

type square struct{ Side float64 }

func (s square) Area() float64 { return s.Side * s.Side }

type label struct{ Text string }

func (l *label) Area() float64  { return 1 }
func (l *label) String() string { return "label " + l.Text }
func (l label) secret() int     { return len(l.Text) }

type drawing struct {
	Title string
	Main  shape
	List  []shape
}

type coded interface{ Code() int }

type failure struct{ code int }

func (f *failure) Error() string { return fmt.Sprint("failure ", f.code) }
func (f *failure) Code() int     { return f.code }

// What package reflect, and those that use it, see of a program's own interface types.
func main() {
	want := reflect.TypeOf((*shape)(nil)).Elem()
	both := reflect.TypeFor[named]()
	secret := reflect.TypeFor[hidden]()
	stringer := reflect.TypeFor[fmt.Stringer]()
	fmt.Println(want, want.Kind(), want.Name(), want.NumMethod(), both.NumMethod())
	for _, v := range []any{square{1}, &square{2}, label{"a"}, &label{"b"}, 3, "text", errors.New("e")} {
		t := reflect.TypeOf(v)
		fmt.Println(t, t.Implements(want), t.Implements(both), t.Implements(secret), t.Implements(stringer), t.AssignableTo(want), t.ConvertibleTo(want))
	}
	fmt.Println(both.Implements(want), want.Implements(both), both.Implements(stringer), stringer.Implements(both), both.AssignableTo(want))
	field, _ := reflect.TypeFor[drawing]().FieldByName("Main")
	fmt.Println(field.Type, reflect.TypeFor[label]().Implements(field.Type), reflect.TypeFor[square]().AssignableTo(field.Type))

	var d drawing
	fmt.Println(json.Unmarshal([]byte(`{"Title": "t", "Main": {"Side": 2}}`), &d))
	fmt.Println(json.Unmarshal([]byte(`{"Title": "t", "List": [null, 3]}`), &d))
	fmt.Println(json.Unmarshal([]byte(`{"Main": null, "Title": "none"}`), &d), d.Title, d.Main)
	var s shape
	fmt.Println(json.Unmarshal([]byte(`"text"`), &s), s)
	s = &square{1}
	fmt.Println(json.Unmarshal([]byte(`{"Side": 5}`), &s), s.Area())
	text, err := json.Marshal(drawing{"out", square{3}, []shape{&label{"x"}, nil}})
	fmt.Println(string(text), err)

	var c coded
	fmt.Println(errors.As(fmt.Errorf("wrapped: %w", &failure{7}), &c), c.Code())
	fmt.Println(errors.As(errors.New("plain"), &c))
	fmt.Printf("%T %T %T %T\n", []shape{}, map[string]named{}, &s, struct{ S shape }{})
	fmt.Printf("%v %+v\n", drawing{"v", square{1}, nil}, drawing{"v", &label{"p"}, []shape{square{2}}}.Main)
}
