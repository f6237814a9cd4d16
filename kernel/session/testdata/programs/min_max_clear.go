package main

import (
	"fmt"
	"math"
	"time"
)

type celsius float64

// The builtins min, max and clear, with constants, mixed operands, floats, strings and named types.
func main() {
	a, b := 3, 7
	fmt.Println(min(a, b), max(a, b), min(a, b, -1), max(a, 10, b))
	const c = min(5, 2.5, 9)
	fmt.Println(c, max(2, 3.5))
	x := 2.5
	fmt.Println(min(x, 3), max(x, 3), min(1, x))
	fmt.Println(min("pear", "apple", "fig"), max("a", "ab"))
	fmt.Println(math.IsNaN(min(x, math.NaN())), math.IsNaN(max(math.NaN(), x)))
	t := celsius(20)
	warm := max(t, 25)
	fmt.Printf("%.1f\n", float64(warm))
	fmt.Println(min(2*time.Second, 1500*time.Millisecond))
	m := map[string]int{"a": 1, "b": 2}
	clear(m)
	fmt.Println(len(m), m)
	s := []string{"x", "y", "z"}
	clear(s[1:])
	fmt.Printf("%q\n", s)
	f := map[float64]int{math.NaN(): 1, 2: 3}
	clear(f)
	fmt.Println(len(f))
	var null []int
	clear(null)
	var u uint8 = 200
	fmt.Println(max(u, 100), min(u, 255))
	total := 0
	for i := range max(a, 2) {
		total += min(i, 1)
	}
	fmt.Println(total)
}
