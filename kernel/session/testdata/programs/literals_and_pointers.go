package main

import "fmt"

type cfg struct {
	name string
	n    int
}

var global cfg

func paren() (c cfg) { c = (cfg{name: "paren"}); return }

func main() {
	c := cfg{}
	p := &c
	c = cfg{name: "x"}
	fmt.Println(p.name, c.name)
	c = (cfg{name: "y"})
	fmt.Println(p.name, c.name, paren())
	g := &global
	global = cfg{name: "g"}
	fmt.Println(g.name, global.name)
	arr := [2]cfg{}
	q := &arr[1]
	arr[1] = cfg{name: "arr"}
	fmt.Println(q.name)
	var a [2]int
	pa := &a
	a = [2]int{1, 2}
	fmt.Println(pa[1])
	sl := a[:]
	a = [2]int{3, 4}
	fmt.Println(sl)
	st := struct{ in cfg }{}
	r := &st.in
	st.in = cfg{name: "in"}
	fmt.Println(r.name)
	f := func() string { return c.name }
	c = cfg{name: "z"}
	fmt.Println(f(), p.name)
	for i := range 2 {
		v := cfg{n: i}
		ptr := &v
		v = cfg{n: i + 10}
		fmt.Println(ptr.n)
	}
	m := map[string]cfg{}
	m["a"] = cfg{name: "m"}
	fmt.Println(m)
	anon := struct{ a int }{1}
	pn := &anon
	anon = struct{ a int }{2}
	fmt.Println(pn.a)
	func() {
		c = cfg{name: "inner"}
	}()
	fmt.Println(p.name)
	pp := &cfg{name: "pp"}
	alias := pp
	*pp = cfg{name: "star"}
	fmt.Println(alias.name)
}
