package main

import "fmt"

type cfg struct {
	name string
	n    int
}

func a() (c cfg)            { defer func() { c.n++ }(); return cfg{n: 1} }
func b() (c *cfg)           { defer func() { c.n++ }(); return &cfg{n: 1} }
func d() (c cfg, err error) { defer func() { c.n += 2 }(); return cfg{n: 1}, nil }
func e() (l []int)          { defer func() { l = append(l, 9) }(); return []int{1} }
func f() (m map[string]cfg) { defer func() { m["z"] = cfg{n: 3} }(); return map[string]cfg{"a": {}} }
func g() (c cfg)            { p := &c; defer func() { p.name = "deferred" }(); c = cfg{n: 5}; return }
func h(c cfg) cfg           { p := &c; c = cfg{n: c.n + 1}; p.name = "h"; return c }
func i(cs ...cfg) (out []cfg) {
	for _, c := range cs {
		p := &c
		c = cfg{n: c.n * 2}
		p.name = "i"
		out = append(out, c)
	}
	return
}

type holder struct{ c cfg }

func (h *holder) reset()     { h.c = cfg{name: "reset"} }
func (h holder) get() cfg    { h.c = cfg{name: "copy"}; return h.c }
func (c *cfg) set(o cfg)     { *c = o }
func (c *cfg) clear()        { *c = cfg{} }
func (c cfg) with(n int) cfg { c.n = n; return c }

func main() {
	fmt.Println(a(), b().n)
	fmt.Println(d())
	fmt.Println(e(), f(), g(), h(cfg{n: 1}), i(cfg{n: 1}, cfg{n: 2}))
	x := holder{}
	p := &x.c
	x.reset()
	fmt.Println(p.name, x.get(), x)
	c := cfg{n: 1}
	q := &c
	c.set(cfg{n: 2})
	fmt.Println(q.n, c.with(7), c)
	c.clear()
	fmt.Println(*q)
	c = c.with(3)
	fmt.Println(q.n)
	x = holder{cfg{n: 8}}
	fmt.Println(p.n)
	list := []cfg{{n: 1}, {n: 2}}
	r := &list[0]
	list[0] = cfg{n: 10}
	fmt.Println(r.n)
	list[0], list[1] = list[1], list[0]
	fmt.Println(r.n, list)
	for i, v := range list {
		v.n = 100
		list[i].name = fmt.Sprint(i)
	}
	fmt.Println(list)
	var iface any = c
	c = cfg{n: 77}
	fmt.Println(iface, c)
	ch := make(chan cfg, 1)
	ch <- c
	c = cfg{}
	c = <-ch
	fmt.Println(c, q.n)
	m := map[string]cfg{"a": {n: 4}}
	c = m["a"]
	fmt.Println(q.n)
	var ok bool
	c, ok = m["b"]
	fmt.Println(q.n, ok)
	c, ok = iface.(cfg)
	fmt.Println(q.n, ok)
	switch c = (cfg{n: 6}); c.n {
	case 6:
		fmt.Println(q.n)
	}
	if c = (cfg{n: 9}); c.n > 3 {
		fmt.Println(q.n)
	}
	func() { c = cfg{n: 11} }()
	fmt.Println(q.n)
	arr := [2]cfg{}
	pa := &arr
	arr = [2]cfg{{n: 1}, {n: 2}}
	fmt.Println(pa[1].n)
	s := []int{1}
	ps := &s
	s = []int{1, 2}
	fmt.Println(len(*ps))
	mm := map[string]int{}
	pm := &mm
	mm = map[string]int{"a": 1}
	fmt.Println(len(*pm))
	fn := func() int { return 1 }
	pf := &fn
	fn = func() int { return 2 }
	fmt.Println((*pf)())
	n := 1
	pn := &n
	n = 2
	n, c.n = 3, n
	fmt.Println(*pn, q.n)
	str := "a"
	pstr := &str
	str += "b"
	str = str + "c"
	fmt.Println(*pstr)
	var e2 error
	pe := &e2
	e2 = fmt.Errorf("x")
	fmt.Println(*pe)
	var av any
	pav := &av
	av = cfg{n: 1}
	av = 3
	fmt.Println(*pav)
	nc := &cfg{n: 1}
	pnc := &nc
	nc = &cfg{n: 2}
	fmt.Println((*pnc).n)
}
