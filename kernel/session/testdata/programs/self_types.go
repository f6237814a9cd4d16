package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"reflect"
	"slices"
	"sort"
	"strings"
	"sync"
	"text/template"
)

type Tree map[string]Tree
type Forest []*Forest
type List []List
type Handlers map[string]func(Handlers, string) error
type Link chan Link
type Ptr *Ptr
type Graph map[*Graph]Graph
type Env map[string]func(Env) int
type Steps []func(Steps) Steps
type Names map[Key]Names
type Key struct {
	a string
	n int
}
type holder struct {
	Tree
	list List
	by   map[string]List
	arr  [2]Tree
	ptr  *List
	link Link
}
type Alias = Tree
type Other Tree
type Mixed map[string][]map[string]Mixed

func (l *List) push(x List)       { *l = append(*l, x) }
func (l List) Len() int           { return len(l) }
func (l List) Less(i, j int) bool { return len(l[i]) < len(l[j]) }
func (l List) Swap(i, j int)      { l[i], l[j] = l[j], l[i] }
func (t Tree) String() string {
	var parts []string
	for _, k := range slices.Sorted(maps.Keys(t)) {
		parts = append(parts, k+t[k].String())
	}
	return "(" + strings.Join(parts, " ") + ")"
}
func (t Tree) Names() []string { return slices.Sorted(maps.Keys(t)) }

type namer interface{ Names() []string }

func both() (Tree, List) { return Tree{"b": nil}, List{nil, {}} }
func pick(ok bool) Tree {
	if ok {
		return Tree{}
	}
	return nil
}
func total(ts ...Tree) (n int) {
	for _, t := range ts {
		n += len(t)
	}
	return
}

