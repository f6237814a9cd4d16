package main

import "fmt"

func find(list []int, want int) {
	found := -1
	for i, x := range list {
		if x == want {
			found = i
			goto found
		}
	}
	fmt.Println("none")
	return
found:
	fmt.Println("found at", found)
}

func loops(n int) (total int) {
total:
	for i := 0; i < n; i++ {
		for j := range n {
			switch {
			case j == 2:
				continue total
			case i == 2:
				break total
			}
			total += 10*i + j
		}
	}
	return total
}

func most(short bool) uint64 {
	if short {
		return 0xFFFFFFFF
	}
	return 0xFFFFFFFFFFFFFFFF
}

func main() {
	find([]int{4, 5}, 5)
	find(nil, 5)
	fmt.Println(loops(4))
	fmt.Println(most(true), most(false), most(false) > 18446744073709551614)
	var u uint64 = 18446744073709551615
	list := []uint64{9223372036854775808, 1}
	fmt.Println(u, list, u-9223372036854775807, u == most(false), u&0xF000000000000000>>60)
	var any any = uint64(10000000000000000000)
	fmt.Println(any, -9223372036854775808)
main:
	for main := range 3 {
		if main == 1 {
			break main
		}
		fmt.Println("main", main)
	}
}
