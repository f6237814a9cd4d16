package main

import (
	"fmt"
	"strings"
)

func sum(label string, ns ...int) string {
	total := 0
	for _, n := range ns {
		total += n
	}
	return fmt.Sprintf("%s %d of %d %t", label, total, len(ns), ns == nil)
}

func change(ns ...int) {
	if len(ns) > 0 {
		ns[0] = -1
	}
}

func kinds(vs ...any) string {
	var b strings.Builder
	for _, v := range vs {
		switch v := v.(type) {
		case nil:
			b.WriteString("nil ")
		case int:
			fmt.Fprintf(&b, "int:%d ", v)
		case string:
			fmt.Fprintf(&b, "string:%s ", v)
		case []any:
			fmt.Fprintf(&b, "list:%d ", len(v))
		case error:
			fmt.Fprintf(&b, "error:%v ", v)
		default:
			fmt.Fprintf(&b, "%T ", v)
		}
	}
	return b.String()
}

type logger struct{ prefix string }

func (l logger) log(parts ...string) string { return l.prefix + strings.Join(parts, "-") }

func options(opts ...func(*logger)) logger {
	l := logger{"> "}
	for _, o := range opts {
		o(&l)
	}
	return l
}

func pair() (string, int) { return "pair", 4 }

// Variadic functions, methods and literals, and slices handed over whole.
func main() {
	fmt.Println(sum("none"), sum("some", 1, 2, 3))
	ns := []int{4, 5, 6}
	fmt.Println(sum("slice", ns...), sum("empty", []int{}...))
	change(ns...)
	fmt.Println(ns)
	change(ns[0], ns[1])
	fmt.Println(ns, sum(pair()))
	fmt.Println(kinds(1, "a", nil, 2.5, []any{1, 2}, fmt.Errorf("bad")))
	args := []any{1, "b"}
	fmt.Println(kinds(args...), kinds(args), kinds())
	fmt.Println(logger{"# "}.log("a", "b"), options(func(l *logger) { l.prefix = "! " }).log("c"))
	f := func(sep string, words ...string) string { return strings.Join(words, sep) }
	fmt.Println(f("+", "x", "y", "z"), f("+"))
	fmt.Println(append([]int(nil), ns...), append(ns[:1], append([]int{0}, ns[1:]...)...))
	defer fmt.Println(kinds(args...))
	func(vs ...int) { fmt.Println(len(vs), cap(vs)) }(1, 2)
}
