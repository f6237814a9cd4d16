package main

import "fmt"

type value struct{ n int }
type list []value

// Variables called as the types that come in must not hide them.
func Wrap[T any](value T) (list []T) {
	var string T
	int := value
	list = append(list, string, int)
	for range 1 {
		var zero T
		list = append(list, zero)
	}
	return list
}

func Count[T comparable](list []T, wanted T) int {
	value := 0
	for _, string := range list {
		if string == wanted {
			value++
		}
	}
	return value
}

func Nested[fmt any](x fmt) func() fmt {
	type value struct{ inner fmt }
	v := value{x}
	return func() fmt {
		int := func(x fmt) fmt { return x }
		return int(v.inner)
	}
}

type Box[value any] struct{ value value }

func (b Box[int]) Get() int { return b.value }

func Label[T any](n int, x T) (out []T) {
value:
	for i := range n {
		for j := range n {
			if j > i {
				continue value
			}
			out = append(out, x)
		}
	}
	return out
}

func main() {
	fmt.Println(Wrap(1), Wrap("a"), Wrap(value{2}), Wrap(list{{3}}))
	fmt.Println(Count([]string{"a", "b", "a"}, "a"), Count(list{{1}, {2}}, value{1}))
	fmt.Println(Nested(5)(), Nested(value{6})().n, Nested(fmt.Sprint)()("x"))
	fmt.Println(Box[string]{"s"}.Get(), Box[value]{value{7}}.Get().n)
	fmt.Println(len(Label(3, value{})))
}
