package main

import "fmt"

func grow(s []int) []int { return append(s, 99) }

// Slices share their arrays until append needs a new one.
func main() {
	a := []int{1, 2, 3, 4, 5}
	b := a[1:3]
	fmt.Println(b, len(b), cap(b))
	b[0] = 20
	fmt.Println(a)
	b = append(b, 40)
	fmt.Println(a, b)
	c := append(a, 6)
	c[0] = 100
	fmt.Println(a[0], c[0])
	d := make([]int, 2, 10)
	e := grow(d)
	f := grow(d)
	f[2] = 7
	fmt.Println(e, f, d, d[:3])
	grid := make([][]int, 3)
	row := make([]int, 3)
	for i := range grid {
		grid[i] = row
	}
	grid[0][1] = 5
	fmt.Println(grid)
	flat := make([]int, 6)
	var rows [][]int
	for i := 0; i < 6; i += 2 {
		rows = append(rows, flat[i:i+2])
	}
	rows[1][1] = 9
	fmt.Println(flat, rows)
	n := copy(a, a[2:])
	fmt.Println(n, a)
	n = copy(a[1:], a)
	fmt.Println(n, a)
	var null []int
	fmt.Println(null == nil, len(null), append(null, 1), null[:0] == nil)
	empty := []int{}
	fmt.Println(empty == nil, len(empty))
	s := []int{1, 2, 3, 4, 5, 6}
	s = append(s[:2], s[4:]...)
	fmt.Println(s, len(s), cap(s), s[:6])
	for i, v := range s {
		s = append(s, v*10)
		if i == 1 {
			s[2] = -1
		}
	}
	fmt.Println(s)
	bytes := append([]byte("ab"), "cd"...)
	copied := copy(bytes, "XY")
	fmt.Println(copied, string(bytes))
}
