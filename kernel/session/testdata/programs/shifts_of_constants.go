package main

import "fmt"

const (
	kib = 1 << (10 * (iota + 1))
	mib
	gib
)

// Shifts: of constants, with untyped operands that take their type from the context, beyond the width, and signed.
func main() {
	fmt.Println(kib, mib, gib)
	var s uint = 33
	var i = 1 << s
	var j int32 = 1 << s
	var k = uint64(1 << s)
	var w int64 = 1.0 << 33
	fmt.Println(i, j, k, w)
	var m int = 1.0 << s
	var n = 1.0<<s == j
	fmt.Println(m, n)
	x := uint8(200)
	fmt.Println(x<<1, x>>3, x<<8, x>>9)
	y := int8(-100)
	fmt.Println(y<<1, y>>2, y>>20)
	a := []int{10, 20, 30, 40, 50, 60, 70, 80, 90}
	fmt.Println(a[1.0<<3], a[uint8(1)<<2])
	var b byte = 1
	for range 10 {
		fmt.Print(b, " ")
		b <<= 1
	}
	fmt.Println()
	v := -1
	v >>= 1
	fmt.Println(v, ^v, v&^3, 7&^2, 6^3, 6|9)
	var mask uint32 = 0xff << 8
	fmt.Printf("%#x %#x %b\n", mask, ^mask, mask>>6)
	const huge = 1 << 100
	fmt.Println(huge>>97, float64(huge))
	var u64 uint64 = 1<<64 - 1
	fmt.Println(u64, u64>>63, int64(u64))
}
