package main

import (
	"fmt"
	"math"
)

// Integer overflow wraps around; division truncates towards zero; conversions drop high bits.
func main() {
	var i8 int8 = math.MaxInt8
	i8++
	fmt.Println(i8)
	var u8 uint8
	u8--
	fmt.Println(u8, u8+1, u8*u8)
	var i16 int16 = -32768
	fmt.Println(-i16, i16-1, i16/-1)
	var i32 int32 = math.MaxInt32
	fmt.Println(i32+1, i32*2, i32<<1)
	var i64 int64 = math.MaxInt64
	i64 += 2
	fmt.Println(i64, -i64)
	var u64 uint64 = math.MaxUint64
	fmt.Println(u64+1, u64*u64, u64>>1)
	var u uint = 3
	fmt.Println(u-4 > 0, u-4 == math.MaxUint)
	for _, p := range [][2]int{{7, 2}, {-7, 2}, {7, -2}, {-7, -2}} {
		fmt.Print(p[0]/p[1], " ", p[0]%p[1], " ")
	}
	fmt.Println()
	n := 300
	fmt.Println(uint8(n), int8(n), int8(200+n-n), uint16(n*1000), int16(n*200))
	m := -1
	fmt.Println(uint8(m), uint32(m), uint64(m), uint16(m))
	f := 3.99
	fmt.Println(int(f), int(-f), uint8(f), int64(1e18))
	h := uint32(2166136261)
	for _, c := range []byte("hash") {
		h ^= uint32(c)
		h *= 16777619
	}
	fmt.Println(h)
	seed := uint64(42)
	for range 3 {
		seed ^= seed << 13
		seed ^= seed >> 7
		seed ^= seed << 17
		fmt.Print(seed, " ")
	}
	fmt.Println()
	var a, b uint8 = 200, 100
	fmt.Println(a+b, a-b, b-a, a*b, uint16(a)+uint16(b), a+b > a)
	var r rune = 'z'
	fmt.Println(r+1, string(r-25), byte(r)-'a')
}
