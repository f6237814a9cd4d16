package main

import "fmt"

type Animal interface{ Sound() string }
type Dog struct{}

func (Dog) Sound() string { return "woof" }

type Loud struct{ Animal }

func (l Loud) Sound() string { return l.Animal.Sound() + "!" }

func hear(a Animal) { fmt.Println(a.Sound()) }

type mock struct {
	fmt.Stringer
	n int
}

func main() {
	hear(Loud{Dog{}})
	hear(struct {
		Dog
		n int
	}{})
	hear(struct{ Dog }{})
	hear(struct{ *Dog }{&Dog{}})
	hear(&struct{ Dog }{})
	hear(struct{ Animal }{Dog{}})
	hear(struct {
		Animal
		n int
	}{Dog{}, 1})
	hear(&struct{ Animal }{Loud{Dog{}}})
	x := struct{ Animal }{Dog{}}
	fmt.Println(x.Sound())
	var e interface{ Error() string } = struct{ error }{fmt.Errorf("e")}
	fmt.Println(e.Error())
	var s fmt.Stringer = struct{ fmt.Stringer }{}
	_, ok := s.(Animal)
	fmt.Println(ok)
}
