package main

import (
	"errors"
	"fmt"
	"reflect"
	"sort"
	"strconv"
	"strings"
)

type Address struct {
	Street string `db:"street" validate:"required"`
	Zip    string `db:"zip" validate:"len=5"`
}
type Contact interface{ Reach() string }
type Phone struct{ Number string }

func (p Phone) Reach() string { return "tel:" + p.Number }

type Email string

func (e *Email) Reach() string { return "mailto:" + string(*e) }

type Person struct {
	Name     string `db:"name" validate:"required"`
	Age      int    `validate:"min=18"`
	Home     *Address
	Work     Address `db:"work"`
	Contacts []Contact
	Scores   map[string][]float64
	secret   string
	Boss     *Person
	F        func(int) error
	Ch       chan<- int
	Arr      [2]uint8
	Any      any
}

func (p Person) Hello(greeting string, times int) string {
	return strings.Repeat(greeting+" "+p.Name+"!", times)
}
func (p *Person) SetName(n string) error {
	if n == "" {
		return errors.New("empty")
	}
	p.Name = n
	return nil
}
func (p Person) Variadic(xs ...int) (n int) {
	for _, x := range xs {
		n += x
	}
	return
}

func walk(v reflect.Value, path string, depth int, out *[]string) {
	add := func(s string) { *out = append(*out, strings.Repeat(" ", depth)+path+" "+s) }
	switch v.Kind() {
	case reflect.Invalid:
		add("invalid")
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			add(v.Type().String() + " nil")
			return
		}
		add(v.Kind().String() + " " + v.Type().String())
		walk(v.Elem(), "*", depth+1, out)
	case reflect.Struct:
		add("struct " + v.Type().Name() + " " + strconv.Itoa(v.NumField()))
		for i := range v.NumField() {
			f := v.Type().Field(i)
			walk(v.Field(i), f.Name, depth+1, out)
		}
	case reflect.Slice, reflect.Array:
		add(fmt.Sprint(v.Type(), " ", v.Len()))
		for i := range v.Len() {
			walk(v.Index(i), strconv.Itoa(i), depth+1, out)
		}
	case reflect.Map:
		add(v.Type().String())
		keys := v.MapKeys()
		sort.Slice(keys, func(i, j int) bool { return keys[i].String() < keys[j].String() })
		for _, k := range keys {
			walk(v.MapIndex(k), k.String(), depth+1, out)
		}
	case reflect.Func, reflect.Chan:
		add(fmt.Sprint(v.Type(), v.IsNil()))
	default:
		if v.CanInterface() {
			add(fmt.Sprintf("%v=%v", v.Type(), v.Interface()))
		} else {
			add(fmt.Sprintf("%v hidden %v", v.Type(), v))
		}
	}
}

func validate(x any) (err error) {
	v := reflect.Indirect(reflect.ValueOf(x))
	for i := 0; i < v.NumField(); i++ {
		f, ft := v.Field(i), v.Type().Field(i)
		rule, ok := ft.Tag.Lookup("validate")
		if !ok {
			if ft.IsExported() && (f.Kind() == reflect.Struct || f.Kind() == reflect.Pointer && !f.IsNil() && f.Elem().Kind() == reflect.Struct) {
				err = errors.Join(err, validate(f.Interface()))
			}
			continue
		}
		key, arg, _ := strings.Cut(rule, "=")
		n, _ := strconv.Atoi(arg)
		bad := false
		switch key {
		case "required":
			bad = f.IsZero()
		case "len":
			bad = f.Len() != n
		case "min":
			bad = f.Int() < int64(n)
		}
		if bad {
			err = errors.Join(err, fmt.Errorf("%s.%s: %s", v.Type(), ft.Name, rule))
		}
	}
	return
}

