package main

import "fmt"

func shown(name string, v int) int { fmt.Print(name, " "); return v }

type shape interface{ area() int }
type square int
type circle int

func (s square) area() int { return int(s) }
func (c circle) area() int { return 3 * int(c) }

func first(a int) string {
	switch {
	default:
		return "default"
	case a >= 6:
		return "six and more"
	case a > 2:
		return "more than two"
	case a > 1:
		return "two"
	}
}

func middle(a int) string {
	switch shown("tag", a) {
	case shown("one", 1):
		return "1"
	default:
		return "default"
	case shown("two", 2), shown("three", 3):
		return "2 or 3"
	case shown("twice", 2), shown("four", 4):
		return "4"
	}
}

func kind(v any) string {
	switch v := v.(type) {
	default:
		return fmt.Sprintf("other %v", v)
	case shape:
		return fmt.Sprint("shape ", v.area())
	case square:
		return "never"
	case nil:
		return "nil"
	case fmt.Stringer, int:
		return fmt.Sprintf("one of two %v", v)
	}
}

func same(v any) string {
	switch v {
	default:
		return "default"
	case 1, "one":
		return "one"
	case any(square(1)):
		return "square"
	}
}

func falls(a int) (out string) {
	switch {
	default:
		out += "default "
		fallthrough
	case a > 5:
		out += "five "
	case a > 1:
		out += "one "
		fallthrough
	case a > 100:
		out += "hundred "
	}
	return out
}

// The cases of a switch are tried in their order, wherever default stands.
func main() {
	for a := range 9 {
		fmt.Println(first(a), "|", falls(a))
	}
	for a := range 6 {
		fmt.Println(middle(a))
	}
	for _, v := range []any{square(2), circle(2), nil, 3, 2.5, "text"} {
		fmt.Println(kind(v), "|", same(v))
	}
	fmt.Println(same("one"), same(square(1)), same(1))
	a, b := 1, 2
	a, b = b, shown("b", a)
	fmt.Println(a, b)
	var u int8 = 100
	var n uint8 = 1
	u = u >> ((n * n) * n)
	fmt.Println(u, u<<(n+n+n))
}
