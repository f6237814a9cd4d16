package main

import (
	"fmt"
	"math"
	"math/bits"
)

// Package math/bits and bit tricks.
func main() {
	fmt.Println(bits.OnesCount(255), bits.LeadingZeros32(1), bits.TrailingZeros(8), bits.Len(1023), bits.UintSize)
	fmt.Printf("%08b %08b %x\n", bits.Reverse8(0b00010111), bits.RotateLeft8(0b10010000, 1), bits.ReverseBytes32(0x01020304))
	sum, carry := bits.Add64(math.MaxUint64, 1, 0)
	fmt.Println(sum, carry)
	hi, lo := bits.Mul64(1<<63, 4)
	fmt.Println(hi, lo)
	q, r := bits.Div64(1, 0, 2)
	fmt.Println(q, r)
	diff, borrow := bits.Sub32(1, 2, 0)
	fmt.Println(diff, borrow)
	x := uint(0b1011000)
	fmt.Println(x&-x, x&(x-1), x|(x-1), x^(x>>1))
	for i := range 4 {
		if x&(1<<(i+2)) != 0 {
			fmt.Print(i+2, " ")
		}
	}
	fmt.Println()
	var set uint64
	for _, v := range []int{3, 5, 63, 3} {
		set |= 1 << v
	}
	fmt.Println(bits.OnesCount64(set), set>>63, set&^(1<<5) == 1<<3|1<<63)
	isPow := func(n uint) bool { return n != 0 && n&(n-1) == 0 }
	fmt.Println(isPow(64), isPow(65), isPow(0))
	parity := 0
	for n := uint8(0xB7); n != 0; n &= n - 1 {
		parity ^= 1
	}
	fmt.Println(parity, bits.Len8(0), bits.RotateLeft32(1, -1))
	gray := make([]uint, 8)
	for i := range gray {
		gray[i] = uint(i) ^ uint(i)>>1
	}
	fmt.Printf("%03b\n", gray)
}
