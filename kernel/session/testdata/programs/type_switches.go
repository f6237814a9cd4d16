package main

import (
	"errors"
	"fmt"
	"io"
	"time"
)

type shape interface{ area() float64 }

type square struct{ side float64 }
type circle struct{ r float64 }

func (s square) area() float64  { return s.side * s.side }
func (c *circle) area() float64 { return 3 * c.r * c.r }

func describe(v any) string {
	switch x := v.(type) {
	case nil:
		return "nil"
	case bool, string:
		return fmt.Sprintf("bool or string %v", x)
	case int:
		return fmt.Sprint("int ", x+1)
	case uint8:
		return fmt.Sprint("byte ", x)
	case float64:
		return fmt.Sprint("float ", x/2)
	case []int:
		return fmt.Sprint("ints ", len(x))
	case map[string]int:
		return fmt.Sprint("map ", x["a"])
	case func() int:
		return fmt.Sprint("func ", x())
	case chan int:
		return fmt.Sprint("chan ", cap(x))
	case *int:
		return fmt.Sprint("pointer ", *x)
	case square:
		return fmt.Sprint("square ", x.side)
	case shape:
		return fmt.Sprint("shape ", x.area())
	case error:
		return "error " + x.Error()
	case fmt.Stringer:
		return "stringer " + x.String()
	case struct{ A int }:
		return fmt.Sprint("literal ", x.A)
	case [2]int:
		return fmt.Sprint("array ", x[1])
	}
	return fmt.Sprintf("other %T", v)
}

// Type switches over everything.
func main() {
	n := 4
	for _, v := range []any{nil, true, "s", 1, byte(7), 2.5, []int{1, 2}, map[string]int{"a": 5}, func() int { return 9 },
		make(chan int, 3), &n, square{2}, &circle{1}, errors.New("bad"), time.Second, struct{ A int }{6}, [2]int{1, 2}, int32(3), io.EOF} {
		fmt.Println(describe(v))
	}
	var s shape = square{3}
	switch t := s.(type) {
	case square:
		t.side = 10
		fmt.Println(t.area(), s.area())
	case *circle:
		fmt.Println("circle")
	}
	switch s.(type) {
	case *circle:
		fmt.Println("circle")
	default:
		fmt.Println("default")
	}
	switch x := any(n).(type) {
	case int, int64:
		fmt.Printf("%T %v\n", x, x)
	}
	if sq, ok := s.(square); ok {
		fmt.Println(sq.side)
	}
	_, ok := s.(interface{ perimeter() float64 })
	fmt.Println(ok)
	defer func() { fmt.Println(recover()) }()
	fmt.Println(any("text").(int))
}
