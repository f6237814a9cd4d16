package main

import (
	"fmt"
	"math"
)

// Conversions between numbers of every size.
func main() {
	var i int = 1<<40 + 300
	fmt.Println(int8(i), int16(i), int32(i), int64(i), uint8(i), uint16(i), uint32(i), uint64(i))
	var f = 3.99
	fmt.Println(int(f), int8(f), uint(f), float32(f), int(-f))
	g := float32(0.1)
	fmt.Println(g, float64(g), float64(g) == 0.1, g*3)
	var u8 uint8 = 255
	fmt.Println(int8(u8), int(u8), uint16(u8)<<8, float64(u8)/2)
	var i8 int8 = -1
	fmt.Println(uint8(i8), uint32(i8), int64(i8), uint64(i8) == math.MaxUint64)
	fmt.Println(string(rune(97)), rune('b'), byte('c'), int('d'))
	x := 10
	y := 4
	fmt.Println(x/y, float64(x)/float64(y), float64(x/y), x%y, -x/y, -x%y)
	var r rune = '世'
	fmt.Println(r, int(r), byte(r), string(r))
	const big = 1 << 40
	fmt.Println(float32(big), big/1e6, uint64(big)*2)
	var d float64 = 1e15 + 0.3
	fmt.Println(int64(d), d-float64(int64(d)) > 0.2)
	h := 7.0
	fmt.Println(h/2, int(h)/2, math.Floor(h/2), uint8(h)<<1)
	type meters float64
	type feet float64
	m := meters(100)
	ft := feet(float64(m) * 3.28084)
	fmt.Printf("%.2f %.1f\n", float64(ft), float64(meters(ft)/3.28084))
	var up uintptr = 5
	fmt.Println(up+1, uint(up))
	c := complex(float32(1), 2)
	fmt.Println(c, complex128(c)*2, real(c))
	b := []byte("bytes")
	s := string(b)
	b[0] = 'B'
	fmt.Println(s, string(b), []rune(s)[1], []byte(s)[2])
	fmt.Println(0.1+0.2 == 0.3, float32(0.1)+float32(0.2) == float32(0.3), 1.0/3.0*3.0 == 1.0)
	fmt.Println(uint32(1)<<31, int32(math.MinInt32), -int32(math.MinInt32+1), ^uint8(0x0f))
}
