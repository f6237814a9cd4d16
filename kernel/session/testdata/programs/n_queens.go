package main

import (
	"fmt"
	"strings"
)

type board struct {
	n                  int
	cols, diag1, diag2 uint
	queens             []int
}

func (b *board) solve(row int, found func([]int) bool) bool {
	if row == b.n {
		return found(b.queens)
	}
	for c := range b.n {
		bit, d1, d2 := uint(1)<<c, uint(1)<<(row+c), uint(1)<<(row-c+b.n)
		if b.cols&bit != 0 || b.diag1&d1 != 0 || b.diag2&d2 != 0 {
			continue
		}
		b.cols ^= bit
		b.diag1 ^= d1
		b.diag2 ^= d2
		b.queens = append(b.queens, c)
		ok := b.solve(row+1, found)
		b.queens = b.queens[:row]
		b.cols ^= bit
		b.diag1 ^= d1
		b.diag2 ^= d2
		if !ok {
			return false
		}
	}
	return true
}

func count(n int) (total int) {
	b := &board{n: n}
	b.solve(0, func([]int) bool { total++; return true })
	return
}

func permutations(s []int, yield func([]int) bool) bool {
	if len(s) == 0 {
		return yield(nil)
	}
	for i := range s {
		rest := append(append([]int(nil), s[:i]...), s[i+1:]...)
		if !permutations(rest, func(p []int) bool { return yield(append([]int{s[i]}, p...)) }) {
			return false
		}
	}
	return true
}

// Backtracking: queens on boards, permutations, subsets that sum up.
func main() {
	for n := 1; n <= 6; n++ {
		fmt.Println(n, count(n))
	}
	b := &board{n: 8}
	b.solve(0, func(q []int) bool {
		for _, c := range q {
			fmt.Println(strings.Repeat(". ", c) + "Q " + strings.Repeat(". ", 7-c))
		}
		return false
	})
	n := 0
	permutations([]int{1, 2, 3}, func(p []int) bool {
		fmt.Print(p, " ")
		n++
		return n < 5
	})
	fmt.Println()
	var subsets func(nums []int, target int, chosen []int)
	subsets = func(nums []int, target int, chosen []int) {
		switch {
		case target == 0:
			fmt.Print(chosen, " ")
			return
		case target < 0 || len(nums) == 0:
			return
		}
		subsets(nums[1:], target-nums[0], append(chosen[:len(chosen):len(chosen)], nums[0]))
		subsets(nums[1:], target, chosen)
	}
	subsets([]int{1, 2, 3, 4, 5}, 7, nil)
	fmt.Println()
	var hanoi func(n int, a, b, c string) int
	hanoi = func(n int, a, b, c string) int {
		if n == 0 {
			return 0
		}
		return hanoi(n-1, a, c, b) + 1 + hanoi(n-1, c, b, a)
	}
	fmt.Println(hanoi(7, "a", "b", "c"))
}
