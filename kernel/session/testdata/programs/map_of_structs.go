package main

import (
	"fmt"
	"sort"
)

type Item struct {
	Name  string
	Count int
	Tags  map[string]bool
}

type key struct {
	x, y int
}

// Maps with structs as values and as keys, pointers, nested maps, and what missing keys give.
func main() {
	stock := map[string]Item{
		"apple": {Name: "apple", Count: 3},
		"pear":  {"pear", 5, map[string]bool{"green": true}},
	}
	it := stock["apple"]
	it.Count = 10
	fmt.Println(stock["apple"].Count, it.Count)
	stock["apple"] = it
	fmt.Println(stock["apple"].Count, stock["pear"].Tags["green"], stock["pear"].Tags["red"])
	fmt.Println(stock["none"].Name == "", stock["none"].Tags == nil)
	pointers := map[string]*Item{}
	for name, item := range stock {
		pointers[name] = &item
	}
	pointers["pear"].Count++
	fmt.Println(pointers["pear"].Count, stock["pear"].Count)
	grid := map[key]string{{1, 2}: "a", {3, 4}: "b"}
	grid[key{5, 6}] = "c"
	fmt.Println(grid[key{3, 4}], len(grid), grid[key{0, 0}] == "")
	v, ok := grid[key{5, 6}]
	fmt.Println(v, ok)
	_, ok = grid[key{}]
	fmt.Println(ok)
	delete(grid, key{1, 2})
	delete(grid, key{1, 2})
	fmt.Println(len(grid))
	counts := map[string]map[string]int{}
	for _, w := range []string{"ab", "ac", "bc", "ab"} {
		first := w[:1]
		if counts[first] == nil {
			counts[first] = map[string]int{}
		}
		counts[first][w]++
	}
	fmt.Println(counts)
	var names []string
	for n := range stock {
		names = append(names, n)
	}
	sort.Strings(names)
	fmt.Println(names)
	groups := map[bool][]int{}
	for i := range 6 {
		groups[i%2 == 0] = append(groups[i%2 == 0], i)
	}
	fmt.Println(groups)
	byArray := map[[2]int]int{{1, 2}: 3}
	byArray[[2]int{1, 2}]++
	fmt.Println(byArray)
	var none map[string]int
	fmt.Println(none["x"], len(none), none == nil)
	for range none {
		fmt.Println("never")
	}
}
