package main

import (
	"fmt"
	"io"
	"strings"
	"sync"
)

type Animal interface {
	Name() string
	Sound() string
}

type Dog struct{}

func (Dog) Name() string  { return "dog" }
func (Dog) Sound() string { return "woof" }

type Loud struct{ Animal }

func (l Loud) Sound() string { return strings.ToUpper(l.Animal.Sound()) + "!" }

type Twice struct {
	Loud
	times int
}

func (t Twice) Sound() string { return strings.Repeat(t.Loud.Sound(), t.times) }

type safeMap struct {
	sync.Mutex
	m map[string]int
}

func (s *safeMap) inc(k string) {
	s.Lock()
	defer s.Unlock()
	s.m[k]++
}

type prefixWriter struct {
	io.Writer
	prefix string
}

func (p prefixWriter) Println(s string) { fmt.Fprintln(p.Writer, p.prefix+s) }

func speak(a Animal) string { return a.Name() + " says " + a.Sound() }

// Interfaces embedded in structs: decoration and delegation.
func main() {
	fmt.Println(speak(Dog{}))
	fmt.Println(speak(Loud{Dog{}}))
	fmt.Println(speak(Twice{Loud{Dog{}}, 2}))
	t := Twice{Loud{Dog{}}, 3}
	fmt.Println(t.Name(), t.Animal.Sound())
	s := safeMap{m: map[string]int{}}
	s.inc("x")
	s.inc("x")
	fmt.Println(s.m)
	var b strings.Builder
	prefixWriter{&b, "> "}.Println("line")
	fmt.Print(b.String())
	var a Animal
	l := Loud{a}
	defer func() { fmt.Println("recovered:", recover() != nil) }()
	fmt.Println(l.Name())
}
