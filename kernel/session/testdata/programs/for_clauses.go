package main

import "fmt"

type list struct {
	next *list
	v    int
}

// Every form of the for statement.
func main() {
	for i := 0; i < 3; i++ {
		fmt.Print(i, " ")
	}
	n := 0
	for n < 3 {
		n++
	}
	for {
		n++
		if n > 5 {
			break
		}
	}
	fmt.Println(n)
	for i, j := 0, 10; i < j; i, j = i+1, j-2 {
		fmt.Print(i, ":", j, " ")
	}
	fmt.Println()
	for ; n > 3; n-- {
	}
	for i := 10; ; i -= 3 {
		if i < 0 {
			break
		}
		if i%2 == 0 {
			continue
		}
		fmt.Print(i, " ")
	}
	fmt.Println(n)
	l := &list{&list{&list{nil, 3}, 2}, 1}
	sum := 0
	for p := l; p != nil; p = p.next {
		sum += p.v
	}
	fmt.Println(sum)
	for i := range 3 {
		i *= 2
		fmt.Print(i, " ")
	}
	for i := range uint8(3) {
		fmt.Printf("%T%d ", i, i)
	}
	var k int
	for k = range 5 {
	}
	fmt.Println(k)
	s := []int{1, 2, 3}
	for i := range s {
		s = append(s, i)
	}
	fmt.Println(s)
	for i, v := range [...]string{"a", "b"} {
		fmt.Print(i, v, " ")
	}
	m := map[string]int{"only": 1}
	for k, v := range m {
		fmt.Print(k, v, " ")
		delete(m, k)
	}
	fmt.Println(len(m))
	for range "abc" {
		n++
	}
	for i := 0; i < 2; func() { i++ }() {
		fmt.Print("post ")
	}
	fmt.Println(n)
	const limit = 3
	for i := range limit {
		defer fmt.Print("d", i, " ")
	}
	var nothing []int
	for range nothing {
		fmt.Println("never")
	}
}
