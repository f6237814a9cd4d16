package main

import "fmt"

// Each turn of a loop has its own variables, for closures to hold.
func main() {
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i += 10; return i })
	}
	for _, f := range fs {
		fmt.Println(f(), f())
	}
	var ps []*int
	for i := range 3 {
		ps = append(ps, &i)
	}
	for _, p := range ps {
		*p *= 2
		fmt.Print(*p, " ")
	}
	fmt.Println()
	byName := map[string]func() string{}
	for _, name := range []string{"a", "b", "c"} {
		byName[name] = func() string { return name + name }
	}
	fmt.Println(byName["a"](), byName["b"](), byName["c"]())
	var nested []func() int
	for i := 0; i < 2; i++ {
		for j := 0; j < 2; j++ {
			k := i*10 + j
			nested = append(nested, func() int { k++; return i + j + k })
		}
	}
	for _, f := range nested {
		fmt.Print(f(), " ", f(), " ")
	}
	fmt.Println()
	for i := 0; i < 6; i++ {
		skip := func() { i++ }
		if i%2 == 0 {
			skip()
		}
		fmt.Print(i, " ")
	}
	fmt.Println()
	var late []func()
	for i, s := 0, "x"; i < 3; i, s = i+1, s+"x" {
		if i == 1 {
			continue
		}
		late = append(late, func() { fmt.Print(i, s, " ") })
	}
	for _, f := range late {
		f()
	}
	fmt.Println()
}
