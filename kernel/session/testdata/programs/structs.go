package main

import (
	"encoding/json"
	"fmt"
	"sync"
)

type A struct{ X, Y int }
type B struct{ X, Y int }
type C struct {
	A
	mu sync.Mutex
	m  map[string]int
}

func main() {
	a := A{1, 2}
	b := B(a)
	fmt.Println(b, a == A(b))
	c := C{A: a, m: map[string]int{"k": 1}}
	c.mu.Lock()
	c.m["z"]++
	c.mu.Unlock()
	fmt.Println(c.X, len(c.m))
	var j struct {
		X int
		Y int
	}
	json.Unmarshal([]byte(`{"X":4,"Y":5}`), &j)
	a = j
	fmt.Println(a, a == j, j == a)
	j = a
	fmt.Println(j)
	arr := []A{{1, 2}, {3, 4}}
	by, _ := json.Marshal(arr)
	fmt.Println(string(by))
	mm := map[A]string{{1, 2}: "x"}
	fmt.Println(mm[A{1, 2}])
	p := &arr[0]
	p.X = 9
	fmt.Printf("%v %+v\n", arr, arr[1])
}
