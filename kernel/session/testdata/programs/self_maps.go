package main

import (
	"encoding/json"
	"fmt"
)

type Tree map[string]Tree

func (t Tree) Count() int {
	n := 1
	for _, k := range t {
		n += k.Count()
	}
	return n
}
func (t Tree) add(path ...string) {
	if len(path) == 0 {
		return
	}
	k, ok := t[path[0]]
	if !ok {
		k = Tree{}
		t[path[0]] = k
	}
	k.add(path[1:]...)
}

type Tree2 map[string][]Tree2

// Maps of themselves.
func main() {
	t := Tree{"a": {"b": {}, "c": nil}}
	t.add("a", "b", "d")
	t["x"] = make(Tree)
	fmt.Println(t, t.Count(), len(t), t["none"] == nil, t["a"]["b"]["d"] != nil)
	delete(t, "x")
	var any1 any = t
	_, ok := any1.(Tree)
	fmt.Printf("%T %v %v\n", any1, ok, any1.(Tree)["a"])
	text, err := json.Marshal(t)
	fmt.Println(string(text), err)
	var back Tree
	fmt.Println(json.Unmarshal([]byte(`{"q":{"r":{}}}`), &back), back)
	for k, v := range back {
		fmt.Println(k, v)
	}
	m := map[string]Tree{"z": t}
	var t3 Tree = m
	fmt.Println(len(t3), t3["z"].Count())
	t2 := Tree2{"a": {{"b": nil}}}
	t2["a"] = append(t2["a"], Tree2{})
	fmt.Println(t2, len(t2["a"]))
	clear(t)
	var nilt Tree
	fmt.Println(t, nilt == nil, len(nilt), nilt["a"])
}
