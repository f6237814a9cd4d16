package main

import "fmt"

// Conversions of slices to arrays and to pointers to arrays.
func main() {
	s := []int{1, 2, 3, 4}
	a := [4]int(s)
	a[0] = 100
	fmt.Println(a, s)
	p := (*[2]int)(s)
	p[1] = 20
	fmt.Println(*p, s, len(p))
	b := [2]int(s[2:])
	fmt.Println(b, b == [2]int{3, 4})
	empty := [0]int(s)
	fmt.Println(empty, len(empty))
	var none []string
	q := (*[0]string)(none)
	fmt.Println(q == nil)
	r := (*[0]string)([]string{})
	fmt.Println(r == nil)
	func() {
		defer func() { fmt.Println(recover()) }()
		fmt.Println([5]int(s))
	}()
	bytes := []byte("abcdef")
	first := [3]byte(bytes)
	fmt.Println(string(first[:]), first)
	m := map[[2]int]string{{1, 20}: "found"}
	fmt.Println(m[[2]int(s)])
}
