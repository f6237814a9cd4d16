package main

import (
	"errors"
	"fmt"
)

type point struct{ x, y int }

type failure struct {
	cause error
	text  string
}

func (f *failure) Error() string { return f.text }
func (f *failure) Cause() error  { return f.cause }

func cause(err error) error {
	type causer interface{ Cause() error }
	for err != nil {
		c, ok := err.(causer)
		if !ok {
			break
		}
		err = c.Cause()
	}
	return err
}

type node struct{ v int }

func (n *node) print() int    { return n.v }
func (n node) string() string { return "node" }
func (n node) len() int       { return 2 }
func (n node) new() node      { return n }

type id [4]byte

func parse(text string) (n id, err error) { return n, fill(text, &n) }

func fill(text string, n *id) error {
	copy((*n)[:], text)
	return nil
}

func counted() (n int, f float64, err error) {
	return n, 1.5, func() error {
		n = 4
		return errors.New("counted")
	}()
}

func order(log *[]string) (int, string, int) {
	note := func(s string, n int) int {
		*log = append(*log, s)
		return n
	}
	local := "x"
	return note("first", 1), local, note("second", 2) + note("third", 3)
}

var total = 7

func main() {
	lists := map[string][]int{"a": {1}}
	list, ok := lists["a"]
	fmt.Println(list, ok)
	list, ok = lists["b"]
	fmt.Println(list, ok, list == nil)

	var v any = 3
	n, is := v.(int)
	fmt.Println(n, is)
	v = "s"
	n, is = v.(int)
	fmt.Println(n, is)

	points := map[int]point{0: {5, 6}}
	for i := range 3 {
		p, ok := points[i]
		fmt.Println(p, ok)
		if p, ok := points[i]; p.x == 0 {
			fmt.Println("none", ok)
		} else if q, ok := points[i+1]; !ok {
			fmt.Println("no next", q)
		}
		switch p, ok := points[i]; {
		case ok:
			fmt.Println("point", p)
		default:
			fmt.Println("no point", p)
		}
		var held any = "text"
		if i == 0 {
			held = i
		}
		m, ok := held.(int)
		fmt.Println(m, ok)
		e, ok := held.(error)
		fmt.Println(e, ok)
		s, ok := held.(fmt.Stringer)
		fmt.Println(s, ok)
		only, _ := held.(float64)
		fmt.Println(only)
		first, _ := points[i]
		fmt.Println(first)
	}

	var holder struct{ p point }
	holder.p, ok = points[0]
	fmt.Println(holder, ok)
	holder.p, ok = points[9]
	fmt.Println(holder, ok)
	total, ok = map[string]int{}["none"]
	fmt.Println(total, ok)
	names := map[string]fmt.Stringer{}
	name, ok := names["x"]
	fmt.Println(name, ok)

	base := errors.New("base")
	fmt.Println(cause(&failure{&failure{base, "b"}, "a"}) == base, cause(base) == base)

	nn := &node{3}
	f := nn.print
	fmt.Println(nn.print(), nn.string(), nn.new().len(), f(), node.string(*nn))

	fmt.Println(parse("go"))
	fmt.Println(counted())
	var log []string
	fmt.Println(order(&log))
	fmt.Println(log)
}
