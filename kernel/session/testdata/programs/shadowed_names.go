package main

import (
	"fmt"
	str "strings"
)

type string_ = string
type int_ int
type str_ = string

var x = "package"
var len_ = len("abc")

func true_() bool { return false }

type T struct{ T *T }

func (T) t() string { return "method" }

func f(f func() int) (x int) {
	x = f()
	{
		f := func(n int) string { return str.Repeat("f", n) }
		x += len(f(x))
	}
	return
}

func shadowBuiltins() string {
	len := func(s string) int { return 42 }
	append := "not a function"
	true := false
	nil := 5
	int := 3.5
	type error struct{ msg string }
	e := error{"mine"}
	new := make(map[string]float64)
	new["a"] = int
	string := fmt.Sprint
	iota := 9
	print := func(a ...any) str_ { return fmt.Sprint(a...) }
	return print(len("x"), append, true, nil, e, new, string("s", 1), iota)
}

func params(string str_, int int, fmt_ func(...any) str_) str_ {
	return fmt_(string, int)
}

func packages() string {
	str := "shadows the import"
	fmt := struct{ Sprint func(...any) string }{func(a ...any) string { return "fake" }}
	return fmt.Sprint(str) + str
}

func typeSwitch(x any) string {
	switch x := x.(type) {
	case int:
		x++
		{
			x := fmt.Sprint(x, "!")
			return x
		}
	case string:
		x, y := x+"1", x+"2"
		return x + y
	case func(any) string:
		return x("q")
	}
	return fmt.Sprint(x)
}

func labels() (out []int) {
x:
	for x := 0; x < 3; x++ {
		for y := 0; y < 3; y++ {
			if y == x {
				continue x
			}
			out = append(out, x*10+y)
		}
	}
	return
}

func closures() (fs []func() string) {
	x := "outer"
	for x := range 2 {
		fs = append(fs, func() string { return fmt.Sprint(x) })
		x := fmt.Sprintf("in%d", x)
		fs = append(fs, func() string { x += "+"; return x })
	}
	fs = append(fs, func() string { return x })
	if x := x + "?"; len(x) > 3 {
		fs = append(fs, func() string { return x })
	} else if y := x; y != "" {
		fs = append(fs, func() string { return y })
	}
	x = "changed"
	return
}

func iotas() []int {
	const (
		a = iota * 10
		b
		_
		c = 7
		d
		e = iota
	)
	const iota_ = a + b
	return []int{a, b, c, d, e, iota_}
}

type main_ struct{ main string }

func (main main_) String() string { return "main:" + main.main }

func generic[T any, string interface{ ~int }](t T, s string) any { return fmt.Sprintf("%T %v", t, s+1) }

func recv(ch chan int) (ch2 int) {
	ch2, ok := <-ch
	if ch, ok := any(ch2).(int); ok {
		ch2 = ch * 2
	}
	_ = ok
	return
}

func main() {
	fmt.Println(x, len_, true_())
	x := 1
	fmt.Println(x, f(func() int { x := x + 4; return x }))
	{
		x := x
		x, z := x+1, "z"
		fmt.Println(x, z)
	}
	fmt.Println(x, shadowBuiltins(), params("s", 1, fmt.Sprint), packages())
	fmt.Println(typeSwitch(1), typeSwitch("s"), typeSwitch(2.5), typeSwitch(func(any) string { return "called" }))
	fmt.Println(labels(), iotas())
	for _, f := range closures() {
		fmt.Print(f(), f(), " ")
	}
	fmt.Println()
	var t = T{&T{}}
	T := t.T.t() + t.t()
	fmt.Println(T, main_{"m"}, generic(T, int_(3)), string_("alias"))
	ch := make(chan int, 1)
	ch <- 21
	fmt.Println(recv(ch))
	var err error
	if _, err := fmt.Sscan("x", new(int)); err != nil {
		fmt.Println("inner", err != nil)
	}
	fmt.Println(err)
	for i, i2 := 0, 0; i < 2; i, i2 = i+1, i2+2 {
		i := i * 100
		i2, fmt2 := i2+i, fmt.Sprint
		fmt.Print(fmt2(i, i2), " ")
	}
	func(x ...int) { fmt.Println(len(x), x) }(x, x)
	var main = "variable main"
	fmt.Println(main)
}
