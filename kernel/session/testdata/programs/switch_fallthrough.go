package main

import "fmt"

func classify(n int) string {
	switch {
	case n < 0:
		return "negative"
	case n == 0:
		return "zero"
	case n < 10:
		return "small"
	default:
		return "large"
	}
}

func steps(n int) (out []string) {
	switch n {
	case 1:
		out = append(out, "one")
		fallthrough
	case 2:
		out = append(out, "two")
		fallthrough
	case 3:
		out = append(out, "three")
	case 4, 5:
		out = append(out, "four or five")
		if n == 5 {
			break
		}
		out = append(out, "four")
	default:
		out = append(out, "default")
		fallthrough
	case 6:
		out = append(out, "six")
	}
	return out
}

func trace(s string, v int) int {
	fmt.Print(s, " ")
	return v
}

// Switch statements: order of evaluation, fallthrough, a default in the middle, no tag, an initialisation.
func main() {
	for _, n := range []int{-5, 0, 5, 50} {
		fmt.Println(classify(n))
	}
	for n := range 8 {
		fmt.Println(n, steps(n))
	}
	switch trace("tag", 2) {
	case trace("a", 1), trace("b", 2), trace("c", 3):
		fmt.Println("first")
	case trace("d", 2):
		fmt.Println("second")
	}
	switch x := trace("init", 3); {
	case x > 2:
		fmt.Println("big")
	}
	switch y := 5; y {
	}
	switch {
	default:
		fmt.Println("only default")
	}
	switch s := "b"; s {
	case "a", "b", "c":
		fmt.Println("letter", s)
	}
	switch f := 1.5; f {
	case 3.0 / 2:
		fmt.Println("fraction")
	}
	switch any(3).(type) {
	case string, int:
		fmt.Println("string or int")
	}
	switch b := true; {
	case b && false:
	case !b:
	default:
		fmt.Println("neither")
	}
}
