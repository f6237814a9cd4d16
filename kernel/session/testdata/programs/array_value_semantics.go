package main

import "fmt"

type Matrix [2][2]int

func (m Matrix) Transposed() Matrix {
	m[0][1], m[1][0] = m[1][0], m[0][1]
	return m
}

func (m *Matrix) Scale(k int) {
	for i := range m {
		for j := range m[i] {
			m[i][j] *= k
		}
	}
}

func change(a [3]int) [3]int {
	a[0] = 100
	return a
}

func changeAt(a *[3]int) { a[0] = 200 }

// Arrays are values: assignment, arguments, ranges and comparison copy or compare all of them.
func main() {
	a := [3]int{1, 2, 3}
	b := a
	b[1] = 20
	fmt.Println(a, b, a == b, a == [3]int{1, 2, 3})
	fmt.Println(change(a), a)
	changeAt(&a)
	fmt.Println(a)
	for i, v := range a {
		a[2] = 77
		if i == 2 {
			fmt.Println("range copies:", v)
		}
	}
	for i, v := range &a {
		a[2] = 88
		if i == 2 {
			fmt.Println("range by pointer:", v)
		}
	}
	m := Matrix{{1, 2}, {3, 4}}
	t := m.Transposed()
	m.Scale(10)
	fmt.Println(m, t)
	s := [...]string{2: "c", 0: "a"}
	fmt.Printf("%d %q\n", len(s), s)
	sparse := [5]int{1: 10, 20, 4: 50}
	fmt.Println(sparse, len(sparse), cap(sparse))
	p := &sparse
	p[0] = 5
	fmt.Println(sparse[0], len(p), p[1:3])
	type box struct{ data [2]int }
	x := box{[2]int{1, 2}}
	y := x
	y.data[0] = 9
	fmt.Println(x, y, x == y, x != box{})
	sl := a[:]
	sl[0] = -1
	fmt.Println(a[0])
	grid := [2][3]int{{1, 2, 3}, {4, 5, 6}}
	row := grid[1]
	row[0] = 0
	fmt.Println(grid, row, len(grid[0]))
	arrays := []([2]int){{1, 2}, {3, 4}}
	for _, arr := range arrays {
		arr[0] = 0
	}
	arrays[0][1] = 7
	fmt.Println(arrays)
	var zero [4]bool
	fmt.Println(zero)
}
