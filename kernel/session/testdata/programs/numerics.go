package main

import (
	"fmt"
	"math"
	"math/rand"
	"sort"
	"strings"
)

type Matrix struct {
	rows, cols int
	data       []float64
}

func NewMatrix(rows, cols int, data ...float64) *Matrix {
	m := &Matrix{rows, cols, make([]float64, rows*cols)}
	copy(m.data, data)
	return m
}
func (m *Matrix) At(i, j int) float64     { return m.data[i*m.cols+j] }
func (m *Matrix) Set(i, j int, v float64) { m.data[i*m.cols+j] = v }
func (m *Matrix) Mul(n *Matrix) (*Matrix, error) {
	if m.cols != n.rows {
		return nil, fmt.Errorf("%dx%d times %dx%d", m.rows, m.cols, n.rows, n.cols)
	}
	r := NewMatrix(m.rows, n.cols)
	for i := 0; i < m.rows; i++ {
		for j := 0; j < n.cols; j++ {
			var s float64
			for k := 0; k < m.cols; k++ {
				s += m.At(i, k) * n.At(k, j)
			}
			r.Set(i, j, s)
		}
	}
	return r, nil
}
func (m Matrix) String() string {
	var b strings.Builder
	for i := range m.rows {
		fmt.Fprintln(&b, m.data[i*m.cols:(i+1)*m.cols])
	}
	return b.String()
}

type Vec [3]float64

func (a Vec) Add(b Vec) (c Vec) {
	for i := range a {
		c[i] = a[i] + b[i]
	}
	return
}
func (a Vec) Scale(k float64) Vec { return Vec{a[0] * k, a[1] * k, a[2] * k} }
func (a Vec) Norm() float64       { return math.Sqrt(a[0]*a[0] + a[1]*a[1] + a[2]*a[2]) }

type Body struct {
	Pos, Vel Vec
	Mass     float64
}

func step(bodies []Body, dt float64) {
	for i := range bodies {
		var acc Vec
		for j := range bodies {
			if i == j {
				continue
			}
			d := bodies[j].Pos.Add(bodies[i].Pos.Scale(-1))
			r := d.Norm()
			acc = acc.Add(d.Scale(bodies[j].Mass / (r * r * r)))
		}
		bodies[i].Vel = bodies[i].Vel.Add(acc.Scale(dt))
	}
	for i := range bodies {
		b := &bodies[i]
		b.Pos = b.Pos.Add(b.Vel.Scale(dt))
	}
}

func sieve(n int) (primes []int) {
	composite := make([]bool, n+1)
	for i := 2; i <= n; i++ {
		if composite[i] {
			continue
		}
		primes = append(primes, i)
		for j := i * i; j <= n; j += i {
			composite[j] = true
		}
	}
	return
}

func newton(f, df func(float64) float64, x float64) (float64, int) {
	for i := 1; i <= 50; i++ {
		next := x - f(x)/df(x)
		if math.Abs(next-x) < 1e-12 {
			return next, i
		}
		x = next
	}
	return math.NaN(), -1
}

func lcs(a, b string) string {
	dp := make([][]int, len(a)+1)
	for i := range dp {
		dp[i] = make([]int, len(b)+1)
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			if a[i-1] == b[j-1] {
				dp[i][j] = dp[i-1][j-1] + 1
			} else {
				dp[i][j] = max(dp[i-1][j], dp[i][j-1])
			}
		}
	}
	var out []byte
	for i, j := len(a), len(b); i > 0 && j > 0; {
		switch {
		case a[i-1] == b[j-1]:
			out = append(out, a[i-1])
			i, j = i-1, j-1
		case dp[i-1][j] >= dp[i][j-1]:
			i--
		default:
			j--
		}
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return string(out)
}

func permutations[T any](list []T, visit func([]T)) {
	var rec func(int)
	rec = func(k int) {
		if k == len(list) {
			visit(list)
			return
		}
		for i := k; i < len(list); i++ {
			list[k], list[i] = list[i], list[k]
			rec(k + 1)
			list[k], list[i] = list[i], list[k]
		}
	}
	rec(0)
}

