package main

import "fmt"

type kind uint8

const static kind = 2

func a(s string) (int, int)                 { return 7, len(s) }
func b(s string) (kind, string, byte, int)  { return static, "", 0, len(s) }
func c(s []int) (string, int, []int, []int) { return "x", cap(s), append(s, 1), make([]int, 2) }
func d(m map[string]int) (bool, int, *int)  { return true, len(m), new(int) }
func e(x, y int) (string, int, float64)     { return "x", min(x, y), max(1.5, 2) }
func f(s []int) (t []int, n int, err error) { return append(s, 2), len(s), nil }
func g(a, b []int) (string, int)            { return "c", copy(a, b) }
func h(z complex128) (string, float64, float64, complex128) {
	return "z", real(z), imag(z), complex(1, 2)
}
func i(s string) (kind, int) { return kind(len(s)), len(s) + 1 }
func j() (kind, any) {
	defer func() { recover() }()
	return static, recover()
}

// Calls of the language's own functions among several results.
func main() {
	fmt.Println(a("abc"))
	fmt.Println(b("abc"))
	fmt.Println(c([]int{1, 2}))
	x, y, z := d(map[string]int{"a": 1})
	fmt.Println(x, y, *z)
	fmt.Println(e(3, 2))
	fmt.Println(f([]int{1}))
	fmt.Println(g(make([]int, 2), []int{1, 2, 3}))
	fmt.Println(h(3 + 4i))
	fmt.Println(i("abc"))
	fmt.Println(j())
}