// Types that refer to themselves with no struct type between, in all that can be done with them.
func main() {
	p := &Tree{"a": {"x": nil}}
	fmt.Println(p, *p, (*p)["a"], len(*p))
	ps := []*Tree{{"q": nil}, p}
	fmt.Println(len(ps), *ps[0])
	f := Forest{{}, &Forest{nil}}
	f = append(f, &f)
	fmt.Println(len(f), len(*f[1]), len(*f[2]), (*f[1])[0] == nil)
	var l List
	l.push(List{{}, {}})
	l.push(nil)
	l.push(l)
	sort.Sort(l)
	fmt.Println(l, l.Len(), l[1:], l[:0] == nil, cap(l[:1:1]))
	l[0], l[1] = l[1], l[0]
	slices.SortFunc(l, func(a, b List) int { return len(b) - len(a) })
	fmt.Println(l, slices.IndexFunc(l, func(l List) bool { return l == nil }))
	h := Handlers{}
	h["again"] = func(h Handlers, s string) error {
		if s == "" {
			return fmt.Errorf("empty")
		}
		return h["again"](h, s[1:])
	}
	fmt.Println(h["again"](h, "abc"), h["none"] == nil)
	e := Env{"one": func(Env) int { return 1 }}
	e["two"] = func(e Env) int { return e["one"](e) + 1 }
	fmt.Println(e["two"](e))
	var st Steps
	st = Steps{func(s Steps) Steps { return s[1:] }, func(s Steps) Steps { return nil }}
	for n := 0; st != nil; n++ {
		st = st[0](st)
		fmt.Println(n, len(st))
	}
	g := Graph{}
	g[&g] = Graph{nil: g}
	fmt.Println(len(g[&g]), len(g[&g][nil]))
	n := Names{{"a", 1}: {{"b", 2}: nil}}
	fmt.Println(len(n[Key{"a", 1}]), n[Key{"z", 0}] == nil)

	c, d := make(Link, 2), make(Link, 1)
	c <- d
	c <- c
	seen := map[Link]string{c: "c", d: "d"}
	fmt.Println(seen[<-c], seen[<-c], c == d, c != nil)
	var wg sync.WaitGroup
	wg.Add(1)
	go func(l Link) {
		defer wg.Done()
		for x := range l {
			x <- nil
		}
	}(c)
	c <- d
	close(c)
	wg.Wait()
	select {
	case x, ok := <-d:
		fmt.Println(x == nil, ok)
	}
	select {
	case d <- c:
		fmt.Println("sent")
	default:
	}
	var in <-chan Link = d
	fmt.Println((<-in) == c)

	var pp Ptr
	pp = &pp
	fmt.Println(*pp == pp, pp != nil)

	hd := holder{Tree: Tree{"t": nil}, list: List{{}}, by: map[string]List{"k": {nil}}}
	hd.arr[1] = hd.Tree
	hd.ptr = &hd.list
	*hd.ptr = append(*hd.ptr, hd.by["k"]...)
	hd.by["k"] = append(hd.by["k"], List{})
	hd.Tree["u"] = Tree{}
	fmt.Println(hd.Names(), len(hd.list), len(hd.by["k"]), len(hd.arr[1]), hd.arr[0] == nil, hd.Tree)
	if t, l := both(); len(t) == 1 && l[0] == nil {
		fmt.Println("both", t, l)
	}
	for k, v := range (Tree{"lit": {"y": nil}}) {
		fmt.Println(k, v)
	}
	if x, ok := (*p)["a"]["x"]; ok && x == nil {
		fmt.Println("found nil")
	}
	if _, ok := (*p)["b"]["x"]; !ok {
		fmt.Println("not found")
	}
	switch pick(true) == nil {
	case true:
		fmt.Println("nil")
	default:
		fmt.Println("not nil", pick(false))
	}
	fmt.Println(total(*p, nil, Tree{"a": nil, "b": nil}), total([]Tree{*p}...))
	var o Other = Other(*p)
	back := Tree(o)
	var plain map[string]Tree = back
	fmt.Println(len(o), back, len(plain), Alias(plain))
	var vals []any = []any{back, l, c == nil, o, plain, &back, h == nil, e["x"]}
	for _, v := range vals[:6] {
		switch v := v.(type) {
		case namer:
			fmt.Printf("namer %T %v\n", v, v.Names())
		case List:
			fmt.Println("list", len(v))
		case Other:
			fmt.Println("other", len(v))
		case map[string]Tree:
			fmt.Println("plain", len(v))
		default:
			fmt.Printf("%T\n", v)
		}
	}
	text, err := json.Marshal(map[string]any{"t": back, "l": l})
	fmt.Println(string(text), err)
	var m Mixed
	fmt.Println(json.Unmarshal([]byte(`{"a":[{"b":{"c":null}},{}]}`), &m), m, len(m["a"][0]["b"]))
	fmt.Println(reflect.TypeOf(back), reflect.TypeOf(back).Elem(), reflect.TypeOf(back).Kind(), reflect.DeepEqual(back, Tree{"a": {"x": nil}}))
	fmt.Printf("%v %+v %#v\n", l, m, List{{}, nil})
	template.Must(template.New("").Parse("{{range $k, $v := .}}{{$k}}={{len $v}} {{end}}\n")).Execute(os.Stdout, back)
	func() {
		defer func() { fmt.Println(recover()) }()
		_ = l[5]
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var none Tree
		none["x"] = nil
	}()
	cl := maps.Clone(back)
	cl["new"] = cl
	fmt.Println(len(cl), len(back), len(cl["new"]["new"]))
	add := back.add
	add("z")
	fmt.Println(back, Tree.Names(back))
	defer func(t Tree) { fmt.Println("deferred", t) }(back)
	arr := [...]List{{}, {nil}}
	for i := range arr {
		arr[i] = append(arr[i], arr[0])
	}
	fmt.Println(arr)
	copied := make(List, len(l))
	copy(copied, l)
	copied[0] = nil
	fmt.Println(l[0] == nil, len(copied), min(len(l), 2))
	clear(back)
	fmt.Println(back)
}

func (t Tree) add(name string) { t[name] = Tree{} }
