package main

import (
	"fmt"
	_ "strings"
)

var _ = fmt.Sprint("unused")

type T struct {
	_ int
	A int
	_ string
}

func (T) Method(_ int, _ string) int { return 1 }

func ignore(_, b int, _ ...string) int { return b }

func results() (_ int, err error) { return 3, nil }

// The blank identifier wherever it may stand.
func main() {
	_, x := 1, 2
	var _, y = 3, 4
	fmt.Println(x, y, T{A: 5}.A, T{}.Method(1, ""), ignore(1, 2, "a"))
	_ = x
	for range 2 {
		_ = y
	}
	for _, v := range []int{7} {
		fmt.Println(v)
	}
	for i, _ := range []int{7, 8} {
		fmt.Print(i)
	}
	fmt.Println()
	n, _ := results()
	_, ok := map[int]int{1: 2}[1]
	fmt.Println(n, ok)
	var _ fmt.Stringer = (*named)(nil)
	const _, c = 1, 2
	fmt.Println(c)
	func(_ int) {}(1)
	switch _, err := results(); {
	case err == nil:
		fmt.Println("nil")
	}
	_, _ = results()
}

type named struct{}

func (*named) String() string { return "named" }
