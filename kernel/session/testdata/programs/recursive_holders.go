package main

import "fmt"

type input struct {
	text string
	memo map[string][]result
}
type result struct {
	value any
	rest  input
}

var global = input{text: "global"}
var list []result

func (in input) next() result { return result{in.text[:1], input{text: in.text[1:]}} }

type outer struct {
	results [2]result
	in      input
}

type holder interface{ next() result }

func main() {
	r := global.next()
	fmt.Println(r.value, r.rest.text)
	list = append(list, r, r.rest.next())
	global.memo = map[string][]result{"a": list}
	r.rest.memo = global.memo
	fmt.Println(len(list), list[1].rest.text, r.rest.memo["a"][0].rest.text)
	var u any = r
	fmt.Println(u.(result).rest.text)
	var h holder = r.rest
	fmt.Println(h.next().rest.text)
	o := outer{in: global}
	o.results[1] = r
	p := o
	p.results[1].rest.text = "p"
	fmt.Println(o.results[1].rest.text, p.results[1].rest.text, p.in.text)
	fmt.Printf("%v %+v\n", list, list[0].rest.text)
}
