package main

import (
	"encoding/json"
	"fmt"
)

type wrapper struct {
	in struct {
		a int
		b string
	}
	Out []struct {
		c  bool
		in struct{ d float64 }
	}
}

type pointer struct{ next *struct{ v int } }

func main() {
	v := struct {
		a, b int
		C    string
	}{1, 2, "c"}
	fmt.Printf("%v %+v %#v %T\n", v, v, v, v)
	list := []struct{ x, y int }{{1, 2}, {3, 4}}
	fmt.Printf("%v %+v %#v %T\n", list, list, list, list)
	m := map[string]struct{ n int }{"a": {1}}
	fmt.Printf("%v %+v %#v %T\n", m, m, m, m)
	p := &struct{ inner struct{ z int } }{}
	p.inner.z = 7
	fmt.Printf("%v %+v %T\n", p, p, p)
	var w wrapper
	w.in.a, w.in.b = 1, "b"
	w.Out = append(w.Out, struct {
		c  bool
		in struct{ d float64 }
	}{true, struct{ d float64 }{2.5}})
	fmt.Printf("%v %+v %#v\n", w, w, w)
	fmt.Println(w, p.inner, list[1])
	fmt.Printf("%+v %T\n", struct{ f func() }{}, struct{ f func() }{})
	fmt.Printf("%+v %T\n", struct{ c chan struct{ q int } }{}, make(chan struct{ q int }))
	fmt.Printf("%T %T\n", func(struct{ a int }) {}, [2]struct{ a int }{})
	fmt.Printf("%+v\n", pointer{nil})
	var any1 any = struct{ a int }{1}
	fmt.Println(any1 == any(struct{ a int }{1}), any1 == any(struct{ b int }{1}))
	_, ok := any1.(struct{ a int })
	fmt.Println(ok)
	text, err := json.Marshal(map[string]any{"v": v, "list": list, "w": w})
	fmt.Println(string(text), err)
	type local struct {
		a int
		s struct{ b, C int }
	}
	fmt.Printf("%v %+v\n", local{1, struct{ b, C int }{2, 3}}, local{})
	tests := []struct {
		name string
		in   []int
		want int
	}{{"one", []int{1}, 1}, {"none", nil, 0}}
	for _, tt := range tests {
		fmt.Printf("%+v\n", tt)
	}
}
