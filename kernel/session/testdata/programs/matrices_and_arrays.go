package main

import (
	"errors"
	"fmt"
	"math"
	"strings"
)

type Matrix [][]float64

type ShapeError struct{ a, b [2]int }

func (e *ShapeError) Error() string { return fmt.Sprintf("%v does not fit %v", e.a, e.b) }

func NewMatrix(r, c int, vals ...float64) Matrix {
	flat := make([]float64, r*c)
	copy(flat, vals)
	m := make(Matrix, r)
	for i := range m {
		m[i], flat = flat[:c:c], flat[c:]
	}
	return m
}

func (m Matrix) Shape() (s [2]int) {
	if s[0] = len(m); s[0] > 0 {
		s[1] = len(m[0])
	}
	return
}

func (m Matrix) Mul(o Matrix) (Matrix, error) {
	a, b := m.Shape(), o.Shape()
	if a[1] != b[0] {
		return nil, &ShapeError{a, b}
	}
	out := NewMatrix(a[0], b[1])
	for i := range out {
		for j := range out[i] {
			for k, x := range m[i] {
				out[i][j] += x * o[k][j]
			}
		}
	}
	return out, nil
}

func (m Matrix) T() Matrix {
	s := m.Shape()
	out := NewMatrix(s[1], s[0])
	for i, row := range m {
		for j, x := range row {
			out[j][i] = x
		}
	}
	return out
}

var ErrSingular = errors.New("singular")

func (m Matrix) Solve(b []float64) (x []float64, err error) {
	n := len(m)
	a := make(Matrix, n)
	for i := range a {
		a[i] = append(append([]float64(nil), m[i]...), b[i])
	}
	for c := 0; c < n; c++ {
		p := c
		for r := c + 1; r < n; r++ {
			if math.Abs(a[r][c]) > math.Abs(a[p][c]) {
				p = r
			}
		}
		if a[c], a[p] = a[p], a[c]; math.Abs(a[c][c]) < 1e-12 {
			return nil, fmt.Errorf("column %d: %w", c, ErrSingular)
		}
		for r := range a {
			if r == c {
				continue
			}
			f := a[r][c] / a[c][c]
			for k := c; k <= n; k++ {
				a[r][k] -= f * a[c][k]
			}
		}
	}
	x = make([]float64, n)
	for i := range x {
		x[i] = a[i][n] / a[i][i]
	}
	return
}

func (m Matrix) String() string {
	var b strings.Builder
	for _, r := range m {
		fmt.Fprintf(&b, "%6.2f\n", r)
	}
	return b.String()
}

type Grid [3][3]rune

func (g Grid) Rotated() (out Grid) {
	for i, r := range g {
		for j, c := range r {
			out[j][2-i] = c
		}
	}
	return
}
func (g *Grid) Put(s string) *Grid {
	for i, c := range []rune(s) {
		g[i/3][i%3] = c
	}
	return g
}
func (g Grid) String() string {
	s := ""
	for _, r := range g {
		s += string(r[:]) + "/"
	}
	return s
}

type Mat4[T ~int | ~float64] [4][4]T

func Identity[T ~int | ~float64]() (m Mat4[T]) {
	for i := range m {
		m[i][i] = 1
	}
	return
}
func (m Mat4[T]) Mul(o *Mat4[T]) (r Mat4[T]) {
	for i := range r {
		for j := range r[i] {
			for k := range 4 {
				r[i][j] += m[i][k] * o[k][j]
			}
		}
	}
	return
}
func (m *Mat4[T]) Scale(f T) *Mat4[T] {
	for i := range m {
		for j := range m[i] {
			m[i][j] *= f
		}
	}
	return m
}

func modify(a [2][2]int, p *[2][2]int, s [][2]int) {
	a[0][0], p[0][0], s[0][0] = 100, 200, 300
}

func main() {
	a := NewMatrix(2, 3, 1, 2, 3, 4, 5, 6)
	fmt.Print(a, a.T())
	p, err := a.Mul(a.T())
	fmt.Println(p, err)
	_, err = a.Mul(a)
	var se *ShapeError
	fmt.Println(err, errors.As(err, &se), se.a[1])
	x, err := NewMatrix(3, 3, 2, 1, -1, -3, -1, 2, -2, 1, 2).Solve([]float64{8, -11, -3})
	fmt.Printf("%.3f %v\n", x, err)
	_, err = NewMatrix(2, 2, 1, 2, 2, 4).Solve([]float64{1, 2})
	fmt.Println(err, errors.Is(err, ErrSingular))
	var g Grid
	r := g.Put("abcdéf世hi").Rotated()
	fmt.Println(g, r, r.Rotated().Rotated().Rotated() == g, g != r, &r)
	seen := map[Grid]int{g: 1}
	seen[g.Rotated()]++
	seen[r]++
	fmt.Println(len(seen), seen[r])
	id := Identity[int]()
	fmt.Println(id.Mul(id.Scale(3)), *id.Scale(2))
	fmt.Println(Identity[float64]().Mul(new(Mat4[float64])) == Mat4[float64]{})
	a1, a2, s := [2][2]int{{1, 2}, {3, 4}}, [2][2]int{}, [][2]int{{7, 7}}
	modify(a1, &a2, s)
	fmt.Println(a1, a2, s)
	b := a1
	b[1], a1[0] = a1[0], b[1]
	pb := &b[1]
	pb[0] = -1
	row := b[1]
	row[1] = 55
	fmt.Println(a1, b, row, *pb, len(pb), cap(b[0][:1]))
	for i, v := range b {
		b[1][1] = 1000
		v[0]++
		fmt.Print(i, v)
	}
	for i := range pb {
		pb[i]++
	}
	fmt.Println(b)
	type cell struct {
		vals [3]int
		sub  struct{ arr [2]string }
	}
	cells := [2]cell{{vals: [3]int{1}}, {}}
	c2 := cells
	c2[0].vals[2] = 9
	c2[1].sub.arr[1] = "s"
	cs := cells[:]
	cs[0].vals[1] = 5
	fn := func(c cell) cell { c.vals[0] = -7; return c }
	out := fn(cells[0])
	fmt.Println(cells, c2, out, cells == c2, cells[1] == cell{}, c2[1] == cells[1])
	var arrp *[3]int
	fmt.Println(len(arrp), cap(arrp), arrp == nil)
	for i := range arrp {
		fmt.Print(i)
	}
	idx := [...]string{2: "two", "three", 0: "zero"}
	fmt.Println(len(idx), idx, fmt.Sprintf("%q", idx))
	sl := []int{1, 2, 3, 4, 5}
	ap := (*[3]int)(sl[1:])
	ap[0] = 20
	av := [2]int(sl)
	av[0] = 10
	fmt.Println(sl, *ap, av)
	defer func() { fmt.Println(recover()) }()
	_ = [4]int(sl[2:])
}