func quick(a []int) {
	if len(a) < 2 {
		return
	}
	p := a[len(a)/2]
	i, j := 0, len(a)-1
	for i <= j {
		for a[i] < p {
			i++
		}
		for a[j] > p {
			j--
		}
		if i <= j {
			a[i], a[j] = a[j], a[i]
			i++
			j--
		}
	}
	quick(a[:j+1])
	quick(a[i:])
}

func insertion(a []float64) {
	for i := 1; i < len(a); i++ {
		v, j := a[i], i-1
		for ; j >= 0 && a[j] > v; j-- {
			a[j+1] = a[j]
		}
		a[j+1] = v
	}
}

func search(a []int, x int) (int, bool) {
	lo, hi := 0, len(a)
	for lo < hi {
		if mid := int(uint(lo+hi) >> 1); a[mid] < x {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo, lo < len(a) && a[lo] == x
}

func stats(xs ...float64) (mean, sd float64, err error) {
	if len(xs) == 0 {
		err = fmt.Errorf("no values")
		return
	}
	for _, x := range xs {
		mean += x
	}
	mean /= float64(len(xs))
	for _, x := range xs {
		sd += (x - mean) * (x - mean)
	}
	return mean, math.Sqrt(sd / float64(len(xs))), nil
}

func flood(grid [][]byte, x, y int) int {
	if y < 0 || y >= len(grid) || x < 0 || x >= len(grid[y]) || grid[y][x] != '.' {
		return 0
	}
	grid[y][x] = '~'
	return 1 + flood(grid, x+1, y) + flood(grid, x-1, y) + flood(grid, x, y+1) + flood(grid, x, y-1)
}

func main() {
	a := NewMatrix(2, 3, 1, 2, 3, 4, 5, 6)
	b := NewMatrix(3, 2, 1, 0, 0, 1, 1, 1)
	c, err := a.Mul(b)
	fmt.Print(c, err, "\n")
	_, err = a.Mul(a)
	fmt.Println(err)
	bodies := []Body{{Vec{}, Vec{}, 10}, {Vec{5, 0, 0}, Vec{0, 1.4, 0}, 1}}
	for range 50 {
		step(bodies, 0.01)
	}
	fmt.Printf("%.4f %.4f\n", bodies[1].Pos, bodies[0].Vel)
	fmt.Println(sieve(50))
	fmt.Println(newton(func(x float64) float64 { return x*x - 2 }, func(x float64) float64 { return 2 * x }, 1))
	fmt.Println(lcs("AGGTABQX", "GXTXAYBX"))
	n := 0
	permutations([]string{"a", "b", "c"}, func(p []string) { n++; fmt.Print(strings.Join(p, ""), " ") })
	fmt.Println(n)
	r := rand.New(rand.NewSource(1))
	xs := r.Perm(20)
	quick(xs)
	fmt.Println(xs, sort.IntsAreSorted(xs))
	fmt.Println(search(xs, 7))
	fmt.Println(search(xs, 70))
	fs := []float64{3, 1, 2, -1}
	insertion(fs)
	fmt.Println(fs)
	fmt.Println(stats(1, 2, 3, 4))
	fmt.Println(stats())
	grid := [][]byte{[]byte("..#."), []byte(".#.."), []byte("..##")}
	fmt.Println(flood(grid, 0, 0), string(grid[0]))
	hist := [5]int{}
	for range 100 {
		hist[r.Intn(5)]++
	}
	total := 0
	for i, h := range hist {
		total += h * (i - i + 1)
	}
	fmt.Println(total, math.Float32frombits(0x40490fdb), math.MaxInt8)
	collatz := func(n int) (steps int) {
		for ; n != 1; steps++ {
			if n&1 == 0 {
				n /= 2
			} else {
				n = 3*n + 1
			}
		}
		return
	}
	fmt.Println(collatz(27))
	var pascal [6][6]int
	for i := range pascal {
		pascal[i][0] = 1
		for j := 1; j <= i; j++ {
			pascal[i][j] = pascal[i-1][j-1] + pascal[i-1][j]
		}
	}
	fmt.Println(pascal[5], pascal[4][:3])
	defer func() { fmt.Println(recover()) }()
	fmt.Println(a.At(5, 5))
}
