package main

import (
	"fmt"
	"math"
)

func same(x float64) float64 { return x }

// Negative zero stays what it is on its way through functions.
func main() {
	zero := math.Copysign(0, -1)
	fmt.Println(math.Signbit(zero), math.Signbit(same(zero)))
	fmt.Println(math.Signbit(min(zero, 0)), math.Signbit(max(0, zero)))
}
