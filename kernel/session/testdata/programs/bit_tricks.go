package main

import (
	"fmt"
	"math"
	"math/bits"
	"strings"
)

type Bitset []uint64

func (b *Bitset) Set(i int) {
	for len(*b) <= i>>6 {
		*b = append(*b, 0)
	}
	(*b)[i>>6] |= 1 << (i & 63)
}
func (b Bitset) Has(i int) bool { return i>>6 < len(b) && b[i>>6]>>(uint(i)&63)&1 != 0 }
func (b Bitset) Clear(i int)    { b[i/64] &^= 1 << (i % 64) }
func (b Bitset) Each(yield func(int) bool) {
	for w, x := range b {
		for ; x != 0; x &= x - 1 {
			if !yield(w*64 + bits.TrailingZeros64(x)) {
				return
			}
		}
	}
}
func (b Bitset) String() string {
	var parts []string
	for i := range b.Each {
		parts = append(parts, fmt.Sprint(i))
	}
	return "{" + strings.Join(parts, ",") + "}"
}

type Perm uint8

const (
	R Perm = 1 << (2 - iota)
	W
	X
	All = R | W | X
)

func (p Perm) String() string {
	s := []byte("---")
	for i, c := range "rwx" {
		if p&(R>>i) != 0 {
			s[i] = byte(c)
		}
	}
	return string(s)
}

func popcount[T ~uint8 | ~uint16 | ~uint32 | ~uint64](x T) (n int) {
	for ; x > 0; x &= x - 1 {
		n++
	}
	return
}

func gray(n uint) uint { return n ^ n>>1 }

func xorshift(s *uint32) uint32 {
	x := *s
	x ^= x << 13
	x ^= x >> 17
	x ^= x << 5
	*s = x
	return x
}

func crc(data string) uint32 {
	c := ^uint32(0)
	for i := 0; i < len(data); i++ {
		c ^= uint32(data[i])
		for k := 0; k < 8; k++ {
			c = c>>1 ^ 0xEDB88320&-(c&1)
		}
	}
	return ^c
}

func abs(x int32) int32 { m := x >> 31; return (x ^ m) - m }

func fastInvSqrt(f float32) float32 {
	i := math.Float32bits(f)
	i = 0x5f3759df - i>>1
	y := math.Float32frombits(i)
	return y * (1.5 - 0.5*f*y*y)
}

func main() {
	var b Bitset
	for _, i := range []int{3, 64, 65, 200, 0, 3} {
		b.Set(i)
	}
	b.Clear(64)
	fmt.Println(b, b.Has(65), b.Has(64), b.Has(5000), len(b))
	fmt.Println(R, W, X, All, All&^W, Perm(0), ^R, []Perm{R | X}, map[Perm]int{W: 1})
	fmt.Printf("%d %08b %v %s %x\n", All, R, R|W, X, ^All)
	fmt.Println(popcount(uint8(255)), popcount(uint64(1)<<63|5), popcount(R|W))
	for i := range uint(8) {
		fmt.Printf("%03b ", gray(i))
	}
	fmt.Println()
	s := uint32(2463534242)
	fmt.Println(xorshift(&s), xorshift(&s), s, crc("123456789") == 0xCBF43926, crc(""))
	fmt.Println(abs(-5), abs(math.MinInt32), fastInvSqrt(4))
	var i8 int8 = 127
	var u8 uint8
	var u16 uint16 = 0xABCD
	var i64 int64 = math.MinInt64
	i8++
	u8--
	fmt.Println(i8, u8, u16<<4, u16>>4, u16<<8>>8, int8(u16), uint8(i8), -i64, i64-1, i64/-1, i64%-1, uint32(i64)+1)
	sh := uint(70)
	fmt.Println(1<<sh == 0, int64(-1)>>sh, uint8(1)<<(sh-63)<<1, int8(1)<<(sh-63), i8>>7, uint64(1)<<(sh-7), int32(1)<<(sh-39))
	fmt.Println(-7/2, -7%2, -7>>1, 7&^5, 7^2, ^7, -7&3, +7, 0b101|0o17, 0x_F&1_0)
	var x uint32 = 0xDEADBEEF
	x = x<<16 | x>>16
	fmt.Printf("%#x %#x %#x %b\n", x, bits.ReverseBytes32(x), bits.Reverse32(x), bits.Len32(x))
	x &= 0xFF00FF00
	x |= 0x11
	x ^= 0x1
	x <<= 4
	x >>= 1
	x &^= 8
	x %= 1000
	fmt.Println(x)
	arr := [...]uint8{4: 1 << 7, 1: 'a' | 0x80}
	arr[4] <<= 1
	arr[1] ^= arr[1] >> 1
	fmt.Println(arr, len(arr))
	m := map[string]uint8{"a": 200}
	m["a"] += 100
	m["b"] |= 3
	m["c"]--
	fmt.Println(m)
	p := &struct{ n int16 }{32767}
	p.n++
	p.n *= 3
	fmt.Println(p.n, uint16(p.n), float32(uint32(16777217)), int(float64(1<<53+1)), uint8(int(300)&0xff))
	const big = 1<<64 - 1
	fmt.Println(uint64(big), big>>60, big&0xF == 15, uint64(big)/uint64(7))
	hi, lo := bits.Mul64(big, big)
	fmt.Println(hi, lo)
	var cnt [5]int
	for n := range 32 {
		cnt[bits.OnesCount(uint(n))%5]++
	}
	fmt.Println(cnt)
	z := 3
	z, w := z<<z, z>>1
	fmt.Println(z, w, 1<<z>>w)
	swap := func(a, b *int) { *a ^= *b; *b ^= *a; *a ^= *b }
	swap(&z, &w)
	fmt.Println(z, w)
	defer func() { fmt.Println(recover()) }()
	n := -1
	fmt.Println(1 << n)
}
