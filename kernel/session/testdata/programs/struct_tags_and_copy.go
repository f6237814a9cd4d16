package main

import "fmt"

type inner struct {
	list []int
	arr  [2]int
	m    map[string]int
}

type outer struct {
	inner
	name string
	ptr  *inner
}

func modify(o outer) outer {
	o.name = "changed"
	o.arr[0] = 100
	o.list[0] = 100
	o.m["k"] = 100
	o.ptr.arr[1] = 100
	return o
}

// Copies of structs are shallow.
func main() {
	shared := &inner{}
	a := outer{inner{[]int{1}, [2]int{1, 2}, map[string]int{"k": 1}}, "a", shared}
	b := a
	c := modify(a)
	fmt.Println(a.name, a.arr, a.list, a.m, a.ptr.arr)
	fmt.Println(b.name, b.arr, b.list, b.m)
	fmt.Println(c.name, c.arr)
	s := []outer{a, c}
	first := s[0]
	s[0].name = "in slice"
	first.name = "copy"
	fmt.Println(s[0].name, first.name, a.name)
	p := &s[1]
	p.name = "via pointer"
	fmt.Println(s[1].name)
	m := map[string]outer{"x": a}
	v := m["x"]
	v.name = "v"
	fmt.Println(m["x"].name)
	arr := [2]outer{a, b}
	brr := arr
	brr[0].name = "brr"
	fmt.Println(arr[0].name, brr[0].name)
	f := func(o *outer) { o.name = "by pointer" }
	f(&a)
	fmt.Println(a.name)
	ch := make(chan outer, 1)
	ch <- a
	a.name = "after send"
	fmt.Println((<-ch).name)
	var i any = a
	a.name = "after boxing"
	fmt.Println(i.(outer).name)
	g := func() outer { return a }
	d := g()
	d.name = "d"
	fmt.Println(a.name)
	*shared = inner{arr: [2]int{7, 7}}
	fmt.Println(a.ptr.arr, b.ptr.arr)
	q := new(outer)
	*q = a
	q.arr[1] = -1
	fmt.Println(a.arr, q.arr)
	for _, o := range s {
		o.name = "loop"
	}
	fmt.Println(s[0].name)
}
