package main

import (
	"fmt"
	"reflect"
)

type Color uint8

func (c Color) String() string { return "c" }

type Inner struct{ A, b int }
type S struct {
	Inner
	Name  string `json:"name" db:"n"`
	Color Color
	next  *S
	F     func(Color) error
	M     map[Color][]Inner
}

func (s S) Hello(n int) string { return fmt.Sprint("hello ", n, s.Name) }
func (s *S) Set(name string)   { s.Name = name }

func main() {
	t := reflect.TypeOf(S{})
	fmt.Println(t, t.Name(), t.Kind(), t.NumField(), t.NumMethod(), t.PkgPath())
	for i := range t.NumField() {
		f := t.Field(i)
		fmt.Println(f.Name, f.Type, f.Tag.Get("json"), f.Tag.Get("db"), f.Anonymous, f.IsExported(), f.Index)
	}
	p := reflect.TypeOf(&S{})
	for i := range p.NumMethod() {
		fmt.Println(p.Method(i).Name, p.Method(i).Type)
	}
	s := S{Name: "x"}
	v := reflect.ValueOf(&s)
	v.MethodByName("Set").Call([]reflect.Value{reflect.ValueOf("new")})
	fmt.Println(s.Name, v.Elem().MethodByName("Hello").Call([]reflect.Value{reflect.ValueOf(3)})[0])
	v.Elem().FieldByName("Color").SetUint(7)
	v.Elem().FieldByName("A").SetInt(5)
	fmt.Println(s.Color, uint8(s.Color), s.A, v.Elem().FieldByName("next").IsNil(), v.Elem().FieldByName("b").CanSet())
	fmt.Println(reflect.DeepEqual(S{Name: "a"}, S{Name: "a"}), reflect.DeepEqual(Color(1), uint8(1)), reflect.DeepEqual([]Color{1}, []Color{1}))
	fmt.Println(reflect.TypeOf(Color(1)) == reflect.TypeOf(Color(2)), reflect.TypeOf(Color(1)).ConvertibleTo(reflect.TypeOf(1)))
	fmt.Println(reflect.ValueOf(Color(3)).Convert(reflect.TypeOf(0)).Interface())
	n := reflect.New(reflect.TypeOf(Color(0))).Elem()
	n.SetUint(9)
	c, ok := n.Interface().(Color)
	fmt.Println(uint8(c), ok)
	z := reflect.Zero(t).Interface().(S)
	fmt.Println(z.Name == "", reflect.TypeOf(z.M), reflect.TypeOf(z.F))
	sl := reflect.MakeSlice(reflect.TypeOf([]Color{}), 2, 2)
	sl.Index(1).SetUint(4)
	fmt.Println(sl.Interface().([]Color)[1] == 4)
}
