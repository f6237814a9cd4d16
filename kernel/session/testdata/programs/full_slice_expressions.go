package main

import "fmt"

// Slices of slices, arrays, strings and pointers to arrays; full slice expressions limit the capacity.
func main() {
	a := [8]int{0, 1, 2, 3, 4, 5, 6, 7}
	s := a[2:5:6]
	fmt.Println(s, len(s), cap(s))
	s = append(s, 50)
	fmt.Println(a)
	s = append(s, 60)
	s[0] = -2
	fmt.Println(a, s)
	t := a[:3:3]
	t = append(t, 33)
	fmt.Println(a[3], t)
	p := &a
	fmt.Println(p[5:], p[:2], len(p[1:1]), cap(p[4:]))
	u := a[2:4]
	fmt.Println(u[:cap(u)], u[1:4], u[2:2])
	str := "hello, world"
	fmt.Println(str[7:], str[:5], str[3:4], str[len(str):] == "")
	i, j := 1, 3
	fmt.Println(a[i:j:j+1], cap(a[i:j:j+1]))
	m := make([]string, 0, 4)
	m = append(m, "a", "b")
	n := append(m[:1:1], "x")
	fmt.Println(m, n)
	for _, f := range []func(){
		func() { k := 9; _ = a[:k] },
		func() { k := 6; _ = s[3 : k : 2+k-k] },
		func() { k := 1; _ = str[5:k] },
	} {
		func() {
			defer func() { fmt.Println(recover() != nil) }()
			f()
		}()
	}
}
