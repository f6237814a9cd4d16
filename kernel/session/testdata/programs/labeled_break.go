package main

import "fmt"

// Labels on loops and switches, and what break and continue mean with and without them.
func main() {
	grid := [][]int{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}
search:
	for i, row := range grid {
		for j, v := range row {
			if v == 6 {
				fmt.Println("found at", i, j)
				break search
			}
			if v%2 == 0 {
				continue
			}
			fmt.Println("odd", v)
		}
	}
outer:
	for i := 0; i < 4; i++ {
		for j := 0; ; j++ {
			switch {
			case j == i:
				fmt.Println("next", i)
				continue outer
			case i+j == 5:
				break outer
			case j > 10:
				break
			}
		}
	}
pick:
	switch x := len(grid); x {
	case 3:
		for range 5 {
			if x > 2 {
				break pick
			}
		}
		fmt.Println("not reached")
	default:
		fmt.Println("not reached either")
	}
	n := 0
count:
	for {
		for {
			n++
			if n < 3 {
				continue count
			}
			break count
		}
	}
	fmt.Println("n", n)
}
