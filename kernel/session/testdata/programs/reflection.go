package main

import (
	"fmt"
	"reflect"
	"strings"
	"time"
)

// Package reflect on values of types that no cell declares.
func main() {
	for _, v := range []any{1, "s", 2.5, []int{1}, map[string]bool{}, struct{ A int }{1}, time.Second, &strings.Builder{}, func(int) string { return "" }} {
		t := reflect.TypeOf(v)
		fmt.Println(t, t.Kind())
	}
	x := 3.4
	v := reflect.ValueOf(&x).Elem()
	v.SetFloat(7.1)
	fmt.Println(x, v.CanSet(), reflect.ValueOf(x).CanSet())
	s := reflect.ValueOf([]int{1, 2, 3})
	for i := range s.Len() {
		fmt.Print(s.Index(i).Int(), " ")
	}
	fmt.Println(s.Type().Elem())
	m := reflect.ValueOf(map[string]int{"k": 1})
	m.SetMapIndex(reflect.ValueOf("l"), reflect.ValueOf(2))
	fmt.Println(m.Len(), m.MapIndex(reflect.ValueOf("l")))
	f := reflect.ValueOf(strings.Repeat)
	out := f.Call([]reflect.Value{reflect.ValueOf("ab"), reflect.ValueOf(3)})
	fmt.Println(out[0], f.Type().NumIn(), f.Type())
	fmt.Println(reflect.DeepEqual([]int{1, 2}, []int{1, 2}), reflect.DeepEqual(map[string][]int{"a": {1}}, map[string][]int{"a": {2}}))
	st := struct {
		Name string `key:"n"`
		Age  int
	}{"x", 5}
	t := reflect.TypeOf(st)
	for i := range t.NumField() {
		fmt.Println(t.Field(i).Name, t.Field(i).Type, t.Field(i).Tag.Get("key"), reflect.ValueOf(st).Field(i))
	}
	made := reflect.MakeSlice(reflect.TypeOf([]string{}), 0, 2)
	made = reflect.Append(made, reflect.ValueOf("z"))
	fmt.Println(made.Interface().([]string))
	p := reflect.New(reflect.TypeOf(0))
	p.Elem().SetInt(9)
	fmt.Println(*(p.Interface().(*int)))
	var err error
	fmt.Println(reflect.TypeOf(err) == nil, reflect.ValueOf(nil).IsValid(), reflect.Zero(reflect.TypeOf(1)))
	fmt.Println(reflect.TypeOf((*error)(nil)).Elem().Kind(), reflect.TypeFor[time.Time]())
	swap := reflect.Swapper([]int{1})
	_ = swap
	mt, ok := reflect.TypeOf(time.Second).MethodByName("Hours")
	fmt.Println(mt.Name, ok)
	n := reflect.MapOf(reflect.TypeOf(""), reflect.TypeOf(0))
	fmt.Println(n, reflect.PointerTo(n), reflect.SliceOf(n), reflect.Indirect(reflect.ValueOf(&x)))
}
