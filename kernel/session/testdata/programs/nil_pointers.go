package main

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

type P struct {
	p *int
	s *string
}

func (p P) String() string { return strconv.Itoa(*p.p) }

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

func main() {
	var ip *int
	var sp *string
	var pp *P
	try(func() { fmt.Println(strconv.Itoa(*ip)) })
	try(func() { fmt.Println(*ip) })
	try(func() { fmt.Println(strings.ToUpper(*sp)) })
	try(func() { fmt.Println(strings.ToUpper(*pp.s)) })
	try(func() { x := *ip; fmt.Println(x) })
	try(func() { x := *pp; fmt.Println(x) })
	try(func() { fmt.Println(*pp) })
	try(func() { _ = P{}.String() })
	try(func() { _ = *sp + "x" })
	try(func() { fmt.Println(len(*sp)) })
	try(func() { _ = any(*sp) })
	try(func() { _ = []string{*sp} })
	try(func() { _ = map[string]int{*sp: 1} })
	try(func() { func(s string) { fmt.Println(s) }(*sp) })
	try(func() { ch := make(chan string, 1); ch <- *sp })
	try(func() { fmt.Println(reflect.ValueOf(nil).Kind()) })
	try(func() { var e error; fmt.Println(e.Error()) })
	try(func() { var s fmt.Stringer; f := s.String; fmt.Println(f) })
	try(func() { var b *strings.Builder; b.WriteString("x") })
	try(func() { var b *strings.Reader; fmt.Println(b.Len()) })

	try(func() { *ip++ })
	try(func() { *sp += "x" })
	try(func() { pp.p = ip })
	try(func() { (*pp).p = ip })
	try(func() { q := &pp.s; _ = q })
	try(func() { var m *map[string]int; (*m)["a"] = 1 })
	try(func() { var a *[3]int; a[1] = 1 })
	try(func() { var a *[]int; _ = append(*a, 1) })
	try(func() { var f *func(); (*f)() })
	try(func() {
		if *ip > 3 {
			fmt.Println("x")
		}
	})
	try(func() {
		for i := 0; i < *ip; i++ {
		}
	})
	try(func() {
		switch *ip {
		case 1:
		}
	})
	try(func() { var s []*P; s = append(s, nil); fmt.Println(s[0].s) })
	try(func() {
		var pb *bool
		if *pb {
		}
	})

	try(func() { var pf *float64; fmt.Println(2 * *pf) })
	try(func() { fmt.Println(strings.Repeat("x", *ip)) })
	try(func() { fmt.Println(func() string { return *sp }()) })
}
