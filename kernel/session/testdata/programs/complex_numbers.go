package main

import (
	"fmt"
	"math"
	"math/cmplx"
)

// Complex arithmetic, the builtins for it, and math/cmplx.
func main() {
	a := 3 + 4i
	b := complex(1, -2)
	fmt.Println(a+b, a-b, a*b)
	fmt.Printf("%.3f\n", a/b)
	fmt.Println(real(a), imag(b), cmplx.Abs(a))
	var c complex64 = complex(float32(1.5), 2)
	fmt.Println(c, c*c, real(c)+imag(c))
	fmt.Println(a == 3+4i, a != b, b == complex(1, -2))
	fmt.Printf("%.4f %.4f\n", cmplx.Sqrt(-1), cmplx.Exp(complex(0, math.Pi)))
	fmt.Printf("%.2f %.2f\n", cmplx.Phase(1i), cmplx.Pow(2i, 2))
	const k = 2i * 2i
	fmt.Println(k, real(k))
	var zs []complex128
	for n := range 4 {
		zs = append(zs, cmplx.Rect(1, float64(n)*math.Pi/2))
	}
	for _, z := range zs {
		fmt.Printf("(%.1f,%.1f) ", real(z)+0, imag(z)+0)
	}
	fmt.Println()
	a += 1i
	a *= 2
	fmt.Println(a, -a, cmplx.Conj(a))
	z := complex(0, 0)
	point := complex(-0.5, 0.5)
	for range 5 {
		z = z*z + point
	}
	fmt.Printf("%.5f\n", z)
	m := map[complex128]string{1i: "i", 1: "one"}
	fmt.Println(m[1i], m[complex(1, 0)], len(m))
	fmt.Println(cmplx.IsNaN(cmplx.NaN()), cmplx.IsInf(cmplx.Inf()))
}
