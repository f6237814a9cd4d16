package main

import (
	"encoding/json"
	"fmt"
	"reflect"
)

type tree struct {
	Name string
	Kids []branch
}

type branch struct {
	Weight int
	To     *tree
	Trees  []tree
}

type file struct {
	Name   string
	Parent *folder
}

type folder struct {
	Files map[string]file
	Sub   []folder
	Main  *file
}

func (f folder) Count() int {
	n := len(f.Files)
	for _, s := range f.Sub {
		n += s.Count()
	}
	return n
}

type expr interface{ Eval(env) int }
type env struct {
	vars  map[string]value
	outer *env
}
type value struct {
	n   int
	def expr
	in  *env
}
type sum struct{ parts []expr }
type ref struct{ name string }

func (s sum) Eval(e env) (n int) {
	for _, p := range s.parts {
		n += p.Eval(e)
	}
	return n
}

func (r ref) Eval(e env) int {
	v, ok := e.vars[r.name]
	switch {
	case ok && v.def != nil:
		return v.def.Eval(*v.in)
	case ok:
		return v.n
	case e.outer != nil:
		return r.Eval(*e.outer)
	}
	return -1
}

type even struct{ odd *odd }
type odd struct {
	even even
	n    int
}

type list struct {
	pair
	n int
}
type pair struct{ left, right *list }

func main() {
	t := tree{"root", []branch{{1, &tree{"leaf", nil}, nil}, {2, nil, []tree{{"inner", []branch{{3, nil, nil}}}}}}}
	fmt.Println(t.Name, len(t.Kids), t.Kids[0].To.Name, t.Kids[1].Trees[0].Kids[0].Weight)
	t.Kids[1].Trees[0].Kids[0].Weight++
	t.Kids = append(t.Kids, branch{Trees: []tree{t}})
	copied := t
	copied.Kids[0] = branch{Weight: 9}
	fmt.Println(t.Kids[0].Weight, t.Kids[2].Trees[0].Kids[1].Trees[0].Kids[0].Weight, t.Kids[0].To == nil)
	fmt.Printf("%v\n%+v\n", t.Kids[1], tree{"x", []branch{{Weight: 4}}})
	text, err := json.Marshal(t)
	fmt.Println(string(text), err)
	var back tree
	fmt.Println(json.Unmarshal(text, &back), reflect.DeepEqual(t, back), back.Kids[1].Trees[0].Name)

	root := folder{Files: map[string]file{"a": {"a", nil}}}
	root.Sub = append(root.Sub, folder{Files: map[string]file{"b": {"b", &root}, "c": {"c", nil}}}, folder{})
	f := root.Sub[0].Files["b"]
	root.Main = &f
	fmt.Println(root.Count(), f.Parent.Main.Name, root.Sub[1].Count(), len(f.Parent.Sub))
	var counter interface{ Count() int } = root.Sub[0]
	fmt.Println(counter.Count(), counter.(folder).Files["b"].Name)

	outer := env{vars: map[string]value{"x": {n: 3}}}
	inner := env{map[string]value{"y": {n: 4}, "s": {0, sum{[]expr{ref{"x"}, ref{"x"}}}, &outer}}, &outer}
	fmt.Println(sum{[]expr{ref{"x"}, ref{"y"}, ref{"s"}, ref{"none"}}}.Eval(inner))

	o := odd{n: 1}
	e := even{&o}
	o.even = e
	fmt.Println(e.odd.even.odd.n, e.odd == o.even.odd, e == o.even)
	l := list{n: 1}
	l.left = &list{pair{nil, &l}, 2}
	fmt.Println(l.left.right.n, l.left.n, l.right == nil)
	var any1, any2 any = l.left.pair, pair{nil, &l}
	fmt.Println(any1 == any2, any1.(pair).right.n)
	m := map[even]string{e: "e"}
	fmt.Println(m[o.even], m[even{}] == "")
	fmt.Printf("%T %T %T\n", t, t.Kids, root.Files)
}
