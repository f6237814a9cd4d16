package main

import (
	"fmt"
	"math/rand"
	randv2 "math/rand/v2"
)

// Random numbers from fixed seeds are the same everywhere.
func main() {
	r := rand.New(rand.NewSource(42))
	for range 5 {
		fmt.Print(r.Intn(100), " ")
	}
	fmt.Println(r.Float64() < 1)
	fmt.Println(r.Perm(6))
	s := []string{"a", "b", "c", "d"}
	r.Shuffle(len(s), func(i, j int) { s[i], s[j] = s[j], s[i] })
	fmt.Println(s, r.Int63()%1000, r.Uint32()%1000)
	fmt.Printf("%.4f %.4f\n", r.NormFloat64(), r.ExpFloat64())
	p := randv2.New(randv2.NewPCG(1, 2))
	fmt.Println(p.IntN(1000), p.IntN(1000), p.Uint64()%1000, p.Perm(4))
	c := randv2.New(randv2.NewChaCha8([32]byte([]byte("chacha8: 32-byte seed for cells!"))))
	fmt.Println(c.IntN(100), c.Int64N(1e6), c.Float32() < 1)
	z := rand.NewZipf(rand.New(rand.NewSource(1)), 1.5, 1, 10)
	counts := map[uint64]int{}
	for range 100 {
		counts[z.Uint64()]++
	}
	fmt.Println(counts[0] > counts[5])
	inside := 0
	m := rand.New(rand.NewSource(7))
	for range 2000 {
		x, y := m.Float64(), m.Float64()
		if x*x+y*y < 1 {
			inside++
		}
	}
	fmt.Println(inside)
}
