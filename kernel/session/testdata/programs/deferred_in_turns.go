package main

import (
	"errors"
	"fmt"
)

type closer struct{ name string }

func (c closer) Close(n int) error { fmt.Println("close", c.name, n); return errors.New(c.name) }

func a() (err error) {
	for i := range 3 {
		defer func(n int) { fmt.Println(n, i) }(i * 10)
	}
	for i, c := range []closer{{"a"}, {"b"}} {
		defer func(n ...int) error { err = errors.Join(err, c.Close(n[i])); return err }(7, 8)
	}
	for k := 0; k < 2; k++ {
		v := fmt.Sprint("v", k)
		defer func() (s string) { s = v; fmt.Println(s, k); return }()
		defer func(a any, b error) { fmt.Println(a, b, v) }(k, nil)
	}
	return nil
}

func main() {
	fmt.Println(a())
}
