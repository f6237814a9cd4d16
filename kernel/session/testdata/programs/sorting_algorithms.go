package main

import (
	"fmt"
	"math/rand"
	"sort"
)

func bubble(a []int) {
	for swapped := true; swapped; {
		swapped = false
		for i := 1; i < len(a); i++ {
			if a[i-1] > a[i] {
				a[i-1], a[i] = a[i], a[i-1]
				swapped = true
			}
		}
	}
}

func insertion(a []int) {
	for i := 1; i < len(a); i++ {
		for j := i; j > 0 && a[j-1] > a[j]; j-- {
			a[j], a[j-1] = a[j-1], a[j]
		}
	}
}

func quick(a []int) {
	if len(a) < 2 {
		return
	}
	pivot, i, j := a[len(a)/2], 0, len(a)-1
	for i <= j {
		for a[i] < pivot {
			i++
		}
		for a[j] > pivot {
			j--
		}
		if i <= j {
			a[i], a[j] = a[j], a[i]
			i++
			j--
		}
	}
	quick(a[:j+1])
	quick(a[i:])
}

func merge(a []int) []int {
	if len(a) < 2 {
		return a
	}
	l, r := merge(a[:len(a)/2]), merge(a[len(a)/2:])
	out := make([]int, 0, len(a))
	for len(l) > 0 && len(r) > 0 {
		if l[0] <= r[0] {
			out, l = append(out, l[0]), l[1:]
		} else {
			out, r = append(out, r[0]), r[1:]
		}
	}
	return append(append(out, l...), r...)
}

func heapSort(a []int) {
	down := func(lo, hi int) {
		for root := lo; ; {
			child := 2*root + 1
			if child >= hi {
				return
			}
			if child+1 < hi && a[child] < a[child+1] {
				child++
			}
			if a[root] >= a[child] {
				return
			}
			a[root], a[child] = a[child], a[root]
			root = child
		}
	}
	for i := len(a)/2 - 1; i >= 0; i-- {
		down(i, len(a))
	}
	for i := len(a) - 1; i > 0; i-- {
		a[0], a[i] = a[i], a[0]
		down(0, i)
	}
}

func counting(a []int) {
	var counts [100]int
	for _, v := range a {
		counts[v]++
	}
	a = a[:0]
	for v, n := range counts {
		for range n {
			a = append(a, v)
		}
	}
}

// Sorting, six ways.
func main() {
	rng := rand.New(rand.NewSource(3))
	a := make([]int, 40)
	for i := range a {
		a[i] = rng.Intn(100)
	}
	want := append([]int(nil), a...)
	sort.Ints(want)
	equal := func(b []int) bool {
		for i := range b {
			if b[i] != want[i] {
				return false
			}
		}
		return len(b) == len(want)
	}
	for i, f := range []func([]int){bubble, insertion, quick, heapSort, counting} {
		b := append([]int{}, a...)
		f(b)
		fmt.Println(i, equal(b))
	}
	fmt.Println(equal(merge(a)), equal(a))
	fmt.Println(want[:5], want[35:])
	at := func(x int) int {
		lo, hi := 0, len(want)
		for lo < hi {
			mid := int(uint(lo+hi) >> 1)
			if want[mid] < x {
				lo = mid + 1
			} else {
				hi = mid
			}
		}
		return lo
	}
	fmt.Println(at(0), at(want[20]) <= 20, at(1000))
}
