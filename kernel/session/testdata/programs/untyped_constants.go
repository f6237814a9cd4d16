package main

import (
	"fmt"
	"math"
	"time"
)

const (
	big   = 1 << 200
	small = big >> 199
	pi    = 3.14159265358979323846264338327950288419716939937510582097494459
	ratio = 22.0 / 7
	mixed = 'a' + 1.0
	text  = "con" + "stant"
	yes   = 1 < 2
)

type metres float64

// Untyped constants are exact and take the type that the context asks for.
func main() {
	fmt.Println(small, big/(big-1), big%1000)
	var f32 float32 = pi
	var f64 float64 = pi
	fmt.Println(f32, f64, f64 == math.Pi, float64(f32) == f64)
	fmt.Printf("%T %v %T\n", mixed, mixed, 'a'+1)
	fmt.Println(text, len(text), yes)
	var i8 int8 = 'a'
	var u8 byte = 1e2
	var m metres = 2
	fmt.Println(i8, u8, m*1.5, 1/2*3.0, 1/2.0*3)
	fmt.Println(5/2, -5/2, 5%-3, -5%3, 5.0/2)
	var x = 7 / 2 * 2.0
	fmt.Printf("%T %v\n", x, x)
	d := 1500 * time.Millisecond
	const timeout = 3
	fmt.Println(d, timeout*time.Second, d*2)
	fmt.Println(math.MaxInt64, uint64(math.MaxUint64), math.MinInt64)
	fmt.Println(math.MaxFloat64, math.SmallestNonzeroFloat64)
	var e any = 1 << 3
	fmt.Printf("%T %T %T %T\n", e, 'x', 1.0, 2i)
	const c = 10
	arr := [c / 3]int{}
	fmt.Println(len(arr), c/3.0)
	fmt.Println(0x1p-2, 0b1011, 0o17, 1_000_000, 0xFF_FF, 1e3)
	const minus = -5 >> 1
	fmt.Println(minus, ^0, ^5, uint8(^uint8(5)), +3, - -3)
	const quo = 1 << 3.0
	fmt.Println(quo, "abc"[1], len([3]string{}))
	var r rune = 0x1F600
	fmt.Println(string(r), '\'', "\u00e9\x41\101")
}
