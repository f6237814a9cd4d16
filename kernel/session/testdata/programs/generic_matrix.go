package main

import "fmt"

type Number interface {
	~int | ~int32 | ~float64 | ~complex128
}

type Matrix[T Number] struct {
	rows, cols int
	data       []T
}

func New[T Number](rows, cols int, values ...T) Matrix[T] {
	m := Matrix[T]{rows, cols, make([]T, rows*cols)}
	copy(m.data, values)
	return m
}

func (m Matrix[T]) At(i, j int) T      { return m.data[i*m.cols+j] }
func (m *Matrix[T]) Set(i, j int, v T) { m.data[i*m.cols+j] = v }

func (m Matrix[T]) Mul(o Matrix[T]) Matrix[T] {
	out := New[T](m.rows, o.cols)
	for i := range m.rows {
		for j := range o.cols {
			var sum T
			for k := range m.cols {
				sum += m.At(i, k) * o.At(k, j)
			}
			out.Set(i, j, sum)
		}
	}
	return out
}

func Map[T, U Number](m Matrix[T], f func(T) U) Matrix[U] {
	out := New[U](m.rows, m.cols)
	for i, v := range m.data {
		out.data[i] = f(v)
	}
	return out
}

type Vec[T any] [3]T

func Dot[T Number](a, b Vec[T]) (d T) {
	for i := range a {
		d += a[i] * b[i]
	}
	return d
}

type grid[T any] [2][2]T

func Fill[T any](v T) (g grid[T]) {
	for i := range g {
		for j := range g[i] {
			g[i][j] = v
		}
	}
	return g
}

func main() {
	a := New(2, 2, 1, 2, 3, 4)
	fmt.Println(a.Mul(a).data, a.Mul(New(2, 1, 5, 6)).data)
	f := Map(a, func(x int) float64 { return float64(x) / 2 })
	fmt.Println(f.data, f.Mul(New(2, 2, 1.0, 0, 0, 1)).data)
	c := New[complex128](1, 1, 2i)
	fmt.Println(c.Mul(c).At(0, 0))
	fmt.Println(Dot(Vec[int]{1, 2, 3}, Vec[int]{4, 5, 6}), Dot(Vec[float64]{0.5}, Vec[float64]{4}))
	g := Fill("x")
	h := g
	h[0][1] = "y"
	fmt.Println(g, h, Fill[any](nil))
}
