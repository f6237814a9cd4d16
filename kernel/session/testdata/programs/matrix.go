package main

import (
	"errors"
	"fmt"
	"math"
	"strings"
)

type Matrix struct {
	rows, cols int
	data       []float64
}

func New(rows, cols int, values ...float64) *Matrix {
	m := &Matrix{rows, cols, make([]float64, rows*cols)}
	copy(m.data, values)
	return m
}

func Identity(n int) *Matrix {
	m := New(n, n)
	for i := range n {
		m.Set(i, i, 1)
	}
	return m
}

func (m *Matrix) At(i, j int) float64     { return m.data[i*m.cols+j] }
func (m *Matrix) Set(i, j int, v float64) { m.data[i*m.cols+j] = v }
func (m *Matrix) Row(i int) []float64     { return m.data[i*m.cols : (i+1)*m.cols : (i+1)*m.cols] }

var ErrShape = errors.New("shapes do not fit")
var ErrSingular = errors.New("matrix is singular")

func (m *Matrix) Mul(n *Matrix) (*Matrix, error) {
	if m.cols != n.rows {
		return nil, fmt.Errorf("%dx%d times %dx%d: %w", m.rows, m.cols, n.rows, n.cols, ErrShape)
	}
	p := New(m.rows, n.cols)
	for i := range m.rows {
		for k, a := range m.Row(i) {
			if a == 0 {
				continue
			}
			row := n.Row(k)
			out := p.Row(i)
			for j := range row {
				out[j] += a * row[j]
			}
		}
	}
	return p, nil
}

func (m *Matrix) Transpose() *Matrix {
	t := New(m.cols, m.rows)
	for i := 0; i < m.rows; i++ {
		for j := 0; j < m.cols; j++ {
			t.Set(j, i, m.At(i, j))
		}
	}
	return t
}

func (m *Matrix) Clone() *Matrix { return New(m.rows, m.cols, m.data...) }

func (m *Matrix) Map(f func(float64) float64) *Matrix {
	c := m.Clone()
	for i, v := range c.data {
		c.data[i] = f(v)
	}
	return c
}

func (m *Matrix) Solve(b []float64) ([]float64, error) {
	n := m.rows
	if m.cols != n || len(b) != n {
		return nil, ErrShape
	}
	a := m.Clone()
	x := append([]float64(nil), b...)
	for col := 0; col < n; col++ {
		pivot := col
		for r := col + 1; r < n; r++ {
			if math.Abs(a.At(r, col)) > math.Abs(a.At(pivot, col)) {
				pivot = r
			}
		}
		if math.Abs(a.At(pivot, col)) < 1e-12 {
			return nil, ErrSingular
		}
		if pivot != col {
			p, q := a.Row(pivot), a.Row(col)
			for j := range p {
				p[j], q[j] = q[j], p[j]
			}
			x[pivot], x[col] = x[col], x[pivot]
		}
		for r := col + 1; r < n; r++ {
			f := a.At(r, col) / a.At(col, col)
			for j := col; j < n; j++ {
				a.Set(r, j, a.At(r, j)-f*a.At(col, j))
			}
			x[r] -= f * x[col]
		}
	}
	for i := n - 1; i >= 0; i-- {
		for j := i + 1; j < n; j++ {
			x[i] -= a.At(i, j) * x[j]
		}
		x[i] /= a.At(i, i)
	}
	return x, nil
}

func (m *Matrix) Det() float64 {
	if m.rows == 1 {
		return m.data[0]
	}
	det, sign := 0.0, 1.0
	for c := range m.cols {
		minor := New(m.rows-1, m.cols-1)
		for i := 1; i < m.rows; i++ {
			k := 0
			for j := range m.cols {
				if j == c {
					continue
				}
				minor.Set(i-1, k, m.At(i, j))
				k++
			}
		}
		det += sign * m.At(0, c) * minor.Det()
		sign = -sign
	}
	return det
}

func (m *Matrix) String() string {
	var b strings.Builder
	for i := range m.rows {
		b.WriteString("[")
		for j, v := range m.Row(i) {
			if j > 0 {
				b.WriteByte(' ')
			}
			fmt.Fprintf(&b, "%6.2f", v)
		}
		b.WriteString("]\n")
	}
	return b.String()
}

// Matrices: products, transposition, determinants, linear equations.
func main() {
	a := New(2, 3, 1, 2, 3, 4, 5, 6)
	fmt.Print(a)
	p, err := a.Mul(a.Transpose())
	fmt.Print(p, err, "\n")
	_, err = a.Mul(a)
	fmt.Println(err, errors.Is(err, ErrShape))
	m := New(3, 3, 2, 1, -1, -3, -1, 2, -2, 1, 2)
	x, err := m.Solve([]float64{8, -11, -3})
	fmt.Printf("%.4f %v\n", x, err)
	fmt.Printf("%.2f %.2f\n", m.Det(), Identity(4).Det())
	_, err = New(2, 2, 1, 2, 2, 4).Solve([]float64{1, 2})
	fmt.Println(err)
	fmt.Print(a.Map(math.Sqrt))
	power := Identity(2)
	fib := New(2, 2, 1, 1, 1, 0)
	for range 30 {
		power, _ = power.Mul(fib)
	}
	fmt.Println(power.At(0, 1))
}
