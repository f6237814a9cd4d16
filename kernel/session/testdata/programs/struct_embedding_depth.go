package main

import "fmt"

type Base struct {
	ID   int
	Name string
}

func (b Base) Describe() string    { return fmt.Sprintf("%s#%d", b.Name, b.ID) }
func (b *Base) Rename(name string) { b.Name = name }

type Middle struct {
	Base
	Name string
	Tags []string
}

func (m Middle) Labels() int { return len(m.Tags) }

type Top struct {
	*Middle
	Level int
}

type Other struct{ Level, Extra int }

type Both struct {
	Top
	Other
}

// Embedded structs at several depths: promotion, shadowing, and ambiguity that goes unused.
func main() {
	t := Top{&Middle{Base: Base{1, "base"}, Name: "middle", Tags: []string{"x", "y"}}, 3}
	fmt.Println(t.ID, t.Name, t.Base.Name, t.Level)
	fmt.Println(t.Describe(), t.Labels())
	t.Rename("renamed")
	fmt.Println(t.Name, t.Middle.Base.Name, t.Describe())
	copied := t
	copied.ID = 99
	fmt.Println(t.ID, copied.ID)
	b := Both{t, Other{7, 8}}
	fmt.Println(b.Top.Level, b.Other.Level, b.Extra, b.ID, b.Describe())
	b.Extra++
	b.Tags = append(b.Tags, "z")
	fmt.Println(b.Extra, t.Labels(), b.Labels())
	f := b.Describe
	b.Base = Base{5, "five"}
	fmt.Println(f(), b.Describe())
	type local struct {
		Base
		int
	}
	l := local{Base{2, "two"}, 4}
	l.int += 3
	fmt.Println(l.int, l.Describe())
}
