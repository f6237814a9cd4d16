package main

import (
	"fmt"
	"math"
	"strconv"
)

// How floats print.
func main() {
	for _, f := range []float64{0, 1, -1.5, 0.1, 1e6, 1e20, 1e21, 1e-4, 1e-5, 123456789.125, math.MaxFloat64} {
		fmt.Println(f, float32(f))
	}
	x := 1234.5678
	fmt.Printf("%f|%.2f|%8.1f|%-10.1f|%+.3f|%010.2f\n", x, x, x, x, x, x)
	fmt.Printf("%e|%.3E|%g|%G|%.3g|%.10g\n", x, x, x, 1e-10, x, x)
	fmt.Printf("%v|%6v|%x|%b\n", 2.5, 2.5, 1.0, 1.0)
	fmt.Println(math.Inf(1), math.Inf(-1), math.NaN(), -0.0, math.Copysign(0, -1))
	fmt.Printf("%5.1f|%+v|%f\n", math.Inf(-1), math.Inf(1), math.NaN())
	fmt.Println(strconv.FormatFloat(0.1+0.2, 'f', -1, 64), 0.1+0.2)
	a, b := 0.1, 0.2
	fmt.Println(a+b, a+b == 0.3, float32(a)+float32(b))
	fmt.Println(strconv.FormatFloat(1.0/3, 'g', 5, 32), strconv.FormatFloat(1e300, 'e', 2, 64))
	fmt.Println(math.Round(2.5), math.Round(-2.5), math.RoundToEven(2.5), math.Trunc(-2.7), math.Floor(-2.1), math.Ceil(2.1))
	fmt.Println([]float64{1, 2.5, 3e10}, map[string]float64{"pi": 3.14})
	fmt.Printf("%v %v %.1f\n", []float32{0.1, 0.2}, [2]float64{1, 2}, []float64{1.25, 2.75})
	zero := 0.0
	fmt.Println(1/zero, -1/zero, zero/zero == zero/zero)
	fmt.Println(7.0/2, 7/2.0, float64(7)/2, float64(7/2), math.Sqrt2)
	fmt.Println(math.Float64bits(1.5), math.Float32frombits(0x40490fdb))
	fmt.Printf("%6.2f%%\n", 45.678)
	fmt.Printf("%*.*f|%-*d|\n", 10, 3, math.E, 5, 42)
	frac, exp := math.Frexp(10)
	ip, fp := math.Modf(3.25)
	fmt.Println(frac, exp, ip, fp, math.Hypot(3, 4), math.Cbrt(27), math.Mod(7, 3))
}
