package main

import (
	"errors"
	"fmt"
	"strconv"
)

type Option[T any] struct {
	value T
	ok    bool
}

func Some[T any](v T) Option[T] { return Option[T]{v, true} }
func None[T any]() Option[T]    { return Option[T]{} }

func (o Option[T]) Or(otherwise T) T {
	if o.ok {
		return o.value
	}
	return otherwise
}

func Then[T, U any](o Option[T], f func(T) Option[U]) Option[U] {
	if !o.ok {
		return None[U]()
	}
	return f(o.value)
}

type Result[T any] struct {
	Value T
	Err   error
}

func Try[T any](v T, err error) Result[T] { return Result[T]{v, err} }

func Chain[A, B any](r Result[A], f func(A) (B, error)) Result[B] {
	if r.Err != nil {
		var zero B
		return Result[B]{zero, r.Err}
	}
	return Try(f(r.Value))
}

func Must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

type Either[L, R any] interface {
	Fold(func(L), func(R))
}
type Left[L, R any] struct{ v L }
type Right[L, R any] struct{ v R }

func (l Left[L, R]) Fold(f func(L), _ func(R))  { f(l.v) }
func (r Right[L, R]) Fold(_ func(L), g func(R)) { g(r.v) }

func parse(s string) Either[error, int] {
	n, err := strconv.Atoi(s)
	if err != nil {
		return Left[error, int]{err}
	}
	return Right[error, int]{n}
}

func main() {
	half := func(n int) Option[int] {
		if n%2 != 0 {
			return None[int]()
		}
		return Some(n / 2)
	}
	fmt.Println(Then(Some(8), half).Or(-1), Then(Then(Some(6), half), half).Or(-1))
	fmt.Println(Then(Some(4), func(n int) Option[string] { return Some(strconv.Itoa(n) + "!") }).Or("none"))
	r := Chain(Try(strconv.Atoi("12")), func(n int) (float64, error) { return float64(n) / 8, nil })
	fmt.Println(r.Value, r.Err)
	bad := Chain(Try(strconv.Atoi("x")), func(n int) (float64, error) { return 1, nil })
	fmt.Println(bad.Value, bad.Err, errors.Is(bad.Err, strconv.ErrSyntax))
	fmt.Println(Must(strconv.ParseBool("true")))
	for _, s := range []string{"7", "?"} {
		parse(s).Fold(func(err error) { fmt.Println("left", err) }, func(n int) { fmt.Println("right", n) })
	}
	defer func() { fmt.Println("recovered:", recover()) }()
	Must(strconv.Atoi(""))
}
