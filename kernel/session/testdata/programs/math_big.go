package main

import (
	"fmt"
	"math/big"
)

// Package math/big: integers, rationals and floats.
func main() {
	fact := big.NewInt(1)
	for i := int64(2); i <= 30; i++ {
		fact.Mul(fact, big.NewInt(i))
	}
	fmt.Println(fact, fact.BitLen(), len(fact.String()))
	a, ok := new(big.Int).SetString("123456789012345678901234567890", 10)
	fmt.Println(a, ok)
	b := big.NewInt(987654321)
	q, r := new(big.Int).QuoRem(a, b, new(big.Int))
	fmt.Println(q, r, a.Cmp(b), b.Sign())
	fmt.Println(new(big.Int).Exp(big.NewInt(2), big.NewInt(100), nil), new(big.Int).Exp(big.NewInt(3), big.NewInt(200), big.NewInt(1000007)))
	fmt.Println(new(big.Int).GCD(nil, nil, big.NewInt(48), big.NewInt(36)), new(big.Int).ModInverse(big.NewInt(3), big.NewInt(11)))
	fmt.Println(big.NewInt(97).ProbablyPrime(10), new(big.Int).Sqrt(big.NewInt(1000000)), new(big.Int).Lsh(big.NewInt(1), 70))
	fmt.Printf("%x %d %s\n", b, b, a.Text(36))
	x, y := big.NewRat(1, 3), big.NewRat(1, 6)
	sum := new(big.Rat).Add(x, y)
	fmt.Println(sum, sum.FloatString(5), x.Cmp(y), new(big.Rat).Mul(x, y), new(big.Rat).SetFloat64(0.125))
	f := new(big.Float).SetPrec(100).SetFloat64(2)
	root := new(big.Float).Sqrt(f)
	fmt.Println(root.Text('f', 25))
	fib := [2]*big.Int{big.NewInt(0), big.NewInt(1)}
	for range 100 {
		fib[0], fib[1] = fib[1], new(big.Int).Add(fib[0], fib[1])
	}
	fmt.Println(fib[0])
	var zero big.Int
	fmt.Println(zero.String(), zero.Cmp(big.NewInt(0)))
	s := new(big.Int)
	fmt.Sscan("18446744073709551617", s)
	fmt.Println(s, s.IsInt64(), s.IsUint64())
}
