package main

import "fmt"

type Unsigned interface {
	~uint8 | ~uint16 | ~uint32 | ~uint64
}

type Integer interface {
	~int8 | ~int16 | ~int32 | ~int64 | Unsigned
}

func Max[T Unsigned]() T { return T(0) - 1 }

func Ones[T Integer]() T { return ^T(0) }

func Bits[T Integer]() int {
	n := 0
	for x := T(1); x != 0; x <<= 1 {
		n++
	}
	return n
}

func Wrap[T Integer](x T) T { return x + T(100) + T(100) }

func Negative[T Unsigned]() T { return -T(1) }

func High[T Unsigned]() T { return T(1) << 7 << 1 }

func Half[T ~float32 | ~float64](x T) T { return x / 2 * T(1) / T(3) }

func Gcd[T Integer](a, b T) T {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

func Power[T Integer | ~float64](x T, n int) T {
	r := T(1)
	for range n {
		r *= x
	}
	return r
}

func Clamp[T Integer](x, low, high T) T { return max(low, min(x, high)) }

type small uint8

func main() {
	fmt.Println(Max[uint8](), Max[uint16](), Max[uint64](), Max[small]())
	fmt.Println(Ones[int8](), Ones[uint32](), Bits[int16](), Bits[small]())
	fmt.Println(Wrap(uint8(100)), Wrap(int8(100)), Wrap(int64(100)))
	fmt.Println(Negative[uint16](), High[uint8](), High[uint16]())
	fmt.Println(Half(float32(1)), Half(1.0))
	fmt.Println(Gcd(int32(48), 36), Gcd(small(12), 18), Power(int64(2), 10), Power(1.5, 2), Power(int8(2), 7))
	fmt.Println(Clamp(int8(-5), 0, 9), Clamp(uint16(700), 1, 300))
}

func init() { fmt.Println(Power(uint8(3), 6)) }
