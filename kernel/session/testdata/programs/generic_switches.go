package main

import (
	"errors"
	"fmt"
)

func Describe[T any](x T) string {
	switch v := any(x).(type) {
	case nil:
		return "nil"
	case int:
		return fmt.Sprint("int ", v+1)
	case string:
		return "string " + v
	case []T:
		return fmt.Sprint("slice of itself ", len(v))
	case error:
		return "error " + v.Error()
	case fmt.Stringer:
		return "stringer " + v.String()
	}
	return "other"
}

func Is[T any](x any) bool {
	_, ok := x.(T)
	return ok
}

func As[T any](x any) (T, error) {
	if v, ok := x.(T); ok {
		return v, nil
	}
	var zero T
	return zero, fmt.Errorf("no %v", zero)
}

func Or[T comparable](values ...T) T {
	var zero T
	for _, v := range values {
		if v != zero {
			return v
		}
	}
	return zero
}

func Ptr[T any](v T) *T { return &v }

func Deref[T any](p *T, otherwise T) T {
	if p == nil {
		return otherwise
	}
	return *p
}

func Kind[T int | string | float64](x T) string {
	switch any(x).(type) {
	case int, float64:
		return "number"
	case T:
		return "itself"
	}
	return "never"
}

type name struct{ first string }

func (n name) String() string { return n.first }

func main() {
	fmt.Println(Describe(1), Describe("a"), Describe(2.5), Describe(errors.New("e")), Describe(name{"n"}))
	fmt.Println(Describe[any](nil), Describe[any]([]any{1}), Describe[error](nil))
	fmt.Println(Is[int](3), Is[string](3), Is[name](name{}), Is[error](nil), Is[fmt.Stringer](name{"x"}))
	fmt.Println(As[int]("text"))
	same, err := As[name](name{"same"})
	fmt.Println(same.first, err)
	fmt.Println(Or(0, 3, 4), Or("", "b"), Or[*int]() == nil, Or(name{}, name{"z"}).first)
	fmt.Println(*Ptr(7), Deref(nil, "none"), Deref(Ptr("some"), "none"))
	fmt.Println(Kind(1), Kind("a"), Kind(2.0))
}