func main() {
	e := Email("a@b")
	p := &Person{Name: "Ann", Age: 17, Home: &Address{"Road", "12"}, Contacts: []Contact{Phone{"1"}, &e, nil},
		Scores: map[string][]float64{"x": {1.5}, "a": nil}, secret: "s", Arr: [2]uint8{1, 2}, Any: Phone{"9"}}
	p.Boss = &Person{Name: "Bob", F: func(int) error { return nil }}
	var out []string
	walk(reflect.ValueOf(p), "p", 0, &out)
	fmt.Println(strings.Join(out, "\n"))
	fmt.Println(validate(p))
	t := reflect.TypeOf(*p)
	fmt.Println(t, t.Name(), t.PkgPath(), t.Kind(), t.NumMethod(), reflect.TypeOf(p).NumMethod(), t.Comparable(), t.Size() > 0)
	for i := range reflect.TypeOf(p).NumMethod() {
		m := reflect.TypeOf(p).Method(i)
		fmt.Println(m.Name, m.Type, m.Type.NumIn(), m.Type.IsVariadic(), m.IsExported())
	}
	for f := range t.NumField() {
		sf := t.Field(f)
		fmt.Print(sf.Name, " ", sf.Type, " ", sf.Tag, " ", sf.Anonymous, sf.IsExported(), sf.Index, "; ")
	}
	fmt.Println()
	v := reflect.ValueOf(p)
	res := v.MethodByName("Hello").Call([]reflect.Value{reflect.ValueOf("hi"), reflect.ValueOf(2)})
	fmt.Println(res[0], res[0].Kind(), len(res))
	res = v.MethodByName("SetName").Call([]reflect.Value{reflect.ValueOf("")})
	fmt.Println(res[0].Interface().(error), v.MethodByName("Nope").IsValid())
	v.MethodByName("SetName").Call([]reflect.Value{reflect.ValueOf("Zed")})
	fmt.Println(p.Name, v.MethodByName("Variadic").Call([]reflect.Value{reflect.ValueOf(1), reflect.ValueOf(2)})[0].Int(), v.MethodByName("Variadic").CallSlice([]reflect.Value{reflect.ValueOf([]int{4, 5})})[0])
	el := v.Elem()
	el.FieldByName("Age").SetInt(30)
	el.Field(0).Set(reflect.ValueOf("Set"))
	el.FieldByName("Scores").SetMapIndex(reflect.ValueOf("new"), reflect.ValueOf([]float64{9}))
	el.FieldByName("Contacts").Set(reflect.Append(el.FieldByName("Contacts"), reflect.ValueOf(Phone{"5"})))
	fmt.Println(p.Name, p.Age, p.Scores, len(p.Contacts), p.Contacts[3].Reach(), el.FieldByName("secret").CanSet(), reflect.ValueOf(*p).Field(0).CanSet())
	ct := reflect.TypeFor[Contact]()
	fmt.Println(ct, ct.Kind(), reflect.TypeOf(e).Implements(ct), reflect.TypeOf(&e).Implements(ct), reflect.TypeOf(Phone{}).AssignableTo(ct), reflect.TypeOf(e).ConvertibleTo(reflect.TypeOf("")))
	swap := func(in []reflect.Value) []reflect.Value { return []reflect.Value{in[1], in[0]} }
	var intSwap func(int, int) (int, int)
	reflect.ValueOf(&intSwap).Elem().Set(reflect.MakeFunc(reflect.TypeOf(intSwap), swap))
	fmt.Println(intSwap(1, 2))
	nv := reflect.New(t).Elem()
	nv.FieldByName("Work").FieldByName("Zip").SetString("55555")
	fmt.Println(nv.Interface().(Person).Work, reflect.Zero(t).Interface().(Person).Age)
	mt := reflect.MapOf(reflect.TypeOf(""), t.Field(3).Type)
	mv := reflect.MakeMap(mt)
	mv.SetMapIndex(reflect.ValueOf("k"), reflect.ValueOf(Address{"s", "z"}))
	fmt.Println(mt, mv.Interface().(map[string]Address)["k"].Street, reflect.SliceOf(ct), reflect.PointerTo(t), reflect.ArrayOf(2, ct))
	fmt.Println(reflect.DeepEqual(p, &*p), reflect.DeepEqual(Address{"a", "b"}, Address{"a", "c"}), reflect.DeepEqual(map[string]any{"a": []int{1}}, map[string]any{"a": []int{1}}), reflect.DeepEqual([]int(nil), []int{}))
	st := reflect.StructOf([]reflect.StructField{{Name: "X", Type: reflect.TypeOf(0), Tag: `json:"x"`}, {Name: "P", Type: reflect.TypeOf(Phone{})}})
	sv := reflect.New(st).Elem()
	sv.Field(0).SetInt(3)
	fmt.Printf("%+v %v\n", sv, st)
	for _, bad := range []func(){
		func() { reflect.ValueOf(*p).Field(0).SetString("x") },
		func() { el.FieldByName("secret").SetString("x") },
		func() { el.FieldByName("Age").SetString("x") },
		func() { el.FieldByName("Age").Set(reflect.ValueOf("x")) },
		func() { reflect.ValueOf(1).Elem() },
	} {
		func() { defer func() { fmt.Println(recover()) }(); bad() }()
	}
}
