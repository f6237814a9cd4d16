package main

import (
	"errors"
	"fmt"
	"io"
	"time"
)

type A int
type B int
type Strings []string
type F func() int
type Pair struct{ X, Y int }
type Other struct{ X, Y int }
type Marker struct{}
type Mark2 struct{}
type M map[string]int

func kind(v any) string {
	switch v := v.(type) {
	case nil:
		return "nil"
	case int:
		return "int"
	case A:
		return fmt.Sprint("A", int(v)+1)
	case B:
		return fmt.Sprint("B", int(v)+2)
	case *A:
		return fmt.Sprint("*A", *v)
	case []string:
		return fmt.Sprint("[]string", len(v))
	case Strings:
		return fmt.Sprint("Strings", len(v))
	case F:
		return fmt.Sprint("F", v())
	case func() int:
		return fmt.Sprint("func", v())
	case Pair, Other:
		return fmt.Sprintf("%T %v", v, v)
	case struct{ X, Y int }:
		return "struct"
	case *Pair:
		return fmt.Sprint("*Pair", v.X)
	case Marker:
		return "marker"
	case Mark2:
		return "mark2"
	case []A:
		return "[]A"
	case []B:
		return "[]B"
	case map[string]int:
		return "map"
	case M:
		return "M"
	case map[A]B:
		return "map[A]B"
	case chan A:
		return "chan A"
	case time.Duration:
		return "duration"
	case io.Reader:
		return "reader"
	case error:
		return "error " + v.Error()
	case [2]A:
		return "[2]A"
	default:
		return fmt.Sprintf("other %T", v)
	}
}

type R struct{}

func (R) Read([]byte) (int, error) { return 0, io.EOF }

func main() {
	a := A(5)
	for _, v := range []any{1, A(1), B(1), &a, []string{"x"}, Strings{"y"}, F(func() int { return 3 }), func() int { return 4 },
		Pair{1, 2}, Other{1, 2}, struct{ X, Y int }{1, 2}, &Pair{3, 4}, Marker{}, Mark2{}, []A{}, []B{}, M{}, map[string]int{}, map[A]B{},
		make(chan A), time.Second, R{}, errors.New("e"), [2]A{}, nil, 1.5, &a, [3]A{}, []int{}} {
		fmt.Println(kind(v))
	}
	m := map[any]string{A(1): "A", B(1): "B", 1: "int", Pair{1, 2}: "pair", Other{1, 2}: "other", [1]A{1}: "arr"}
	fmt.Println(len(m), m[A(1)], m[B(1)], m[1], m[Pair{1, 2}], m[Other{1, 2}], m[[1]A{1}], m[[1]B{1}] == "")
	delete(m, A(1))
	_, ok := m[A(1)]
	fmt.Println(len(m), ok)
	var x, y any = A(1), B(1)
	fmt.Println(x == y, x == A(1), x != A(2), A(1) == x, y == 1, x == any(A(1)))
	_, isInt := x.(int)
	n, isA := x.(A)
	fmt.Println(isInt, isA, n+1)
	var z any = &a
	p := z.(*A)
	*p = 9
	fmt.Println(a)
	switch x {
	case 1:
		fmt.Println("one")
	case B(1):
		fmt.Println("b one")
	case A(1):
		fmt.Println("a one")
	}
	ch := make(chan any, 3)
	ch <- A(7)
	ch <- Pair{7, 8}
	fmt.Println(kind(<-ch), kind(<-ch))
	s := append([]any{A(1)}, B(2), Pair{3, 4})
	s[0] = B(9)
	for _, v := range s {
		fmt.Print(kind(v), " ")
	}
	fmt.Println()
	func(vs ...any) { fmt.Println(len(vs), kind(vs[0])) }(A(3), 4)
	type local struct{ v A }
	type num int
	var l any = local{3}
	if v, ok := l.(local); ok {
		fmt.Println("local", v.v, fmt.Sprintf("%T %v", l, l))
	}
	l = num(3)
	switch l.(type) {
	case int:
		fmt.Println("int!")
	case num:
		fmt.Println("num")
	}
}
