package main

import "fmt"

func main() {
	defer fmt.Println("end")
	try := func(f func()) (err error) {
		defer func() {
			if r := recover(); r != nil {
				err = fmt.Errorf("caught %v", r)
			}
		}()
		f()
		return nil
	}
	fmt.Println(try(func() { panic("x") }), try(func() {}))
	for i := range 2 {
		fmt.Println(try(func() {
			defer func() { fmt.Println("inner", i, recover()) }()
			panic(i)
		}))
	}
	run := map[string]func(){
		"a": func() { defer func() { recover() }(); panic("a") },
		"b": func() { panic("b") },
	}
	fmt.Println(try(run["a"]), try(run["b"]))
}
