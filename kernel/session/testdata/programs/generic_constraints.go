package main

import (
	"fmt"
	"strings"
)

type Integer interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64
}

type Number interface {
	Integer | ~float32 | ~float64
}

type Named interface {
	comparable
	Name() string
}

type Setter[T any] interface {
	*T
	Set(string)
}

type celsius float64
type grade int8
type user struct{ id int }
type tag string

func (u user) Name() string { return fmt.Sprint("user", u.id) }
func (t tag) Name() string  { return "#" + string(t) }

type option struct{ text string }

func (o *option) Set(s string) { o.text = "<" + s + ">" }

func Sum[N Number](xs ...N) (total N) {
	for _, x := range xs {
		total += x
	}
	return total
}

func Mean[N Number](xs []N) float64 { return float64(Sum(xs...)) / float64(len(xs)) }

func Find[T Named](list []T, want T) (int, string) {
	for i, x := range list {
		if x == want {
			return i, x.Name()
		}
	}
	return -1, ""
}

func Parse[T any, P Setter[T]](texts []string) []T {
	out := make([]T, len(texts))
	for i, s := range texts {
		P(&out[i]).Set(s)
	}
	return out
}

func Abs[T Integer | ~float64](x T) T {
	if x < 0 {
		return -x
	}
	return x
}

func Bytes[T ~string | ~[]byte](x T) int {
	n := 0
	for i := 0; i < len(x); i++ {
		if x[i] == 'a' {
			n++
		}
	}
	return n
}

type Shape interface{ Area() float64 }
type square struct{ s float64 }
type disc struct{ r float64 }

func (s square) Area() float64 { return s.s * s.s }
func (d disc) Area() float64   { return 3 * d.r * d.r }

func Largest[S Shape](shapes ...S) S {
	best := shapes[0]
	for _, s := range shapes {
		if s.Area() > best.Area() {
			best = s
		}
	}
	return best
}

func Strings[T fmt.Stringer](xs ...T) string {
	var parts []string
	for _, x := range xs {
		parts = append(parts, x.String())
	}
	return strings.Join(parts, "/")
}

type level int

func (l level) String() string { return [...]string{"low", "high"}[l] }

func main() {
	fmt.Println(Sum(1, 2, 3), Sum(1.5, 2), Sum[celsius](20, 1.5), Sum(grade(3), 4))
	fmt.Println(Mean([]grade{1, 2}), Mean([]float32{0.5, 1.5}))
	fmt.Println(Find([]user{{1}, {2}}, user{2}))
	fmt.Println(Find([]tag{"a", "b"}, "b"))
	fmt.Println(Parse[option]([]string{"x", "y"})[1].text)
	fmt.Println(Abs(-3), Abs(celsius(-2.5)), Abs(grade(-7)))
	fmt.Println(Bytes("banana"), Bytes([]byte("aa")), Bytes(tag("abc")))
	fmt.Println(Largest(square{2}, square{3}).s, Largest[Shape](square{2}, disc{2}).Area())
	fmt.Println(Strings(level(0), level(1)))
}
