package main

import (
	"fmt"
	"math"
	"sort"
)

// Maps: keys of many types, nil maps, deletion during a range, NaN keys, maps of functions.
func main() {
	var none map[string]int
	fmt.Println(none == nil, len(none), none["x"])
	delete(none, "x")
	m := make(map[string]int, 10)
	m["a"]++
	m["a"] += 2
	m["b"] = len(m)
	fmt.Println(m, len(m))
	for i := range 20 {
		m[fmt.Sprint("k", i)] = i
	}
	for k := range m {
		if len(k) == 3 {
			delete(m, k)
		}
	}
	fmt.Println(len(m))
	keys := map[any]string{1: "int", "1": "string", 1.0: "float", true: "bool", [2]int{1, 2}: "array", nil: "nil"}
	fmt.Println(keys[1], keys["1"], keys[1.0], keys[true], keys[[2]int{1, 2}], keys[nil], keys[int64(1)] == "", len(keys))
	nan := map[float64]int{math.NaN(): 1, math.NaN(): 2}
	fmt.Println(len(nan), nan[math.NaN()])
	fs := map[string]func(float64) float64{"sqrt": math.Sqrt, "double": func(x float64) float64 { return 2 * x }}
	fmt.Println(fs["sqrt"](16), fs["double"](4))
	alias := m
	alias["new"] = 1
	fmt.Println(m["new"])
	matrix := map[int]map[int]int{}
	for i := range 3 {
		matrix[i] = map[int]int{i: i * i}
	}
	fmt.Println(matrix)
	inverse := map[int][]string{}
	for k, v := range map[string]int{"x": 1, "y": 2, "z": 1} {
		inverse[v] = append(inverse[v], k)
	}
	sort.Strings(inverse[1])
	fmt.Println(inverse)
	type pair struct{ a, b int }
	visited := map[pair]bool{}
	visited[pair{1, 2}] = true
	fmt.Println(visited[pair{1, 2}], visited[pair{2, 1}])
	pointers := map[*int]int{}
	p, q := new(int), new(int)
	pointers[p], pointers[q] = 1, 2
	fmt.Println(pointers[p], len(pointers))
	if v, ok := m["absent"]; !ok {
		fmt.Println("absent", v)
	}
	slices := map[string][]int{}
	slices["s"] = append(slices["s"], 1, 2)
	slices["s"][0] = 9
	fmt.Println(slices)
	structs := map[string]*pair{"p": {1, 2}}
	structs["p"].a += 5
	fmt.Println(*structs["p"])
	defer func() { fmt.Println(recover()) }()
	none["x"] = 1
}
