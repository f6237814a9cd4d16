package main

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
)

type T struct{ n int }

func (t T) Val(s string)  { fmt.Print(s, t.n, " ") }
func (t *T) Ptr(s string) { fmt.Print(s, t.n, " ") }

func order() {
	t := T{1}
	defer fmt.Println()
	defer t.Val("val")
	defer t.Ptr("ptr")
	defer T.Val(t, "expr")
	defer (*T).Ptr(&t, "pexpr")
	f := t.Val
	g := t.Ptr
	defer f("mv")
	defer g("mp")
	t.n = 2
	for i := range 3 {
		defer fmt.Print(i, " ")
		defer func() { fmt.Print(i*10, t.n, " ") }()
	}
	defer func() func() {
		fmt.Print("start ")
		return func() { fmt.Print("end ") }
	}()()
}

func named(fail bool) (n int, err error) {
	defer func() {
		if err != nil {
			n, err = -n, fmt.Errorf("wrapped: %w", err)
		}
		n *= 2
	}()
	if fail {
		return 5, errors.New("failed")
	}
	n = 3
	return n + 1, nil
}

func unnamed() int {
	n := 1
	defer func() { n = 100 }()
	return n
}

func nested() (s string) {
	defer func() { s += fmt.Sprint("|outer:", recover()) }()
	defer func() {
		defer func() { s += fmt.Sprint("|inner:", recover()) }()
		panic("second")
	}()
	panic("first")
}

func repanic() (err error) {
	defer func() {
		r := recover()
		err = fmt.Errorf("got %v", r)
	}()
	panic("panic")
}

func helperRecover() any { return recover() }

func notDirect() (r any) {
	defer func() { r = recover() }()
	defer func() { func() { recover() }() }()
	panic("not recovered inside")
}

func direct() (r any) {
	defer func() { r = "after: " + fmt.Sprint(recover()) }()
	defer helperRecover()
	panic("gone")
}

func loopRecover() (out []string) {
	for _, f := range []func(){
		func() { panic(nil) },
		func() { panic(errors.New("e")) },
		func() { var p *T; p.Ptr("") },
		func() { var m map[string]int; m["a"] = 1 },
		func() { _ = []int{}[len(out)] },
		func() { z := 0; _ = 1 / z },
		func() { var a any = "s"; _ = a.(int) },
		func() { var a any; _ = a.(fmt.Stringer) },
		func() { var a any = T{}; _ = a.(fmt.Stringer) },
		func() { ch := make(chan int); close(ch); close(ch) },
		func() { var ch chan int; close(ch) },
		func() { ch := make(chan int); close(ch); ch <- 1 },
		func() { n := -1; _ = make([]int, n) },
		func() { _ = map[any]int{[]int{}: 1} },
		func() { var f func(); f() },
		func() { var a, b any = []int{}, []int{}; _ = a == b },
		func() { s := "abc"; n := 5; _ = s[n:] },
		func() { s := []int{1}; i, j := 3, 2; _ = s[i:j] },
		func() { panic(fmt.Sprintf("%v", T{3})) },
		func() { panic(T{4}) },
	} {
		func() {
			defer func() {
				r := recover()
				_, isErr := r.(error)
				_, isRun := r.(runtime.Error)
				out = append(out, fmt.Sprintf("%v %v %v", r, isErr, isRun))
			}()
			f()
		}()
	}
	return
}

func exits() (s string) {
	defer func() { s += " done" }()
	for i := 0; ; i++ {
		switch {
		case i == 2:
			defer func() { s += " two" }()
		case i > 3:
			return fmt.Sprint("i", i)
		}
	}
}

type closer struct {
	name string
	log  *[]string
	err  error
}

func (c closer) Close() error { *c.log = append(*c.log, c.name); return c.err }

func use(log *[]string) (err error) {
	for _, c := range []closer{{"a", log, nil}, {"b", log, errors.New("b broke")}, {"c", log, errors.New("c broke")}} {
		defer func() { err = errors.Join(err, c.Close()) }()
	}
	return errors.New("use")
}

func deep(n int) (r int) {
	defer func() {
		if v := recover(); v != nil {
			r = v.(int) + 1
			if n < 3 {
				panic(r)
			}
		}
	}()
	if n == 0 {
		panic(10)
	}
	return deep(n - 1)
}

func goexit() string {
	ch := make(chan string, 2)
	go func() {
		defer close(ch)
		defer func() { r := recover(); ch <- fmt.Sprint("recover: ", r) }()
		runtime.Goexit()
		ch <- "unreached"
	}()
	return <-ch
}

func main() {
	order()
	fmt.Println(named(false))
	fmt.Println(named(true))
	fmt.Println(unnamed(), nested(), repanic(), notDirect(), direct())
	fmt.Println(strings.Join(loopRecover(), "\n"))
	fmt.Println(exits())
	var log []string
	fmt.Printf("%q %v\n", use(&log).Error(), log)
	func() {
		defer func() { fmt.Println("deep", recover()) }()
		fmt.Println(deep(5))
		fmt.Println(deep(2))
	}()
	fmt.Println(goexit())
	defer fmt.Println("not printed, os.Exit runs no defers")
	defer func() {
		if recover() != nil {
			fmt.Println("exits")
			fmt.Println("done")
		}
	}()
	panic(errors.New("last"))
}
