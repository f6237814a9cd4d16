package main

import "fmt"

type T struct{ n int }

// nil is a key of maps.
func main() {
	m := map[*T]int{nil: 3}
	fmt.Println(m[nil], len(m))
	m[nil] = 4
	m[nil]++
	v, ok := m[nil]
	fmt.Println(v, ok)
	delete(m, nil)
	fmt.Println(len(m))
	a := map[any]int{nil: 1}
	a[nil] = 2
	fmt.Println(a[nil], a[1])
	e := map[error]int{nil: 1}
	e[nil]++
	fmt.Println(e[nil])
	delete(a, nil)
	delete(e, nil)
	fmt.Println(len(a), len(e))
}
