package main

import (
	"errors"
	"fmt"
)

type NotFound[K any] struct{ Key K }

func (e NotFound[K]) Error() string { return fmt.Sprintf("%v not found", e.Key) }

type Wrapped[E error] struct {
	Inner E
	Where string
}

func (w *Wrapped[E]) Error() string { return w.Where + ": " + w.Inner.Error() }
func (w *Wrapped[E]) Unwrap() error { return w.Inner }

type Table[K comparable, V any] map[K]V

func (t Table[K, V]) Get(k K) (V, error) {
	v, ok := t[k]
	if !ok {
		return v, NotFound[K]{k}
	}
	return v, nil
}

func Retry[T any](n int, f func(int) (T, error)) (T, error) {
	var all []error
	for i := range n {
		v, err := f(i)
		if err == nil {
			return v, nil
		}
		all = append(all, err)
	}
	var zero T
	return zero, errors.Join(all...)
}

func Guard[T any](f func() T) (v T, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("guarded: %v", r)
		}
	}()
	return f(), nil
}

func main() {
	t := Table[string, int]{"a": 1}
	_, err := t.Get("b")
	fmt.Println(err)
	var nf NotFound[string]
	fmt.Println(errors.As(err, &nf), nf.Key)
	var other NotFound[int]
	fmt.Println(errors.As(err, &other))
	w := &Wrapped[NotFound[string]]{nf, "lookup"}
	fmt.Println(w, errors.Is(w, NotFound[string]{"b"}), errors.Is(w, NotFound[string]{"c"}))
	got, ok := errors.AsType[NotFound[string]](fmt.Errorf("outer: %w", w))
	fmt.Println(got.Key, ok)
	fmt.Println(Retry(3, func(i int) (string, error) {
		if i < 2 {
			return "", NotFound[int]{i}
		}
		return "third", nil
	}))
	_, err = Retry(2, func(i int) (bool, error) { return false, NotFound[int]{i} })
	fmt.Println(err)
	v, err := Guard(func() []int { return []int{1}[:1] })
	fmt.Println(v, err)
	_, err = Guard(func() int { panic("boom") })
	fmt.Println(err)
}
