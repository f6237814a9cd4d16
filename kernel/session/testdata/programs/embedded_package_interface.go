package main

import (
	"fmt"
	"sort"
)

type reversed struct{ sort.Interface }

func (r reversed) Less(i, j int) bool { return r.Interface.Less(j, i) }

// A struct with an interface of a package in it, handed back to the package.
func main() {
	ints := sort.IntSlice{3, 1, 2}
	sort.Sort(reversed{ints})
	fmt.Println(ints)
}
