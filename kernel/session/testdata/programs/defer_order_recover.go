package main

import (
	"errors"
	"fmt"
)

func order() {
	for i := range 3 {
		defer fmt.Println("deferred", i)
	}
	fmt.Println("body")
}

func named() (n int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("recovered: %v", r)
			n *= 2
		}
	}()
	n = 21
	panic("boom")
}

func rethrow() {
	defer func() {
		r := recover()
		fmt.Println("first", r)
		panic(fmt.Sprint(r, " again"))
	}()
	panic("one")
}

func argumentsNow() {
	x := 1
	defer fmt.Println("argument", x)
	defer func() { fmt.Println("captured", x) }()
	x = 2
}

func double(n int) (result int) {
	defer func() { result *= 2 }()
	return n + 1
}

var errStop = errors.New("stop")

func try(f func()) (err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case error:
			err = r
		default:
			err = fmt.Errorf("%v", r)
		}
	}()
	f()
	return nil
}

// Deferred calls: their order, their arguments, named results, recover and panics in them.
func main() {
	order()
	fmt.Println(named())
	argumentsNow()
	fmt.Println(double(4))
	fmt.Println(try(func() {}), try(func() { panic(errStop) }), try(func() { panic(12) }))
	fmt.Println(errors.Is(try(func() { panic(errStop) }), errStop))
	err := try(rethrow)
	fmt.Println(err)
	fmt.Println(recover() == nil)
	fmt.Println(try(func() {
		var m map[string]int
		m["x"] = 1
	}))
	fmt.Println(try(func() {
		zero := 0
		fmt.Println(1 / zero)
	}))
}
