package main

import "fmt"

type result struct {
	value any
	rest  input
}
type input struct {
	text string
	memo map[string][]result
	then func(input) []result
}
type parser func(input) []result

func char(c byte) parser {
	return func(in input) []result {
		if in.text == "" || in.text[0] != c {
			return nil
		}
		return []result{{c, input{text: in.text[1:], then: in.then}}}
	}
}

func (p parser) or(q parser) parser {
	return func(in input) []result { return append(p(in), q(in)...) }
}

func (p parser) many() parser {
	return func(in input) []result {
		out := []result{{"", in}}
		for _, r := range p(in) {
			for _, s := range p.many()(r.rest) {
				out = append(out, result{fmt.Sprint(string(r.value.(byte)), s.value), s.rest})
			}
		}
		return out
	}
}

type handler interface {
	handle(request) (handler, error)
}
type request struct {
	path string
	next handler
	ctx  map[string]handler
}
type handlerFunc func(request) (handler, error)

func (f handlerFunc) handle(r request) (handler, error) { return f(r) }

type middleware func(handler) handler

type graph struct{ nodes map[string]*vertex }
type vertex struct {
	edges []edge
	g     *graph
}
type edge struct {
	to   *vertex
	cost func(edge) int
}

func main() {
	for _, r := range char('a').or(char('b')).many()(input{text: "abx"}) {
		fmt.Printf("%v|%s ", r.value, r.rest.text)
	}
	fmt.Println()
	var h handler = handlerFunc(func(r request) (handler, error) {
		if r.next == nil {
			return nil, fmt.Errorf("end of %s", r.path)
		}
		return r.next.handle(request{path: r.path + "/x"})
	})
	log := func(next handler) handler {
		return handlerFunc(func(r request) (handler, error) {
			fmt.Print("log ", r.path, " ")
			return next.handle(r)
		})
	}
	fmt.Println(middleware(log)(h).handle(request{path: "p", next: h, ctx: map[string]handler{"h": h}}))
	g := &graph{nodes: map[string]*vertex{}}
	g.nodes["a"] = &vertex{g: g}
	g.nodes["b"] = &vertex{edges: []edge{{g.nodes["a"], func(e edge) int { return len(e.to.edges) + 5 }}}, g: g}
	e := g.nodes["b"].edges[0]
	fmt.Println(e.cost(e), e.to == g.nodes["a"])
}
