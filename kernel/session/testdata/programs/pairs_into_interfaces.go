package main

import "fmt"

func pair() (int, string) { return 1, "a" }

var ga, gb any

// Several values become values in interfaces on the way.
func main() {
	m := map[string]int{"a": 1}
	var v any
	var ok bool
	v, ok = m["a"]
	fmt.Println(v, ok)
	if v, ok = m["b"]; !ok {
		fmt.Println(v, ok)
	}
	ch := make(chan int, 2)
	ch <- 4
	v, ok = <-ch
	fmt.Println(v, ok)
	ch <- 5
	select {
	case v, ok = <-ch:
		fmt.Println(v, ok)
	}
	var x any = 3
	v, ok = x.(int)
	fmt.Println(v, ok)
	if v, gb = pair(); v == 1 {
		fmt.Println(v, gb)
	}
	for v, gb = pair(); v != nil; v = nil {
		fmt.Println(v, gb)
	}
	switch v, gb = pair(); v {
	case 1:
		fmt.Println("one", gb)
	}
	fmt.Println(ga, gb)
	func() {
		defer func() { fmt.Println(recover()) }()
		var e error
		v, e = func() (int, error) { panic("p") }()
		fmt.Println(e)
	}()
	arr := [2]any{}
	i := 0
	i, arr[i] = pair()
	fmt.Println(i, arr)
	p := &arr[1]
	*p, _ = pair()
	_, v = pair()
	fmt.Println(arr, v)
}

type D struct{ n int }
type K uint8

func (K) String() string { return "K" }

func init() {
	var v any
	var s fmt.Stringer
	var ok bool
	m := map[string]D{}
	k := map[string]K{}
	u := map[int]uint8{}
	v, ok = m["b"]
	fmt.Printf("%T %v\n", v, v)
	if v, ok = u[3]; !ok {
		fmt.Printf("%T %v\n", v, v)
	}
	s, ok = k["b"]
	fmt.Printf("%T %v\n", s, s)
	v, ok = k["z"]
	fmt.Printf("%T %v\n", v, v)
	var x any = "str"
	v, ok = x.(K)
	fmt.Printf("%T %v\n", v, v)
	v, ok = x.(float32)
	fmt.Printf("%T %v %v\n", v, v, ok)
}
