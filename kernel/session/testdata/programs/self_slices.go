package main

import (
	"encoding/json"
	"fmt"
	"slices"
)

type S []S

func (s S) depth() int {
	d := 0
	for _, k := range s {
		d = max(d, k.depth()+1)
	}
	return d
}

type L []M
type M []L

func f(kids ...S) S { return kids }

// Slices of themselves, and of each other.
func main() {
	s := S{{}, {{}, S{S{}}}}
	s = append(s, S{}, nil)
	s[0] = append(s[0], s[1])
	fmt.Println(s, s.depth(), len(s), cap(s[:1:1]), s[1:2])
	t := make(S, 2, 5)
	fmt.Println(copy(t, s), t[0].depth(), f(s...).depth(), f(s, s).depth(), f() == nil)
	for i := range t {
		t[i] = nil
	}
	var a any = t
	_, isS := a.(S)
	_, isOther := a.([]S)
	fmt.Printf("%T %v %v %v\n", a, a, isS, isOther)
	var l L = L{M{L{}, nil}}
	fmt.Println(l, len(l[0]))
	slices.Reverse(s)
	fmt.Println(slices.Clone(s), len(slices.Clone(s)))
	p := &s
	*p = append(*p, S{})
	(*p)[0] = S{{}}
	fmt.Println(s)
	text, _ := json.Marshal(s)
	fmt.Println(string(text))
	for i, x := range s[:2] {
		fmt.Println(i, x)
	}
	var raw []S = s
	fmt.Println(len(raw), S(raw).depth(), [](S)(s)[0])
	switch {
	case s == nil:
		fmt.Println("nil")
	default:
		fmt.Println("not")
	}
}
