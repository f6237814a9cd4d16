package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
)

type shape interface{ area() int }
type square struct{ side int }
type line struct{ n int }

func (s square) area() int    { return s.side * s.side }
func (l *line) area() int     { return l.n }
func (l *line) Error() string { return fmt.Sprint("line ", l.n) }

func both() (square, *line)          { return square{3}, &line{4} }
func mixed() (int, square, error)    { return 1, square{2}, errors.New("e") }
func fails() (*line, error)          { return &line{5}, nil }
func total(a, b shape) int           { return a.area() + b.area() }
func list(n int, rest ...any) string { return fmt.Sprint(n, len(rest), rest) }
func all(shapes ...shape) (n int) {
	for _, s := range shapes {
		n += s.area()
	}
	return n
}
func anys(a, b any) string              { return fmt.Sprintf("%T %T", a, b) }
func readers() (*strings.Reader, *line) { return strings.NewReader("text"), &line{1} }
func readAll(r io.Reader, s shape) string {
	b, _ := io.ReadAll(r)
	return fmt.Sprint(string(b), s.area())
}

func deferred() {
	defer fmt.Println(both())
	defer total(both())
}

func main() {
	fmt.Println(total(both()), anys(both()), list(mixed()), all(both()))
	fmt.Println(readAll(readers()))
	fmt.Println(both())
	var a, b shape = both()
	var x, y any = both()
	fmt.Println(a.area(), b.area(), x, y.(*line).n)
	if s, t := shape(nil), shape(nil); s == nil {
		s, t = both()
		fmt.Println(s.area(), t.area())
	}
	c, err := fails()
	var e error
	c, e = fails()
	fmt.Println(c.n, err, e)
	deferred()

	shapes := make(chan shape, 3)
	squares := make(chan square, 3)
	lines := make(chan *line, 1)
	squares <- square{7}
	squares <- square{8}
	lines <- &line{9}
	var s shape
	var v any
	var ok bool
	r := struct{ ch chan square }{squares}
	select {
	case s = <-squares:
	}
	fmt.Println(s.area())
	select {
	case v, ok = <-r.ch:
	}
	fmt.Println(v.(square).side, ok)
	select {
	case e = <-lines:
	default:
	}
	fmt.Println(e)
	shapes <- square{1}
	fields := struct {
		s  shape
		ok bool
	}{}
	select {
	case fields.s, fields.ok = <-shapes:
		fmt.Println(fields.s.area(), fields.ok)
	}
	slots := make([]any, 2)
	squares <- square{2}
	select {
	case slots[1] = <-squares:
	}
	fmt.Println(slots)
	close(squares)
	select {
	case v, ok = <-squares:
	}
	fmt.Println(v, ok)
	shapes <- &line{10}
	select {
	case v = <-shapes:
		fmt.Printf("%T\n", v)
	}

	row := make([]shape, 4)
	for i, j := 0, 3; i < j; i, j, row[i], row[j] = i+1, j-1, (square{i}), (&line{j}) {
	}
	for _, s := range row {
		fmt.Printf("%v ", s)
	}
	fmt.Println()
	var p, q any
	for i := 0; i < 3; p, q, i = q, i, i+1 {
		fmt.Print(p, q, " ")
	}
	for i := 0; i < 2; s, v, i = (square{i}), s, i+1 {
	}
	fmt.Println(s, v)
	for i := 0; i < 2; row[0], row[1] = both() {
		i++
	}
	fmt.Println(row[0].area(), row[1].area())
	m := map[string]any{}
	for i := 0; i < 1; m["a"], m["b"], i = both2(), (square{i}), i+1 {
	}
	fmt.Println(m)
}

func both2() square { return square{42} }
